"""The play is a check: what is not as it should be is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db import inbox, outbox
from db.tickets import ShownEntry, Ticket
from processor.demo.play import PLAY, Line
from processor.demo.verdict import Scene, shortcomings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OWN, OTHER = "TS-20261122-001", "TS-20261122-002"
LINES = {line.key: line for line in PLAY}


def make_scene(key: str) -> Scene:
    """A scene that ended well."""
    line = LINES[key]
    becomes = line.expected.becomes
    opened = becomes == "ticket"
    number = OWN if opened or not line.answers else OTHER
    linked = OTHER if line.expected.linked else ""
    person = (line.who.address, line.who.name)
    item = inbox.Summary(1, "support", 101, NOW, 1000, becomes, "rule", line.who.address, line.subject, 1, number)
    ticket = Ticket(
        1,
        number,
        line.subject,
        *person,
        "consultation",
        "general",
        "registered",
        "zh",
        NOW,
        NOW,
        None,
        None,
        linked,
    )
    files = tuple((file.name, len(file.data)) for file in line.files)
    text = line.text + " ".join(line.expected.holds)
    entry = ShownEntry("user", True, *person, NOW, text, files)
    sent = outbox.Summary(1, "acknowledgement", line.who.address, "s", "sent", 1, NOW, NOW, NOW, 250, "250 ok", number)
    return Scene(line, item, ticket, entry, (sent,) * line.expected.notices, OTHER if line.answers else "", 0.1)


@pytest.mark.parametrize("line", PLAY, ids=lambda line: line.key)
def test_a_scene_that_ended_well_has_no_shortcomings(line: Line) -> None:
    assert shortcomings(make_scene(line.key)) == []


def test_a_mail_that_became_something_else_is_noticed() -> None:
    scene = make_scene("printer")
    item = replace(scene.item, status="quarantined", reason="cannot be parsed")

    assert shortcomings(replace(scene, item=item)) == ["it became 'quarantined' (cannot be parsed), not 'ticket'"]


def test_a_missing_acknowledgement_is_noticed() -> None:
    (fault,) = shortcomings(replace(make_scene("printer"), notices=()))

    assert "sent 0 mails" in fault


def test_an_answer_to_a_machine_is_noticed() -> None:
    notice = make_scene("account").notices[0]

    assert any("sent 1 mails" in fault for fault in shortcomings(replace(make_scene("holiday"), notices=(notice,))))


def test_a_mail_that_was_refused_is_noticed() -> None:
    scene = make_scene("printer")
    refused = replace(scene.notices[0], status="failed", answer="550 no such user")

    assert shortcomings(replace(scene, notices=(refused,))) == [
        "the mail to lina@corp.example is failed: 550 no such user"
    ]


@pytest.mark.parametrize("key", ["printer again", "holiday"])
def test_a_reply_that_went_astray_is_noticed(key: str) -> None:
    scene = make_scene(key)
    assert scene.ticket is not None

    astray = replace(scene, ticket=replace(scene.ticket, number="TS-20261122-009"))

    assert shortcomings(astray) == [f"it went to TS-20261122-009, not to {OTHER}"]


def test_a_stranger_in_anothers_ticket_is_noticed() -> None:
    scene = make_scene("curious")
    assert scene.ticket is not None

    joined = replace(scene, ticket=replace(scene.ticket, number=OTHER, linked_to=""))

    assert len(shortcomings(joined)) == 2


def test_a_title_in_the_wrong_charset_is_noticed() -> None:
    scene = make_scene("account")
    assert scene.ticket is not None

    (fault,) = shortcomings(replace(scene, ticket=replace(scene.ticket, title="新同事刘�")))

    assert "the title is" in fault


def test_a_quotation_that_was_kept_is_noticed() -> None:
    scene = make_scene("printer again")
    assert scene.entry is not None

    quoted = replace(scene.entry, text=f"{scene.entry.text}\n> 已登记。")

    assert shortcomings(replace(scene, entry=quoted)) != []


def test_lost_words_and_files_are_noticed() -> None:
    scene = make_scene("report")
    assert scene.entry is not None

    faults = shortcomings(replace(scene, entry=replace(scene.entry, text="", files=())))

    assert len(faults) == 3


def test_a_mail_without_a_ticket_is_noticed() -> None:
    assert shortcomings(replace(make_scene("printer"), ticket=None, entry=None)) == ["it belongs to no ticket"]
