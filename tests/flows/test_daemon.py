"""The whole daemon against a real IMAP server and a real SMTP server, on both engines."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

import peewee as pw
import pytest
from support.configs import make_config, password_file
from support.crowd import WAVE, Guest, make_crowd, waves
from support.daemons import await_that, config_for, finished, running
from support.dovecot import Dovecot
from support.mails import make_mail
from support.patience import PATIENCE_S
from support.slapd import ADMIN, BASE, PASSWORD, Slapd
from support.smtp_sink import SmtpSink

from db import inbox, people, tickets
from db.connection import ATTEMPTS
from db.registrations import Registration
from db.tickets import Ticket
from processor.app import App, open_app
from processor.daemon import Daemon
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import Advice
from processor.desk.register import Filing
from processor.rules.arrival import Arrival


def collected(app: App) -> int:
    return sum(app.store.unit(inbox.counts).values())


def guest_of(app: App, item_id: int) -> str:
    """The Message-ID under which the crowd knows an inbox item."""
    raw = app.store.unit(lambda: inbox.raw_of(item_id))
    assert raw is not None
    return str(message_from_bytes(raw)["Message-ID"]).strip("<>")


def check_fates(app: App, crowd: list[Guest], sink: SmtpSink) -> None:
    """Each person's mail has one ticket or follow-up and one acknowledgement, each automatic one neither."""
    shown = app.store.unit(lambda: inbox.summaries(limit=10_000))
    fates = {guest_of(app, item.id): item.status for item in shown}
    assert {guest.message_id: fates[guest.message_id] for guest in crowd} == {g.message_id: g.fate for g in crowd}
    people = [guest for guest in crowd if guest.fate != "ignored"]
    answered = Counter(str(message_from_bytes(mail.raw)["In-Reply-To"]).strip("<>") for mail in sink.deliveries)
    assert answered == Counter(guest.message_id for guest in people)
    opened = app.store.unit(lambda: tickets.newest(limit=10_000))
    assert len({ticket.number for ticket in opened}) == len(opened) == Counter(g.fate for g in crowd)["ticket"]


@pytest.mark.timeout(400)  # real servers, on machines that do much else
@pytest.mark.parametrize("after", ["keep", "move"])
def test_two_hundred_mixed_mails_each_get_what_is_due_to_them(
    dovecot: Dovecot, database_url: str, tmp_path: Path, after: str
) -> None:
    user = f"desk-{after}-{database_url.partition(':')[0]}"
    crowd = make_crowd(200, seed=7)
    target = {"move_to": "Done"} if after == "move" else {}
    with SmtpSink() as sink:
        config = config_for(tmp_path, dovecot, user, sink, database_url, after=after, **target)
        dovecot.deliver_all(user, waves(crowd)[0])
        with running(config) as (app, _):
            for number, wave in enumerate(waves(crowd)[1:], 2):
                dovecot.deliver_all(user, wave)
                await_that(lambda number=number: collected(app) >= number * WAVE)
            await_that(lambda: finished(app, len(crowd)))
            check_fates(app, crowd, sink)


def test_a_mail_that_comes_while_the_daemon_waits_is_answered_without_a_poll(dovecot: Dovecot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    with SmtpSink() as sink:
        config = config_for(tmp_path, dovecot, "idle", sink, url, poll_every_s=3600)
        with running(config):
            dovecot.deliver("idle", make_mail(message_id="one@example.org"))
            await_that(lambda: len(sink.deliveries) == 1)
            dovecot.deliver("idle", make_mail(message_id="two@example.org", body="二\n"))
            await_that(lambda: len(sink.deliveries) == 2)


def test_a_stop_ends_every_loop_whatever_the_daemon_is_doing(dovecot: Dovecot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    with SmtpSink() as sink:
        config = config_for(tmp_path, dovecot, "stop", sink, url, poll_every_s=3600)
        with open_app(config, {}) as app:
            daemon = Daemon(app)
            daemon.start()
            dovecot.deliver_all("stop", (guest.raw for guest in make_crowd(60)))
            await_that(lambda: bool(sink.deliveries))
            daemon.stop()
            for loop in daemon.loops:  # on a busy machine later than a stop waits for them, and not after the poll
                loop.join(PATIENCE_S)
            assert not any(loop.is_alive() for loop in daemon.loops)


@pytest.mark.timeout(400)  # real servers, on machines that do much else
def test_two_daemons_on_one_database_make_one_ticket_a_mail(
    dovecot: Dovecot, database_url: str, tmp_path: Path
) -> None:
    user = f"two-{database_url.partition(':')[0]}"
    crowd = make_crowd(60, seed=3)
    with SmtpSink() as sink:
        config = config_for(tmp_path, dovecot, user, sink, database_url, poll_every_s=1)
        with running(config) as (app, _), another_process(tmp_path):
            for number, wave in enumerate(waves(crowd), 1):
                dovecot.deliver_all(user, wave)
                # nobody answers in the second in which they wrote: two daemons take such mails in at once
                await_that(lambda number=number: finished(app, min(number * WAVE, len(crowd))))
            await_that(lambda: finished(app, len(crowd)))
            check_fates(app, crowd, sink)


@contextmanager
def another_process(folder: Path) -> Iterator[None]:
    """A second daemon with the configuration that `config_for` wrote, from when it is at work."""
    command = [sys.executable, "-m", "support.dying_daemon", str(folder / "ticketd.toml")]
    root = Path(__file__).parent.parent.parent
    environ = {**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"}
    with subprocess.Popen(command, env=environ, cwd=root, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"started\n"
            yield
            process.terminate()  # it obeys the signal by now
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()


def test_a_mailbox_that_cannot_be_reached_does_not_hold_up_the_other(dovecot: Dovecot, tmp_path: Path) -> None:
    with SmtpSink() as sink:
        good = config_for(tmp_path, dovecot, "good", sink, f"sqlite:///{tmp_path}/x.sqlite3")
        bad = good.mailbox[0].model_copy(update={"name": "bad", "url": "imap://127.0.0.1:1"})
        both = good.model_copy(update={"mailbox": (bad, good.mailbox[0])})
        with running(both) as (_, daemon):
            dovecot.deliver("good", make_mail())
            await_that(lambda: len(sink.deliveries) == 1)
            await_that(lambda: daemon.collectors[0].pulse.failures > 0)


def directory(server: Slapd, folder: Path, **changes: Any) -> dict[str, Any]:
    secret = password_file(folder, PASSWORD, "ldap.password")
    ldap = {"url": server.url, "tls": "none", "bind_dn": ADMIN, "base": f"ou=people,{BASE}", "password_file": secret}
    return {"ldap": {**ldap, **changes}}


def test_the_people_of_a_directory_server_are_taken_over_without_being_asked(slapd: Slapd, tmp_path: Path) -> None:
    slapd.add([{"uid": "li", "cn": "李雷", "sn": "李", "mail": "li@example.org", "employeeNumber": "E1"}])
    with running(make_config(tmp_path, directory=directory(slapd, tmp_path))) as (app, _):
        await_that(lambda: bool(app.store.unit(people.all_people)))
        (person,) = app.store.unit(people.all_people)

    assert (person.name, person.source) == ("李雷", "ldap")


@pytest.mark.parametrize("changes", [{"url": "", "base": "", "bind_dn": "", "password_file": None}, {"every_h": 0}])
def test_no_directory_server_is_asked_where_none_is_wanted(
    slapd: Slapd, tmp_path: Path, changes: dict[str, Any]
) -> None:
    with open_app(make_config(tmp_path, directory=directory(slapd, tmp_path, **changes)), {}) as app:
        assert "directory" not in [loop.name for loop in Daemon(app).loops]


class Stumbling(Acknowledger):
    """Meets a database that fails until every attempt of one unit of work is used up, and then works again."""

    def acknowledge(
        self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing, advice: Advice
    ) -> Advice:
        if next(STUMBLES, None) is not None:
            raise pw.OperationalError("server closed the connection unexpectedly")
        return super().acknowledge(arrival, ticket, form, filing, advice)


STUMBLES = iter(range(ATTEMPTS))


def test_what_was_claimed_when_the_database_failed_is_taken_up_when_it_works_again(tmp_path: Path) -> None:
    config = make_config(tmp_path, mailbox={"since": "2000-01-01"}, smtp={"port": 1})
    (tmp_path / "maildir" / "new" / "1").write_bytes(make_mail())
    with open_app(config, {}) as app:
        real = app.intake.effects.acknowledger
        stumbling = Stumbling(real.config, real.notifier, real.guidance)
        effects = replace(app.intake.effects, acknowledger=stumbling)
        daemon = Daemon(replace(app, intake=replace(app.intake, effects=effects)))
        daemon.start()
        try:
            await_that(lambda: app.store.unit(inbox.counts).get("ticket") == 1)
        finally:
            daemon.stop()
