"""TOML → frozen, validated models; all errors at once, each with its path and what would be right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Tls = Literal["implicit", "starttls", "none"]
Category = Literal["hardware", "software", "business", "consultation"]
Priority = Literal["urgent", "important", "general"]
MiB = 1024 * 1024


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Section):
    """A password by reference: the name of an environment variable, or a file whose first line it is."""

    password_env: str | None = None
    password_file: Path | None = None


class Desk(Section):
    name: str
    address: str
    aliases: tuple[str, ...] = ()
    timezone: str = "Asia/Shanghai"
    locale: Literal["zh", "en"] = "zh"
    ticket_prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,8}$")] = "TS"
    signature: str = ""
    category: Category = "consultation"
    priority: Priority = "general"
    plus_addressing: bool = False

    @property
    def own_addresses(self) -> frozenset[str]:
        return frozenset(address.lower() for address in (self.address, *self.aliases))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Mailbox(Secret):
    name: str
    url: str  # imap://host[:port] or maildir:/path
    username: str = ""
    tls: Tls = "implicit"
    ca_file: Path | None = None
    folder: str = "INBOX"
    idle: bool = True
    poll_every_s: Annotated[int, Field(ge=1, le=86400)] = 60
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 60
    after: Literal["keep", "flag", "move", "delete"] = "keep"
    move_to: str = ""
    since: date | None = None


class Smtp(Secret):
    host: str
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    tls: Tls = "starttls"
    ca_file: Path | None = None
    username: str = ""
    connections: Annotated[int, Field(ge=1, le=20)] = 2
    per_minute: Annotated[int, Field(ge=0)] = 0  # 0: no limit
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 60
    data_timeout_s: Annotated[int, Field(ge=1, le=3600)] = 600


class Database(Secret):
    url: str = "sqlite:///ticketd.sqlite3"


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


class ResponseHours(Section):
    urgent: Annotated[float, Field(gt=0)] = 2
    important: Annotated[float, Field(gt=0)] = 4
    general: Annotated[float, Field(gt=0)] = 8


class Acknowledgement(Section):
    enabled: bool = True
    follow_ups: bool = False
    response_hours: ResponseHours = ResponseHours()


class Trust(Section):
    authserv_id: str = ""
    machines: tuple[str, ...] = ()


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    file: Path | None = None


class Config(Section):
    desk: Desk
    mailbox: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    smtp: Smtp
    database: Database = Database()
    limits: Limits = Limits()
    acknowledgement: Acknowledgement = Acknowledgement()
    trust: Trust = Trust()
    log: Log = Log()
