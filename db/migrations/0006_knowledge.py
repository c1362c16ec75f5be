"""
The knowledge base, and an index of the words of its articles.

What the index holds are terms that have been made already, divided by blanks, and an engine must only tell them apart;
so both give the same answers. SQLite: FTS5 with the tokenizer that knows ASCII alone and leaves all other characters
together; without content and positions, because the words are in the article and nobody looks for phrases.
PostgreSQL: an array under GIN, which comes with the server; pg_trgm needs somebody who may install it, and the
parser of text search takes codes apart and reads Chinese by the locale of the server.
"""

from __future__ import annotations

import peewee as pw

from db.fields import Instant, Text


class Table(pw.Model):
    class Meta:
        legacy_table_names = False


class Ticket(Table):
    id = pw.BigAutoField()


class Person(Table):
    id = pw.BigAutoField()


class Article(Table):
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
    word = Text(primary_key=True)
    articles = pw.IntegerField()


SQLITE = (
    "CREATE VIRTUAL TABLE article_index USING fts5"
    """(words, content='', detail='none', columnsize=0, tokenize="ascii tokenchars '-_.+#^='")""",
)
# The planner cannot know that a look at every article means to fetch and unpack all its words, and some milliseconds of
# work do not pay for starting workers; so the functions tell it.
_PLAN = "SET enable_seqscan = off SET max_parallel_workers_per_gather = 0"
POSTGRESQL = (
    # numbers for words (CRC-32, see db.article_index), a third of their size, so that the index stays in memory; words
    # under one number are told apart when the articles are ranked
    "CREATE TABLE article_index (article_id BIGINT PRIMARY KEY, words INTEGER[] NOT NULL)",
    # fastupdate off: articles are read far more often than written, and a list of pending words is read as a whole
    "CREATE INDEX article_index_words ON article_index USING GIN (words) WITH (fastupdate = off)",
    f"""
    CREATE FUNCTION articles_with_all(required INTEGER[], most INTEGER) RETURNS SETOF BIGINT LANGUAGE sql STABLE {_PLAN}
    AS 'WITH found AS MATERIALIZED (SELECT article_id FROM article_index WHERE words @> required)
        SELECT article_id FROM found ORDER BY article_id DESC LIMIT most'
    """,  # noqa: S608 - constants; materialized: else it may walk down the ids until it has found enough
    f"""
    CREATE FUNCTION articles_with_most(terms INTEGER[], weights BIGINT[], required INTEGER[], most INTEGER)
    RETURNS SETOF BIGINT LANGUAGE sql STABLE {_PLAN}
    AS 'SELECT article_id FROM unnest(terms, weights) AS term (word, weight)
        JOIN article_index ON words @> (ARRAY[word] || required)
        GROUP BY article_id ORDER BY SUM(weight) DESC, article_id DESC LIMIT most'
    """,  # noqa: S608 - constants
)


def up(migrator: object, database: pw.Database) -> None:
    with database.bind_ctx((Ticket, Person, Article, ArticleWord)):
        database.create_tables((Article, ArticleWord), safe=False)
    for statement in POSTGRESQL if isinstance(database, pw.PostgresqlDatabase) else SQLITE:
        database.execute_sql(statement)  # type: ignore[no-untyped-call] # peewee's stub
