from __future__ import annotations

from support.tickets_to_learn import examples

from parsers.triage.evaluation import Labelled, Task, evaluate, typed
from parsers.triage.rulebook import shipped_rules

RULES = shipped_rules()
ROWS = [Labelled(one.subject, one.text, one.label) for one in examples()]


def test_rules_alone_need_no_training() -> None:
    rows = [Labelled("打印机卡纸", "", "hardware"), Labelled("ERP报销单", "", "business")]
    figures = evaluate([], rows, Task("category", 0.9, RULES))

    assert figures["macro_f1"] == 1.0
    assert (figures["n_train"], figures["n_test"], figures["threshold"], figures["auto_share"]) == (0, 2, None, 0.0)
    assert figures["auto_precision"] is None


def test_any_labels_can_be_learned() -> None:
    rows = [Labelled(row.subject, row.text, f"topic {row.label}") for row in ROWS]
    figures = evaluate(rows[::2], rows[1::2], Task("orig.label", 0.9, RULES))

    assert figures["macro_f1"] == 1.0
    assert set(figures["per_label"]) == {f"topic {row.label}" for row in ROWS}  # type: ignore[call-overload]


def test_too_few_rows_of_unknown_labels_give_the_most_frequent_one() -> None:
    train = [Labelled("a", "b", "x"), Labelled("c", "d", "x"), Labelled("e", "f", "y")]
    figures = evaluate(train, [Labelled("g", "h", "x")], Task("orig.label", 0.9, RULES))

    assert (figures["accuracy"], figures["threshold"]) == (1.0, None)


def test_a_few_corrections_never_spoil_what_the_rules_know() -> None:
    test = [
        Labelled("打印机卡纸", "", "hardware"),
        Labelled("ERP报销单", "", "business"),
        Labelled("Word闪退", "", "software"),
    ]
    for count in (1, 5, 20, 50, 72):
        assert evaluate(ROWS[:count], test, Task("category", 0.9, RULES))["macro_f1"] == 1.0


def test_quotes_and_signatures_are_not_what_was_typed() -> None:
    text = "It is jammed.\r\n\r\nOn Monday, Wang <w@example.org> wrote:\r\n> everything is down\r\n"

    assert "down" not in typed(text)
    assert "down" in typed("> everything is down\n")
