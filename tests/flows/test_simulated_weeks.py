"""Weeks of a whole desk with people who answer its mails; an oracle says which mails had to go out, and when."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from simulation.facts import read
from simulation.places import BERLIN, SHANGHAI, Place
from simulation.run import simulate
from simulation.verdict import Verdict, judge

from db.connection import Store, open_store

# What every run of all scripts has to have seen, so that an empty difference says something.
SEEN = {
    "acknowledgement", "accepted", "answer", "question", "progress", "progress_draft", "progress_due", "escalated",
    "resolved", "verification_reminder", "verification_question", "closed_thanks", "closed_unanswered", "reopened",
    "new_ticket", "coordination", "assigned", "user_wrote", "rejected", "confirmed", "receipt", "response_reminder",
    "response_breach", "triage_question", "triage_overdue", "draft_lapsed", "withdrawn", "merged", "incident_proposed",
    "incident_similar", "incident_joined", "digest", "identity_question", "identity_question_again",
    "identity_confirmation", "identity_given_up", "command_confirmation", "command_confirmation_user", "urged",
    "handed_on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Only errors are logged: a line for each mail of weeks is read by nobody, and costs a fifth of the time."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    yield
    structlog.configure(wrapper_class=before)


def weeks(store: Store, folder: Path, place: Place, tickets: int, seed: int) -> Verdict:
    return judge(read(store, simulate(store, folder, place, tickets, seed)))


def place_for(store: Store) -> Place:
    """Another one on each engine."""
    return SHANGHAI if store.engine == "sqlite" else BERLIN


@pytest.mark.timeout(400)  # fifteen seconds of work, on machines that do much else
def test_every_mail_of_some_weeks_goes_to_whom_and_when_it_has_to(store: Store, tmp_path: Path) -> None:
    verdict = weeks(store, tmp_path, place_for(store), 40, 7)

    assert not verdict.differences, verdict.story()
    assert verdict.judged > 400


def test_the_oracle_sees_a_mail_that_is_missing_doubled_late_or_of_a_new_kind(
    sqlite_model: Path, tmp_path: Path
) -> None:
    shutil.copyfile(sqlite_model, tmp_path / "ticketd.sqlite3")
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    facts = read(store, simulate(store, tmp_path, SHANGHAI, 4, 7))
    store.close()
    assert not judge(facts).differences

    missing, doubled, late, strange, *others = facts.mails
    facts.mails = [doubled, doubled, replace(late, at=late.at + 1), replace(strange, kind="new_kind"), *others]

    found = [one.text for one in judge(facts).differences]
    assert sorted(text.split(" to ")[0] for text in found) == sorted(
        [
            f"MISSING  {missing.kind}",
            f"TOO MUCH {doubled.kind}",
            *(f"{word} {late.kind}" for word in ("MISSING ", "TOO MUCH")),
            f"MISSING  {strange.kind}",
            "TOO MUCH new_kind",
        ]
    )


@pytest.mark.soak
@pytest.mark.parametrize("place", [SHANGHAI, BERLIN], ids=["shanghai", "berlin"])
def test_so_it_is_with_500_tickets_and_every_script(store: Store, tmp_path: Path, place: Place) -> None:
    verdict = weeks(store, tmp_path, place, 500, 8)

    assert not verdict.differences, verdict.story()
    assert {row.kind for row in verdict.facts.mails} >= SEEN


@pytest.mark.soak
def test_so_it_is_with_20_000_tickets_of_most_of_a_year(store: Store, tmp_path: Path) -> None:
    verdict = weeks(store, tmp_path, place_for(store), 20_000, 9)

    assert not verdict.differences, verdict.story()
