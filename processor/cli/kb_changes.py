"""`ticketd kb approve|drop|edit`: what becomes of an article, decided at the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from db.articles import Article
    from processor.desk.publishing import Editor

by_option = click.option("--by", default="", metavar="ADDRESS", help="Who says so; it is kept with the ticket.")
ACTOR = "ticketd kb"  # in events, where nobody is named


@click.command()
@click.argument("number")
@by_option
@pass_setup
def approve(setup: Setup, number: str, by: str) -> None:
    """Publish an article as it stands: users may read it from now on."""
    from processor.desk import publishing

    def change(article: Article, editor: Editor) -> str:
        if article.status == "approved":
            raise ProcessorError(f"{article.number} is approved already")
        publishing.publish(article, {}, editor)
        return f"{article.number}: {article.status} → approved"

    click.echo(_changed(setup, number, by, change))


@click.command()
@click.argument("number")
@by_option
@pass_setup
def drop(setup: Setup, number: str, by: str) -> None:
    """Take an article out: nobody finds it any more; it stays under its number."""
    from processor.desk import publishing

    def change(article: Article, editor: Editor) -> str:
        if article.status == "dropped":
            raise ProcessorError(f"{article.number} is dropped already")
        publishing.drop(article, editor)
        return f"{article.number}: {article.status} → dropped"

    click.echo(_changed(setup, number, by, change))


@click.command()
@click.argument("number")
@click.argument("file", type=click.File(encoding="utf-8"), required=False)
@by_option
@pass_setup
def edit(setup: Setup, number: str, file: IO[str] | None, by: str) -> None:
    """
    Change title, problem and solution of an article: the lines of FILE (- for stdin), else in $EDITOR.

    Lines begin with "Title:", "Problem:" or "Solution:" (标题：, 问题：, 解决方案：); parts that are not there stay as
    they are, and so does the status.
    """
    store = setup.store()
    before = store.unit(lambda: _find(number))
    text = _read(file) if file else click.edit(_as_lines(before), extension=".txt")
    if text is None:
        raise ProcessorError(f"{before.number} stays as it is: nothing was saved")
    parts = _parts(text)

    def change(article: Article, editor: Editor) -> str:
        from processor.desk import publishing

        if article != before:
            raise ProcessorError(f"{article.number} has changed meanwhile; `ticketd kb show {article.number}` shows it")
        after = publishing.edit(article, parts, editor)
        if after == article:
            return f"{article.number} stays as it is"
        masked = any(getattr(after, name) != said for name, said in parts.items())
        note = "; what looks personal was masked, see `ticketd kb show`" if masked else ""
        return f"{article.number} is changed ({after.status}){note}"

    click.echo(_changed(setup, number, by, change))


def _changed(setup: Setup, number: str, by: str, change: Callable[[Article, Editor], str]) -> str:
    from datetime import UTC, datetime

    from db import people
    from processor.desk.publishing import Editor

    now, locale = datetime.now(UTC), setup.config.desk.locale

    def work() -> str:
        person = people.find_by_address(by) if by else None
        if by and person is None:
            raise ProcessorError(f"nobody of the directory has the address {by}; `ticketd people` lists them")
        return change(_find(number), Editor(by or ACTOR, now, person.id if person else None, locale=locale))

    return setup.store().unit(work)


def _find(number: str) -> Article:
    from db import articles

    article = articles.find(number)
    if article is None:
        raise ProcessorError(f"there is no article {number}; `ticketd kb list` and `ticketd kb search` find them")
    return article


def _read(file: IO[str]) -> str:
    try:
        return file.read()
    except (UnicodeDecodeError, OSError) as error:
        raise ProcessorError(f"{file.name} cannot be read as UTF-8 text: {error}") from error


def _as_lines(article: Article) -> str:
    """As they are read back, in the article's language."""
    from processor.desk.publishing import PARTS
    from processor.labels import COLON, label

    locale = article.language if article.language in COLON else "zh"
    colon = COLON[locale].rstrip()
    return "".join(f"{label(locale, 'part', name)}{colon}\n{getattr(article, name)}\n\n" for name in PARTS)


def _parts(text: str) -> dict[str, str]:
    """
    Raises:
        ProcessorError: a line belongs to no part, or there is none.
    """
    from processor.desk.publishing import read_parts

    parts, rest = read_parts(text.replace("\r\n", "\n"))
    if rest:
        raise ProcessorError(f"nothing was changed: this belongs to no part: {rest.splitlines()[0][:60]!r}")
    if not parts:
        raise ProcessorError('nothing was changed: no line begins with "Title:", "Problem:" or "Solution:"')
    return parts
