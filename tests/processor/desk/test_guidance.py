"""Self-checks and the fields to ask for: what is shipped, what a desk may change, what is refused."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from processor.desk.guidance import MAX_STEP_CHARS, MAX_STEPS, SHIPPED, load_guidance
from processor.errors import ConfigError
from processor.labels import FIELDS, LABELS

CATEGORIES = tuple(LABELS["zh"]["category"])
LOCALES = tuple(LABELS)


def own_file(folder: Path, text: str) -> Path:
    path = folder / "guidance.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        load_guidance(path)
    return str(raised.value)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("locale", LOCALES)
def test_each_category_has_three_to_five_steps_in_each_language(category: str, locale: str) -> None:
    steps = load_guidance(None).self_checks(category, locale)

    assert 3 <= len(steps) <= 5
    assert len(set(steps)) == len(steps)
    assert all(step.endswith({"zh": "。", "en": "."}[locale]) for step in steps)


@pytest.mark.parametrize("category", CATEGORIES)
def test_both_languages_guide_through_the_same_number_of_steps(category: str) -> None:
    guidance = load_guidance(None)

    assert len(guidance.self_checks(category, "zh")) == len(guidance.self_checks(category, "en"))


def test_what_is_asked_for_are_fields_of_the_form_and_a_question_is_asked_nothing() -> None:
    guidance = load_guidance(None)

    asked = {category: guidance.required_fields(category) for category in CATEGORIES}

    assert all(set(codes) <= set(FIELDS) and len(codes) <= 4 for codes in asked.values())
    assert [category for category, codes in asked.items() if not codes] == ["consultation"]


def test_an_unknown_category_or_language_has_no_guidance() -> None:
    guidance = load_guidance(None)

    assert guidance.self_checks("gardening", "zh") == guidance.self_checks("hardware", "fr") == ()
    assert guidance.required_fields("gardening") == ()


def test_a_desk_replaces_the_lists_that_it_names_and_keeps_the_others(tmp_path: Path) -> None:
    path = own_file(
        tmp_path,
        '[self_checks.zh]\nhardware = ["看一看。", " 听一听。 "]\n'
        '[required_fields]\nsoftware = ["account", "account"]\nhardware = []\n',
    )

    guidance, shipped = load_guidance(path), load_guidance(None)

    assert guidance.self_checks("hardware", "zh") == ("看一看。", "听一听。")
    assert guidance.self_checks("hardware", "en") == shipped.self_checks("hardware", "en")
    assert guidance.self_checks("software", "zh") == shipped.self_checks("software", "zh")
    assert guidance.required_fields("software") == ("account",)
    assert guidance.required_fields("hardware") == ()
    assert guidance.required_fields("business") == shipped.required_fields("business")


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    assert (
        load_guidance(own_file(tmp_path, "\ufeff[required_fields]\nsoftware = []\n")).required_fields("software") == ()
    )


def test_the_shipped_files_are_themselves_valid_as_a_desks_own(tmp_path: Path) -> None:
    texts = [(files("templates") / name).read_text(encoding="utf-8") for name in SHIPPED]

    assert load_guidance(own_file(tmp_path, "\n".join(texts))) == load_guidance(None)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ('[self_cheks.zh]\nhardware = ["a"]', "self_cheks: ", 'did you mean "self_checks"?'),
        ('[self_checks.cn]\nhardware = ["a"]', "line 1, self_checks.cn", "there is no such table"),
        ('[self_checks.zh]\nhardwear = ["a"]', "line 2, self_checks.zh.hardwear", 'did you mean "hardware"?'),
        ('[self_checks.zh]\nhardware = "a"', "line 2, self_checks.zh.hardware", 'write hardware = ["…"]'),
        ('[self_checks.zh]\nhardware = ["a", " "]', "line 2, self_checks.zh.hardware[1]", "is empty"),
        ('[self_checks.zh]\nhardware = ["a\\nb"]', "line 2, self_checks.zh.hardware[0]", "one line"),
        ("[self_checks.zh]\nhardware = [5]", "line 2, self_checks.zh.hardware[0]", "is not text"),
        (f'[self_checks.en]\nsoftware = ["{"x" * 400}"]', "self_checks.en.software[0]", f"at most {MAX_STEP_CHARS}"),
        (f"[self_checks.en]\nsoftware = {['x'] * 11}", "self_checks.en.software", f"at most {MAX_STEPS}"),
        ('[required_fields]\nhardware = ["aset"]', "line 2, required_fields.hardware[0]", 'did you mean "asset"?'),
        (
            '[required_fields]\nhardware = ["资产编号"]',
            "required_fields.hardware[0]",
            "no field of the registration form",
        ),
        ("[required_fields]\nhardware = [“asset”]", "line 2", "full-width sign"),
    ],
)
def test_a_fault_is_told_with_file_key_and_what_would_be_right(tmp_path: Path, text: str, key: str, words: str) -> None:
    path = own_file(tmp_path, text)

    message = complaint(path)

    assert message.startswith(f"{path}: 1 error\n")
    assert key in message and words in message


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    message = complaint(own_file(tmp_path, '[required_fields]\nhardware = ["x", "y"]\nsoftware = 1\n'))

    assert "3 errors" in message


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes("[required_fields] # 中文\n".encode("gbk"))

    assert "is not UTF-8" in complaint(tmp_path / "gbk.toml")
    assert "cannot be read" in complaint(tmp_path / "absent.toml")
