"""Invitations (RFC 5545, RFC 6047) as text: what, when, where, who."""

from __future__ import annotations

import re

MAX_EVENTS = 5
MAX_PEOPLE = 30
MAX_CHARS = 256 * 1024  # of a calendar that is read
_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(
    r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(.*)"
)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^\";:]*)")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?")

METHODS = {
    "REQUEST": "Invitation",
    "CANCEL": "Cancelled",
    "REPLY": "Answer to an invitation",
    "PUBLISH": "Event",
    "COUNTER": "Other time proposed",
}
ANSWERS = {"ACCEPTED": "accepts", "DECLINED": "declines", "TENTATIVE": "accepts tentatively", "DELEGATED": "delegates"}

Property = tuple[str, dict[str, str], str]


def to_text(source: str) -> str:
    """The events of a calendar as lines for people; "" when there is none."""
    lines = _FOLD.sub("", source[:MAX_CHARS]).splitlines()
    properties = [found for line in lines if (found := _property(line))]
    method = next((value.strip().upper() for name, _, value in properties if name == "METHOD"), "")
    events = _events(properties)[:MAX_EVENTS]
    return "\n\n".join("\n".join(_describe(event, method)) for event in events)


def _property(line: str) -> Property | None:
    match = _PROPERTY.match(line[:20000])
    if match is None:
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match[2])}
    return match[1].upper(), parameters, match[3]


def _events(properties: list[Property]) -> list[list[Property]]:
    """Properties of each VEVENT or VTODO, without those of the alarms in it."""
    events: list[list[Property]] = []
    depth = 0
    for found in properties:
        name, _, value = found
        kind = value.strip().upper()
        if name == "BEGIN" and (depth or kind in ("VEVENT", "VTODO")):
            depth += 1
            if depth == 1:
                events.append([])
        elif name == "END" and depth:
            depth -= 1
        elif depth == 1:
            events[-1].append(found)
    return events


def _describe(event: list[Property], method: str) -> list[str]:
    """Title line, then what is known of when, where and who."""
    first: dict[str, Property] = {}
    for found in event:
        first.setdefault(found[0], found)
    title = METHODS.get(method, "Event")
    if "STATUS" in first and first["STATUS"][2].strip().upper() == "CANCELLED":
        title = METHODS["CANCEL"]
    lines = [f"{title}: {_value(first, 'SUMMARY') or '-'}"]
    if when := _when(first):
        lines.append(f"When: {when}")
    for label, name in (("Repeats", "RRULE"), ("Where", "LOCATION")):
        if value := _value(first, name):
            lines.append(f"{label}: {value}")
    if "ORGANIZER" in first:
        lines.append(f"Organizer: {_person(first['ORGANIZER'])}")
    people = [_attendee(found, method) for found in event if found[0] == "ATTENDEE"]
    if people:
        lines.append("Attendees: " + ", ".join(people[:MAX_PEOPLE]) + (" ..." if len(people) > MAX_PEOPLE else ""))
    if description := _value(first, "DESCRIPTION"):
        lines += ["", description]
    return lines


def _value(first: dict[str, Property], name: str) -> str:
    if name not in first:
        return ""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], first[name][2]).strip()


def _when(first: dict[str, Property]) -> str:
    begin, end = _time(first.get("DTSTART")), _time(first.get("DTEND") or first.get("DUE"))
    if not begin:
        return end
    zone = first["DTSTART"][1].get("TZID", "")
    if begin[:10] == end[:10]:
        end = end[11:]
    return begin + (f" - {end}" if end else "") + (f" ({zone})" if zone else "")


def _time(found: Property | None) -> str:
    match = _TIME.search(found[2]) if found else None
    if match is None:
        return ""
    day = f"{match[1]}-{match[2]}-{match[3]}"
    return day + (f" {match[4]}:{match[5]}" if match[4] else "") + (" UTC" if match[6] else "")


def _person(found: Property) -> str:
    address = re.sub(r"(?i)^mailto:", "", found[2].strip())
    name = found[1].get("CN", "")
    return f"{name} <{address}>" if name and name != address else address


def _attendee(found: Property, method: str) -> str:
    answer = ANSWERS.get(found[1].get("PARTSTAT", "").upper(), "") if method == "REPLY" else ""
    return _person(found) + (f" {answer}" if answer else "")
