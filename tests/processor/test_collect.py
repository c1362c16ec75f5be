"""Every mail is stored once, before the mailbox is touched, whatever ends in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from support.boxes import LIMITS, deliver_file, imap_box, limits, maildir_box, raw_mails
from support.imap_script import ImapScript, Mail, say
from support.patience import HOUR_S, PATIENCE_S

from db import inbox, watermarks
from db.connection import Store
from db.errors import DatabaseUnavailable
from db.inbox import Outcome, Summary
from processor.collect import CLOCKS_APART, Collected, collect_batch, known_to, reconcile
from processor.errors import MailboxUnavailable
from processor.mailbox.box import Mailbox
from processor.mailbox.imap import ImapBox

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # when the script's mails were received
LATER = NOW + timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=365)


@pytest.fixture
def server() -> Iterator[ImapScript]:
    with ImapScript(raw_mails(10)) as running:
        yield running


class Killed(BaseException):
    """The process ends here."""


class MortalStore:
    """A store whose process is killed right before or right after one unit of work."""

    def __init__(self, store: Store, unit: int, after: bool) -> None:
        self._store = store
        self._left = unit
        self._after = after

    def unit(self, work: Callable[[], T]) -> T:
        self._left -= 1
        if self._left == 0 and not self._after:
            raise Killed
        result = self._store.unit(work)
        if self._left == 0:
            raise Killed
        return result


class FullStore(MortalStore):
    """The disk is full when mails shall be written."""

    def unit(self, work: Callable[[], T]) -> T:
        try:
            return super().unit(work)
        except Killed:
            raise DatabaseUnavailable("the database or disk is full") from None


def collect(mailbox: Mailbox, store: Store | MortalStore, now: datetime = NOW, **bounds: int) -> Collected:
    """All that there is, as a loop would."""
    total = Collected()
    while True:
        step = collect_batch(mailbox, store, limits(**bounds), None, now)  # type: ignore[arg-type]
        total = Collected(total.stored + step.stored, total.skipped + step.skipped, total.gaps + step.gaps)
        if not step.more:
            return total


def opened(server: ImapScript, **changes: object) -> ImapBox:
    box = imap_box(server.url, **changes)
    box.open()
    return box


def rows(store: Store) -> list[Summary]:
    found = store.unit(lambda: inbox.summaries(limit=100_000))
    return sorted(found, key=lambda row: (row.mailbox, row.id))


def uids(store: Store) -> list[int]:
    return sorted(row.uid for row in rows(store))


def test_every_mail_is_stored_once(server: ImapScript, store: Store) -> None:
    box = opened(server)

    assert collect(box, store, batch_count=4) == Collected(stored=10)
    assert collect(box, store) == Collected()
    box.close()
    stored = [store.unit(lambda row=row: inbox.raw_of(row.id)) for row in rows(store)]
    assert stored == raw_mails(10)


@pytest.mark.parametrize("after_unit", [False, True])
@pytest.mark.parametrize("unit", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_kill_at_any_step_loses_nothing_and_doubles_nothing(
    server: ImapScript, store: Store, unit: int, after_unit: bool
) -> None:
    box = opened(server, after="move", move_to="Done")
    with pytest.raises(Killed):
        collect(box, MortalStore(store, unit, after_unit), batch_count=5)
    box.close()
    moved = len(server.folders.get("Done", []))
    assert moved <= len(rows(store)), "nothing is moved that is not stored"

    again = opened(server, after="move", move_to="Done")
    collect(again, store, batch_count=5)
    collect(again, store, batch_count=5)
    again.close()

    assert uids(store) == list(range(1, 11))
    assert sorted(server.folders["Done"]) == sorted(raw_mails(10))
    assert server.mails == {}


def test_a_full_disk_leaves_the_mailbox_untouched(server: ImapScript, store: Store) -> None:
    box = opened(server, after="delete")

    with pytest.raises(DatabaseUnavailable):
        collect(box, FullStore(store, 2, after=False))
    assert not server.said("UID STORE")
    collect(box, store)
    box.close()
    assert uids(store) == list(range(1, 11))


def test_three_days_away_and_five_hundred_mails_are_all_there(store: Store) -> None:
    with ImapScript(raw_mails(1)) as server:
        box = opened(server)
        collect(box, store)
        box.close()
        server.mails |= {uid: Mail(raw) for uid, raw in enumerate(raw_mails(501)[1:], start=2)}
        box = opened(server)
        collect(box, store, NOW + timedelta(days=3))
        box.close()

    assert uids(store) == list(range(1, 502))


def test_a_folder_made_anew_is_read_from_its_beginning(server: ImapScript, store: Store) -> None:
    box = opened(server)
    collect(box, store)
    box.close()
    server.uidvalidity = 8
    server.mails = {1: Mail(b"new in the new folder"), 2: Mail(b"older", date=b"20-Nov-2026 09:00:00 +0000")}
    box = opened(server)

    assert collect(box, store, LATER) == Collected(stored=1, skipped=1)
    box.close()
    assert len(rows(store)) == 11
    mark = store.unit(lambda: watermarks.read("support", "INBOX"))
    assert mark is not None
    assert (mark.uidvalidity, mark.last_uid, mark.cut_over) == (8, 2, NOW - CLOCKS_APART)


def test_each_folder_has_a_mark_of_its_own(store: Store) -> None:
    with ImapScript() as first, ImapScript() as second:
        second.folders["Second"] = []
        first.mails, second.mails = {6806: Mail(b"x")}, {6035: Mail(b"y")}
        boxes = [opened(first), opened(second, folder="Second")]
        for box in boxes:
            collect(box, store)
        first.mails[6807], second.mails[6036] = Mail(b"x"), Mail(b"y")
        for box in boxes:
            assert collect(box, store) == Collected(stored=1)
            box.close()


def test_a_mail_that_is_not_given_is_a_gap_until_the_server_recovers(server: ImapScript, store: Store) -> None:
    server.spoiled[3] = b"* 3 FETCH (UID 3 BODY[] NIL)\r\n"
    box = opened(server)

    assert collect(box, store) == Collected(stored=9, gaps=1)
    (gap,) = store.unit(lambda: inbox.summaries(["gap"]))
    assert (gap.uid, "does not give it" in gap.reason) == (3, True)
    assert reconcile(box, store, LIMITS, LATER) == Collected(), "still not"

    server.spoiled.clear()
    assert collect(box, store) == Collected(), "the watermark has passed it"
    assert reconcile(box, store, LIMITS, LATER) == Collected(stored=1)
    box.close()
    assert {row.status for row in rows(store)} == {"new"}
    assert uids(store) == list(range(1, 11))


def test_a_mail_that_turns_up_below_the_mark_is_found(server: ImapScript, store: Store) -> None:
    late = server.mails.pop(4)
    box = opened(server)
    collect(box, store)
    server.mails[4] = late
    assert collect(box, store) == Collected()

    assert reconcile(box, store, LIMITS, LATER) == Collected(stored=1)
    assert reconcile(box, store, LIMITS, LATER) == Collected()
    box.close()
    mark = store.unit(lambda: watermarks.read("support", "INBOX"))
    assert mark is not None
    assert (mark.reconciled_at, mark.last_uid) == (LATER, 10)


def test_a_reconciliation_before_the_first_contact_takes_nothing_in(server: ImapScript, store: Store) -> None:
    box = opened(server)

    assert reconcile(box, store, LIMITS, NOW) == Collected()
    box.close()
    assert rows(store) == []


def test_an_item_that_has_been_dealt_with_never_comes_again(server: ImapScript, store: Store) -> None:
    box = opened(server)
    collect(box, store)
    for row in rows(store):
        store.unit(lambda row=row: inbox.conclude(row.id, Outcome("ignored", "its ticket was deleted")))

    assert reconcile(box, store, LIMITS, LATER) == Collected()
    assert collect(box, store) == Collected()
    box.close()
    assert {row.status for row in rows(store)} == {"ignored"}


def test_polling_a_folder_of_ten_thousand_done_mails_costs_next_to_nothing(store: Store) -> None:
    with ImapScript([b"x" * 100] * 10_000) as server:
        box = opened(server)
        mark = watermarks.Watermark(7, 10_000, LONG_AGO, NOW, NOW)
        store.unit(lambda: watermarks.write("support", "INBOX", mark))
        before = server.sent
        for _ in range(10):
            assert collect(box, store) == Collected()
        box.close()

        assert server.sent - before < 1000
        assert not server.said("UID FETCH")


def test_two_daemons_at_once_store_each_mail_once(server: ImapScript, store: Store) -> None:
    boxes = [opened(server, after="flag") for _ in range(3)]
    errors: list[BaseException] = []

    def run(box: ImapBox) -> None:
        try:
            collect(box, store, batch_count=2)
        except BaseException as error:
            errors.append(error)
        finally:
            store.close()  # this thread's connection

    threads = [threading.Thread(target=run, args=(box,)) for box in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for box in boxes:
        box.close()

    assert errors == []
    assert uids(store) == list(range(1, 11))


def test_a_huge_mail_is_stored_as_its_header_and_the_next_one_whole(server: ImapScript, store: Store) -> None:
    server.mails[2].size = 1_400_000_000
    box = opened(server)
    collect(box, store)
    box.close()
    claimed = store.unit(lambda: inbox.claim("me", NOW, LATER, 100, 1 << 40))

    assert [(item.size, item.header_only) for item in claimed[1:3]] == [
        (1_400_000_000, True),
        (len(raw_mails(3)[2]), False),
    ]


def test_a_mail_of_which_only_the_header_is_stored_is_not_deleted(server: ImapScript, store: Store) -> None:
    server.mails[2].size = 1_400_000_000
    box = opened(server, after="delete")

    assert collect(box, store) == Collected(stored=10)
    assert collect(box, store) == reconcile(box, store, LIMITS, LATER) == Collected()
    box.close()
    assert list(server.mails) == [2]


def test_a_keyword_that_the_server_drops_makes_nothing_come_again(server: ImapScript, store: Store) -> None:
    server.keeps_keywords = False
    box = opened(server, after="flag")
    collect(box, store)
    stored = len(server.said("UID STORE"))

    assert collect(box, store) == Collected()
    assert reconcile(box, store, LIMITS, LATER) == Collected()
    box.close()
    assert len(server.said("UID STORE")) == stored == 1


def test_a_refused_flag_doubles_nothing_and_is_set_once_it_is_allowed(server: ImapScript, store: Store) -> None:
    server.fault("UID STORE", say(b"{tag} NO not today\r\n"))
    box = opened(server, after="flag")

    assert collect(box, store) == Collected(stored=10)
    server.deliver(b"later")
    assert collect(box, store) == Collected(stored=1), "a refusal holds nothing up"

    server.recover()
    assert collect(box, store) == Collected()
    box.close()
    assert uids(store) == list(range(1, 12))
    assert all(r"\Seen" in mail.flags for mail in server.mails.values())


def test_a_connection_that_ends_while_settling_is_taken_up_again(server: ImapScript, store: Store) -> None:
    server.fault("UID MOVE", say(b"", "close"), times=1)
    box = opened(server, after="move", move_to="Done")
    with pytest.raises(MailboxUnavailable):
        collect(box, store)
    box.open()

    assert collect(box, store) == Collected()
    box.close()
    assert sorted(server.folders["Done"]) == sorted(raw_mails(10))


def test_mails_that_were_kept_are_not_deleted_when_the_configuration_changes(server: ImapScript, store: Store) -> None:
    box = opened(server)
    collect(box, store)
    box.close()
    box = opened(server, after="delete")
    collect(box, store)
    box.close()

    assert len(server.mails) == 10


def test_the_first_contact_with_an_old_mailbox_takes_nothing_in(store: Store) -> None:
    with ImapScript(raw_mails(5000)) as server:
        box = opened(server)
        assert collect(box, store, NOW + timedelta(hours=1)) == Collected(skipped=5000)
        assert not server.said("UID FETCH .*BODY")

        server.mails[5001] = Mail(b"today", date=b"22-Nov-2026 10:00:01 +0000")
        assert collect(box, store, NOW + timedelta(hours=2)) == Collected(stored=1)

        before = server.sent
        assert reconcile(box, store, LIMITS, NOW + timedelta(hours=3)) == Collected()
        assert server.sent - before < 50_000, "old mails are not looked at again"
        box.close()


def test_a_mail_of_the_first_minute_is_not_lost_to_a_clock_that_is_fast(server: ImapScript, store: Store) -> None:
    box = opened(server)

    assert collect(box, store, NOW + timedelta(minutes=2)).stored == 10
    box.close()


def test_a_configured_cut_over_decides_and_may_be_moved_back(server: ImapScript, store: Store) -> None:
    for uid in range(1, 6):
        server.mails[uid].date = b"20-Nov-2026 09:00:00 +0000"
    box = opened(server)
    since = datetime(2026, 11, 21, tzinfo=UTC)

    assert collect_batch(box, store, LIMITS, since, LATER) == Collected(stored=5, skipped=5)
    box.close()
    box = opened(server)
    collect_batch(box, store, LIMITS, LONG_AGO, LATER)
    assert reconcile(box, store, LIMITS, LATER) == Collected(stored=5)
    box.close()


def test_a_mail_without_a_date_counts_as_received_now(server: ImapScript, store: Store) -> None:
    server.mails = {1: Mail(b"x", date=b"")}
    box = opened(server)
    collect(box, store, LATER)
    box.close()

    assert rows(store)[0].received_at == LATER


def test_a_mailbox_that_hangs_holds_up_no_other(server: ImapScript, store: Store) -> None:
    hanging = threading.Event()
    with ImapScript(raw_mails(3)) as stuck_server:

        def hang(command: object, wire: object) -> bool:
            hanging.set()
            return say(b"", "hang")(command, wire)  # type: ignore[arg-type]

        stuck_server.fault("UID FETCH", hang)
        stuck = imap_box(stuck_server.url, name="stuck", timeout_s=HOUR_S)

        def run() -> None:
            stuck.open()
            with pytest.raises(MailboxUnavailable):
                collect(stuck, store)
            store.close()  # this thread's connection

        thread = threading.Thread(target=run)
        thread.start()
        assert hanging.wait(PATIENCE_S)
        box = opened(server)
        assert collect(box, store).stored == 10
        box.close()
        stuck.interrupt()
        thread.join(PATIENCE_S)
        stuck.close()


def test_a_maildir_is_collected_once_over_restarts(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "maildir"
    for number, raw in enumerate(raw_mails(7)):
        deliver_file(folder, f"{number}.x.host", raw)
    known = known_to(store, "support", "INBOX")

    def one_run(**changes: object) -> Collected:
        return collect_one(maildir_box(folder, known, **changes), store)

    def collect_one(box: Mailbox, into: Store) -> Collected:
        total = Collected(more=True)
        while total.more:
            step = collect_batch(box, into, limits(batch_count=3), LONG_AGO, NOW)
            total = Collected(total.stored + step.stored, 0, 0, step.more)
        return total

    assert one_run() == Collected(stored=7)
    assert one_run() == Collected()
    deliver_file(folder, "8.x.host", b"another")
    assert one_run(after="flag") == Collected(stored=1)
    assert [path.name for path in (folder / "cur").iterdir()] == ["8.x.host:2,S"]
    assert reconcile(maildir_box(folder, known), store, LIMITS, LATER) == Collected()
    assert sorted(filter(None, (store.unit(lambda row=row: inbox.raw_of(row.id)) for row in rows(store)))) == sorted(
        [*raw_mails(7), b"another"]
    )
