"""Which kind of mailbox a section means."""

from __future__ import annotations

from processor.config import Mailbox as Section
from processor.mailbox.box import Mailbox
from processor.mailbox.imap import ImapBox
from processor.mailbox.maildir import Known, MaildirBox
from processor.oauth.sign_in import LogIn


def open_box(section: Section, log_in: LogIn, known: Known) -> Mailbox:
    """
    The mailbox of *section*, not connected yet.

    Args:
        log_in: asked at each login.
        known: those of some UIDs that the inbox has, for a Maildir (`collect.known_to`).
    """
    if section.url.startswith("maildir:"):
        return MaildirBox(section, known)
    return ImapBox(section, log_in)
