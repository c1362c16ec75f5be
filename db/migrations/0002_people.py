"""People and their addresses."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Person(Table):
    id = pw.BigAutoField()
    employee_number = Text(default="")
    employee_key = Text(null=True, unique=True)
    name = Text()
    name_key = Text()
    department = Text(default="")
    department_key = Text(default="")
    phone = Text(default="")
    role = Text(default="user")
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
    addr = Text(primary_key=True)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    position = pw.IntegerField(default=0)
    bound_at = Instant(null=True)


TABLES: tuple[type[Table], ...] = (Person, PersonAddress)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx(TABLES):
        database.create_tables(TABLES, safe=False)
