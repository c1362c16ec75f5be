from __future__ import annotations

from processor.desk.footprints import escalates, joined


def test_what_several_commands_have_changed_comes_to_first_and_last() -> None:
    first = {"ticket": {"status": ["registered", "accepted"], "team": ["", "桌面组"]}}
    second = {"ticket": {"status": ["accepted", "resolved"]}, "watchers": {"7": [None, {"id": 1}]}}

    assert joined([first, second]) == {
        "ticket": {"status": ["registered", "resolved"], "team": ["", "桌面组"]},
        "watchers": {"7": [None, {"id": 1}]},
    }


def test_what_was_changed_to_and_fro_is_no_change() -> None:
    there, back = {"ticket": {"due_at": [None, "x"]}}, {"ticket": {"due_at": ["x", None]}}

    assert joined([there, back]) == {}


def test_only_a_form_that_becomes_an_escalation_escalates() -> None:
    draft, opened, answered = ({"outcome": outcome} for outcome in ("draft", "open", "answered"))

    assert escalates({"escalations": {"1": [draft, opened]}}) and escalates({"escalations": {"1": [None, opened]}})
    assert not escalates({"escalations": {"1": [opened, answered]}}) and not escalates(
        {"ticket": {"status": ["a", "b"]}}
    )
    assert not escalates({"escalations": {"1": [opened, {**opened, "reason": "x"}]}})
