"""Lists of a digest, a line for each thing; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from processor.digest.result import AgeGroup, Corrected, Escalations, Mail, Risk, Satisfaction, Unreachable
from processor.digest.sheet import Voice
from processor.labels import label

_TROUBLES = {"failed": "not_sent"}  # where a word means another thing elsewhere in a digest


def ages(groups: Sequence[AgeGroup], voice: Voice) -> Iterator[str]:
    """`已开时长：不到 1 天 3、1–3 天 2`; nothing where nothing is open."""
    shown = [f"{_range(group, voice)} {group.count}" for group in groups if group.count]
    if shown:
        yield f"{voice.say('ages')}{voice.say('colon')}{voice.say('list').join(shown)}"


def escalation_lines(found: Escalations, voice: Voice) -> tuple[str, ...]:
    lines = []
    for each in found.lines:
        promised = voice.say("feedback", at=voice.at(each.feedback_at)) if each.feedback_at else ""
        who = voice.say("escalation", by=each.by, target=each.target)
        why = voice.say("reason", reason=voice.words(each.reason)) if each.reason else ""
        lines.append(voice.ticket(each.ticket, who, promised, voice.say(f"o_{each.outcome}"), why))
    return voice.most(lines)


def risk_lines(risks: Sequence[Risk], voice: Voice) -> tuple[str, ...]:
    return voice.most([
        voice.ticket(risk.ticket, voice.say(f"p_{risk.promise}", due=voice.at(risk.due_at)), risk.target)
        for risk in risks
    ])  # fmt: skip


def complaint_lines(said: Satisfaction, voice: Voice) -> tuple[str, ...]:
    """More of them than of other lists: why somebody is not satisfied is what a manager reads a digest for."""
    lines = []
    for each in said.complaints:
        unsolved = voice.say("unsolved") if each.solved is False else ""
        score = voice.say("score", score=each.score) if each.score else ""
        reason = label(voice.locale, "reason", each.reason) if each.reason else voice.say("unsaid")
        quoted = voice.say("said", words=voice.words(each.words)) if each.words else ""
        lines.append(voice.ticket(each.ticket, unsolved, score, reason, quoted))
    return voice.most(lines, times=3)


def corrected_lines(found: Sequence[Corrected], voice: Voice) -> tuple[str, ...]:
    lines = []
    for each in found:
        old, new = (label(voice.locale, each.kind, code) for code in (each.old, each.new))
        how = voice.say("corrected", kind=voice.say(each.kind), old=old, new=new, by=each.by)
        lines.append(voice.ticket(each.ticket, how))
    return voice.most(lines)


def unreachable_lines(found: Sequence[Unreachable], voice: Voice) -> tuple[str, ...]:
    lines = []
    for each in found:
        how = voice.say("list").join(voice.say(one) for one in each.how)
        said = voice.say("unreached", addr=each.addr, how=how, count=each.count, at=voice.at(each.last_at))
        numbers = voice.say("tickets", tickets=voice.say("list").join(each.tickets)) if each.tickets else ""
        lines.append(voice.joined(said, voice.words(each.why), numbers))
    return voice.most(lines)


def trouble_lines(mail: Mail, voice: Voice) -> tuple[str, ...]:
    lines = []
    for each in mail.troubles:
        what = voice.say(_TROUBLES.get(each.what, each.what))
        said = voice.say("trouble", what=what, id=each.id, at=voice.at(each.at), whom=voice.words(each.whom))
        lines.append(voice.joined(said, voice.words(each.subject), voice.words(each.why)))
    lines += [voice.say("more", count=mail.more_troubles)] if mail.more_troubles else []
    return voice.most(lines)


def _range(group: AgeGroup, voice: Voice) -> str:
    if group.to_days is None:
        return voice.say("age_last", low=group.from_days)
    if not group.from_days:
        return voice.say("age_first", high=group.to_days)
    return voice.say("age_to", low=group.from_days, high=group.to_days)
