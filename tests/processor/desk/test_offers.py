"""Which commands a mail to staff offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.people import Person
from db.tickets import Ticket
from parsers.phrases.commands import COMMANDS
from processor.desk.lifecycle import transition
from processor.desk.offers import OFFERS, corrections, mended_commands, offers
from processor.desk.sayings import Line
from processor.labels import LABELS
from processor.notices import TO_STAFF

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HAN = Person(id=1, name="韩梅梅", role="engineer")
NEW = Ticket(
    1, "TS-20261122-001", "t", "li@example.org", "", "hardware", "general", "registered", "zh", NOW, NOW, None, None, ""
)
TAKEN = replace(NEW, status="accepted", accepted_at=NOW, assignee_id=2)
STATUSES = ["registered", "accepted", "in_progress", "waiting_user", "escalated", "resolved", "closed", "cancelled"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", OFFERS)
def test_nothing_is_offered_that_would_be_refused(kind: str, status: str) -> None:
    for command in offers(kind, HAN, replace(TAKEN, status=status), ()):
        transition(command.partition("=")[0], status)  # raises if it does not go with the status


@pytest.mark.parametrize("locale", LABELS)
def test_whatever_is_offered_has_a_name_in_each_language(locale: str) -> None:
    offered = {command.partition("=")[0] for commands in OFFERS.values() for command in commands}

    assert offered <= LABELS[locale]["link"].keys() & COMMANDS.keys()
    assert OFFERS.keys() <= {*TO_STAFF}


def test_a_ticket_is_accepted_while_it_is_new_and_taken_over_from_somebody_else() -> None:
    assert {"accept", "takeover"} & {*offers("new_ticket", HAN, NEW, ())} == {"accept"}
    assert {"accept", "takeover"} & {*offers("new_ticket", HAN, TAKEN, ())} == {"takeover"}
    assert not {"accept", "takeover"} & {*offers("new_ticket", HAN, replace(TAKEN, assignee_id=1), ())}


def test_what_the_writer_names_is_offered_once_and_nothing_else() -> None:
    assert offers("new_ticket", HAN, NEW, ("undo", "resolve", "undo")) == ("undo", "resolve")
    assert offers("refusal", HAN, None, ()) == ()


def test_what_triage_has_said_is_the_first_choice() -> None:
    chosen = corrections(replace(NEW, category="software", priority="important"))

    assert len(chosen) == 7
    assert chosen[0] == "category=software" and chosen[4] == "priority=important"


def test_a_mail_is_mended_whole() -> None:
    lines = (Line(True, "#close=by phone"), Line(False, "#priorty=x", mended="#priority=urgent"), Line(False, "#no"))

    assert mended_commands(lines) == '#close="by phone" #priority=urgent'


def test_what_nobody_can_mend_is_not_offered_again() -> None:
    assert mended_commands((Line(True, "#accept"), Line(False, "#reopen"))) == ""
    assert mended_commands((Line(True, "#accept", mended="#x"),)) == ""
