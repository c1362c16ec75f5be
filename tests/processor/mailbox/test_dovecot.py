"""The truth: a real server, real delivery, a second client that meddles."""

from __future__ import annotations

import threading
import time

import pytest
from imapclient import IMAPClient
from support.boxes import LIMITS, imap_box, raw_mails
from support.dovecot import PASSWORD, Dovecot
from support.patience import HOUR_S, PATIENCE_S

from processor.errors import MailboxRefused
from processor.mailbox.imap import ImapBox


def box_of(dovecot: Dovecot, user: str, **changes: object) -> ImapBox:
    return imap_box(dovecot.url, username=user, **changes)


def collected(box: ImapBox, mark: int = 0) -> list[bytes]:
    mails: list[bytes] = []
    more = True
    while more:
        batch = box.fetch_after(mark, LIMITS, None)
        mails += [mail.raw for mail in batch.mails]
        if box.settles:
            box.settle([mail.uid for mail in batch.mails])
        mark, more = batch.last_uid, batch.more
    return mails


def other_client(dovecot: Dovecot, user: str) -> IMAPClient:
    client = IMAPClient("127.0.0.1", dovecot.imap_port, ssl=False, timeout=PATIENCE_S)
    client.login(user, PASSWORD)
    client.select_folder("INBOX")
    return client


def test_hundreds_of_mails_come_once_each_in_order(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(230))
    box = box_of(dovecot, user)
    box.open()
    mails = collected(box)
    box.close()

    assert [raw.partition(b"Subject: ")[2] for raw in mails] == [
        raw.partition(b"Subject: ")[2] for raw in raw_mails(230)
    ]


def test_a_mail_that_somebody_has_read_comes_all_the_same(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(3))
    with other_client(dovecot, user) as client:
        client.add_flags([1, 2, 3], [rb"\Seen", rb"\Answered"])
    box = box_of(dovecot, user)
    box.open()

    assert len(collected(box)) == 3
    box.close()


def test_collecting_leaves_no_trace_when_it_shall_not(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(3))
    box = box_of(dovecot, user)
    box.open()
    collected(box)
    box.close()

    with other_client(dovecot, user) as client:
        assert all(rb"\Seen" not in flags for flags in client.get_flags([1, 2, 3]).values())


def test_flagging(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(3))
    box = box_of(dovecot, user, after="flag")
    box.open()
    collected(box)
    box.close()

    with other_client(dovecot, user) as client:
        flags = client.get_flags([1, 2, 3])
        assert all({rb"\Seen", b"$TicketdSeen"} <= set(flags[uid]) for uid in (1, 2, 3))


@pytest.mark.parametrize("after", ["move", "delete"])
def test_moving_and_deleting_touch_no_mail_of_others(dovecot: Dovecot, user: str, after: str) -> None:
    dovecot.deliver_all(user, raw_mails(4))
    box = box_of(dovecot, user, after=after, move_to="Erledigt & 完成")
    box.open()
    with other_client(dovecot, user) as client:
        client.add_flags([4], [rb"\Deleted"])
        box.settle([1, 2, 3])
        box.settle([1, 2, 3])
        client.noop()

        assert client.search() == [4]
        if after == "move":
            client.select_folder("Erledigt & 完成")
            assert len(client.search()) == 3
    box.close()


def test_the_folder_of_sent_mail_is_refused(dovecot: Dovecot, user: str) -> None:
    with pytest.raises(MailboxRefused, match="mail of its own"):
        box_of(dovecot, user, folder="Sent").open()


def test_a_folder_that_is_not_there_is_refused(dovecot: Dovecot, user: str) -> None:
    with pytest.raises(MailboxRefused, match="Nowhere"):
        box_of(dovecot, user, folder="Nowhere").open()


def test_a_wrong_password_is_refused(dovecot: Dovecot, user: str) -> None:
    with pytest.raises(MailboxRefused):
        imap_box(dovecot.url, lambda: "wrong", username=user).open()


def test_a_delivery_ends_the_wait(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(1))
    box = box_of(dovecot, user)
    box.open()
    collected(box)
    thread = threading.Thread(target=dovecot.deliver_all, args=(user, [b"Subject: news\r\n\r\n"]))
    thread.start()
    box.wait(HOUR_S)
    thread.join()

    assert len(collected(box, 1)) == 1
    box.close()


def test_a_mail_delivered_between_the_last_fetch_and_the_wait_is_not_waited_for(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(1))
    box = box_of(dovecot, user, after="flag")
    box.open()
    collected(box)
    dovecot.deliver(user, b"Subject: news\r\n\r\n")
    box.settle([1])  # its answer announces the new mail, and nothing else will
    box.wait(HOUR_S)
    box.close()


def test_a_folder_made_anew_has_another_life(dovecot: Dovecot, user: str) -> None:
    lives = []
    for _ in range(2):
        with other_client(dovecot, user) as client:
            client.create_folder("Support")
            client.append("Support", b"Subject: x\r\n\r\n")
        box = box_of(dovecot, user, folder="Support")
        lives.append(box.open())
        assert len(collected(box)) == 1
        box.close()
        with other_client(dovecot, user) as client:
            client.delete_folder("Support")

    assert lives[0] != lives[1]


def test_two_boxes_of_one_account_keep_their_own_folders(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(2))
    with other_client(dovecot, user) as client:
        client.create_folder("Second")
        for raw in raw_mails(3):
            client.append("Second", raw)
    inbox, second = box_of(dovecot, user), box_of(dovecot, user, folder="Second")
    inbox.open()
    second.open()

    assert (len(collected(inbox)), len(collected(second))) == (2, 3)
    inbox.close()
    second.close()


def test_a_mail_of_another_date_keeps_it(dovecot: Dovecot, user: str) -> None:
    with other_client(dovecot, user) as client:
        client.append("INBOX", b"Subject: x\r\n\r\n", msg_time=None)
    box = box_of(dovecot, user)
    box.open()
    (mail,) = box.fetch_after(0, LIMITS, None).mails
    box.close()

    assert mail.received_at is not None
    assert abs(mail.received_at.timestamp() - time.time()) < 60
