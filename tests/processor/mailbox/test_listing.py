"""No list is believed further than it reaches: ranges, order, last mails, odd forms."""

from __future__ import annotations

import pytest
from support.boxes import imap_box, limits
from support.imap_script import Command, ImapScript, Mail, Wire, say

from processor.mailbox.connection import id_set
from processor.mailbox.imap import ImapBox
from processor.mailbox.listing import MAILS_A_SEARCH


def opened(server: ImapScript) -> ImapBox:
    box = imap_box(server.url)
    box.open()
    return box


def test_a_hundred_and_forty_thousand_uids_are_all_found() -> None:
    uids = range(4_000_000_000, 4_000_140_000)  # one search would give a line of 1.5 MB; imaplib reads 1 MB
    with ImapScript() as server:
        server.mails = {uid: Mail(b"") for uid in uids}
        box = opened(server)
        found = box.uids()
        box.close()

    assert found == list(uids)


def test_mails_that_arrive_or_go_while_a_long_list_is_read_are_neither_missed_nor_doubled() -> None:
    number = MAILS_A_SEARCH + 20
    with ImapScript([b""] * number) as server:
        box = opened(server)

        def deliver_and_delete(command: Command, wire: Wire) -> bool:
            server.behave(command, wire)
            server.mails.pop(min(server.mails))
            server.mails[max(server.mails) + 1] = Mail(b"")
            return True

        server.fault("UID SEARCH", deliver_and_delete)
        found = box.uids()
        box.close()

    assert len(server.said("UID SEARCH")) == 2
    assert found == sorted(set(found))
    assert set(range(3, number + 1)) <= set(found)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"* SEARCH 3 9 1 7\r\n", id="unsorted"),
        pytest.param(b"* SEARCH 1 3\r\n* SEARCH 7 9\r\n", id="in several lines"),
        pytest.param(b"* SEARCH 1 3 7 9 3 9\r\n", id="repeated"),
        pytest.param(b"* SEARCH 1 3 7 9 (MODSEQ 917162500)\r\n", id="with MODSEQ"),
        pytest.param(b"* SEARCH  1 3 7 9 \r\n", id="blanks"),
    ],
)
def test_every_form_of_a_list_is_read(server: ImapScript, answer: bytes) -> None:
    server.fault("UID SEARCH", say(answer + b"{tag} OK done\r\n"))
    box = opened(server)

    assert box.uids() == [1, 3, 7, 9]
    box.close()


@pytest.mark.parametrize("answer", [b"", b"* SEARCH\r\n", b"* SEARCH \r\n"])
def test_an_empty_folder_is_empty_in_every_form(server: ImapScript, answer: bytes) -> None:
    server.fault("UID SEARCH", say(answer + b"{tag} OK done\r\n"))
    box = opened(server)

    assert box.uids() == []
    box.close()


def test_the_last_mail_is_not_new_because_a_range_to_the_end_includes_it(server: ImapScript) -> None:
    box = opened(server)
    batch = box.fetch_after(10, limits(), None)
    box.close()

    assert server.said("UID SEARCH UID 11:")
    assert (batch.mails, batch.last_uid, batch.more) == ((), 10, False)


def test_uidnext_is_not_needed(server: ImapScript) -> None:
    box = opened(server)  # the script never gives it
    server.mails[4294967295] = Mail(b"the last UID there is")

    batch = box.fetch_after(10, limits(), None)
    box.close()

    assert [mail.uid for mail in batch.mails] == [4294967295]


def test_a_long_list_of_uids_is_asked_for_in_lines_that_servers_accept() -> None:
    with ImapScript() as server:
        server.mails = {uid: Mail(b"x") for uid in range(1_000_000_000, 1_000_003_000, 2)}
        box = opened(server)
        batch = box.fetch_after(0, limits(batch_count=1000), None)
        again = box.fetch_after(batch.last_uid, limits(batch_count=1000), None)
        box.close()

    assert len(batch.mails) + len(again.mails) == 1000
    assert max(map(len, server.commands)) < 8192


def test_a_set_joins_neighbours() -> None:
    assert id_set([7, 1, 3, 2, 9, 10]) == "1:3,7,9:10"
