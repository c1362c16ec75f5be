"""A raw mail in, a Message out: limits, one parse, one walk, and then what the parts mean."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from parsers.attachments import read_attachments
from parsers.automated import classify
from parsers.bodies import Body, leaves, read_body
from parsers.bounces import read_bounce
from parsers.containers import opened
from parsers.forwards import read_forward
from parsers.header_charset import charset_hint
from parsers.headers import addresses, first_date, message_ids
from parsers.html_quotes import split_body
from parsers.language import guess_language
from parsers.limits import MAX_DEFECTS, MAX_SUBJECT_CHARS, MAX_VALUE_CHARS, within_limits
from parsers.message import Address, Attachment, Forwarded, Importance, Message, Options, ParseError, Reply, Subject
from parsers.parts import Headers, Part
from parsers.regions import Scan, scanned
from parsers.repair import mended
from parsers.structure import Fields, parse_bytes
from parsers.subjects import read_subject
from parsers.tree import read_tree

DEFAULTS = Options()
NOBODY = Address("")
_HIGH = frozenset({"1", "2", "high", "urgent", "highest"})
_LOW = frozenset({"4", "5", "low", "non-urgent", "lowest"})


def parse_message(raw: bytes, options: Options = DEFAULTS) -> Message:
    """
    Everything that the desk has to know of a mail.

    Raises:
        ParseError: there is nothing in *raw* that could be a mail.
    """
    raw, end, defects = within_limits(_begun(raw))
    hint = "" if raw[:end].isascii() else charset_hint(raw, end)
    mail = mended(parse_bytes(raw, defects, hint), raw, hint, defects)
    headers = mail.headers
    people = _People(mail.fields, hint)
    root = opened(read_tree(mail, defects), defects)
    parts = tuple(leaves(root))
    body = read_body(root)
    subject = read_subject(headers.first("subject")[:MAX_SUBJECT_CHARS], options.ticket_prefix)
    bounce = read_bounce(headers, parts, body.text)
    automation = classify(headers, parts, subject, options, bounce)
    text, reply, forwarded = _words(body, subject, parts)
    sender = people.sender(defects)
    when = first_date(headers.all("date"))
    if when is None:
        defects.append("date: missing or unreadable")
    return Message(
        message_id=next(iter(message_ids(headers.first("message-id"))), ""),
        in_reply_to=message_ids(" ".join(headers.all("in-reply-to"))),
        references=message_ids(" ".join(headers.all("references"))),
        date=when,
        sender=sender,
        reply_to=people.all("reply-to"),
        to=people.all("to"),
        cc=people.all("cc"),
        delivered_to=people.delivered_to(),
        subject=subject,
        text=text,
        source=body.source,
        reply=reply,
        attachments=_theirs(read_attachments(body.files, body.source), options),
        automation=automation,
        bounce=bounce if automation.kind == "bounce" else None,
        forwarded=forwarded,
        language=guess_language(reply.fresh or (body.text if body.readable else reply.quoted)),
        importance=_importance(headers),
        authentication=_authentication(mail.fields),
        fingerprint=_fingerprint(headers, raw[end:]),
        defects=tuple(dict.fromkeys(defects))[:MAX_DEFECTS],
    )


def _authentication(fields: Fields) -> tuple[str, ...]:
    """
    On one line each, and else as our mail server wrote them: it names what strangers choose, such as the envelope's
    address. Were encoded words in that decoded, or bytes guessed to be GBK, it could pose as a result.
    """
    values = (value[:MAX_VALUE_CHARS] for value in fields.get("authentication-results", ()))
    return tuple(
        " ".join(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split()) for value in values
    )


def _theirs(files: tuple[Attachment, ...], options: Options) -> tuple[Attachment, ...]:
    """Without what our own mails show, which comes back with their quotation."""
    if not options.own_images:
        return files
    return tuple(file for file in files if not (file.cid and file.sha256 in options.own_images))


class _People:
    """The mailboxes of a mail's headers, read from the raw values: decoded names could pose as addresses."""

    def __init__(self, fields: Fields, hint: str) -> None:
        self._raw = fields
        self._hint = hint

    def all(self, name: str, defects: list[str] | None = None) -> tuple[Address, ...]:
        values = self._raw.get(name)
        if values is None:
            return ()
        return tuple([found for value in values for found in addresses(value, self._hint, defects)])

    def sender(self, defects: list[str]) -> Address:
        """The one mailbox in From; of two nobody can tell which one wrote (RFC 7489 §6.6.1 rejects them)."""
        damage: list[str] = []
        people = self.all("from", damage)
        defects += (f"from: {what}" for what in damage)
        found = {person.addr.lower() for person in people}
        if len(found) == 1:
            return people[0]
        defects.append(f"from: {len(found) or 'no'} mailboxes")
        return NOBODY

    def delivered_to(self) -> tuple[str, ...]:
        names = ("delivered-to", "x-original-to", "envelope-to")
        return tuple(dict.fromkeys(found.addr.lower() for name in names for found in self.all(name)))


def _begun(raw: bytes) -> bytes:
    """*raw* from its first header on: some programs write a byte order mark or blank lines before it."""
    begun = raw.lstrip(b"\xef\xbb\xbf\r\n\t \0")
    if not begun:
        raise ParseError("the mail is empty")
    return begun


def _words(body: Body, subject: Subject, parts: tuple[Part, ...]) -> tuple[str, Reply, Forwarded | None]:
    """All that can be read, what of it is new, and the original of a forward."""
    scan = scanned(body.text)
    forwarded = read_forward(subject, scan, parts)
    text = "\n\n".join(filter(None, (body.text, body.events)))
    if text or not forwarded:
        return text, _split(body, scan), forwarded
    return forwarded.text, Reply("", quoted=forwarded.text), forwarded  # as if it were pasted without a word


def _split(body: Body, scan: Scan) -> Reply:
    """Fresh text by the marks in the HTML where they say more, else by the text."""
    if not body.readable:
        return Reply(body.events)  # a note that nothing can be read is nobody's word
    found = split_body(scan, body.source)
    return replace(found, fresh=f"{found.fresh}\n\n{body.events}".strip("\n")) if body.events else found


def _importance(headers: Headers) -> Importance:
    """Importance (RFC 2156 §5.3.4), X-Priority and their kin."""
    for name in ("importance", "x-priority", "priority", "x-msmail-priority"):
        said = headers.first(name).lower().split()[:1]
        if said and said[0] in _HIGH:
            return "high"
        if said and said[0] in _LOW:
            return "low"
    return "normal"


def _fingerprint(headers: Headers, body: bytes) -> str:
    """Folding, encoded words and line ends may change on the way; the rest may not."""
    head = "\n".join(" ".join(headers.first(name).split()) for name in ("from", "date", "subject"))
    digest = hashlib.sha256(head.encode() + b"\n")
    digest.update((body.replace(b"\r\n", b"\n") if b"\r" in body else body).strip(b"\n"))
    return digest.hexdigest()
