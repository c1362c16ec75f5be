"""Whatever a server answers, a mail is fetched, or its gap is recorded, or it has really gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.boxes import LIMITS, imap_box, limits, raw_mails
from support.imap_script import ImapScript, Mail, fetched, say

from processor.errors import MailboxUnavailable
from processor.mailbox.box import Batch, Listed
from processor.mailbox.fetching import plan
from processor.mailbox.imap import ImapBox

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def all_of(box: ImapBox, **bounds: int) -> Batch:
    box.open()
    try:
        return box.fetch_after(0, limits(**bounds), None)
    finally:
        box.close()


def uids(batch: Batch) -> list[int]:
    return [mail.uid for mail in batch.mails]


def test_mails_come_whole_in_order_with_their_date(server: ImapScript) -> None:
    server.mails[4].date = b"29-Feb-2024 23:30:00 -0330"

    batch = all_of(imap_box(server.url))

    assert [mail.raw for mail in batch.mails] == raw_mails(10)
    assert batch.mails[3].received_at == datetime(2024, 3, 1, 3, 0, tzinfo=UTC)
    assert (batch.uidvalidity, batch.last_uid, batch.gaps, batch.more) == (7, 10, (), False)


def test_nothing_is_asked_for_that_servers_break_over(server: ImapScript) -> None:
    all_of(imap_box(server.url))

    for command in server.said("UID FETCH"):
        assert not any(word in command for word in ("ENVELOPE", "BODYSTRUCTURE", "BODY[", "RFC822)"))


def test_reading_does_not_change_the_folder(server: ImapScript) -> None:
    all_of(imap_box(server.url))

    assert server.said("EXAMINE") and not server.said("SELECT|UID STORE")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"* 3 FETCH (UID 3 BODY[] NIL)\r\n", id="NIL"),
        pytest.param(b"* 3 FETCH (UID 3)\r\n", id="no body"),
        pytest.param(b"* 3 FETCH (BODY[] {1}\r\nx)\r\n", id="no UID"),
        pytest.param(b'* 3 FETCH (UID 3 BODY[] "")\r\n', id="empty"),
        pytest.param(b"* 3 FETCH (UID 3 BODY[] 12345)\r\n", id="number"),
        pytest.param(b"* 3 FETCH (UID 3 BODY[] {4}\r\nabcd\r\n", id="parenthesis missing"),
        pytest.param(b"* 3 FETCH UID 3\r\n", id="no list"),
        pytest.param(b"* 3 FETCH (UID three BODY[] {4}\r\nabcd)\r\n", id="UID is a word"),
        pytest.param(b"* 3 FETCH (UID 3 BODY[])\r\n", id="odd"),
        pytest.param(b"* 3 FETCH " + b"(" * 5000 + b"\r\n", id="nested for ever"),
    ],
)
def test_a_bad_answer_costs_one_mail_which_becomes_a_gap(server: ImapScript, answer: bytes) -> None:
    server.spoiled[3] = answer

    batch = all_of(imap_box(server.url))

    assert uids(batch) == [1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert [gap.uid for gap in batch.gaps] == [3]
    assert batch.last_uid == 10
    assert server.said(r"UID FETCH 3 \(UID BODY"), "it was asked for alone, too"


def test_a_mail_that_is_given_only_when_asked_for_alone_is_no_gap(server: ImapScript) -> None:
    server.fault(
        r"UID FETCH 1:10 \(UID BODY",
        say(b"".join(fetched(uid, raw_mails(10)[uid - 1]) for uid in range(1, 10)) + b"{tag} OK done\r\n"),
    )

    batch = all_of(imap_box(server.url))

    assert [mail.raw for mail in batch.mails] == raw_mails(10)
    assert batch.gaps == ()


@pytest.mark.parametrize("kind", [b"NO", b"BAD"])
def test_a_refused_fetch_keeps_what_was_given_and_asks_for_the_rest_alone(server: ImapScript, kind: bytes) -> None:
    given = fetched(1, b"first") + b"* 2 FETCH (UID 2 BODY[] garbage\r\n"
    server.fault(r"UID FETCH 1:10 \(UID BODY", say(given + b"{tag} " + kind + b" some cannot be fetched\r\n"))
    server.fault(r"UID FETCH 5 \(UID BODY", say(b"{tag} " + kind + b" it is damaged\r\n"))

    batch = all_of(imap_box(server.url))

    assert uids(batch) == [1, 2, 3, 4, 6, 7, 8, 9, 10]
    assert [mail.raw for mail in batch.mails[:2]] == [b"first", raw_mails(2)[1]]
    assert "it is damaged" in batch.gaps[0].reason


def test_an_answer_without_uid_is_not_taken_for_the_mail_of_that_number(server: ImapScript) -> None:
    del server.mails[1]  # from here on sequence numbers and UIDs differ
    server.spoiled[3] = b"* 2 FETCH (BODY[] {5}\r\nother)\r\n"

    batch = all_of(imap_box(server.url))

    assert b"other" not in [mail.raw for mail in batch.mails]


def test_a_mail_without_size_or_date_is_asked_for_again(server: ImapScript) -> None:
    server.fault(r"UID FETCH 1:10 \(UID RFC822.SIZE", say(b"{tag} OK done\r\n"), times=1)
    server.mails[2].date = b"not a date"

    batch = all_of(imap_box(server.url))

    assert uids(batch) == list(range(1, 11))
    assert batch.mails[1].received_at is None


def test_a_mail_deleted_between_list_and_fetch_is_no_gap(server: ImapScript) -> None:
    def delete_then_answer(command: object, wire: object) -> bool:
        server.mails.pop(4, None)
        return server.behave(command, wire)  # type: ignore[arg-type]

    server.fault(r"UID FETCH 1:10 \(UID BODY", delete_then_answer)

    batch = all_of(imap_box(server.url))

    assert 4 not in uids(batch)
    assert (len(batch.mails), batch.gaps, batch.last_uid) == (9, (), 10)


def test_a_huge_mail_is_fetched_as_its_header_and_the_next_one_whole(server: ImapScript) -> None:
    server.mails[2] = Mail(b"Subject: huge\r\n\r\nbody", size=1_400_000_000)
    server.spoiled[2] = b"* 2 FETCH (UID 2 BODY[HEADER] {17}\r\nSubject: huge\r\n\r\n)\r\n"

    batch = all_of(imap_box(server.url))

    huge = batch.mails[1]
    assert (huge.uid, huge.size, huge.raw, huge.header_only) == (2, 1_400_000_000, b"Subject: huge\r\n\r\n", True)
    assert uids(batch) == list(range(1, 11))
    assert not any("BODY.PEEK[]" in said for said in server.said("UID FETCH 2 |UID FETCH 1:10 .*BODY"))


def test_a_literal_larger_than_announced_ends_the_connection_and_not_the_memory(server: ImapScript) -> None:
    server.spoiled[1] = b"* 1 FETCH (UID 1 BODY[] {1400000000}\r\nx"
    box = imap_box(server.url)
    box.open()

    with pytest.raises(MailboxUnavailable, match="1400000000"):
        box.fetch_after(0, LIMITS, None)
    box.close()


def test_a_mail_that_ends_the_connection_each_time_becomes_a_gap_and_holds_up_no_other(server: ImapScript) -> None:
    server.fault(r"UID FETCH (1:10|[1-9,:]*4:10|4) \(UID BODY", say(b"* BYE oops\r\n", "close"))
    box = imap_box(server.url)
    mark, more, broken = 0, True, True
    mails: list[int] = []
    gaps: list[int] = []
    while more:
        if broken:
            box.open()
        try:
            batch = box.fetch_after(mark, LIMITS, None)
        except MailboxUnavailable:
            broken = True
            continue
        broken, more, mark = False, batch.more, batch.last_uid
        mails += uids(batch)
        gaps += [gap.uid for gap in batch.gaps]
    box.close()

    assert mails == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    assert gaps == [4]
    assert server.connections == 4, "together, twice alone, and once more for the rest"


def test_batches_are_bounded_by_number(server: ImapScript) -> None:
    batch = all_of(imap_box(server.url), batch_count=4)

    assert (uids(batch), batch.last_uid, batch.more) == ([1, 2, 3, 4], 4, True)


def test_batches_are_bounded_by_bytes_but_hold_one_mail() -> None:
    with ImapScript(raw_mails(4, size=1000)) as server:
        assert uids(all_of(imap_box(server.url), batch_bytes=2500)) == [1, 2]
        assert uids(all_of(imap_box(server.url), batch_bytes=10)) == [1]


def test_many_batches_need_one_search(server: ImapScript) -> None:
    box = imap_box(server.url)
    box.open()
    mark = 0
    for _ in range(10):
        mark = box.fetch_after(mark, limits(batch_count=1), None).last_uid
    box.close()

    assert mark == 10
    assert len(server.said("UID SEARCH")) == 1


def test_mails_before_the_cut_over_are_never_fetched(server: ImapScript) -> None:
    for uid in range(1, 8):
        server.mails[uid].date = b"20-Nov-2026 09:00:00 +0000"
    box = imap_box(server.url)
    box.open()
    batch = box.fetch_after(0, LIMITS, datetime(2026, 11, 21, tzinfo=UTC))
    box.close()

    assert (uids(batch), batch.skipped, batch.last_uid) == ([8, 9, 10], 7, 10)
    assert [said.split()[2] for said in server.said("UID FETCH .*BODY")] == ["8:10"]


def test_passing_trouble_makes_no_gaps(server: ImapScript) -> None:
    server.fault(r"UID FETCH .*BODY", say(b"{tag} NO [UNAVAILABLE] the storage is away\r\n"), times=1)
    box = imap_box(server.url)
    box.open()

    with pytest.raises(MailboxUnavailable, match="storage is away"):
        box.fetch_after(0, LIMITS, None)
    box.close()


@given(
    sizes=st.lists(st.none() | st.integers(0, 5000), min_size=1, max_size=30),
    count=st.integers(1, 8),
    budget=st.integers(1, 9000),
    old_until=st.integers(0, 30),
)
def test_a_plan_takes_each_mail_of_its_part_exactly_once(
    sizes: list[int | None], count: int, budget: int, old_until: int
) -> None:
    numbers = list(range(1, len(sizes) + 1))
    listed = {
        uid: Listed(uid, size, NOON + timedelta(days=uid))
        for uid, size in zip(numbers, sizes, strict=True)
        if size is not None
    }
    bounds = limits(batch_count=count, batch_bytes=budget, max_message_bytes=4000)

    step = plan(numbers, listed, bounds, NOON + timedelta(days=old_until))

    taken = sorted([*(mail.uid for mail in step.wanted), *step.silent, *step.old])
    assert taken == list(range(1, step.last_uid + 1))
    assert step.more == (step.last_uid < numbers[-1])
    assert len(step.wanted) + len(step.silent) <= count
    assert sum(mail.size for mail in step.wanted if mail.size <= 4000) <= budget or len(step.wanted) == 1
    assert not any(mail.uid < old_until for mail in step.wanted)
