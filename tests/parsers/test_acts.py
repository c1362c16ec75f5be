"""Lines below a digest: which ticket, and what is to be done with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.acts import read_acts
from parsers.message import Command

FOUR, SEVEN = "TS-20261122-004", "TS-20261122-007"


@pytest.mark.parametrize(
    ("line", "name", "value", "words"),
    [
        (f"{FOUR} → 李雷", "assign", "李雷", ""),
        (f"- {FOUR.lower()} -> Li Lei", "assign", "Li Lei", ""),
        (f"[{FOUR}]给张伟，他熟悉", "assign", "张伟", "他熟悉"),
        (f"1. {FOUR} assign=李雷", "assign", "李雷", ""),
        (f"{FOUR} to “Li Lei”", "assign", "Li Lei", ""),
        (f"{FOUR} 催办", "urge", "", ""),
        (f"【{FOUR}】加急处理", "urge", "", "处理"),
        (f"{FOUR} urge, the CFO waits", "urge", "", "the CFO waits"),
        (f"{FOUR}：升级=硬件 主板坏了", "escalate", "硬件", "主板坏了"),
        (f"{FOUR} 升级 硬件组", "escalate", "", "硬件组"),
        ("ＴＳ－20261122－004　#优先级＝紧急", "priority", "紧急", ""),
        (f"{FOUR} #due=明天17:00", "due", "明天17:00", ""),
    ],
)
def test_a_line_orders_something_about_its_ticket(line: str, name: str, value: str, words: str) -> None:
    (act,) = read_acts(line).acts

    assert (act.number, act.order, act.words) == (FOUR, Command(name, value), words)


@pytest.mark.parametrize("said", ["这个怎么回事", "升级了吗？", "不要升级", "is this escalated?", "", "→"])
def test_what_orders_nothing_is_told_and_not_guessed(said: str) -> None:
    (act,) = read_acts(f"{FOUR} {said}").acts

    assert act.order is None


def test_several_tickets_in_a_line_get_the_same() -> None:
    acts = read_acts(f"您好：\n{FOUR}、{SEVEN}：催办\n请抓紧！\n谢谢")

    assert [(act.number, act.order) for act in acts.acts] == [(FOUR, Command("urge")), (SEVEN, Command("urge"))]
    assert acts.unread == ("请抓紧！",)


def test_several_things_in_one_line_are_done_each() -> None:
    acts = read_acts(f"{FOUR} → 李雷　{FOUR} 催办; {SEVEN}: 升级=硬件组 主板坏了").acts

    assert [(act.number, act.order) for act in acts] == [
        (FOUR, Command("assign", "李雷")), (FOUR, Command("urge")), (SEVEN, Command("escalate", "硬件组"))
    ]  # fmt: skip
    (act,) = read_acts(f"{FOUR} 升级=硬件组 与 {SEVEN} 同一原因").acts
    assert act.words == f"与 {SEVEN} 同一原因"


@given(st.text(alphabet='TS-2026112004 →=:：升级催办#，, \n"“a', max_size=200))
def test_any_text_is_read_to_its_end(text: str) -> None:
    for act in read_acts(text).acts:
        assert act.number.startswith("TS-")
