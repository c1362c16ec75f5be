"""Trying everything out as the daemon would use it; nothing is sent, and nothing in a mailbox is changed."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import Literal
from urllib.parse import urlsplit

from db.connection import Store
from db.errors import DatabaseError, DatabaseUnavailable, SchemaMismatch
from db.migrations import require_current
from processor.config import Limits, Mailbox, Smtp
from processor.errors import DeliveryDeferred, DeliveryRefused, MailboxRefused, MailboxUnavailable
from processor.mailbox.box import Mailbox as Box
from processor.mailer import Mailer
from processor.passwords import PasswordSource
from processor.providers import advice_for
from processor.template_files import Flaw

OAUTH = "check username and [[oauth]], and what the provider lets this application do; docs/oauth.md has the steps"
State = Literal["ok", "warning", "failed"]
SAMPLE_MAILS = 20  # newest mails looked at for the name of the mail server that signs; a day's worth is enough
SAMPLE_BYTES = 64 * 1024  # of larger mails only the header is fetched
_SERVER_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of trying *subject*; *remedy* says what to do about it."""

    subject: str
    state: State
    detail: str
    remedy: str = ""


def check_mailbox(section: Mailbox, box: Box) -> Finding:
    """Log in and open the folder, as collecting does."""
    subject = f"mailbox {section.name}"
    try:
        box.open()
        return Finding(subject, "ok", f"{_place(section)}: {len(box.uids())} mails in {section.folder}")
    except MailboxRefused as error:
        return Finding(subject, "failed", f"{_place(section)}: {error}", _refused(section))
    except MailboxUnavailable as error:
        return Finding(subject, "failed", f"{_place(section)}: {error}", _unreachable(section.url))
    finally:
        box.close()


def check_smtp(section: Smtp, make: Callable[[], Mailer]) -> Finding:
    """Connect, begin TLS, log in; no mail is sent."""
    place = f"{section.host}:{section.port} ({section.tls})"
    try:
        asyncio.run(_open_and_close(make))
    except DeliveryRefused as error:
        remedy = OAUTH if section.oauth else advice_for(section.host) or _login_and("tls", section)
        return Finding("smtp", "failed", str(error), remedy)
    except DeliveryDeferred as error:
        return Finding("smtp", "failed", str(error), "check host, port and tls; try again when the server is up")
    except OSError as error:
        return Finding("smtp", "failed", f"{section.ca_file}: {error}", "ca_file must hold certificates (PEM)")
    return Finding("smtp", "ok", f"{place}: {'logged in' if section.username else 'connected, no login'}")


def check_database(store: Store) -> Finding:
    """Reach it and compare its schema."""
    try:
        require_current(store)
    except DatabaseUnavailable as error:
        return Finding("database", "failed", str(error), "check url and password; is the database server up?")
    except SchemaMismatch as error:
        return Finding("database", "failed", str(error), "ticketd migrate brings an older schema up to date")
    except DatabaseError as error:
        return Finding("database", "failed", str(error), "is [database] url right? else put a backup in its place")
    return Finding("database", "ok", f"{store.engine}: this version's schema")


def check_templates(flaws: Iterable[Flaw]) -> Iterator[Finding]:
    """One finding a flaw: an administrator mends one file after the other."""
    found = list(flaws)
    for flaw in found:
        if flaw.broken:
            remedy = "mend it, or take it out of the folder; until then what comes with ticketd is used"
            yield Finding("templates", "failed", str(flaw), remedy)
        else:
            yield Finding("templates", "warning", str(flaw), "it is used all the same; mend it")
    if not found:
        yield Finding("templates", "ok", "every notice can be written")


def signing_server(box: Box) -> tuple[str, int, int]:
    """
    The name that most of the newest mails have in their topmost Authentication-Results (RFC 8601 §2.5).

    Returns:
        (name, mails that have it, mails looked at); name is "" unless at least half of them have it.

    Raises:
        MailboxUnavailable, MailboxRefused
    """
    try:
        box.open()
        mails = box.fetch(box.uids()[-SAMPLE_MAILS:], Limits(max_message_bytes=SAMPLE_BYTES)).mails
    finally:
        box.close()
    names = Counter(name for mail in mails if (name := authserv_id(mail.raw)))
    name, count = names.most_common(1)[0] if names else ("", 0)
    return (name if 2 * count >= len(mails) else "", count, len(mails))


def authserv_id(raw: bytes) -> str:
    """Who signed the topmost Authentication-Results of a mail; "" when there is none or it has no plain name."""
    value = str(BytesHeaderParser().parsebytes(raw).get("Authentication-Results", ""))
    words = value.partition(";")[0].split()
    return words[0] if words and _SERVER_NAME.fullmatch(words[0]) else ""


async def _open_and_close(make: Callable[[], Mailer]) -> None:
    async with make():
        pass


def _place(section: Mailbox) -> str:
    if section.url.startswith("maildir:"):
        return section.url
    return f"{section.url} ({section.tls}) as {section.username}"


def _refused(section: Mailbox) -> str:
    if section.oauth:
        return OAUTH
    return advice_for(urlsplit(section.url).hostname or "") or _login_and("folder", section)


def _login_and(other: str, section: PasswordSource) -> str:
    place = section.password_file or section.password_env
    return f"check username, password{f' (it is in {place})' if place else ''} and {other}"


def _unreachable(url: str) -> str:
    if url.startswith("maildir:"):
        return "check that the folder is there and that the account of ticketd may read and write it"
    return "check host, port and tls; try again when the server is up"
