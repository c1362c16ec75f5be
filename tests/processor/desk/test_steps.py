from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.desk.steps import read_step


@pytest.mark.parametrize(
    "text",
    [
        "处理步骤：更换硒鼓\n结果：打印恢复正常\n下一步计划：明天上午回访",
        "采取措施: 更换硒鼓\n处理结果: 打印恢复正常\n下一步: 明天上午回访",
        "您好，\n【处理步骤】更换硒鼓\n【结果】打印恢复正常\n【下一步计划】明天上午回访\n谢谢",
    ],
)
def test_labelled_lines_are_step_result_and_plan(text: str) -> None:
    step = read_step(text)

    assert (step.step, step.result, step.next_plan) == ("更换硒鼓", "打印恢复正常", "明天上午回访")
    assert step.rows("zh") == (("处理步骤", "更换硒鼓"), ("结果", "打印恢复正常"), ("下一步计划", "明天上午回访"))


def test_english_labels_are_read_too() -> None:
    step = read_step(
        "Step: replaced the drum\nResult: it prints again\nNext plan: call tomorrow\nReason: late delivery"
    )

    assert step.detail() == {
        "step": "replaced the drum",
        "result": "it prints again",
        "plan": "call tomorrow",
        "why": "late delivery",
    }


def test_free_text_is_the_step_as_a_whole() -> None:
    text = "换了硒鼓，结果还是卡纸。\n\n明天带新的搓纸轮过来。"

    step = read_step(text)

    assert (step.step, step.result, step.next_plan) == (text, "", "")
    assert step.rest == text and step.rows("zh") == ()


def test_what_stands_beside_the_labels_is_the_step_if_none_is_labelled() -> None:
    step = read_step("换了硒鼓。\n下一步计划：明天回访")

    assert (step.step, step.next_plan) == ("换了硒鼓。", "明天回访")
    assert step.rows("zh") == (("下一步计划", "明天回访"),) and step.rest == "换了硒鼓。"


WORD = st.text("abcdefgh", min_size=3, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["处理步骤：", "结果：", "下一步计划：", "原因：", ""]), WORD), max_size=8))
def test_no_word_is_lost_to_the_user(lines: list[tuple[str, str]]) -> None:
    """What is labelled twice counts once in the record; the mail has all of it."""
    step = read_step("\n".join(label + word for label, word in lines))

    told = step.rest + str(step.rows("zh"))
    assert all(word in told for label, word in lines)
