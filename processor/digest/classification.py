"""How well new problems were classified; pure. See "Classification" in docs/figures.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from db.figures import Change, Judged
from processor.digest.result import Classification, Corrected, Share
from processor.digest.satisfaction import Named
from processor.digest.view import View

Kind = Literal["category", "priority"]


def classification(judged: Sequence[Judged], changes: Sequence[Change], view: View, named: Named) -> Classification:
    """
    Args:
        judged: the tickets opened in the period, without void ones.
        changes: of the period, oldest first.
        named: how a ticket of one of *changes* is called, by its id.
    """
    return Classification(
        category=_share(judged, "category"),
        priority=_share(judged, "priority"),
        unsure=sum(each.verdict.get("sure") is False for each in judged),
        corrected=tuple(_corrected(each, view, named) for each in changes if each.old != each.new),
        confirmed=sum(each.old == each.new for each in changes),
    )


def _share(judged: Sequence[Judged], kind: Kind) -> Share:
    """Of the tickets that the staff has looked at: what nobody has changed stands."""
    seen = [each for each in judged if each.verdict.get(kind) and (each.accepted or not _stands(each, kind))]
    right = sum(_stands(each, kind) for each in seen)
    return Share(right, len(seen) - right)


def _stands(each: Judged, kind: Kind) -> bool:
    now = each.category if kind == "category" else each.priority
    return bool(each.verdict.get(kind) == now)


def _corrected(change: Change, view: View, named: Named) -> Corrected:
    by = view.name_at(change.by)
    return Corrected(named(change.ticket_id), change.kind, change.old, change.new, by, change.at)
