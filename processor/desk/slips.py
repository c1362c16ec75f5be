"""What is meant by a command that cannot be read: a value behind a blank, a code as a name, a letter wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.message import Command
from parsers.moments import read_moment
from parsers.orders import did_you_mean, nearest, read_contact, read_listing, read_numbers
from parsers.periods import read_period
from parsers.phrases.commands import (
    CANONICAL,
    COMMANDS,
    STATES,
    CommandWord,
    read_category,
    read_priority,
    words_for,
)
from parsers.subjects import canonical, words_behind
from processor.desk.case import Case
from processor.desk.corrections import Kind

_LEAD = re.compile(r"^(?:to|until|till|by|给|至)\s*", re.IGNORECASE)  # not 到 and 于, which begin names
_ANSWERS = {
    "answer": {"zh": "答复用户", "en": "Answer to the user"},
    "act": {"zh": "对日报的回复", "en": "Answer to the digest"},
}
_CODES: tuple[Kind, ...] = ("priority", "category")


def as_typed(case: Case, order: Command) -> str:
    """A command as the reader would type it, in their language; answers are none and have no sign."""
    if order.name in _ANSWERS:
        return _ANSWERS[order.name][case.locale]
    word = COMMANDS.get(order.name)
    name = word.aliases[0] if word and case.locale == "zh" else order.name
    return f"#{name}={order.value}" if order.value else f"#{name}"


def with_words_behind(case: Case, order: Command) -> str:
    """*order* with the words behind it as its value, if they can be that: `#指派 李雷` → #指派=李雷; else ""."""
    behind = next((words for typed, words in _behind(case) if _is(typed, order)), "")
    title = case.given.title if case.given else ""
    if not behind or (title and (behind in title or title in behind)):
        return ""
    word = COMMANDS.get(order.name)
    if word is None or (order.value and not word.colon):
        return ""
    tried = _candidates(f"{order.value} {behind}" if order.value else behind)
    return next((as_typed(case, Command(order.name, value)) for value in tried if _can_be(case, word, value)), "")


def with_nearest_code(case: Case, kind: Kind, value: str) -> str:
    """`#priority=hihg` → #priority=urgent; "" when no word for a code is near."""
    found = nearest(value, words_for(kind))
    return _with_code(case, kind, found) if found else ""


def meant(case: Case, word: str) -> str:
    """What is no command, as one of the staff would have to type it; "" when nobody can tell."""
    for kind in _CODES:
        if _code(kind, word):
            return _with_code(case, kind, word)
    if state := STATES.get(word.lower()):
        return as_typed(case, Command(state))
    name = did_you_mean(word)
    if not name or COMMANDS[CANONICAL[name]].group == "user":
        return ""
    rest = word[len(name) :] if word.lower().startswith(name) else ""
    values = (value for value in _candidates(rest) if _can_be(case, COMMANDS[CANONICAL[name]], value))
    value = next(values, "")
    return f"#{name}={value}" if value else f"#{name}"


def _behind(case: Case) -> tuple[tuple[Command, str], ...]:
    return words_behind(case.message.subject.text, case.tools.config.desk.ticket_prefix)


def _is(typed: Command, order: Command) -> bool:
    return canonical(typed.name) == order.name and typed.value == order.value


def _candidates(words: str) -> Iterator[str]:
    """All of the words, then without a “to” before them, then the first alone."""
    bare = _LEAD.sub("", words)
    yield from dict.fromkeys(part for part in (words, bare, *bare.split()[:1]) if part)


def _can_be(case: Case, word: CommandWord, value: str) -> bool:
    zone = case.tools.config.desk.zone
    readers: dict[str, Callable[[], object]] = {
        "person": lambda: _is_somebody(case, value),
        "people": lambda: _is_somebody(case, value),
        "contact": lambda: read_contact(value),
        "moment": lambda: read_moment(value, case.now, zone),
        "period": lambda: read_period(value, case.now.astimezone(zone).date()),
        "category": lambda: read_category(value),
        "priority": lambda: read_priority(value),
        "tickets": lambda: read_numbers(value, case.tools.config.desk.ticket_prefix),
        "addresses": lambda: "@" in value,
        "listing": lambda: read_listing(value),
        "command": lambda: canonical(value.lstrip("#＃")),
        "words": lambda: word.value_required,
    }
    return word.value in readers and bool(readers[word.value]())


def _is_somebody(case: Case, value: str) -> bool:
    teams = case.tools.teams
    return bool(teams.name_of(value) or (case.actor.person and teams.find_staff(value, case.actor.person)))


def _code(kind: Kind, word: str) -> str:
    return read_priority(word) if kind == "priority" else read_category(word)


def _with_code(case: Case, kind: Kind, word: str) -> str:
    code = _code(kind, word)
    return as_typed(case, Command(kind, case.word(kind, code) if case.locale == "zh" else code))
