from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import people, tickets, workload
from db.connection import Store
from db.people import Profile
from db.tickets import NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPEN = ("registered", "accepted")


def ticket(number: int, **changes: object) -> int:
    values: dict[str, object] = {
        "number": f"TS-20261122-{number:03d}",
        "title": f"title {number}",
        "requester_addr": "li@example.org",
        "requester_name": "李雷",
        "category": "hardware",
        "priority": "general",
        "language": "zh",
        "opened_at": NOW + timedelta(minutes=number),
        "response_due_at": None,
    }
    return tickets.add(NewTicket(**{**values, **changes}))  # type: ignore[arg-type]


def test_open_tickets_are_counted_by_who_has_them(store: Store) -> None:
    def work() -> tuple[dict[int, int], dict[int, int], int, int]:
        lee, han, jim = (people.add(Profile(name=name)).id for name in ("李雷", "韩梅梅", "Jim"))
        for number, (status, assignee, lead) in enumerate(
            [("registered", lee, han), ("accepted", lee, None), ("closed", lee, han), ("registered", jim, lee)]
        ):
            ticket(number, status=status, assignee_id=assignee, coordinator_id=lead)
        both = (lee, han)
        return workload.counts("assignee", both, OPEN), workload.counts("coordinator", both, OPEN), lee, han

    assigned, coordinated, lee, han = store.unit(work)
    assert assigned == {lee: 2}
    assert coordinated == {lee: 1, han: 1}


def test_what_was_solved_is_given_newest_first_and_of_its_category(store: Store) -> None:
    def work() -> list[tuple[str, str]]:
        for number, status in enumerate(("closed", "resolved", "registered", "cancelled", "closed", "resolved")):
            ticket(number, status=status)
        ticket(7, status="closed", category="software")
        return workload.solved("hardware", limit=2)

    numbers = [number[-3:] for number, _ in store.unit(work)]
    assert numbers == ["005", "004", "001"]  # 000 is beyond the two newest that are closed, one of which is software
