"""What triage has learned, kept at hand for the judge; learned anew at night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from multiprocessing import get_context

import structlog
from pebble import ProcessPool

from db import leases
from db.connection import Store, open_store
from parsers.triage import Model, Rules
from processor.config import Config
from processor.holder import this_process
from processor.passwords import read_password
from processor.triage import Trained, desk_rules, learned_model, train, versions

log = structlog.get_logger()

NIGHT_HOUR = 3  # local; nobody waits for anything then
LONGEST_S = 1800.0  # of the learning; 5,000 tickets take two minutes
ONE_NIGHT = timedelta(hours=20)  # nobody else trains until the next one


class Learned:
    """The rules, and the models in use. `refresh` and `current` may be called from different threads."""

    def __init__(self, store: Store, config: Config) -> None:
        """Raises ConfigError: the desk's own rules cannot be used."""
        self.rules: Rules = desk_rules(config.triage)
        self._store = store
        self._settings = config.triage
        self._versions: tuple[int, ...] | None = None
        self._model = Model()

    def current(self) -> Model:
        return self._model

    def refresh(self) -> None:
        """Load what has been put to use since, by this process or another."""
        found = versions(self._store)
        if found != self._versions:
            self._model = learned_model(self._store, self._settings)
            self._versions = found


def train_at_night(store: Store, config: Config, environ: Mapping[str, str], now: datetime) -> bool:
    """
    Learn from the corrected tickets, once a night on one host; whether it was done now.

    In a process of its own, which gives back the 400 MB that 12,000 tickets take while they are learned.
    """
    if not config.triage.learn or now.astimezone(config.desk.zone).hour != NIGHT_HOUR:
        return False
    holder = f"{this_process()}@{now.isoformat()}"  # never the same again: a lease may be prolonged by its holder
    mine = store.unit(lambda: leases.acquire("triage.nightly", holder, now, now + ONE_NIGHT))
    if mine:
        with ProcessPool(max_workers=1, max_tasks=1, context=get_context("forkserver")) as pool:
            done = pool.schedule(_train, args=(config, dict(environ), now), timeout=LONGEST_S).result()
        for trained in done:
            log.info("triage.trained", kind=trained.kind, lessons=trained.size, outcome=trained.outcome)
    return mine


def _train(config: Config, environ: dict[str, str], now: datetime) -> list[Trained]:
    store = open_store(config.database.url, read_password(config.database, environ))
    try:
        return train(store, config.triage, desk_rules(config.triage), now)
    finally:
        store.close()
