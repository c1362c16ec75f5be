"""The figures of a digest in words: its blocks, in the order in which a manager asks; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from processor.digest.duty_lines import progress_items, response_items
from processor.digest.headline import broken_now, headline
from processor.digest.lines import (
    ages,
    complaint_lines,
    corrected_lines,
    escalation_lines,
    risk_lines,
    trouble_lines,
    unreachable_lines,
)
from processor.digest.result import Figures, Share, TrendDay
from processor.digest.sheet import Voice, percent
from processor.digest_facts import Bar, Block
from processor.labels import LABELS, label

Writer = Callable[[Figures, Voice], Block]


def blocks_of(figures: Figures, voice: Voice) -> tuple[Block, ...]:
    """What has nothing to say is left out, so that quiet days are short."""
    return tuple(block for write in _WRITERS if not (block := write(figures, voice)).is_empty)


def heading(figures: Figures, voice: Voice) -> str:
    """What it is, and the numbers that are asked for first."""
    moved, form = figures.traffic, voice.say(figures.period.form)
    said = voice.say("subject", form=form, opened=moved.opened, resolved=moved.resolved, open=figures.open.count)
    broken = broken_now(figures)
    return said + (voice.say("subject_broken", broken=broken) if broken else "")


def about(figures: Figures, voice: Voice) -> str:
    """Which days, and whose tickets."""
    return voice.joined(voice.days(figures.period), figures.team or voice.say("whole"))


def digest_lines(figures: Figures, voice: Voice) -> Iterator[str]:
    """All of it as plain lines, for the answer to a command."""
    yield from (heading(figures, voice), about(figures, voice))
    for block in blocks_of(figures, voice):
        yield from ("", block.title)
        rows = (
            " · ".join([row[0], *map(" ".join, zip(block.columns[1:], row[1:], strict=True))]) for row in block.rows
        )
        bars = (f"{bar.name}  {' · '.join(said for said, _ in bar.parts)}" for bar in block.bars)
        yield from (f"  {line}" for line in (*block.lines, *rows, *block.items, *bars))


def _headline(figures: Figures, voice: Voice) -> Block:
    return Block(voice.say("headline"), items=headline(figures, voice))


def _traffic(figures: Figures, voice: Voice) -> Block:
    moved, say = figures.traffic, voice.say
    ended = {"cancelled": moved.cancelled, "merged": moved.merged}
    lines = [
        say("in", opened=moved.opened, reopened=moved.reopened),
        say("out", resolved=moved.resolved, unresolved=moved.closed_unresolved, **ended),
        say("ended", closed=moved.closed),
        say("balance", before=moved.open_before, after=moved.open_after),
    ]
    if moved.spam:
        lines.append(say("spam", spam=moved.spam))
    return Block(say("traffic"), lines=tuple(lines))


def _open(figures: Figures, voice: Voice) -> Block:
    now, say = figures.open, voice.say
    if not (now.count or now.unconfirmed):
        return Block(say("open_now"))
    counts = {"count": now.count, "unassigned": now.unassigned, "waiting": now.waiting, "unconfirmed": now.unconfirmed}
    oldest = [voice.ticket(aged.ticket, say("aged", age=voice.span(aged.age))) for aged in now.oldest]
    columns, rows = _matrix(figures, voice)
    return Block(
        say("open_now"),
        lines=(say("count", **counts), *ages(now.ages, voice)),
        columns=columns,
        rows=rows,
        items=tuple(oldest),
    )


def _matrix(figures: Figures, voice: Voice) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    counts, words = figures.open.by_kind, LABELS[voice.locale]
    columns = (voice.say("kind"), *words["priority"].values(), voice.say("sum"))
    rows = []
    for category, name in words["category"].items():
        numbers = [counts.get((category, priority), 0) for priority in words["priority"]]
        if any(numbers):
            rows.append((name, *map(str, numbers), str(sum(numbers))))
    return columns, tuple(rows)


def _response(figures: Figures, voice: Voice) -> Block:
    duty = figures.response
    if not (duty.total.kept or duty.total.broken):
        return Block(voice.say("response"))
    each = [
        _of_priority(priority, duty.by_priority[priority], voice)
        for priority in LABELS[voice.locale]["priority"]
        if priority in duty.by_priority and duty.by_priority[priority].percent is not None
    ]
    lines = (_kept(duty.total, voice), f"{voice.say('by_priority')}{voice.say('colon')}{voice.say('list').join(each)}")
    return Block(voice.say("response"), lines=lines, items=response_items(duty, voice))


def _progress(figures: Figures, voice: Voice) -> Block:
    duty = figures.progress
    if not (duty.total.kept or duty.total.broken):
        return Block(voice.say("progress"))
    lapses = (voice.say("lapses", count=len(duty.lapses)),) if duty.lapses else ()
    return Block(voice.say("progress"), lines=(_kept(duty.total, voice), *lapses), items=progress_items(duty, voice))


def _escalations(figures: Figures, voice: Voice) -> Block:
    found = figures.escalations
    counts = [f"{voice.say(f'o_{outcome}')} {count}" for outcome, count in found.by_outcome.items()]
    lines = (voice.joined(voice.say("begun", begun=found.begun), *counts),) if found.lines else ()
    return Block(voice.say("escalations"), lines=lines, items=escalation_lines(found, voice))


def _broken(figures: Figures, voice: Voice) -> Block:
    return Block(voice.say("broken"), items=risk_lines(figures.forecast.broken, voice))


def _forecast(figures: Figures, voice: Voice) -> Block:
    found = figures.forecast
    if not found.ahead:
        return Block(voice.say("forecast"))
    until = voice.say("until", until=voice.at(found.until))
    return Block(voice.say("forecast"), lines=(until,), items=risk_lines(found.ahead, voice))


def _satisfaction(figures: Figures, voice: Voice) -> Block:
    said, say = figures.satisfaction, voice.say
    if not (said.asked or said.answered or said.unanswered or said.came_back):
        return Block(say("satisfaction"))
    lines = [say("asked", asked=said.asked, answered=said.answered, unanswered=said.unanswered)]
    if said.satisfied_percent is not None:
        shown = percent(said.satisfied_percent)
        lines.append(say("satisfied", satisfied=said.satisfied, unsatisfied=said.unsatisfied, percent=shown))
    if said.average is not None:
        lines.append(say("average", average=f"{said.average:.1f}", count=sum(said.scores.values())))
    if said.reasons:
        counted = (f"{label(voice.locale, 'reason', code)} {count}" for code, count in said.reasons.items())
        lines.append(f"{say('reasons')}{say('colon')}{say('list').join(counted)}")
    if said.came_back:
        lines.append(say("came_back", count=said.came_back))
    return Block(say("satisfaction"), lines=tuple(lines), items=complaint_lines(said, voice))


def _load(figures: Figures, voice: Voice) -> Block:
    say = voice.say
    columns = (say("person"), say("open_col"), say("waiting_col"), say("resolved_col"))
    rows = []
    for one in figures.load:
        name = one.name or say("nobody")
        shown = say("away", name=name) if one.away else name
        rows.append((shown, str(one.open), str(one.waiting), str(one.resolved)))
    told, left = rows[: 3 * voice.lines], len(rows) - 3 * voice.lines
    more = (say("more", count=left),) if left > 0 else ()
    return Block(say("load"), columns=columns, rows=tuple(told), items=more)


def _trend(figures: Figures, voice: Voice) -> Block:
    """From the first day on of which there is anything to tell."""
    busy = [at for at, day in enumerate(figures.trend) if day.came_in or day.went_out or day.open]
    days = figures.trend[busy[0] :] if busy else ()
    most = max((max(day.came_in, day.went_out, day.open) for day in days), default=0)
    return Block(
        voice.say("trend", days=len(days), count=len(days)), bars=tuple(_bar(day, most, voice) for day in days)
    )


def _bar(day: TrendDay, most: int, voice: Voice) -> Bar:
    counts = (("came_in", day.came_in), ("went_out", day.went_out), ("left", day.open))
    name = voice.day(day.day).partition("-")[2]
    return Bar(name, tuple((voice.say(what, count=count), round(100 * count / most)) for what, count in counts))


def _classification(figures: Figures, voice: Voice) -> Block:
    found, say = figures.classification, voice.say
    shares = (("category", found.category), ("priority", found.priority))
    lines = [
        say("right", kind=say(kind), percent=voice.percent(share), kept=share.kept, all=share.kept + share.broken)
        for kind, share in shares
        if share.percent is not None
    ]
    if found.unsure or found.confirmed:
        lines.append(say("unsure", count=found.unsure, confirmed=found.confirmed))
    return Block(say("classification"), lines=tuple(lines), items=corrected_lines(found.corrected, voice))


def _unreachable(figures: Figures, voice: Voice) -> Block:
    return Block(voice.say("unreachable"), items=unreachable_lines(figures.unreachable, voice))


def _mail(figures: Figures, voice: Voice) -> Block:
    mail, say = figures.mail, voice.say
    inbox, outbox = mail.inbox, mail.outbox
    lines = [say("written", written=mail.written, queued=outbox.get("queued", 0))]
    if stuck := {name: inbox.get(name, 0) for name in ("quarantined", "gap", "held")}:
        lines += [say("stuck", **stuck)] if any(stuck.values()) else []
    if lost := {name: outbox.get(name, 0) for name in ("failed", "uncertain")}:
        lines += [say("lost", **lost)] if any(lost.values()) else []
    lines += voice.most([say("mailbox", mailbox=box.mailbox, at=voice.at(box.succeeded_at)) for box in mail.mailboxes])
    if mail.directory_at:
        lines.append(say("directory", at=voice.at(mail.directory_at)))
    return Block(say("mail"), lines=tuple(lines), items=trouble_lines(mail, voice))


def _kept(share: Share, voice: Voice) -> str:
    return voice.say("kept", kept=share.kept, broken=share.broken, percent=voice.percent(share))


def _of_priority(priority: str, share: Share, voice: Voice) -> str:
    name = label(voice.locale, "priority", priority)
    return voice.say(
        "of_priority", priority=name, percent=voice.percent(share), kept=share.kept, all=share.kept + share.broken
    )


_WRITERS: tuple[Writer, ...] = (
    _headline, _broken, _forecast, _traffic, _open, _response, _progress, _escalations, _satisfaction, _load, _trend,
    _classification, _unreachable, _mail,
)  # fmt: skip
