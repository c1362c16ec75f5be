"""Rows of the outbox on their way to the mail server."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from support.programs import free_port
from support.smtp_script import DROP, STALL, ScriptedRelay, then
from support.smtp_sink import SmtpSink

from db import outbox
from db.connection import Store
from db.errors import DatabaseUnavailable
from db.outbox import Queued, Summary
from processor.config import Smtp
from processor.dispatch import IDLE_S, Dispatched, Dispatcher
from processor.mailer import mailers

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def queue(store: Store, count: int = 1, first: int = 1) -> None:
    def work() -> None:
        for number in range(first, first + count):
            mail = Queued(
                kind="acknowledgement",
                recipient=f"user{number}@example.org",
                recipient_key=f"user{number}@example.org",
                message_id=f"ts.{number}@desk.example",
                token=f"token{number}",
                raw=f"Message-ID: <ts.{number}@desk.example>\r\n\r\nhello {number}\r\n".encode(),
            )
            outbox.queue(mail, START)

    store.unit(work)


def dispatcher(store: Store, section: Smtp, clock: Clock, holder: str = "me") -> Dispatcher:
    return Dispatcher(store, section, mailers(section, str), holder, clock)


def shown(store: Store) -> list[Summary]:
    return sorted(store.unit(outbox.summaries), key=lambda row: row.id)


def statuses(store: Store) -> list[str]:
    return [row.status for row in shown(store)]


def ids(mails: Iterable[bytes]) -> list[bytes]:
    return sorted(raw.split(b"\r\n")[0] for raw in mails)


def test_what_is_due_goes_out_once_and_is_recorded(store: Store, clock: Clock) -> None:
    queue(store, 12)
    with SmtpSink() as sink:
        ours = dispatcher(store, sink.section(connections=3), clock)
        done = ours.dispatch_due()
        again = ours.dispatch_due()

    assert done == Dispatched(sent=12)
    assert again == Dispatched(pause_s=IDLE_S)
    assert sorted(d.recipients[0] for d in sink.deliveries) == sorted(f"user{n}@example.org" for n in range(1, 13))
    assert {d.sender for d in sink.deliveries} == {""}
    assert len({d.connection for d in sink.deliveries}) <= 3
    rows = shown(store)
    assert {row.status for row in rows} == {"sent"}
    assert all(row.code == 250 and "taken as" in row.answer and row.sent_at == START for row in rows)


def test_parallel_connections_share_their_commits(store: Store, clock: Clock) -> None:
    queue(store, 12)
    commits: list[int] = []
    with ScriptedRelay() as relay:
        section = relay.section(connections=4)
        ours = Dispatcher(Counting(store, commits), section, mailers(section, str), "me", clock)
        assert ours.dispatch_due().sent == 12

    assert relay.connections == 4
    assert len(commits) < 20  # 12 begins and 12 results, one claim


def test_a_mixed_lot_has_a_result_for_each_recipient(store: Store, clock: Clock) -> None:
    queue(store, 3)
    with ScriptedRelay({"RCPT": ["250 ok", "451 later", "550 5.1.1 unknown"]}) as relay:
        ours = dispatcher(store, relay.section(connections=1), clock)
        done = ours.dispatch_due()

        assert (done.sent, done.deferred, done.failed, done.uncertain) == (1, 1, 1, 0)
        assert statuses(store) == ["sent", "queued", "failed"]
        assert [row.code for row in shown(store)] == [250, 451, 550]
        assert "5.1.1 unknown" in shown(store)[2].answer

        clock.forward(minutes=2)
        assert ours.dispatch_due().sent == 1

    assert statuses(store) == ["sent", "sent", "failed"]
    assert relay.recipients == ["user1@example.org", "user2@example.org"]


def test_greylisting_delays_a_mail_and_loses_nothing(store: Store, clock: Clock) -> None:
    queue(store)
    with ScriptedRelay({"RCPT": ["450 greylisted", "432 too fast", "451 wait"]}) as relay:
        ours = dispatcher(store, relay.section(), clock)
        rounds = 0
        while statuses(store) != ["sent"]:
            rounds += 1
            assert rounds < 20
            ours.dispatch_due()
            clock.forward(minutes=10)

    assert len(relay.taken) == 1
    assert shown(store)[0].attempts == 4


def test_after_five_days_a_mail_is_given_up_and_shown(store: Store, clock: Clock) -> None:
    queue(store)
    with ScriptedRelay({"RCPT": then("451 full")}) as relay:
        ours = dispatcher(store, relay.section(), clock)
        for _ in range(60):
            ours.dispatch_due()
            clock.forward(hours=3)

    assert statuses(store) == ["failed"]
    assert "given up after 5 days" in shown(store)[0].answer
    assert not relay.taken


@pytest.mark.parametrize("fault", [DROP, STALL])
@pytest.mark.parametrize("step", ["BODY", "DOT"])
def test_a_mail_of_unknown_fate_is_shown_and_never_sent_again(
    store: Store, clock: Clock, step: str, fault: str
) -> None:
    queue(store)
    with ScriptedRelay({step: [fault]}) as relay:
        ours = dispatcher(store, relay.section(data_timeout_s=0.05), clock)
        assert ours.dispatch_due().uncertain == 1
        for _ in range(5):
            clock.forward(days=1)
            assert ours.dispatch_due().sent == 0

    assert statuses(store) == ["uncertain"]
    assert relay.verbs().count("DATA") == 1


def test_a_server_that_goes_silent_after_each_mail_takes_one_mail_a_round(store: Store, clock: Clock) -> None:
    queue(store, 5)
    with ScriptedRelay({"DOT": then(DROP)}) as relay:
        ours = dispatcher(store, relay.section(connections=1), clock)
        done = ours.dispatch_due()

        assert (done.uncertain, done.deferred) == (1, 4)
        assert done.pause_s > 0
        assert ours.dispatch_due().uncertain == 0
        assert len(relay.taken) == 1


def test_an_uncertain_mail_goes_again_when_a_person_says_so_with_the_same_id(store: Store, clock: Clock) -> None:
    queue(store)
    with ScriptedRelay({"DOT": [DROP]}) as relay:
        ours = dispatcher(store, relay.section(), clock)
        ours.dispatch_due()
        row_id = shown(store)[0].id
        store.unit(lambda: outbox.retry(row_id, clock.now))
        clock.forward(minutes=5)
        assert ours.dispatch_due().sent == 1

    assert relay.taken[0] == relay.taken[1]


def test_a_server_that_is_down_is_asked_once_a_round_and_costs_no_attempt(store: Store, clock: Clock) -> None:
    queue(store, 5)
    with ScriptedRelay({"CONNECT": then("421 no service")}) as relay:
        ours = dispatcher(store, relay.section(connections=4), clock)
        done = ours.dispatch_due()
        assert relay.connections == 1
        assert (done.sent, done.deferred) == (0, 5)
        assert done.pause_s > 0

        assert 0 < ours.dispatch_due().pause_s < 2 * done.pause_s
        assert relay.connections == 1

    rows = shown(store)
    assert {(row.status, row.attempts, row.code) for row in rows} == {("queued", 0, 421)}
    assert all("no service" in row.answer and row.due_at > START for row in rows)


def test_pauses_grow_while_the_server_is_down_and_end_with_it(store: Store, clock: Clock) -> None:
    queue(store, 2)
    port = free_port()
    section = Smtp(host="127.0.0.1", port=port, tls="none")
    ours = dispatcher(store, section, clock)
    pauses = []
    for _ in range(12):
        pauses.append(ours.dispatch_due().pause_s)
        clock.forward(seconds=pauses[-1])

    assert pauses[-1] > 100 > 2 > pauses[0]
    assert max(pauses) <= 300
    with ScriptedRelay() as relay:
        up = Dispatcher(store, relay.section(), mailers(relay.section(), str), "you", clock)
        assert up.dispatch_due().sent == 2


def test_a_refused_login_is_not_tried_every_few_seconds(store: Store, clock: Clock) -> None:
    queue(store)
    with ScriptedRelay({"AUTH": then("535 wrong")}, extensions=("AUTH PLAIN",)) as relay:
        ours = dispatcher(store, relay.section(username="desk"), clock)
        for _ in range(60):
            ours.dispatch_due()
            clock.forward(minutes=1)

    assert relay.verbs().count("AUTH") <= 6
    assert statuses(store) == ["queued"]
    assert shown(store)[0].attempts == 0


def test_a_demand_for_a_login_fails_no_mail(store: Store, clock: Clock) -> None:
    queue(store, 4)
    with ScriptedRelay({"MAIL": then("530 log in first")}) as relay:
        done = dispatcher(store, relay.section(connections=1), clock).dispatch_due()

    assert (done.failed, done.deferred) == (0, 4)
    assert relay.verbs().count("MAIL") == 1
    assert set(statuses(store)) == {"queued"}


def test_a_connection_that_the_server_ends_after_some_mails_is_renewed(store: Store, clock: Clock) -> None:
    queue(store, 6)
    script = {"MAIL": ["250 ok", "250 ok", "421 enough", "250 ok", "250 ok", DROP]}
    with ScriptedRelay(script) as relay:
        done = dispatcher(store, relay.section(connections=1), clock).dispatch_due()

    assert done == Dispatched(sent=6)
    assert relay.connections == 3
    assert len(ids(relay.taken)) == len(set(ids(relay.taken))) == 6
    assert {row.attempts for row in shown(store)} == {1}


def test_a_mail_that_breaks_each_connection_does_not_hold_the_others_up(store: Store, clock: Clock) -> None:
    queue(store, 3)
    with ScriptedRelay({"RCPT": [DROP]}) as relay:
        ours = dispatcher(store, relay.section(connections=1), clock)
        first = ours.dispatch_due()
        assert first.sent == 0
        clock.forward(seconds=first.pause_s)
        second = ours.dispatch_due()

    assert second.sent == 2
    assert relay.recipients == ["user2@example.org", "user3@example.org"]
    assert [row.attempts for row in shown(store)] == [1, 1, 1]


def test_fewer_connections_than_wished_for_are_enough(store: Store, clock: Clock) -> None:
    queue(store, 6)
    with ScriptedRelay({"CONNECT": ["220 ready", "421 too many connections", "421 too many connections"]}) as relay:
        done = dispatcher(store, relay.section(connections=3), clock).dispatch_due()

    assert done.sent == 6
    assert relay.connections == 3


def test_the_accounts_rate_is_kept(store: Store, clock: Clock) -> None:
    queue(store, 25)
    with ScriptedRelay() as relay:
        ours = dispatcher(store, relay.section(per_minute=10), clock)
        sent = []
        for _ in range(8):
            done = ours.dispatch_due()
            sent.append(done.sent)
            clock.forward(seconds=20)

    assert sent == [10, 0, 0, 10, 0, 0, 5, 0]
    assert len(relay.taken) == 25


def test_a_crash_before_the_hand_over_only_delays_and_one_within_it_leaves_the_row_to_a_person(
    store: Store, clock: Clock
) -> None:
    queue(store, 2)
    claimed = store.unit(lambda: outbox.claim("dead", clock.now, clock.now + timedelta(minutes=10), 2))
    store.unit(lambda: outbox.begin("dead", [claimed[0].id], clock.now + timedelta(minutes=10)))
    with ScriptedRelay() as relay:
        ours = dispatcher(store, relay.section(), clock)
        assert ours.dispatch_due().sent == 0
        clock.forward(minutes=11)
        assert ours.dispatch_due().sent == 1

    assert statuses(store) == ["uncertain", "sent"]
    assert relay.recipients == ["user2@example.org"]


def test_sending_is_on_the_disk_before_the_mail_is_handed_over(store: Store, clock: Clock) -> None:
    queue(store, 3)
    seen = []

    class Watching(ScriptedRelay):
        def answer(self, step: str) -> str:
            if step == "MAIL":
                seen.append(store.unit(outbox.counts).get("sending", 0))
                store.close()
            return super().answer(step)

    with Watching() as relay:
        assert dispatcher(store, relay.section(connections=1), clock).dispatch_due().sent == 3

    assert seen == [1, 1, 1]


def test_a_row_that_is_dropped_while_it_waits_its_turn_is_not_sent(store: Store, clock: Clock) -> None:
    queue(store, 3)
    victim = shown(store)[2].id

    class Dropping(ScriptedRelay):
        def answer(self, step: str) -> str:
            if step == "DOT" and not self.taken[1:]:
                store.unit(lambda: outbox.drop(victim))
                store.close()
            return super().answer(step)

    with Dropping() as relay:
        assert dispatcher(store, relay.section(connections=1), clock).dispatch_due().sent == 2

    assert statuses(store) == ["sent", "sent", "dropped"]


def test_a_stop_lets_the_mail_in_hand_end_and_gives_the_rest_back(store: Store, clock: Clock) -> None:
    queue(store, 5)
    ours: list[Dispatcher] = []

    class Stopping(ScriptedRelay):
        def answer(self, step: str) -> str:
            if step == "DOT":
                ours[0].stop()
            return super().answer(step)

    with Stopping() as relay:
        ours.append(dispatcher(store, relay.section(connections=1), clock))
        assert ours[0].dispatch_due().sent == 1
        assert dispatcher(store, relay.section(), clock, "you").dispatch_due().sent == 4


def test_a_mail_that_the_server_chews_on_does_not_hold_up_those_queued_after_it(store: Store, clock: Clock) -> None:
    queue(store, 1)

    class Chewing(ScriptedRelay):
        def answer(self, step: str) -> str:
            if step == "DOT" and len(self.taken) == 1:
                queue(store, 3, first=2)
                store.close()
                return STALL
            return super().answer(step)

    with Chewing() as relay:
        done = dispatcher(store, relay.section(data_timeout_s=1.5), clock).dispatch_due()

    assert (done.sent, done.uncertain) == (3, 1)
    assert statuses(store) == ["uncertain", "sent", "sent", "sent"]
    assert relay.connections == 2


def test_one_mail_needs_one_connection(store: Store, clock: Clock) -> None:
    queue(store, 1)
    with ScriptedRelay() as relay:
        assert dispatcher(store, relay.section(connections=5), clock).dispatch_due().sent == 1

    assert relay.connections == 1


def test_two_processes_send_each_mail_once(store: Store, clock: Clock) -> None:
    queue(store, 40)
    with ScriptedRelay() as relay:

        def send(holder: str) -> None:
            dispatcher(store, relay.section(), clock, holder).dispatch_due()
            store.close()

        threads = [threading.Thread(target=send, args=(name,)) for name in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert ids(relay.taken) == ids(f"Message-ID: <ts.{n}@desk.example>".encode() for n in range(1, 41))


def test_results_that_could_not_be_written_are_written_in_the_next_round(store: Store, clock: Clock) -> None:
    queue(store, 2)
    commits: list[int] = []
    with ScriptedRelay() as relay:
        section = relay.section(connections=1)
        ours = Dispatcher(Counting(store, commits, fail_at=3), section, mailers(section, str), "me", clock)
        with pytest.raises(DatabaseUnavailable):
            ours.dispatch_due()
        assert statuses(store) == ["sending", "queued"]
        assert ours.dispatch_due().sent == 1

    assert statuses(store) == ["sent", "sent"]
    assert len(relay.taken) == 2


class Counting(Store):
    """A store that counts its units of work; one of them, numbered from 1, finds no database."""

    def __init__(self, store: Store, commits: list[int], fail_at: int = 0) -> None:
        self.database = store.database
        self._inner = store
        self._commits = commits
        self._fail_at = fail_at

    def unit(self, work):  # type: ignore[no-untyped-def]
        self._commits.append(1)
        if len(self._commits) == self._fail_at:
            raise DatabaseUnavailable("gone for a moment")
        return self._inner.unit(work)
