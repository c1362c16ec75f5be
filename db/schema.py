"""
The tables as the code of today sees them.

`db/migrations` brings a database here step by step; a test holds both against each other. Names of tables are the
class names in snake case. Every moment is an `Instant`, every text a `Text`.
"""

from __future__ import annotations

import peewee as pw

from db.fields import EPOCH, Instant, Text


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


class Person(Table):
    """
    Somebody of the directory.

    employee_key, name_key, department_key: as they are compared, see `db.people.key`.
    source: who tells about this person and may say that they have left: hand, file, ldap.
    """

    id = pw.BigAutoField()
    employee_number = Text(default="")
    employee_key = Text(null=True, unique=True)
    name = Text()
    name_key = Text()
    department = Text(default="")
    department_key = Text(default="")
    phone = Text(default="")
    role = Text(default="user")  # user, engineer, lead, specialist, manager
    team = Text(default="")
    locale = Text(default="")
    vip = pw.BooleanField(default=False)
    active = pw.BooleanField(default=True)
    source = Text(default="hand")

    class Meta:
        indexes = (
            (("name_key", "department_key"), False),
            (("role", "active"), False),
        )


class PersonAddress(Table):
    """
    A mail address of a person; nobody else has it.

    position: the first is the one to write to. bound_at: the person has proven it; what the source of the directory
    says leaves it alone.
    """

    addr = Text(primary_key=True)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    position = pw.IntegerField(default=0)
    bound_at = Instant(null=True)


class Ticket(Table):
    """
    A case. What its form holds is in Registration.

    team: its name in the configuration, "" while nobody has it. coordinator: the lead of urgent and important ones.
    accepted_by, accepted_at: 受理人 and 受理时间. responded_at: a person's first answer; stops the response clock.
    due_at: a date set by hand. snoozed_until: staff is not reminded before.
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


class OutboxRow(Table):
    """
    One mail to one recipient, fixed when it is queued.

    status: queued, sending (being handed over now), sent, failed, uncertain, dropped.
    token: unguessable, part of the Message-ID and of the plus-tag; who answers with it has read this mail.
    recipient_key: the recipient's mailbox, for caps and evidence. content: zlib of the whole mail, CRLF.
    """

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
            (("created_at", "automatic"), False),  # both: the cap of an hour counts without reading a row
        )


class Correspondent(Table):
    """An address that has proven that it reads its mail, by answering with one of our tokens or by DMARC."""

    addr = Text(primary_key=True)
    proven_at = Instant()


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


class TriageModel(Table):
    """
    A model learned from the desk's own tickets.

    kind: category or priority. content: versioned JSON under gzip; sha256: of it. labels: JSON list. size: tickets
    learned from. figures: JSON object of out-of-fold figures. in_use: the one that judges; at most one a kind.
    """

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
    """Somebody of the desk has said what a ticket really is. kind: category or priority; by: an address."""

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE")
    kind = Text()
    old = Text()
    new = Text()
    by = Text()
    at = Instant()

    class Meta:
        indexes = ((("kind", "id"), False),)


class Watcher(Table):
    """A person of the staff who wants to read along."""

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        indexes = ((("ticket", "person"), True),)


class Duty(Table):
    """
    Something that the clock has to look after at due_at, such as the triage of an accepted ticket; one a kind.

    stage: how often it has fallen due before. detail: JSON object of what the next reminder needs.
    """

    id = pw.BigAutoField()
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    kind = Text()
    due_at = Instant(index=True)
    stage = pw.IntegerField(default=0)
    detail = Text(default="{}")

    class Meta:
        indexes = ((("ticket", "kind"), True),)


class Escalation(Table):
    """
    An escalation form (问题升级表).

    outcome: draft (parts are missing), open, answered, resolved, withdrawn. by: who escalates. target: of the team or
    person as written in mails; team "" for a person. reason, tried: in the engineer's words.
    """

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
    """
    A mail with commands whose sender has yet to confirm that it is theirs.

    orders: the commands as they are shown. confirmed_at: then the item is taken in again.
    """

    item = pw.ForeignKeyField(InboxItem, primary_key=True, on_delete="CASCADE")
    person = pw.ForeignKeyField(Person, null=True, on_delete="CASCADE", index=False)
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="CASCADE")
    orders = Text()
    created_at = Instant()
    expires_at = Instant(index=True)
    confirmed_at = Instant(null=True)


class QuickKey(Table):
    """One link in a mail to staff: who answers with its key has read that mail. It opens once, for one ticket."""

    key = Text(primary_key=True)
    person = pw.ForeignKeyField(Person, on_delete="CASCADE", index=False)
    ticket = pw.ForeignKeyField(Ticket, on_delete="CASCADE", index=False)
    created_at = Instant(index=True)
    used_at = Instant(null=True)


class Absence(Table):
    """Days on which a person gets no new work. first_day, last_day: of the desk's calendar, `2026-12-01`."""

    id = pw.BigAutoField()
    person = pw.ForeignKeyField(Person, on_delete="CASCADE")
    first_day = Text()
    last_day = Text()


TABLES: tuple[type[Table], ...] = (
    Counter,
    Lease,
    Watermark,
    Person,
    PersonAddress,
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
    Registration,
    TriageModel,
    Correction,
    Watcher,
    Duty,
    Escalation,
    HeldMail,
    QuickKey,
    Absence,
)
