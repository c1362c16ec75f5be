"""What each command does; one function a command, entered in `REGISTRY`."""

from __future__ import annotations

from collections.abc import Mapping

from processor.desk.case import Command
from processor.desk.commands import work

REGISTRY: Mapping[str, Command] = {
    "accept": work.accept,
    "assign": work.assign,
    "takeover": work.take_over,
    "category": work.set_category,
    "priority": work.set_priority,
}
