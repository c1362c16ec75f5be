"""
Read forms that people fill in by mail: labelled lines, tables pasted from Word or Excel, answers under quoted lines.

Only evidence counts: a word before a colon is a field if nothing but a form has it there, or if it has company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from parsers.contacts import Contact as Contact
from parsers.contacts import read_contact as read_contact
from parsers.form_labels import ARTICLE as ARTICLE
from parsers.form_labels import ESCALATION as ESCALATION
from parsers.form_labels import PROGRESS as PROGRESS
from parsers.form_labels import REGISTRATION, Labels, Vocabulary
from parsers.form_lines import Line, Mark, find_marks, split_lines
from parsers.form_values import is_open, number_behind, value_of
from parsers.lines import is_rule
from parsers.phrases.closings import REGARDS, THANKS
from parsers.phrases.form_labels import HEADERS, LONG, SAID_NUMBER
from parsers.phrases.separators import FORWARDED, ORIGINAL
from parsers.phrases.tables import alternatives

_BELOW = 3  # lines below a label in which the value of one line may begin
_RUN = 3  # lines of "label value" with nothing but a blank between that make a form
_HEADER = re.compile(rf"(?:{alternatives(HEADERS)})\s?[:：]", re.IGNORECASE)
_QUOTE_BEGINS = ("写道：", "写道:", "寫道：", "wrote:", "schrieb:")
_SAID = re.compile(
    rf"(?:{alternatives(SAID_NUMBER)})\s{{0,3}}(?:[:：]|是|为|is|=|#|no\.?)?\s{{0,3}}[:：#]?\s{{0,2}}([a-z]{{0,4}}-?[0-9]{{2,12}})(?![\w-])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Form:
    """
    What a mail fills in.

    Attributes:
        values: by canonical field (see `parsers.phrases.form_labels`); none is empty. Many lines only for long fields.
        lines: numbers, from 0, of the lines of the text that were used.
        quoted: fields whose value stands in a quoted line: repeated, not necessarily said anew.
    """

    values: dict[str, str] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    quoted: frozenset[str] = frozenset()

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A value and where it stands."""

    field: str
    value: str
    depth: int
    lines: tuple[int, ...]


def read_form(text: str, vocabulary: Vocabulary = REGISTRATION) -> Form:
    """
    The fields that *text* fills in.

    Args:
        text: as people wrote it, LF line ends; quoted lines begin with ">". Best without the signature.
        vocabulary: the labels of which form.

    Where a field is filled in twice, what stands in the lesser quotation counts, then what stands first.
    Takes time linear in the length of *text*.
    """
    lines = split_lines(text)
    marks = _believed(find_marks(lines, _labels(vocabulary)))
    answers = list(_answers(lines, marks))
    if vocabulary is REGISTRATION and not any(answer.field == "employee_number" for answer in answers):
        answers += _said_number(lines)
    best: dict[str, _Answer] = {}
    for answer in sorted(answers, key=lambda found: found.depth):
        best.setdefault(answer.field, answer)
    return Form(
        {name: answer.value for name, answer in best.items()},
        tuple(sorted({number for answer in best.values() for number in answer.lines})),
        frozenset(name for name, answer in best.items() if answer.depth),
    )


def open_lines(text: str, vocabulary: Vocabulary = REGISTRATION) -> tuple[int, ...]:
    """Numbers, from 0, of the lines of *text* that hold a label of a form and nothing behind it."""
    marks = find_marks(split_lines(text), _labels(vocabulary))
    return tuple(mark.line for mark in marks if mark.kind in _SOLID and not mark.value.strip())


_LABELS: dict[int, Labels] = {id(known): Labels(known) for known in (REGISTRATION, PROGRESS, ESCALATION, ARTICLE)}


def _labels(vocabulary: Vocabulary) -> Labels:
    return _LABELS.get(id(vocabulary)) or Labels(vocabulary)


# ---------------------------------------------------------------- which of the marks are labels


def _believed(marks: list[Mark]) -> list[Mark]:
    """Sure labels with a sign behind them; others in their company, or enough of them."""
    solid = {mark.label.fields for mark in marks if mark.kind in _SOLID}
    sure = any(mark.label.sure and mark.kind in _SOLID for mark in marks)
    loose = {mark.label.fields for mark in marks if mark.kind in ("dash", "gap")}
    a_form = sure or len(solid) >= 2 or (len(solid | loose) >= 2 and any(_sure(mark) for mark in marks))
    alone = {mark.label.fields for mark in marks if mark.kind == "alone"}
    listed = len(alone) >= 2 and any(mark.label.sure for mark in marks if mark.kind == "alone")
    runs = _runs([mark for mark in marks if mark.kind == "blank"])
    believed = [
        mark
        for mark in marks
        if (mark.kind in _SOLID and a_form)
        or (mark.kind in ("dash", "gap") and a_form)
        or (mark.kind == "alone" and (listed or (sure and mark.label.sure)))
        or mark.line in runs
    ]
    return [mark for before, mark in pairwise([None, *believed]) if mark and not _is_said_within(before, mark)]


def _is_said_within(before: Mark | None, mark: Mark) -> bool:
    """报错信息： with "Error: connection refused" below: the second is part of what the first asks for."""
    same = before is not None and before.label.fields == mark.label.fields and before.label.sure
    return same and not mark.label.sure and mark.label.fields[0] in LONG


_SOLID = frozenset({"line", "inline", "cell", "column"})


def _sure(mark: Mark) -> bool:
    return mark.label.sure and mark.kind in ("dash", "gap")


def _runs(marks: list[Mark]) -> set[int]:
    """Lines of different fields that stand right below each other, at least `_RUN` of them and two of them sure."""
    found: set[int] = set()
    run: list[Mark] = []
    for mark in [*marks, None]:
        if mark and run and mark.line == run[-1].line + 1:
            run.append(mark)
            continue
        if len({each.label.fields for each in run}) >= _RUN and sum(each.label.sure for each in run) >= 2:
            found.update(each.line for each in run)
        run = [mark] if mark else []
    return found


# ---------------------------------------------------------------- what their values are


def _answers(lines: list[Line], marks: list[Mark]) -> Iterator[_Answer]:
    columns = _columns(lines, marks)
    for number, mark in enumerate(marks):
        follower = marks[number + 1] if number + 1 < len(marks) else None
        end = follower.line if follower else len(lines)
        if mark in columns:
            at = columns[mark]
            yield from _of_fields(mark, lines[at].text, lines[at].depth, (mark.line, at))
        elif mark.label.fields[0] in LONG and len(mark.label.fields) == 1:
            yield from _long(lines, mark, end)
        else:
            yield from _short(lines, mark, end)


def _columns(lines: list[Line], marks: list[Mark]) -> dict[Mark, int]:
    """Labels on lines of their own, one below the other, and then as many values: mark → line of its value."""
    found: dict[Mark, int] = {}
    run: list[Mark] = []
    for mark, follower in zip_longest(marks, marks[1:]):
        run = [*run, mark] if mark.kind == "alone" else []
        if not run or (follower and not _anything(lines, mark.line + 1, follower.line)):
            continue
        end = follower.line if follower else len(lines)
        values = [at for at in range(mark.line + 1, min(end, mark.line + 3 * len(run))) if lines[at].text.strip()]
        if len(run) >= 2 and len(values) >= len(run):
            found.update(zip(run, values, strict=False))
        run = []
    return found


def _anything(lines: list[Line], start: int, end: int) -> bool:
    return any(lines[at].text.strip() for at in range(start, end))


def _short(lines: list[Line], mark: Mark, end: int) -> Iterator[_Answer]:
    """The value in the label's line, or else in the next line with words; an answer may stand below its quotation."""
    own = list(_of_fields(mark, mark.value, mark.depth, (mark.line, mark.last_line)))
    if own or mark.kind == "column" or not is_open(mark.label.fields[0], mark.value):
        yield from own
        return
    for at in range(mark.line + 1, min(end, mark.line + 1 + _BELOW)):
        line = lines[at]
        if line.text.strip():
            if line.depth <= mark.depth and not _ends_value(line):
                yield from _of_fields(mark, line.text, line.depth, (mark.line, at))
            return


def _long(lines: list[Line], mark: Mark, end: int) -> Iterator[_Answer]:
    """All up to the next label; below a quoted label what is typed, and only else what is quoted."""
    below = _lines_below(lines, mark, end) if mark.kind != "column" else []
    typed = [at for at in below if lines[at].depth < mark.depth]
    used = typed or [at for at in below if lines[at].depth == mark.depth]
    words = [lines[at].text for at in used]
    head = [] if typed else [mark.value]
    value = value_of(mark.label.fields[0], _unquoted("\n".join(head + words)))
    if value:
        depth = min((lines[at].depth for at in used), default=mark.depth) if typed else mark.depth
        yield _Answer(mark.label.fields[0], value, depth, (mark.line, mark.last_line, *used))


def _lines_below(lines: list[Line], mark: Mark, end: int) -> list[int]:
    """Those that may belong to the value of *mark*: up to *end*, a closing, a quotation that begins."""
    found: list[int] = []
    for at in range(mark.last_line + 1, end):
        if lines[at].depth > mark.depth or _ends_value(lines[at]):
            break
        if mark.label.dressed and lines[at].text.startswith("#"):  # the next headline, of no field
            break
        found.append(at)
    return found


def _ends_value(line: Line) -> bool:
    text = line.text.strip().casefold()
    bare = text.strip("-_=*~ >|").rstrip(",，.!！。、:：~; ")
    return (
        text == "--"
        or (is_rule(line.text) and len(text) > 3)
        or bare in REGARDS
        or bare in THANKS
        or bare in ORIGINAL
        or bare in FORWARDED
        or text.endswith(_QUOTE_BEGINS)
        or bool(_HEADER.match(text))
    )


def _unquoted(text: str) -> str:
    """Excel puts a cell of many lines in quotation marks, doubled within."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"' and "\n" in bare:
        return bare[1:-1].replace('""', '"')
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _of_fields(mark: Mark, raw: str, depth: int, used: tuple[int, ...]) -> Iterator[_Answer]:
    """The value, or its parts where the label names several fields (部门/工号：财务部/1001)."""
    fields = mark.label.fields
    if len(fields) == 1:
        if value := value_of(fields[0], raw):
            yield _Answer(fields[0], value, depth, used)
        if fields[0] == "name" and (number := number_behind(raw)):
            yield _Answer("employee_number", number, depth, used)
        return
    left = [part for part in re.split(r"[/、,，;；|]|\s+", raw) if part.strip()]
    for name in sorted(fields, key=lambda field: field == "department" or field == "contact"):  # the pickiest first
        taken = next((part for part in left if value_of(name, part)), None)
        if taken is not None:
            left.remove(taken)
            yield _Answer(name, value_of(name, taken), depth, used)


def _said_number(lines: list[Line]) -> Iterator[_Answer]:
    """我的工号1001: the one number that people give without a form's line."""
    for at, line in enumerate(lines):
        if not line.depth and (found := _SAID.search(line.text)):
            yield _Answer("employee_number", found[1], 0, (at,))
            return
