from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import blobs, inbox, outbox, threads, tickets
from db.connection import Store
from db.inbox import Received, Source
from db.outbox import Queued
from db.tickets import File, NewEntry, NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LI = "li@example.org"


def ticket(number: int = 1) -> int:
    return tickets.add(NewTicket(f"TS-20261122-{number:03d}", "t", LI, "", "software", "general", "en", NOW, None))


def entry(author: str = LI, kind: str = "user", item: int | None = None, *files: File) -> NewEntry:
    return NewEntry(kind, author, "", NOW, "words", inbox_item_id=item, files=files)


def mail(number: int, ticket_id: int, to: str = LI, kind: str = "answer", automatic: bool = False) -> Queued:
    return Queued(kind, to, to, f"m{number}@desk", f"t{number}", b"x", automatic=automatic, ticket_id=ticket_id)


def test_the_ids_of_a_thread_come_in_the_order_in_which_they_came(store: Store) -> None:
    def work() -> list[str]:
        one, other = ticket(1), ticket(2)
        for ticket_id, name in [(one, "z@x"), (other, "o@x"), (one, "a@x"), (one, "z@x")]:
            tickets.add_thread_id(ticket_id, name)
        return threads.ids_of(one)

    assert store.unit(work) == ["z@x", "a@x"]


def test_writers_are_the_users_who_have_written(store: Store) -> None:
    def work() -> set[str]:
        one = ticket()
        for author, kind in [(LI, "user"), ("wang@x.org", "user"), (LI, "user"), ("han@x.org", "engineer")]:
            tickets.add_entry(one, entry(author, kind))
        return threads.writers_of(one)

    assert store.unit(work) == {LI, "wang@x.org"}


def test_a_file_that_came_twice_under_one_name_is_one_file(store: Store) -> None:
    first, again = File("a" * 64, "a.png", "image/png", "", False), File("a" * 64, "a.png", "image/png", "c", True)
    other = File("a" * 64, "b.png", "image/png", "", False)

    def work() -> list[str]:
        blobs.store("a" * 64, b"123")
        one = ticket()
        tickets.add_entry(one, entry(LI, "user", None, first, other))
        tickets.add_entry(one, entry(LI, "user", None, again))
        return [file.name for file in threads.files_of(one)]

    assert sorted(store.unit(work)) == ["a.png", "b.png"]


def test_the_size_of_a_blob_is_known_without_its_bytes(store: Store) -> None:
    store.unit(lambda: blobs.store("a" * 64, b"123"))

    assert store.unit(lambda: (blobs.size_of("a" * 64), blobs.size_of("b" * 64))) == (3, None)


def test_a_ticket_is_history_while_all_its_mails_were_there_before(store: Store) -> None:
    def work() -> list[bool]:
        mails = [Received(1, 1, NOW, b"x", history=True), Received(2, 1, NOW, b"y")]
        inbox.store(Source("m", "INBOX", 1), mails, NOW)
        live, old = (row.id for row in inbox.summaries())
        one, by_hand = ticket(1), ticket(2)
        tickets.add_entry(one, entry(item=old))
        tickets.add_entry(by_hand, entry())
        before = [threads.is_history(one), threads.is_history(by_hand)]
        tickets.add_entry(one, entry(item=live))
        return [*before, threads.is_history(one)]

    assert store.unit(work) == [True, False, False]


def test_our_mails_to_somebody_about_a_ticket_are_found_oldest_first_without_those_that_never_go_out(
    store: Store,
) -> None:
    def work() -> tuple[list[str], list[str]]:
        one, other = ticket(1), ticket(2)
        for number, (ticket_id, to) in enumerate([(one, LI), (other, LI), (one, "han@x"), (one, LI), (one, LI)]):
            outbox.queue(mail(number, ticket_id, to), NOW)
        dropped = next(row.id for row in outbox.summaries() if row.recipient == LI)
        outbox.drop(dropped)
        return threads_of(one, 30), threads_of(one, 1)

    def threads_of(ticket_id: int, limit: int) -> list[str]:
        return outbox.thread_of(ticket_id, LI, limit)

    assert store.unit(work) == (["m0@desk", "m3@desk"], ["m3@desk"])


def test_mails_of_some_kinds_to_somebody_are_counted_automatic_or_not(store: Store) -> None:
    def work() -> int:
        one = ticket()
        outbox.queue(mail(1, one, kind="new_ticket"), NOW - timedelta(hours=2))
        for number, (to, kind, automatic) in enumerate(
            [(LI, "new_ticket", False), (LI, "user_wrote", True), (LI, "receipt", False), ("x@y", "user_wrote", False)],
            2,
        ):
            outbox.queue(mail(number, one, to, kind, automatic), NOW)
        return outbox.of_kinds_to(["new_ticket", "user_wrote"], LI, NOW - timedelta(hours=1))

    assert store.unit(work) == 2
