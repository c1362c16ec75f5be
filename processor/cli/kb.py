"""`ticketd kb`: the knowledge base."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.kb_changes import approve, drop, edit
from processor.cli.listing import json_option, limit_option, local_time, printable, show
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from db.articles import Article
    from processor.knowledge_site import Page

COLUMNS = ("number", "status", "category", "title")
LISTED = ("number", "status", "category", "used", "changed_at", "title")
IN_ONE_READ = 500  # articles
_OURS = re.compile(r"(?:KB-[0-9]+|index\.[a-z]+)\.html")  # besides what every export writes anew


@click.group()
def kb() -> None:
    """The knowledge base: what solved a problem before."""


kb.add_command(approve)
kb.add_command(drop)
kb.add_command(edit)


@kb.command("list")
@click.option("--drafts", is_flag=True, help="Only those that nobody has decided about yet.")
@limit_option
@json_option
@pass_setup
def list_articles(setup: Setup, drafts: bool, limit: int, as_json: bool) -> None:
    """Articles, those written last first; dropped ones too, unless only drafts are wanted."""
    from db import articles

    found = setup.store().unit(lambda: articles.newest(["draft"] if drafts else (), limit))
    show(found, LISTED, setup.config.desk.zone, as_json)


@kb.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--drafts", is_flag=True, help="Those that nobody has approved yet as well.")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="At most so many, best first."
)
@json_option
@pass_setup
def search(setup: Setup, words: tuple[str, ...], drafts: bool, limit: int, as_json: bool) -> None:
    """Articles with these words, the best first: 退款, "打印机 卡纸", ORA-01652."""
    from processor.desk.knowledge import look_up

    store = setup.store()
    found = store.unit(lambda: look_up(" ".join(words), limit, drafts=drafts))
    show([each.article for each in found], COLUMNS, setup.config.desk.zone, as_json)


@kb.command("show")
@click.argument("number")
@json_option
@pass_setup
def show_article(setup: Setup, number: str, as_json: bool) -> None:
    """One article: what the problem was, and what solved it."""
    from db import articles

    store = setup.store()
    article = store.unit(lambda: articles.find(number))
    if article is None:
        raise ProcessorError(f"there is no article {number}; `ticketd kb search` finds them")
    if as_json:
        click.echo(json.dumps(asdict(article), ensure_ascii=False, default=_json_value))
        return
    ticket, approver = store.unit(lambda: _origin(article))
    for line in _lines(article, ticket, approver, setup.config.desk.zone):
        click.echo(line)


@kb.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@pass_setup
def export(setup: Setup, folder: Path) -> None:
    """
    Write all approved articles into DIR as pages that can be searched and printed without a server.

    Open DIR/index.html. Pages of articles that are no longer approved are taken out of DIR, and so are lists in
    another language that nothing leads to any more.
    """
    from processor.knowledge_site import Site, site_files

    store, desk = setup.store(), setup.config.desk
    pages = store.unit(lambda: list(_approved()))
    site = Site(desk.name, desk.locale, desk.zone, datetime.now(UTC))
    try:
        _write(folder, site_files(pages, site))
    except OSError as error:
        raise ProcessorError(f"{folder} cannot be written: {error}") from error
    click.echo(f"{len(pages)} articles in {folder / 'index.html'}")


def _approved() -> Iterable[Page]:
    from db import articles
    from processor.knowledge_site import Page

    found = articles.newest(["approved"], limit=1_000_000_000)[::-1]
    for start in range(0, len(found), IN_ONE_READ):
        chunk = found[start : start + IN_ONE_READ]
        words = dict(articles.words_of([each.id for each in chunk]))
        for each in chunk:
            what = (each.number, each.title, each.problem, each.solution, each.category, each.language)
            yield Page(*what, each.changed_at, words[each.id])


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")
        written.add(name)
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in written:
            path.unlink()


def _origin(article: Article) -> tuple[str, str]:
    """Number of the ticket that an article came from, and who approved it; "" for neither."""
    from db import people, tickets

    person = people.find(article.approved_by_id) if article.approved_by_id is not None else None
    ticket = tickets.get(article.ticket_id).number if article.ticket_id is not None else ""
    return ticket, person.name if person else ""


def _lines(article: Article, ticket: str, approver: str, zone: ZoneInfo) -> Iterable[str]:
    yield f"{article.number}  {printable(article.title)}"
    facts = {
        "status": article.status,
        "category": article.category,
        "ticket": ticket,
        "changed": local_time(article.changed_at, zone),
        "approved": f"{local_time(article.approved_at, zone)} {approver}".strip() if article.approved_at else "",
        "used": str(article.used),
    }
    for name, value in facts.items():
        if value:
            yield f"{name:9} {printable(value)}"
    for name, text in (("Problem", article.problem), ("Solution", article.solution)):
        if text:
            yield ""
            yield name
            yield from (f"  {printable(line)}" for line in text.splitlines())


def _json_value(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
