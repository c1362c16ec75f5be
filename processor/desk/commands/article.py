"""发布, 不入库: what becomes of the article drafted from a ticket, by command or as the answer to the mail about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from db import articles, keys
from db.articles import Article
from parsers.affirmation import read_consent, without_courtesies
from processor.desk import publishing
from processor.desk.case import Case, Refused, Result
from processor.desk.footprints import following
from processor.desk.knowledge import Proposal, proposal
from processor.desk.publishing import PARTS, Editor, read_parts
from processor.labels import label
from processor.rules.matching import answered_directly, named_article
from processor.rules.orders import ARTICLE_DRAFT
from processor.rules.permissions import may


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """
    Nothing of an answer to it goes to the user, whatever it says.

    Attributes:
        ticket_id: from which the article was drafted; the ticket of the mail may have swallowed that one.
        article: None when it is no more.
        proposal: the last one.
        written: when the mails were written that are answered, or whose link was used; nothing when none is known.
        explicit: ordered by a command that was typed, for the article as it stands.
    """

    case: Case
    ticket_id: int
    article: Article | None
    proposal: Proposal | None
    written: frozenset[datetime] = frozenset()
    explicit: bool = False
    unclear: str = "article_unclear"

    def take(self, beside: str) -> Result:
        """Publish it, with the labelled lines that were written below the yes."""
        return self.publish(self._parts())

    def replace(self) -> Result:
        """
        Publish it with other parts.

        Raises:
            Refused: what was written is no part of an article.
        """
        if parts := self._parts():
            return self.publish(parts)
        raise Refused(self.unclear)

    def publish(self, parts: Mapping[str, str]) -> Result:
        """
        Raises:
            Refused: the article has changed since the mail that is answered, or there is nothing left to publish.
        """
        self._require_may("publish")
        article, proposed = self._current()
        if not parts and self._is_done(article):
            raise self._decided(article)
        texts = dict(zip(PARTS, proposed.texts, strict=True)) if proposed and self._awaits_newer else {}
        with self._followed():
            published = publishing.publish(article, {**texts, **parts}, self._editor)
            self.case.record("publish", number=article.number)
        self.case.said = True
        masked = any(getattr(published, name) != text for name, text in parts.items())
        return self._result("publish", article, published, _MASKED if masked else _PLAIN)

    def drop(self) -> Result:
        """
        Raises:
            Refused: it is dropped already, or has changed since the mail that is answered.
        """
        self._require_may("discard")
        article, _ = self._current()
        if article.status == "dropped":
            raise self._decided(article)
        keeps = self._awaits_newer
        with self._followed():
            (publishing.keep_as_it_is if keeps else publishing.drop)(article, self._editor)
            self.case.record("discard", number=article.number)
        return self._result("discard", article, articles.require(article.number), _KEPT if keeps else _PLAIN)

    @property
    def _editor(self) -> Editor:
        case = self.case
        return Editor(case.actor.addr, case.now, case.person.id, case.filing.item_id, case.tools.config.desk.locale)

    @property
    def _awaits_newer(self) -> bool:
        """A newer text for an article that somebody has decided about waits to be decided about itself."""
        waits = self.proposal is not None and not self.proposal.decided
        return waits and self.proposal is not None and bool(self.proposal.detail["newer"])

    def _current(self) -> tuple[Article, Proposal | None]:
        if self.article is None:
            raise Refused("article_over")
        if self.written and (self.proposal is None or self.proposal.at not in self.written):
            raise Refused("article_changed", number=self.article.number)
        return self.article, self.proposal

    def _is_done(self, article: Article) -> bool:
        """Nobody waits for a word any more; a typed command publishes what is not yet published all the same."""
        decided = self.proposal is None or self.proposal.decided
        return decided and (article.status == "approved" or not self.explicit)

    def _decided(self, article: Article) -> Refused:
        status = label(self.case.locale, "shelf", article.status)
        return Refused("article_decided", number=article.number, status=status)

    def _parts(self) -> dict[str, str]:
        """The labelled lines; beside them stands a yes at most."""
        author = self.case.person.name
        parts, rest = read_parts(self.case.words)
        consent = read_consent(rest, author)
        if without_courtesies(rest, author) and consent != ("send", ""):
            raise Refused(self.unclear)
        unsigned = ((name, _unsigned(text, author)) for name, text in parts.items())
        return {name: text for name, text in unsigned if text}

    def _require_may(self, command: str) -> None:
        """A plain reply is no command by its name, but has its consequences."""
        role = self.case.actor.role
        if not may(command, role, self.case.relation):
            raise Refused("not_allowed", role=label(self.case.locale, "role", role))

    @contextmanager
    def _followed(self) -> Iterator[None]:
        """Commands leave a footprint on the ticket of their mail by themselves."""
        if self.case.names == ("answer",) or self.ticket_id != self.case.ticket.id:
            with following(self.case, self.ticket_id):
                yield
        else:
            yield

    def _result(self, command: str, before: Article, after: Article, remarks: Mapping[str, str]) -> Result:
        old, new = (label(self.case.locale, "shelf", one.status) for one in (before, after))
        change = (old, new) if old != new else ("", "")
        plain = command if self.case.names == ("answer",) else ""
        return Result(*change, remark=remarks[self.case.locale].format(number=after.number), command=plain)


def article_draft(case: Case) -> ArticleDraft | None:
    """The article that the mail answers ours about, by the id or the plus-tag, else by the number in its subject."""
    if case.given is None or case.actor.person is None:
        return None
    answered = answered_directly(case.message)
    mails = [mail for mail in answered if mail.kind == ARTICLE_DRAFT]
    if mails and mails[0].ticket_id is not None:
        return _draft_of(case, mails[0].ticket_id, frozenset(mail.created_at for mail in mails if mail.created_at))
    named = None if answered else named_article(case.message.subject, case.given)
    return _draft_of(case, named.ticket_id) if named and named.ticket_id is not None else None


def publish(case: Case, value: str) -> Result:
    """
    发布: users may read the article of this ticket from now on; labelled lines in the text replace its parts.

    Raises:
        Refused: there is none, it is published already, or more was written than its parts.
    """
    draft = _ordered(case, "publish")
    return draft.take("")


def discard(case: Case, value: str) -> Result:
    """不入库: the article of this ticket is found no more."""
    return _ordered(case, "discard").drop()


def _ordered(case: Case, command: str) -> ArticleDraft:
    case.status_after(command)
    found = article_draft(case)
    ticket_id, written = (found.ticket_id, found.written) if found else (case.ticket.id, frozenset[datetime]())
    key = keys.find(case.message.subject.key) if case.message.subject.key else None
    draft = _draft_of(case, ticket_id, frozenset({key.created_at}) if key else written, explicit=key is None)
    if draft.article is None:
        raise Refused("no_article")
    return draft


def _draft_of(
    case: Case, ticket_id: int, written: frozenset[datetime] = frozenset(), *, explicit: bool = False
) -> ArticleDraft:
    return ArticleDraft(case, ticket_id, articles.of_ticket(ticket_id), proposal(ticket_id), written, explicit)


def _unsigned(text: str, author: str) -> str:
    """*text* without the politeness and the name at its end, which no signature line divided from it."""
    lines = text.rstrip().split("\n")
    while lines and not without_courtesies(lines[-1], author):
        lines.pop()
    return "\n".join(lines).strip()


_PLAIN = {"zh": "{number}", "en": "{number}"}
_MASKED = {
    "zh": "{number}；看似个人信息的内容已遮盖，可用 #知识={number} 查看",
    "en": "{number}; what looks personal was masked, see #kb={number}",
}
_KEPT = {"zh": "{number} 保留原文", "en": "{number} stays as it was"}
