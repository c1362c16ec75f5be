from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.triage.rulebook import build_rules, shipped_rules
from parsers.triage.rules import chances, find_words, grounds_of, leading

TREE = {
    "labels": {
        "category": {"hardware": {}, "software": {}},
        "priority": {"urgent": {"cost": 2.0}, "general": {"start": 0.5}},
    },
    "words": {
        "machines": ["lathe", "print*", "车床"],
        "broken": ["does not work", "cannot * open", "弄坏*了"],
        "all": ["everyone", "全部门"],
        "alarm": ["urgent", "紧急"],
    },
    "rule": [
        {"label": "hardware", "if": "machines", "weight": "strong"},
        {"label": "software", "if": "broken", "unless": ["machines"], "weight": "weak"},
        {"label": "urgent", "if": ["all", "broken"], "weight": 3},
        {"label": "urgent", "if": "alarm", "weight": 1},
    ],
    "negation": {"before": ["不", "not", "no"], "fillers": ["very", "是"], "of": ["alarm"]},
}
RULES = build_rules([TREE])


def weight(label: str, subject: str = "", text: str = "") -> float:
    return sum(
        ground.weight for ground in grounds_of(find_words(subject, text, RULES), RULES, {}) if ground.label == label
    )


def test_a_phrase_is_found_in_any_case_and_width() -> None:
    assert weight("hardware", text="The ＬＡＴＨＥ stands still") == 2.0


def test_a_latin_phrase_is_a_whole_word() -> None:
    assert weight("hardware", text="lathes are fine, blathe too") == 0


def test_a_star_at_the_end_of_a_word_is_any_ending() -> None:
    assert weight("hardware", text="the printers") == 2.0
    assert weight("hardware", text="a blueprint") == 0


def test_a_star_between_words_stays_within_the_sentence() -> None:
    assert weight("software", text="I cannot even open it") == 0.7
    assert weight("software", text="I cannot. Please open it") == 0
    assert weight("software", text="弄坏掉了") == 0.7


def test_a_phrase_may_run_over_a_line_end() -> None:
    assert weight("software", text="it does\nnot   work") == 0.7


def test_a_phrase_counts_more_in_the_subject() -> None:
    assert weight("hardware", subject="lathe") == 3.0


def test_further_phrases_add_less_than_the_first() -> None:
    assert weight("hardware", text="lathe and printer") == 2.5
    assert weight("hardware", text="lathe and lathe") == 2.0


def test_a_rule_of_several_groups_needs_them_all() -> None:
    assert weight("urgent", text="everyone is happy") == 0
    assert weight("urgent", text="it does not work for everyone") == 3


def test_a_rule_is_silent_where_its_exception_occurs() -> None:
    assert weight("software", text="the lathe does not work") == 0


def test_a_negated_phrase_does_not_count() -> None:
    assert weight("urgent", text="this is urgent") == 1
    assert weight("urgent", text="this is not very urgent") == 0
    assert weight("urgent", text="不是紧急") == 0


def test_a_word_that_only_ends_like_a_negation_negates_nothing() -> None:
    assert weight("urgent", text="the piano urgent") == 1


def test_a_label_that_costs_more_to_miss_is_chosen_when_it_is_half_as_likely() -> None:
    assert leading({"urgent": 0.35, "general": 0.65}, RULES.costs("priority")) == "urgent"
    assert leading({"urgent": 0.30, "general": 0.70}, RULES.costs("priority")) == "general"


@given(st.text(max_size=500), st.text(max_size=500))
def test_chances_are_probabilities_whatever_is_written(subject: str, text: str) -> None:
    rules = shipped_rules()
    grounds = grounds_of(find_words(subject, text, rules), rules, {})

    for kind in rules.labels:
        found = chances(kind, rules, grounds)
        assert abs(sum(found.values()) - 1) < 1e-9
        assert all(0 <= chance <= 1 for chance in found.values())
