"""Durations alone; what they mean from now on is tested with the moments."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parsers.durations import read_duration


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("4h", 4),
        ("90 min", 1.5),
        ("1.25h", 1.25),
        ("两个半小时", 2.5),
        ("3天半", 84),
        ("1周2天", 216),
        ("十五小时", 15),
    ],
)
def test_a_duration_is_read(text: str, hours: float) -> None:
    assert read_duration(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "4", "h", "4h later", "4小时后", "4x", "4hx", "0h", "3661d", "999999w", "4h 1d"])
def test_anything_else_is_none(text: str) -> None:
    assert read_duration(text) is None
