from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.triage.grams import MAX_CHARACTERS, grams, plain, tokens


def test_full_width_letters_and_case_make_no_difference() -> None:
    assert plain("ＥＲＰ　Ｌｏｇｉｎ\r\n") == "erp login\n"


def test_mixed_runs_are_split_where_the_script_changes() -> None:
    assert tokens("erp系统登录不了 error") == ["erp", "系统登录不了", "error"]


def test_chinese_is_seen_as_characters_and_pairs() -> None:
    assert {"卡", "纸", "卡纸"} <= grams("", "卡纸").keys()


def test_latin_is_seen_as_words_pairs_and_runs_within_words() -> None:
    found = grams("", "printer offline")

    assert {"printer", "offline", "printer offline", "~~pri", "~nter~"} <= found.keys()
    assert not any("r o" in gram for gram in found if gram.startswith("~"))


def test_what_stands_in_the_subject_is_told_apart_and_weighs_more() -> None:
    found = grams("vpn", "help")

    assert found["§vpn"] > found["help"]
    assert "§help" not in found


def test_numbers_of_tickets_and_orders_are_alike() -> None:
    assert tokens("order 4711883 of 9920017 in 12 parts") == ["order", "0000000", "of", "0000000", "in", "12", "parts"]


def test_of_a_long_text_only_the_beginning_counts() -> None:
    assert "zebra" not in grams("", "x" * MAX_CHARACTERS + " zebra")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_grams_with_positive_weights(subject: str, text: str) -> None:
    assert all(gram and weight > 0 for gram, weight in grams(plain(subject), plain(text)).items())
