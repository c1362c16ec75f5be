"""What each command does; one function a command, entered in `REGISTRY`."""

from __future__ import annotations

from collections.abc import Mapping

from processor.desk.case import Command
from processor.desk.commands import dialogue, order, outcome, work

REGISTRY: Mapping[str, Command] = {
    "accept": work.accept,
    "assign": work.assign,
    "takeover": work.take_over,
    "category": work.set_category,
    "priority": work.set_priority,
    "progress": dialogue.progress,
    "note": dialogue.note,
    "ask": dialogue.ask,
    "resolve": outcome.resolve,
    "reopen": outcome.reopen,
    "close": outcome.close,
    "cancel": outcome.cancel,
    "spam": outcome.spam,
    "link": order.link,
    "watch": order.watch,
    "unwatch": order.unwatch,
    "cc": order.cc,
    "due": order.set_due,
    "hold": order.hold,
    "snooze": order.snooze,
}
