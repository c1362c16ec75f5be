"""The play is a check: what is not as it should be is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db import inbox, outbox
from db.tickets import ShownEntry, Ticket
from processor.demo.cast import LIU_YANG, Person
from processor.demo.play import PLAY
from processor.demo.reading import Answered
from processor.demo.script import Line
from processor.demo.verdict import Scene, Told, shortcomings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OWN, OTHER = "TS-20261122-001", "TS-20261122-002"
LINES = {line.key: line for line in PLAY}


def make_scene(key: str) -> Scene:
    """A scene that ended well."""
    line = LINES[key]
    expected = line.expected
    number = OWN if expected.becomes == "ticket" or not line.answers else OTHER
    ticket = make_ticket(line, number, expected.status or "registered")
    files = tuple((file.name, len(file.data)) for file in line.files)
    entry = ShownEntry("user", True, line.who.address, line.who.name, NOW, line.text + " ".join(expected.holds), files)
    before = (make_ticket(line, OTHER, "registered"), replace(entry, text="before")) if line.answers else None
    if expected.unchanged and before:
        ticket, entry = before = (ticket, before[1])
    item = inbox.Summary(
        1, "support", 101, NOW, 1000, expected.becomes, "rule", line.who.address, line.subject, 1, number
    )
    told = tuple(make_told(line, person, kind, number) for person, kind in expected.mails)
    return Scene(line, item, before, ticket, entry, told, 0.1)


def make_ticket(line: Line, number: str, status: str) -> Ticket:
    linked = OTHER if line.expected.linked else ""
    person = (line.who.address, line.who.name)
    kinds = ("consultation", "general", status, "zh")
    return Ticket(1, number, line.subject, *person, *kinds, NOW, NOW, None, None, linked)


def make_told(line: Line, person: Person, kind: str, number: str) -> Told:
    said = " ".join(words for to, of, words in line.expected.says if (to, of) == (person, kind))
    row = outbox.Summary(1, kind, person.address, "s", "sent", 1, NOW, NOW, NOW, 250, "250 ok", number)
    return Told(row, Answered("<1@desk.example>", person.address, "s", f"您好：\n\n{said}\n", number))


@pytest.mark.parametrize("line", PLAY, ids=lambda line: line.key)
def test_a_scene_that_ended_well_has_no_shortcomings(line: Line) -> None:
    assert shortcomings(make_scene(line.key)) == []


def test_a_mail_that_became_something_else_is_noticed() -> None:
    scene = make_scene("printer")
    item = replace(scene.item, status="quarantined", reason="cannot be parsed")

    assert shortcomings(replace(scene, item=item)) == ["it became 'quarantined' (cannot be parsed), not 'ticket'"]


@pytest.mark.parametrize("line", [line for line in PLAY if line.expected.mails], ids=lambda line: line.key)
def test_each_mail_that_is_missing_is_noticed(line: Line) -> None:
    scene = make_scene(line.key)
    for mail in scene.told:
        fault = shortcomings(replace(scene, told=tuple(other for other in scene.told if other is not mail)))[0]

        assert fault == f"{mail.row.recipient} does not get the mail {mail.row.kind!r}"


def test_a_mail_that_comes_twice_is_noticed() -> None:
    scene = make_scene("accept")

    assert shortcomings(replace(scene, told=(*scene.told, scene.told[0]))) == [
        "wangfang@corp.example gets the mail 'accepted', and should not"
    ]


def test_a_mail_to_the_wrong_person_is_noticed() -> None:
    scene = make_scene("accept")
    astray = make_told(scene.line, LIU_YANG, "accepted", OTHER)

    faults = shortcomings(replace(scene, told=(astray, scene.told[1])))

    assert faults == [
        "wangfang@corp.example does not get the mail 'accepted'",
        "liuyang@corp.example gets the mail 'accepted', and should not",
    ]


def test_an_answer_to_a_machine_is_noticed() -> None:
    told = make_scene("account").told[:1]

    assert shortcomings(replace(make_scene("holiday"), told=told)) == [
        "zhangzhe@partner.example gets the mail 'acknowledgement', and should not"
    ]


def test_a_mail_that_leaves_out_what_was_said_is_noticed() -> None:
    scene = make_scene("solved")
    silent = tuple(replace(mail, letter=replace(mail.letter, text="已解决。")) for mail in scene.told)

    (fault,) = shortcomings(replace(scene, told=silent))

    assert "is missing from the mail 'resolved' to wangfang@corp.example" in fault


def test_an_order_without_effect_is_noticed() -> None:
    scene = make_scene("accept")
    assert scene.before is not None

    assert shortcomings(replace(scene, ticket=scene.before[0])) == [f"{OTHER} is 'registered', not 'accepted'"]


@pytest.mark.parametrize("key", ["typo", "forgery", "sheet"])
def test_an_order_that_should_have_had_no_effect_is_noticed(key: str) -> None:
    scene = make_scene(key)
    assert scene.ticket is not None and scene.entry is not None

    for changed in (
        replace(scene, ticket=replace(scene.ticket, assignee_id=7)),
        replace(scene, entry=replace(scene.entry, text=scene.line.text)),
    ):
        assert shortcomings(changed) == [f"something of {OTHER} has changed, and should not"]


def test_a_forgery_that_is_carried_out_is_noticed() -> None:
    scene = make_scene("forgery")
    assert scene.ticket is not None

    obeyed = replace(
        scene, item=replace(scene.item, status="command"), ticket=replace(scene.ticket, status="closed"), told=()
    )

    assert len(shortcomings(obeyed)) == 4


def test_a_mail_that_was_refused_is_noticed() -> None:
    scene = make_scene("printer")
    refused = replace(scene.told[0].row, status="failed", answer="550 no such user")
    told = (replace(scene.told[0], row=refused), *scene.told[1:])

    assert shortcomings(replace(scene, told=told)) == ["the mail to lina@corp.example is failed: 550 no such user"]


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
