"""The digest goes out by itself: to whom, when, how often, and what stands in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.commands import Staffed, address

from db.connection import Store
from db.outbox import Summary
from processor.app import make_digests
from processor.config_digest import Digest
from processor.digest.sending import Digests
from processor.parsing import Parser

# The desk is in Shanghai: 2026-11-23 is a Monday, 08:30 there is 00:30 UTC.
MONDAY_EARLY = datetime(2026, 11, 23, 0, 29, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def digests_of(staffed: Staffed, *sections: Digest) -> Digests:
    config = staffed.desk.config
    if sections:
        config = config.model_copy(update={"digest": sections})
    return make_digests(config, staffed.desk.intake.effects.acknowledger.notifier)


def look(staffed: Staffed, now: datetime, *sections: Digest) -> list[Summary]:
    """The digests that are queued by a process that has just begun."""
    before = len(staffed.rows())
    digests_of(staffed, *sections).look_after(staffed.desk.store, now)
    return [row for row in staffed.rows()[before:] if row.kind == "digest"]


def test_each_manager_gets_one_on_a_working_day_whatever_is_restarted(staffed: Staffed) -> None:
    assert look(staffed, datetime(2026, 11, 22, 4, 0, tzinfo=UTC)) == []  # Sunday
    assert look(staffed, MONDAY_EARLY) == []
    (mail,) = look(staffed, MONDAY)

    assert mail.recipient == address("boss")
    assert look(staffed, MONDAY) == look(staffed, MONDAY.replace(hour=10)) == []
    assert look(staffed, MONDAY_EARLY.replace(hour=0, minute=30)) == []  # the clock was set back
    assert len(look(staffed, MONDAY.replace(day=24))) == 1


def test_it_is_about_the_last_working_day_and_the_free_days_since(staffed: Staffed) -> None:
    staffed.open()  # on Sunday
    (mail,) = look(staffed, MONDAY)

    assert "2026-11-20 周五 至 2026-11-22 周日" in mail.subject
    assert "新增 1" in mail.subject


def test_what_a_day_without_the_daemon_would_have_told_is_not_made_up_for_twice(staffed: Staffed) -> None:
    assert len(look(staffed, MONDAY.replace(day=26))) == 1


def test_leads_get_the_figures_of_their_team_where_they_are_named(staffed: Staffed) -> None:
    staffed.open()
    mine = Digest(to=(address("liu"), address("han"), "nobody@corp.example"), team="硬件组")
    (mail,) = look(staffed, MONDAY, mine)

    assert mail.recipient == address("liu")  # an engineer reads no digest
    assert "硬件组" in mail.subject and "新增 0" in mail.subject


def test_week_and_month_come_on_their_first_working_day(staffed: Staffed) -> None:
    all_forms = Digest(forms=("day", "week", "month"))

    assert [_form(mail) for mail in look(staffed, MONDAY, all_forms)] == ["日报", "周报"]
    first_of_december = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert [_form(mail) for mail in look(staffed, first_of_december, all_forms)] == ["日报", "月报"]


def test_a_reader_in_another_zone_gets_it_in_their_morning(staffed: Staffed) -> None:
    berlin = Digest(timezone="Europe/Berlin")

    assert look(staffed, MONDAY, berlin) == []
    assert len(look(staffed, MONDAY.replace(hour=7, minute=31), berlin)) == 1


def test_both_parts_say_the_same_and_what_matters_comes_first(staffed: Staffed) -> None:
    number = staffed.open("ERP 全公司打不开 <急>")
    staffed.order("liu", number, "#priority=urgent")
    (mail,) = look(staffed, MONDAY)
    text, page = staffed.text_of(mail.id), _page(staffed, mail.id)

    lines = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert lines and all(line.replace("<", "&lt;").replace(">", "&gt;") in page for line in lines)
    assert text.index("要点") < text.index("已经超时") < text.index("收与结")
    assert f"{number} ERP" in text


def test_a_quiet_day_is_short(staffed: Staffed) -> None:
    (mail,) = look(staffed, MONDAY)
    text = staffed.text_of(mail.id)

    assert "承诺全部按时兑现" in text
    assert not any(title in text for title in ("问题升级", "用户满意度", "联系不上的用户", "首次响应"))


def _form(mail: Summary) -> str:
    return mail.subject.removeprefix("IT 服务台")[:2]


def _page(staffed: Staffed, row_id: int) -> str:
    mail: Any = staffed.mail_of(row_id)
    return str(mail.get_body(("html",)).get_content())
