"""Figures for the samples of the managers' digest: the day of the story, and a quiet one. Data, put into the story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from processor.digest.period import day
from processor.digest.result import (
    Aged,
    AgeGroup,
    Classification,
    Complaint,
    Corrected,
    Escalated,
    Escalations,
    Figures,
    Forecast,
    Load,
    Mail,
    MailboxState,
    Open,
    Progress,
    Response,
    ResponseBreach,
    Risk,
    Satisfaction,
    Share,
    TicketRef,
    Traffic,
    TrendDay,
    Trouble,
    Unreachable,
)
from processor.gallery.cast import CASES, ERP_TEAM, HAN, LIU, SUN, Member
from processor.gallery.scenes_outcome import STILL_BROKEN
from processor.gallery.scenes_staff import REASON
from processor.gallery.story import Story
from processor.gallery.texts import T

DAY = date(2026, 11, 23)
READ = "24 08:30"  # when the digest of it is sent
# came in, went out, open when the day ended; the last one is `DAY`, a Monday
TREND = (
    (7, 9, 9), (6, 7, 8), (8, 6, 10), (10, 9, 11), (2, 1, 12), (0, 0, 12), (11, 12, 11),
    (9, 10, 10), (8, 9, 9), (7, 8, 8), (9, 7, 10), (1, 0, 11), (0, 1, 10), (13, 12, 11),
)  # fmt: skip
BATTERY = T("笔记本电池鼓包，等待备件", "Swollen laptop battery, waiting for the part")
ANSWERED_LATE = T("在机房处理停电，没有看到邮件", "was in the server room because of the power cut")


@dataclass(frozen=True, slots=True)
class _Refs:
    """The tickets that the figures are about."""

    printer: TicketRef
    erp: TicketRef
    mailbox: TicketRef
    battery: TicketRef


def busy(story: Story) -> Figures:
    """The Monday of the story, as its manager reads of it on Tuesday morning."""
    at, refs = story.moment, _refs(story)
    return Figures(
        period=day(DAY, story.config.desk.zone),
        now=at(READ),
        team="",
        traffic=Traffic(12, 1, 9, 8, 1, 1, 1, 0, 10, 11),
        open=_open(story, refs),
        response=_response(story, refs),
        progress=Progress(total=Share(8, 0), breaches=(), lapses=()),
        escalations=_escalations(story, refs),
        forecast=Forecast(
            until=at("24 18:00"),
            ahead=(Risk(refs.mailbox, "response", at("24 11:56")), Risk(refs.battery, "due", at("24 17:00"))),
            broken=(Risk(refs.erp, "feedback", at("23 14:40"), story.put(ERP_TEAM)),),
        ),
        satisfaction=_satisfaction(story, refs),
        load=_load(story),
        trend=_trend(),
        classification=_classification(story, refs),
        unreachable=_unreachable(story),
        mail=_mail(story),
    )


def _refs(story: Story) -> _Refs:
    mailbox = _ref(story, "mailbox", "accepted", HAN)
    number = f"{story.config.desk.ticket_prefix}-20261118-004"
    return _Refs(
        printer=_ref(story, "printer", "resolved", HAN),
        erp=_ref(story, "erp", "escalated", SUN),
        mailbox=mailbox,
        battery=replace(mailbox, number=number, title=story.put(BATTERY)),
    )


def _open(story: Story, refs: _Refs) -> Open:
    at = story.moment
    oldest = ((refs.battery, at("18 09:30")), (refs.erp, at("23 10:02")))
    return Open(
        count=11,
        by_kind={
            ("hardware", "important"): 2,
            ("hardware", "general"): 1,
            ("software", "important"): 1,
            ("software", "general"): 3,
            ("business", "urgent"): 1,
            ("business", "important"): 1,
            ("consultation", "general"): 2,
        },
        unassigned=1,
        waiting=2,
        unconfirmed=3,
        ages=(AgeGroup(0, 1, 6), AgeGroup(1, 3, 3), AgeGroup(3, 7, 2), AgeGroup(7, None, 0)),
        oldest=tuple(Aged(ref, opened, at(READ) - opened) for ref, opened in oldest),
    )


def _response(story: Story, refs: _Refs) -> Response:
    breach = ResponseBreach(
        ticket=refs.printer,
        due_at=story.moment("23 14:42"),
        answered_at=story.moment("23 15:20"),
        late=timedelta(minutes=38),
        reason="not_accepted",
        who=story.put(HAN.name),
        words=story.put(ANSWERED_LATE),
    )
    by_priority = {"urgent": Share(1, 0), "important": Share(4, 1), "general": Share(6, 0)}
    return Response(total=Share(11, 1), by_priority=by_priority, breaches=(breach,))


def _escalations(story: Story, refs: _Refs) -> Escalations:
    at, put = story.moment, story.put
    line = Escalated(
        ticket=refs.erp,
        at=at("23 10:40"),
        by=put(HAN.name),
        target=put(ERP_TEAM),
        reason=put(REASON),
        feedback_at=at("23 14:40"),
        outcome="overdue",
        outcome_at=None,
    )
    return Escalations(begun=1, by_outcome={"overdue": 1}, lines=(line,))


def _satisfaction(story: Story, refs: _Refs) -> Satisfaction:
    words, at = story.put(STILL_BROKEN), story.moment("23 12:10")
    return Satisfaction(
        asked=9,
        answered=7,
        unanswered=1,
        satisfied=6,
        unsatisfied=1,
        scores={5: 4, 4: 2, 2: 1},
        reasons={"not_removed": 1},
        complaints=(Complaint(refs.printer, at, solved=False, score=2, reason="not_removed", words=words),),
        came_back=1,
    )


def _load(story: Story) -> tuple[Load, ...]:
    return (
        _has(story, HAN, False, (6, 1, 5)),
        _has(story, SUN, False, (3, 1, 2)),
        _has(story, LIU, True, (1, 0, 2)),
        Load(None, "", "", away=False, open=1, waiting=0, resolved=0),
    )


def _has(story: Story, who: Member, away: bool, counts: tuple[int, int, int]) -> Load:
    """counts: open, waiting, resolved."""
    return Load(who.id, story.put(who.name), story.put(who.team), away, *counts)


def _classification(story: Story, refs: _Refs) -> Classification:
    by, at = story.put(HAN.name), story.moment("23 11:40")
    return Classification(
        category=Share(10, 1),
        priority=Share(9, 2),
        unsure=3,
        corrected=(Corrected(refs.mailbox, "priority", old="general", new="important", by=by, at=at),),
        confirmed=2,
    )


def _unreachable(story: Story) -> tuple[Unreachable, ...]:
    return (
        Unreachable(
            addr=story.put(T("zhaoyun@corp.example", "olivia.stone@corp.example")),
            how=("bounced",),
            count=1,
            why="550 5.1.1 User unknown",
            tickets=(story.put("{mailbox2}"),),
            last_at=story.moment("23 16:20"),
        ),
    )


def _mail(story: Story) -> Mail:
    at = story.moment
    spoilt = Trouble("quarantined", 17, at("23 18:03"), "newsletter@shop.example", "Winter sale", "no text in it")
    return Mail(
        inbox={"ticket": 240, "follow_up": 310, "quarantined": 1},
        outbox={"sent": 64, "queued": 0},
        written=64,
        overdue=0,
        overdue_since=None,
        mailboxes=(MailboxState("support", "INBOX", at("24 08:29")),),
        troubles=(spoilt,),
        more_troubles=0,
        directory_at=at("24 06:00"),
    )


def quiet(story: Story) -> Figures:
    """A day on which nothing happened that a manager has to know of."""
    figures, at = busy(story), story.moment
    return Figures(
        period=figures.period,
        now=figures.now,
        team="",
        traffic=Traffic(1, 0, 1, 1, 0, 0, 0, 0, 0, 0),
        open=Open(0, {}, 0, 0, 0, (), ()),
        response=Response(Share(1, 0), {"general": Share(1, 0)}, ()),
        progress=Progress(Share(0, 0), (), ()),
        escalations=Escalations(0, {}, ()),
        forecast=Forecast(figures.forecast.until, (), ()),
        satisfaction=Satisfaction(1, 1, 0, 1, 0, {5: 1}, {}, (), 0),
        load=(),
        trend=(),
        classification=Classification(Share(0, 0), Share(0, 0), 0, (), 0),
        unreachable=(),
        mail=Mail(
            {"ticket": 240}, {"sent": 6, "queued": 0}, 6, 0, None, (MailboxState("support", "INBOX", at("24 08:29")),),
            (), 0, None,
        ),
    )  # fmt: skip


def _trend() -> tuple[TrendDay, ...]:
    first = DAY - timedelta(days=len(TREND))
    return tuple(TrendDay(first + timedelta(days=at), *counts) for at, counts in enumerate(TREND, start=1))


def _ref(story: Story, key: str, status: str, assignee: Member | None) -> TicketRef:
    case = CASES[key]
    return TicketRef(
        id=case.serial,
        number=story.put(f"{{{key}}}"),
        title=story.put(case.title),
        category=case.category,
        priority=case.priority,
        status=status,
        team=story.put(case.team),
        assignee=story.put(assignee.name) if assignee else "",
        requester=story.put(case.requester.name),
    )


FIGURES = {"": busy, "quiet": quiet}  # by the variant of the scene
