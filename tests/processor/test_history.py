"""Old mail that is brought in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from processor.history import sent_at

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_old_mail_keeps_its_own_time() -> None:
    assert sent_at(b"Date: Sun, 1 Nov 2020 17:00:00 +0800\r\n\r\nx", NOW) == datetime(2020, 11, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "date",
    [
        b"Fri, 31 Dec 9999 23:59:59 -1200",
        b"Sun, 22 Nov 2099 17:00:00 +0800",
        b"Thu, 01 Jan 1970 00:00:00 +0000",
        b"Sun, 22 Nov 2020 17:00:00 +999999999999",
        b"yesterday",
        b"",
    ],
)
def test_a_date_that_cannot_be_is_now_and_stops_no_import(date: bytes) -> None:
    assert sent_at(b"Date: " + date + b"\r\n\r\nx", NOW) == NOW
