"""Find the regions of a text that are quoted, by what introduces them and by ">"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.header_blocks import read_block, read_field
from parsers.introductions import dashed_words, introduction, may_end_wrapped, reply_line, separator
from parsers.lines import MAX_LINE, is_rule, next_text, plain

# Characters of lines that are looked at closely because they may introduce something. A mail has some thousands of
# them; the limit keeps a megabyte of half introductions under a second.
_MOST_EXAMINED = 120_000
_LEAST_EXAMINED = 80  # characters that a look at a short line counts for
_MOST_OPENED = 500  # runs of quoted lines that are looked into for an introduction of their own
_MOST_REGIONS = 5000  # quotations with answers between them; the longest interleaved mails have some dozens
_WRAP_COLUMN = 55  # a quoted line shorter than this was not wrapped by a mail program
# QQ Mail writes "------------------&nbsp;Original&nbsp;------------------" into its text/plain.
_ENTITIES = re.compile(r"^ *-{3,18}(?:&nbsp;)+[^\n]{1,20}-{3}", re.MULTILINE)


@dataclass(slots=True)
class Region:
    """Lines [start, end) that are quoted; *body* is the first line below the introduction."""

    start: int
    end: int
    body: int
    introduced: bool = False
    forwarded: bool = False
    bare_block: bool = False  # a header block with nothing above it


@dataclass(frozen=True, slots=True)
class Scan:
    """The lines of a text, and which are quoted: looked for once, asked by all who tell whose words are whose."""

    lines: list[str]
    regions: list[Region]


def scanned(text: str) -> Scan:
    """*text*, with LF line ends, in lines and regions."""
    if "&nbsp;" in text and _ENTITIES.search(text):
        text = text.replace("&nbsp;", " ")
    lines = text.split("\n")
    return Scan(lines, find_regions(lines))


def find_regions(lines: list[str]) -> list[Region]:
    """The quoted regions from top to bottom; the last may reach to the end of the text."""
    stripped = [line.strip() for line in lines]
    regions: list[Region] = []
    done, budget = 0, _MOST_EXAMINED
    for at in _candidates(stripped):
        if at < done:
            continue
        if len(regions) == _MOST_REGIONS:
            break  # what follows counts as typed: nothing is lost
        region = None
        if budget > 0 and (stripped[at][0] != ">" or may_end_wrapped(stripped[at])):
            region = _introduced(lines, stripped, at, done)
            budget -= max(_LEAST_EXAMINED, len(stripped[at]))
        if region is None and stripped[at][0] == ">" and not _is_console(stripped[at]):
            region = _quoted(stripped, at, len(regions) < _MOST_OPENED)
        if region:
            regions.append(region)
            done = region.end
    return regions


def _quoted(stripped: list[str], at: int, opened: bool) -> Region:
    """A run of lines with ">" without anything above it; it may bring its introduction along, as Apple Mail's do."""
    region = Region(at, _end_of_quote(stripped, at), at)
    if not opened:
        return region
    head = [line.lstrip("> ") for line in stripped[at : min(at + 6, region.end)]]
    first = next_text(head, 0)
    if first >= 0:
        region.forwarded = bool(separator(plain(head[first]))) or read_block(head, first) is not None
        region.introduced = region.forwarded or any(
            introduction(head, n) >= 0 for n in range(first, min(first + 3, len(head)))
        )
    return region


def _candidates(stripped: list[str]) -> list[int]:
    """Lines that may begin or end something; a cheap look, for most lines of a long mail are none."""
    first, last = frozenset(">-_=*#~—–─━|【+"), frozenset(":：>-—")
    return [
        at
        for at, line in enumerate(stripped)
        if line
        and (
            line[0] in first
            or line[-1] in last
            or (len(line) < MAX_LINE and (":" in line or "：" in line or "@" in line or "\t" in line))
        )
    ]


def _is_console(line: str) -> bool:
    """ ">>> import this" is typed into Python; a quotation of a quotation of a quotation has something above it."""
    return line.startswith(">>> ") and not line.startswith((">>> >", ">>> On "))


def _introduced(lines: list[str], stripped: list[str], at: int, floor: int) -> Region | None:
    """The region whose separator, header block or introduction begins or ends at line *at*."""
    text = plain(lines[at])
    if reply_line(text):
        return Region(at, len(lines), len(lines), introduced=True)
    kind = separator(text)
    if kind:
        return _below(stripped, at, at + 1, forwarded=kind == "forwarded")
    found = read_field(lines[at])
    block = read_block(lines, at) if found and found[0] in ("from", "date", "to", "subject") else None
    if block:
        region = _below(stripped, _with_rules_above(lines, at, floor), block.end)
        region.bare_block = region.start == at
        return region
    start = introduction(lines, at)
    return _below(stripped, start, at + 1) if start >= floor else None


def _below(stripped: list[str], start: int, body: int, forwarded: bool = False) -> Region:
    """What an introduction introduces: the lines with ">" right below it, or else everything to the end."""
    first = next_text(stripped, body)
    if first >= 0 and stripped[first][0] == ">":
        return Region(start, _end_of_quote(stripped, first), first, True, forwarded)
    return Region(start, len(stripped), body, True, forwarded)


def _with_rules_above(lines: list[str], at: int, floor: int) -> int:
    """Take in the rule or the words between dashes that a program prints above its header block."""
    start, above = at, at - 1
    while above >= floor and at - above < 8:
        if is_rule(lines[above]) or dashed_words(lines[above]):
            start = above
        elif lines[above].strip():
            break
        above -= 1
    return start


def _end_of_quote(stripped: list[str], start: int) -> int:
    """Behind the last line of the run of lines with ">" that begins at *start*; lines lost by wrapping included."""
    end, at, wrapped = start, start, False
    while at < len(stripped):
        line = stripped[at]
        if line[:1] == ">":
            end = at + 1
        elif line:
            if at != end or not _is_wrapped(stripped, at, wrapped):
                break
            wrapped, end = True, at + 1
        at += 1
    return end


def _is_wrapped(stripped: list[str], at: int, seen: bool) -> bool:
    """
    Is a line between quoted ones the rest of the line above, which lost its ">" on the way?

    The line above is long and unfinished, or a link; the line itself goes on in lower case. One clear case (*seen*)
    makes the next believable.
    """
    above, line = stripped[at - 1], stripped[at]
    if at + 1 >= len(stripped) or stripped[at + 1][:1] != ">" or above[:1] != ">":
        return False
    if "://" in above and "://" in above.rsplit(None, 1)[-1] and " " not in line and not line.isalpha():
        return True
    if len(above) < _WRAP_COLUMN or not (line[0].islower() or not line[0].isalnum()):
        return False
    return seen or above[-1] not in ".?!:;。？！：；"
