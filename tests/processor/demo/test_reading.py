"""What people take from the desk's mails."""

from __future__ import annotations

import pytest
from support.mails import make_mail

from processor.demo.reading import first_line, follow, gist, read

LINK = "<mailto:support@desk.example?subject=Re%3A%20%5BTS-20261122-001%5D%20%23%E5%8F%97%E7%90%86"
TEXT = f"快捷操作\n\n受理：{LINK}%20%23key%3Dabc>\n升级：{LINK}&body=%E5%8E%9F%E5%9B%A0%EF%BC%9A%0D%0A>\n"


def test_a_mail_of_the_desk_is_read_as_a_mail_program_shows_it() -> None:
    raw = make_mail(subject="三楼打印机卡纸", body="面板显示 E3-02。\n")

    letter = read(raw, "li@example.org", "TS-20261122-001")

    assert (letter.subject, letter.text.strip()) == ("三楼打印机卡纸", "面板显示 E3-02。")
    assert letter.message_id.startswith("<") and letter.message_id.endswith(">")
    assert (letter.recipient, letter.ticket) == ("li@example.org", "TS-20261122-001")


def test_a_link_gives_its_subject_and_its_body() -> None:
    assert follow(TEXT, "受理") == ("Re: [TS-20261122-001] #受理 #key=abc", "")
    assert follow(TEXT, "升级") == ("Re: [TS-20261122-001] #受理", "原因：\n")


@pytest.mark.parametrize("label", ["已解决", "受", "理", ".*"])
def test_a_link_that_is_not_there_cannot_be_followed(label: str) -> None:
    with pytest.raises(ValueError, match="no link"):
        follow(TEXT, label)


def test_the_gist_leaves_out_marker_salutation_and_quotation() -> None:
    text = "-------- 请在此线以上回复 --------\n\n王芳，您好：\n\n> 打不开\n\n您的问题已登记。\n工单号：1\n"

    assert gist(text) == first_line(text) == "您的问题已登记。"


def test_the_gist_of_a_receipt_is_what_became_of_the_command() -> None:
    text = "没有执行。\n\n✘ #reslove\n  没有这个命令。\n  可改为：#resolve\n\n快捷操作\n"

    assert gist(text) == "✘ #reslove  可改为：#resolve"
    assert gist("已执行。\n\n✔ #受理：已登记 → 已受理\n\n  离得远\n") == "✔ #受理：已登记 → 已受理"


def test_a_mail_that_says_nothing_has_no_gist() -> None:
    assert gist("您好：\n\n") == ""
