"""Which digests the managers have got."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Person(Table):
    id = pw.BigAutoField()


class DigestSent(Table):
    id = pw.BigAutoField()
    person = pw.ForeignKeyField(Person, on_delete="CASCADE", index=False)
    team = Text(default="")
    form = Text()
    day = Text()
    at = Instant()

    class Meta:
        indexes = ((("person", "team", "form", "day"), True),)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Person, DigestSent)):
        database.create_tables((DigestSent,), safe=False)
