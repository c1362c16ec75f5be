"""What happened in a period is found without a look at all that ever did."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Event(Table):
    id = pw.BigAutoField()
    at = Instant()
    kind = Text()


def up(migrator: Any, database: pw.Database) -> None:
    with database.bind_ctx((Event,)):
        migrator.add_index("event", ("kind", "at"), False).run()
