"""What a user is told of a ticket that goes on: what was done and is planned, who has it, why it takes long; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db.escalations import Escalation
from db.events import Event
from processor.desk.dossier import Dossier
from processor.desk.hearing import since_heard, since_reopened
from processor.desk.progress import Reader, Row, rows
from processor.desk.steps import WHY
from processor.desk.undone import undone_items
from processor.notices import local_time

MOST_STEPS = 5  # that are told; all of them stand in the progress record
MAX_CHARS = 300  # of one step with its result
NOT_OURS = frozenset({"command.urge"})  # what the user said themselves


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has a ticket, by name; "" for nobody. desk: whose ticket it is in any case. target: of an open escalation."""

    assignee: str
    team: str
    coordinator: str
    desk: str
    target: str = ""


def news_of(dossier: Dossier, hands: Hands, reader: Reader) -> tuple[tuple[str, str], ...]:
    """
    (label, value) in the reader's language; nothing but what is meant for users.

    Args:
        reader: with for_staff=False.
    """
    return tuple((name, said) for name, said in _news(dossier, hands, reader) if said)


def _news(dossier: Dossier, hands: Hands, reader: Reader) -> Iterator[tuple[str, str]]:
    words = WORDS[reader.locale]
    current = [event for event in since_reopened(dossier.happened) if event.kind not in NOT_OURS]
    fresh = [event for event in since_heard(dossier.happened) if event.kind not in NOT_OURS]
    known = rows(_without_reasons(_kept(current, dossier)), reader)
    if recent := rows(_without_reasons(_kept(fresh, dossier)), reader):
        yield words["since"], _lines(recent, reader, words)
    else:
        yield words["news"], words["no_news"] if known else words["not_begun"]
        yield words["done"], _lines(known, reader, words)
    yield words["plan"], _plan(dossier, current, known)
    yield words["specialists"], _feedback(dossier, hands, reader, words)
    yield words["assignee"], hands.assignee or hands.team
    yield words["coordinator"], hands.coordinator
    yield WHY[reader.locale], _why(dossier, current) or _general_reason(dossier, hands, words)


def _kept(some: Sequence[Event], dossier: Dossier) -> list[Event]:
    """*some* without what was taken back, whenever that was."""
    gone = undone_items(dossier.happened)
    return [event for event in some if event.item_id is None or event.item_id not in gone]


def _without_reasons(some: Sequence[Event]) -> list[Event]:
    """The last one has a line of its own."""
    return [replace(event, detail={**event.detail, "why": ""}) if "why" in event.detail else event for event in some]


def _lines(found: Sequence[Row], reader: Reader, words: dict[str, str]) -> str:
    return "\n".join(_line(row, reader, words) for row in found[-MOST_STEPS:])


def _line(row: Row, reader: Reader, words: dict[str, str]) -> str:
    said = words["colon"].join(" ".join(part.split()) for part in (row.step, row.result) if part)
    cut = said if len(said) <= MAX_CHARS else said[: MAX_CHARS - 1] + "…"
    return f"{local_time(row.at, reader.zone)}  {cut}"


def _plan(dossier: Dossier, current: Sequence[Event], known: Sequence[Row]) -> str:
    """What the engineer has planned last; a hold that is over is no plan any more."""
    snoozed = dossier.ticket.snoozed_until
    for event in reversed(_kept(current, dossier)):
        if event.kind == "command.progress" and event.detail.get("plan"):
            return str(event.detail["plan"])
        if event.kind == "command.hold" and snoozed is not None and snoozed > dossier.now:
            return next((row.next_plan for row in reversed(known) if row.at == event.at), "")
    return ""


def _feedback(dossier: Dossier, hands: Hands, reader: Reader, words: dict[str, str]) -> str:
    escalation = open_escalation(dossier)
    if escalation is None or not hands.target:
        return ""
    if escalation.feedback_at is None:
        return hands.target
    word = words["feedback_by"] if escalation.feedback_at > dossier.now else words["feedback_late"]
    return word.format(target=hands.target, at=local_time(escalation.feedback_at, reader.zone))


def open_escalation(dossier: Dossier) -> Escalation | None:
    """The last one that nobody has answered."""
    return next((each for each in reversed(dossier.escalations) if each.outcome == "open"), None)


def _why(dossier: Dossier, current: Sequence[Event]) -> str:
    """What the engineer has said last of why it is not yet solved."""
    said = (str(event.detail.get("why") or "") for event in reversed(_kept(current, dossier)))
    return next((why for why in said if why), "")


def _general_reason(dossier: Dossier, hands: Hands, words: dict[str, str]) -> str:
    """Nobody gave a reason: that it is being worked on, and who coordinates."""
    if hands.target:
        return words["why_specialist"].format(target=hands.target)
    who = hands.coordinator or hands.assignee or hands.team or hands.desk
    leading = dossier.parent if dossier.carried and dossier.parent else dossier.ticket
    return words["why" if dossier.ticket.accepted_at or leading.accepted_at else "why_waiting"].format(who=who)


WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "colon": "：",
        "since": "上次通知后的处理",
        "news": "最新情况",
        "no_news": "自上次通知以来没有新的处理记录",
        "not_begun": "已登记，尚无处理记录",
        "done": "已进行的处理",
        "plan": "下一步计划",
        "specialists": "专业团队",
        "feedback_by": "{target}，{at} 前给出首次反馈",
        "feedback_late": "{target}；原定 {at} 前反馈，目前已超过该时间",
        "assignee": "处理人",
        "coordinator": "协调人",
        "why_specialist": "需要专业团队（{target}）进一步处理",
        "why": "问题仍在处理中，协调人：{who}",
        "why_waiting": "仍在等待工程师受理，协调人：{who}",
    },
    "en": {
        "colon": ": ",
        "since": "Done since we last wrote",
        "news": "News",
        "no_news": "No further step has been recorded since we last wrote",
        "not_begun": "Registered; no step has been recorded yet",
        "done": "Done so far",
        "plan": "Next plan",
        "specialists": "Specialists",
        "feedback_by": "{target}, first feedback by {at}",
        "feedback_late": "{target}; feedback was expected by {at} and is late",
        "assignee": "In charge",
        "coordinator": "Coordinated by",
        "why_specialist": "{target} has to look into it",
        "why": "It is still being worked on; {who} coordinates",
        "why_waiting": "It still waits for an engineer to take it up; {who} coordinates",
    },
}
