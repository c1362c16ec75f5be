"""What is said on the ticket that leads an incident goes to all of its users, each under their own ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import wraps

from db import incidents, merges, registrations
from db.tickets import File, Ticket
from processor.desk.case import Case, Command, Refused, Result
from processor.desk.commands.words import FOR_THE_DESK, joined
from processor.desk.correspondence import files_of_users
from processor.desk.footprints import arrange, following
from processor.desk.lifecycle import OPEN
from processor.desk.moved import take_up

SHORTEST_NAME = 2  # characters of a name that is looked for; single letters are words
SAID = {"zh": "已同时发给事件中的另外 {count} 位用户。", "en": "Also sent to the {count} other users of the incident."}


def to_all(command: Command) -> Command:
    """*command*, which on the ticket that leads an incident is carried out on each of the others that are open, too."""

    @wraps(command)
    def spread(case: Case, value: str) -> Result:
        others = followers(case)
        if not others:
            return command(case, value)
        require_discreet(case, value if FOR_THE_DESK & set(case.names) else joined(value, case.words), others)
        case.apart = frozenset(ticket.requester_addr for ticket in (case.ticket, *others))
        for beside in each_beside(case, others):
            command(beside, value)
        case.files = own_files(case)
        return with_count(case, command(case, value), others)

    return spread


def followers(case: Case) -> list[Ticket]:
    """The other open tickets of the incident that the ticket leads, locked; none when it leads none, or follows."""
    if case.head or case.ticket.parent != case.ticket.id:
        return []
    led = (take_up(other.id, case.now) for other in incidents.led_by(case.ticket.id) if other.id != case.ticket.id)
    return [other for other in led if other.status in OPEN]


def each_beside(case: Case, others: Sequence[Ticket]) -> Iterator[Case]:
    """
    The case of each other ticket, for the same mail, with a footprint of its own.

    Without what another user has sent: mail programs attach the pictures of a quotation once more.
    """
    files = _files_for(case)
    for other in others:
        with following(case, other.id):
            yield replace(case, given=other, meanwhile=(), head=case.ticket.number, files=files[other.id])
        arrange(case, other.id)


def own_files(case: Case) -> tuple[File, ...]:
    """Of what came with the mail, that which may go to the user of its own ticket."""
    return _files_for(case).get(case.ticket.id, case.files)


def _files_for(case: Case) -> dict[int, tuple[File, ...]]:
    """
    By ticket of the incident, what of the files of the mail goes to its user: none that another one has sent.

    Those who have ended count as well, and what was merged into any of them.
    """
    family = incidents.led_by(case.ticket.id)
    sent = {each.id: files_of_users(each) if case.files else set() for each in family}
    private = set[str]().union(*sent.values())
    return {
        ticket_id: tuple(file for file in case.files if file.sha256 in own or file.sha256 not in private)
        for ticket_id, own in sent.items()
    }


def with_count(case: Case, result: Result, others: Sequence[Ticket]) -> Result:
    said = SAID[case.locale].format(count=len(others))
    return replace(result, remark=f"{result.remark} {said}".strip())


def require_discreet(case: Case, text: str, others: Sequence[Ticket]) -> None:
    """
    No user learns of another: what goes to all of them names no ticket and none of them.

    Raises:
        Refused: *text* does, or the name of a file.
    """
    files = _files_for(case) if others else {}
    text = "\n".join([text, *(file.name for other in others for file in files[other.id])])
    prefix = re.escape(case.tools.config.desk.ticket_prefix)
    numbers = re.findall(rf"{prefix}-[0-9]{{8}}-[0-9]{{3,9}}", text, re.IGNORECASE)
    theirs = (part for ticket in (case.ticket, *others) for part in (ticket, *merges.merged_into(ticket.id)))
    said = {name for ticket in theirs for name in _called(ticket) if _names(text, name)}
    if found := [*dict.fromkeys(numbers), *sorted(said)]:
        raise Refused("names_users", names=", ".join(found))


def _called(ticket: Ticket) -> tuple[str, ...]:
    """Under which names its user is known to anybody."""
    form = registrations.find(ticket.id)
    return ticket.requester_addr, ticket.requester_name, form.fields.get("name", "") if form else ""


def _names(text: str, name: str) -> bool:
    if len(name) < SHORTEST_NAME:
        return False
    edges = (r"(?<![a-z0-9])", r"(?![a-z0-9])") if name.isascii() else ("", "")
    return re.search(re.escape(name).join(edges), text, re.IGNORECASE) is not None
