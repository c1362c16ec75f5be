"""The daemon is killed with SIGKILL, again and again, while mails come in; nothing is lost, nothing is repeated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from email import message_from_bytes
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.configs import write_config
from support.crowd import Guest, make_crowd, waves
from support.dovecot import Dovecot
from support.mails import AUTHSERV
from support.patience import PATIENCE_S
from support.smtp_sink import SmtpSink

from db import inbox, outbox, tickets
from db.connection import Store, open_store

TESTS = Path(__file__).parent.parent
CONNECTIONS = 2  # of the dispatcher: so many mails at most are uncertain after one death
# Moments of one run: each transaction boundary from the start on (recovery, lease, watermark, raw commit, settle,
# claim, carrying out, claim of the outbox, "sending", result), and inside the one that carries out.
STEPS = [(moment, number) for number in range(1, 21) for moment in ("before", "after")]
STEPS += [("within", number) for number in (1, 3, 8)]


class Kill:
    """A death that the mail server brings about: before DATA, or when it has the whole mail and has not answered."""

    def __init__(self, moment: str, after: int) -> None:
        self.moment, self.after, self.pid = moment, after, 0

    def strike(self, moment: str) -> None:
        if self.pid and moment == self.moment:
            self.after -= 1
            if self.after < 0:
                pid, self.pid = self.pid, 0
                os.kill(pid, signal.SIGKILL)


class DeadlySink(SmtpSink):
    """Takes mails, and kills the daemon that brings them when it is told to."""

    kill = Kill("never", 0)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.kill.strike("rcpt")
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self.kill.strike("data")
        return answer


class Victim:
    """The daemon as a process, on a mailbox, a sink and a database of the test's."""

    def __init__(self, folder: Path, dovecot: Dovecot, user: str, sink: SmtpSink, url: str) -> None:
        self.dovecot, self.user, self.sink, self.url = dovecot, user, sink, url
        self.deaths = 0
        self.config = write_config(
            folder,
            desk={"address": "support@desk.example"},
            mailbox={
                "url": dovecot.url,
                "username": user,
                "password_env": "IMAP_PASSWORD",
                "tls": "none",
                "since": "2000-01-01",
                "after": "move",
                "move_to": "Done",
                "poll_every_s": 1,
            },
            smtp={"port": sink.port, "tls": "none", "connections": CONNECTIONS},
            database={"url": url},
            trust={"authserv_id": AUTHSERV},
            limits={"replies_per_hour": 100_000, "batch_count": 7},
            log={"level": "error"},
        )

    def run_until_death(self, *step: object, kill: Kill | None = None, timeout_s: float = PATIENCE_S) -> None:
        """Start the daemon with a way to die; if it lives longer than *timeout_s* it is killed where it stands."""
        process = self._start(*step)
        if kill:
            kill.pid, self.sink.kill = process.pid, kill  # type: ignore[attr-defined]
        try:
            process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        self.sink.kill = Kill("never", 0)  # type: ignore[attr-defined]
        self.deaths += 1

    def run_to_the_end(self, expected: int) -> None:
        """Let it live until nothing waits any more."""
        process = self._start()
        assert process.stdout is not None and process.stdout.readline() == b"started\n"
        store = open_store(self.url)
        try:
            for _ in range(int(PATIENCE_S) * 20):
                if quiet(store, expected):
                    break
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(0.05)
            process.terminate()
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
            process.communicate()
            store.close()

    def _start(self, *step: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "support.dying_daemon", str(self.config), *map(str, step)]
        environ = {**os.environ, "IMAP_PASSWORD": "secret", "PYTHONPATH": f"{TESTS.parent}:{TESTS}"}
        return subprocess.Popen(command, env=environ, cwd=TESTS.parent, stdout=subprocess.PIPE)


def quiet(store: Store, expected: int) -> bool:
    taken, waiting = store.unit(inbox.counts), store.unit(outbox.counts)
    busy = taken.get("new", 0) + waiting.get("queued", 0) + waiting.get("sending", 0)
    return sum(taken.values()) == expected and not busy


def check_nothing_lost_and_nothing_twice(store: Store, crowd: list[Guest], sink: SmtpSink, deaths: int) -> None:
    """Every mail has its fate; every acknowledgement went out once, or is shown as uncertain."""
    items = store.unit(lambda: inbox.summaries(limit=100_000))
    fates = {}
    for item in items:
        raw = store.unit(lambda item=item: inbox.raw_of(item.id))
        assert raw is not None
        fates[str(message_from_bytes(raw)["Message-ID"]).strip("<>")] = item.status
    assert len(items) == len(crowd)
    assert fates == {guest.message_id: guest.fate for guest in crowd}
    opened = store.unit(lambda: tickets.newest(limit=100_000))
    assert sorted(ticket.requester_addr for ticket in opened) == sorted(g.sender for g in crowd if g.fate == "ticket")
    assert len({ticket.number for ticket in opened}) == len(opened)
    check_acknowledgements(store, sink, deaths)


def check_acknowledgements(store: Store, sink: SmtpSink, deaths: int) -> None:
    rows = store.unit(lambda: outbox.summaries(limit=100_000))
    arrived = Counter(str(message_from_bytes(mail.raw)["X-TS-Ticket"]) for mail in sink.deliveries)
    assert not [number for number, count in arrived.items() if count > 1], "an acknowledgement came twice"
    assert {row.status for row in rows} <= {"sent", "uncertain"}
    assert all(arrived[row.ticket] == 1 for row in rows if row.status == "sent")
    assert set(arrived) <= {row.ticket for row in rows}
    assert len(rows) == len({row.ticket for row in rows}) == len(store.unit(lambda: tickets.newest(limit=100_000)))
    uncertain = sum(row.status == "uncertain" for row in rows)
    assert uncertain <= deaths * CONNECTIONS


def torment(victim: Victim, crowd: list[Guest], ways: list[tuple[Any, ...]]) -> None:
    """A wave of mails, a death, the next wave ...; *ways* as run_until_death takes them."""
    coming = waves(crowd)
    for number, (step, options) in enumerate(ways):
        if number < len(coming):
            victim.dovecot.deliver_all(victim.user, coming[number])
        victim.run_until_death(*step, **options)
    for wave in coming[len(ways) :]:
        victim.dovecot.deliver_all(victim.user, wave)
    victim.run_to_the_end(len(crowd))


def ways_to_die(steps: list[tuple[str, int]], at_random: int, random: Random) -> list[tuple[Any, ...]]:
    """Named steps, deaths by the mail server's hand, and moments that nobody chose."""
    ways: list[tuple[Any, ...]] = [(step, {}) for step in steps]
    ways += [((), {"kill": Kill(moment, after)}) for moment in ("rcpt", "data") for after in (0, 3)]
    ways += [((), {"timeout_s": random.uniform(0.3, 2.5)}) for _ in range(at_random)]
    random.shuffle(ways)
    return [(step, {"timeout_s": 4.0, **options}) for step, options in ways]


def survive(
    folder: Path, dovecot: Dovecot, url: str, user: str, size: int, steps: list[tuple[str, int]], at_random: int
) -> None:
    crowd = make_crowd(size, seed=5)
    with DeadlySink() as sink:
        victim = Victim(folder, dovecot, f"{user}-{url.partition(':')[0]}", sink, url)
        torment(victim, crowd, ways_to_die(steps, at_random, Random(11)))
        with closing(open_store(url)) as store:
            check_nothing_lost_and_nothing_twice(store, crowd, sink, victim.deaths)


def test_ten_deaths_lose_nothing_and_repeat_nothing(dovecot: Dovecot, database_url: str, tmp_path: Path) -> None:
    steps = [("after", 6), ("before", 8), ("after", 9), ("within", 3)]
    survive(tmp_path, dovecot, database_url, "few", size=80, steps=steps, at_random=2)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_hundred_and_fifty_deaths_lose_nothing_and_repeat_nothing(
    dovecot: Dovecot, database_url: str, tmp_path: Path
) -> None:
    survive(tmp_path, dovecot, database_url, "many", size=300, steps=STEPS, at_random=100)
