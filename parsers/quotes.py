"""Separate what the sender typed from what they quoted and from their signature."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.lines import is_rule, next_text, plain
from parsers.message import Reply
from parsers.regions import Region, Scan, find_regions, scanned
from parsers.signature_lines import is_mobile_footer
from parsers.signatures import find_signature

_MOST_CONTEXT = 15  # lines of a quotation kept above an answer inside it

_Span = tuple[int, int]  # lines [start, end)


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
    return split_scan(scanned(text))


def split_scan(scan: Scan) -> Reply:
    """`split_reply` of a text whose quoted regions are known."""
    lines, regions = scan.lines, scan.regions
    parts = _without_block(lines, regions[0]) if regions and regions[0].bare_block else None
    parts = parts or _assemble(lines, regions)
    return Reply(joined(parts.fresh), joined(parts.quoted), joined(parts.signature))


def own_words(fresh: str) -> str:
    """*fresh* without the quoted lines that stand above answers."""
    return joined([line for line in fresh.split("\n") if line.lstrip()[:1] != ">"])


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
    """Take the signature off the first and the last piece with text; leave it when nothing else was typed."""
    last = max((k for k, span in enumerate(typed) if _has_text(lines, *span)), default=0)
    signatures: dict[int, _Span] = {}
    for k in sorted({0, last}):
        start, end = typed[k]
        at = start + find_signature(lines[start:end])
        typed[k], signatures[k] = (start, at), (at, end)
    if not any(_has_text(lines, *span) for span in typed):
        for k, (at, end) in signatures.items():
            if _is_message(lines[at:end]):
                stop = _without_footer(lines, at, end)
                typed[k], signatures[k] = (typed[k][0], stop), (stop, end)
                break
    return list(signatures.values())


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


def _without_footer(lines: list[str], start: int, end: int) -> int:
    while end > start and (not lines[end - 1].strip() or is_mobile_footer(plain(lines[end - 1]))):
        end -= 1
    return end


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
    return "\n".join([line.rstrip() for line in lines[start:end]])
