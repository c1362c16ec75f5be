"""What users say to a solution."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class Survey(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    asked_at = Instant()
    outcome = Text(default="open")
    outcome_at = Instant(null=True)
    by = Text(default="")
    solved = pw.BooleanField(null=True)
    satisfied = pw.BooleanField(null=True)
    score = pw.IntegerField(null=True)
    reason = Text(default="")
    words = Text(default="")
    reopened_at = Instant(null=True)

    class Meta:
        indexes = ((("outcome", "outcome_at"), False),)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Ticket, Survey)):
        database.create_tables((Survey,), safe=False)
