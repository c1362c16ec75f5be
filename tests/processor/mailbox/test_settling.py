"""What becomes of stored mails: only ours are touched, and doing it again does no harm."""

from __future__ import annotations

import pytest
from support.boxes import imap_box, raw_mails
from support.imap_script import ImapScript, say

from processor.errors import MailboxRefused, MailboxUnavailable


def settle(server: ImapScript, uids: list[int], times: int = 2, **changes: object) -> None:
    box = imap_box(server.url, **changes)
    box.open()
    try:
        for _ in range(times):
            box.settle(uids)
    finally:
        box.close()


def test_flagged_mails_are_seen_and_carry_our_keyword(server: ImapScript) -> None:
    settle(server, [2, 3], after="flag")

    assert server.mails[2].flags == {r"\Seen", "$TicketdSeen"}
    assert server.mails[1].flags == set()


def test_where_keywords_are_not_kept_seen_has_to_do(server: ImapScript) -> None:
    server.permanent_flags = r"(\Seen \Deleted)"
    settle(server, [2], after="flag")

    assert server.said("UID STORE")[0].endswith(r"(\Seen)")


def test_moved_mails_are_in_the_other_folder_once(server: ImapScript) -> None:
    settle(server, [2, 3], after="move", move_to="Done")

    assert server.folders == {"Done": raw_mails(3)[1:]}
    assert sorted(server.mails) == [1, 4, 5, 6, 7, 8, 9, 10]
    assert len(server.said("CREATE")) == 1


def test_without_move_mails_are_copied_and_only_they_are_expunged(server: ImapScript) -> None:
    server.capabilities = ("IMAP4rev1", "UIDPLUS")
    server.mails[9].flags.add(r"\Deleted")  # somebody else's doing
    settle(server, [2, 3], after="move", move_to="Done")

    assert server.folders == {"Done": raw_mails(3)[1:]}
    assert sorted(server.mails) == [1, 4, 5, 6, 7, 8, 9, 10]
    assert not server.said("EXPUNGE")


def test_a_move_that_was_cut_off_after_the_copy_is_not_copied_again(server: ImapScript) -> None:
    server.capabilities = ("IMAP4rev1",)
    settle(server, [2, 3], after="move", move_to="Done")

    assert server.folders == {"Done": raw_mails(3)[1:]}


def test_deleted_mails_go_and_nobody_elses(server: ImapScript) -> None:
    server.mails[9].flags.add(r"\Deleted")
    settle(server, [2, 3], after="delete")

    assert sorted(server.mails) == [1, 4, 5, 6, 7, 8, 9, 10]


def test_without_uidplus_deleted_mails_stay_marked_rather_than_taking_others_along(server: ImapScript) -> None:
    server.capabilities = ("IMAP4rev1",)
    server.mails[9].flags.add(r"\Deleted")
    settle(server, [2], after="delete")

    assert len(server.mails) == 10
    assert r"\Deleted" in server.mails[2].flags
    assert not server.said("EXPUNGE|CLOSE")


@pytest.mark.parametrize(
    ("after", "command"),
    [("flag", "UID STORE"), ("move", "UID MOVE"), ("move", "CREATE"), ("delete", "UID STORE")],
)
@pytest.mark.parametrize("kind", [b"NO", b"BAD"])
def test_a_refusal_is_told_and_the_mailbox_stays_usable(
    server: ImapScript, after: str, command: str, kind: bytes
) -> None:
    server.fault(command, say(b"{tag} " + kind + b" you may not\r\n"))
    box = imap_box(server.url, after=after, move_to="Done")
    box.open()

    with pytest.raises(MailboxRefused, match="you may not"):
        box.settle([1])
    assert len(box.uids()) == 10
    box.close()


def test_a_connection_that_ends_in_between_is_no_refusal(server: ImapScript) -> None:
    server.fault("UID STORE", say(b"* BYE\r\n", "close"))

    with pytest.raises(MailboxUnavailable):
        settle(server, [1], after="flag")
