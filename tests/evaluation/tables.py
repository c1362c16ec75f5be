"""The figures as Markdown tables: pure, from judged records to lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .fields import CHARSETS_AND_BODIES, PEER_CHECKS, REPLIES, Field
from .scoring import Check, Record

OURS = "ticketd"
NONE = "–"
Judged = Mapping[str, Sequence[Record]]  # by the name of the product, ours among them


@dataclass(frozen=True, slots=True)
class Share:
    right: int
    total: int

    def __str__(self) -> str:
        return f"{self.percent:.1f} %" if self.total else NONE

    @property
    def percent(self) -> float:
        """0 where nothing was judged."""
        return 100 * self.right / self.total if self.total else 0.0


def share(found: Iterable[bool]) -> Share:
    counted = Counter(found)
    return Share(counted[True], counted.total())


def whole_table(records: Sequence[Record], mail_parser: Sequence[Record]) -> Iterator[str]:
    """Each source: how many mails were read at all, and of how many every check is right."""
    yield "| source | mails | answered | answered by mail-parser | whole |"
    yield "|---|---:|---:|---:|---:|"
    for source in (*sorted({record.source for record in records}), None):
        mine, others = _of(records, source), _of(mail_parser, source)
        whole = share(right for record in mine if (right := record.whole()) is not None)
        cells = (len(mine), share(r.answered for r in mine), share(r.answered for r in others), whole)
        yield _line(source or "all", cells)


def field_table(field: Field, judged: Judged) -> Iterator[str]:
    """A line for each source and check of the field: ours, then each library that answers it."""
    names = (OURS, *field.peers)
    yield "| source | check | of | " + " | ".join(names) + " |"
    yield "|---|---|" + "---:|" * (len(names) + 1)
    sources = sorted({record.source for record in judged[OURS]})
    for source in (*sources, None):
        for check in field.checks:
            cells = [_cell(judged, name, source, check) for name in names]
            if cells[0].total:
                yield _line(source or "all", (check, cells[0].total, *cells))


def _cell(judged: Judged, name: str, source: str | None, check: str) -> Share:
    if name != OURS and check not in PEER_CHECKS[name]:
        return Share(0, 0)
    return share(found.right for record in _of(judged[name], source) for found in record.checks if found.name == check)


def peer_table(judged: Judged) -> Iterator[str]:
    """Each library against us: mails with all checks right that it can answer, and on which sources who is ahead."""
    yield "| library | mails | its share right | ticketd's | ticketd ahead | level | behind |"
    yield "|---|---:|---:|---:|---|---|---|"
    for name, checks in PEER_CHECKS.items():
        its, mine = whole_by_source(judged[name], checks), whole_by_source(judged[OURS], checks)
        sides = standing(mine, its)
        yield _line(name, (_sum(its).total, _sum(its), _sum(mine), *(_names(sides[key]) for key in (1, 0, -1))))


def standing(mine: Mapping[str, Share], its: Mapping[str, Share]) -> dict[int, list[str]]:
    """Sources by who has more mails right: 1 we, 0 neither, -1 the library."""
    sides: dict[int, list[str]] = {1: [], 0: [], -1: []}
    for source, theirs in sorted(its.items()):
        ours = mine[source].right
        sides[(ours > theirs.right) - (ours < theirs.right)].append(source)
    return sides


def whole_by_source(records: Iterable[Record], checks: Collection[str]) -> dict[str, Share]:
    found: dict[str, list[bool]] = {}
    for record in records:
        right = record.whole(checks)
        if right is not None:
            found.setdefault(record.source, []).append(right)
    return {source: share(all_right) for source, all_right in found.items()}


def aims(records: Sequence[Record], ratio: float) -> Iterator[str]:
    """The aims of the project for reading mail, and what was reached."""
    yield "| aim | found | |"
    yield "|---|---|---|"
    for name, found, at_least in (
        ("charsets and bodies right: 99 % at least", _checked(records, CHARSETS_AND_BODIES), 99),
        ("fresh text exact: 95 % at least", _checked(records, ("reply_text", "reply_exact(sig kept)")), 95),
        ("bounces recognised with the right recipient: 98 % at least", bounces(records), 98),
    ):
        yield _line(name, (f"{found} ({found.right} of {found.total})", _verdict(found.percent >= at_least)))
    wrong = people_taken_for_machines(records)
    yield _line("nobody's own mail among the automatic: none", (f"{len(wrong)}", _verdict(not wrong)))
    yield _line("time of `parse_message`: 2.5 × the floor at most", (f"{ratio:.2f} ×", _verdict(ratio <= 2.5)))


def bounces(records: Iterable[Record]) -> Share:
    """Mails of which a failed recipient is known: taken for a bounce, and with just this recipient."""
    known = [{check.name: check.right for check in record.checks} for record in records]
    return share(
        checks["bounce_recipients"] and checks.get("is_bounce", True)
        for checks in known
        if "bounce_recipients" in checks
    )


def people_taken_for_machines(records: Iterable[Record]) -> list[Record]:
    """Mails known to be no bounce or no automatic answer that we take for one, and replies taken for a machine's."""
    return [
        record
        for record in records
        if any(
            _taken_wrongly(check) or (check.name in REPLIES and record.automation != "none") for check in record.checks
        )
    ]


def _taken_wrongly(check: Check) -> bool:
    return check.name in ("is_bounce", "is_auto_reply") and check.note.endswith(f"want {check.name}=False")


def wrong(records: Iterable[Record]) -> Iterator[str]:
    """What stays wrong: a line a mail."""
    yield "| source | mail | checks |"
    yield "|---|---|---|"
    for record in records:
        names = dict.fromkeys(check.name for check in record.checks if not check.right)
        if names:
            yield _line(record.source, (record.id, ", ".join(names)))


def _checked(records: Iterable[Record], checks: Collection[str]) -> Share:
    return share(check.right for record in records for check in record.checks if check.name in checks)


def _of(records: Iterable[Record], source: str | None) -> list[Record]:
    return [record for record in records if source in (None, record.source)]


def _sum(shares: Mapping[str, Share]) -> Share:
    return Share(sum(found.right for found in shares.values()), sum(found.total for found in shares.values()))


def _names(sources: Sequence[str]) -> str:
    return f"{len(sources)}: {', '.join(sources)}" if sources else "0"


def _verdict(met: bool) -> str:
    return "reached" if met else "**missed**"


def _line(first: object, rest: Iterable[object]) -> str:
    return f"| {first} | " + " | ".join(map(str, rest)) + " |"
