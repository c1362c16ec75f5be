"""A header block with a line in it that is none: the headers behind it must not become body."""

from __future__ import annotations

import re

from parsers.limits import header_end
from parsers.structure import Entity, parse_bytes

_HEADER_LINE = re.compile(rb"[\x21-\x39\x3b-\x7e]+:|[ \t]")
_SPACED_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]+:")  # obsolete (RFC 5322 §4.5), stdlib takes it for body
# Behind a broken line one of these shows that the header goes on.
_WELL_KNOWN = re.compile(
    rb"(?:from|to|cc|subject|date|message-id|in-reply-to|references|reply-to|return-path|received|mime-version|content-type|content-transfer-encoding|"
    rb"sender|x-mailer|dkim-signature)[ \t]*:",
    re.IGNORECASE,
)
_BROKEN = frozenset({"MissingHeaderBodySeparator", "FirstHeaderLineIsContinuation"})


def mended(mail: Entity, raw: bytes, hint: str, defects: list[str]) -> Entity:
    """*mail*, parsed again without the lines that broke its header block, if there are such lines."""
    if _BROKEN.isdisjoint(mail.defects):
        return mail
    end = header_end(raw)
    block = _mended_block(raw[:end])
    if block is None:
        return mail
    defects.append("headers: a line that is no header, left out")
    again = parse_bytes(block + raw[end:], [], hint)
    again.defects = [defect for defect in again.defects if defect not in _BROKEN]
    return again


def _mended_block(block: bytes) -> bytes | None:
    """The header lines; None when no known header stands behind the first broken line: it is the body then."""
    given = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    lines = [_SPACED_NAME.sub(rb"\1:", line, count=1) if _SPACED_NAME.match(line) else line for line in given]
    broken = [index for index, line in enumerate(lines) if not _HEADER_LINE.match(line)]
    if lines and lines[0][:1] in (b" ", b"\t"):
        broken.insert(0, 0)
    if not broken and lines != given:
        return b"\n".join(lines)
    if not broken or not any(_WELL_KNOWN.match(line) for line in lines[broken[0] + 1 :]):
        return None
    kept: list[bytes] = []
    for index, line in enumerate(lines):
        if index not in broken:
            kept.append(line)
        elif kept and kept[-1].lower().startswith(b"subject:") and not line.startswith((b">", b"From ")):
            kept.append(b" " + line)  # folded without the blank
    return b"\n".join(kept)
