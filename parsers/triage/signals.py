"""What triage knows of a mail: its words, and the facts around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parsers.message import Importance, Message
from parsers.triage.grams import plain
from parsers.triage.rules import Rules

MANY_COPIED = 5  # people in copy: more than a team lead and a few colleagues
SEVERAL_SIMILAR, MANY_SIMILAR = 3, 8  # mails within the hour: a coincidence is over at three


@dataclass(frozen=True, slots=True)
class Signals:
    """
    Attributes:
        subject: without prefixes, tag and commands.
        text: what the sender typed, without quotes, signature and disclaimers.
        copied: how many people are in copy.
        vip: the sender is on the desk's list.
        form: the lines of the form that were filled, (field, value): "category" and "priority" count.
        similar_count: other mails like this one within the hour.
        language: of the reasons.
    """

    subject: str
    text: str
    importance: Importance = "normal"
    copied: int = 0
    vip: bool = False
    form: tuple[tuple[str, str], ...] = ()
    similar_count: int = 0
    language: str = "zh"


def signals_of(
    message: Message, *, vip: bool = False, form: tuple[tuple[str, str], ...] = (), similar_count: int = 0
) -> Signals:
    """A mail's signals; of a forwarded mail the original counts as well."""
    forwarded = message.forwarded
    typed = [message.reply.fresh, forwarded.text if forwarded else ""]
    return Signals(
        subject=message.subject.root,
        text="\n".join(part for part in typed if part.strip()) or message.text,
        importance=message.importance,
        copied=len(message.cc),
        vip=vip,
        form=form,
        similar_count=similar_count,
        language="zh" if message.language.startswith("zh") else "en",
    )


def facts_of(signals: Signals, rules: Rules) -> Mapping[str, bool]:
    """The facts that the rules' signals may name."""
    return {
        "importance_high": signals.importance == "high",
        "importance_low": signals.importance == "low",
        "many_copied": signals.copied >= MANY_COPIED,
        "vip": signals.vip,
        "several_similar": signals.similar_count >= SEVERAL_SIMILAR,
        "many_similar": signals.similar_count >= MANY_SIMILAR,
        **{f"form_{code}": True for code in _chosen(signals, rules)},
    }


def chosen_in_form(signals: Signals, kind: str, rules: Rules) -> str:
    """The label that a form's line names; "" without one, or when it names several (the list left as it was)."""
    values = [plain(value).strip() for field, value in signals.form if field == kind]
    found = [label.code for label in rules.labels.get(kind, ()) if any(value in label.aliases for value in values)]
    return found[0] if len(found) == 1 else ""


def _chosen(signals: Signals, rules: Rules) -> Iterator[str]:
    for kind in rules.labels:
        if code := chosen_in_form(signals, kind, rules):
            yield code
