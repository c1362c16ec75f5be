"""In which language somebody is written to, and what stands in for one that the desk does not write; pure."""

from __future__ import annotations

from functools import lru_cache

# The program's own words (labels, receipts, lists) exist in these; templates may exist in more.
WRITTEN = ("zh", "en")
# Whoever reads one of these reads the others better than simplified characters.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_HTML_LANG = {"zh": "zh-CN"}  # without the region phones show Japanese glyphs


def locale_for(language: str, default: str) -> str:
    """Of `WRITTEN`: Chinese for Chinese, English for every other language that is known, else *default*."""
    return next(tag for tag in stand_ins(language, default) if tag in WRITTEN)


@lru_cache(maxsize=256)  # asked for each part of each mail; tags are few
def stand_ins(language: str, default: str) -> tuple[str, ...]:
    """
    In what a reader of *language* can be written to, in lower case, best first; the last one is *default*.

    zh-TW → zh-tw, zh-hant, zh-hk, zh-mo, zh; en-GB → en-gb, en; fr → fr, en; each with *default* behind it.

    Args:
        language: a tag of BCP 47, in any case, also as in zh_TW; "" when nobody knows.

    Source: RFC 4647 §3.4 (subtags are left out from the end).
    """
    subtags = language.strip().replace("_", "-").lower().split("-")
    found = ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1) if subtags[0]]
    if found and found[0].startswith(_TRADITIONAL):
        found[-1:] = [*_TRADITIONAL, "zh"]
    if found and found[-1] != "zh":
        found.append("en")
    return tuple(dict.fromkeys((*found, default)))


def html_lang(tag: str) -> str:
    """What stands in `<html lang="…">` of a page written in *tag*."""
    return _HTML_LANG.get(tag, tag)
