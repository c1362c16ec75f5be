from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db import absences, people
from db.absences import KEPT, Absence, merged
from db.connection import Store
from db.people import Profile

TODAY = date(2026, 11, 22)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def away(first: int, last: int, person_id: int = 1) -> Absence:
    return Absence(person_id, day(first), day(last))


def test_absences_that_touch_become_one_and_those_long_past_are_forgotten() -> None:
    known = [away(-19, -8), away(-2, 1), away(3, 4), away(9, 12)]

    assert merged(known, away(2, 2), TODAY) == (away(-2, 4), [away(9, 12)])


def test_an_absence_that_is_over_by_a_clock_that_is_ahead_is_kept() -> None:
    assert merged([away(-4, -1)], away(0, 2), TODAY) == (away(0, 2), [away(-4, -1)])


@given(
    st.lists(st.tuples(st.integers(-9, 20), st.integers(0, 5)), max_size=6),
    st.tuples(st.integers(-9, 20), st.integers(0, 5)),
)
def test_after_one_more_absence_somebody_is_away_on_the_old_days_and_the_new_ones(
    spans: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    known = [away(first, first + length) for first, length in spans]
    new = away(span[0], span[0] + span[1])

    whole, others = merged(known, new, TODAY)

    days = lambda some: {
        number for number in range(30) if any(each.first_day <= day(number) <= each.last_day for each in some)
    }
    assert days([whole, *others]) == days([*known, new])
    assert whole.first_day <= new.first_day and whole.last_day >= new.last_day
    assert all(each.last_day >= TODAY - KEPT for each in others)


def test_who_is_away_on_a_day_is_told_first_and_last_day_included(store: Store) -> None:
    def work() -> list[set[int]]:
        lee, han = (people.add(Profile(name=name, role="engineer")).id for name in ("李雷", "韩梅梅"))
        assert lee != han
        absences.add(away(1, 3, lee), TODAY)
        absences.add(away(5, 6, lee), TODAY)
        absences.add(away(3, 3, han), TODAY)
        absences.add(away(4, 4, lee), TODAY)
        assert absences.of_person(lee) == [away(1, 6, lee)]
        found = [absences.away_on(day(number)) for number in (0, 1, 3, 6, 7)]
        absences.replace(lee, [])
        return [*found, absences.away_on(day(3))]

    before, first, both, last, after, ended = store.unit(work)
    assert (before, len(first), len(both), len(last), after, len(ended)) == (set(), 1, 2, 1, set(), 1)
    assert first == last
