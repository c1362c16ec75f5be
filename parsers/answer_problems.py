"""Another problem in an answer, in the user's words: "好了，谢谢。另外打印机也连不上了"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.answer_clauses import Clause, plain_of
from parsers.phrases.answers import ANNOUNCES, INTRODUCED

_NAME_WORDS = 4  # a name or a closing behind the matter has no more words or characters
_NEAR = 12  # characters of an announcement between two matters that stay together
_ENDS = '。.？?!！)）”"'
_INTRODUCED = re.compile(
    rf"(?:[\s,:：，、。.!-]|{'|'.join(p for p in INTRODUCED if not p.isascii())}"
    rf"|(?:{'|'.join(p for p in INTRODUCED if p.isascii())})(?![a-z]))+"
)
_ANNOUNCES = re.compile(ANNOUNCES)
_WORDS = re.compile("[\u3400-\u9fff]|[a-z0-9]+")
_POLITE = {"thanks", "acknowledged", "close", "if", "testing", "satisfied", "praise"}  # at the end, no part of it

Read = tuple[Clause, tuple[str, ...]]  # a clause and its signs


def further_problem(text: str, read: Sequence[Read], taken: Sequence[bool]) -> str:
    """
    Another problem as it was written, "" without.

    Args:
        read: the clauses of *text* with their signs.
        taken: which of them tell of another problem.
    """
    return _joined(text, [_span(text, run) for run in _runs(read, taken)])


def _runs(read: Sequence[Read], taken: Sequence[bool]) -> Iterator[list[Read]]:
    """Clauses that follow one another."""
    run: list[Read] = []
    for one, own in zip(read, taken, strict=True):
        if own:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _span(text: str, run: Sequence[Read]) -> tuple[int, int]:
    """Where the matter itself stands: without what announces it, and without thanks behind it."""
    kept = list(run)
    while len(kept) > 1 and _is_polite(*kept[-1], closing=kept[-1][0].sentence > kept[-2][0].sentence):
        kept.pop()
    while len(kept) > 1 and _ANNOUNCES.fullmatch(kept[0][0].text):
        kept.pop(0)
    start, end = kept[0][0].start, kept[-1][0].end
    if kept[0][0].further:
        match = _INTRODUCED.match(plain_of(text[start:end]))
        start += match.end() if match and match.end() < end - start else 0
    while end < len(text) and text[end] in _ENDS:
        end += 1
    return start, end


def _is_polite(clause: Clause, signs: tuple[str, ...], *, closing: bool) -> bool:
    """closing: it begins a sentence, as a name or a greeting at the end does."""
    short = len(_WORDS.findall(clause.text)) <= _NAME_WORDS
    if signs:
        return _POLITE.issuperset(signs) and (short or set(signs) != {"acknowledged"})
    return closing and short and not any(char.isdigit() for char in clause.text)


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Matters that follow one another stay as they were written."""
    if not spans:
        return ""
    parts = [list(spans[0])]
    for start, end in spans[1:]:
        if len(text[parts[-1][1] : start]) <= _NEAR:
            parts[-1][1] = end
        else:
            parts.append([start, end])
    return "\n".join(text[start:end].strip() for start, end in parts)
