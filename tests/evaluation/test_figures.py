"""From judgements to figures: nothing wrong may look right, and nothing is better than it was judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.raw_mails import raw_mail

from evaluation import tables
from evaluation.__main__ import asking, missing
from evaluation.fields import FIELDS
from evaluation.scoring import Check, Record, records, score
from evaluation.speed import measure

SCRIPT = """
import json, subprocess, sys
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
said = json.loads(subprocess.check_output([*options["--command"].split(), "k000000.eml"]))
with open(options["--json"], "w") as out:
    for source in options.get("--sources", "a,b").split(","):
        judged = [["subject", said["subject"] == "x", ""]]
        row = {"source": source, "id": "1", "faults": [], "judged": judged, "out": [said]}
        print(json.dumps(row), file=out)
"""


def record(source: str, automation: str = "none", /, **checks: bool) -> Record:
    notes = {"is_bounce": "automation 'bounce', want is_bounce=False"}
    found = tuple(Check(name, right, "" if right else notes.get(name, "")) for name, right in checks.items())
    return Record(source, "1", True, found, automation)


def test_a_record_is_whole_when_every_check_that_counts_is_right() -> None:
    assert record("a", subject=True, signature=False).whole() is True
    assert record("a", subject=True, date=False).whole() is False
    assert record("a", subject=True, date=False).whole(("subject",)) is True
    assert record("a", signature=False).whole() is None


def test_a_mail_without_an_answer_is_told() -> None:
    line = {"source": "a", "id": "1", "faults": ["exit 1"], "judged": [["parsed", False, "no answer"]], "out": [None]}

    assert records([json.dumps(line)]) == [Record("a", "1", False, (Check("parsed", False, "no answer"),))]


def test_a_library_is_measured_where_something_asks_for_what_it_gives() -> None:
    found = [record("a", reply_text=True), record("b", subject=True), record("c", signature=True)]

    assert asking(found, ("reply_text", "signature")) == {"a"}


def test_a_library_has_no_figure_for_what_it_does_not_give() -> None:
    judged = {
        "ticketd": [record("a", reply_text=True, signature=True)],
        "mail-parser-reply": [record("a", reply_text=False, signature=True)],
        "email-reply-parser": [record("a", reply_text=True, signature=False)],
        "quotequail": [record("a", reply_text=True, signature=False)],
    }

    lines = list(tables.field_table(FIELDS[0], judged))

    assert "| a | reply_text | 1 | 100.0 % | 0.0 % | 100.0 % | 100.0 % |" in lines
    assert "| a | signature | 1 | 100.0 % | 100.0 % | 0.0 % | – |" in lines


def test_level_is_not_ahead() -> None:
    ours = {"a": tables.Share(2, 3), "b": tables.Share(3, 3), "c": tables.Share(0, 1)}
    theirs = {"a": tables.Share(1, 3), "b": tables.Share(3, 3), "c": tables.Share(1, 1)}

    assert tables.standing(ours, theirs) == {1: ["a"], 0: ["b"], -1: ["c"]}


def test_a_bounce_with_the_wrong_recipient_is_not_understood() -> None:
    found = [
        record("a", is_bounce=True, bounce_recipients=True),
        record("a", is_bounce=True, bounce_recipients=False),
        record("a", is_bounce=False, bounce_recipients=True),
        record("a", is_bounce=True),
    ]

    assert tables.bounces(found) == tables.Share(1, 3)


def test_a_person_taken_for_a_machine_is_found_but_a_missed_bounce_is_not_one() -> None:
    missed = Record("a", "1", True, (Check("is_bounce", False, "automation 'none', want is_bounce=True"),))
    taken = [record("a", "bounce", is_bounce=False), record("b", "bulk", reply_text=True)]

    assert tables.people_taken_for_machines([missed, record("a", reply_text=True), *taken]) == taken


def test_an_aim_that_was_missed_says_so() -> None:
    lines = list(tables.aims([record("a", subject=False, body_text=True)], 2.6))

    assert "50.0 % (1 of 2) | **missed** |" in lines[2]
    assert "2.60 × | **missed** |" in lines[-1]


def test_whatever_stays_wrong_is_listed_even_when_it_is_advisory() -> None:
    found = [record("a", subject=True, signature=False), record("b", subject=True)]

    assert list(tables.wrong(found))[2:] == ["| a | 1 | signature |"]


def test_the_script_of_the_folder_judges_the_command(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCRIPT, encoding="utf-8")
    command = tmp_path / "command"
    command.write_text('#!/bin/sh\necho \'{"subject": "x", "automation": "bulk"}\'\n', encoding="utf-8")
    command.chmod(0o755)

    found = score(tmp_path, [str(command)], {"b"})

    assert found == [Record("b", "1", True, (Check("subject", True, ""),), "bulk")]


@pytest.mark.parametrize("given", [None, "empty"])
def test_without_a_folder_with_a_script_it_says_what_is_missing(tmp_path: Path, given: str | None) -> None:
    trouble = missing(tmp_path if given else None)

    assert ("score.py" if given else "CORPORA=FOLDER") in trouble


def test_without_the_libraries_it_says_how_to_install_them(tmp_path: Path) -> None:
    (tmp_path / "score.py").touch()

    assert ".ci/eval-env" in missing(tmp_path, tmp_path / "python")


def test_the_ratio_is_that_of_both_times() -> None:
    found = measure([raw_mail(body="text")] * 50, rounds=1)

    assert found.ratio == pytest.approx(found.ours_ms / found.floor_ms)
    assert found.shown_ratio > 0
    assert found.ratio > 1
