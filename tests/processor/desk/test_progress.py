"""The progress record, from events alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from db.events import Event
from parsers.phrases.commands import COMMANDS
from processor.desk.progress import Reader, Row, rows
from processor.desk.progress_words import FOR_STAFF, FOR_USERS

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HAN = "han@desk.example"
NAMES: dict[str | int, str] = {HAN: "韩梅梅", 7: "李雷"}
ZONE = ZoneInfo("Asia/Shanghai")


def happened(command: str, item: int = 1, actor: str = HAN, **detail: Any) -> Event:
    return Event(AT, actor, f"command.{command}", detail, item)


def record(*events: Event, for_staff: bool = True, locale: str = "zh") -> tuple[Row, ...]:
    return rows(events, Reader(locale, ZONE, for_staff, NAMES))


def steps(*events: Event, for_staff: bool = True, locale: str = "zh") -> list[str]:
    return [row.step for row in record(*events, for_staff=for_staff, locale=locale)]


def test_a_step_with_its_result_and_plan_is_a_row() -> None:
    event = happened("progress", step="更换硒鼓", result="打印恢复正常", plan="明天回访", why="")

    assert record(event) == (Row(AT, "韩梅梅", "更换硒鼓", "打印恢复正常", "明天回访"),)
    assert record(event, for_staff=False) == record(event)


@pytest.mark.parametrize("said", [{"result": "打印恢复正常"}, {"plan": "明天回访"}, {"why": "备件缺货"}])
def test_an_action_without_a_step_is_a_row_too(said: dict[str, str]) -> None:
    event = happened("progress", **{"step": "", "result": "", "plan": "", "why": "", **said})

    assert len(record(event)) == len(record(event, for_staff=False)) == 1


def test_why_it_is_not_solved_stands_with_the_result() -> None:
    (row,) = record(happened("progress", step="联系供应商", result="", plan="", why="备件缺货"), for_staff=False)

    assert row.result == "未解决原因: 备件缺货"


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (happened("accept", changes={"status": ["registered", "accepted"]}), "受理", "Accepted"),
        (happened("assign", changes={"assignee_id": [None, 7]}), "指派给 李雷", "Assigned to 李雷"),
        (happened("assign", changes={"team": ["", "网络组"]}), "指派给 网络组", "Assigned to 网络组"),
        (
            happened("assign", changes={"assignee_id": [7, None], "team": ["", "网络组"]}),
            "指派给 网络组",
            "Assigned to 网络组",
        ),
        (
            happened("priority", changes={"priority": ["general", "urgent"]}),
            "优先级 一般 → 紧急",
            "Priority General → Urgent",
        ),
        (
            happened("category", changes={"category": ["software", "hardware"]}),
            "类型 软件 → 硬件",
            "Category Software → Hardware",
        ),
        (happened("escalate", target="王工", shown="硬件组"), "升级至 王工", "Escalated to 王工"),
    ],
)
def test_a_command_is_told_in_the_words_of_the_reader(event: Event, zh: str, en: str) -> None:
    assert steps(event) == [zh]
    assert steps(event, locale="en") == [en]


def test_what_changed_nothing_is_no_action() -> None:
    assert not record(happened("assign", changes={}), happened("priority", changes={}), happened("responded"))


def test_a_promised_time_is_what_comes_next() -> None:
    (row,) = record(
        happened("escalate", shown="硬件组", feedback_at=(AT + timedelta(hours=4)).isoformat()), for_staff=False
    )

    assert (row.step, row.next_plan) == ("升级至 硬件组", "2026-11-23 13:00 (UTC+8) 前首次反馈")


def test_a_pause_without_a_date_says_none() -> None:
    (row,) = record(happened("hold", changes={"snoozed_until": [None, (AT + timedelta(days=365)).isoformat()]}))

    assert (row.step, row.next_plan) == ("挂起", "")


SECRET = "暗语"
INTERNAL = [
    happened("note", text=SECRET),
    happened("assign", changes={"assignee_id": [None, 7]}, text=SECRET),
    happened("escalate", target=SECRET, shown="硬件组", reason=SECRET, tried=SECRET),
    happened("contact", person=SECRET, department=SECRET, until=AT.isoformat(), text=SECRET),
    happened("hold", changes={"snoozed_until": [None, AT.isoformat()]}, reason=SECRET),
    happened("reopen", changes={"status": ["closed", "in_progress"]}, text=SECRET),
    happened("refused", commands=[f"#close={SECRET}"]),
    happened("escalation_draft", missing=["reason"]),
    happened("spam", spam=True),
    happened("footprint", difference={"ticket": {"team": ["", SECRET]}}),
]


def test_no_word_for_the_desk_is_in_the_record_of_a_user() -> None:
    for locale in ("zh", "en"):
        assert SECRET not in str(record(*INTERNAL, for_staff=False, locale=locale))
    assert SECRET in str(record(*INTERNAL))


def test_what_was_taken_back_is_marked_for_the_staff_and_gone_for_the_user() -> None:
    events = (happened("progress", 1, step="重启"), happened("undo", 2, undone=1), happened("progress", 3, step="换线"))

    assert steps(*events) == ["重启（已撤销）", "撤销之前的操作", "换线"]
    assert steps(*events, for_staff=False) == ["换线"]


def test_the_address_of_somebody_without_a_name_is_for_the_staff_alone() -> None:
    event = happened("accept", actor="gone@desk.example")

    assert record(event)[0].engineer == "gone@desk.example"
    assert record(event, for_staff=False)[0].engineer == ""


def test_both_languages_tell_of_the_same_commands() -> None:
    assert FOR_STAFF["zh"].keys() == FOR_STAFF["en"].keys() >= FOR_USERS["zh"].keys() == FOR_USERS["en"].keys()
    names = {name.removesuffix("_off") for name in FOR_STAFF["zh"]}
    assert names <= COMMANDS.keys() | {"answer", "merged_in", "split_off"}
