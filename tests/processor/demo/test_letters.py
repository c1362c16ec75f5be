"""The mails of the play: each is what its line says, read back by the parser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.message import Message, Options
from parsers.mime import parse_message
from processor.demo.cast import DESK
from processor.demo.letters import write
from processor.demo.play import PLAY
from processor.demo.reading import Answered
from processor.demo.script import Line

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NUMBER = "TS-20261122-007"
LINES = {line.key: line for line in PLAY}
KEY = "a" * 26
LINKS = "".join(
    f"{label}：<mailto:support@desk.example?subject=Re%3A%20%5B{NUMBER}%5D%20%23order%20%23key%3D{KEY}&body=typed%0D%0A>\n"
    for label in sorted({line.link for line in PLAY if line.link})
)
ANSWERED = Answered(
    f"<ts.{'0' * 32}@desk.example>",
    "tom@corp.example",
    f"[{NUMBER}] 打印机",
    f"您好:\n\n已登记。\n\n{LINKS}",
    NUMBER,
)


def written(line: Line) -> bytes:
    return write(line, DESK, ANSWERED if line.answers else None, NOW)


def parsed(key: str) -> Message:
    return parse_message(written(LINES[key]), Options(own_addresses=frozenset({DESK.address})))


@pytest.mark.parametrize("line", PLAY, ids=lambda line: line.key)
def test_every_line_is_a_sound_mail(line: Line) -> None:
    message = parse_message(written(line), Options())

    assert message.sender.addr.lower() == line.who.address.lower()
    assert message.sender.name == line.who.name
    assert [address.addr for address in message.to] == [DESK.address]
    assert message.date == NOW
    assert message.message_id
    assert line.text.strip() in message.text
    assert [file.name for file in message.attachments if line.manner != "bounce"] == [f.name for f in line.files]


@pytest.mark.parametrize("line", PLAY, ids=lambda line: line.key)
def test_every_line_is_within_the_lengths_of_smtp(line: Line) -> None:
    rows = written(line).split(b"\r\n")

    assert max(map(len, rows)) <= 998  # RFC 5322 §2.1.1
    assert not any(b"\n" in row or b"\r" in row for row in rows)


def test_the_mail_in_gbk_lies_about_its_charset() -> None:
    line = LINES["account"]
    with pytest.raises(UnicodeEncodeError):
        line.text.encode("gb2312")

    assert b'charset="gb2312"' in written(line)
    assert parsed("account").subject.text == line.subject


def test_the_mail_in_html_has_no_text_part() -> None:
    assert b"text/plain" not in written(LINES["timesheet"])


def test_a_reply_names_the_mail_that_it_answers() -> None:
    message = parsed("printer again")

    assert message.in_reply_to == (ANSWERED.message_id.strip("<>"),)
    assert "已登记。" in message.reply.quoted
    assert message.reply.fresh.strip() == LINES["printer again"].text.strip()


def test_a_reply_from_qq_mail_names_only_the_number() -> None:
    message = parsed("report again")

    assert (message.in_reply_to, message.references) == ((), ())
    assert message.subject.ticket == NUMBER
    assert message.reply.fresh.strip() == LINES["report again"].text.strip()


def test_a_question_about_a_ticket_names_its_number() -> None:
    assert parsed("curious").subject.ticket == NUMBER


def test_an_absence_is_an_automatic_reply() -> None:
    assert parsed("holiday").automation.kind == "reply"


def test_a_report_names_the_mail_that_came_back() -> None:
    bounce = parsed("bounce").bounce

    assert bounce is not None
    assert bounce.original_message_id == ANSWERED.message_id.strip("<>")
    assert bounce.recipients == (ANSWERED.recipient,)


@pytest.mark.parametrize("key", ["bounce", "accept"])
def test_an_answer_to_nothing_cannot_be_written(key: str) -> None:
    with pytest.raises(ValueError, match="says not to what"):
        write(LINES[key], DESK, None, NOW)


def test_a_link_opens_a_new_mail_with_the_key_in_its_subject() -> None:
    message = parsed("accept")

    assert (message.subject.key, message.subject.ticket) == (KEY, NUMBER)
    assert (message.in_reply_to, message.references) == ((), ())
    assert message.text.strip() == "typed"


def test_who_types_replaces_what_the_link_has_put_there() -> None:
    assert parsed("ask").text.strip() == LINES["ask"].text.strip()


def test_a_command_is_added_to_the_subject_of_what_is_answered() -> None:
    message = parsed("typo")

    assert message.subject.unknown == ("reslove",)
    assert message.subject.ticket == NUMBER


def test_a_forger_has_nothing_of_the_thread_but_its_subject() -> None:
    message = parsed("forgery")

    assert [command.name for command in message.subject.commands] == ["关闭"]
    assert (message.in_reply_to, message.references) == ((), ())
    assert message.reply.quoted == ""


def test_lines_open_only_mails_that_the_desk_has_sent_before() -> None:
    sent: set[tuple[str, str]] = set()
    for line in PLAY:
        assert line.key not in {key for key, _ in sent}
        assert not line.answers or (line.answers, line.opened) in sent
        sent |= {(line.key, kind) for _, kind in line.expected.mails}
