"""Asking for what a configuration needs: from options, from a person at a terminal, or from defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from processor import config_values as values
from processor.providers import Provider, advice_for, guess

Check = Callable[[str], str]
TLS = ("implicit", "starttls", "none")
LOCALES = ("zh", "en")
DEFAULT_NAME = {"zh": "IT 服务台", "en": "IT Help Desk"}
PORTS = {"implicit": 465, "starttls": 587, "none": 25}  # RFC 8314 §3.3, RFC 6409 §3.1, RFC 5321 §4.5.4.2


@dataclass
class Interview:
    """
    Args:
        options: what was given on the command line, by name ("smtp_tls"); None: not given.
        interactive: ask a person for the rest.
        stem: beginning of the names of the files that hold passwords.

    Attributes:
        answers: "smtp.port" → value, for `processor.example.filled`.
        passwords: name of a file → the password that it shall hold.
        missing: options without which nothing can be done (never filled when interactive).
    """

    options: Mapping[str, str | None]
    interactive: bool
    stem: str
    answers: dict[str, str | int | bool | None] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def conduct(self) -> None:
        """Ask everything, in the order in which people know the answers."""
        address = self.ask("address", "Support address that users write to", check=values.mail_address)
        provider = guess(address)
        self.answers["desk.address"] = address
        self._desk()
        self._mailbox(address, provider)
        self._smtp(provider)
        self._database()
        if self.options.get("authserv_id"):
            self.answers["trust.authserv_id"] = self.options["authserv_id"]

    def ask(self, option: str, text: str, default: str | None = None, check: Check = values.one_line) -> str:
        """One answer, valid by *check*; asked again while it is not."""
        given = self.options.get(option)
        if given is not None:
            return _valid_option(option, given, check)
        if self.interactive:
            return str(click.prompt(text, default=default, value_proc=_asked_again_unless(check)))
        if default is None:
            self.missing.append(_flag(option))
            return ""
        return default

    def choose(self, option: str, text: str, choices: tuple[str, ...], default: str) -> str:
        return self.ask(option, f"{text} ({', '.join(choices)})", default, lambda given: _among(choices, given))

    def _desk(self) -> None:
        locale = self.choose("locale", "Language of our mails", LOCALES, "zh")
        self.answers["desk.locale"] = locale
        self.answers["desk.name"] = self.ask("name", "Name of the help desk", DEFAULT_NAME[locale])
        self.answers["desk.timezone"] = self.ask("timezone", "Time zone", local_zone(), values.time_zone)

    def _mailbox(self, address: str, provider: Provider) -> None:
        text = "IMAP server, or maildir:/path"
        url = self.ask("mailbox", text, provider.imap, lambda given: values.mailbox_url(_as_url(given)))
        self.answers["mailbox.url"] = url = _as_url(url)
        if url.startswith("maildir:"):
            self.answers |= {"mailbox.username": None, "mailbox.password_file": None}
            return
        self.answers["mailbox.tls"] = self.choose("tls", "Encryption of IMAP", TLS, "implicit")
        self.answers["mailbox.username"] = self.ask("username", "User name there", address or None)
        if advice := advice_for(url.removeprefix("imap://").partition(":")[0]):
            click.echo(f"  ({advice})", err=True)
        self._password("mailbox", "", "imap")

    def _smtp(self, provider: Provider) -> None:
        tls = self.choose("smtp_tls", "Encryption of SMTP", TLS, provider.smtp_tls)
        port = provider.smtp_port if tls == provider.smtp_tls else PORTS[tls]
        place = self.ask("smtp", "SMTP server that sends our mails", f"{provider.smtp}:{port}", _host_and_port)
        host, _, given_port = place.partition(":")
        self.answers |= {"smtp.tls": tls, "smtp.host": host, "smtp.port": int(given_port or PORTS[tls])}
        username = self.ask(
            "smtp_username", 'User name there ("-" for none)', str(self.answers["mailbox.username"] or "-")
        )
        if username == "-":
            self.answers |= {"smtp.username": None, "smtp.password_file": None}
            return
        self.answers["smtp.username"] = username
        if username == self.answers["mailbox.username"] and self._same_password():
            for key in ("password_file", "password_env"):
                if f"mailbox.{key}" in self.answers:
                    self.answers[f"smtp.{key}"] = self.answers[f"mailbox.{key}"]
            return
        self._password("smtp", "smtp_", "smtp")

    def _same_password(self) -> bool:
        if self.options.get("smtp_password_file") or self.options.get("smtp_password_env"):
            return False
        return not self.interactive or click.confirm("Same password as for the mailbox?", default=True)

    def _password(self, section: str, prefix: str, name: str) -> None:
        """Where the password of *section* is; a typed one goes to a file beside the configuration."""
        file, variable = self.options.get(f"{prefix}password_file"), self.options.get(f"{prefix}password_env")
        if variable:
            self.answers |= {f"{section}.password_env": variable, f"{section}.password_file": None}
        elif file:
            self.answers[f"{section}.password_file"] = str(Path(file).absolute())
        elif self.interactive:
            own = f"{self.stem}.{name}.password"
            self.passwords[own] = str(click.prompt("Password (is not shown)", hide_input=True))
            self.answers[f"{section}.password_file"] = own
        else:
            self.missing.append(f"{_flag(f'{prefix}password_file')} or {_flag(f'{prefix}password_env')}")

    def _database(self) -> None:
        url = self.ask("database", "Database", f"sqlite:///{self.stem}.sqlite3", values.database_url)
        self.answers["database.url"] = url
        if url.startswith("postgresql:") and self.interactive:
            text = "Password of the database, not shown (empty: none)"
            if password := click.prompt(text, default="", hide_input=True, show_default=False):
                self.passwords[f"{self.stem}.database.password"] = password
                self.answers["database.password_file"] = f"{self.stem}.database.password"


def local_zone() -> str:
    """The zone of this machine where it tells it by name, else that of China."""
    link = Path("/etc/localtime")
    by_link = str(link.readlink()).partition("zoneinfo/")[2] if link.is_symlink() else ""
    for name in (os.environ.get("TZ", "").lstrip(":"), by_link):
        try:
            if name and "UTC" not in name and values.time_zone(name):
                return name
        except ValueError:
            continue
    return values.CHINA


def _valid_option(option: str, given: str, check: Check) -> str:
    try:
        return check(given)
    except ValueError as error:
        raise click.BadParameter(f"{given!r} {error}", param_hint=_flag(option)) from error


def _asked_again_unless(check: Check) -> Check:
    def checked(given: str) -> str:
        try:
            return check(given)
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    return checked


def _as_url(place: str) -> str:
    return place if place.startswith("maildir:") or "://" in place else f"imap://{place}"


def _host_and_port(place: str) -> str:
    host, colon, port = place.partition(":")
    if colon and not (port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError('is "host" or "host:port"')
    return f"{values.host_name(host)}{colon}{port}"


def _among(choices: tuple[str, ...], given: str) -> str:
    if given not in choices:
        raise ValueError(f"is one of {', '.join(choices)}{_hint(given, choices)}")
    return given


def _hint(given: str, choices: tuple[str, ...]) -> str:
    from processor.config_errors import did_you_mean

    return did_you_mean(given, choices)


def _flag(option: str) -> str:
    return f"--{option.replace('_', '-')}"
