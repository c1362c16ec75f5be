"""What `#kb` answers: articles, one of them whole, and tickets that were solved and of which there is no article."""

from __future__ import annotations

from collections.abc import Iterator

from db import articles, events, search
from db.articles import Article
from db.search import NEWEST
from db.tickets import Ticket
from processor.desk.knowledge import look_up
from processor.desk.sheet import Reading
from processor.desk.since import solution_of
from processor.labels import label

MOST_ARTICLES = 10
MOST_TICKETS = 10
SOLVED = ("resolved", "closed")
MAX_SOLUTION_CHARS = 300


def named(value: str) -> Article | None:
    """The article whose number is asked for; other numbers, such as those of Microsoft's (KB5034441), are words."""
    number = articles.number_of(value)
    return articles.find(number) if value.strip().upper().startswith(articles.NUMBER) else None


def whole(article: Article, reading: Reading) -> Iterator[str]:
    """All of an article; then, of an approved one, as it can be pasted into an answer."""
    yield _head(article, reading)
    for name, text in (("problem", article.problem), ("solution", article.solution)):
        if text:
            yield ""
            yield f"{label(reading.locale, 'part', name)}{_COLON[reading.locale]}"
            yield from text.splitlines()
    if article.status == "approved":
        yield ""
        yield _WORDS[reading.locale]["paste"]
        yield _ready(article, reading)


def found(value: str, reading: Reading) -> Iterator[str]:
    """What fits these words: articles, drafts among them, and tickets."""
    words = _WORDS[reading.locale]
    best = [each.article for each in look_up(value, MOST_ARTICLES, drafts=True)]
    yield words["articles"].format(words=value, count=len(best))
    for article in best:
        yield _head(article, reading)
        yield f"  {_ready(article, reading)}" if article.status == "approved" else f"  {_cut(article.solution)}"
    if not best:
        yield words["none"]
    if tickets := _without_article(value):
        yield ""
        yield words["tickets"].format(count=len(tickets), newest=NEWEST)
        for ticket in tickets:
            yield from _solved(ticket, reading)


def _without_article(value: str) -> list[Ticket]:
    solved = search.with_words(value.split(), MOST_TICKETS, SOLVED)
    known = articles.tickets_with(("draft", "approved"), [ticket.id for ticket in solved])
    return [ticket for ticket in solved if ticket.id not in known]


def _head(article: Article, reading: Reading) -> str:
    head = f"{article.number} · {article.title}"
    if article.status == "approved":
        return head
    return _MARKED[reading.locale].format(head=head, status=label(reading.locale, "shelf", article.status))


def _ready(article: Article, reading: Reading) -> str:
    """One line, as it can stand in an answer to a user."""
    return _READY[reading.locale].format(title=article.title, number=article.number, solution=_cut(article.solution))


def _solved(ticket: Ticket, reading: Reading) -> Iterator[str]:
    yield f"{ticket.number} · {ticket.title}"
    if solution := solution_of(events.of_ticket(ticket.id)):
        yield f"  {reading.word('solution').format(text=_cut(solution))}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_SOLUTION_CHARS else line[: MAX_SOLUTION_CHARS - 1] + "…"


_COLON = {"zh": "：", "en": ":"}
_MARKED = {"zh": "{head}（{status}）", "en": "{head} ({status})"}
_READY = {"zh": "{title}（{number}）：{solution}", "en": "{title} ({number}): {solution}"}
_WORDS = {
    "zh": {
        "articles": "知识库中与“{words}”有关的文章：{count} 篇（编号可用 #知识=KB-0001 查看全文）",
        "none": "没有相关文章。",
        "tickets": "没有文章的已解决工单：{count} 张（最近 {newest} 张工单内）",
        "paste": "可直接粘贴到答复中：",
    },
    "en": {
        "articles": "Articles about “{words}”: {count} (#kb=KB-0001 shows a whole one)",
        "none": "No article has these words.",
        "tickets": "Solved tickets without an article: {count} (of the newest {newest} tickets)",
        "paste": "To paste into an answer:",
    },
}
