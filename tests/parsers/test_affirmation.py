from __future__ import annotations

import pytest

from parsers.affirmation import says_yes


@pytest.mark.parametrize(
    "text",
    [
        "确认",
        "確認。",
        "是我, 谢谢",
        "是的",
        "OK",
        "ok!",
        "Yes, it's me",
        "\n\n  Confirm\n-- \nLi",
        "本人",
        "Ｏｋ",
        "It’s me",
    ],
)
def test_a_yes_is_a_yes(text: str) -> None:
    assert says_yes(text) is True


@pytest.mark.parametrize(
    "text", ["不是我", "不是我发的", "No", "no, that's not me", "Not me!", "否", "不确认", "It wasn’t me"]
)
def test_a_no_is_a_no(text: str) -> None:
    assert says_yes(text) is False


@pytest.mark.parametrize(
    "text", ["", "  \n", "now what?", "okapi", "请问这是什么邮件？", "yesterday I wrote", "Hello, who are you and " * 3]
)
def test_anything_else_is_neither(text: str) -> None:
    assert says_yes(text) is None
