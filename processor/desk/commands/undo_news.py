"""Who hears that a command mail was taken back: whoever may have read what it said, or who has the ticket again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from db import causes, people, registrations, tickets
from db.causes import Sent
from db.people import Person
from db.snapshots import Difference
from db.tickets import Ticket
from processor.addresses import mailbox_key
from processor.desk.case import Case
from processor.desk.correspondence import Occasion, Saying
from processor.desk.deeds import RECEIPTS, Deed
from processor.desk.moved import addresses_of

GONE = frozenset({"sent", "sending", "uncertain"})  # of the outbox: somebody may have read it
CORRECTIONS = frozenset({"category", "priority"})  # commands that change what was promised
TO_ALL = ("command.progress", "command.resolve")  # what is said to a whole incident


def mails_of(deed: Deed) -> list[Sent]:
    """Also the new promise, which is written for a ticket and not for a mail."""
    corrected = [ticket_id for ticket_id in deed.tickets if CORRECTIONS & set(deed.commands)]
    promises = [mail for ticket_id in corrected for mail in causes.mails_at(ticket_id, "promise_changed", deed.at)]
    acts = [mail for ticket_id in deed.acted_on for mail in causes.mails_without(ticket_id, deed.at)]
    return list({mail.id: mail for mail in [*causes.mails_of(deed.item_id), *promises, *acts]}.values())


def tell(case: Case, deed: Deed, mails: Sequence[Sent]) -> None:
    """Users hear that what they may have read holds no more, engineers whose the ticket is again."""
    for told in (deed.ticket_id, *_told_as_well(deed)):
        if told is not None:
            _tell_user(case, deed, mails, tickets.get(told))
    for ticket_id, difference in deed.changed.items():
        if ticket_id is not None:
            _tell_staff(case, deed, _about(deed, mails, ticket_id), (tickets.get(ticket_id), difference))


def _told_as_well(deed: Deed) -> list[int]:
    """The other tickets of an incident, or of the same answer to a digest, that heard of it, too."""
    said = (each for kind in TO_ALL for each in deed.details(kind))
    others = dict.fromkeys((*(ticket_id for ticket_id, event in said if "incident" in event.detail), *deed.acted_on))
    return [ticket_id for ticket_id in others if ticket_id != deed.ticket_id]


def _tell_user(case: Case, deed: Deed, mails: Sequence[Sent], ticket: Ticket) -> None:
    addresses = [*addresses_of(ticket), *(addr for addr, _, _ in tickets.participants(ticket.id))]
    users = {mailbox_key(addr) for addr in addresses}
    told = [mail for mail in _about(deed, mails, ticket.id) if mail.status in GONE and mail.kind not in RECEIPTS]
    read = {mail.kind for mail in told if mail.recipient_key in users}
    opened = next((opened for opened, _ in deed.details("command.split_off")), None)
    if opened is not None and "acknowledgement" in read:
        ticket = tickets.get(opened)
    if read - {"promise_changed"}:
        teller, what = case.tools.correspondence, (ticket, Saying(by=case.actor.person), _occasion(case, deed))
        teller.to_requester("withdrawn", *what)
        teller.to_merged("withdrawn", *what, among={mail.recipient_key for mail in told})
    elif read and (form := registrations.find(ticket.id)):
        case.tools.corrections.acknowledger.tell_new_promise(ticket, form, case.now)


def _tell_staff(case: Case, deed: Deed, mails: Sequence[Sent], changed: tuple[Ticket, Difference]) -> None:
    """
    Who has the ticket again, and who has it no more; not those who know, nor who had not heard of it yet.

    changed: a ticket as it is now, and what was taken back of it.
    """
    ticket, columns = changed[0], changed[1].get("ticket", {})
    if not columns.keys() & {"assignee_id", "team"}:
        return
    read = {mail.recipient_key for mail in mails if mail.status in GONE and mail.kind not in RECEIPTS} | {deed.by}
    had = _held_by(
        case, columns.get("assignee_id", [None, ticket.assignee_id])[1], columns.get("team", [ticket.team])[-1]
    )
    has = [person for person in _held_by(case, ticket.assignee_id, "") if person not in had]
    team, teller, occasion = ticket.team, case.tools.correspondence, _occasion(case, deed)
    target = has[0].name if has else case.tools.teams.name_of_person(ticket.assignee_id) or team
    lost = [person for person in had if person.id != ticket.assignee_id]
    teller.to_staff("assigned", _hearing(case, has, read), ticket, Saying(by=case.actor.person), occasion)
    teller.to_staff("handed_on", _hearing(case, lost, read), ticket, Saying(target=target), occasion)


def _held_by(case: Case, assignee_id: int | None, team: str) -> list[Person]:
    """Who has it, else who could take it; team: "" for nobody."""
    person = people.find(assignee_id) if assignee_id is not None else None
    return [person] if person else case.tools.teams.members(team) if team else []


def _hearing(case: Case, some: Sequence[Person], read: Collection[str]) -> list[Person]:
    """Of *some* those who have heard of what is taken back, but for who takes it back."""
    others = (person for person in some if person.active and person != case.actor.person)
    return [person for person in others if {mailbox_key(addr) for addr in person.addresses} & set(read)]


def _about(deed: Deed, mails: Sequence[Sent], ticket_id: int) -> Sequence[Sent]:
    return [mail for mail in mails if mail.ticket_id in (None, ticket_id)] if deed.acted_on else mails


def _occasion(case: Case, deed: Deed) -> Occasion:
    """Several tickets of an answer to a digest may be of one user."""
    return replace(case, act=bool(deed.acted_on)).occasion
