"""Exit statuses, and which error ends a command with which."""

from __future__ import annotations

from enum import IntEnum

from processor.errors import ConfigError, ProcessorError, TransientError


class Exit(IntEnum):
    """0, 1 and 2 as every shell command has them; 75 is EX_TEMPFAIL of sysexits.h."""

    OK = 0
    FAILED = 1
    MISUSE = 2  # wrong arguments or configuration
    TRY_LATER = 75  # a server or the database is away: the same command may work later


def exit_of(error: BaseException) -> Exit | None:
    """The status for an error that a person can act on; None for a fault of ours, which deserves its traceback."""
    from db.errors import DatabaseError, DatabaseUnavailable  # with the database's library; needed only now

    match error:
        case ConfigError():
            return Exit.MISUSE
        case TransientError() | DatabaseUnavailable():
            return Exit.TRY_LATER
        case ProcessorError() | DatabaseError():
            return Exit.FAILED
    return None
