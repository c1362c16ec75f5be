"""Waiting for news: IDLE (RFC 2177) where it is to be had, else a quiet wait; the wake pipe ends both."""

from __future__ import annotations

import time
from typing import Any

from processor.mailbox.connection import Connection
from processor.mailbox.wake import WakePipe

# Servers end a connection that is idle for 30 min (RFC 2177 says to begin anew every 29), some home routers sooner.
LONGEST_SILENCE_S = 24 * 60
REST_S = 1.0
NEWS = {b"EXISTS", b"RECENT"}


def wait_for_news(connection: Connection, wake: WakePipe, seconds: float, idle: bool) -> None:
    """
    Return when there is new mail, *wake* is set, or *seconds* are over.

    A dead connection shows itself: each turn ends with a command whose answer is awaited with the read time-out, so
    nothing has to be concluded from silence. Raises any of IMAP_FAILURES.
    """
    turn = _idle_turn if idle and connection.has_capability("IDLE") else _quiet_turn
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if turn(connection, wake, min(left, LONGEST_SILENCE_S)):
            return
        if time.monotonic() < end - left + REST_S:  # a server that talks without pause must not keep us busy
            wake.wait(min(REST_S, max(0.0, end - time.monotonic())))


def _idle_turn(connection: Connection, wake: WakePipe, seconds: float) -> bool:
    """One IDLE; whether to stop waiting."""
    connection.idle()
    _wait(connection, wake, seconds)
    _, answers = connection.idle_done()
    return _is_news(answers) or wake.clear()


def _quiet_turn(connection: Connection, wake: WakePipe, seconds: float) -> bool:
    """Nothing is asked; a word from the server, or the end of the line, is for the next command to read."""
    heard = _wait(connection, wake, seconds)
    wake.clear()
    if not heard:
        connection.noop()
    return heard


def _wait(connection: Connection, wake: WakePipe, seconds: float) -> bool:
    return connection.unread() or wake.wait(seconds, connection.socket().fileno())


def _is_news(answers: list[Any]) -> bool:
    return any(len(answer) > 1 and answer[1] in NEWS for answer in answers)
