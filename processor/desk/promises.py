"""A due time in the words of a mail; pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def promise(due: datetime, now: datetime, zone: ZoneInfo, locale: str) -> str:
    """
    By when, on the desk's wall clock: `今天 17:30 前`, `by Tue 24 Nov, 10:00`; never later than *due*.

    Args:
        due, now: aware; seconds of *due* are left out.
        locale: "zh" or "en".

    Returns:
        "" when *due* has passed: nothing can be promised any more.
    """
    minute = due.astimezone(UTC).replace(second=0, microsecond=0)
    if minute <= now:
        return ""
    local, today = minute.astimezone(zone), now.astimezone(zone)
    clock = f"{local:%H:%M}{_which_pass(local)}"
    if clock == "00:00":  # people take the midnight of a day for the end of that day
        local, clock = local - timedelta(days=1), "24:00"
    same_day, same_year = local.date() == today.date(), local.year == today.year
    weekday = WEEKDAYS[locale][local.weekday()]
    if locale == "zh":
        day = f"{'' if same_year else f'{local.year}年'}{local.month}月{local.day}日（{weekday}）"
        return f"今天 {clock} 前" if same_day else f"{day}{clock} 前"
    day = f"{weekday} {local.day} {MONTHS[local.month - 1]}{'' if same_year else f' {local.year}'}"
    return f"by {clock} today" if same_day else f"by {day}, {clock}"


def _which_pass(local: datetime) -> str:
    """The name of the time, ` CET`, in the one hour of the year that comes twice."""
    return f" {local:%Z}" if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() else ""
