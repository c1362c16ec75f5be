"""
Print what another library makes of mails, one JSON object a line: `python peers.py NAME FILE...`.

Runs in an environment that has the libraries and nothing of ours. An object holds what the library gives, no more: the
libraries for replies get the mail's text through the standard library, as a program that uses them would do it.
"""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import html.parser
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from email.message import EmailMessage
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Read = Callable[[bytes], Row]
Split = Callable[[str], tuple[str, str]]  # a mail's text into (fresh text, signature)

BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr")
)
UNSEEN = frozenset(("style", "script", "head", "title"))


def main(name: str, files: Sequence[str]) -> None:
    read = PEERS[name]()
    for path in map(Path, files):
        print(json.dumps(row(path.name, path.read_bytes(), read)), flush=True)


def row(id: str, raw: bytes, read: Read) -> Row:
    """What *read* says of a mail; {"id", "error"} when the library raises, whatever it raises."""
    try:
        return {"id": id, **read(raw)}
    except Exception as error:
        return {"id": id, "error": f"{type(error).__name__}: {error}"[:200]}


# Replies


def reply_reader(split: Split) -> Read:
    def read(raw: bytes) -> Row:
        fresh, signature = split(text_of(raw))
        return {"fresh_text": fresh, "signature": signature}

    return read


def text_of(raw: bytes) -> str:
    """The text of the plain parts, or else of the HTML, LF line ends; attached mails and files are none of it."""
    plain: list[str] = []
    rich: list[str] = []
    for part in _bodies(raw):
        (plain if part.get_content_type() == "text/plain" else rich).append(_decoded(part))
    text = "\n".join(plain) if "".join(plain).strip() else text_of_html("\n".join(rich))
    return text.replace("\r\n", "\n")


def _bodies(raw: bytes) -> list[EmailMessage]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return [
        part
        for part in message.walk()
        if part.get_content_type() in ("text/plain", "text/html") and not part.is_attachment()
    ]


def _decoded(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, KeyError):  # a charset that Python does not know
        return bytes(part.get_payload(decode=True)).decode("utf-8", "replace")


def text_of_html(source: str) -> str:
    reader = _TextOfHtml()
    reader.feed(source)
    reader.close()
    return re.sub(r"\n\s*\n+", "\n\n", "".join(reader.found)).strip()


class _TextOfHtml(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.found.append("\n")
        self._unseen += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.found.append("\n")
        self._unseen -= self._unseen > 0 and tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(re.sub(r"\s+", " ", data))


def mail_parser_reply() -> Read:
    from mailparser_reply import EmailReplyParser
    from mailparser_reply.constants import MAIL_LANGUAGES

    parser = EmailReplyParser(languages=list(MAIL_LANGUAGES))

    def split(text: str) -> tuple[str, str]:
        newest = parser.read(text).replies[0]
        return newest.body, newest.signatures

    return reply_reader(split)


def email_reply_parser() -> Read:
    from email_reply_parser import EmailReplyParser

    def split(text: str) -> tuple[str, str]:
        found = EmailReplyParser.read(text)
        return found.reply, "\n".join(part.content for part in found.fragments if part.signature and not part.quoted)

    return reply_reader(split)


def quotequail() -> Read:
    """By `unwrap`, which knows more than `quote`; its own way with HTML where a mail has nothing else."""
    from quotequail import unwrap, unwrap_html

    def read(raw: bytes) -> Row:
        bodies = _bodies(raw)
        if bodies and all(part.get_content_type() == "text/html" for part in bodies):
            rich = "\n".join(map(_decoded, bodies))
            return {"fresh_text": text_of_html(around_the_quote(rich, unwrap_html(rich), "html"))}
        text = text_of(raw)
        return {"fresh_text": around_the_quote(text, unwrap(text), "text")}

    return read


def around_the_quote(whole: str, found: Mapping[str, str] | None, kind: str) -> str:
    """What stands over and under the quoted mail; all of it where none was found."""
    if found is None:
        return whole
    return "\n".join(found[name] for name in (f"{kind}_top", f"{kind}_bottom") if name in found)


# Bounces


def flufl_bounce() -> Read:
    from flufl.bounce import all_failures

    return lambda raw: bounce_row(*all_failures(email.message_from_bytes(raw)))


def bounce_row(temporary: Iterable[bytes], permanent: Iterable[bytes]) -> Row:
    """A mail is a bounce for it when it finds a failed address; permanent when one of them failed for good."""
    for_good = set(permanent)
    failed = sorted(found.decode("ascii", "replace") for found in {*temporary, *for_good})
    if not failed:
        return {"automation": "none"}
    return {"automation": "bounce", "bounce": {"recipients": failed, "permanent": bool(for_good)}}


# Headers, bodies, attachments


def mail_parser() -> Read:
    import mailparser

    return lambda raw: parsed_row(mailparser.parse_from_bytes(raw))


def parsed_row(parsed: Any) -> Row:
    """
    A row from the attributes of mail-parser's object.

    Source: its README (`from_`, `to` ... are pairs of name and address; `date` is a naive datetime in UTC).
    """
    sender = (_people(parsed.from_) or [{"addr": "", "name": ""}])[0]
    return {
        "message_id": parsed.message_id,
        "date": parsed.date.replace(tzinfo=parsed.date.tzinfo or UTC).isoformat() if parsed.date else None,
        "from_addr": sender["addr"],
        "from_name": sender["name"],
        "reply_to": _people(parsed.reply_to),
        "to": _people(parsed.to),
        "cc": _people(parsed.cc),
        "subject": parsed.subject,
        "text": "\n".join(parsed.text_plain),
        "html": "\n".join(parsed.text_html) or None,
        "attachments": [_attachment(found) for found in parsed.attachments],
    }


def _people(pairs: Iterable[tuple[str, str]] | None) -> list[dict[str, str]]:
    return [{"addr": address, "name": name} for name, address in pairs or ()]


def _attachment(found: Mapping[str, Any]) -> dict[str, Any]:
    payload = found["payload"]
    data = _from_base64(payload) if found["binary"] else payload.encode("utf-8", "surrogateescape")
    return {
        "name": found["filename"],
        "type": found["mail_content_type"],
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _from_base64(payload: str) -> bytes:
    """The library hands base64 on as it came; what is cut off in it is not laid to its charge."""
    try:
        return base64.b64decode(payload + "==")
    except ValueError:
        return b""


PEERS: dict[str, Callable[[], Read]] = {
    "mail-parser-reply": mail_parser_reply,
    "email-reply-parser": email_reply_parser,
    "quotequail": quotequail,
    "flufl-bounce": flufl_bounce,
    "mail-parser": mail_parser,
}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in PEERS:
        sys.exit(f"peers.py {'|'.join(PEERS)} FILE...")
    main(sys.argv[1], sys.argv[2:])
