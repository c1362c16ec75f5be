"""Broken duties of a digest, a line each, with who had the ticket and why it came so; pure."""

from __future__ import annotations

from processor.digest.result import Lapse, Progress, ProgressBreach, Response, ResponseBreach
from processor.digest.sheet import Voice


def response_items(duty: Response, voice: Voice) -> tuple[str, ...]:
    return voice.most([_late_answer(breach, voice) for breach in duty.breaches])


def progress_items(duty: Progress, voice: Voice) -> tuple[str, ...]:
    late = [_late_word(breach, voice) for breach in duty.breaches]
    return voice.most([*late, *(_lapse(lapse, voice) for lapse in duty.lapses)])


def _late_answer(breach: ResponseBreach, voice: Voice) -> str:
    how = voice.say("late_answered" if breach.answered_at else "late_open", **_when(breach, voice))
    return voice.ticket(breach.ticket, how, *_why(breach, voice))


def _late_word(breach: ProgressBreach, voice: Voice) -> str:
    how = voice.say("late_heard" if breach.heard_at else "late_silent", **_when(breach, voice))
    return voice.ticket(breach.ticket, how, *_why(breach, voice))


def _when(breach: ResponseBreach | ProgressBreach, voice: Voice) -> dict[str, str]:
    return {"due": voice.at(breach.due_at), "late": voice.span(breach.late)}


def _why(breach: ResponseBreach | ProgressBreach, voice: Voice) -> tuple[str, ...]:
    who = voice.say("who", who=breach.who) if breach.who else ""
    said = voice.say("said", words=voice.words(breach.words)) if breach.words else ""
    return voice.say("reason", reason=voice.say(breach.reason)), who, said


def _lapse(lapse: Lapse, voice: Voice) -> str:
    who = voice.say("lapse_who", who=voice.say("list").join(lapse.who)) if lapse.who else ""
    said = voice.say("said", words=voice.words(lapse.words)) if lapse.words else ""
    return voice.ticket(lapse.ticket, voice.say("lapse", at=voice.at(lapse.at)), who, said)
