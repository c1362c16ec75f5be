from __future__ import annotations

import pytest

from parsers.triage.judgement import judge
from parsers.triage.rulebook import RuleError, read_rules, shipped_rules
from parsers.triage.signals import Signals

GLOSSARY = '[glossary]\nbusiness = ["Quillpad", "积分商店"]\n'

# a desk's file, words of the message
WRONG = [
    ("[glossary", "no TOML"),
    ("[glosary]\n", "unknown section 'glosary'"),
    ('[glossary]\nhardwear = ["x1"]\n', "'hardwear', which is not there"),
    ("[glossary]\nbusiness = 'MES'\n", "must be a list of texts"),
    ('[glossary]\nbusiness = ["x"]\n', "two characters"),
    ('[glossary]\nbusiness = ["*x"]\n', "two characters"),
    ('[[rule]]\nlabel = "hardware"\nif = "nothing"\n', "the words 'nothing', which is not there"),
    ('[[rule]]\nlabel = "hardware"\n', "has no `if`"),
    ('[[rule]]\nlabel = "hardware"\nif = "devices"\nweight = "huge"\n', "neither"),
    ('[[rule]]\nlabel = "hardware"\nif = "devices"\nweight = 11\n', "from -10 to 10"),
    ('[[signal]]\nfact = "vip"\nlabel = "top"\nweight = 1\n', "'top', which is not there"),
]


def test_the_shipped_rules_know_four_categories_and_three_priorities() -> None:
    assert shipped_rules().codes("category") == ("hardware", "software", "business", "consultation")
    assert shipped_rules().codes("priority") == ("urgent", "important", "general")


def test_every_group_of_words_is_used_by_a_rule() -> None:
    rules = shipped_rules()
    used = {group for rule in rules.rules for group in (*rule.words, *rule.unless)}

    assert {phrase.group for found in rules.phrases.values() for phrase in found} == used


def test_the_glossary_decides_for_a_label() -> None:
    signals = Signals("Quillpad quits", "it just quits")

    assert judge(signals, read_rules()).category != "business"
    assert judge(signals, read_rules(GLOSSARY)).category == "business"
    assert judge(Signals("积分商店少了一行", ""), read_rules(GLOSSARY)).category == "business"


def test_the_desks_words_join_the_shipped_ones() -> None:
    rules = read_rules('[words]\ndevices = ["Lötkolben"]\n')

    assert judge(Signals("Lötkolben", ""), rules).category == "hardware"
    assert judge(Signals("keyboard", ""), rules).category == "hardware"


def test_the_desk_can_take_a_phrase_out() -> None:
    signals = Signals("plotter", "the plotter")

    assert judge(signals, read_rules()).category == "hardware"
    assert judge(signals, read_rules('[without]\nprinters = ["plotter*"]\n')).category != "hardware"


def test_the_desk_can_add_a_rule_of_its_own() -> None:
    rules = read_rules(
        '[words]\nforge = ["Hammerwerk"]\n[[rule]]\nlabel = "urgent"\nif = ["forge"]\nweight = "strong"\n'
    )

    assert judge(Signals("Hammerwerk", ""), rules).priority == "urgent"
    assert judge(Signals("Hammerwerk", ""), read_rules()).priority != "urgent"


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_entry_is_named(text: str, words: str) -> None:
    with pytest.raises(RuleError) as raised:
        read_rules(text)

    assert words in str(raised.value)
