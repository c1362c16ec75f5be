"""The directory, and who has proven their address."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text
from db.schema.base import Table


class Person(Table):
    """
    Somebody of the directory.

    employee_key, name_key, department_key: as they are compared, see `db.people.key`.
    source: who tells about this person and may say that they have left: hand, file, ldap.
    """

    id = pw.BigAutoField()
    employee_number = Text(default="")
    employee_key = Text(null=True, unique=True)
    name = Text()
    name_key = Text()
    department = Text(default="")
    department_key = Text(default="")
    phone = Text(default="")
    role = Text(default="user")  # user, engineer, lead, specialist, manager
    team = Text(default="")
    locale = Text(default="")
    vip = pw.BooleanField(default=False)
    active = pw.BooleanField(default=True)
    source = Text(default="hand")

    class Meta:
        indexes = (
            (("name_key", "department_key"), False),
            (("role", "active"), False),
        )


class PersonAddress(Table):
    """
    A mail address of a person; nobody else has it.

    position: the first is the one to write to. bound_at: the person has proven it; what the source of the directory
    says leaves it alone.
    """

    addr = Text(primary_key=True)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    position = pw.IntegerField(default=0)
    bound_at = Instant(null=True)


class Correspondent(Table):
    """An address that has proven that it reads its mail, by answering with one of our tokens or by DMARC."""

    addr = Text(primary_key=True)
    proven_at = Instant()


class Absence(Table):
    """Days on which a person gets no new work. first_day, last_day: of the desk's calendar, `2026-12-01`."""

    id = pw.BigAutoField()
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    first_day = Text()
    last_day = Text()
