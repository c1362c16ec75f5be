"""What can be asked by mail; none of it changes anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from db import search, tickets
from db.people import Person
from db.search import NEWEST
from db.tickets import Ticket
from parsers.moments import read_period
from parsers.orders import read_listing, read_numbers
from processor.desk import listing, shelf
from processor.desk.case import Case, Refused, Result
from processor.desk.lifecycle import OPEN
from processor.desk.listing import by_due, line_of, lines_of, overdue
from processor.desk.manual import help_text
from processor.desk.moved import is_of
from processor.desk.sheet import Reading, sheet_for_staff, sheet_for_user
from processor.digest.blocks import digest_lines
from processor.digest.figures import Accounts
from processor.digest.period import days, last_working_day
from processor.digest.sheet import Voice
from processor.digest.tables import Kind, digest_files
from processor.labels import COMMA, label
from processor.workbooks import NoWorkbooks

FOUND = 20  # lines of an answer to find
SHEETS = 5  # of one mail
RECENT = timedelta(days=30)  # how long users see tickets that have ended


def status(case: Case, value: str) -> Result:
    """状态: the sheet of the ticket, or of those named; without any, users their own tickets, staff theirs."""
    reading = reading_of(case)
    asked = _asked(case, value)
    if asked:
        sheet = sheet_for_staff if case.actor.is_staff else sheet_for_user
        sheets = [sheet(ticket, reading) for ticket in asked[:SHEETS]]
        return Result(report=tuple(line for lines in sheets for line in [*lines, ""])[:-1])
    if case.actor.is_staff:
        return tickets_of(case, "own")
    found = search.of_requester(case.actor.addresses, sorted(OPEN), case.now - RECENT, listing.MOST)
    lines = [_for_user(ticket, reading) for ticket in found] or [reading.word("empty")]
    return Result(report=(_counted(reading, "yours", len(found)), *lines))


def tickets_of(case: Case, value: str) -> Result:
    """列表: open tickets: own, team, unassigned, overdue, or those of a person or a team."""
    reading = reading_of(case)
    match read_listing(value) or ("own" if not value else ""):
        case "own":
            what, found = reading.word("own"), listing.running(person_id=case.person.id)
        case "team":
            team = _team_of(case)
            what, found = reading.word("of").format(who=team), listing.running(team=team)
        case "unassigned":
            what, found = reading.word("unassigned"), listing.running(unassigned=True)
        case "overdue":
            what, found = reading.word("overdue"), listing.running()
        case _:
            who, found = _of_named(case, value)
            what = reading.word("of").format(who=who)
    dated = by_due(found)
    if read_listing(value) == "overdue":
        dated = overdue(dated, case.now)
    head = reading.word("count").format(what=what, count=len(dated))
    return Result(report=(head, *lines_of(dated, reading)))


def find(case: Case, value: str) -> Result:
    """查找: the newest tickets that have all the words in title, requester or thread."""
    reading, words = reading_of(case), _words(value, "#find=VPN")
    found = search.with_words(words, FOUND)
    head = reading.word("found").format(words=" ".join(words), count=_most(found), newest=NEWEST)
    lines = [line_of(ticket, None, reading) for ticket in found] or [reading.word("empty")]
    return Result(report=(head, *lines))


def kb(case: Case, value: str) -> Result:
    """知识: the article with this number, whole; else articles with these words, and how tickets without one ended."""
    reading, words = reading_of(case), " ".join(_words(value, "#kb=VPN"))
    article = shelf.named(words)
    return Result(report=tuple(shelf.whole(article, reading) if article else shelf.found(words, reading)))


def show_help(case: Case, value: str) -> Result:
    """帮助: what the actor may order, in their language; or about one command."""
    text = help_text(case.actor.role, case.locale, case.tools.config.desk.ticket_prefix, value)
    return Result(report=tuple(text.splitlines()))


def digest(case: Case, value: str) -> Result:
    """日报: the managers' figures of the last working day, or of other days; with "csv" or "xlsx" the tables, too."""
    zone = case.tools.config.desk.zone
    accounts = Accounts(case.tools.duties.pace, case.tools.teams, zone)
    wanted, kind = _with_tables(value)
    first, last = _days(case, wanted, case.now.astimezone(zone).date())
    figures, voice = accounts.figures(days(first, last, zone), case.now), Voice(case.locale, zone)
    try:
        papers = digest_files(figures, voice, kind) if kind else ()
    except NoWorkbooks as error:
        raise Refused("no_workbooks", mended=f"#digest={wanted or 'csv'}") from error
    return Result(report=tuple(digest_lines(figures, voice)), papers=papers)


def reading_of(case: Case) -> Reading:
    """The actor's."""
    return Reading(case.locale, case.tools.config.desk.zone, case.tools.duties.pace, case.now)


# ---------------------------------------------------------------- which


def _asked(case: Case, value: str) -> list[Ticket]:
    """The tickets named by the mail or the value; users hear of no other than their own, not even that it exists."""
    if not value:
        return [case.given] if case.given else []
    numbers = read_numbers(value, case.tools.config.desk.ticket_prefix)
    if not numbers:
        raise Refused("no_number", value=value)
    found = [(number, tickets.find(number)) for number in numbers]
    seen = [ticket for _, ticket in found if ticket and _may_see(case, ticket)]
    if len(seen) < len(found):
        hidden = [number for number, ticket in found if ticket is None or ticket not in seen]
        raise Refused("no_such_ticket", value=COMMA[case.locale].join(hidden))
    return seen


def _may_see(case: Case, ticket: Ticket) -> bool:
    return case.actor.is_staff or is_of(ticket, case.actor.person, case.actor.addresses)


def _team_of(case: Case) -> str:
    """
    Raises:
        Refused: the actor is in none.
    """
    if team := case.tools.teams.team_of(case.person):
        return team
    team = next((known.name for known in case.tools.teams.configured), "…")
    raise Refused("value_missing", example=f"#列表={team}" if case.locale == "zh" else f"#list={team}")


def _of_named(case: Case, value: str) -> tuple[str, list[search.Running]]:
    found: Sequence[Person] = case.tools.teams.find_staff(value, case.person)
    if len(found) > 1:
        raise Refused("several_people", value=value, people=COMMA[case.locale].join(person.name for person in found))
    if found:
        return found[0].name, listing.running(person_id=found[0].id)
    if team := case.tools.teams.name_of(value):
        return team, listing.running(team=team)
    raise Refused("nobody_of_this_name", value=value)


def _words(value: str, example: str) -> list[str]:
    if words := value.split():
        return words
    raise Refused("value_missing", mended=example, example=example)


def _with_tables(value: str) -> tuple[str, Kind | None]:
    """`2026-11-20,xlsx` → (2026-11-20, xlsx)."""
    words = re.split(r"[\s,，]+", value.strip())
    kinds: dict[str, Kind] = {"csv": "csv", "xlsx": "xlsx", "excel": "xlsx"}
    found = next((kinds[word.lower()] for word in words if word.lower() in kinds), None)
    return " ".join(word for word in words if word.lower() not in kinds), found


def _days(case: Case, value: str, today: date) -> tuple[date, date]:
    if not value:
        day = last_working_day(case.tools.procedure.deadlines.calendars["general"], today)
        return day, day
    period = read_period(value, today, past=True)
    if period is None:
        raise Refused("no_such_period", value=value)
    return period


# ---------------------------------------------------------------- lines


def _for_user(ticket: Ticket, reading: Reading) -> str:
    opened = reading.local(ticket.opened_at)
    return " · ".join((ticket.number, label(reading.locale, "status", ticket.status), ticket.title, opened))


def _counted(reading: Reading, what: str, count: int) -> str:
    return reading.word("count").format(what=reading.word(what), count=count)


def _most(found: Sequence[Ticket]) -> str:
    return f"{len(found)}+" if len(found) == FOUND else str(len(found))
