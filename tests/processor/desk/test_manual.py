"""What #help says: by role, in both languages, and never anything that the tables do not hold."""

from __future__ import annotations

import re

import pytest

from db.people import Role
from parsers.orders import normalised
from parsers.phrases.commands import COMMANDS, WITH_VALUE
from parsers.subjects import read_subject
from processor.desk.manual import entries, help_text
from processor.rules.permissions import MAY, ROLES

BOTH = ("zh", "en")


def shown(text: str) -> set[str]:
    """Canonical names of the commands that a manual explains."""
    return {
        found.name
        for line in text.splitlines()
        if line.startswith("#")
        for found in normalised(read_subject(re.split(r"[=\[ ]", line)[0]).commands)
    }


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_of_what_they_may_do_and_of_nothing_else(role: Role, locale: str) -> None:
    assert shown(help_text(role, locale)) == {name for name in COMMANDS if MAY[name][role]}


def test_the_table_of_rights_knows_every_command() -> None:
    assert MAY.keys() - {"answer", "act"} == COMMANDS.keys()


@pytest.mark.parametrize("locale", BOTH)
def test_without_a_role_the_manual_is_about_everything(locale: str) -> None:
    assert shown(help_text(None, locale)) == COMMANDS.keys()


@pytest.mark.parametrize("locale", BOTH)
def test_each_example_is_read_as_the_command_that_it_explains(locale: str) -> None:
    for entry in entries(locale):
        subject = read_subject(f"Re: [TS-20261122-001] 打印机卡纸 {entry.told.example}")
        assert normalised(subject.commands)[0].name == entry.word.name
        assert subject.root == "打印机卡纸"
        assert bool(normalised(subject.commands)[0].value) or not entry.word.value_required


@pytest.mark.parametrize("locale", BOTH)
def test_the_subject_at_the_head_is_read_as_it_is_meant(locale: str) -> None:
    example = next(line for line in help_text("engineer", locale).splitlines() if "[TS-" in line)

    subject = read_subject(example)
    assert subject.ticket == "TS-20261122-001"
    assert [c.name for c in normalised(subject.commands)] == ["accept", "priority"]


def test_the_number_in_the_manual_is_of_the_desk() -> None:
    assert "[HD-20261122-001]" in help_text("engineer", "zh", "HD")
    assert "TS-2026" not in help_text("user", "en", "HD")


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize("name", COMMANDS)
def test_one_command_is_told_with_all_its_names_and_an_example(name: str, locale: str) -> None:
    word = COMMANDS[name]
    role: Role = "user" if name == "urge" else "lead"

    for typed in (name, f"#{name}", *word.aliases):
        text = help_text(role, locale, command=typed)
        assert shown(text) == {name}
        assert word.told(locale).example in text
        assert all(f"#{alias}" in text for alias in word.aliases)
        assert word.told(locale).text in text.replace("\n        ", "\n")


@pytest.mark.parametrize(
    ("role", "typed", "said"),
    [
        ("lead", "acept", ["没有“acept”这个命令，或您不能使用它。", "您是不是要找 #accept？"]),
        ("user", "acept", ["没有“acept”这个命令，或您不能使用它。"]),
        ("user", "accept", ["没有“accept”这个命令，或您不能使用它。"]),
        ("lead", "打印机", ["没有“打印机”这个命令，或您不能使用它。"]),
    ],
)
def test_what_there_is_not_is_said_with_what_may_have_been_meant(role: Role, typed: str, said: list[str]) -> None:
    assert help_text(role, "zh", command=typed).splitlines() == said


def test_only_what_takes_a_value_is_shown_with_one() -> None:
    for entry in entries("en"):
        assert ("=" in entry.shown) == (entry.word.value != "none")
        assert ("[" in entry.shown) == (entry.word.value != "none" and not entry.word.value_required)
        assert entry.word.value != "none" or entry.word.name not in WITH_VALUE


def test_a_chinese_manual_has_no_english_sentence() -> None:
    for line in help_text(None, "zh").splitlines():
        assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", line), line
