"""What a manager does with a digest: an answer, one thing a line."""

from __future__ import annotations

from functools import partial
from random import Random

from .cast import STAFF, Member
from .scripts import HOUR, MINUTE
from .town import ACTS, Mail, Reader, Town, Written

ANSWERED = 0.5  # of the digests
MOST_LINES = 3
NEWEST = 15  # open tickets, among which some are chosen; meanwhile they may be over


def _answered(town: Town, manager: Member, mail: Mail) -> None:
    rng = Random(f"digest {mail.subject}")
    numbers = [number for number in town.cases if number not in town.idle][-NEWEST:]
    if not numbers or rng.random() >= ANSWERED:
        return
    chosen = rng.sample(numbers, min(len(numbers), rng.randrange(1, MOST_LINES + 1)))
    lines, acts = zip(*(_line(number, rng) for number in chosen), strict=True)
    written = Written(manager.addr, ACTS, (), mail.kind, mail.message_id, acts=acts)
    deed = partial(town.reply, manager, mail, "\n".join(lines), written)
    town.driver.after(rng.uniform(5 * MINUTE, 5 * HOUR), deed)


def _line(number: str, rng: Random) -> tuple[str, tuple[str, str]]:
    """As it is typed, and the number with the command that it means."""
    heir = rng.choice([one for one in STAFF if one.role in ("engineer", "lead")])
    typed, meant = rng.choice(
        (
            (f"→ {heir.name}", f"#assign={heir.addr}"),
            ("催办", "#urge"),
            ("催办 财务月结在等", "#urge"),
            ("升级=安全组 需要安全团队介入", "#escalate=安全组"),
            ("升级", "#escalate"),
        )
    )
    return f"{number} {typed}", (number, meant)


DO: dict[str, Reader] = {"digest": _answered}
