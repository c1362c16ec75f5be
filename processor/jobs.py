"""What the clock looks after; each job finds in the database what is due, so that a missed run loses nothing."""

from __future__ import annotations

from datetime import datetime

from processor.app import App
from processor.clock import Job
from processor.recovery import take_over_from_the_dead

SWEEP_EVERY_S = 60
IDENTITY_EVERY_S = 300  # the time to say who one is is counted in hours
TRIAGE_EVERY_S = 300  # until what was learned, here or elsewhere, is put to use


def jobs_of(app: App) -> tuple[Job, ...]:
    """In the order in which they are run when several are due."""

    def sweep(now: datetime) -> None:
        take_over_from_the_dead(app.store, now)

    def give_up_the_nameless(now: datetime) -> None:
        while app.intake.identification.give_up(app.store, now):
            pass

    def refresh_triage(now: datetime) -> None:
        app.learned.refresh()

    return (
        Job("sweep", SWEEP_EVERY_S, sweep),
        Job("identity", IDENTITY_EVERY_S, give_up_the_nameless),
        Job("triage", TRIAGE_EVERY_S, refresh_triage),
    )
