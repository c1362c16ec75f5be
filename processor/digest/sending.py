"""The digest goes out: to each reader once a day, in their language, at their time; and as lines, when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from db import digests, people
from db.connection import Store
from db.digests import Issue
from db.people import Person
from processor.config import Config, Desk
from processor.config_digest import Digest
from processor.desk.notifier import Addressee, Notice, Notifier, locale_for
from processor.digest.blocks import about, blocks_of, heading
from processor.digest.due import Due, due
from processor.digest.figures import Accounts
from processor.digest.result import Figures
from processor.digest.sheet import Voice
from processor.digest_facts import DigestFacts

log = structlog.get_logger()

READERS = ("manager", "lead")  # who may be named in the configuration; without a name it is managers


@dataclass(frozen=True, slots=True)
class Digests:
    """What writes digests."""

    config: Config
    accounts: Accounts
    notifier: Notifier

    def look_after(self, store: Store, now: datetime) -> int:
        """
        Queue every digest that is due and was not written yet; how many.

        Counting takes seconds in a large desk, so it is done in a unit of its own, which writes nothing; the mail and
        the mark that it is written are queued together, so that neither a crash nor a second host sends it twice.
        """
        sent = 0
        for section in self.config.digest:
            for each in due(section, now, self.accounts.office, self.config.desk.zone):
                sent += self._write(store, section, each, now)
        return sent

    def _write(self, store: Store, section: Digest, each: Due, now: datetime) -> int:
        readers = store.unit(
            lambda: [person for person in self._readers(section) if not _is_written(person, section, each)]
        )
        if not readers:
            return 0
        figures = store.unit(lambda: self.accounts.figures(each.period, now, section.team))
        sent = store.unit(lambda: [self.queue(person, figures, (section, each), now) for person in readers])
        log.info("digest.written", form=each.form, team=section.team, day=str(each.day), readers=sum(sent))
        return sum(sent)

    def _readers(self, section: Digest) -> Iterator[Person]:
        """Of the active people at the named addresses those who may read it, else all managers."""
        if not section.to:
            yield from (
                person for person in people.all_people(roles=("manager",), active_only=True) if person.addresses
            )
            return
        for addr in section.to:
            person = people.find_by_address(people.address_key(addr))
            if person and person.active and person.role in READERS:
                yield person
            else:
                log.warning("digest.no_reader", address=addr, wanted="an active manager or lead of the directory")

    def queue(self, person: Person, figures: Figures, which: tuple[Digest, Due], now: datetime) -> bool:
        """Write to *person*, unless they have this one. Belongs in a unit of work."""
        section, each = which
        if not digests.claim(_issue(person, section, each), now):
            return False
        locale = locale_for(person.locale, self.config.desk.locale)
        addr = person.addresses[0]
        to = Addressee(addr, addr, person.name, person.locale or self.config.desk.locale, verified=True)
        facts = facts_of(self.config.desk, figures, person.name, locale)
        return self.notifier.notify(Notice("digest", to, None, facts, now, by_staff=True))


def facts_of(desk: Desk, figures: Figures, reader: str, locale: str) -> DigestFacts:
    """What the mail to *reader* says; pure."""
    voice = Voice(locale, desk.zone)
    return DigestFacts(
        desk_name=desk.name,
        signature=desk.signature,
        heading=heading(figures, voice),
        about=about(figures, voice),
        reader=reader,
        blocks=blocks_of(figures, voice),
        to_act=_to_act(figures, voice),
    )


def _to_act(figures: Figures, voice: Voice) -> str:
    """With a ticket of the digest as the example; nothing where there is nothing to act on."""
    risky = [risk.ticket.number for risk in (*figures.forecast.broken, *figures.forecast.ahead)]
    number = next(iter((*risky, *(aged.ticket.number for aged in figures.open.oldest))), "")
    return voice.say("how_to_act", example=voice.say("example", number=number)) if number else ""


def _is_written(person: Person, section: Digest, each: Due) -> bool:
    return digests.is_written(_issue(person, section, each))


def _issue(person: Person, section: Digest, each: Due) -> Issue:
    return Issue(person.id, section.team, each.form, each.day)
