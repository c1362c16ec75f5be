"""What people type beside the language: it is understood, or the receipt says how it is written, with a link."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.talk import HAN, WANG, Talk

from db.connection import Store
from processor.parsing import Parser


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def test_signs_of_commands_in_a_users_title_do_not_stand_in_the_way_of_those_who_answer(talk: Talk) -> None:
    talk.write(WANG, subject="#紧急# Excel 报 #REF! 打不开", body="附件打不开，请问怎么办？\n")
    number = talk.bench.tickets()[-1].number

    (answer,) = talk.write(HAN, subject=f"Re: [{number}] #紧急# Excel 报 #REF! 打不开", body="我看一下。\n")
    cut = talk.write(HAN, subject=f"Re: [{number}] #紧急# Excel 报 #RE #进展", body="重装了 Office\n")
    wrong = talk.write(HAN, subject=f"Re: [{number}] #紧急# Excel #reslove", body="好了\n")

    assert (answer.kind, answer.to) == ("answer", WANG)
    assert "progress" in {mail.kind for mail in cut}
    assert "#reslove" in wrong[0].text and "✘ #紧急" not in wrong[0].text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("#指派 刘洋", "#指派=刘洋"),
        ("#指派 给刘洋 谢谢", "#指派=刘洋"),
        ("#assign to 刘洋", "#指派=刘洋"),
        ("#指派给刘洋", "#指派=刘洋"),
        ("#优先级 紧急", "#优先级=紧急"),
        ("#紧急", "#优先级=紧急"),
        ("#urgent", "#优先级=紧急"),
        ("#priority=hihg", "#优先级=紧急"),
        ("#挂起 下周一", "#挂起=下周一"),
        ("#due=next Friday", "#期限=next Friday"),
        ("#列表 超时", "#列表=超时"),
        ("#help assign", "#帮助=assign"),
        ("#in_progress", "#受理"),
        ("#解决了", "#解决"),
    ],
)
def test_what_is_almost_right_is_offered_as_it_would_be(talk: Talk, typed: str, offered: str) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")
    ticket = talk.bench.tickets()[-1]

    (receipt,) = talk.write(HAN, subject=f"Re: [{ticket.number}] 请问怎么设置双面打印 {typed}", body="")

    assert f"  可改为：{offered}" in receipt.text.splitlines()
    assert talk.bench.tickets()[-1] == ticket


@pytest.mark.parametrize(
    "subject", ["[{}] #关注 请问怎么设置双面打印", "#关注 Re: [{}] 请问怎么设置", "{} #关注", "[{}] #关注 谢谢"]
)
def test_a_title_behind_a_command_is_no_value_of_it(talk: Talk, subject: str) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")
    number = talk.bench.tickets()[-1].number

    (receipt,) = talk.write(HAN, subject=subject.format(number), body="")

    assert "✔ #关注" in receipt.text


def test_an_empty_answer_is_not_called_a_command(talk: Talk) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")

    (receipt,) = talk.write(HAN, subject=f"Re: [{talk.bench.tickets()[-1].number}]", body="")

    assert "✘ 答复用户" in receipt.text and "#answer" not in receipt.text


def test_what_was_not_carried_out_has_no_result(talk: Talk) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")

    (receipt,) = talk.write(HAN, subject=f"Re: [{talk.bench.tickets()[-1].number}] #列表 #reslove", body="")

    assert "我的未结工单" not in receipt.text


@pytest.mark.parametrize("subject", ["#帮助。", "#Help!", "#help？", "＃帮助！", "#HELP..."])
def test_the_end_of_a_sentence_belongs_to_the_command_before_it(talk: Talk, subject: str) -> None:
    (manual,) = talk.write(WANG, subject=subject, body="")

    assert manual.kind == "user_receipt"
    assert not talk.bench.tickets()


def test_a_receipt_is_in_one_language_whatever_that_of_the_words(talk: Talk) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")
    number = talk.bench.tickets()[-1].number
    body = "The mainboard must be replaced, and another power supply did not help.\n"

    (receipt,) = talk.write(HAN, subject=f"Re: [{number}] #escalate=nobody", body=body)

    assert "没有找到“nobody”" in receipt.text and "is nobody we know" not in receipt.text


def test_a_team_is_found_without_the_word_for_team(talk: Talk) -> None:
    talk.write(WANG, subject="请问怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")
    number = talk.bench.tickets()[-1].number

    mails = talk.write(HAN, subject=f"Re: [{number}] #指派=硬件", body="")

    assert any("硬件组" in mail.text for mail in mails if mail.kind == "receipt")
