"""The registration form of a ticket."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class Person(Table):
    id = pw.BigAutoField()


class Registration(Table):
    ticket = pw.ForeignKeyField(Ticket, primary_key=True, on_delete="CASCADE")
    person = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    standing = Text()
    proven = pw.BooleanField(default=False)
    fields = Text(default="{}")
    asked = Text(default="[]")
    triage = Text(default="{}")
    promised_at = Instant(null=True)
    questions = pw.IntegerField(default=0)
    answer_by = Instant(null=True, index=True)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Ticket, Person, Registration)):
        database.create_tables((Registration,), safe=False)
