"""外出: days on which somebody of the staff is given no ticket."""

from __future__ import annotations

from datetime import date

from db import absences, workload
from db.absences import Absence
from parsers.moments import read_period
from parsers.orders import is_off
from processor.desk.case import Case, Refused, Result
from processor.desk.footprints import following_actor
from processor.desk.lifecycle import OPEN

EXAMPLE = "#away=2026-12-01..2026-12-05"
_WORDS = {
    "zh": {
        "span": "{first} 至 {last}",
        "day": "{first}",
        "away": "期间不再派单给您；提前结束请发 #外出=取消。",
        "open": "您名下还有 {count} 张未结工单，不会自动移交。",
        "back": "新工单照常派给您。",
    },
    "en": {
        "span": "{first} to {last}",
        "day": "{first}",
        "away": "No ticket is given to you then; #away=off ends it.",
        "open": "{count} open tickets are still yours; they stay so until you hand them over.",
        "back": "New tickets are given to you as usual.",
    },
}


def away(case: Case, value: str) -> Result:
    """A period is added to those that are known; "off" ends all of them."""
    if not value:
        raise Refused("value_missing", mended=EXAMPLE, example=EXAMPLE)
    if is_off(value):
        return _back(case)
    today = _today(case)
    period = read_period(value, today)
    if period is None:
        raise Refused("no_such_period", mended=EXAMPLE, value=value)
    with following_actor(case):
        whole = absences.add(Absence(case.person.id, *period), today)
    case.record("away", first=whole.first_day.isoformat(), last=whole.last_day.isoformat())
    return Result(new=_shown(case, whole), remark=" ".join(_remarks(case)))


def _back(case: Case) -> Result:
    known = [absence for absence in absences.of_person(case.person.id) if absence.last_day >= _today(case)]
    with following_actor(case):
        absences.replace(case.person.id, [])
    case.record("away", first="", last="")
    return Result(old=", ".join(_shown(case, absence) for absence in known), remark=_WORDS[case.locale]["back"])


def _remarks(case: Case) -> list[str]:
    words = _WORDS[case.locale]
    count = workload.counts("assignee", [case.person.id], sorted(OPEN)).get(case.person.id, 0)
    return [words["away"], *([words["open"].format(count=count)] if count else [])]


def _today(case: Case) -> date:
    return case.now.astimezone(case.tools.config.desk.zone).date()


def _shown(case: Case, absence: Absence) -> str:
    words = _WORDS[case.locale]["day" if absence.first_day == absence.last_day else "span"]
    return words.format(first=absence.first_day.isoformat(), last=absence.last_day.isoformat())
