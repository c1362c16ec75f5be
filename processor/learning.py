"""What triage has learned, kept at hand for the judge; learned anew at night."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from db import leases
from db.connection import Store
from parsers.triage import Model, Rules
from processor.config import Config
from processor.holder import this_process
from processor.triage import desk_rules, learned_model, train, versions

log = structlog.get_logger()

NIGHT_HOUR = 3  # local; nobody waits for anything then
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


def train_at_night(store: Store, config: Config, rules: Rules, now: datetime) -> bool:
    """Learn from the corrected tickets, once a night on one host; whether it was done now."""
    if not config.triage.learn or now.astimezone(config.desk.zone).hour != NIGHT_HOUR:
        return False
    holder = f"{this_process()}@{now.isoformat()}"  # never the same again: a lease may be prolonged by its holder
    mine = store.unit(lambda: leases.acquire("triage.nightly", holder, now, now + ONE_NIGHT))
    if mine:
        for trained in train(store, config.triage, rules, now):
            log.info("triage.trained", kind=trained.kind, lessons=trained.size, outcome=trained.outcome)
    return mine
