"""What is done about tickets: mails that go out, duties, escalations, commands that wait."""

from __future__ import annotations

import peewee as pw

from db.fields import EPOCH, Instant, Text
from db.schema.base import Table
from db.schema.people import Person
from db.schema.tickets import InboxItem, Ticket


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


class Survey(Table):
    """
    The user is asked whether a solution holds: "is it solved? are you satisfied?"; one row a resolution.

    outcome: open, confirmed, rejected, unanswered; closed, reopened, merged by the staff, without the user's word.
    by: address of who answered. solved, satisfied: NULL where it was not said. score: 1 to 5, 5 the best.
    reason: not_removed, too_slow, attitude, other, "". words: of the answer. reopened_at: the user came back later.
    """

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


class DigestSent(Table):
    """
    A digest that a person has got, one a day of each scope and form.

    team: "" for the whole desk. form: day, week, month. day: ISO 8601, in the time zone of who reads it.
    """

    id = pw.BigAutoField()
    person = pw.ForeignKeyField(Person, on_delete="CASCADE", index=False)
    team = Text(default="")
    form = Text()
    day = Text()
    at = Instant()

    class Meta:
        indexes = ((("person", "team", "form", "day"), True),)
