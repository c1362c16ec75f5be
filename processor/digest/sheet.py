"""How the words of a digest are put: moments, spans, tickets, in the language and zone of who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from processor.compose import clean_line
from processor.digest.period import Period
from processor.digest.result import Share, TicketRef
from processor.digest.words import WORDS
from processor.labels import label

MAX_TITLE_CHARS = 60
MAX_WORDS_CHARS = 200  # of what somebody wrote, in a line
MOST_LINES = 20  # of one list: the whole fits into a mail, and who has more reads the attached table


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language, and in which zone, a digest speaks; and how many lines of one list it tells."""

    locale: str
    zone: ZoneInfo
    lines: int = MOST_LINES

    def say(self, name: str, /, **facts: object) -> str:
        """A sentence whose count is 1 has words of its own where the language wants that."""
        known = WORDS[self.locale]
        words = known.get(f"{name}_1", known[name]) if facts.get("count") == 1 else known[name]
        return words.format(**facts) if facts else words

    def joined(self, *parts: str) -> str:
        return self.say("comma").join(part for part in parts if part)

    def at(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")

    def day(self, day: date) -> str:
        return f"{day} {self.say('weekdays').split()[day.weekday()]}"

    def days(self, period: Period) -> str:
        if period.first == period.last:
            return self.day(period.first)
        return self.say("to", first=self.day(period.first), last=self.day(period.last))

    def span(self, span: timedelta) -> str:
        """`3 天 4 小时`, `2 h 10 min`; the two largest units."""
        minutes = int(span.total_seconds() // 60)
        days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
        found = [(days, *_UNITS[self.locale][0]), (hours, *_UNITS[self.locale][1]), (rest, *_UNITS[self.locale][2])]
        said = [f"{count} {one if count == 1 else more}" for count, one, more in found if count][:2]
        return " ".join(said) or f"0 {_UNITS[self.locale][2][1]}"

    def percent(self, share: Share) -> str:
        return percent(share.percent)

    def ticket(self, ticket: TicketRef, *facts: str) -> str:
        """
        `TS-20261122-004“打印机卡纸”（重要，李雷）：…`.

        The title stands in quotation marks, so that one that begins like an order (升级失败) is none when the
        line comes back in an answer whose quotation nobody can tell.
        """
        title = _cut(clean_line(ticket.title), MAX_TITLE_CHARS)
        about = self.joined(label(self.locale, "priority", ticket.priority), ticket.assignee or ticket.team)
        said = self.joined(*facts)
        head = ticket.number + (self.say("title", title=title) if title else "")
        head += f"{self.say('open')}{about}{self.say('close')}"
        return f"{head}{self.say('colon')}{said}" if said else head

    def words(self, text: str) -> str:
        """What somebody wrote, as part of a line."""
        return _cut(clean_line(" ".join(text.split())), MAX_WORDS_CHARS)

    def most(self, lines: list[str], times: int = 1) -> tuple[str, ...]:
        """*lines* without those that are too many, which are counted; *times* as many as of other lists are told."""
        left = len(lines) - times * self.lines
        return (*lines[: times * self.lines], self.say("more", count=left)) if left > 0 else tuple(lines)


def percent(share: int | None) -> str:
    """As it is shown: `80 %`, and – where there was nothing to count."""
    return "–" if share is None else f"{share} %"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


_UNITS = {
    "zh": (("天", "天"), ("小时", "小时"), ("分钟", "分钟")),
    "en": (("day", "days"), ("h", "h"), ("min", "min")),
}
