"""Short answers in which one wrong character would turn bad news into good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.answer_samples import set_names
from support.answers import read_set

from parsers.answers import read_answer

SHORT = 14  # characters
MOST = 0.012  # of the slips that close: 能不用 is made of nothing but known pairs


@pytest.mark.parametrize(
    "text",
    ["每解决", "末解决", "为解决", "解没决", "还是步行", "没还好", "问又题出现了", "It is nto solved", "Not sloved"],
)
def test_a_slip_beside_a_denial_closes_nothing(text: str) -> None:
    answer = read_answer(text)

    assert not (answer.sure and answer.solved)


@pytest.mark.parametrize("text", ["没问题了", "不卡了", "全部解决", "都解决了", "No problem anymore", "又能用了"])
def test_plain_good_news_with_a_denial_stays_sure(text: str) -> None:
    answer = read_answer(text)

    assert answer.sure and answer.solved


def test_hardly_any_two_characters_that_change_places_close_a_ticket() -> None:
    bad = [
        one.text
        for name in set_names()
        for one in read_set(f"{name}.toml")
        if one.solved is False and len(one.text) <= SHORT
    ]
    slips = [slip for text in bad for slip in _swapped(text)]
    closing = [slip for slip in slips if (answer := read_answer(slip)).sure and answer.solved]

    assert len(slips) > 500
    assert len(closing) <= MOST * len(slips), closing


def _swapped(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]
