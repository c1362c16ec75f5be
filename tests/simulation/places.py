"""Where the simulated desks are: the configuration of each, and its calendar written by hand for the oracle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from support.mails import AUTHSERV

from .hours import Hours, Office, always

PlaceName = Literal["shanghai", "berlin"]
DESK = "support@desk.example"
KNOWN_DAYS = 1000  # of a calendar: a ticket is put on hold for a year
LUNCH = (("09:00", "12:00"), ("13:30", "18:00"))
# Nothing is held back by the caps of answers: how they hold is tested elsewhere, and here every mail is judged.
LIMITS = {
    "replies_per_sender_per_day": 1000,
    "unverified_replies_per_sender_per_day": 1000,
    "replies_per_ticket_per_day": 1000,
    "replies_per_hour": 100_000,
}
TEAMS: list[dict[str, Any]] = [
    {"name": "硬件组", "aliases": ["hardware"], "categories": ["hardware"]},
    {"name": "软件组", "aliases": ["software"], "categories": ["software"], "strategy": "round_robin"},
    {"name": "业务组", "aliases": ["business"], "categories": ["business"]},
    {"name": "咨询组", "aliases": ["advice"], "categories": ["consultation"], "strategy": "manual"},
    {"name": "安全组", "aliases": ["security"]},
]


def _days(year: int, *spans: str) -> frozenset[date]:
    """`10-01..10-07` or `04-06`, of a year."""
    found = set()
    for span in spans:
        first, _, last = span.partition("..")
        day, end = (date.fromisoformat(f"{year}-{one}") for one in (first, last or first))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


# 国务院办公厅关于2026年部分节假日安排的通知: days off, and the weekends that are worked instead
CHINA_2026_OFF = _days(
    2026, "01-01..01-03", "02-15..02-23", "04-04..04-06", "05-01..05-05", "06-19..06-21", "09-25..09-27", "10-01..10-07"
)
CHINA_2026_WORKED = _days(2026, "01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
# Of the desk in Berlin: its own, so that no list of holidays is needed to know them
BERLIN_OFF = _days(2026, "04-03", "04-06", "05-01", "05-14", "05-25", "10-02", "11-18")
BERLIN_WORKED = _days(2026, "10-31")


@dataclass(frozen=True, slots=True)
class Place:
    """
    A desk somewhere.

    Attributes:
        office: opening hours, for the oracle.
        sections: what its configuration has beside what all have.
        short, long: first days (UTC, midnight) of a run of some weeks, and of one of most of a year.
        response_h, urgent_always: as in the configuration.
    """

    name: str
    zone: ZoneInfo
    office: Office
    sections: dict[str, Any]
    short: datetime
    long: datetime
    progress_days: str
    response_h: dict[str, int]

    def config(self) -> dict[str, Any]:
        """Sections for `make_config`."""
        common: dict[str, Any] = {
            "desk": {"address": DESK, "timezone": self.zone.key, "locale": "zh"},
            "trust": {"authserv_id": AUTHSERV},
            "limits": LIMITS,
            "team": TEAMS,
        }
        return common | self.sections

    def hours(self) -> dict[str, Hours]:
        """Working time by priority."""
        office = Hours(self.office.spans(self.long.date(), self.long.date() + timedelta(days=KNOWN_DAYS)))
        return {"urgent": always(), "important": office, "general": office}

    def progress_hours(self) -> dict[str, Hours]:
        """By priority, the time after which a user has to hear again."""
        if self.progress_days == "all":
            return dict.fromkeys(("urgent", "important", "general"), always())
        days = Hours(
            self.office.spans(self.long.date(), self.long.date() + timedelta(days=KNOWN_DAYS), whole_days=True)
        )
        return {"urgent": always(), "important": days, "general": days}


SHANGHAI = Place(
    name="shanghai",
    zone=ZoneInfo("Asia/Shanghai"),
    office=Office(ZoneInfo("Asia/Shanghai"), LUNCH, CHINA_2026_OFF, CHINA_2026_WORKED),
    sections={},
    short=datetime(2026, 9, 14, tzinfo=UTC),
    long=datetime(2026, 1, 5, tzinfo=UTC),
    progress_days="all",
    response_h={"urgent": 2, "important": 4, "general": 8},
)
BERLIN = Place(
    name="berlin",
    zone=ZoneInfo("Europe/Berlin"),
    office=Office(ZoneInfo("Europe/Berlin"), (("08:00", "16:30"),), BERLIN_OFF, BERLIN_WORKED),
    sections={
        "deadlines": {
            "progress_days": "working",
            "response_hours": {"urgent": 1, "important": 4, "general": 16},
        },
        "calendar": [
            {
                "name": "office",
                "hours": ["Mon-Fri 08:00-16:30"],
                "country": "",
                "closed": sorted(map(str, BERLIN_OFF)),
                "open": sorted(map(str, BERLIN_WORKED)),
            }
        ],
    },
    short=datetime(2026, 10, 12, tzinfo=UTC),
    long=datetime(2026, 1, 5, tzinfo=UTC),
    progress_days="working",
    response_h={"urgent": 1, "important": 4, "general": 16},
)
PLACES: dict[str, Place] = {place.name: place for place in (SHANGHAI, BERLIN)}
