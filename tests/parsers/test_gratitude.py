"""Mails that only thank."""

from __future__ import annotations

import pytest

from parsers.gratitude import is_only_gratitude


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "谢谢！",
        "好的，收到，谢谢。",
        "辛苦了",
        "Thanks!",
        "Thank you very much.",
        "ok, got it",
        "收到\n\n祝工作顺利",
        "好的，我知道了",
        "收到您的邮件，谢谢！",
        "嗯嗯好的",
        "👍",
        "Good morning, thanks!",
        "Noted, will do",
    ],
)
def test_thanks_are_only_thanks(text: str) -> None:
    assert is_only_gratitude(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "谢谢，还是不行",
        "谢谢。请问软件在哪里下载？",
        "打印机坏了",
        "Thanks, but it crashed again",
        "谢谢" * 200,
        "明天再看",
        "对了，资产编号是 ZC-1234。",
        "行政部也有",
        "下周一可以过来",
        "我的电脑是联想的，谢谢",
        "Sure it is the blue one",
        "I see the same on my phone",
    ],
)
def test_whoever_says_more_has_something_to_say(text: str) -> None:
    assert not is_only_gratitude(text)
