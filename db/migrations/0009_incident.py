"""Tickets of one outage: which of them leads, and which are similar."""

from __future__ import annotations

from typing import Any

import peewee as pw


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


def _ticket() -> pw.ForeignKeyField:
    return pw.ForeignKeyField(Ticket, field=Ticket.id, null=True, on_delete="SET NULL", index=True)


def up(migrator: Any, database: pw.Database) -> None:
    with database.bind_ctx((Ticket,)):
        migrator.add_column("ticket", "parent_id", _ticket()).run()
        migrator.add_column("ticket", "cluster_id", _ticket()).run()
