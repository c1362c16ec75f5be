"""Builders of mailboxes for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from processor.config import Limits, Mailbox
from processor.mailbox.imap import ImapBox
from processor.mailbox.maildir import MaildirBox, make_maildir
from processor.oauth.sign_in import LogIn

LIMITS = Limits()


def raw_mails(number: int, size: int = 0) -> list[bytes]:
    """Distinct small mails, in order."""
    return [
        b"Subject: mail %d\r\nMessage-ID: <%d@example.org>\r\n\r\n" % (each, each) + b"x" * size
        for each in range(1, number + 1)
    ]


def limits(**changes: int) -> Limits:
    """Without the lower bounds that keep a configuration sane."""
    return LIMITS.model_copy(update=changes)


def imap_section(url: str, **changes: object) -> Mailbox:
    values = {"name": "support", "url": url, "username": "anna", "tls": "none", "timeout_s": 5}
    return Mailbox.model_construct(**{**Mailbox(**values).__dict__, **changes})  # type: ignore[arg-type]


def imap_box(url: str, password: LogIn = lambda: "secret", **changes: object) -> ImapBox:
    """Not opened yet. timeout_s may be a fraction here."""
    return ImapBox(imap_section(url, **changes), password)


def nothing_known(uids: list[int]) -> set[int]:
    return set()


def maildir_box(path: Path, known: Callable[[list[int]], set[int]] = nothing_known, **changes: object) -> MaildirBox:
    make_maildir(path)
    return MaildirBox(Mailbox(name="support", url=f"maildir:{path}", **changes), known)  # type: ignore[arg-type]


def deliver_file(path: Path, name: str, raw: bytes, part: str = "new") -> Path:
    """A mail as a delivery agent leaves it."""
    make_maildir(path)
    file = path / part / name
    file.write_bytes(raw)
    return file
