"""The composition root: the one place that knows all the parts and joins them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from db.connection import Store, open_store
from db.migrations import migrate, require_current
from parsers.message import Options
from processor.appearance import appearance_of
from processor.config import Config
from processor.desk.acknowledge import Acknowledger
from processor.desk.carrying_out import CarryingOut
from processor.desk.case import Tools
from processor.desk.consequences import Consequences
from processor.desk.conversation import Conversation
from processor.desk.corrections import Corrections
from processor.desk.correspondence import Correspondence, NewKey
from processor.desk.duties import Duties, pace_of
from processor.desk.guidance import load_guidance
from processor.desk.holding import Holding
from processor.desk.judging import judge_by
from processor.desk.late_words import LateWords
from processor.desk.notifier import NewToken, Notifier, loop_mark
from processor.desk.outages import Outages
from processor.desk.procedure import Judge, Procedure
from processor.desk.reminders import Reminders
from processor.desk.teams import Teams
from processor.desk.timetable import deadlines_of, require_known_places
from processor.desk.upkeep import Upkeep
from processor.desk.verification import Verification
from processor.digest.figures import Accounts
from processor.digest.sending import Digests
from processor.effects import Effects
from processor.holder import this_process
from processor.intake import Intake
from processor.learning import Learned
from processor.notices import Renderer, renderer_of
from processor.oauth.sign_in import SignIn
from processor.parsing import Parser
from processor.passwords import read_password

KEY_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # base32 of RFC 4648 §6, lower case
KEY_CHARS = 26
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Codes:
    """new_token: 32 hexadecimal digits, for a mail. new_key: 26 characters of base32, for a link. Not to be guessed."""

    new_token: NewToken
    new_key: NewKey


@dataclass(frozen=True, slots=True)
class App:
    """A desk ready to work. holder: this process among all that share the database."""

    config: Config
    environ: Mapping[str, str]
    store: Store
    intake: Intake
    reminders: Reminders
    learned: Learned
    clock: Clock
    holder: str
    sign_in: SignIn

    @property
    def renderer(self) -> Renderer:
        """What writes the mails, with logo and templates as they were at the start."""
        return self.intake.effects.acknowledger.notifier.renderer


def open_database(config: Config, environ: Mapping[str, str]) -> Store:
    """The configured database; the schema is not looked at."""
    return open_store(config.database.url, read_password(config.database, environ))


def parse_options(config: Config) -> Options:
    mark, images = loop_mark(config.desk.address), appearance_of(config).own_images
    return Options(config.desk.ticket_prefix, config.desk.own_addresses, mark, images)


@contextmanager
def open_app(config: Config, environ: Mapping[str, str], clock: Clock = utc_now) -> Iterator[App]:
    """
    Join the parts and take them down in the end.

    An SQLite database that is new is brought to today's schema; any other that is behind is refused.

    Raises:
        SchemaMismatch, DatabaseUnavailable
        ConfigError: a country whose holidays nobody knows.
    """
    require_known_places(config)
    store = open_database(config, environ)
    if is_new_sqlite(store):
        migrate(store)
    require_current(store)
    parser = Parser(parse_options(config), config.limits.parse_deadline_s, config.limits.parse_memory_bytes)
    try:
        learned = Learned(store, config)
        learned.refresh()
        intake = make_intake(config, store, parser, learned, CODES)
        reminders = make_reminders(intake.effects)
        yield App(config, environ, store, intake, reminders, learned, clock, intake.holder, SignIn(config, environ))
    finally:
        parser.close()
        store.close()


def new_quick_key() -> str:
    """26 characters of base32, lower case: 130 bits, as a subject can carry them through any mail program."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_CHARS))


CODES = Codes(lambda: secrets.token_hex(16), new_quick_key)


def make_intake(config: Config, store: Store, parser: Parser, learned: Learned, codes: Codes) -> Intake:
    """Intake with everything that it needs to carry a mail out."""
    effects = make_effects(config, store, judge_by(learned, config), codes)
    return Intake(store, parser, config, effects, this_process())


def make_effects(config: Config, store: Store, judge: Judge, codes: Codes) -> Effects:
    """What decisions are carried out with, joined."""
    guidance = load_guidance(config.acknowledgement.guidance_file)
    notifier = Notifier(config, renderer_of(config), codes.new_token)
    acknowledger = Acknowledger(config, notifier, guidance)
    procedure = Procedure(config.desk, deadlines_of(config), guidance, judge, config.identity.answer_within_h)
    correspondence = Correspondence(notifier, codes.new_key)
    teams = Teams(config.team, config.desk.zone)
    duties = Duties(pace_of(config.deadlines, procedure.deadlines))
    tools = Tools(config, procedure, correspondence, Corrections(procedure, acknowledger), teams, duties)
    consequences = Consequences(procedure, teams, correspondence, tools.newcomers, acknowledger, duties)
    return Effects(
        config=config,
        acknowledger=acknowledger,
        procedure=procedure,
        carrying=CarryingOut(tools, store),
        holding=Holding(correspondence),
        newcomers=tools.newcomers,
        outages=Outages(config, teams, correspondence),
        conversation=Conversation(teams, correspondence),
        verification=Verification(consequences, LateWords(consequences), tools.closing),
        duties=duties,
    )


def make_reminders(effects: Effects) -> Reminders:
    """What looks after the clocks of the tickets."""
    tools = effects.carrying.tools
    return Reminders(effects.duties, tools.teams, tools.correspondence, tools.closing)


def make_upkeep(effects: Effects) -> Upkeep:
    """What sets clocks that nothing has set."""
    return Upkeep(effects.duties, effects.newcomers)


def make_digests(config: Config, notifier: Notifier) -> Digests:
    """What counts the managers' figures and writes them."""
    pace, zone = pace_of(config.deadlines, deadlines_of(config)), config.desk.zone
    accounts = Accounts(pace, Teams(config.team, zone), zone)
    return Digests(config, accounts, notifier)


def is_new_sqlite(store: Store) -> bool:
    """Nobody has to migrate an embedded database that has just been made."""
    return store.engine == "sqlite" and not store.unit(store.database.get_tables)
