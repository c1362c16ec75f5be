"""The whole daemon in this process, and waiting for what it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db import inbox, outbox
from processor.app import App, open_app
from processor.config import Config
from processor.daemon import Daemon
from support.configs import make_config, password_file
from support.dovecot import Dovecot
from support.mails import AUTHSERV
from support.patience import PATIENCE_S
from support.smtp_sink import SmtpSink


@contextmanager
def running(config: Config) -> Iterator[tuple[App, Daemon]]:
    with open_app(config, {}) as app:
        daemon = Daemon(app)
        daemon.start()
        try:
            yield app, daemon
        finally:
            daemon.stop()


def await_that(condition: Callable[[], bool], pause: float = 0.02) -> None:
    """Other processes tell nothing: look until it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(pause)


def config_for(folder: Path, dovecot: Dovecot, user: str, sink: SmtpSink, url: str, **mailbox: Any) -> Config:
    """A desk that answers everything; *mailbox*: further keys of its section."""
    return make_config(
        folder,
        **sections_for(folder, dovecot, user, sink, url, **mailbox),
        acknowledgement={"follow_ups": True},
    )


def sections_for(
    folder: Path, dovecot: Dovecot, user: str, sink: SmtpSink, url: str, **mailbox: Any
) -> dict[str, dict[str, Any]]:
    """What a desk at support@desk.example has to be told of its servers."""
    login = {"username": user, "password_file": password_file(folder), "tls": "none"}
    return {
        "desk": {"address": "support@desk.example"},
        "mailbox": {"url": dovecot.url, **login, "since": "2000-01-01", **mailbox},
        "smtp": {"port": sink.port, "tls": "none"},
        "database": {"url": url},
        "trust": {"authserv_id": AUTHSERV},
        "limits": {"replies_per_hour": 10_000},
    }


def finished(app: App, expected: int) -> bool:
    counts = app.store.unit(inbox.counts)
    waiting = app.store.unit(outbox.counts)
    return (
        sum(counts.values()) == expected
        and not counts.get("new")
        and not waiting.get("queued")
        and not waiting.get("sending")
    )
