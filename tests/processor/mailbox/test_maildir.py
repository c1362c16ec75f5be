"""A Maildir: names are listed, new mails are read once, whatever else moves about in it."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.boxes import LIMITS, deliver_file, imap_section, limits, maildir_box, nothing_known
from support.patience import HOUR_S, PATIENCE_S

from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.boxes import open_box
from processor.mailbox.imap import ImapBox
from processor.mailbox.maildir import MaildirBox, make_maildir, uid_of, with_flag

NOBODY = 65534
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Database:
    """What the inbox would know."""

    def __init__(self) -> None:
        self.uids: set[int] = set()
        self.asked = 0

    def known(self, uids: list[int]) -> set[int]:
        self.asked += len(uids)
        return self.uids & set(uids)


def collect(box: MaildirBox, database: Database, **bounds: int) -> list[bytes]:
    """All that is new, batch by batch, as the collector does."""
    mails: list[bytes] = []
    while True:
        batch = box.fetch_after(0, limits(**bounds), None)
        mails += [mail.raw for mail in batch.mails]
        database.uids |= {mail.uid for mail in batch.mails}
        box.settle([mail.uid for mail in batch.mails])
        if not batch.more:
            return mails


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder of an ordinary user, who is us for the time being."""
    folder = Path(tempfile.mkdtemp(prefix="ticketd-maildir-"))
    before = os.geteuid()
    if before == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    os.seteuid(before)
    shutil.rmtree(folder)


def bytes_read() -> int:
    """By this process, with whatever call."""
    return int(Path("/proc/self/io").read_text().split()[1])


def set_time(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_mails_of_both_folders_come_oldest_first(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1700000200.M2P1.host", b"second")
    deliver_file(tmp_path, "1700000100.M1P1.host:2,S", b"first", part="cur")
    deliver_file(tmp_path, "900000000.M3P1.host", b"earlier than both")

    assert collect(maildir_box(tmp_path), Database()) == [b"earlier than both", b"first", b"second"]


def test_a_mail_that_was_read_elsewhere_first_comes_all_the_same(tmp_path: Path) -> None:
    database = Database()
    box = maildir_box(tmp_path, database.known)
    file = deliver_file(tmp_path, "1.a.host", b"x")
    file.rename(tmp_path / "cur" / "1.a.host:2,S")

    assert collect(box, database) == [b"x"]


def test_another_flag_makes_no_other_mail(tmp_path: Path) -> None:
    database = Database()
    box = maildir_box(tmp_path, database.known)
    deliver_file(tmp_path, "1.a.host", b"x")
    collect(box, database)
    (tmp_path / "new" / "1.a.host").rename(tmp_path / "cur" / "1.a.host:2,RS")

    assert collect(box, database) == []


def test_ten_thousand_done_mails_cost_no_byte_in_ten_polls(tmp_path: Path) -> None:
    database = Database()
    make_maildir(tmp_path)
    for number in range(10_000):
        (tmp_path / "cur" / f"{number}.x.host:2,S").write_bytes(b"done")
        database.uids.add(uid_of(f"{number}.x.host"))
    box = maildir_box(tmp_path, database.known)
    before = bytes_read()
    for _ in range(10):
        assert box.fetch_after(0, LIMITS, None).mails == ()

    assert bytes_read() - before < 10_000
    assert database.asked == 10_000, "each name is asked about once"


def test_batches_are_bounded_and_listed_once(tmp_path: Path) -> None:
    database = Database()
    for number in range(10):
        deliver_file(tmp_path, f"{number}.x.host", b"x" * 100)
    box = maildir_box(tmp_path, database.known)

    first = box.fetch_after(0, limits(batch_count=3), None)
    second = box.fetch_after(0, limits(batch_bytes=250), None)

    assert (len(first.mails), first.more, len(second.mails), second.more) == (3, True, 3, True)
    assert database.asked == 10


def test_what_was_fetched_and_not_stored_comes_again(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1.a.host", b"x")
    box = maildir_box(tmp_path, nothing_known)

    assert box.fetch_after(0, LIMITS, None).mails == box.fetch_after(0, LIMITS, None).mails


def test_a_large_mail_comes_as_its_header(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1.a.host", b"Subject: x\n\n" + b"y" * 1000)

    (mail,) = maildir_box(tmp_path).fetch_after(0, limits(max_message_bytes=500), None).mails

    assert (mail.raw, mail.size, mail.header_only) == (b"Subject: x\n\n", 1012, True)


def test_mails_before_the_cut_over_are_not_read_and_not_looked_at_again(tmp_path: Path) -> None:
    set_time(deliver_file(tmp_path, "1.old.host", b"old"), datetime(2026, 11, 22, 11, 59, tzinfo=UTC))
    set_time(deliver_file(tmp_path, "2.new.host", b"new"), NOON)
    box = maildir_box(tmp_path)

    batch = box.fetch_after(0, LIMITS, NOON)
    again = box.fetch(box.uids(), LIMITS, NOON)

    assert [(mail.raw, mail.received_at) for mail in batch.mails] == [(b"new", NOON)]
    assert (batch.skipped, again.skipped) == (1, 0)


def test_a_file_that_cannot_be_read_is_a_gap_and_no_other_suffers(ordinary: Path) -> None:
    deliver_file(ordinary, "1.a.host", b"x")
    locked = deliver_file(ordinary, "2.b.host", b"y")
    locked.chmod(0)
    box = maildir_box(ordinary)

    batch = box.fetch_after(0, LIMITS, None)

    assert [mail.raw for mail in batch.mails] == [b"x"]
    assert "Permission denied" in batch.gaps[0].reason
    assert box.fetch_after(0, LIMITS, None).gaps == (), "it is tried again by the reconciliation only"
    locked.chmod(0o600)
    assert [mail.raw for mail in box.fetch([batch.gaps[0].uid], LIMITS).mails] == [b"y"]


def test_a_file_renamed_between_list_and_read_is_found_under_its_new_name(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1.a.host", b"x")
    box = maildir_box(tmp_path, lambda uids: rename() or set())

    def rename() -> None:
        (tmp_path / "new" / "1.a.host").rename(tmp_path / "cur" / "1.a.host:2,S")

    assert [mail.raw for mail in box.fetch_after(0, LIMITS, None).mails] == [b"x"]


def test_a_file_deleted_between_list_and_read_is_no_gap(tmp_path: Path) -> None:
    file = deliver_file(tmp_path, "1.a.host", b"x")
    batch = maildir_box(tmp_path, lambda uids: file.unlink() or set()).fetch_after(0, LIMITS, None)

    assert (batch.mails, batch.gaps) == ((), ())


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    make_maildir(tmp_path)
    (tmp_path / "new" / "folder").mkdir()
    os.mkfifo(tmp_path / "new" / "pipe")
    (tmp_path / "new" / "link").symlink_to("/etc/hostname")
    (tmp_path / "new" / ".hidden").write_bytes(b"x")
    (tmp_path / "tmp" / "1.half.host").write_bytes(b"x")

    batch = maildir_box(tmp_path).fetch_after(0, LIMITS, None)

    assert (batch.mails, batch.gaps) == ((), ())


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ("keep", "new/1.a.host"),
        ("flag", "cur/1.a.host:2,S"),
        ("move", ".Done.2026/new/1.a.host"),
        ("delete", None),
    ],
)
def test_afterwards_the_file_is_where_it_shall_be(tmp_path: Path, after: str, place: str | None) -> None:
    file = deliver_file(tmp_path, "1.a.host", b"x")
    box = maildir_box(tmp_path, after=after, move_to="Done/2026")
    uids = [mail.uid for mail in box.fetch_after(0, LIMITS, None).mails]
    if box.settles:
        box.settle(uids)
        box.settle(uids)

    assert file.exists() == (after == "keep")
    files = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    assert files == ([place] if place else [])


def test_a_file_that_was_renamed_or_deleted_meanwhile_is_settled_too(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1.a.host", b"x")
    deliver_file(tmp_path, "2.b.host", b"y")
    box = maildir_box(tmp_path, after="flag")
    uids = [mail.uid for mail in box.fetch_after(0, LIMITS, None).mails]
    (tmp_path / "new" / "1.a.host").rename(tmp_path / "cur" / "1.a.host:2,R")
    (tmp_path / "new" / "2.b.host").unlink()

    box.settle(uids)

    assert [path.name for path in (tmp_path / "cur").iterdir()] == ["1.a.host:2,RS"]


def test_settling_knows_mails_of_an_earlier_run(tmp_path: Path) -> None:
    deliver_file(tmp_path, "1.a.host", b"x")
    maildir_box(tmp_path, after="delete").settle([uid_of("1.a.host")])

    assert list((tmp_path / "new").iterdir()) == []


def test_a_folder_of_its_own_is_polled(tmp_path: Path) -> None:
    deliver_file(tmp_path / ".Support.IT", "1.a.host", b"x")

    assert collect(maildir_box(tmp_path, folder="Support/IT"), Database()) == [b"x"]


def test_a_maildir_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    box = maildir_box(tmp_path)
    (tmp_path / "new").rmdir()

    with pytest.raises(MailboxUnavailable, match="new"):
        box.open()
    with pytest.raises(MailboxUnavailable):
        box.fetch_after(0, LIMITS, None)
    with pytest.raises(MailboxUnavailable):
        box.wait(1)


def test_what_is_not_allowed_is_refused(ordinary: Path) -> None:
    deliver_file(ordinary, "1.a.host", b"x")
    box = maildir_box(ordinary, after="flag")
    (ordinary / "new").chmod(0o500)

    with pytest.raises(MailboxRefused, match="Permission denied"):
        box.settle([uid_of("1.a.host")])
    (ordinary / "new").chmod(0)
    with pytest.raises(MailboxRefused, match="may not be read"):
        box.open()
    (ordinary / "new").chmod(0o700)


def test_a_delivery_ends_the_wait(tmp_path: Path) -> None:
    box = maildir_box(tmp_path)
    box.fetch_after(0, LIMITS, None)
    os.utime(tmp_path / "new", ns=(1, 1))
    box.fetch_after(0, LIMITS, None)
    deliver_file(tmp_path, "1.a.host", b"x")

    box.wait(HOUR_S)


@pytest.mark.parametrize("end", ["wake", "interrupt"])
def test_a_wake_ends_the_wait(tmp_path: Path, end: str) -> None:
    box = maildir_box(tmp_path)
    box.fetch_after(0, LIMITS, None)
    thread = threading.Thread(target=getattr(box, end))
    thread.start()

    box.wait(HOUR_S)

    thread.join()


def test_a_quiet_wait_ends_in_time(tmp_path: Path) -> None:
    box = maildir_box(tmp_path)
    box.fetch_after(0, LIMITS, None)
    began = time.monotonic()

    box.wait(0.1)

    assert 0.1 <= time.monotonic() - began < PATIENCE_S


@given(st.text(min_size=1, max_size=40))
def test_a_uid_fits_the_database_and_depends_on_the_unique_part_alone(name: str) -> None:
    unique = name.split(":")[0]

    assert 0 < uid_of(name) < 2**63
    assert uid_of(f"{unique}:2,FS") == uid_of(unique)


@pytest.mark.parametrize(
    ("name", "flagged"),
    [("1.a", "1.a:2,S"), ("1.a:2,", "1.a:2,S"), ("1.a:2,TR", "1.a:2,RST"), ("1.a:2,S", "1.a:2,S")],
)
def test_flags_stand_in_order(name: str, flagged: str) -> None:
    assert with_flag(name, "S") == flagged


def test_the_url_says_which_kind_of_mailbox_it_is(tmp_path: Path) -> None:
    section = imap_section("imap://127.0.0.1:1")
    maildir = section.model_copy(update={"url": f"maildir:{tmp_path}"})

    assert isinstance(open_box(section, lambda: "", nothing_known), ImapBox)
    assert isinstance(open_box(maildir, lambda: "", nothing_known), MaildirBox)
