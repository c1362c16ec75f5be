"""Contrast of colours, and the nearest one that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.colours import BLACK, MIN_CONTRAST, WHITE, colour, contrast, nearest_on, plain_on, reads_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast(WHITE, BLACK) == contrast(BLACK, WHITE) == 21
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)  # the known pair just below and just above
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


@given(COLOURS)
def test_black_or_white_can_be_read_on_every_colour(ground: str) -> None:
    assert reads_on(plain_on(ground), ground)


@given(COLOURS, COLOURS)
def test_the_nearest_colour_can_be_read_and_is_the_same_when_it_could_be_before(text: str, ground: str) -> None:
    near = nearest_on(text, ground)

    assert contrast(near, ground) >= MIN_CONTRAST
    assert near == text or not reads_on(text, ground)


def test_no_colour_can_be_read_on_both_black_and_white_enough() -> None:
    assert nearest_on("#ff0000", WHITE, "#232529") == ""


@pytest.mark.parametrize(("text", "read"), [("#1D4F91", "#1d4f91"), (" #15a ", "#1155aa")])
def test_a_colour_may_be_short_and_in_capitals(text: str, read: str) -> None:
    assert colour(text) == read


@pytest.mark.parametrize("text", ["blue", "#12", "#12345g", "1d4f91", "#1d4f91;}", "＃１ｄ４ｆ９１", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        colour(text)
