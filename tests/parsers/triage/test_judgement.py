from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from support.cost import within
from support.tickets_to_learn import TOPICS, examples

from parsers.triage.evaluation import known_before
from parsers.triage.judgement import Model, judge
from parsers.triage.learning import learn
from parsers.triage.rulebook import shipped_rules
from parsers.triage.rules import chances, find_words, grounds_of
from parsers.triage.signals import Signals, facts_of

RULES = shipped_rules()

# (subject, text), category, priority
CASES = [
    (("打印机卡住", "二楼的打印机卡纸，试了两次都不行"), "hardware", None),
    (("Laptop screen flickers", "The screen of my laptop stays black since this morning."), "hardware", "important"),
    (("整层楼断网", "五楼全体同事都上不了网"), "hardware", "urgent"),
    (("Switch failure", "The core switch is down, the whole building has no network."), "hardware", "urgent"),
    (("Word 闪退", "打开文档就闪退"), "software", "important"),
    (("Forgot my Windows password", "Please reset it, I cannot log in."), "software", "important"),
    (("收到勒索邮件", "点开附件后文件都被加密了，中毒了"), "software", "urgent"),
    (("SAP posting fails", "The goods receipt cannot be posted."), "business", "important"),
    (("报销单", "报销流程审批节点希望调整一下，不急"), "business", "general"),
    (("金蝶登录", "财务部全部门登不上金蝶，下班前要开票"), "business", "urgent"),
    (("How do I share a calendar?", "Can you tell me where the manual is?"), "consultation", "general"),
    (("请问如何申请投影仪", "想了解一下流程，谢谢"), "consultation", "general"),
]


@pytest.mark.parametrize(("mail", "category", "priority"), CASES)
def test_plain_cases_are_judged_as_a_person_would(mail: tuple[str, str], category: str, priority: str | None) -> None:
    verdict = judge(Signals(*mail), RULES)

    assert verdict.category == category
    assert priority in (None, verdict.priority)


def test_the_reasons_are_words_of_the_mail_under_the_name_of_the_label() -> None:
    verdict = judge(Signals("系统瘫痪", "全部门无法登录ERP"), RULES)

    category, priority = verdict.reasons
    assert category.startswith("业务系统：") and "erp" in category
    assert priority.startswith("紧急：") and "全部门" in priority and "瘫痪" in priority


def test_reasons_are_in_the_readers_language() -> None:
    verdict = judge(Signals("keyboard broken", "", importance="low", language="en"), RULES)

    assert verdict.reasons[0].startswith("hardware: keyboard")


@pytest.mark.parametrize("calm", ["不急，有空再看", "This is not urgent at all", "没有那么紧急", "no hurry"])
def test_denied_urgency_is_none(calm: str) -> None:
    assert judge(Signals("屏幕", calm), RULES).priority == "general"


@pytest.mark.parametrize(
    "louder",
    [{"importance": "high"}, {"copied": 9}, {"vip": True}, {"similar_count": 4}, {"form": (("priority", "紧急"),)}],
)
def test_what_stands_around_the_words_makes_a_mail_more_urgent(louder: dict[str, object]) -> None:
    quiet = Signals("登录", "部门同事登录有点问题")

    def urgency(signals: Signals) -> float:
        found = grounds_of(find_words(signals.subject, signals.text, RULES), RULES, facts_of(signals, RULES))
        return chances("priority", RULES, found)["urgent"]

    assert urgency(replace(quiet, **louder)) > urgency(quiet)  # type: ignore[arg-type]


def test_many_similar_mails_within_the_hour_are_an_outage() -> None:
    verdict = judge(Signals("登录失败", "登录失败", similar_count=10), RULES)

    assert verdict.priority == "urgent"
    assert "一小时内大量类似邮件" in verdict.reasons[-1]


def test_the_category_chosen_in_the_form_decides() -> None:
    verdict = judge(Signals("问题", "请处理", form=(("category", "硬件"),)), RULES)

    assert (verdict.category, verdict.source, verdict.sure) == ("hardware", "form", True)


def test_a_form_line_left_as_it_was_says_nothing() -> None:
    left = judge(Signals("问题", "请处理", form=(("category", "硬件/软件/业务系统/技术咨询"),)), RULES)

    assert left == judge(Signals("问题", "请处理"), RULES)


def test_urgent_in_the_form_alone_does_not_make_a_wish_urgent() -> None:
    assert (
        judge(Signals("申请新鼠标", "想申请一个鼠标，不急", form=(("priority", "紧急"),)), RULES).priority != "urgent"
    )


def test_a_mail_that_says_nothing_is_unsure_and_has_no_reasons() -> None:
    verdict = judge(Signals("你好", "谢谢"), RULES)

    assert not verdict.sure and not verdict.priority_sure
    assert verdict.reasons == ()


def test_what_was_learned_joins_the_rules_and_names_its_words() -> None:
    lessons = [replace(one, prior=known_before(one.subject, one.text, "category", RULES)) for one in examples()]
    model = learn(lessons, RULES.codes("category"), 0.9)
    mail = Signals("Ledgerly", "The Ledgerly shows old figures again", language="en")
    verdict = judge(mail, RULES, Model(category=model))

    assert model is not None
    assert judge(mail, RULES).category != "business"
    assert (verdict.category, verdict.source) == ("business", "rules+model")
    assert "ledgerly" in verdict.reasons[0]
    assert set(TOPICS) < set(RULES.codes("category"))  # consultation was never learned and may still be said
    assert (
        judge(Signals("How do I map a drive?", "Can you tell me?"), RULES, Model(category=model)).category
        == "consultation"
    )


@pytest.mark.parametrize("text", ["not " * 250_000, "全部门" * 350_000, "cannot log in " * 70_000, "a" * 1_000_000])
def test_a_megabyte_of_anything_is_judged_at_once(text: str) -> None:
    model = learn(examples(), RULES.codes("category"), 0.9)

    within(0.25, lambda: judge(Signals(text, text), RULES, Model(category=model)))


def test_rules_alone_load_no_numpy() -> None:
    code = (
        "import sys; from parsers.triage import *; judge(Signals('ERP', 'down'), shipped_rules());"
        "print('numpy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
