"""What engineers answer to "reply ok to send this draft, or write your own"."""

from __future__ import annotations

import pytest

from parsers.affirmation import read_consent


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "OK.",
        "Ok!",
        "确认",
        "确认。",
        "确认发送",
        "好的",
        "好的，发吧",
        "可以",
        "Yes, send it.",
        "“ok”",
        "ＯＫ",
        "发送\n",
        "确认\n\n谢谢！",
        "您好：\n\n确认",
        "ok\n\nBest regards\nHan Meimei",
        "好的\n韩梅梅",
        "LGTM",
        "Hi,\nok\nThanks,",
    ],
)
def test_a_bare_yes_sends(text: str) -> None:
    author = "Han Meimei" if "Han" in text else "韩梅梅"

    assert read_consent(text, author) == ("send", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "收到",
        "谢谢",
        "👍",
        "不行",
        "No.",
        "noted",
        "先别发，等我更新一下",
        "不要发，明天再说",
        "Please don't send this yet.",
        "ok, but change Friday to Thursday",
        "ok，但是把周五改成周四",
        "好的，已经更换了硬盘",
        "好的 麻烦改成周四",
        "Yes - but tell them Thursday",
        "ok but later",
        "Not yet",
        "不，还没好",
        "thanks",
    ],
)
def test_what_is_not_sure_is_not_guessed(text: str) -> None:
    assert read_consent(text)[0] == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "已更换硒鼓，正在测试。",
        "可以正常打印了，明天回访",
        "确认是主板故障，已下单备件",
        "No news yet: the part comes on Friday.",
        "Yes we changed the drive; testing now",
        "已下单",
        "处理步骤：更换电源\n结果：可以开机",
        "未解决原因：等待备件",
        "对比日志后发现是端口冲突",
        "Sending the part took longer",
        "是主板的问题",
        "行政部的网络已恢复，其余待查",
        "okra",
        "不间断电源已更换",
    ],
)
def test_own_words_are_own_words(text: str) -> None:
    assert read_consent(text) == ("words", "")


def test_what_stands_below_a_yes_is_handed_on() -> None:
    assert read_consent("ok\n未解决原因：等待备件\n谢谢") == ("send", "未解决原因：等待备件")
    assert read_consent("确认\n但请把周五改成周四") == ("send", "但请把周五改成周四")
