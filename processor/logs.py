"""
Logging: one line an event, on stderr or in a file, for people or as JSON, and never a secret in it.

Loggers are `log = structlog.get_logger(__name__)`; what the libraries log takes the same way.
Everything passes the redaction before it is rendered, and once more as the finished line.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from logging.handlers import WatchedFileHandler
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from processor.config import Config, Log
from processor.config_base import Secret
from processor.oauth.secrets import kept_secrets
from processor.passwords import HIDDEN, PASSWORD_KEY, read_password, spellings

OURS = ("processor", "parsers", "db")
BODY_KEYS = frozenset({"body", "text", "html", "raw", "content", "fresh", "quoted"})
LONGEST_VALUE = 2000  # characters; a traceback is exempt
# What would begin a new line or steer a terminal: C0, DEL, C1, line separators, bidirectional overrides.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_TRACEBACK_KEYS = frozenset({"exception", "stack"})


def configure(settings: Log, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """
    Send the log where *settings* say: to the file when one is named, else to *stream* (stderr by default).

    Below "debug" the libraries' own lines appear from warnings on. May be called again; the last call holds.
    The file is opened anew when it was renamed, so any logrotate will do.
    """
    redact = Redaction(secrets)
    handler: logging.Handler = logging.StreamHandler(stream or sys.stderr)
    if settings.file:
        handler = WatchedFileHandler(settings.file, encoding="utf-8", delay=True)
    handler.setFormatter(_Formatter(redact, _renderer(settings, stream)))
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level if level == logging.DEBUG else max(level, logging.WARNING))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_FACTS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def secrets_of(config: Config, environ: Mapping[str, str]) -> Iterator[str]:
    """Every spelling of every password and other secret that *config* refers to."""
    sections: list[Secret] = [*config.mailbox, config.smtp, config.database, config.directory.ldap]
    for section in sections:
        if password := read_password(section, environ):
            yield from spellings(password, getattr(section, "username", ""))
    for oauth in config.oauth:
        for secret in kept_secrets(oauth, environ):
            yield from spellings(secret)


class Redaction:
    """
    Hides secrets, whatever stands under a password-like key, and bodies; makes control characters visible.

    A structlog processor; `line` does the part that can be done to a finished line.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        spelt = {
            form for secret in secrets if secret for form in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1])
        }
        longest_first = sorted(spelt, key=len, reverse=True)
        self._secret = re.compile("|".join(re.escape(secret) for secret in longest_first)) if longest_first else None

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        return {key: self._value(key, value) for key, value in event.items()}

    def line(self, text: str) -> str:
        return self._secret.sub(HIDDEN, text) if self._secret else text

    def _value(self, key: str, value: object) -> object:
        if PASSWORD_KEY.search(key):
            return HIDDEN if value else value
        if isinstance(value, bytes):
            return f"<{len(value)} bytes>"
        if isinstance(value, Mapping):
            return {str(name): self._value(str(name), item) for name, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._value(key, item) for item in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return self._text(key, str(value))

    def _text(self, key: str, text: str) -> str:
        if key in BODY_KEYS:
            return f"<{len(text)} characters>"
        if key in _TRACEBACK_KEYS:
            return "\n".join(
                f"  {_visible(line)}" for line in self.line(text).split("\n")
            )  # so none looks like an event
        text = _visible(self.line(text))
        return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}… ({len(text)} characters)"


def _visible(line: str) -> str:
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], line)


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Renders our events and the libraries' records alike; the finished line is redacted once more."""

    def __init__(self, redact: Redaction, renderer: Processor) -> None:
        steps: list[Processor] = [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
        ]
        super().__init__(foreign_pre_chain=_FACTS, processors=[*steps, redact, renderer])
        self._line: Callable[[str], str] = redact.line

    def format(self, record: logging.LogRecord) -> str:
        return self._line(super().format(record))


_FACTS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def _renderer(settings: Log, stream: TextIO | None) -> Processor:
    if settings.format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    colours = settings.file is None and (stream or sys.stderr).isatty() and "NO_COLOR" not in os.environ
    return structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0)


def debugging(settings: Log) -> Log:
    """The same, at level "debug" (for -v)."""
    return settings.model_copy(update={"level": "debug"})


QUIET = Log(level="warning")  # for commands that only answer a question
