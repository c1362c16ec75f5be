"""What the clock looks after; each job finds in the database what is due, so that a missed run loses nothing."""

from __future__ import annotations

from datetime import datetime

from processor.app import App, make_digests, make_upkeep
from processor.clock import Job
from processor.desk.expiry import forget_keys, give_up_unconfirmed
from processor.recovery import take_over_from_the_dead

SWEEP_EVERY_S = 60
DUTIES_EVERY_S = 30  # engineers are given minutes
UPKEEP_EVERY_S = 15  # so that 20,000 open tickets are looked through in half an hour
IDENTITY_EVERY_S = 300  # the time to say who one is is counted in hours
EXPIRY_EVERY_S = 3600  # commands wait for a word, and keys last, for days
DIGEST_EVERY_S = 60
TRIAGE_EVERY_S = 300  # until what was learned, here or elsewhere, is put to use


def jobs_of(app: App, *, once: bool = False) -> tuple[Job, ...]:
    """In the order in which they are run when several are due. once: nobody goes on with what one run leaves."""
    upkeep = make_upkeep(app.intake.effects)
    look_after = upkeep.look_through if once else upkeep.look_after
    digests = make_digests(app.config, app.intake.effects.acknowledger.notifier)

    def sweep(now: datetime) -> None:
        take_over_from_the_dead(app.store, now)

    def remind(now: datetime) -> None:
        app.reminders.look_after(app.store, now)

    def keep_up(now: datetime) -> None:
        look_after(app.store, now)

    def give_up_the_nameless(now: datetime) -> None:
        while app.intake.effects.identification.give_up(app.store, now):
            pass

    def expire(now: datetime) -> None:
        give_up_unconfirmed(app.store, now)
        forget_keys(app.store, now)

    def write_digests(now: datetime) -> None:
        digests.look_after(app.store, now)

    def refresh_triage(now: datetime) -> None:
        app.learned.refresh()

    return (
        Job("sweep", SWEEP_EVERY_S, sweep),
        Job("duties", DUTIES_EVERY_S, remind),
        Job("upkeep", UPKEEP_EVERY_S, keep_up),
        Job("identity", IDENTITY_EVERY_S, give_up_the_nameless),
        Job("expiry", EXPIRY_EVERY_S, expire),
        Job("digest", DIGEST_EVERY_S, write_digests),
        Job("triage", TRIAGE_EVERY_S, refresh_triage),
    )
