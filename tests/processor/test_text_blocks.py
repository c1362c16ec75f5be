"""Blocks of the text of mails."""

from __future__ import annotations

import pytest

from processor.text_blocks import apart, named


@pytest.mark.parametrize(
    ("name", "between", "first", "last"),
    [
        ("ERP 组", " ERP 组", "ERP 组", " ERP 组"),
        ("John Smith", " John Smith ", "John Smith ", " John Smith"),
        ("桌面组", "桌面组", "桌面组", "桌面组"),
        ("三线 A2", "三线 A2 ", "三线 A2 ", "三线 A2"),
        ("（外部）", "（外部）", "（外部）", "（外部）"),
        ("", "", "", ""),
    ],
)
def test_latin_letters_stand_apart_from_chinese_words(name: str, between: str, first: str, last: str) -> None:
    assert (apart(name), apart(name, before=False), apart(name, after=False)) == (between, first, last)


def test_several_lines_stand_below_their_name_and_none_looks_like_a_row() -> None:
    rows = [("步骤", ("查线",)), ("描述", ("第一行", "工号：1")), ("计划", ())]

    assert named(rows, "：") == "步骤：查线\n描述：\n  第一行\n  工号：1\n计划："
    assert named([("Steps", ("a", "b"))], ": ") == "Steps:\n  a\n  b"
