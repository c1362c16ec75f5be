"""The tables of words, and what is made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.phrases.tables import least


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1), st.text("abc", max_size=12))
def test_the_least_phrases_are_found_where_any_is_found(phrases, text):
    assert any(one in text for one in least(phrases)) == any(one in text for one in phrases)


def test_a_phrase_that_holds_another_is_left_out():
    assert least(["has written", "written", "wrote"]) == ("wrote", "written")
