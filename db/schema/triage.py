"""What triage has learned, and from what."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text
from db.schema.base import Table
from db.schema.tickets import Ticket


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
