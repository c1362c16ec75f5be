"""The registration form (问题登记表) of a ticket as it fills up; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.people import Person
from parsers.forms import Contact, Form

OF_THE_TICKET = frozenset({"title", "category", "priority"})  # kept on the ticket itself, not among the fields
MAX_VALUE_CHARS = 4_000  # the whole words are in the thread


def first_fields(form: Form, contact: Contact, person: Person | None, words: str) -> dict[str, str]:
    """
    What is known at registration: what the form says, else the signature, else the directory.

    words: what was typed; the description when the form has none.
    """
    said = {name: value for name, value in form.values.items() if name not in OF_THE_TICKET}
    signed = {
        "name": contact.name,
        "department": contact.department,
        "phone": contact.phone,
        "employee_number": contact.employee_number,
    }
    listed = (
        {
            "name": person.name,
            "department": person.department,
            "phone": person.phone,
            "employee_number": person.employee_number,
        }
        if person
        else {}
    )
    fields = {"description": words.strip()} | _given(listed) | _given(signed) | _given(said)
    return {name: value[:MAX_VALUE_CHARS] for name, value in fields.items() if value}


def open_fields(fields: Mapping[str, str], required: Sequence[str], has_picture: bool) -> tuple[str, ...]:
    """Those of *required* that nothing is known about; a picture is a screenshot, a phone a way to be reached."""
    known = {name for name, value in fields.items() if value}
    known |= {"screenshot"} if has_picture else set()
    known |= {"contact"} if "phone" in known else set()
    return tuple(name for name in required if name not in known)


def filled(fields: Mapping[str, str], form: Form) -> dict[str, str]:
    """*fields* with what *form* adds: answers fill only what is open, in whatever order they come."""
    news = {name: value[:MAX_VALUE_CHARS] for name, value in form.values.items() if name not in OF_THE_TICKET}
    quoted = {name for name in form.quoted if name in news and fields.get(name)}
    return {**{name: value for name, value in news.items() if name not in quoted}, **_given(fields)}


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
