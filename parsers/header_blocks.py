"""Recognise the block of header fields that mail programs print above a quoted or forwarded mail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.lines import MAX_LINE, is_rule, plain
from parsers.phrases.header_names import MAIL_NAMES, ROLES, Role

_LONGEST_NAME = 24  # characters; "Data wysłania", "Message du"
_MOST_LINES = 40  # lines of a block: 14 fields, or recipients on many lines
_MOST_CONTINUATIONS = 12  # lines of one field; a long list of recipients
_MOST_BLANKS = 2  # blank lines between two fields; HTML → text makes them
_CORE: frozenset[Role] = frozenset({"from", "to", "date", "subject"})

_DIVIDER = re.compile(r"[:：|\t]")
_ADDRESS = re.compile(r"[^\s<>@:;,\"']@[^\s<>@]")
_INLINE_NAME = re.compile(
    r"\s\*{0,2}(From|Sent|Date|To|Cc|Subject|Von|Gesendet|An|Betreff|Objet|发件人|发送时间|收件人|抄送|主题)\s?[:：]\*{0,2}",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[^\W\d_]{2,20}[:：] ")  # a field of something else: "Reason: holiday"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Fields by role, and the lines [start, end) that they take."""

    start: int
    end: int
    fields: dict[Role, str]


def read_field(line: str) -> tuple[Role, str] | None:
    """Role and value of a line such as "发件人：张三 <a@b>", "*From:* Bob", "| Date | 2026-11-02 |"; else None."""
    if len(line) > 2 * MAX_LINE:
        return None
    text = line.replace("\t", " \t").lstrip(" >|*_\u3000\xa0\t") if "\t" in line else line.lstrip(" >|*_\u3000\xa0")
    divider = _DIVIDER.search(text[: _LONGEST_NAME + 4])
    if not divider:
        return None
    name = plain(text[: divider.start()].replace("*", "").replace("_", "")).replace(" ", "").lower()
    role = ROLES.get(name)
    return (role, plain(text[divider.end() :]).strip("|*_ :：")) if role else None


def _inline_fields(value: str) -> list[tuple[Role, str]]:
    """Further fields in the same line, as HTML → text may join them: "Bob <b@c> Date: … To: …"."""
    pieces = _INLINE_NAME.split(value)
    found: list[tuple[Role, str]] = []
    for name, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        role = ROLES.get(name.lower())
        if role:
            found.append((role, rest.strip(" |*;")))
    return found


def read_block(lines: list[str], start: int, sure: bool = False) -> HeaderBlock | None:
    """
    The header block that begins at line *start*; None when the lines there are no such block.

    *sure*: a separator above says that one follows, so a single "From: Ann" will do.
    """
    reader = _Reader(start)
    for at in range(start, min(start + _MOST_LINES, len(lines))):
        if not reader.take(lines[at], at):
            break
    if _is_block(reader.fields, reader.has_mail_name) or (sure and "from" in reader.fields):
        return HeaderBlock(start, reader.end, reader.fields)
    return None


class _Reader:
    """Takes one line of a block after the other; *end* is behind the last one that belongs to it."""

    def __init__(self, start: int) -> None:
        self.fields: dict[Role, str] = {}
        self.end = self._start = start
        self.has_mail_name = False
        self._role: Role | None = None
        self._pending: list[str] = []  # lines that belong to the field above when another field follows
        self._blanks = 0

    def take(self, line: str, at: int) -> bool:
        """Read line *at*; False when it cannot belong to the block."""
        found = read_field(line)
        if found:
            return self._take_field(line, at, *found)
        if not line.strip(" >|*\t\u3000\xa0"):
            self._blanks += 1
            return self._blanks <= _MOST_BLANKS and not self._pending
        if self._blanks or not _may_continue(line, self._role, self._pending):
            return False
        self._pending.append(plain(line))
        if self._role in ("to", "cc") and _ADDRESS.search(self._pending[-1]):
            self.end = at + 1  # more recipients; after other fields such a line could be the text
        return True

    def _take_field(self, line: str, at: int, role: Role, value: str) -> bool:
        if role in self.fields and role not in ("cc", "other"):
            return False
        if self._role:
            self.fields[self._role] = " ".join([self.fields[self._role], *self._pending]).strip()
        self.fields[role] = value
        if at == self._start:
            for inner, rest in _inline_fields(value):
                self.fields.setdefault(inner, rest)
        self.has_mail_name = self.has_mail_name or is_mail_name(line)
        self._role, self._pending, self._blanks, self.end = role, [], 0, at + 1
        return True


def _may_continue(line: str, role: Role | None, pending: list[str]) -> bool:
    """May the line be the rest of the field above: recipients on many lines, a folded subject?"""
    if role is None or is_rule(line) or _LABEL.match(line):
        return False
    return len(pending) < (1 if role in ("date", "subject") else _MOST_CONTINUATIONS)


def is_mail_name(line: str) -> bool:
    """Does the line begin with a name that stands in no other form: "Sent:", "发件人:", "Gesendet:"?"""
    name = _DIVIDER.split(line[: _LONGEST_NAME + 8].lstrip(" >|*_"), maxsplit=1)[0]
    return plain(name).replace(" ", "").replace("*", "").lower() in MAIL_NAMES


def _is_block(fields: dict[Role, str], has_mail_name: bool) -> bool:
    """
    Enough to be sure? "From: Monday, To: Friday, Date: 2 November" is a request for leave, no mail.

    Three of sender, recipient, date and subject, one of them a subject or an address; or two with an address.
    """
    core = _CORE & fields.keys()
    if "date" in core and not _DIGIT.search(fields["date"]):
        return False
    has_address = any(_ADDRESS.search(fields.get(role, "")) for role in ("from", "to", "cc"))
    if len(core) >= 3:
        return "subject" in core or has_address or has_mail_name
    return len(core) == 2 and has_address and core != {"to", "subject"} and all(fields[role] for role in core)
