"""What typed commands and their values mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cost import within

from parsers.message import Command
from parsers.orders import (
    Contact,
    did_you_mean,
    is_me,
    is_off,
    normalised,
    read_contact,
    read_list,
    read_listing,
    read_numbers,
)
from parsers.phrases.commands import ALIASES, CANONICAL, COMMANDS, STATES, read_category, read_priority


def orders(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(c.name, c.value) for c in normalised(Command(*pair) for pair in pairs)]


def test_aliases_become_the_english_name_and_each_command_stands_once() -> None:
    assert orders(("受理", ""), ("accept", ""), ("ＳＯＬＶＥＤ", "")) == [("accept", ""), ("resolve", "")]
    assert orders(("assign", "li"), ("owner", "han")) == [("assign", "li"), ("assign", "han")]


@pytest.mark.parametrize(("value", "name"), sorted(STATES.items()))
def test_a_state_as_a_property_is_the_command_that_leads_there(value: str, name: str) -> None:
    assert orders(("status", value)) == [(name, "")]
    assert orders(("状态", f" {value.upper()} ")) == [(name, "")]


def test_a_state_may_be_named_by_its_command() -> None:
    assert orders(("status", "resolve"), ("状态", "关闭")) == [("resolve", ""), ("close", "")]


@pytest.mark.parametrize("value", ["", "flying", "TS-20261122-001", "open", "list", "优先级"])
def test_a_status_that_is_no_state_keeps_its_value(value: str) -> None:
    assert orders(("status", value)) == [("status", value)]


def test_the_states_lead_to_commands_that_there_are() -> None:
    assert set(STATES.values()) <= COMMANDS.keys()


def test_a_list_of_watchers_is_taken_apart() -> None:
    assert orders(("nosy", "+li,-han")) == [("watch", "li"), ("unwatch", "han")]
    assert orders(("watch", "-a@example.org, +b@example.org")) == [
        ("unwatch", "a@example.org"), ("watch", "b@example.org"),
    ]  # fmt: skip
    assert orders(("watch", "+")) == []
    assert orders(("watch", "li,han")) == [("watch", "li,han")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("hardware", "hardware"), ("硬件", "hardware"), ("HARDWARE", "hardware"), ("ｈａｒｄｗａｒｅ", "hardware"),
        ("软件", "software"), ("software", "software"), ("业务系统", "business"), ("业务", "business"),
        ("business system", "business"), ("技术咨询", "consultation"), ("咨询", "consultation"),
        (" consultation ", "consultation"), ("硬體", "hardware"), ("業務系統", "business"),
        ("技術諮詢", "consultation"), ("", ""), ("printer", ""), ("硬件,软件", ""), ("紧急", ""),
    ],
)  # fmt: skip
def test_a_category_is_read_in_both_languages(value: str, code: str) -> None:
    assert read_category(value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("urgent", "urgent"), ("紧急", "urgent"), ("高", "urgent"), ("high", "urgent"), ("P1", "urgent"),
        ("重要", "important"), ("important", "important"), ("medium", "important"), ("p2", "important"),
        ("一般", "general"), ("普通", "general"), ("normal", "general"), ("緊急", "urgent"), ("急", "urgent"),
        ("Low", "general"), ("p3", "general"), ("", ""), ("hot", ""), ("硬件", ""),
    ],
)  # fmt: skip
def test_a_priority_is_read_in_both_languages(value: str, code: str) -> None:
    assert read_priority(value) == code


@pytest.mark.parametrize(
    ("value", "which"),
    [("own", "own"), ("我的", "own"), ("TEAM", "team"), ("本组", "team"), ("未分配", "unassigned"), ("逾期", "overdue"),
     ("超时", "overdue"), ("", ""), ("all", "")],
)  # fmt: skip
def test_which_tickets_to_list(value: str, which: str) -> None:
    assert read_listing(value) == which


def test_words_for_oneself_and_for_the_end() -> None:
    assert all(map(is_me, ("me", "Me", "我", "ｍｅ", " myself ")))
    assert all(map(is_off, ("off", "OFF", "取消", "销假")))
    assert not any(map(is_me, ("", "mei", "off")))
    assert not any(map(is_off, ("", "office", "me")))


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("TS-20261122-002", ["TS-20261122-002"]), ("ts-20261122-002", ["TS-20261122-002"]),
        ("20261122-002", ["TS-20261122-002"]), ("[TS-20261122-002]", ["TS-20261122-002"]),
        ("【ＴＳ－20261122－002】", ["TS-20261122-002"]),
        ("TS-20261122-002, 20261122-1003", ["TS-20261122-002", "TS-20261122-1003"]),
        ("TS-20261122-002、20261122-003", ["TS-20261122-002", "TS-20261122-003"]),
        ("TS-20261122-002 printer", []), ("", []), ("002", []), ("HD-20261122-002", []),
    ],
)  # fmt: skip
def test_numbers_of_tickets_are_read(value: str, numbers: list[str]) -> None:
    assert list(read_numbers(value)) == numbers


def test_the_prefix_of_numbers_is_the_desks_own() -> None:
    assert read_numbers("hd-20261122-002", "HD") == ("HD-20261122-002",)
    assert read_numbers("axb-20261122-002", "A.B") == ()


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        ("王芳@财务部", Contact("王芳", "财务部")), ("王芳＠财务部，周五17:00", Contact("王芳", "财务部", "周五17:00")),
        ("王芳@财务部,周五前", Contact("王芳", "财务部", "周五")),
        ("王芳@财务部/明天10:00", Contact("王芳", "财务部", "明天10:00")),
        ("Wang Fang@Finance until Friday 3pm", Contact("Wang Fang", "Finance", "Friday 3pm")),
        ("Wang@Finance, by 5pm", Contact("Wang", "Finance", "5pm")),
        ("王芳@财务部 截至12月1日", Contact("王芳", "财务部", "12月1日")),
        ("wang@example.org", Contact("wang", "example.org")), ("王芳", None), ("@财务部", None), ("王芳@", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_contact_has_a_person_a_department_and_maybe_a_time(value: str, contact: Contact | None) -> None:
    assert read_contact(value) == contact


def test_a_list_is_divided_by_what_people_put_between() -> None:
    assert read_list("a, b；c、d;e  f，") == ("a", "b", "c", "d", "e", "f")


# ---------------------------------------------------------------- did you mean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reslove", "resolve"), ("resolv", "resolve"), ("ressolve", "resolve"), ("acept", "accept"),
        ("accpet", "accept"), ("ACEPT", "accept"), ("ａｃｅｐｔ", "accept"), ("asign", "assign"),
        ("assing", "assign"), ("prioity", "priority"), ("pirority", "priority"), ("escalte", "escalate"),
        ("clsoe", "close"), ("canel", "cancel"), ("hlep", "help"), ("staus", "status"), ("lst", "list"),
        ("tak", "take"), ("reopne", "reopen"), ("snoze", "snooze"), ("wacth", "watch"), ("feedbck", "feedback"),
        ("progess", "progress"), ("受里", "受理"), ("升及", "升级"), ("帮住", "帮助"),
        ("优先极", "优先级"), ("撤消", "撤消"), ("accept", "accept"), ("受理谢谢", "受理"), ("accept-", "accept"),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_is_seen(typed: str, meant: str) -> None:
    assert did_you_mean(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "ff",
        "ok",
        "printer",
        "打印机",
        "关心",
        "MeToo",
        "accepted-by-everybody",
        "机",
        "问题",
        "a" * 1000,
        "会议室投影仪",
    ],
)
def test_what_is_near_nothing_gets_no_suggestion(typed: str) -> None:
    assert did_you_mean(typed) == ""


def test_every_name_is_its_own_suggestion() -> None:
    assert [did_you_mean(name) for name in CANONICAL] == list(CANONICAL)


@given(st.sampled_from([name for name in COMMANDS if len(name) > 4]), st.data())
def test_one_exchange_of_neighbours_leads_back_to_a_command(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    typed = name[:at] + name[at + 1] + name[at] + name[at + 2 :]

    assert CANONICAL[did_you_mean(typed)] == name


@given(st.text(max_size=60))
def test_a_suggestion_is_a_name_that_there_is(word: str) -> None:
    assert did_you_mean(word) in {"", *CANONICAL}


def test_a_suggestion_takes_no_time() -> None:
    within(2.0, lambda: [did_you_mean(word) for word in ("a" * 41, "prioirtyy") * 100])


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize("word", COMMANDS.values(), ids=lambda word: word.name)
def test_a_command_is_told_in_both_languages(word) -> None:  # type: ignore[no-untyped-def]
    assert not word.aliases[0].isascii()
    assert word.zh.example.startswith(f"#{word.aliases[0]}")
    assert word.en.example.startswith(f"#{word.name}")
    assert word.zh.meaning.endswith("。") and word.en.meaning.endswith(".")
    assert word.told("zh") is word.zh and word.told("en") is word.en
    assert bool(word.zh.text) == bool(word.en.text)


def test_names_are_as_they_are_compared() -> None:
    for name in CANONICAL:
        assert name == name.lower().strip() and " " not in name and "#" not in name
    assert set(ALIASES) == set(COMMANDS)
