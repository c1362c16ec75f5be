"""A few Chinese characters in GBK, in which statistics find letters of other alphabets."""

from __future__ import annotations

import re

JAPANESE = frozenset({"cp932", "shift_jis_2004"})
SHORT_BYTES = 64  # beyond ASCII: in so few statistics find letters of any alphabet
# What chardet takes a few Chinese characters for.
MISTAKEN = frozenset({
    "koi8-r", "koi8-u", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "iso8859-2", "iso8859-5",
    "iso8859-7", "cp932", "shift_jis_2004", "cp949",
})  # fmt: skip

_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON_CHINESE = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]|\xa3[\xa1-\xfe]|\xa1[\xa2-\xc3])+")  # GB 2312 level 1, signs
_HANGUL_ONLY = re.compile(rb"(?:[\xb0-\xc8][\xa1-\xfe])+")  # KS X 1001; those bytes are common in Chinese, too
_SURELY_CHINESE = re.compile("[的一是不了在有我这中大来上个到说们为和你出会时要可以能请帮忙打机电网李王张刘陈]")
_UNLIKELY = re.compile("[\uff66-\uff9f\x80-\x9f]")  # half-width kana, C1 controls
_HAN_ONLY = re.compile("[\x00-\x7f\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]*")


def looks_like_short_chinese(data: bytes, guess: str) -> bool:
    """A name or a subject in GBK: common characters only, or what would hold half-width kana or controls otherwise."""
    if guess not in MISTAKEN:
        return False
    runs = _RUN.findall(data)
    text = _as_chinese(data)
    if not runs or text is None or not _HAN_ONLY.fullmatch(text) or sum(map(len, runs)) > SHORT_BYTES:
        return False
    if _UNLIKELY.search(data.decode(guess, "replace")):
        return True
    if guess in JAPANESE or not all(map(_COMMON_CHINESE.fullmatch, runs)) or max(map(len, runs)) < 4:
        return False
    if guess == "cp949":
        return not all(map(_HANGUL_ONLY.fullmatch, runs)) or bool(_SURELY_CHINESE.search(text))
    # KOI8-R and words in capitals have no second bytes but these.
    return any(not 0xC0 <= byte <= 0xDF for run in runs for byte in run[1::2])


def _as_chinese(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None
