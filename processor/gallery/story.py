"""The story of the samples in one language, as the database of a desk would have it; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from db.people import Person
from db.registrations import Registration
from db.tickets import ShownEntry, Ticket
from processor.config import Config
from processor.desk.deadlines import Deadlines
from processor.gallery.cast import CASES, Case, Member
from processor.gallery.scene import Scene
from processor.gallery.texts import Text, put
from processor.languages import locale_for
from processor.notices import TO_STAFF, UNVERIFIED, local_time

BESIDE = 10  # from the serial of a case to those of the tickets about the same
MONTH = (2026, 11)  # in which the story plays


@dataclass(frozen=True, slots=True)
class Story:
    """language: of its readers, a tag of BCP 47."""

    config: Config
    deadlines: Deadlines
    language: str

    @property
    def locale(self) -> str:
        """In which of the program's own languages they read labels and dates."""
        return locale_for(self.language, self.config.desk.locale)

    def put(self, text: Text) -> str:
        return put(text, self.locale, self._in_braces)

    def _in_braces(self, known: str) -> str:
        """A number, for the key of a case, or for one of those beside it (`erp1`); else a moment."""
        case, beside = known.rstrip("0123456789"), known[-1]
        if case in CASES:
            return self._number(CASES[case].serial + (BESIDE + int(beside) if beside.isdigit() else 0), CASES[case].at)
        return local_time(self.moment(known), self.config.desk.zone)

    def moment(self, at: str) -> datetime:
        """`23 09:12` on the desk's wall clock, as UTC."""
        day, clock = at.split()
        hour, minute = map(int, clock.split(":"))
        return datetime(*MONTH, int(day), hour, minute, tzinfo=self.config.desk.zone).astimezone(UTC)

    def _number(self, serial: int, at: str) -> str:
        return f"{self.config.desk.ticket_prefix}-{MONTH[0]}{MONTH[1]:02}{at.split()[0]}-{serial:03}"

    def person(self, member: Member) -> Person:
        return Person(
            id=member.id,
            name=self.put(member.name),
            addresses=(self.put(member.address),),
            department=self.put(member.department),
            role=member.role,
            team=self.put(member.team),
            locale=self.language,
        )

    def entry(self, at: str, who: Member, text: Text) -> ShownEntry:
        return ShownEntry("mail", True, self.put(who.address), self.put(who.name), self.moment(at), self.put(text), ())

    def ticket(self, scene: Scene, case: Case) -> Ticket:
        now, opened, changes = self.moment(scene.at), self.moment(case.at), scene.changes
        requester = case.requester if scene.name in TO_STAFF else scene.reader or case.requester
        priority = changes.get("priority", case.priority)
        accepted = opened if scene.status not in ("registered", "waiting_identity") else None
        assignee, coordinator = changes.get("assignee", case.assignee), case.coordinator
        return Ticket(
            id=case.serial,
            number=self._number(changes.get("serial", case.serial), case.at),
            title=self.put(changes.get("title", case.title)),
            requester_addr=self.put(requester.address),
            requester_name=self.put(requester.name),
            category=changes.get("category", case.category),
            priority=priority,
            status=scene.status,
            language=self.language,
            opened_at=opened,
            updated_at=now,
            response_due_at=self.deadlines.response(priority, opened).at,
            merged_into=None,
            linked_to="",
            team=self.put(changes.get("team", case.team)),
            assignee_id=assignee.id if assignee else None,
            coordinator_id=coordinator.id if coordinator else None,
            accepted_at=accepted,
            responded_at=opened if scene.answered else None,
            due_at=self.moment(changes["due"]) if "due" in changes else None,
        )

    def form(self, scene: Scene, case: Case, ticket: Ticket) -> Registration:
        who = case.requester
        fields = {
            "name": ticket.requester_name,
            "department": self.put(who.department),
            "employee_number": who.employee_number,
            **{code: self.put(value) for code, value in (*case.form, *scene.form)},
            "description": self.put(case.words),
        }
        return Registration(
            person_id=who.id or None,
            standing="known" if who.id else "unknown",
            proven=not scene.name.endswith(UNVERIFIED),
            fields={code: value for code, value in fields.items() if value},
            asked=case.asked,
            triage={"reasons": [self.put(reason) for reason in case.reasons], "sure": case.sure},
            answer_by=ticket.opened_at + timedelta(hours=self.config.identity.answer_within_h),
        )
