"""What every table is."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Counter(Table):
    """Numbers that never repeat: `tickets:20261122` → the last one given."""

    name = Text(primary_key=True)
    value = pw.BigIntegerField(default=0)


class Lease(Table):
    """Who may do what only one may do at a time (collect a mailbox, tick), and until when."""

    name = Text(primary_key=True)
    holder = Text()
    until = Instant()
