"""
The tables as the code of today sees them.

`db/migrations` brings a database here step by step; a test holds both against each other. Names of tables are the
class names in snake case. Every moment is an `Instant`, every text a `Text`.
"""

from __future__ import annotations

from db.schema.base import Counter as Counter
from db.schema.base import Lease as Lease
from db.schema.base import Table as Table
from db.schema.knowledge import Article as Article
from db.schema.knowledge import ArticleWord as ArticleWord
from db.schema.people import Absence as Absence
from db.schema.people import Correspondent as Correspondent
from db.schema.people import Person as Person
from db.schema.people import PersonAddress as PersonAddress
from db.schema.tickets import ArchiveFile as ArchiveFile
from db.schema.tickets import Blob as Blob
from db.schema.tickets import Entry as Entry
from db.schema.tickets import EntryAttachment as EntryAttachment
from db.schema.tickets import Event as Event
from db.schema.tickets import InboxItem as InboxItem
from db.schema.tickets import Participant as Participant
from db.schema.tickets import Registration as Registration
from db.schema.tickets import ThreadId as ThreadId
from db.schema.tickets import Ticket as Ticket
from db.schema.tickets import Watermark as Watermark
from db.schema.triage import Correction as Correction
from db.schema.triage import TriageModel as TriageModel
from db.schema.work import DigestSent as DigestSent
from db.schema.work import Duty as Duty
from db.schema.work import Escalation as Escalation
from db.schema.work import HeldMail as HeldMail
from db.schema.work import OutboxRow as OutboxRow
from db.schema.work import QuickKey as QuickKey
from db.schema.work import Survey as Survey
from db.schema.work import Watcher as Watcher

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
    Article,
    ArticleWord,
    Survey,
    ArchiveFile,
    DigestSent,
)
