"""The clauses of an answer, and what each says: the steps before parsers.answers draws its conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from parsers.phrases.answers import (
    CHINESE,
    CONTRASTS,
    EMOJI,
    ENGLISH,
    FORM,
    FURTHER,
    NO,
    PARTS,
    PICTURES,
    THANKS_AFTER,
    YES,
)
from parsers.phrases.traditional import SIMPLIFIED

MAX_CLAUSE = 300  # characters that are looked at; nobody says more between two commas

_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0x2019: 0x27, 0x2018: 0x27}
_HAN = "\u3400-\u9fff"
_NO_SCORE = "".join(f"(?<!{word} )" for word in ("score", "rating", "score:", "rating:", "give", "a", "of"))
_END = re.compile(
    rf"(?P<hard>[。!?;…\n]+|\.+(?=\s|$|[{_HAN}]))"  # a sentence
    rf"|(?P<list>{_NO_SCORE}(?:(?<=[\s,。;!])|(?<![\s\S]))\(?[1-9][.、)](?=[^0-9]))"  # 1. 2)
    r"|(?P<soft>(?:,(?!(?<=\d,)\d{3}(?!\d))|[、~|])+|\s[-–—]+\s|—+"
    rf"|(?<=[{_HAN}])[ \t]+(?=[{_HAN}])|(?<=[了啦])[ \t]+|[ \t]{{2,}})"
)


def _table(entries: tuple[str, ...]) -> tuple[str, str]:
    """The Chinese and the Latin phrases as alternatives of regular expressions."""
    latin = "|".join(entry for entry in entries if entry.isascii())
    chinese = "|".join(entry for entry in entries if not entry.isascii())
    return chinese, rf"(?<![a-z])(?:{latin})(?![a-z])"


_CONTRAST = re.compile("|".join(_table(CONTRASTS)))
_FURTHER = re.compile(rf"\s*(?:(?:and|oh|so|哦|嗯|啊|p\.?s\.?:?)\s+)?(?:{'|'.join(_table(FURTHER))})")
# These announce something wherever they stand; the rest only at the beginning of a clause.
_ANYWHERE = re.compile(
    "另外(?!一[台位部]|那台|的[人机电])|此外|顺便(?=问|说|请|反|想|帮|再|还|提)"
    "|还有(?=个问题|一个|个事|一件|件事|就是)|by the way|btw"
)


# Thanks, or anything behind a picture, that follow without a sign of punctuation: "可以了谢谢", "works now thx".
_UNMARKED = re.compile(
    f"(?:(?<=[{THANKS_AFTER}])|(?<=正常)) ?(?=(?:非常|十分|太|多|很|真的?是?)?"
    "(?:谢谢|感谢|谢啦|谢了|多谢|唔该|3q|thx|thanks))"
    rf"|(?<=[{PICTURES}]) *(?=[{_HAN}a-z])"
    r"|(?<!no)(?<!say)(?<!and)(?<!many)(?<!lot of)(?<!lots of) "
    r"(?=(?:many |a lot of )?(?:thanks|thank you|thank u|thx|tks|cheers)(?![a-z]))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """
    Attributes:
        text: plain: lower case, simplified, half width.
        start, end: where it stands in the answer.
        sentence, paragraph: counted from 0.
        asked: a question mark follows.
        contrast: "but" stands before it. further: "another thing" does.
    """

    text: str
    start: int
    end: int
    sentence: int
    paragraph: int
    asked: bool
    contrast: bool
    further: bool


def plain_of(text: str) -> str:
    """*text* as it is compared, of the same length: positions stay those of the answer."""
    same = text.translate(_FULL_WIDTH)
    lower = same.lower()
    if len(lower) != len(same):  # İ has two lower letters
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in same)
    return lower.translate(SIMPLIFIED)


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of an answer from first to last; none is empty."""
    plain = plain_of(text)
    found: list[Clause] = []
    announced = (False, False)
    for piece in _pieces(plain):
        parts, announced = _parts(plain, piece, announced)
        found += parts
    if announced[0]:
        found.append(Clause("…", len(text), len(text), found[-1].sentence if found else 0, 0, False, True, False))
    return tuple(found)


def _pieces(plain: str) -> Iterator[Clause]:
    """What stands between signs of punctuation."""
    at = sentence = paragraph = 0
    for mark in _END.finditer(plain):
        asked = "?" in mark[0]
        yield Clause(plain[at : mark.start()], at, mark.start(), sentence, paragraph, asked, False, False)
        at = mark.end()
        sentence += mark.lastgroup == "hard"
        paragraph += "\n" in mark[0]
    yield Clause(plain[at:], at, len(plain), sentence, paragraph, False, False, False)


def _parts(plain: str, piece: Clause, announced: tuple[bool, bool]) -> tuple[list[Clause], tuple[bool, bool]]:
    """A piece divided at the words that announce something else; and what is announced for the next one."""
    found: list[Clause] = []
    at, (contrast, further) = piece.start, announced
    while at < piece.end:
        if mark := _FURTHER.match(plain, at, piece.end):
            at, further = mark.end(), True
            continue
        mark = _next_mark(plain, at, piece.end)
        stop = mark.start() if mark else piece.end
        if part := _clause(plain, at, stop, piece, (contrast, further, not mark)):
            found.append(part)
            contrast = further = False
        at = mark.end() if mark else piece.end
        contrast |= bool(mark and mark.re is _CONTRAST)
        further |= bool(mark and mark.re is _ANYWHERE)
    return found, (contrast, further)


def _next_mark(plain: str, at: int, end: int) -> re.Match[str] | None:
    end = min(end, at + MAX_CLAUSE)
    marks = (_CONTRAST.search(plain, at, end), _ANYWHERE.search(plain, at, end), _UNMARKED.search(plain, at + 1, end))
    return min((mark for mark in marks if mark), key=lambda mark: mark.start(), default=None)


def _clause(plain: str, start: int, end: int, piece: Clause, marks: tuple[bool, bool, bool]) -> Clause | None:
    contrast, further, last = marks
    text = plain[start:end]
    start += len(text) - len(text.lstrip(" \t\r:：\"'“”()（）"))
    text = plain[start:end].rstrip(" \t\r\"'“”()（）")
    if not text:
        return None
    return Clause(
        text, start, start + len(text), piece.sentence, piece.paragraph, piece.asked and last, contrast, further
    )


# ---------------------------------------------------------------- what a clause says


_FORM = re.compile(FORM)
_YES = re.compile(f"(?:{YES})[ 的啊呀了]*")
_NO = re.compile(f"(?:{NO})[ 的啊呀]*")


@cache
def _signs() -> re.Pattern[str]:
    """All phrases in one expression; the name of a group is the kind behind a letter for the language."""
    chinese = [f"(?P<c_{kind}>{_alternatives(phrases)})" for kind, phrases in CHINESE.items()]
    english = [f"(?P<e_{kind}>(?<![a-z])(?:{_alternatives(phrases)})(?![a-z]))" for kind, phrases in ENGLISH.items()]
    emoji = [f"(?P<m_{kind}>[{signs}])" for kind, signs in EMOJI.items()]
    return re.compile("|".join([*chinese, *english, *emoji]))


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(_filled(phrase, PARTS) for phrase in phrases)


def _filled(phrase: str, parts: Mapping[str, str]) -> str:
    for name, pattern in parts.items():
        phrase = phrase.replace(f"{{{name}}}", pattern)
    return phrase


def signs_of(clause: Clause) -> tuple[str, ...]:
    """The kinds of phrases in a clause, in their order; of two that overlap the first."""
    if form := form_of(clause):
        return (form,)
    found = _signs().finditer(clause.text[:MAX_CLAUSE])
    return tuple(match.lastgroup.partition("_")[2] for match in found if match.lastgroup)


def form_of(clause: Clause) -> str:
    """What "solved: yes" says, our question with its answer behind; "" for any other clause."""
    form = _FORM.search(clause.text[:MAX_CLAUSE])
    if not form:
        return ""
    good = form["yes"] is not None
    if form["kind"] in ("满意", "satisfied"):
        return "satisfied" if good else "dissatisfied"
    return "solved" if good else "unsolved"


def yes_or_no(text: str) -> bool | None:
    """What a clause of nothing but yes or no says; None for anything else."""
    if _YES.fullmatch(text):
        return True
    return False if _NO.fullmatch(text) else None
