"""Rows of a table → people; pure. All that is wrong is told at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.people import Profile, key
from processor.directory.listing import Listed, Listing, Wrong, addresses_in, is_address, repeats
from processor.directory.words import HEADINGS, LOCALES, ROLES, TRUTHS
from processor.errors import ProcessorError

HEADING_WITHIN = 20  # rows: titles and remarks may stand above the headings
MAX_CELL = 500  # characters; a longer one is no name and no address
SINGLE_LINE = ("name", "employee_number", "department", "phone", "team")

Row = tuple[int, Sequence[str]]


def read_rows(rows: Iterable[Row]) -> Listing:
    """
    Args:
        rows: number of the line, cells; the headings in any order, in Chinese or English, first or below a title.

    Raises:
        ProcessorError: no row has the headings that are needed.
    """
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    at, columns = _headings(filled)
    heading = filled[at][1]
    ignored = [cell.strip() for number, cell in enumerate(heading) if cell.strip() and number not in columns]
    people: list[Listed] = []
    wrong: list[Wrong] = []
    for line, cells in filled[at + 1 :]:
        try:
            people.append(_person(f"line {line}", _fields(columns, cells)))
        except ValueError as error:
            wrong.append(Wrong(f"line {line}", str(error)))
    return Listing(tuple(people), tuple(_in_order([*wrong, *repeats(people)])), tuple(ignored))


def _headings(rows: Sequence[Row]) -> tuple[int, dict[int, str]]:
    """Index of the row of headings, and the field of each column that has one."""
    for at, (line, cells) in enumerate(rows[:HEADING_WITHIN]):
        columns = {number: HEADINGS[key(cell)] for number, cell in enumerate(cells) if key(cell) in HEADINGS}
        if len(columns) >= 2 and "name" in columns.values():
            _refuse_doubles(line, list(columns.values()))
            return at, columns
    raise ProcessorError(
        "no headings: a row of the table has to name its columns, at least 姓名 (name) and one of "
        "工号 (employee number), 邮箱 (email addresses) or 部门 (department)"
    )


def _refuse_doubles(line: int, fields: list[str]) -> None:
    for field in fields:
        if field != "addresses" and fields.count(field) > 1:
            raise ProcessorError(f"line {line}: two columns are headed as {field.replace('_', ' ')}; leave one out")


def _fields(columns: Mapping[int, str], cells: Sequence[str]) -> dict[str, str]:
    """The cell of each field; the columns of addresses joined."""
    found: dict[str, str] = {}
    for number, field in columns.items():
        text = cells[number].strip() if number < len(cells) else ""
        found[field] = f"{found[field]};{text}".strip(";") if found.get(field) else text
    return found


def _person(where: str, cells: Mapping[str, str]) -> Listed:
    """Raises ValueError with the reason."""
    for field, text in cells.items():
        if len(text) > MAX_CELL:
            raise ValueError(f"{field.replace('_', ' ')} has more than {MAX_CELL} characters")
    values: dict[str, Any] = {field: " ".join(cells[field].split()) for field in SINGLE_LINE if field in cells}
    if not values.get("name"):
        raise ValueError("no name")
    if "addresses" in cells:
        values["addresses"] = _addresses(cells["addresses"])
    values["role"] = _word(cells, "role", ROLES)
    values["locale"] = "" if cells.get("locale") == "" else _word(cells, "locale", LOCALES)
    values["vip"] = _word(cells, "vip", TRUTHS)
    values["active"] = _word(cells, "active", TRUTHS)
    if not (values.get("employee_number") or values.get("addresses") or values.get("department")):
        raise ValueError(f"{values['name']} has neither employee number nor address nor department to be known by")
    return Listed(where=where, **values)


def _addresses(text: str) -> tuple[str, ...]:
    found = addresses_in(text)
    for addr in found:
        if not is_address(addr):
            raise ValueError(f'"{addr}" is not a mail address')
    return found


def _word(cells: Mapping[str, str], field: str, known: Mapping[str, Any]) -> Any:
    """None for a blank cell and for no such column."""
    text = cells.get(field, "")
    if not text:
        return None
    if key(text) not in known:
        choices = ", ".join(dict.fromkeys(str(value).lower() for value in known.values()))
        raise ValueError(f'{field} "{text}" is not known; write one of {choices}')
    return known[key(text)]


def _in_order(wrong: Iterable[Wrong]) -> list[Wrong]:
    return sorted(wrong, key=lambda each: int(each.where.removeprefix("line ")))


def as_cells(profile: Profile, fields: Iterable[str]) -> list[str]:
    """The cells that read back as *profile*."""
    return [_as_text(getattr(profile, field)) for field in fields]


def _as_text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(value)
    return str(value)
