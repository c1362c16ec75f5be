"""Separate what the sender typed from what they quoted."""

from __future__ import annotations

import re

from parsers.message import Reply

_ORIGINAL = re.compile(r"-{4,} ?(?:Original Message|Original|原始邮件|原邮件|邮件原件) ?-{4,}", re.IGNORECASE)
_WROTE = re.compile(r"(?:On|在|Am|Le|El) .{4,200}(?:wrote|写道|schrieb.{0,60}|a écrit|escribió) ?[:：]")


def split_reply(text: str) -> Reply:
    """Separate what the sender typed from what they quoted and from their signature."""
    lines = text.split("\n")
    cut = next((i for i, line in enumerate(lines) if _starts_quote(line.strip())), len(lines))
    body, quoted = lines[:cut], lines[cut:]
    sign = next((i for i, line in enumerate(body) if line.rstrip() == "--"), len(body))
    return Reply("\n".join(body[:sign]).strip("\n"), "\n".join(quoted), "\n".join(body[sign:]).strip("\n"))


def _starts_quote(line: str) -> bool:
    return line.startswith(">") or bool(_ORIGINAL.fullmatch(line) or (len(line) < 400 and _WROTE.fullmatch(line)))
