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
        "确认是我本人发的，谢谢",
        "确认无误",
        "确认 李雷",
        "好的，是我",
        "没错，是我写的",
        "Yes, that was me. Thank you!",
        "您好，确认",
        "您好！是我发的",
        "您好\n确认",
        "王老师您好：\n\n确认，谢谢",
        "张工，您好！确认是我",
        "技术支持团队，你好\n是的",
        "Hi,\nyes",
        "Hello, yes it was me",
        "Dear support team,\n\nConfirmed.",
        "Good morning Anna, it was me",
        "Hi Anna\nyes",
    ],
)
def test_a_yes_is_a_yes(text: str) -> None:
    assert says_yes(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "不是我",
        "不是我发的",
        "No",
        "no, that's not me",
        "Not me!",
        "否",
        "不确认",
        "It wasn’t me",
        "您好，没有发过",
        "Hi, no",
    ],
)
def test_a_no_is_a_no(text: str) -> None:
    assert says_yes(text) is False


@pytest.mark.parametrize(
    "text", ["", "  \n", "now what?", "okapi", "请问这是什么邮件？", "yesterday I wrote", "Hello, who are you and " * 3]
)
def test_anything_else_is_neither(text: str) -> None:
    assert says_yes(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "对不起，不是我发的",
        "本人没有发过此邮件",
        "确认不是我",
        "这不是我写的",
        "我没有写过这封信",
        "好的，但我没有写",
        "I confirm that it was not me",
        "Sorry, that wasn’t me",
        "不是我同学，您好",
        "Dear team,\nit was not me",
        "Hello not me\nyes",
    ],
)
def test_a_no_behind_other_words_is_a_no(text: str) -> None:
    """The first of them begin with words of a yes."""
    assert says_yes(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "是谁发的",
        "是不是我发的？我忘了",
        "对方冒充我",
        "对了，打印机又坏了",
        "可以解释一下吗",
        "可以的话请来电",
        "本人正在休假",
        "确认一下，这是什么邮件",
        "Yes? What is this",
        "OK, but who are you",
        "Sure I never wrote that",
        "我不是老师，您好\n确认",
        "Dear team it was somebody else\nok",
        "是我" * 29 + "吧呀",
    ],
)
def test_a_yes_with_doubt_behind_it_is_neither(text: str) -> None:
    assert says_yes(text) is None
