"""What can go wrong with the database, as a caller needs to know it."""

from __future__ import annotations

import peewee as pw


class DatabaseError(Exception):
    """The database does not do what it is asked."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached, is locked or has no space left; nothing of this unit was written: try later."""


class SchemaMismatch(DatabaseError):
    """The database's schema is older or newer than this ticketd; the message says which and what to do."""


class AlreadyTaken(DatabaseError):
    """Somebody else of the directory has this address or employee number; the message says who."""


LIMIT_EXCEEDED = "54"  # class of SQLSTATE: more was asked than PostgreSQL can do, such as 9 KB in an index


def is_outage(error: BaseException) -> bool:
    """The database itself failed (gone, locked, full), not what was asked of it."""
    if not isinstance(error, DatabaseUnavailable | pw.OperationalError | pw.InterfaceError):
        return False
    cause = getattr(error, "orig", None)  # peewee keeps the driver's error there
    return not (getattr(cause, "sqlstate", None) or "").startswith(LIMIT_EXCEEDED)
