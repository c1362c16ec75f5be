"""What triage learns: models, and the corrections that they are learned from."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class TriageModel(Table):
    id = pw.BigAutoField()
    kind = Text()
    learned_at = Instant()
    size = pw.IntegerField()
    labels = Text()
    threshold = pw.DoubleField(null=True)
    figures = Text()
    sha256 = Text()
    in_use = pw.BooleanField(default=False)
    content = pw.BlobField()

    class Meta:
        indexes = ((("kind", "in_use"), False),)


class Correction(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    kind = Text()
    old = Text()
    new = Text()
    by = Text()
    at = Instant()

    class Meta:
        indexes = ((("kind", "id"), False),)


TABLES: tuple[type[Table], ...] = (TriageModel, Correction)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Ticket, *TABLES)):
        database.create_tables(TABLES, safe=False)
