"""To be helped sooner: users ask for it about their own tickets, leads and managers about any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import events
from db.events import Event
from processor.desk.assignment import readers
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.words import joined
from processor.desk.correspondence import Saying
from processor.desk.undone import undone_items
from processor.notices import local_time

URGED = "command.urge"
URGE_EVERY = timedelta(hours=4)  # half a working day: whoever was told may do something before being told again


def urge(case: Case, value: str) -> Result:
    """
    加急: who has the ticket and the lead are told the reason; the priority stays, which they judge.

    Raises:
        Refused: there is no reason, or it is too soon after the last time.
    """
    case.status_after("urge")
    reason = joined(value, case.words)
    if not reason:
        raise Refused("no_reason_to_urge")
    if last := last_urged(events.of_ticket(case.ticket.id)):
        again = last + URGE_EVERY
        if again > case.now:
            raise Refused("urged_before", at=local_time(again, case.tools.config.desk.zone))
    case.record("urge", reason=reason)
    case.say(public=not case.actor.is_staff)
    roster = case.tools.teams.roster(case.now)
    told = [*readers(case.ticket, roster), *roster.leads(case.ticket.team)]
    told = [person for person in told if person != case.actor.person]
    case.tools.correspondence.to_staff("urged", told, case.ticket, Saying(words=reason), case.occasion)
    return Result(remark=_TOLD[case.locale])


def last_urged(happened: Sequence[Event]) -> datetime | None:
    """When the user last asked to be helped sooner; None when never."""
    gone = undone_items(happened)
    return next((each.at for each in reversed(happened) if each.kind == URGED and each.item_id not in gone), None)


_TOLD = {
    "zh": "已转告处理工程师和组长。",
    "en": "The engineer and the team lead have been told.",
}
