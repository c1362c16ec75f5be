"""Mails that break programs: each becomes a ticket or goes into quarantine, and the others never notice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_mail

from db import inbox, people, registrations
from db.connection import Store
from db.inbox import Received, Source
from db.people import Profile
from db.registrations import Registration
from db.tickets import Ticket
from parsers.message import Message
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import Advice
from processor.desk.register import Filing
from processor.intake import DEATHS_FORGIVEN, take_in
from processor.parsing import Failure, Parsed, Parser
from processor.rules.arrival import Arrival


class Hostile(Parser):
    """A parser that meets chosen mails as a broken library would; everything else is real."""

    def __init__(self, inner: Parser, failure: Failure) -> None:
        self._inner, self._failure = inner, failure

    def parse(self, raws: object) -> list[Parsed]:
        parsed = self._inner.parse(raws)  # type: ignore[arg-type]
        return [self._failure if b"POISON" in raw else message for raw, message in zip(raws, parsed, strict=True)]  # type: ignore[call-overload]


class Broken(Acknowledger):
    """Raises while a mail is carried out, in the middle of its savepoint."""

    def acknowledge(
        self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing, advice: Advice
    ) -> Advice:
        if "POISON" in arrival.message.subject.text:
            raise RecursionError("carried out into the abyss")
        return super().acknowledge(arrival, ticket, form, filing, advice)


def five(poison: int = 2) -> list[bytes]:
    return [
        make_mail(subject="POISON" if n == poison else f"问题{n}", message_id=f"{n}@example.org", body=f"{n}\n")
        for n in range(5)
    ]


def statuses(desk: DeskBench) -> list[str]:
    return [item.status for item in desk.inbox()[::-1]]


def test_a_mail_that_cannot_be_parsed_leaves_the_others_alone(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, Hostile(parser, Failure("too deep", final=True))) as desk:
        desk.deliver(*five())

        assert statuses(desk) == ["ticket", "ticket", "quarantined", "ticket", "ticket"]
        assert desk.inbox()[2].reason == "too deep"


def test_a_mail_that_hangs_is_tried_again_and_then_given_up(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, Hostile(parser, Failure("took too long", final=False))) as desk:
        desk.deliver(*five())

        assert statuses(desk) == ["ticket", "ticket", "quarantined", "ticket", "ticket"]
        assert desk.inbox()[2].attempts == desk.config.limits.intake_attempts
        assert take_in(desk.intake, desk.now) == 0


def test_a_mail_that_cannot_be_carried_out_leaves_nothing_of_itself(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser) as desk:
        real = desk.intake.effects.acknowledger
        object.__setattr__(desk.intake.effects, "acknowledger", Broken(real.config, real.notifier, real.guidance))
        desk.deliver(*five())

        assert statuses(desk) == ["ticket", "ticket", "quarantined", "ticket", "ticket"]
        assert [ticket.number for ticket in desk.tickets()] == [f"TS-20261122-00{n}" for n in range(1, 5)]
        assert len(desk.sent()) == 4


def test_staff_hears_that_a_mail_could_not_be_carried_out_and_nobody_else_does(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser) as desk:
        han = Profile(name="韩梅梅", addresses=("han@desk.example",), role="engineer")
        li = Profile(name="李雷", addresses=("li@example.org",))
        desk.store.unit(lambda: [people.add(each) for each in (han, li)])
        real = desk.intake.effects.acknowledger
        object.__setattr__(desk.intake.effects, "acknowledger", Broken(real.config, real.notifier, real.guidance))
        letters = [make_mail("han@desk.example", subject="POISON", message_id=f"{n}@desk.example") for n in range(5)]
        vacation = [("Auto-Submitted", "auto-replied")]

        desk.deliver(make_mail("li@example.org", subject="POISON"))
        desk.deliver(make_mail("han@desk.example", subject="POISON", message_id="x@desk.example", headers=vacation))
        assert desk.sent() == []
        desk.deliver(*letters)

        assert statuses(desk)[2:] == ["quarantined"] * 5
        assert [mail["To"] for mail in desk.sent()] == [desk.sent()[0]["To"]] * 3  # a few a day
        told = desk.sent()[0]
        assert "han@desk.example" in told["To"] and told["In-Reply-To"] == "<0@desk.example>"
        assert told["Auto-Submitted"] == "auto-replied" and "POISON" not in str(told)


def test_a_quarantined_mail_that_is_replayed_becomes_one_ticket(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, Hostile(parser, Failure("too deep", final=True))) as desk:
        desk.deliver(*five())
        (bad,) = store.unit(lambda: inbox.summaries(["quarantined"]))

        object.__setattr__(desk.intake, "parser", parser)
        for _ in range(2):
            store.unit(lambda: inbox.replay(bad.id))
            desk.take_in()

        assert len(desk.tickets()) == len(desk.sent()) == 5


def test_a_mail_taken_up_again_and_again_by_dying_processes_is_given_up(desk: DeskBench) -> None:
    desk.store.unit(
        lambda: inbox.store(Source("support", "INBOX", 1), [Received(1, 9, desk.now, make_mail())], desk.now)
    )
    for _ in range(40):
        desk.store.unit(lambda: inbox.claim("dead", desk.now, desk.now, 10, 1 << 20))
        desk.later(seconds=1)

    desk.take_in()

    assert statuses(desk) == ["quarantined"]


class Deadly(Parser):
    """Dies with the whole process when it is given one chosen mail."""

    def __init__(self, inner: Parser) -> None:
        self._inner = inner

    def parse(self, raws: Sequence[bytes]) -> list[Parsed]:
        if any(b"POISON" in raw for raw in raws):
            raise SystemExit
        return self._inner.parse(raws)


def test_a_mail_that_kills_the_daemon_takes_none_of_its_batch_with_it(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, Deadly(parser)) as desk:
        deaths = 0
        letters = five()
        while True:
            try:
                desk.deliver(*letters)
                break
            except SystemExit:
                deaths, letters = deaths + 1, []
                desk.store.unit(lambda: inbox.free(desk.intake.holder))

        assert statuses(desk) == ["ticket", "ticket", "quarantined", "ticket", "ticket"]
        assert deaths == desk.config.limits.intake_attempts + DEATHS_FORGIVEN
        assert [item.attempts for item in desk.inbox()[::-1]] == [4, 4, deaths + 1, 4, 4]


DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
HEAD = b"From: li@example.org\r\nTo: support@desk.example\r\nSubject: s\r\nDate: Sun, 22 Nov 2026 17:00:00 +0800\r\n"
AWKWARD = {
    "nothing": b"",
    "line ends only": b"\r\n\r\n",
    "no header": b"just words\r\n",
    "no body": HEAD,
    "nul bytes": HEAD + b"\r\na\0b\r\n",
    "nul in subject": HEAD.replace(b"Subject: s", b"Subject: =?utf-8?q?a=00b?=") + b"\r\nx\r\n",
    "lone surrogate": HEAD.replace(b"Subject: s", b"Subject: =?utf-8?b?7aCA?=") + b"\r\nx\r\n",
    "raw gbk subject": HEAD.replace(b"Subject: s", "Subject: 打印机".encode("gbk")) + b"\r\nx\r\n",
    "unknown charset": HEAD + b"Content-Type: text/plain; charset=klingon\r\n\r\n" + "你好".encode() + b"\r\n",
    "3,000 levels": HEAD + DEEP,
    "a megabyte of subject": HEAD.replace(b"Subject: s", b"Subject: " + b"x" * 1_000_000) + b"\r\nx\r\n",
    "100,000 recipients": HEAD + b"To: " + b"a@b.example, " * 100_000 + b"c@d.example\r\n\r\nx\r\n",
    "20,000 links": HEAD + b"Content-Type: text/html\r\n\r\n" + b'<a href="http://x.example/">x</a>' * 20_000,
    "20,000 open tags": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 20_000 + b"deep",
    "two subjects": HEAD + b"Subject: second\r\nMessage-ID: <a@b>\r\nMessage-ID: <c@d>\r\n\r\nx\r\n",
    "junk in the header": HEAD + b"this is no header\r\nX-More: y\r\n\r\nx\r\n",
    "broken multipart": HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\nno boundary at all\r\n',
    "date of the year 2099": HEAD.replace(b"2026", b"2099") + b"\r\nx\r\n",
    "no date": HEAD.replace(b"Date", b"X-Date") + b"\r\nx\r\n",
    "evil names": HEAD
    + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x\r\n'
    + b'Content-Type: application/pdf; name="../../etc/passwd\0.pdf"\r\nContent-Disposition: attachment\r\n\r\n'
    + b"pdf\r\n--x--\r\n",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_mail_is_kept_and_the_next_one_is_fine(desk: DeskBench, name: str) -> None:
    desk.deliver(AWKWARD[name], make_mail(subject="after it"))

    first, second = desk.inbox()[::-1]
    assert first.status in ("ticket", "quarantined"), first.reason
    assert second.status == "ticket"
    if first.status == "ticket":
        assert all(entry.text.strip() for entry in desk.thread(first.ticket)), "a body or an explicit note"


PICTURE_ONLY = (
    b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n'
    b'<div><img src="cid:a"></div>\r\n--x\r\nContent-Type: image/png; name="error.png"\r\nContent-ID: <a>\r\n\r\n'
    b"png\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("rest", "text"),
    [(b"\r\n", "（邮件没有可读的正文）"), (PICTURE_ONLY, "（邮件没有可读的正文）\n[image: error.png]")],
)
def test_a_mail_without_words_shows_so_in_the_ticket_and_describes_nothing(
    desk: DeskBench, rest: bytes, text: str
) -> None:
    desk.deliver(HEAD + rest)

    (ticket,) = desk.tickets()
    form = desk.store.unit(lambda: registrations.find(ticket.id))
    assert desk.thread(ticket.number)[0].text == text
    assert form is not None and "description" not in form.fields


def test_a_date_far_away_moves_no_clock(desk: DeskBench) -> None:
    desk.deliver(make_mail(date="Fri, 22 Nov 2099 17:00:00 +0800"))

    assert desk.tickets()[0].opened_at == desk.now


def test_the_parser_is_killed_at_its_deadline_and_the_next_mail_is_fine(tmp_path: Path) -> None:
    from parsers.message import Options

    quick = Parser(Options(), deadline_s=0.01, memory_bytes=1 << 30)
    heavy = HEAD + b"Content-Type: text/html\r\n\r\n" + b"<table><tr><td>x</td></tr></table>" * 30_000
    try:
        (slow,) = quick.parse([heavy])
        assert isinstance(slow, Failure) and "longer than 0.01 s" in slow.reason and not slow.final
    finally:
        quick.close()


def test_a_parser_that_needs_too_much_memory_quarantines_the_mail_and_takes_the_next(tmp_path: Path) -> None:
    from parsers.message import Options

    small = Parser(Options(), deadline_s=20, memory_bytes=160 << 20)
    try:
        big, fine = small.parse([HEAD + b"\r\n" + b"x" * (120 << 20), make_mail()])
        assert isinstance(big, Failure)
        assert isinstance(fine, Message)
    finally:
        small.close()
