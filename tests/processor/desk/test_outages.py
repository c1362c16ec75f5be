"""What a new ticket makes of those before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.incidents import Recent
from processor.desk.outages import MOST_NAMED, Mention, Proposal, command_for, wave_of

FIRST = Recent(1, "TS-20261122-001", "VPN连不上", "a@example.org", "software", "超时", None, None)


def recent(number: int, **changes: object) -> Recent:
    made = replace(FIRST, id=number, number=f"TS-20261122-{number:03d}", requester_addr=f"u{number}@example.org")
    return replace(made, **changes)  # type: ignore[arg-type]


def verdict(others: list[Recent], new: Recent, from_tickets: int = 4) -> Proposal | Mention | None:
    return wave_of(new, [*others, new], from_tickets, "consultation")


def test_from_the_set_number_on_it_is_proposed() -> None:
    others = [recent(1), recent(2)]

    assert verdict(others, recent(3)) is None
    assert verdict(others, recent(3), from_tickets=3) == Proposal((*others, recent(3)))


def test_each_user_counts_once_with_their_first_ticket() -> None:
    others = [recent(1), recent(2, requester_addr="u1@example.org"), recent(3), recent(4)]

    assert verdict(others[:3], recent(5)) is None
    assert verdict(others, recent(5)) == Proposal((recent(1), recent(3), recent(4), recent(5)))


def test_a_second_ticket_of_somebody_who_is_counted_changes_nothing() -> None:
    others = [recent(1), recent(2), recent(3)]

    assert verdict(others, recent(4, requester_addr="u1@example.org"), from_tickets=3) is None


@pytest.mark.parametrize(("category", "counts"), [("software", True), ("consultation", True), ("hardware", False)])
def test_the_category_is_the_same_or_unsure(category: str, counts: bool) -> None:
    others = [recent(1, category=category), recent(2), recent(3)]

    assert isinstance(verdict(others, recent(4)), Proposal) is counts


def test_after_a_proposal_there_is_none_but_a_mention() -> None:
    others = [recent(number, cluster=1) for number in (1, 2, 3, 4)]

    assert verdict(others, recent(5)) == Mention(others[-1])
    assert verdict(others, recent(5, cluster=1)) is None
    assert verdict(others, recent(5, requester_addr="u2@example.org")) is None


def test_what_is_part_of_an_incident_is_named_before_what_was_only_proposed() -> None:
    others = [recent(1, cluster=1, parent=1), recent(2, cluster=1)]

    assert verdict(others, recent(3)) == Mention(others[0])


def test_a_link_holds_no_more_numbers_than_mail_programs_take() -> None:
    numbers = [recent(number).number for number in range(1, MOST_NAMED + 2)]

    assert command_for(numbers[:2]) == "incident=TS-20261122-001,TS-20261122-002"
    assert command_for(numbers) == "incident"
