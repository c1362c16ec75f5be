"""What engineers do with tickets: who has them, what the clock looks after, escalations, confirmations, keys."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class InboxItem(Table):
    id = pw.BigAutoField()


class Person(Table):
    id = pw.BigAutoField()


class Watcher(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        indexes = ((("ticket", "person"), True),)


class Duty(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    kind = Text()
    due_at = Instant(index=True)
    stage = pw.IntegerField(default=0)
    detail = Text(default="{}")

    class Meta:
        indexes = ((("ticket", "kind"), True),)


class Escalation(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    by = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL", index=False)
    team = Text(default="")
    person = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL", index=False)
    target = Text(default="")
    reason = Text(default="")
    tried = Text(default="")
    feedback_at = Instant(null=True)
    at = Instant()
    outcome = Text(default="draft")
    outcome_at = Instant(null=True)


class HeldMail(Table):
    item = pw.ForeignKeyField(InboxItem, primary_key=True, on_delete="CASCADE")
    person = pw.ForeignKeyField(Person, null=True, on_delete="CASCADE", index=False)
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="CASCADE")
    orders = Text()
    created_at = Instant()
    expires_at = Instant(index=True)
    confirmed_at = Instant(null=True)


class QuickKey(Table):
    key = Text(primary_key=True)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE", index=False)
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    created_at = Instant(index=True)
    used_at = Instant(null=True)


class Absence(Table):
    id = pw.BigAutoField()
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    first_day = Text()
    last_day = Text()


NEW: tuple[type[Table], ...] = (Watcher, Duty, Escalation, HeldMail, QuickKey, Absence)


def _person(index: bool = False) -> pw.ForeignKeyField:
    return pw.ForeignKeyField(Person, field=Person.id, null=True, on_delete="SET NULL", index=index)


def up(migrator: Any, database: pw.Database) -> None:
    item = pw.ForeignKeyField(InboxItem, field=InboxItem.id, null=True, on_delete="SET NULL", index=True)
    with database.bind_ctx((Ticket, InboxItem, Person, *NEW)):
        for operation in (
            migrator.add_column("ticket", "team", Text(default="")),
            migrator.add_column("ticket", "assignee_id", _person(index=True)),
            migrator.add_column("ticket", "coordinator_id", _person()),
            migrator.add_column("ticket", "accepted_by_id", _person()),
            migrator.add_column("ticket", "accepted_at", Instant(null=True)),
            migrator.add_column("ticket", "responded_at", Instant(null=True)),
            migrator.add_column("ticket", "due_at", Instant(null=True)),
            migrator.add_column("ticket", "snoozed_until", Instant(null=True)),
            migrator.add_column("event", "item_id", item),
        ):
            operation.run()
        database.create_tables(NEW, safe=False)
