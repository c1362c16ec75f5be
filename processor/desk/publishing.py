"""What is decided about an article: published, edited, dropped; by mail or at the command line, and told by events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db import articles, events, tickets
from db.articles import Article
from db.events import Event
from parsers.forms import ARTICLE, open_lines, read_form
from processor.desk.knowledge import APPROVED, DROPPED, EDITED, content_of, masked

PARTS = ("title", "problem", "solution")


@dataclass(frozen=True, slots=True)
class Editor:
    """
    Who decides, and when.

    Attributes:
        actor: an address, or "cli". person_id: of the directory; None where nobody is known by name.
        item_id: the command mail that orders it; None without one.
        locale: of the desk, for articles without a language.
    """

    actor: str
    now: datetime
    person_id: int | None = None
    item_id: int | None = None
    locale: str = "zh"


def publish(article: Article, parts: Mapping[str, str], editor: Editor) -> Article:
    """Approve *article*, with other *parts* (of `PARTS`) if there are any; as it is then."""
    current = edit(article, parts, editor)
    if current.status != "approved":
        articles.approve(current.id, editor.person_id, editor.now)
        _record(current, APPROVED, editor)
    return articles.require(current.number)


def edit(article: Article, parts: Mapping[str, str], editor: Editor) -> Article:
    """Give *article* other *parts*, masked as its draft was; the status stays. As it is then."""
    news = {name: without_personal(article, text, editor) for name, text in parts.items()}
    changed = {name: text for name, text in news.items() if text != getattr(article, name)}
    if not changed:
        return article
    title, problem, solution = (changed.get(name, getattr(article, name)) for name in PARTS)
    content = content_of(title, problem, solution, category=article.category, language=article.language)
    articles.replace(article.id, content, editor.now)
    _record(article, EDITED, editor, parts=sorted(changed))
    return articles.require(article.number)


def drop(article: Article, editor: Editor) -> None:
    """It is found no more."""
    if article.status != "dropped":
        articles.drop(article.id, editor.now)
        _record(article, DROPPED, editor)


def keep_as_it_is(article: Article, editor: Editor) -> None:
    """A newer text for it is not wanted."""
    _record(article, DROPPED, editor, newer=True)


def without_personal(article: Article, text: str, editor: Editor) -> str:
    """What may be published of *text*; all of it where nobody knows which ticket it came from."""
    if article.ticket_id is None:
        return text
    return masked(tickets.get(article.ticket_id), text, editor.locale)


def read_parts(text: str) -> tuple[dict[str, str], str]:
    """The labelled lines of *text* (标题 / 问题 / 解决方案, Title / Problem / Solution), and the rest of it."""
    form = read_form(text, ARTICLE)
    used = {*form.lines, *open_lines(text, ARTICLE)}
    rest = "\n".join(line for number, line in enumerate(text.split("\n")) if number not in used)
    return dict(form.values), rest.strip()


def _record(article: Article, kind: str, editor: Editor, **detail: object) -> None:
    happened = Event(editor.now, editor.actor, kind, {"number": article.number, **detail}, editor.item_id)
    events.record(article.ticket_id, happened)
