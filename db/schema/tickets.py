"""Tickets: what is known of each, what was written, what happened."""

from __future__ import annotations

import peewee as pw

from db.fields import EPOCH, Instant, Text
from db.schema.base import Table
from db.schema.people import Person


class Ticket(Table):
    """
    A case. What its form holds is in Registration.

    team: its name in the configuration, "" while nobody has it. coordinator: the lead of urgent and important ones.
    accepted_by, accepted_at: 受理人 and 受理时间. responded_at: a person's first answer; stops the response clock.
    due_at: a date set by hand. snoozed_until: staff is not reminded before.
    parent: the ticket that leads the incident of this one; the leading one names itself. cluster: the first of the
    similar tickets of an hour of which this is one.
    """

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
    team = Text(default="")
    assignee = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    coordinator = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL", index=False)
    accepted_by = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL", index=False)
    accepted_at = Instant(null=True)
    responded_at = Instant(null=True)
    due_at = Instant(null=True)
    snoozed_until = Instant(null=True)
    parent = pw.ForeignKeyField("self", null=True, on_delete="SET NULL")
    cluster = pw.ForeignKeyField("self", null=True, on_delete="SET NULL")

    class Meta:
        indexes = ((("status", "opened_at"), False),)


class InboxItem(Table):
    """
    One received mail, raw, and what became of it; one row a UID for ever, so that it never comes in again.

    status: new, ticket, follow_up, command, held, ignored, quarantined, gap.
    identity: Message-ID and content fingerprint once taken in; UNIQUE, so a second delivery finds itself here.
    settled: the mailbox has been flagged, moved or cleared as configured.
    content: the mail, zlib; empty for a gap. Last, so that lists need not read over it.
    """

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
    """Somebody who takes part in a ticket; addr normalised."""

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    addr = Text(index=True)
    name = Text(default="")
    role = Text()  # requester, copied

    class Meta:
        indexes = ((("ticket", "addr"), True),)


class Entry(Table):
    """A message in a ticket's thread. text: what its author typed; the whole mail is in the inbox."""

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    inbox_item = pw.ForeignKeyField(InboxItem, null=True, on_delete="SET NULL")
    kind = Text()  # user, engineer, machine
    public = pw.BooleanField(default=True)
    author_addr = Text()
    author_name = Text(default="")
    at = Instant()
    text = Text()


class Blob(Table):
    """Bytes of attachments, each stored once under its SHA-256 (64 hexadecimal digits)."""

    sha256 = Text(primary_key=True)
    size = pw.BigIntegerField()
    data = pw.BlobField()


class EntryAttachment(Table):
    """A file of an entry. name is what the sender called it: shown, never used as a path."""

    id = pw.BigAutoField()
    entry = pw.ForeignKeyField(Entry, on_delete="CASCADE")
    blob = pw.ForeignKeyField(Blob, on_delete="RESTRICT")
    name = Text()
    content_type = Text()
    cid = Text(default="")
    inline = pw.BooleanField(default=False)


class ArchiveFile(Table):
    """A form of a ticket as it was when the ticket was closed; those of one closing have the same made_at."""

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    blob = pw.ForeignKeyField(Blob, on_delete="RESTRICT")
    name = Text()
    content_type = Text()
    made_at = Instant()

    class Meta:
        indexes = ((("ticket", "made_at", "name"), True),)


class ThreadId(Table):
    """Message-IDs of received mails by which answers find their ticket."""

    id = pw.BigAutoField()
    message_id = Text()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")

    class Meta:
        indexes = ((("message_id", "ticket"), True),)


class Event(Table):
    """
    Something that happened, never changed afterwards. detail: JSON object of old → new and the like.

    item: the mail whose commands did it; all that one mail did is undone together.
    """

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="CASCADE")
    at = Instant()
    actor = Text()
    kind = Text()
    detail = Text(default="{}")
    item = pw.ForeignKeyField(InboxItem, null=True, on_delete="SET NULL")

    class Meta:
        indexes = ((("kind", "at"), False),)  # what happened in a period, without a look at all that ever did


class Registration(Table):
    """
    The registration form of a ticket, beside what the ticket itself says (number, title, category, priority).

    standing: how the sender stands to the directory, see `processor.desk.identity`. proven: the address was proven.
    fields: JSON object, name of a form field → what was written. asked: JSON list of fields asked for, each once.
    triage: JSON object, the verdict with its reasons. promised_at: the moment named in the acknowledgement.
    questions: how often the sender was asked who they are; answer_by: until when they may say it.
    """

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


class Watermark(Table):
    """How far a folder has been read. cut_over: mails received before it are history and stay where they are."""

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
