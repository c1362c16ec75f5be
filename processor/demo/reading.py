"""What people take from the desk's mails: their subject and text, the gist, and the mails that links open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from urllib.parse import parse_qs, urlsplit

SALUTATION_ENDS = (",", "，", ":", "：")
MARKS = ("✔", "✘")  # of what became of a command
LEADS_ON = ">", "--"  # quotations, and lines that separate


@dataclass(frozen=True, slots=True)
class Answered:
    """The desk's mail that somebody has before them, and the number of its ticket."""

    message_id: str  # with < >
    recipient: str
    subject: str
    text: str
    ticket: str


def read(raw: bytes, recipient: str, ticket: str) -> Answered:
    """What a mail program shows of the desk's mail to *recipient*."""
    mail = BytesParser(_class=EmailMessage, policy=SMTP).parsebytes(raw)
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    return Answered(str(mail["Message-ID"]), recipient, str(mail["Subject"]), text.replace("\r\n", "\n"), ticket)


def follow(text: str, label: str) -> tuple[str, str]:
    """
    Subject and body (LF line ends) of the mail that the link *label* in *text* opens (RFC 6068).

    Raises:
        ValueError: there is no such link.
    """
    found = re.search(rf"^{re.escape(label)}：<(mailto:[^>]*)>", text, re.MULTILINE)
    if found is None:
        raise ValueError(f"the mail has no link {label!r}")
    fields = parse_qs(urlsplit(found[1]).query)
    return fields["subject"][0], fields.get("body", [""])[0].replace("\r\n", "\n")


def gist(text: str) -> str:
    """What became of a command, with the last remark on it; else the first line that says something."""
    rows = text.splitlines()
    for number, row in enumerate(rows):
        if row.startswith(MARKS):
            remark = _last_indented(rows[number + 1 :])
            return f"{row}  {remark}" if remark else row
    return first_line(text)


def first_line(text: str) -> str:
    """Salutations and quotations left out; "" when nothing is left."""
    rows = (row.strip() for row in text.splitlines())
    return next((row for row in rows if row and not row.endswith(SALUTATION_ENDS) and not row.startswith(LEADS_ON)), "")


def _last_indented(rows: list[str]) -> str:
    """Of those that follow at once."""
    remark = ""
    for row in rows:
        if not row.startswith(" "):
            break
        remark = row.strip()
    return remark
