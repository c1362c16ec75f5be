"""One simulated run: people, desk and clock from the first ticket to the last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from db.connection import Store

from . import as_managers, as_staff, as_users, strangers
from .desk import SimulatedDesk, open_desk
from .driver import Driver
from .places import Place
from .town import Town, Written

SHORT = 1500  # tickets; more than that are spread over most of a year
PER_DAY = 18  # of a short run
LONG_DAYS = 300
AN_OUTAGE_EVERY, IN_AN_OUTAGE = 40, 5  # tickets
A_STRANGER_EVERY = 20  # tickets
OUTAGES = ("network", "attendance")  # which have no word in common with other problems here
REST_DAYS = 20  # after the last new problem, so that everything comes to its end


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run leaves beside the database. journal: by UID of the mail, what its sender meant."""

    place: Place
    desk: SimulatedDesk
    journal: dict[int, Written]
    first: datetime
    last: datetime
    standstills: int
    jumps: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def simulate(store: Store, folder: Path, place: Place, tickets: int, seed: int) -> Ran:
    """*tickets* problems come up, mostly in office hours, and everybody does what they do."""
    rng = Random(f"run {seed}")
    desk = open_desk(store, folder, place, seed)
    first = place.short if tickets <= SHORT else place.long
    days = max(4, tickets // PER_DAY) if tickets <= SHORT else LONG_DAYS
    last = first + timedelta(days=days + REST_DAYS)
    driver = Driver(desk, rng, first, last, lambda sent: town.get(sent), lambda uid, kept: town.take_note(uid, kept))
    town = Town(driver, place.zone, as_users.DO, as_users.BYSTANDERS_DO, as_staff.DO, as_managers.DO)
    outages, strange = tickets // AN_OUTAGE_EVERY, tickets // A_STRANGER_EVERY
    for number, moment in enumerate(_moments(rng, place, first, days, tickets - outages * IN_AN_OUTAGE - strange)):
        driver.at(moment, partial(town.begin, number, seed))
    for number, moment in enumerate(_moments(rng, place, first, days, outages)):
        driver.at(moment, partial(town.fall_out, OUTAGES[number % len(OUTAGES)], number, seed))
    for number, moment in enumerate(_moments(rng, place, first, days, strange)):
        driver.at(moment, partial(strangers.come, town, number, seed))
    driver.run()
    return Ran(place, desk, town.journal, first, last, driver.standstills, driver.jumps)


def _moments(rng: Random, place: Place, first: datetime, days: int, count: int) -> list[datetime]:
    """When problems come up: mostly on working days between eight and eight."""
    found: list[datetime] = []
    while len(found) < count:
        moment = first + timedelta(seconds=rng.randrange(days * 86_400))
        local = moment.astimezone(place.zone)
        if (local.weekday() < 5 and 8 <= local.hour < 20) or rng.random() < 0.1:
            found.append(moment)
    return sorted(found)
