"""The first schema: a frozen copy of the tables, on purpose independent of `db.schema`, which moves on."""

from __future__ import annotations

import peewee as pw

from db.fields import EPOCH, Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Counter(Table):
    name = Text(primary_key=True)
    value = pw.BigIntegerField(default=0)


class Lease(Table):
    name = Text(primary_key=True)
    holder = Text()
    until = Instant()


class Watermark(Table):
    id = pw.BigAutoField()
    mailbox = Text()
    folder = Text()
    uidvalidity = pw.BigIntegerField()
    last_uid = pw.BigIntegerField()
    cut_over = Instant()
    succeeded_at = Instant()
    reconciled_at = Instant(default=EPOCH)

    class Meta:
        indexes = ((("mailbox", "folder"), True),)


class Ticket(Table):
    id = pw.BigAutoField()
    number = Text(unique=True)
    title = Text()
    requester_addr = Text()
    requester_name = Text(default="")
    category = Text()
    priority = Text()
    status = Text()
    language = Text(default="")
    opened_at = Instant()
    updated_at = Instant()
    response_due_at = Instant(null=True)
    merged_into = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT")
    linked_to = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT")

    class Meta:
        indexes = ((("status", "opened_at"), False),)


class InboxItem(Table):
    id = pw.BigAutoField()
    mailbox = Text()
    folder = Text()
    uidvalidity = pw.BigIntegerField()
    uid = pw.BigIntegerField()
    received_at = Instant()
    collected_at = Instant()
    size = pw.BigIntegerField()
    header_only = pw.BooleanField(default=False)
    history = pw.BooleanField(default=False)
    status = Text(default="new")
    reason = Text(default="")
    sender = Text(default="")
    subject = Text(default="")
    attempts = pw.IntegerField(default=0)
    holder = Text(default="")
    lease_until = Instant(default=EPOCH)
    identity = Text(null=True, unique=True)
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="RESTRICT")
    settled = pw.BooleanField(default=False)
    content = pw.BlobField(null=True)

    class Meta:
        indexes = (
            (("mailbox", "folder", "uidvalidity", "uid"), True),
            (("status", "id"), False),
            (("mailbox", "settled"), False),
        )


class Participant(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    addr = Text(index=True)
    name = Text(default="")
    role = Text()

    class Meta:
        indexes = ((("ticket", "addr"), True),)


class Entry(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    inbox_item = pw.ForeignKeyField(InboxItem, null=True, on_delete="SET NULL")
    kind = Text()
    public = pw.BooleanField(default=True)
    author_addr = Text()
    author_name = Text(default="")
    at = Instant()
    text = Text()


class Blob(Table):
    sha256 = Text(primary_key=True)
    size = pw.BigIntegerField()
    data = pw.BlobField()


class EntryAttachment(Table):
    id = pw.BigAutoField()
    entry = pw.ForeignKeyField(Entry, on_delete="CASCADE")
    blob = pw.ForeignKeyField(Blob, on_delete="RESTRICT")
    name = Text()
    content_type = Text()
    cid = Text(default="")
    inline = pw.BooleanField(default=False)


class ThreadId(Table):
    id = pw.BigAutoField()
    message_id = Text()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")

    class Meta:
        indexes = ((("message_id", "ticket"), True),)


class Event(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="CASCADE")
    at = Instant()
    actor = Text()
    kind = Text()
    detail = Text(default="{}")


class OutboxRow(Table):
    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="CASCADE")
    inbox_item = pw.ForeignKeyField(InboxItem, null=True, on_delete="SET NULL", index=False)
    kind = Text()
    automatic = pw.BooleanField(default=True)
    sender = Text(default="")
    recipient = Text()
    recipient_key = Text()
    subject = Text(default="")
    message_id = Text(unique=True)
    token = Text(unique=True)
    status = Text(default="queued")
    attempts = pw.IntegerField(default=0)
    due_at = Instant()
    holder = Text(default="")
    lease_until = Instant(default=EPOCH)
    code = pw.IntegerField(default=0)
    answer = Text(default="")
    created_at = Instant()
    sent_at = Instant(null=True)
    content = pw.BlobField()

    class Meta:
        indexes = (
            (("inbox_item", "kind", "recipient_key"), True),
            (("status", "due_at"), False),
            (("recipient_key", "created_at"), False),
            (("created_at", "automatic"), False),
        )


class Correspondent(Table):
    addr = Text(primary_key=True)
    proven_at = Instant()


TABLES: tuple[type[Table], ...] = (
    Counter,
    Lease,
    Watermark,
    Ticket,
    InboxItem,
    Participant,
    Entry,
    Blob,
    EntryAttachment,
    ThreadId,
    Event,
    OutboxRow,
    Correspondent,
)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx(TABLES):
        database.create_tables(TABLES, safe=False)
