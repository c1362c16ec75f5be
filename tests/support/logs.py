"""Logging is one thing for a whole process: a test that configures it gives it back as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logging_restored() -> Iterator[None]:
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("processor", "parsers", "db")}
    root.handlers = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = handlers, level
    for name, own in levels.items():
        logging.getLogger(name).setLevel(own)
    structlog.configure(**before)
