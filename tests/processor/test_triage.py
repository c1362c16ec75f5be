from __future__ import annotations

import gzip
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.tickets_to_learn import examples

from db import models, tickets
from db.connection import Store
from db.models import Correction, NewModel
from db.schema import Entry
from parsers.triage import Model, Signals, judge
from parsers.triage.learning import Example
from processor.config import Triage
from processor.errors import ConfigError
from processor.triage import desk_rules, learned_model, train, versions

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SETTINGS = Triage()
RULES = desk_rules(SETTINGS)
UNKNOWN = Signals("Ledgerly", "The Ledgerly shows old figures", language="en")


def teach(store: Store, lessons: Sequence[Example]) -> None:
    """Tickets that an engineer has corrected."""

    def work() -> None:
        first = sum(tickets.counts().values())
        for number, lesson in enumerate(lessons, first + 1):
            new = tickets.NewTicket(
                f"TS-20261122-{number:03}",
                lesson.subject,
                "a@example.org",
                "A",
                "consultation",
                "general",
                "en",
                NOW,
                None,
            )
            ticket = tickets.add(new)
            Entry.create(ticket=ticket, kind="user", author_addr="a@example.org", at=NOW, text=lesson.text)
            models.correct(Correction(ticket, "category", "consultation", lesson.label, "li@example.org", NOW))

    store.unit(work)


def test_a_desk_without_corrections_judges_by_rules(store: Store) -> None:
    category, priority = train(store, SETTINGS, RULES, NOW)

    assert (category.outcome, priority.outcome, category.size) == ("too few", "too few", 0)
    assert learned_model(store, SETTINGS) == Model()
    assert versions(store) == (0, 0)


def test_corrected_tickets_teach_the_desks_own_words(store: Store) -> None:
    teach(store, examples())
    category, priority = train(store, SETTINGS, RULES, NOW)
    model = learned_model(store, SETTINGS)

    assert (category.outcome, category.size, priority.outcome) == ("adopted", len(examples()), "too few")
    assert category.figures["macro_f1"] > category.figures["rules_f1"]
    assert judge(UNKNOWN, RULES).category != "business"
    assert judge(UNKNOWN, RULES, model).category == "business"
    assert versions(store) != (0, 0)


def test_a_stored_model_is_kept_with_its_figures(store: Store) -> None:
    teach(store, examples())
    train(store, SETTINGS, RULES, NOW)
    found = store.unit(lambda: models.in_use("category"))

    assert found is not None
    assert (found.size, found.learned_at, found.labels) == (len(examples()), NOW, RULES.codes("category"))
    assert {"macro_f1", "accuracy", "ece", "rules_f1"} <= found.figures.keys()


def test_a_model_that_got_worse_stays_aside(store: Store) -> None:
    teach(store, examples())
    train(store, SETTINGS, RULES, NOW)
    before = versions(store)
    dice = random.Random(1)
    labels = ("hardware", "software", "business")
    teach(store, [replace(one, label=dice.choice(labels), subject=f"{one.subject}!") for one in examples()])
    category, _ = train(store, SETTINGS, RULES, NOW + timedelta(days=1))

    assert category.outcome == "not as good"
    assert versions(store) == before
    assert len(store.unit(lambda: models.listed("category"))) == 2


def test_a_model_gives_way_where_the_rules_are_better(store: Store) -> None:
    """Whatever is asked of hardware is hardware by the rules too, and a coin decides the words around it."""
    dice = random.Random(2)
    words = {"hardware": "keyboard", "software": "firefox", "business": "SAP invoice"}
    sure = [Example(f"{words[label]} {dice.randrange(10**6)}", "", label, {}) for label in words for _ in range(12)]
    old = NewModel("category", b"old", RULES.codes("category"), None, {"macro_f1": 0.2}, 30, NOW)
    store.unit(lambda: models.use("category", models.store(old)))
    teach(store, sure)
    category, _ = train(store, SETTINGS, RULES, NOW)

    assert category.outcome in ("rules are better", "adopted")
    if category.outcome == "adopted":
        assert category.figures["macro_f1"] >= category.figures["rules_f1"] - 0.02
    found = store.unit(lambda: models.in_use("category"))
    assert found is None or found.figures["macro_f1"] != 0.2


def test_corrections_to_labels_that_are_no_more_are_left_out(store: Store) -> None:
    teach(store, [replace(one, label="plumbing") for one in examples()])
    category, _ = train(store, SETTINGS, RULES, NOW)

    assert (category.outcome, category.size) == ("too few", 0)


def test_a_desk_that_does_not_want_to_learn_judges_by_rules(store: Store) -> None:
    teach(store, examples())
    train(store, SETTINGS, RULES, NOW)

    assert learned_model(store, Triage(learn=False)) == Model()


@pytest.mark.parametrize("content", [b"no model", gzip.compress(b'{"version": 99}', mtime=0)])
def test_a_model_that_cannot_be_read_is_as_good_as_none(store: Store, content: bytes) -> None:
    new = NewModel("category", content, (), None, {}, 0, NOW)
    store.unit(lambda: models.use("category", models.store(new)))

    assert learned_model(store, SETTINGS) == Model()


def test_the_desks_rules_come_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "triage.toml"
    file.write_text('[glossary]\nbusiness = ["Ledgerly"]\n', encoding="utf-8")

    assert judge(UNKNOWN, desk_rules(Triage(rules_file=file))).category == "business"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'[glossary]\nbusines = ["x1"]\n', "'busines', which is not there"),
        ("[glossary]\nbusiness = ['金蝶']".encode("gbk"), "not UTF-8"),
    ],
)
def test_a_rules_file_that_is_wrong_is_named_with_what_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "triage.toml"
    file.write_bytes(content)

    with pytest.raises(ConfigError) as raised:
        desk_rules(Triage(rules_file=file))
    assert str(file) in str(raised.value) and words in str(raised.value)
