"""The sections about time: office hours, and which priority is answered within how many hours of which calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from processor import config_values as values
from processor.config_base import Section
from processor.desk.calendar_lines import closed_days, never_open, open_days, week_of

ALWAYS = "always"  # the calendar round the clock; it need not be written down
OFFICE = "office"  # the calendar that is there though nobody wrote it down
MAX_REOPEN_DAYS = 3660  # ten years; who wants more wants no end
MAX_RESPONSE_HOURS = 1000  # half a year of office hours; who promises more has mistaken the unit


def _parsed(parse: Callable[[tuple[str, ...]], object]) -> AfterValidator:
    def validate(lines: tuple[str, ...]) -> tuple[str, ...]:
        parse(lines)
        return lines

    return AfterValidator(validate)


def _alone_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _days_as_text(value: Any) -> Any:
    """TOML knows days of its own: 2026-12-31 without quotes."""
    alone = [value] if isinstance(value, (str, date)) else value
    return [str(day) if isinstance(day, date) else day for day in alone] if isinstance(alone, list) else alone


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise ValueError(f'is empty; write "{ALWAYS}" or the name of a [[calendar]]')
    return names


def _country(text: str) -> str:
    code = text.strip().upper()
    if not code or code == "AUTO":
        return code.lower()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise ValueError(f'"{text}" is no country; write two letters such as "CN", or "auto", or "" for no holidays')
    return code


def _calendar_name(name: str) -> str:
    if name == ALWAYS:
        raise ValueError(f'"{ALWAYS}" is the calendar round the clock; choose another name')
    return values.one_line(name)


Hours = Annotated[float, Field(gt=0, le=MAX_RESPONSE_HOURS)]
CalendarNames = Annotated[tuple[str, ...], BeforeValidator(_alone_or_several), AfterValidator(_named)]


class ResponseHours(Section):
    urgent: Hours = 2
    important: Hours = 4
    general: Hours = 8


class PriorityCalendars(Section):
    urgent: CalendarNames = (ALWAYS,)
    important: CalendarNames = (OFFICE,)
    general: CalendarNames = (OFFICE,)


class Deadlines(Section):
    triage_min: Annotated[int, Field(ge=1, le=1440)] = 30
    remind_at_percent: Annotated[int, Field(ge=1, le=99)] = 75
    feedback_h: Annotated[float, Field(gt=0, le=MAX_RESPONSE_HOURS)] = 4
    progress_h: Annotated[float, Field(ge=0, le=MAX_RESPONSE_HOURS)] = 24
    draft_h: Annotated[float, Field(gt=0, le=MAX_RESPONSE_HOURS)] = 20
    progress_days: Literal["all", "working"] = "all"
    confirm_reminder_h: Annotated[float, Field(gt=0, le=MAX_RESPONSE_HOURS)] = 48
    confirm_h: Annotated[float, Field(gt=0, le=MAX_RESPONSE_HOURS)] = 120
    reopen_days: Annotated[float, Field(ge=0, le=MAX_REOPEN_DAYS)] = 7
    response_hours: ResponseHours = ResponseHours()
    calendars: PriorityCalendars = PriorityCalendars()

    @model_validator(mode="after")
    def _has_time_for_a_draft(self) -> Deadlines:
        if self.progress_h and self.draft_h >= self.progress_h:
            raise ValueError(f"draft_h is {self.draft_h:g} and has to be less than progress_h, {self.progress_h:g}")
        return self

    @model_validator(mode="after")
    def _reminds_before_it_closes(self) -> Deadlines:
        if self.confirm_reminder_h >= self.confirm_h:
            hours = f"{self.confirm_reminder_h:g} and has to be less than confirm_h, {self.confirm_h:g}"
            raise ValueError(f"confirm_reminder_h is {hours}")
        return self


class Calendar(Section):
    name: Annotated[str, AfterValidator(_calendar_name)] = OFFICE
    timezone: Annotated[str, AfterValidator(values.zone_or_desks)] = ""
    hours: Annotated[tuple[str, ...], BeforeValidator(_alone_or_several), _parsed(week_of)] = (
        "Mon-Fri 09:00-12:00 13:30-18:00",
    )
    country: Annotated[str, AfterValidator(_country)] = "auto"
    subdivision: str = ""
    closed: Annotated[tuple[str, ...], BeforeValidator(_days_as_text), _parsed(closed_days)] = ()
    open: Annotated[tuple[str, ...], BeforeValidator(_days_as_text), _parsed(open_days)] = ()

    @model_validator(mode="after")
    def _is_open_some_time(self) -> Calendar:
        closed, opened = closed_days(self.closed), open_days(self.open)
        if both := sorted(closed.keys() & opened.keys()):
            raise ValueError(f"{both[0]} stands in open and in closed; keep one of the two")
        if why := never_open(week_of(self.hours), {**closed, **opened}):
            raise ValueError(why)
        return self
