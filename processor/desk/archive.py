"""The forms of a ticket (processor/forms): made of what the database knows, and kept whenever the ticket is closed."""

from __future__ import annotations

from datetime import datetime

from db import archive, blobs, escalations, events, people, registrations, surveys, tickets
from db.tickets import File, Ticket
from parsers.message import Attachment
from processor.config import Desk
from processor.desk.progress import record_of
from processor.desk.since import solution_of
from processor.forms.case_file import CaseFile, Print
from processor.forms.papers import papers_of


def keep_forms(ticket: Ticket, desk: Desk, now: datetime) -> None:
    """Store the forms of a ticket that is being closed; belongs in the unit of work that closes it."""
    made = make_forms(ticket, desk, now)
    archive.keep(ticket.id, [(_file(paper), paper.data) for paper in made], now)


def forms_of(ticket: Ticket, desk: Desk, now: datetime) -> tuple[Attachment, ...]:
    """
    As they were when the ticket was last closed; as they would be now while it is open, or was closed before there
    were forms. They hold internal rows: for the staff only. Reads the database.
    """
    kept = kept_forms(ticket) if ticket.status == "closed" else []
    return kept[-1][1] if kept else make_forms(ticket, desk, now)


def kept_forms(ticket: Ticket) -> list[tuple[datetime, tuple[Attachment, ...]]]:
    """What was stored at each closing, the first closing first. Reads the database."""
    return [(made_at, tuple(_paper(file) for file in files)) for made_at, files in archive.of_ticket(ticket.id).items()]


def make_forms(ticket: Ticket, desk: Desk, now: datetime) -> tuple[Attachment, ...]:
    """As they are now. Reads the database."""
    return papers_of(_case_file(ticket, desk), Print(desk.name, desk.locale, desk.zone, now))


def _case_file(ticket: Ticket, desk: Desk) -> CaseFile:
    form = registrations.find(ticket.id)
    escalated = [each for each in escalations.of_ticket(ticket.id) if each.handed_over]
    ids = {ticket.assignee_id, ticket.coordinator_id, ticket.accepted_by_id, *(each.by_id for each in escalated)}
    return CaseFile(
        ticket=ticket,
        form=form,
        person=people.find(form.person_id) if form and form.person_id is not None else None,
        entries=tickets.entries(ticket.id),
        record=record_of(ticket, desk.locale, desk.zone, for_staff=True),
        escalations=escalated,
        surveys=surveys.of_ticket(ticket.id),
        solution=solution_of(events.of_ticket(ticket.id)),
        names={each: people.name_of(each) for each in ids if each is not None},
    )


def _file(paper: Attachment) -> File:
    return File(paper.sha256, paper.name, paper.content_type, "", False)


def _paper(file: File) -> Attachment:
    """
    Raises:
        LookupError: its bytes are gone.
    """
    data = blobs.read(file.sha256)
    if data is None:
        raise LookupError(f"the bytes of {file.name} are not there")
    return Attachment(file.name, file.content_type, data)
