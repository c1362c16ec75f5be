"""What follows when a ticket has been closed, by the user's word, without an answer, or by the staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import events
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.config import Desk
from processor.desk import knowledge
from processor.desk.archive import keep_forms
from processor.desk.correspondence import Correspondence, Occasion, Saying, by_locale
from processor.desk.knowledge import DRAFTED, Draft
from processor.desk.offering import ACCEPTED
from processor.desk.since import RESOLVED
from processor.desk.teams import Teams
from processor.labels import label
from processor.rules.orders import ARTICLE_DRAFT

NEWER = {
    "zh": "该工单已有文章 {number}；以上是再次关闭后的新内容，确认后将替换原文，弃用则保留原文。",
    "en": "This ticket has an article already, {number}. The text above is newer: it takes the place of the old one if "
    "you publish it; if you discard it, the old one stays.",
}


@dataclass(frozen=True, slots=True)
class Closing:
    """
    Belongs in the unit of work that closes the ticket.

    Each step is a function of the ticket and the occasion, and looks itself whether there is anything to do.
    """

    desk: Desk
    teams: Teams
    correspondence: Correspondence

    def follow(self, ticket: Ticket, occasion: Occasion) -> None:
        """ticket: as it is now, closed. occasion: what closed it; without a cause where the clock did."""
        keep_forms(ticket, self.desk, occasion.now)
        self._draft_article(ticket, occasion)

    def _draft_article(self, ticket: Ticket, occasion: Occasion) -> None:
        """
        What was learned becomes a draft for the knowledge base, about which its engineer is asked.

        Of an incident the leading ticket alone tells it.
        """
        follows = ticket.parent not in (None, ticket.id)
        if follows or _is_known(events.of_ticket(ticket.id)):
            return
        made = knowledge.draft(ticket, occasion.now, self.desk.locale)
        if made is None:
            return
        editors, content = self._editors(ticket, occasion), made.content
        detail = {
            "number": made.article.number, "newer": made.newer, "told": [person.id for person in editors],
            "title": content.title, "problem": content.problem, "solution": content.solution,
        }  # fmt: skip
        events.record(ticket.id, Event(occasion.now, "desk", DRAFTED, detail, occasion.cause))
        for locale, group in by_locale(editors, self.desk.locale):
            self.correspondence.to_staff(ARTICLE_DRAFT, group, ticket, _saying(made, locale), occasion)

    def _editors(self, ticket: Ticket, occasion: Occasion) -> list[Person]:
        """Who has the ticket, else who accepted it, else the leads of its team."""
        roster = self.teams.roster(occasion.now)
        found = roster.person(ticket.assignee_id) or roster.person(ticket.accepted_by_id)
        leads = roster.leads(ticket.team)
        return [found] if found else roster.present(leads) or leads


def _is_known(happened: Sequence[Event]) -> bool:
    """An article has solved it: there is nothing to learn that was not known. happened: oldest first."""
    last = next((event.kind for event in reversed(happened) if event.kind in (ACCEPTED, RESOLVED)), "")
    return last == ACCEPTED


def _saying(made: Draft, locale: str) -> Saying:
    content = made.content
    texts = (("title", content.title), ("problem", content.problem), ("solution", content.solution))
    rows = tuple((label(locale, "part", name), text) for name, text in texts)
    report = (NEWER[locale].format(number=made.article.number),) if made.newer else ()
    return Saying(rows=rows, target=made.article.number, report=report)
