"""Passwords by reference: an environment variable or a file; never a value in the configuration."""

from __future__ import annotations

import os
import re
import stat
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from processor.errors import ConfigError

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")  # POSIX.1-2017 §8.1
PASSWORD_KEY = re.compile(r"pass(word|wd|phrase)?$|passwort|secret|token|api_?key|密码|授权码", re.IGNORECASE)
HIDDEN = "***"  # what is shown in the place of a secret
PRIVATE = stat.S_IRWXO  # what others than owner and group may do with the file: nothing


class PasswordSource(Protocol):
    """A section of the configuration that says where its password is."""

    @property
    def password_env(self) -> str | None: ...
    @property
    def password_file(self) -> Path | None: ...


def read_password(section: PasswordSource, environ: Mapping[str, str]) -> str:
    """
    The password that *section* refers to, taken literally; "" when it refers to none.

    Raises:
        ConfigError: the variable is not set, or the file is absent, unreadable, empty or open to everybody.
    """
    try:
        if section.password_env:
            return password_of_variable(section.password_env, environ)
        if section.password_file:
            return password_of_file(section.password_file)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return ""


def password_of_variable(name: str, environ: Mapping[str, str], what: str = "password") -> str:
    """
    Args:
        what: beginning of the keys that refer to it.

    Raises:
        ValueError: it repeats *name* only if that is surely no password put in the wrong place.
    """
    if not VARIABLE.fullmatch(name):
        raise ValueError('is the bare name of an environment variable, such as "IMAP_PASSWORD" (no ${ })')
    password = environ.get(name, "")
    if not password:
        shown = name if name.isupper() else "that is named here"
        raise ValueError(f"the environment variable {shown} is not set; set it, or use {what}_file instead")
    return password


def password_of_file(path: Path, what: str = "password") -> str:
    """The first line of the file, without its line end. Raises ValueError with the remedy."""
    words = what.replace("_", " ")
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise ValueError(f"{path} is no file")
        if mode & PRIVATE:
            raise ValueError(f"{path} can be read by everybody on this machine; run: chmod 600 {path}")
        first = path.read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except FileNotFoundError as error:
        raise ValueError(f"{path} does not exist; write the {words} into it, then: chmod 600 {path}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 text") from error
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}; let {_account()} read it") from error
    if not first:
        raise ValueError(f"the first line of {path} is empty; it has to be the {words}")
    return first


def spellings(password: str, username: str = "") -> Iterator[str]:
    """How *password* may come to stand in a log: plain, in a URL, in an AUTH command (RFC 4616, LOGIN)."""
    yield password
    yield quote(password, safe="")
    yield b64encode(password.encode()).decode()
    yield b64encode(f"\0{username}\0{password}".encode()).decode()


def without_secret(text: str, secret: str) -> str:
    """*text*, which somebody else has written who may repeat *secret*, without any spelling of it."""
    for spelling in spellings(secret) if secret else ():
        text = text.replace(spelling, HIDDEN)
    return text


def _account() -> str:
    return f"the account of ticketd (uid {os.geteuid()})"
