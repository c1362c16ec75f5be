"""Where labels stand in a text: before a colon, in a cell of a table, in brackets, on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parsers.form_labels import LONGEST, Label, Labels
from parsers.lines import is_rule
from parsers.phrases.form_labels import LONG

# line: before a colon at the beginning; inline: before a colon further on; cell: its value is the next cell;
# column: its value is below; dash: before a dash or an equals sign; gap, blank: before two blanks or one; alone.
Kind = Literal["line", "inline", "cell", "column", "dash", "gap", "blank", "alone"]

MAX_LINES = 5000  # no form is longer; the text above it and below may be
_GLUED = 6  # characters of a label without anything before it; longer ones are not written so
_WINDOW = 48  # characters before a colon further on in which its label begins

_ODD = str.maketrans({
    "\xa0": " ", "\u3000": " ", "\u2003": " ", "\u2002": " ", "\u202f": " ", "│": "|", "┃": "|", "｜": "|", "║": "|",
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\r", ""),
})  # fmt: skip
_QUOTED = re.compile(r"(?:\s{0,3}[>＞]){1,20} ?")
_COLON = re.compile(r"[:：﹕∶]")
_BETWEEN = re.compile(r"[\s,，;；、。.!！(（)）\]】|/]+")  # a label further on begins behind one of these
_APART = re.compile(r"\s{2,}|[;；,，|/、]\s*$")
_BRACKETED = re.compile(
    r"\s*(?:[-*•]\s*)?([【\[「『〖][^【】\[\]「」『』〖〗]{1,40}[】\]」』〗])\s*[:：]?(.*)", re.DOTALL
)
_DASH = re.compile(r"\s[-–—]{1,2}\s|——|-->?|→|=>|[=＝?？]")
_GAP = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """depth: how many marks of quotation stood before it."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A label with the value in its own line (or row below, for a column)."""

    line: int
    depth: int
    kind: Kind
    label: Label
    value: str
    last_line: int


def split_lines(text: str) -> list[Line]:
    """The first lines of *text*, odd blanks made plain, marks of quotation counted and taken away."""
    return [_line(raw) for raw in text.translate(_ODD).split("\n", MAX_LINES)[:MAX_LINES]]


def find_marks(lines: list[Line], labels: Labels) -> list[Mark]:
    """Everything that may be a label, in order; not yet judged."""
    marks: list[Mark] = []
    below = -1  # the row that belongs to the header above it
    for at, line in enumerate(lines):
        if at <= below or not line.text.strip() or is_rule(line.text):
            continue
        cells = _cells(line.text)
        if cells and (found := _header(lines, at, cells, labels)):
            below = found[-1].last_line
            marks += found
            continue
        marks += [
            Mark(at, line.depth, kind, label, value, at)
            for kind, label, value in (_in_cells(line.text, cells, labels) if cells else _of_line(line.text, labels))
        ]
    return marks


Found = tuple[Kind, Label, str]


def _line(raw: str) -> Line:
    quoted = _QUOTED.match(raw)
    if not quoted:
        return Line(0, raw)
    return Line(quoted[0].count(">") + quoted[0].count("＞"), raw[quoted.end() :])


def _of_line(text: str, labels: Labels) -> list[Found]:
    for reader in (_colons, _bracketed, _dashed, _gapped, _alone, _blank):
        if found := reader(text, labels):
            return found
    return []


# ---------------------------------------------------------------- before colons


def _colons(text: str, labels: Labels) -> list[Found]:
    """姓名：张三 部门：财务部 -- at the beginning any label, further on a sure one."""
    starts: list[tuple[int, int, Label]] = []
    before = 0
    for colon in _COLON.finditer(text):
        at = colon.start()
        if before == 0 and (label := labels.read(text[:at])):
            starts.append((0, colon.end(), label))
        else:
            found = _ending_at(text, max(before, at - _WINDOW), at, labels, doubtful=bool(starts))
            if not found and starts and starts[-1][2].fields[0] not in LONG:
                found = _glued(text, before, at, labels)
            if found:
                starts.append((found[0], colon.end(), found[1]))
        before = colon.end()
    ends = [*(start for start, _, _ in starts), len(text)][1:]
    return [
        ("line" if start == 0 else "inline", label, text[value:end])
        for (start, value, label), end in zip(starts, ends, strict=True)
    ]


def _ending_at(text: str, start: int, end: int, labels: Labels, *, doubtful: bool) -> tuple[int, Label] | None:
    """The longest label that ends at *end*; a doubtful one only behind another label, and set apart from its value."""
    window = text[start:end]
    for gap in _BETWEEN.finditer(window):
        label = labels.read(window[gap.end() :])
        if label and (label.sure or (doubtful and _APART.search(gap[0]))):
            return start + gap.end(), label
    return None


def _glued(text: str, start: int, end: int, labels: Labels) -> tuple[int, Label] | None:
    """A sure label right behind a short value: 姓名：张三部门：财务部."""
    for at in range(max(start + 1, end - _GLUED), end - 1):
        label = labels.read(text[at:end])
        if label and label.sure:
            return at, label
    return None


# ---------------------------------------------------------------- other forms of a line


def _bracketed(text: str, labels: Labels) -> list[Found]:
    """【姓名】张三"""
    found = _BRACKETED.match(text)
    label = labels.read(found[1]) if found else None
    return [("line", label, found[2])] if found and label else []


def _dashed(text: str, labels: Labels) -> list[Found]:
    """姓名 - 张三, 姓名=张三, What happened? ..."""
    found = _DASH.search(text, 1, LONGEST)
    label = labels.read(text[: found.start()]) if found else None
    return [("dash", label, text[found.end() :])] if found and label else []


def _gapped(text: str, labels: Labels) -> list[Found]:
    """姓名    张三    部门    财务部: cells of a table without borders."""
    cells = [cell for cell in _GAP.split(text.strip()) if cell]
    return _row(cells, "gap", labels) if len(cells) > 1 and labels.read(cells[0]) else []


def _alone(text: str, labels: Labels) -> list[Found]:
    label = labels.read(text.strip())
    return [("line" if label.dressed else "alone", label, "")] if label else []


def _blank(text: str, labels: Labels) -> list[Found]:
    """姓名 张三, Employee number E1001: the longest label of up to four words."""
    parts = text.strip()[: 2 * LONGEST].split(" ")
    for size in range(min(4, len(parts) - 1), 0, -1):
        head = " ".join(parts[:size])
        if label := labels.read(head):
            return [("blank", label, text.strip()[len(head) :])]
    return []


# ---------------------------------------------------------------- tables


def _cells(text: str) -> list[str]:
    """The cells of a row that is divided by tabs or bars; empty for any other line."""
    if "\t" in text.strip("\t "):
        return [cell.strip() for cell in text.split("\t")]
    bare = text.strip()
    if " | " in bare or (len(bare) > 2 and bare[0] == bare[-1] == "|"):
        bare = bare.removeprefix("|").removesuffix("|") if bare[0] == bare[-1] == "|" else bare
        return [cell.strip() for cell in bare.split("|")]
    return []


def _in_cells(text: str, cells: list[str], labels: Labels) -> list[Found]:
    """A row; but 类型：硬件 | 软件 is a line with a colon, whose words between bars are no labels."""
    colons = _colons(text.strip("| "), labels) if "\t" not in text else []
    return colons if colons and colons[0][0] == "line" else _row(cells, "cell", labels)


def _row(cells: list[str], kind: Kind, labels: Labels) -> list[Found]:
    """Label and value in turns; a cell may also hold both."""
    found: list[Found] = []
    for cell in cells:
        if label := labels.read(cell):
            found.append((kind, label, ""))
        elif inner := _colons(cell, labels):
            found += inner
        elif found and cell:
            last, label, value = found[-1]
            found[-1] = (last, label, f"{value} {cell}".strip())
    return found


def _header(lines: list[Line], at: int, cells: list[str], labels: Labels) -> list[Mark]:
    """姓名 | 部门 | 工号 with the values in the row below: most cells are labels, side by side."""
    read = [labels.read(cell) for cell in cells]
    named = sum(label is not None for label in read)
    beside = any(first and second for first, second in pairwise(read))
    if named < 2 or not beside or named * 10 < 6 * sum(bool(cell) for cell in cells):
        return []
    below = next((row for row in range(at + 1, min(at + 4, len(lines))) if _has_words(lines[row].text)), at)
    values = _cells(lines[below].text)
    if below == at or not values or sum(labels.read(value) is not None for value in values if value) >= 2:
        return []
    return [
        Mark(at, lines[below].depth, "column", label, value, below)
        for label, value in zip(read, values, strict=False)
        if label
    ]


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def cells_of(line: Line) -> Iterator[str]:
    """The cells of a row, or the line itself."""
    yield from _cells(line.text) or [line.text.strip()]
