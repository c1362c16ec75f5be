from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.configs import write_config
from support.raw_mails import raw_mail
from support.tickets_to_learn import examples

from db.connection import open_store
from db.migrations import migrate

Run = Callable[..., Result]
ANSWER = ["category", "confidence", "priority", "priority_confidence", "reasons", "source"]
FIGURES = [
    "label", "n_train", "n_test", "macro_f1", "accuracy", "ece", "threshold", "auto_share", "auto_precision",
    "per_label",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration is found by chance."""
    monkeypatch.chdir(tmp_path)


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    return path


def rows() -> list[dict[str, Any]]:
    return [
        {"subject": one.subject, "text": one.text, "category": one.label, "orig": {"label": f"q-{one.label}"}}
        for one in examples()
    ]


def test_explain_tells_category_priority_and_words(run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_bytes(raw_mail(body="The printer does not print, everyone waits.\n"))
    result = run("triage", "explain", mail)

    assert result.exit_code == 0
    assert "hardware" in result.stdout and "printer" in result.stdout and "rules" in result.stdout


def test_explain_heeds_the_form_and_the_vips(run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_bytes(
        raw_mail(
            "Content-Type: text/plain; charset=utf-8\n", "问题类型: 技术咨询\n优先级: 一般\n问题描述: 事情\n".encode()
        )
    )
    config = write_config(tmp_path, "desk.toml", triage={"vip": ["LI@example.org"]})
    plain = json.loads(run("triage", "explain", mail, "--json").stdout)
    vip = json.loads(run("--config", config, "triage", "explain", mail, "--json").stdout)

    assert (plain["category"], plain["source"], plain["sure"]) == ("consultation", "form", True)
    assert plain["priority"] == "general"
    assert vip["priority_confidence"] < plain["priority_confidence"]


def test_evaluate_measures_the_rules_alone(run: Run, tmp_path: Path) -> None:
    test = write_rows(tmp_path / "t.jsonl", [{"subject": "打印机卡纸", "text": None, "category": "hardware"}])
    result = run("triage", "evaluate", test, "--json")
    figures = json.loads(result.stdout)

    assert list(figures) == FIGURES
    assert (figures["macro_f1"], figures["n_train"], figures["n_test"]) == (1.0, 0, 1)


def test_evaluate_learns_any_labels_and_leaves_rows_without_one_out(run: Run, tmp_path: Path) -> None:
    train = write_rows(tmp_path / "train.jsonl", rows()[::2])
    test = write_rows(tmp_path / "test.jsonl", [*rows()[1::2], {"subject": "x", "text": "y", "orig": {"label": None}}])
    result = run("triage", "evaluate", test, "--train", train, "--label", "orig.label", "--json")
    figures = json.loads(result.stdout)

    assert figures["n_test"] == len(rows()) // 2
    assert figures["macro_f1"] == 1.0
    assert list(figures["per_label"]) == ["q-business", "q-hardware", "q-software"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["test.jsonl", "train.jsonl"]


def test_evaluate_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    test = write_rows(tmp_path / "t.jsonl", [{"subject": "a", "text": "b", "priority": None}])
    broken = tmp_path / "b.jsonl"
    broken.write_text("{\n", encoding="utf-8")

    assert run("triage", "evaluate", test, "--label", "orig.label").exit_code == 2
    assert "no row has a priority" in run("triage", "evaluate", test, "--label", "priority").stderr
    assert "line 1" in run("triage", "evaluate", broken).stderr


def test_predict_answers_each_row_of_a_file_or_the_input(run: Run, tmp_path: Path) -> None:
    asked = [
        {"subject": "ERP瘫痪", "text": "全部门登不上", "lang": "zh"},
        {"subject": "new mouse", "text": "no hurry", "lang": "en"},
    ]
    file = write_rows(tmp_path / "rows.jsonl", asked)
    result = run("triage", "predict", file)
    one, other = map(json.loads, result.stdout.splitlines())

    assert list(one) == ANSWER
    assert (one["category"], one["priority"], one["source"]) == ("business", "urgent", "rules")
    assert (other["category"], other["priority"]) == ("hardware", "general")
    assert other["reasons"][1].startswith("general: ")
    assert run("triage", "predict", typed=file.read_text(encoding="utf-8")).stdout == result.stdout


def test_predict_uses_the_desks_glossary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[glossary]\nbusiness = ["Quillpad"]\n', encoding="utf-8")
    config = write_config(tmp_path, "desk.toml", triage={"rules_file": "words.toml"})
    typed = json.dumps({"subject": "Quillpad", "text": ""})

    assert json.loads(run("triage", "predict", typed=typed).stdout)["category"] != "business"
    assert json.loads(run("--config", config, "triage", "predict", typed=typed).stdout)["category"] == "business"


def test_train_tells_what_came_of_it(run: Run, tmp_path: Path) -> None:
    config = write_config(tmp_path, database={"url": "sqlite:///desk.sqlite3"})
    store = open_store(f"sqlite:///{tmp_path}/desk.sqlite3")
    migrate(store)
    store.close()
    result = run("--config", config, "triage", "train")

    assert result.exit_code == 0
    assert "category  0 corrected tickets: too few" in result.stdout
