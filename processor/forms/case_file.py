"""All that the forms of a ticket are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.escalations import Escalation
from db.people import Person
from db.registrations import Registration
from db.surveys import Survey
from db.tickets import ShownEntry, Ticket
from processor.desk.progress import Row
from processor.desk.sheet_words import WORDS as SHEET
from processor.forms.words import WORDS
from processor.labels import label
from processor.notices import local_time


@dataclass(frozen=True, slots=True)
class CaseFile:
    """
    A ticket with all that happened to it, as the staff may know it.

    Attributes:
        form: None for a ticket from before forms were kept. person: of the directory, whose ticket it is.
        entries: the thread, oldest first. record: the progress record. escalations: those that were handed over.
        surveys: one a solution, oldest first. solution: the last one that stands; "" for none.
        names: of people, by id.
    """

    ticket: Ticket
    form: Registration | None
    person: Person | None
    entries: Sequence[ShownEntry]
    record: Sequence[Row]
    escalations: Sequence[Escalation]
    surveys: Sequence[Survey]
    solution: str
    names: Mapping[int, str]

    def name_of(self, person_id: int | None) -> str:
        return self.names.get(person_id, "") if person_id is not None else ""

    @property
    def user(self) -> str:
        """Name of whose ticket it is, as far as anybody knows it."""
        written = self.form.fields.get("name", "") if self.form else ""
        return written or self.ticket.requester_name or (self.person.name if self.person else "")


@dataclass(frozen=True, slots=True)
class Print:
    """In which language and time the forms are written. desk: its name. made_at: when, aware."""

    desk: str
    locale: str
    zone: ZoneInfo
    made_at: datetime

    def word(self, name: str) -> str:
        """Of the forms, or of the sheet where it has the same."""
        return WORDS[self.locale].get(name) or SHEET[self.locale][name]

    def label(self, kind: str, code: str) -> str:
        return label(self.locale, kind, code)

    def local(self, at: datetime | None) -> str:
        return local_time(at, self.zone) if at else ""
