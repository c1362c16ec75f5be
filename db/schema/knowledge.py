"""The knowledge base: what solved a problem once, and the words to find it by."""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text
from db.schema.base import Table
from db.schema.people import Person
from db.schema.tickets import Ticket


class Article(Table):
    """
    How a problem was solved, for the next one who has it.

    number: KB-0001 and on. status: draft, approved, dropped. ticket: that it was drafted from. used: how often it
    helped. words: what its index holds, see `db.articles`. Last, so that lists need not read over it.
    """

    id = pw.BigAutoField()
    number = Text(unique=True)
    ticket = pw.ForeignKeyField(Ticket, null=True, on_delete="SET NULL")
    title = Text()
    problem = Text(default="")
    solution = Text(default="")
    category = Text(default="")
    language = Text(default="")
    status = Text(default="draft")
    created_at = Instant()
    changed_at = Instant()
    approved_at = Instant(null=True)
    approved_by = pw.ForeignKeyField(Person, null=True, on_delete="SET NULL", index=False)
    used = pw.IntegerField(default=0)
    words = Text(default="")

    class Meta:
        indexes = ((("status", "id"), False),)


class ArticleWord(Table):
    """In how many articles of the index a word stands: rare words tell more, and are looked for first."""

    word = Text(primary_key=True)
    articles = pw.IntegerField()
