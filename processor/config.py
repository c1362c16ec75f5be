"""TOML → frozen, validated models; all errors at once, each with its path and what would be right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator

from processor import config_values as values
from processor.config_base import ExistingFile, LocalPath, Login, Secret, Section, Surroundings, in_a_folder
from processor.config_calendars import Calendar, Deadlines
from processor.config_digest import Digest
from processor.config_directory import Directory
from processor.config_errors import Fault, faults_in, report, syntax_fault
from processor.config_oauth import Oauth
from processor.config_rules import faults_between
from processor.config_teams import Category, Team
from processor.config_templates import Templates
from processor.errors import ConfigError
from processor.toml_files import text_of

Tls = Literal["implicit", "starttls", "none"]
Priority = Literal["urgent", "important", "general"]
MailAddress = Annotated[str, AfterValidator(values.mail_address)]
MailDomain = Annotated[str, AfterValidator(values.mail_domain)]
OneLine = Annotated[str, AfterValidator(values.one_line)]
MiB = 1024 * 1024
DEFAULT_PATHS = (Path("ticketd.toml"), Path("/etc/ticketd/ticketd.toml"))


class Desk(Section):
    name: OneLine
    address: MailAddress
    aliases: tuple[MailAddress, ...] = ()
    timezone: Annotated[str, AfterValidator(values.time_zone)] = "Asia/Shanghai"
    locale: Literal["zh", "en"] = "zh"
    ticket_prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,8}$")] = "TS"
    signature: str = ""
    legal: str = ""
    category: Category = "consultation"
    priority: Priority = "general"
    plus_addressing: bool = False

    @property
    def own_addresses(self) -> frozenset[str]:
        return frozenset(address.lower() for address in (self.address, *self.aliases))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Mailbox(Login):
    name: OneLine
    url: Annotated[str, AfterValidator(values.mailbox_url)]  # imap://host[:port] or maildir:/path
    username: str = ""
    tls: Tls = "implicit"
    ca_file: ExistingFile = None
    folder: Annotated[str, AfterValidator(values.incoming_folder)] = "INBOX"
    idle: bool = True
    poll_every_s: Annotated[int, Field(ge=1, le=86400)] = 60
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 60
    after: Literal["keep", "flag", "move", "delete"] = "keep"
    move_to: str = ""
    since: date | None = None

    @field_validator("username")
    @classmethod
    def _imap_needs_a_login(cls, username: str, info: ValidationInfo) -> str:
        if info.context and not username and info.data.get("url", "").startswith("imap:"):
            raise ValueError('is missing; write username = "…", for most providers the whole address')
        return username

    @field_validator("tls")
    @classmethod
    def _no_plain_text_over_a_network(cls, tls: str, info: ValidationInfo) -> str:
        url = urlsplit(info.data.get("url", ""))
        return values.encrypted_or_local(tls, url.hostname) if url.hostname else tls

    @field_validator("move_to")
    @classmethod
    def _moving_needs_another_folder(cls, move_to: str, info: ValidationInfo) -> str:
        if info.data.get("after") != "move":
            return move_to
        if not move_to:
            raise ValueError('is missing, though after = "move"; write move_to = "Archive"')
        if move_to == info.data.get("folder"):
            raise ValueError("is the folder that is polled; choose another one")
        return move_to


class Smtp(Login):
    host: Annotated[str, AfterValidator(values.host_name)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    tls: Tls = "starttls"
    ca_file: ExistingFile = None
    username: str = ""
    connections: Annotated[int, Field(ge=1, le=20)] = 2
    per_minute: Annotated[int, Field(ge=0)] = 0  # 0: no limit
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 60
    data_timeout_s: Annotated[int, Field(ge=1, le=3600)] = 600

    @field_validator("tls")
    @classmethod
    def _no_plain_text_over_a_network(cls, tls: str, info: ValidationInfo) -> str:
        return values.encrypted_or_local(tls, info.data["host"]) if "host" in info.data else tls


class Database(Secret):
    url: Annotated[str, AfterValidator(values.database_url)] = "sqlite:///ticketd.sqlite3"

    @field_validator("url")
    @classmethod
    def _file_from_here(cls, url: str, info: ValidationInfo) -> str:
        if not url.startswith("sqlite:"):
            return url
        if info.data.get("password_env") or info.data.get("password_file"):
            raise ValueError("is SQLite, which has no password; leave password_env and password_file out")
        if not info.context:
            return url
        return f"sqlite:///{info.context.folder / url.removeprefix('sqlite:///')}"


class Limits(Section):
    max_message_bytes: Annotated[int, Field(ge=64 * 1024)] = 25 * MiB
    batch_count: Annotated[int, Field(ge=1, le=1000)] = 100
    batch_bytes: Annotated[int, Field(ge=MiB)] = 16 * MiB
    parse_deadline_s: Annotated[int, Field(ge=1, le=600)] = 30
    parse_memory_bytes: Annotated[int, Field(ge=128 * MiB)] = 1024 * MiB
    intake_attempts: Annotated[int, Field(ge=1, le=10)] = 3
    replies_per_sender_per_day: Annotated[int, Field(ge=0)] = 10
    unverified_replies_per_sender_per_day: Annotated[int, Field(ge=0)] = 1
    replies_per_ticket_per_day: Annotated[int, Field(ge=0)] = 10
    replies_per_hour: Annotated[int, Field(ge=0)] = 300


class Acknowledgement(Section):
    enabled: bool = True
    follow_ups: bool = False
    guidance_file: ExistingFile = None


class Identity(Section):
    unknown: Literal["ask", "register", "hold", "refuse"] = "ask"
    answer_within_h: Annotated[float, Field(gt=0, le=24 * 60)] = 72
    allow_domains: tuple[MailDomain, ...] = ()
    block_domains: tuple[MailDomain, ...] = ()


class Triage(Section):
    rules_file: ExistingFile = None
    vip: tuple[MailAddress, ...] = ()
    sure_from: Annotated[float, Field(gt=0, le=1)] = 0.65
    learn: bool = True
    precision: Annotated[float, Field(gt=0, lt=1)] = 0.9


class Incidents(Section):
    """Similar tickets of several people within a short time; from_tickets 0: nobody looks."""

    from_tickets: Annotated[int, Field(ge=0, le=100)] = 4
    within_min: Annotated[int, Field(ge=1, le=1440)] = 60

    @field_validator("from_tickets")
    @classmethod
    def _one_is_no_outage(cls, count: int) -> int:
        if count == 1:
            raise ValueError("is one, which every ticket is; write 0 to look for none, or at least 2")
        return count


class Trust(Section):
    authserv_id: str = ""
    machines: tuple[MailAddress, ...] = ()


class Commands(Section):
    receipts: Literal["all", "failures"] = "all"


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    file: Annotated[LocalPath, AfterValidator(in_a_folder)] = None


class Config(Section):
    desk: Desk
    mailbox: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    smtp: Smtp
    oauth: tuple[Oauth, ...] = ()
    database: Database = Database()
    limits: Limits = Limits()
    acknowledgement: Acknowledgement = Acknowledgement()
    deadlines: Deadlines = Deadlines()
    calendar: tuple[Calendar, ...] = ()
    team: tuple[Team, ...] = ()
    identity: Identity = Identity()
    triage: Triage = Triage()
    incidents: Incidents = Incidents()
    trust: Trust = Trust()
    directory: Directory = Directory()
    digest: tuple[Digest, ...] = (Digest(),)
    commands: Commands = Commands()
    templates: Templates = Templates()
    log: Log = Log()


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """
    Read and validate the configuration.

    Raises:
        ConfigError: with every fault of the file, each with its path, line and what would be right.
    """
    text = text_of(path, f"make it with `ticketd init --config {path}`")
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(report(path, [syntax_fault(str(error), text)])) from error
    return _validated(tree, path, text, environ)


def find_config(option: Path | None, environ: Mapping[str, str]) -> Path:
    """
    The configuration file: of --config, of TICKETD_CONFIG, ./ticketd.toml, /etc/ticketd/ticketd.toml.

    Raises:
        ConfigError: none was named and none is there.
    """
    named = option or environ.get("TICKETD_CONFIG")
    if named:
        return Path(named)
    for path in DEFAULT_PATHS:
        if path.is_file():
            return path
    places = " or ".join(str(path) for path in DEFAULT_PATHS)
    raise ConfigError(f"no configuration in {places}; make one with `ticketd init`, or name it with --config FILE")


def _validated(tree: dict[str, Any], path: Path, text: str, environ: Mapping[str, str]) -> Config:
    faults: list[Fault] = list(faults_between(tree))
    around = Surroundings(path.absolute().parent, environ)
    config = None
    try:
        config = Config.model_validate(tree, context=around)
    except ValidationError as error:
        faults.extend(faults_in(error, Config))
    if faults or config is None:
        raise ConfigError(report(path, faults, text))
    return config
