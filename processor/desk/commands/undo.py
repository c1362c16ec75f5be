"""撤销: takes back exactly the changes of one command mail, while nothing later builds on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db import causes, events, incidents, outbox, snapshots, tickets
from db.events import Event
from db.snapshots import Difference, Snapshot
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.undo_news import mails_of, tell
from processor.desk.deeds import RECEIPTS, Deed, meant, name_of
from processor.desk.footprints import arrange
from processor.desk.moved import take_up
from processor.desk.undone import UNDO, undone_items
from processor.notices import local_time

LESSONS = "corrections"  # may be gone by now; nothing else builds on them


def undo(case: Case, value: str) -> Result:
    """
    The mail whose receipt is answered, else the actor's last command mail on this ticket.

    Raises:
        Refused: it is another's, it was an undo or is undone, or something later builds on it.
    """
    deed = meant(case)
    for one in sorted(deed.tickets):
        take_up(one, case.now)
    _require_allowed(case, deed)
    _require_nothing_later(case, deed)
    mails = mails_of(deed)
    for ticket_id, difference in deed.changed.items():
        _put_back(case, deed, ticket_id, difference)
    for beside in deed.beside:
        _cancel_or_mark(case, deed, beside)
    arrange(case, *deed.tickets, *deed.beside)
    for mail in mails:
        if mail.status == "queued" and mail.kind not in RECEIPTS:  # which tell what was done then
            outbox.drop(mail.id)
    if deed.ticket_id is not None:
        case.given = tickets.get(deed.ticket_id)
        tell(case, deed, mails)
    commands = " ".join(f"#{name}" for name in deed.commands)
    at = local_time(deed.at, case.tools.config.desk.zone)
    return Result(remark=_SAID[case.locale].format(at=at, commands=commands))


# ---------------------------------------------------------------- may it be


def _require_allowed(case: Case, deed: Deed) -> None:
    """
    Raises:
        Refused: neither the actor's own nor the actor a lead.
    """
    if deed.by not in case.actor.addresses and case.actor.role != "lead":
        raise Refused("not_yours_to_undo", who=name_of(deed.by))


def _require_nothing_later(case: Case, deed: Deed) -> None:
    """
    Raises:
        Refused: with what stands in the way, and who put it there.
    """
    for ticket_id, difference in deed.changed.items():
        now = _now(deed, ticket_id)
        for section, changed in difference.items():
            for key, (_, new) in changed.items():
                if section != LESSONS and now[section].get(key) != new:
                    raise _in_the_way(case, deed.later(ticket_id), section, key)
                if section == "ticket" and (since := _moved_since(deed, ticket_id, key)):
                    raise _built_on(case, _PARTS[case.locale].get(key, key), since)
        _require_still_leads_none(case, deed, ticket_id, difference)
        _require_same_holder(case, deed, ticket_id, difference)
    for survivor, event in deed.details("command.merged_in"):
        _require_quiet(case, deed, survivor, event)
    for opened, _ in deed.details("command.split_off"):
        for event in deed.later(opened):
            if event.kind == "message.added" or event.kind.startswith("command."):
                raise _built_on(case, tickets.get(opened).number, event)


def _moved_since(deed: Deed, ticket_id: int | None, key: str) -> Event | None:
    """What has changed it and is not taken back, though it is by now as the deed had left it: asked, and answered."""
    later = deed.later(ticket_id)
    undone = undone_items(later)
    moves = (event for event in reversed(later) if event.kind != UNDO and event.item_id not in undone)
    return next((event for event in moves if key in event.detail.get("changes", {})), None)


def _require_still_leads_none(case: Case, deed: Deed, ticket_id: int | None, difference: Difference) -> None:
    """Others that have joined an incident since would follow a ticket that leads nobody."""
    _, new = difference.get("ticket", {}).get("parent", (None, None))
    if ticket_id is None or new != ticket_id:
        return
    if any(each.id not in deed.changed for each in incidents.led_by(ticket_id)):
        joined = [event for event in deed.later(ticket_id) if event.kind == "command.incident"]
        what = _PARTS[case.locale]["parent"]
        raise _built_on(case, what, joined[-1]) if joined else Refused("changed_since", what=what)


def _require_same_holder(case: Case, deed: Deed, ticket_id: int | None, difference: Difference) -> None:
    """An escalation that has ended runs on with who had it then: who has taken the ticket since owes no feedback."""
    if difference.get("ticket", {}).get("status", (None, None))[0] != "escalated":
        return
    if since := _moved_since(deed, ticket_id, "assignee_id"):
        raise _built_on(case, _PARTS[case.locale]["assignee_id"], since)


def _require_quiet(case: Case, deed: Deed, survivor: int, merged: Event) -> None:
    """What came in since from those who joined by the merge may be meant for either ticket."""
    number, joined = tickets.get(survivor).number, set(merged.detail["people"])
    for event in deed.later(survivor):
        if event.kind == "command.merge" or (event.kind == "message.added" and event.actor in joined):
            raise _built_on(case, number, event)


def _in_the_way(case: Case, later: Sequence[Event], section: str, key: str) -> Refused:
    what = _PARTS[case.locale].get(key if section == "ticket" else section, key)
    for event in reversed(later):
        changed = event.detail.get("difference", {}).get(section, {})
        if key in changed or (section == "ticket" and key in event.detail.get("changes", {})):
            return _built_on(case, what, event)
    return Refused("changed_since", what=what)


def _built_on(case: Case, what: str, event: Event) -> Refused:
    at = local_time(event.at, case.tools.config.desk.zone)
    return Refused("built_on", what=what, who=name_of(event.actor), at=at)


def _now(deed: Deed, ticket_id: int | None) -> Snapshot:
    if ticket_id is not None:
        return snapshots.of_ticket(ticket_id)
    return snapshots.of_person(deed.person_id) if deed.person_id is not None else {}


# ---------------------------------------------------------------- take it back


def _put_back(case: Case, deed: Deed, ticket_id: int | None, difference: Difference) -> None:
    owner = ticket_id if ticket_id is not None else deed.person_id
    for section, changed in difference.items():
        if owner is not None:
            snapshots.put_back(owner, section, {key: old for key, (old, _) in changed.items()})
    changes = {key: [new, old] for key, (old, new) in difference.get("ticket", {}).items()}
    _record(case, deed, ticket_id, changes=changes, entries=causes.entries_of(deed.item_id))
    if ticket_id is not None:
        tickets.touch(ticket_id, case.now)


def _cancel_or_mark(case: Case, deed: Deed, ticket_id: int) -> None:
    """A ticket that was split off keeps its number, but is none any more; others only hear that it counts no more."""
    if ticket_id not in [opened for opened, _ in deed.details("command.split_off")]:
        _record(case, deed, ticket_id)
        return
    before = tickets.get(ticket_id).status
    tickets.change(ticket_id, {"status": "cancelled", "updated_at": case.now})
    _record(case, deed, ticket_id, changes={"status": [before, "cancelled"]})


def _record(case: Case, deed: Deed, ticket_id: int | None, **detail: Any) -> None:
    undone = {"undone": deed.item_id, **detail}
    events.record(ticket_id, Event(case.now, case.actor.addr, UNDO, undone, case.filing.item_id))


_SAID = {"zh": "已撤销 {at} 的命令：{commands}", "en": "Taken back: {commands} of {at}"}
_PARTS = {
    "zh": {
        "status": "状态",
        "category": "分类",
        "priority": "优先级",
        "team": "团队",
        "assignee_id": "处理人",
        "coordinator_id": "协调人",
        "due_at": "完成期限",
        "snoozed_until": "提醒时间",
        "response_due_at": "答复时限",
        "merged_into": "合并",
        "linked_to": "关联",
        "parent": "事件",
        "participants": "抄送人",
        "watchers": "关注人",
        "escalations": "升级",
        "surveys": "用户的评价",
        "articles": "知识库文章",
        "form": "承诺的答复时间",
        "absences": "外出安排",
    },
    "en": {
        "status": "status",
        "category": "category",
        "priority": "priority",
        "team": "team",
        "assignee_id": "engineer",
        "coordinator_id": "coordinator",
        "due_at": "date due",
        "snoozed_until": "reminder",
        "response_due_at": "response deadline",
        "merged_into": "merge",
        "linked_to": "link",
        "parent": "incident",
        "participants": "people copied in",
        "watchers": "watchers",
        "escalations": "escalation",
        "surveys": "the user's word",
        "articles": "article",
        "form": "promise to the user",
        "absences": "days away",
    },
}
