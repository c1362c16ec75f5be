"""What must hold between the sections of a configuration; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from db.people import key
from processor.config_calendars import ALWAYS, OFFICE
from processor.config_errors import Fault, did_you_mean

if TYPE_CHECKING:
    from processor.config import Config

# Ports whose use is registered for one way of encryption (RFC 8314 §7.3, RFC 3501, RFC 6409).
IMPLICIT_PORTS = frozenset({993, 465})
STARTTLS_PORTS = frozenset({143, 587, 25})


def faults_between(tree: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults that no section shows alone. *tree* is as read: each value may be of a wrong type, or absent."""
    mailboxes = [box for box in _list(tree.get("mailbox")) if isinstance(box, dict)]
    yield from _names_used_twice("mailbox", mailboxes)
    yield from _folders_polled_twice(mailboxes)
    oauths = [oauth for oauth in _list(tree.get("oauth")) if isinstance(oauth, dict)]
    yield from _names_used_twice("oauth", oauths)
    yield from _logins_by_no_oauth(mailboxes, _table(tree, "smtp"), oauths)
    calendars = [calendar for calendar in _list(tree.get("calendar")) if isinstance(calendar, dict)]
    yield from _names_used_twice("calendar", calendars)
    yield from _calendars_that_are_nowhere(calendars, _table(_table(tree, "deadlines"), "calendars"))
    teams = [team for team in _list(tree.get("team")) if isinstance(team, dict)]
    yield from _teams_called_alike(teams)
    yield from _categories_of_two_teams(teams)
    digests = [digest for digest in _list(tree.get("digest")) if isinstance(digest, dict)]
    yield from _digests_of_no_team(digests, teams)
    yield from _desk_among_machines(_table(tree, "desk"), _table(tree, "trust"))


def doubts(config: Config) -> Iterator[Fault]:
    """What is possible and probably not meant; a warning each."""
    for alias in config.desk.aliases:
        if alias.lower() == config.desk.address.lower():
            yield Fault("desk.aliases", f'"{alias}" is the address of the desk itself; it need not be repeated')
    for number, box in enumerate(config.mailbox):
        where = f"mailbox[{number}]"
        if box.move_to and box.after != "move":
            yield Fault(f"{where}.move_to", f'has no effect while after = "{box.after}"')
        port = urlsplit(box.url).port if box.url.startswith("imap:") else None
        yield from _doubtful_port(f"{where}.tls", box.tls, port)
    yield from _doubtful_port("smtp.tls", config.smtp.tls, config.smtp.port)
    used = {name for names in config.deadlines.calendars.model_dump().values() for name in names}
    for number, calendar in enumerate(config.calendar):
        if calendar.name not in used:
            yield Fault(
                f"calendar[{number}].name", f'"{calendar.name}" is used by no priority in [deadlines.calendars]'
            )
    logins = {section.oauth for section in (*config.mailbox, config.smtp)}
    for number, oauth in enumerate(config.oauth):
        if oauth.name not in logins:
            yield Fault(f"oauth[{number}].name", f'"{oauth.name}" is used by no mailbox and not by [smtp]')
    if not config.trust.authserv_id:
        yield Fault(
            "trust.authserv_id",
            "is not set, so no sender counts as verified: at most "
            f"{config.limits.unverified_replies_per_sender_per_day} acknowledgement(s) a day and sender; "
            "`ticketd check` proposes the value of your mail server",
        )


def _names_used_twice(kind: str, tables: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, table in enumerate(tables):
        name = table.get("name")
        if isinstance(name, str) and name in seen:
            yield Fault(f"{kind}[{number}].name", f'"{name}" is the name of another {kind}; choose a new one')
        seen.add(str(name))


def _logins_by_no_oauth(
    mailboxes: list[dict[str, Any]], smtp: Mapping[str, Any], oauths: list[dict[str, Any]]
) -> Iterator[Fault]:
    there = [str(oauth.get("name")) for oauth in oauths]
    places = [(f"mailbox[{number}]", box) for number, box in enumerate(mailboxes)]
    for where, section in [*places, ("smtp", smtp)]:
        name = section.get("oauth")
        if isinstance(name, str) and name and str(section.get("url", "")).startswith("maildir:"):
            yield Fault(f"{where}.oauth", "is for a login at a server, which a Maildir has not; take it out")
        elif isinstance(name, str) and name and name not in there:
            hint = did_you_mean(name, there) or f'; write its table [[oauth]] with name = "{name}"'
            yield Fault(f"{where}.oauth", f'there is no oauth "{name}"{hint}')


def _calendars_that_are_nowhere(calendars: list[dict[str, Any]], used: Mapping[str, Any]) -> Iterator[Fault]:
    there = [ALWAYS, OFFICE, *(str(calendar.get("name")) for calendar in calendars)]
    for priority, names in used.items():
        for name in [names] if isinstance(names, str) else _list(names):
            if isinstance(name, str) and name not in there:
                hint = did_you_mean(name, there) or "; write its table [[calendar]]"
                yield Fault(f"deadlines.calendars.{priority}", f'there is no calendar "{name}"{hint}')


def _teams_called_alike(teams: list[dict[str, Any]]) -> Iterator[Fault]:
    """Names and aliases are compared as those of the directory are: in any case, with or without blanks."""
    seen: dict[str, int] = {}
    for number, team in enumerate(teams):
        named = [("name", team.get("name")), *(("aliases", alias) for alias in _list(team.get("aliases")))]
        for where, name in named:
            owner = seen.setdefault(key(name), number) if isinstance(name, str) else number
            if owner != number:
                yield Fault(f"team[{number}].{where}", f'"{name}" means team[{owner}] already; choose a new one')


def _categories_of_two_teams(teams: list[dict[str, Any]]) -> Iterator[Fault]:
    takers: dict[str, int] = {}
    for number, team in enumerate(teams):
        for category in dict.fromkeys(str(category) for category in _list(team.get("categories"))):
            if (taker := takers.setdefault(category, number)) != number:
                yield Fault(
                    f"team[{number}].categories",
                    f'new tickets of "{category}" go to team[{taker}] already; leave it to one of them',
                )


def _digests_of_no_team(digests: list[dict[str, Any]], teams: list[dict[str, Any]]) -> Iterator[Fault]:
    there = [str(team.get("name")) for team in teams]
    for number, digest in enumerate(digests):
        team = digest.get("team")
        if isinstance(team, str) and team and team not in there:
            hint = did_you_mean(team, there) or "; write its table [[team]], or leave it out for the whole desk"
            yield Fault(f"digest[{number}].team", f'there is no team "{team}"{hint}')


def _folders_polled_twice(mailboxes: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], int] = {}
    for number, box in enumerate(mailboxes):
        url = str(box.get("url", number)).rstrip("/").lower()
        key = (url, str(box.get("username", "")), str(box.get("folder", "INBOX")))
        if key in seen:
            yield Fault(
                f"mailbox[{number}].url",
                f"is the same account and folder as mailbox[{seen[key]}]; leave one of them out",
            )
        seen.setdefault(key, number)


def _desk_among_machines(desk: Mapping[str, Any], trust: Mapping[str, Any]) -> Iterator[Fault]:
    own = {str(address).lower() for address in (desk.get("address"), *_list(desk.get("aliases")))}
    for number, machine in enumerate(_list(trust.get("machines"))):
        if str(machine).lower() in own:
            yield Fault(
                f"trust.machines[{number}]",
                f'"{machine}" is an address of the desk: it would answer its own mail; take it out',
            )


def _doubtful_port(path: str, tls: str, port: int | None) -> Iterator[Fault]:
    if tls == "starttls" and port in IMPLICIT_PORTS:
        yield Fault(path, f'is "starttls" on port {port}, which is for "implicit"')
    if tls == "implicit" and port in STARTTLS_PORTS:
        yield Fault(path, f'is "implicit" on port {port}, which is for "starttls"')


def _table(tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = tree.get(name)
    return table if isinstance(table, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
