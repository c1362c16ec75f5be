"""Separate what the sender typed from what they quoted and from their signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.header_blocks import read_block, read_field
from parsers.introductions import dashed_words, introduction, may_end_wrapped, reply_line, separator
from parsers.lines import MAX_LINE, is_rule, next_text, plain
from parsers.message import Reply
from parsers.signature_lines import is_mobile_footer
from parsers.signatures import find_signature

# Characters of lines that are looked at closely because they may introduce something. A mail has some thousands of
# them; the limit keeps a megabyte of half introductions under a second.
_MOST_EXAMINED = 120_000
# QQ Mail writes "------------------&nbsp;Original&nbsp;------------------" into its text/plain.
_ENTITIES = re.compile(r"^ *-{3,18}(?:&nbsp;)+[^\n]{1,20}-{3}", re.MULTILINE)
_Span = tuple[int, int]  # lines [start, end)

_LEAST_EXAMINED = 80  # characters that a look at a short line counts for
_MOST_OPENED = 500  # runs of quoted lines that are looked into for an introduction of their own
_MOST_CONTEXT = 15  # lines of a quotation kept above an answer inside it
_WRAP_COLUMN = 55  # a quoted line shorter than this was not wrapped by a mail program


@dataclass(slots=True)
class Region:
    """Lines [start, end) that are quoted; *body* is the first line below the introduction."""

    start: int
    end: int
    body: int
    introduced: bool = False
    forwarded: bool = False
    bare_block: bool = False  # a header block with nothing above it


@dataclass(slots=True)
class _Parts:
    fresh: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)


def split_reply(text: str) -> Reply:
    """
    Separate what the sender typed from what they quoted.

    Args:
        text: decoded body, LF line ends.

    Returns:
        Reply(fresh, quoted, signature). Top-posted: joined in that order they hold every line. Answers between
        quoted lines stay with the lines that they answer, marked with ">" as they were (own_words() drops those).
        *fresh* is "" when the sender typed nothing, as in a bare forward.

    Raises:
        Nothing: text with no known mark of a quotation is all fresh.

    Source: RFC 3676 §4.3 (signature), §4.5 (quoting); forms of real mail programs.
    """
    if _ENTITIES.search(text):
        text = text.replace("&nbsp;", " ")
    lines = text.split("\n")
    regions = find_regions(lines)
    parts = _without_block(lines, regions[0]) if regions and regions[0].bare_block else None
    parts = parts or _assemble(lines, regions)
    return Reply(joined(parts.fresh), joined(parts.quoted), joined(parts.signature))


def own_words(fresh: str) -> str:
    """*fresh* without the quoted lines that stand above answers."""
    return joined([line for line in fresh.split("\n") if line.lstrip()[:1] != ">"])


# Where is something quoted?


def find_regions(lines: list[str]) -> list[Region]:
    """The quoted regions from top to bottom; the last may reach to the end of the text."""
    stripped = [line.strip() for line in lines]
    regions: list[Region] = []
    done, budget = 0, _MOST_EXAMINED
    for at in _candidates(stripped):
        if at < done:
            continue
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
        if line and (line[0] in first or line[-1] in last or (len(line) < MAX_LINE and _has_mark(line)))
    ]


def _has_mark(line: str) -> bool:
    return ":" in line or "：" in line or "@" in line or "\t" in line


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
    if "://" in above.rsplit(None, 1)[-1] and " " not in line and not line.isalpha():
        return True
    if len(above) < _WRAP_COLUMN or not (line[0].islower() or not line[0].isalnum()):
        return False
    return seen or above[-1] not in ".?!:;。？！：；"


# What goes where?


def _assemble(lines: list[str], regions: list[Region]) -> _Parts:
    edges = [0, *(edge for region in regions for edge in (region.start, region.end)), len(lines)]
    typed = list(zip(edges[::2], edges[1::2], strict=True))
    signatures = _cut_signatures(lines, typed)
    answers = {k for k in range(1, len(typed)) if _has_text(lines, *typed[k])}
    interleaved = len(answers) > 1 or (bool(answers) and len(regions) > max(answers))
    fresh, quoted = [typed[0]], list[_Span]()
    for k, region in enumerate(regions, start=1):
        start = region.end
        if k in answers and _is_context(region, interleaved, _has_text(lines, *typed[0])):
            start = _context_start(lines, region)
        quoted.append((region.start, start))
        fresh += [(start, region.end), typed[k]]
    return _Parts(_gathered(lines, fresh), _gathered(lines, quoted), _gathered(lines, signatures))


def _cut_signatures(lines: list[str], typed: list[_Span]) -> list[_Span]:
    """Take the signature off the first and the last piece; leave it when nothing else was typed."""
    signatures: list[_Span] = []
    for k in dict.fromkeys((0, len(typed) - 1)):
        start, end = typed[k]
        at = start + find_signature(lines[start:end])
        typed[k] = (start, at)
        signatures.append((at, end))
    if not any(_has_text(lines, *span) for span in typed):
        for k, span in zip(dict.fromkeys((0, len(typed) - 1)), list(signatures), strict=True):
            if _is_message(lines[span[0] : span[1]]):
                typed[k] = (typed[k][0], span[1])
                signatures.remove(span)
                break
    return signatures


def _has_text(lines: list[str], start: int, end: int) -> bool:
    return any(map(str.strip, lines[start:end]))


def _is_message(signature: list[str]) -> bool:
    """A lone "Thanks, Bob" is what somebody wanted to say; "-- " and "Sent from my iPhone" are not."""
    first = next_text(signature, 0)
    return (
        first >= 0
        and not is_rule(signature[first])
        and signature[first].strip() != "--"
        and not (is_mobile_footer(signature[first]))
    )


def _is_context(region: Region, interleaved: bool, has_top: bool) -> bool:
    """Does the answer below a quotation need it: one answer of several, or quoted by hand?"""
    if region.forwarded or region.body >= region.end:
        return False
    return interleaved or (has_top and not region.introduced)


def _context_start(lines: list[str], region: Region) -> int:
    """The whole quotation when it is short, else its last paragraph; never the introduction."""
    start = region.body
    if region.end - start > _MOST_CONTEXT:
        start = region.end - _MOST_CONTEXT
        for at in range(start, region.end - 1):
            if not lines[at].strip(" >\t"):
                start = at + 1
    return start


def _without_block(lines: list[str], region: Region) -> _Parts | None:
    """
    A mail that begins with a header block and has nothing above it: the text below the block is what it says.

    None when there is no such text.
    """
    if _has_text(lines, 0, region.start):
        return None
    rest = lines[region.body :]
    inner = _assemble(rest, find_regions(rest))
    if not any(line.strip() for line in inner.fresh):
        return None
    return _Parts(inner.fresh, lines[: region.body] + inner.quoted, inner.signature)


def _gathered(lines: list[str], spans: list[_Span]) -> list[str]:
    """The lines of the spans; where something was left out between them, one blank line."""
    gathered: list[str] = []
    last = -1
    for start, end in spans:
        if start == end or not _has_text(lines, start, end):
            continue
        if gathered and start > last and _has_text(lines, last, start):
            while gathered and not gathered[-1].strip():
                gathered.pop()
            gathered.append("")
            start += next(at for at, line in enumerate(lines[start:end]) if line.strip())
        elif gathered:
            start = last
        gathered += lines[start:end]
        last = end
    return gathered


def joined(lines: list[str]) -> str:
    """The lines as text, without blanks at their ends and blank lines at the ends of the text."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return "\n".join(line.rstrip() for line in lines[start:end])
