"""What each command does; one function a command, entered in `REGISTRY`."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.phrases.commands import COMMANDS
from processor.desk.case import Command
from processor.desk.commands import (
    absence,
    article,
    asking,
    dialogue,
    escalation,
    forms,
    merging,
    order,
    outcome,
    undo,
    user,
    work,
)
from processor.desk.commands.answer import answer
from processor.desk.commands.incident import incident
from processor.desk.footprints import anything, escalates, followed

_COMMANDS: Mapping[str, Command] = {
    "accept": work.accept,
    "assign": work.assign,
    "takeover": work.take_over,
    "category": work.set_category,
    "priority": work.set_priority,
    "progress": dialogue.progress,
    "note": dialogue.note,
    "answer": answer,
    "ask": dialogue.ask,
    "resolve": outcome.resolve,
    "reopen": outcome.reopen,
    "close": outcome.close,
    "cancel": outcome.cancel,
    "spam": outcome.spam,
    "escalate": escalation.escalate,
    "feedback": escalation.feedback,
    "contact": escalation.contact,
    "merge": merging.merge,
    "split": merging.split,
    "link": order.link,
    "incident": incident,
    "watch": order.watch,
    "unwatch": order.unwatch,
    "cc": order.cc,
    "publish": article.publish,
    "discard": article.discard,
    "due": order.set_due,
    "hold": order.hold,
    "snooze": order.snooze,
    "away": absence.away,
    "status": asking.status,
    "forms": forms.forms,
    "list": asking.tickets_of,
    "find": asking.find,
    "kb": asking.kb,
    "help": asking.show_help,
    "digest": asking.digest,
    "undo": undo.undo,
    "urge": user.urge,
}

# What they do has no footprint: they change nothing.
_UNFOLLOWED = frozenset(name for name, word in COMMANDS.items() if word.group in ("asking", "undo"))
REGISTRY: Mapping[str, Command] = {
    name: command if name in _UNFOLLOWED else followed(command, escalates if name == "answer" else anything)
    for name, command in _COMMANDS.items()
}
