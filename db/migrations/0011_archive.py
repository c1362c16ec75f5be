"""The forms of a ticket, as they were when it was closed."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class Blob(Table):
    sha256 = Text(primary_key=True)


class ArchiveFile(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    blob = pw.ForeignKeyField(Blob, on_delete="RESTRICT")
    name = Text()
    content_type = Text()
    made_at = Instant()

    class Meta:
        indexes = ((("ticket", "made_at", "name"), True),)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Ticket, Blob, ArchiveFile)):
        database.create_tables((ArchiveFile,), safe=False)
