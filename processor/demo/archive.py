"""Every mail of the play as files: what the desk sent, openable in a browser, and what it got."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.policy import SMTP
from pathlib import Path

from processor.demo.trace import Envelope, author_of

RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail that the desk sent. message_id: with < >; html: its HTML part as a file, None when it has none."""

    number: int
    message_id: str
    recipient: str
    raw: bytes
    eml: Path
    html: Path | None


class Archive:
    """
    Keeps mails in *folder*, in the order in which they were delivered; those of the desk there, others in `received/`.

    What an earlier play left in the folder is taken away.
    """

    def __init__(self, folder: Path, desk: str) -> None:
        self.sent: list[Kept] = []
        self._folder = folder
        self._desk = desk
        self._received = 0
        _clear(folder)
        _clear(folder / RECEIVED)

    def keep(self, envelope: Envelope) -> None:
        if envelope.login == self._desk:
            self.sent.append(self._sent(envelope))
            return
        self._received += 1
        name = f"{self._received:02}-{_short(author_of(envelope.raw))}"
        (self._folder / RECEIVED / f"{name}.eml").write_bytes(envelope.raw)

    def find(self, message_id: str, recipient: str) -> Kept | None:
        """A mail of the desk to *recipient*, if it was delivered."""
        return next((kept for kept in self.sent if (kept.message_id, kept.recipient) == (message_id, recipient)), None)

    def _sent(self, envelope: Envelope) -> Kept:
        number = len(self.sent) + 1
        name = f"{number:02}-to-{_short(envelope.recipient)}"
        eml = self._folder / f"{name}.eml"
        eml.write_bytes(envelope.raw)
        shown = html_of(envelope.raw)
        html = None
        if shown is not None:
            html = self._folder / f"{name}.html"
            html.write_text(shown, encoding="utf-8-sig")  # the mark tells a browser the encoding
        message_id = str(BytesHeaderParser().parsebytes(envelope.raw)["Message-ID"])
        return Kept(number, message_id, envelope.recipient, envelope.raw, eml, html)


def html_of(raw: bytes) -> str | None:
    """The HTML part of a mail, None when it has none."""
    part = BytesParser(_class=EmailMessage, policy=SMTP).parsebytes(raw).get_body(("html",))
    return str(part.get_content()) if part else None


def _clear(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.suffix in (".eml", ".html") and path.name[:2].isdecimal():
            path.unlink()


def _short(address: str) -> str:
    """The local part, as a file name."""
    local = address.partition("@")[0].lower()
    return "".join(char if char.isalnum() else "-" for char in local)[:40]
