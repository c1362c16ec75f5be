from __future__ import annotations

import pytest

from parsers import charsets
from parsers.charsets import decode
from parsers.short_chinese import MISTAKEN, looks_like_short_chinese


@pytest.mark.parametrize("text", ["李雷\n请帮忙", "刘洋\n显示器黑屏", "財務報表", "回复：账号锁定"])
def test_a_few_chinese_characters_are_no_other_alphabet(text: str) -> None:
    assert charsets.guess(text.encode("gbk")) == "gb18030"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Иван\nПривет", "koi8-r"), ("Мария\nПОМОЩЬ", "cp1251"), ("김철수\n프린터 고장", "cp949"),
        ("Łódź żółć", "cp1250"),
        ("田中太郎\nプリンタ故障", "cp932"), ("Müller\nÄrger mit Größe", "cp1252"), ("Γιώργος\nΒοήθεια", "cp1253"),
    ],
)  # fmt: skip
def test_other_alphabets_are_not_chinese(text: str, codec: str) -> None:
    assert not looks_like_short_chinese(text.encode(codec), codec)
    assert charsets.guess(text.encode(codec)) == codec


def test_long_texts_are_left_to_statistics() -> None:
    assert not looks_like_short_chinese(("请帮忙" * 20).encode("gbk"), "koi8-r")


def test_text_without_a_character_beyond_ascii_is_no_chinese() -> None:
    """What is labelled UTF-7 and is none may be such a text."""
    assert not looks_like_short_chinese(b"+!", "cp1251")
    assert not any(looks_like_short_chinese(b"+!", guess) for guess in MISTAKEN)
    assert decode(b"+!", "utf-7")[0] == "+!"
