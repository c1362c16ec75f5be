"""Recognise the label of a form's line, however it is dressed: **1. 姓　名（必填）*, 【部门】, Your phone no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from parsers.phrases import form_labels as words

LONGEST = 60  # characters of a label with its hint in brackets; forms have shorter ones

Vocabulary = tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]
REGISTRATION: Vocabulary = (words.REGISTRATION, words.REGISTRATION_DOUBTFUL)
PROGRESS: Vocabulary = (words.PROGRESS, {})
ESCALATION: Vocabulary = (words.ESCALATION, {})
ARTICLE: Vocabulary = (words.ARTICLE, {})

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NUMBERING = re.compile(
    r"(?:\(?[0-9]{1,2}\s?[.)、:](?![0-9])|\(?[一二三四五六七八九十]{1,3}[)、.]|[a-z][.)](?=\s)"
    r"|[-*•·●○◦▪■□◆◇★☆※‣+#~|✓✔◎▶►→]+|q[0-9]{0,2}[.:])\s*",
    re.IGNORECASE,
)
_CIRCLED = re.compile(r"[\u2460-\u249b\u24ea-\u24ff]\s*")  # NFKC makes ① a bare 1
_HINT = re.compile(r"[(\[【<{][^()\[\]【】<>{}]{0,40}[)\]】>}]")
_WRAPPED = re.compile(r"[【\[「『〖<《“\"‘'](.{1,40})[】\]」』〗>》”\"’']")
_EDGES = " \t*_`~•·\"'“”‘’:?!、,。.-|"
_JOINTS = re.compile(r"\s*(?:/|、|&|\+|\||及|和|与|或|\band\b|\bor\b)\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """
    Attributes:
        fields: usually one; 部门/工号 has two, in this order.
        sure: nothing but a form has such a word before a colon.
        dressed: bold, in brackets, a heading: a label even with nothing behind it.
    """

    fields: tuple[str, ...]
    sure: bool
    dressed: bool = False


class Labels:
    """The labels of one form, ready to be looked up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        sure, doubtful = vocabulary
        self._known = {label_key(word): (field, False) for field, found in doubtful.items() for word in found}
        self._known |= {label_key(word): (field, True) for field, found in sure.items() for word in found}

    def read(self, text: str) -> Label | None:
        """The label that *text* is, nothing left over; None when it is none."""
        if not text or len(text) > LONGEST:
            return None
        return _read(self, text)

    def read_anew(self, text: str) -> Label | None:
        plain = unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).casefold()
        bare, dressed = _undressed(plain)
        found = self._look_up(bare) or self._compound(bare)
        if not found:
            return None
        fields = tuple(dict.fromkeys(field for field, _ in found))
        return Label(fields, any(sure for _, sure in found), dressed)

    def _look_up(self, bare: str) -> list[tuple[str, bool]]:
        key = label_key(bare)
        if key in self._known:
            return [self._known[key]]
        for rest in _trimmed(key):
            if rest in self._known:
                return [self._known[rest]]
        return self._in_two_languages(bare)

    def _in_two_languages(self, bare: str) -> list[tuple[str, bool]]:
        """姓名 Name: both halves are labels of the same field."""
        chinese = "".join(_CJK.findall(bare))
        latin = label_key(_CJK.sub(" ", bare)).strip(" /-|()")
        pair = [self._known.get(chinese), self._known.get(latin)] if chinese and latin else []
        found = [entry for entry in pair if entry]
        return found if len(found) == 2 and found[0][0] == found[1][0] else []

    def _compound(self, bare: str) -> list[tuple[str, bool]]:
        """部门/工号, phone or email: every part is a label."""
        parts = _JOINTS.split(bare)
        if not 2 <= len(parts) <= 3:
            return []
        found = [self._look_up(part)[:1] for part in parts]
        return [entry for part in found for entry in part] if all(found) else []


@lru_cache(maxsize=4096)
def _read(labels: Labels, text: str) -> Label | None:
    return labels.read_anew(text)


def _trimmed(key: str) -> Iterator[str]:
    """*key* without the words before and behind a label that add nothing."""
    heads = [key, *(key.removeprefix(word).strip(" 的") for word in words.BEFORE if key.startswith(word))]
    yield from heads[1:]
    yield from (head.removesuffix(word).strip() for head in heads for word in words.BEHIND if head.endswith(word))


def label_key(text: str) -> str:
    """As labels are compared: NFKC, lower case, blanks single, and none where there is Chinese."""
    parts = unicodedata.normalize("NFKC", text).casefold().split()
    joined = " ".join(parts)
    return "".join(parts) if _CJK.search(joined) else joined


def _undressed(text: str) -> tuple[str, bool]:
    """Without numbering, bold marks, brackets and hints; and whether there was any that makes a heading."""
    dressed = text.lstrip().startswith(("**", "__", "#", "【", "[", "「", "『", "〖", "■", "◆", "▶", "►"))
    text = text.strip()
    for _ in range(3):
        numbering = _NUMBERING.match(text)
        if not numbering or numbering.end() == len(text):
            break
        text = text[numbering.end() :]
    text = text.strip(_EDGES)
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1].strip(_EDGES)
    without = _HINT.sub("", text)
    return (without if without.strip(_EDGES) else text).strip(_EDGES), dressed
