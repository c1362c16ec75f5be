"""Guess the language of a text by script and stop-words."""

from __future__ import annotations


def guess_language(text: str) -> str:
    """ISO 639-1 code of the language of *text*; "" when there is nothing to go by."""
    if any("\u3040" <= c <= "\u30ff" for c in text):
        return "ja"
    if any("\uac00" <= c <= "\ud7a3" for c in text):
        return "ko"
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh"
    return "en" if " the " in text.lower() else ""
