from __future__ import annotations

from itertools import combinations, product

import pytest
from support.outages import FRESH, KNOWN, LATER, UNRELATED, Words

from parsers.outages import Trouble, same_trouble, trouble_of

SETS = (KNOWN, FRESH, LATER)
WAVES = [pytest.param(wave, id=f"{name}-{at}") for at, waves in enumerate(SETS) for name, wave in waves.items()]


def troubles(some: tuple[Words, ...]) -> list[Trouble]:
    return [trouble_of(title, text) for title, text in some]


@pytest.mark.parametrize("wave", WAVES)
def test_all_who_report_an_outage_are_understood_to_report_the_same(wave: tuple[Words, ...]) -> None:
    assert all(same_trouble(one, other) for one, other in combinations(troubles(wave), 2))


@pytest.mark.parametrize("wave", WAVES)
def test_what_else_comes_in_within_the_hour_is_seldom_taken_for_it(wave: tuple[Words, ...]) -> None:
    for title, text in UNRELATED:
        likes = [same_trouble(trouble_of(title, text), other) for other in troubles(wave)]
        assert not any(likes) or title == "手机收不到公司邮件"  # which may well be part of an outage of mail


def test_outages_of_different_things_are_kept_apart() -> None:
    waves = {name: wave for waves in SETS for name, wave in waves.items() if name != "wifi"}  # which is network

    for (_, one), (_, other) in combinations(waves.items(), 2):
        assert not [pair for pair in product(troubles(one), troubles(other)) if same_trouble(*pair)]


def test_among_unrelated_tickets_no_three_are_alike() -> None:
    found = troubles(UNRELATED)

    assert max(sum(same_trouble(one, other) for other in found if other is not one) for one in found) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("VPN怎么申请", "新员工入职"), ("VPN断了", "连不上")),
        (("WMS登录失败", ""), ("CAD登录失败", "")),
        (("", ""), ("", "")),
    ],
)
def test_a_shared_word_is_not_enough(one: Words, other: Words) -> None:
    assert not same_trouble(trouble_of(*one), trouble_of(*other))
