"""Whatever is answered by whomever: a ticket is closed by nothing but the sure word of who has the problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.answers import SETS, read_set
from support.quick import examples
from support.talk import HAN, WANG, ZHAO, Talk

from db import surveys, tickets
from db.connection import Store
from parsers.answers import read_answer
from processor.parsing import Parser

TEXTS = [one.text for path in sorted(SETS.glob("*.toml")) for one in read_set(path.name) if one.text.strip()]
FORGED = [("Authentication-Results", "mx.desk.example; dmarc=fail header.from=corp.example")]
AUTOMATIC = [("Auto-Submitted", "auto-replied")]
# How a mail comes → whether it may close anything.
WAYS: dict[str, tuple[str, dict[str, object], bool]] = {
    "the user": (WANG, {}, True),
    "the user, unproven": (WANG, {"proven": False}, True),
    "forged": (WANG, {"proven": False, "headers": FORGED}, False),
    "a machine": (WANG, {"headers": AUTOMATIC}, False),
    "copied": (ZHAO, {}, False),
    "a stranger": ("eve@evil.example", {}, False),
}


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


@settings(max_examples=examples(7), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.sampled_from(TEXTS)), min_size=1, max_size=5))
def test_nothing_is_closed_unless_it_is_surely_solved_and_nobody_is_dissatisfied(
    talk: Talk, mails: list[tuple[str, str]]
) -> None:
    store = talk.store
    ticket_id = _solved(talk)
    for way, text in mails:
        sender, how, counts = WAYS[way]
        before = store.unit(lambda: tickets.get(ticket_id))

        talk.write(sender, subject=f"Re: [{before.number}] 打印机卡纸", body=text, **how)

        after, said = store.unit(lambda: (tickets.get(ticket_id), surveys.newest(ticket_id)))
        answer = read_answer(text)
        sure = answer.sure and answer.solved is True and answer.satisfied is not False
        if before.status == "resolved":
            assert (after.status == "closed") == (counts and sure), (way, text)
        elif before.status != "closed":
            assert after.status == before.status, (way, text)
        if after.status == "closed":
            assert said is not None and said.outcome == "confirmed" and said.by == WANG


def _solved(talk: Talk) -> int:
    """A ticket of wang that han has solved, and that zhao takes part in."""
    talk.write(WANG, subject="打印机卡纸", body="打印机无法打印。\n", headers=[("Cc", ZHAO)])
    ticket = talk.bench.tickets()[-1]
    talk.write(HAN, subject=f"Re: [{ticket.number}] #resolve", body="已更换硒鼓。\n")
    found = talk.bench.tickets()[-1]
    assert found.status == "resolved"
    return found.id
