"""The digest goes out: to each reader once a day, in their language, at their time; and as lines, when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from db import digests
from db.connection import Store
from db.digests import Issue
from db.people import Person
from processor.config import Config, Desk
from processor.config_digest import Digest
from processor.desk.notifier import Addressee, Notice, Notifier
from processor.digest.blocks import about, blocks_of, heading
from processor.digest.due import Due, due
from processor.digest.figures import Accounts
from processor.digest.readers import Reader, managers, reader_at
from processor.digest.result import Figures
from processor.digest.sheet import MOST_LINES, Voice
from processor.digest_facts import DigestFacts
from processor.errors import ProcessorError
from processor.languages import locale_for

log = structlog.get_logger()

LINES = (MOST_LINES, 10, 5, 2)  # of one list
MOST_BYTES = 85_000  # of the blocks as a page; Gmail cuts at 102 KB, and head and foot are 8 KB


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

        Raises:
            ProcessorError: something went wrong with one of them, after all others were written; it is still due.
        """
        sent, failed = 0, []
        for section in self.config.digest:
            try:
                for each in self._due(store, section, now):
                    sent += self._write(store, section, each, now)
            except Exception as error:  # one section or reader must not keep the digest from the others
                log.exception("digest.failed", team=section.team)
                failed.append(str(error) or type(error).__name__)
        if failed:
            raise ProcessorError(f"not every digest could be written: {'; '.join(failed)}")
        return sent

    def _due(self, store: Store, section: Digest, now: datetime) -> Iterator[Due]:
        """What is due, and still somebody's to get; nothing is looked up while nothing is due."""
        if not any(due(section, now, self.accounts.office, self.config.desk.zone)):
            return
        today = now.astimezone(section.zone_or(self.config.desk.zone)).date()
        last = store.unit(lambda: digests.last_day(section.team, "day", today))
        yield from due(section, now, self.accounts.office, self.config.desk.zone, last)

    def _write(self, store: Store, section: Digest, each: Due, now: datetime) -> int:
        readers = store.unit(
            lambda: [reader for reader in self._readers(section) if not _is_written(reader.person, section, each)]
        )
        if not readers:
            return 0
        figures = store.unit(lambda: self.accounts.figures(each.period, now, section.team))
        written = [self._write_to(store, reader, figures, (section, each), now) for reader in readers]
        log.info("digest.written", form=each.form, team=section.team, day=str(each.day), readers=written.count(True))
        if None in written:
            raise ProcessorError(f"{written.count(None)} of {len(written)} readers; the log tells why")
        return written.count(True)

    def _write_to(
        self, store: Store, reader: Reader, figures: Figures, which: tuple[Digest, Due], now: datetime
    ) -> bool | None:
        """None when it went wrong: the others get theirs."""
        try:
            return store.unit(lambda: self.queue(reader, figures, which, now))
        except Exception:  # whatever is wrong with this one
            log.exception("digest.reader_failed", person=reader.person.id)
            return None

    def _readers(self, section: Digest) -> Iterator[Reader]:
        """Those at the named addresses who may read it, else all managers."""
        own = self.config.desk.own_addresses
        if not section.to:
            yield from managers(own)
        for named in section.to:
            if reader := reader_at(named, own):
                yield reader
            else:
                log.warning("digest.no_reader", address=named, wanted="an active manager or lead of the directory")

    def queue(self, reader: Reader, figures: Figures, which: tuple[Digest, Due], now: datetime) -> bool:
        """Write to *reader*, unless they have this one. Belongs in a unit of work."""
        (section, each), person = which, reader.person
        if not digests.claim(_issue(person, section, each), now):
            return False
        locale = locale_for(person.locale, self.config.desk.locale)
        to = Addressee(reader.addr, reader.addr, person.name, person.locale or self.config.desk.locale, verified=True)
        facts = facts_of(self.config.desk, figures, person.name, locale)
        return self.notifier.notify(Notice("digest", to, None, facts, now, by_staff=True))


def facts_of(desk: Desk, figures: Figures, reader: str, locale: str) -> DigestFacts:
    """What the mail to *reader* says; of long lists as many lines as fit into a mail that programs show whole. Pure."""
    tried = (_facts(desk, figures, reader, Voice(locale, desk.zone, lines)) for lines in LINES)
    return next(
        (facts for facts in tried if facts.weight <= MOST_BYTES),
        _facts(desk, figures, reader, Voice(locale, desk.zone, LINES[-1])),
    )


def _facts(desk: Desk, figures: Figures, reader: str, voice: Voice) -> DigestFacts:
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
