from __future__ import annotations

from support.raw_mails import raw_mail

from parsers.mime import parse_message
from parsers.triage.rulebook import shipped_rules
from parsers.triage.signals import chosen_in_form, signals_of


def test_a_mails_signals_are_its_own_words_and_headers() -> None:
    raw = raw_mail(
        "Cc: a@example.org, b@example.org\nImportance: high\n",
        "It is jammed.\n\nOn Monday, Wang wrote:\n> everything is down\n",
        start="From: li@example.org\nTo: desk@desk.example\nSubject: Re: Printer\n",
    )
    signals = signals_of(parse_message(raw), vip=True, similar_count=3)

    assert (signals.subject, signals.importance, signals.copied) == ("Printer", "high", 2)
    assert "jammed" in signals.text and "down" not in signals.text
    assert signals.vip and signals.similar_count == 3 and signals.language == "en"


def test_a_form_value_is_known_by_any_of_its_names() -> None:
    rules = shipped_rules()

    for value in ("硬件", "Hardware", "ＨＡＲＤＷＡＲＥ", "硬件问题"):
        signals = signals_of(parse_message(raw_mail()), form=(("category", value),))
        assert chosen_in_form(signals, "category", rules) == "hardware"
    assert chosen_in_form(signals, "priority", rules) == ""
