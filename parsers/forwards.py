"""Find the original of a forwarded mail: attached as a mail, or pasted below a header block."""

from __future__ import annotations

import re

from parsers import headers
from parsers.block_dates import read_date
from parsers.bodies import read_body
from parsers.header_blocks import HeaderBlock, read_block
from parsers.lines import plain
from parsers.message import Address, Forwarded, Subject
from parsers.parts import Part
from parsers.phrases.separators import FORWARDED
from parsers.quotes import joined
from parsers.regions import Region, Scan
from parsers.structure import parse_bytes
from parsers.tree import ATTACHED_MAIL, read_tree

_MAX_MAIL = 1024 * 1024  # bytes of an attached mail that are read for its header and text
_MAX_TEXT = 256 * 1024  # characters kept of the original's text
_REACH = 12  # lines below a separator in which its header block begins

# RFC 3464, 8098, 5965: the mail beside them is what they report about.
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "message/feedback-report"})

_ADDRESS = re.compile(r"[^\s<>@()\[\]\"',;:]{1,64}@[^\s<>@()\[\]\"',;:]{1,255}")
_NAME_END = re.compile(r"[<\[(（]|mailto:", re.IGNORECASE)


def read_forward(subject: Subject, scan: Scan, parts: tuple[Part, ...]) -> Forwarded | None:
    """
    The original of a forwarded mail; None when the mail is none.

    Args:
        subject: its *forward* makes a header block in the text a forward; without it only a separator that says
            "forwarded" does.
        scan: of the whole decoded body.
        parts: leaves of the MIME tree; an attached mail counts when the subject says so or when it is the one thing
            that was sent and tells its sender: no words beside it, no report, no second one.

    Returns:
        sender.addr is "" when the block shows a name only; a date without a zone is read as UTC (right to the day).
    """
    attached = [part for part in parts if part.content_type in ATTACHED_MAIL and part.data]
    report = any(part.content_type in _REPORTS for part in parts)
    if attached and not report and (subject.forward or (len(attached) == 1 and not any(map(str.strip, scan.lines)))):
        found = _read_attached(attached[0].data[:_MAX_MAIL])
        if subject.forward or found.sender.addr:
            return found
    return _read_inline(scan, subject.forward)


def _read_attached(raw: bytes) -> Forwarded:
    parsed = parse_bytes(raw, [])
    senders = headers.addresses(parsed.fields.get("from", [""])[0])
    body = read_body(read_tree(parsed, []))
    return Forwarded(
        sender=senders[0] if senders else Address(""),
        date=headers.date(parsed.headers.first("date")),
        subject=parsed.headers.first("subject"),
        text=body.text[:_MAX_TEXT],
    )


def _read_inline(scan: Scan, forward: bool) -> Forwarded | None:
    regions = scan.regions if forward else [region for region in scan.regions if region.forwarded]
    if not forward and not (regions and _says_forwarded(scan.lines)):
        return None
    for region in regions:
        inner = _unquoted(scan.lines, region)
        block = _first_block(inner)
        if block:
            return _of_block(block, inner)
    return None


def _says_forwarded(lines: list[str]) -> bool:
    """Somewhere, in words: a quotation with nothing but a header block in it counts as forwarded, too."""
    lowered = "\n".join(lines).lower()
    return any(phrase in lowered for phrase in FORWARDED)


def _unquoted(lines: list[str], region: Region) -> list[str]:
    """The region's lines; Apple Mail puts ">" before those of a forward, and that one level goes."""
    inner = lines[region.start : region.end]
    body = [line for line in lines[region.body : region.end] if line.strip()]
    if body and all(line.lstrip()[:1] == ">" for line in body):
        return [line.lstrip().removeprefix(">").removeprefix(" ") for line in inner]
    return inner


def _first_block(lines: list[str]) -> HeaderBlock | None:
    for start in range(min(_REACH, len(lines))):
        block = read_block(lines, start, sure=True)
        if block and "from" in block.fields:
            return block
    return None


def _of_block(block: HeaderBlock, lines: list[str]) -> Forwarded:
    return Forwarded(
        sender=read_person(block.fields.get("from", "")),
        date=read_date(block.fields.get("date", "")),
        subject=block.fields.get("subject", ""),
        text=joined(lines[block.end :])[:_MAX_TEXT],
    )


def read_person(value: str) -> Address:
    """
    The mailbox in a field of a block: '"张三" <a@b>;', "Bob [mailto:a@b]", "a@b<mailto:a@b>", "Bob".

    The name alone where programs show no address (Outlook inside one company).
    """
    value = plain(value)
    found = _ADDRESS.search(value)
    if not found:
        return Address("", value.strip(" \"'<>;,"))
    local, _, domain = found.group().rpartition("@")
    end = _NAME_END.search(value)
    name = value[: min(found.start(), end.start() if end else found.start())].strip(" \"'“”;,|")
    return Address(f"{local}@{domain.lower().rstrip('.')}", name)
