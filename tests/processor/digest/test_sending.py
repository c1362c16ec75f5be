"""The digest goes out by itself: to whom, when, how often, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support.commands import Staffed, address

from db import people
from db.connection import Store
from db.outbox import Summary
from db.people import Profile
from processor.app import make_digests
from processor.config_digest import Digest
from processor.digest.period import day
from processor.digest.promises import Risk
from processor.digest.result import Complaint, Load, TicketRef
from processor.digest.sending import Digests, facts_of
from processor.errors import ProcessorError
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


def test_days_on_which_the_desk_did_not_run_are_told_by_the_next_one(staffed: Staffed) -> None:
    look(staffed, MONDAY)
    (mail,) = look(staffed, MONDAY.replace(day=26))

    assert "2026-11-23 周一 至 2026-11-25 周三" in mail.subject  # from the day of the last one on, each day once
    assert "2026-11-26 周四，" in look(staffed, MONDAY.replace(day=27))[0].subject


def test_leads_get_the_figures_of_their_team_where_they_are_named(staffed: Staffed) -> None:
    staffed.open()
    mine = Digest(to=(address("liu"), address("han"), "nobody@corp.example"), team="硬件组")
    (mail,) = look(staffed, MONDAY, mine)

    assert mail.recipient == address("liu")  # an engineer reads no digest
    assert "硬件组" in mail.subject and "新增 0" in mail.subject


def test_week_and_month_come_on_their_first_working_day_or_soon_after_it(staffed: Staffed) -> None:
    all_forms = Digest(forms=("day", "week", "month"))  # on Monday, 30 November, the desk does not run

    assert [_form(mail) for mail in look(staffed, MONDAY, all_forms)] == ["日报", "周报"]
    first_of_december = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert [_form(mail) for mail in look(staffed, first_of_december, all_forms)] == ["日报", "周报", "月报"]


def test_a_reader_in_another_zone_gets_it_in_their_morning(staffed: Staffed) -> None:
    berlin = Digest(timezone="Europe/Berlin")

    assert look(staffed, MONDAY, berlin) == []
    assert len(look(staffed, MONDAY.replace(hour=7, minute=31), berlin)) == 1


def test_no_day_is_left_out_for_a_reader_whose_morning_is_the_desks_night(staffed: Staffed) -> None:
    seattle = Digest(timezone="America/Los_Angeles")
    mornings = (datetime(2026, 11, day, 16, 31, tzinfo=UTC) for day in (20, 21, 22, 23, 24))
    subjects = [mail.subject for morning in mornings for mail in look(staffed, morning, seattle)]

    assert [subject.partition("（")[2].partition("，")[0] for subject in subjects] == [
        "2026-11-20 周五", "2026-11-21 周六 至 2026-11-23 周一", "2026-11-24 周二"
    ]  # fmt: skip


def test_it_goes_to_the_named_address_once_and_never_to_the_desk_itself(staffed: Staffed) -> None:
    profile = Profile(name="周经理", role="manager", addresses=("support@desk.example", "zhou@corp.example"))
    twice = Profile(name="吴经理", role="manager", addresses=("wu@corp.example", "wu.min@corp.example"))
    staffed.desk.store.unit(lambda: [people.add(profile), people.add(twice)])
    named = Digest(to=("Wu.Min@corp.example", "wu@corp.example", "support@desk.example"))

    assert [mail.recipient for mail in look(staffed, MONDAY, named)] == ["wu.min@corp.example"]
    assert {mail.recipient for mail in look(staffed, MONDAY)} == {address("boss"), "zhou@corp.example"}


def test_a_section_that_cannot_be_written_keeps_no_other_from_its_readers(staffed: Staffed) -> None:
    sound = digests_of(
        staffed, Digest(to=(address("liu"), address("boss"))), Digest(to=(address("liu"),), team="硬件组")
    )
    tokens = iter([None, "a" * 32, "b" * 32])

    def token() -> str:
        if found := next(tokens):
            return found
        raise RuntimeError("no token for this one")

    broken = replace(sound, notifier=replace(sound.notifier, new_token=token))
    with pytest.raises(ProcessorError, match="1 of 2 readers"):
        broken.look_after(staffed.desk.store, MONDAY)

    assert [row.recipient for row in staffed.rows()] == [address("boss"), address("liu")]
    assert sound.look_after(staffed.desk.store, MONDAY) == 1  # what the lead has not got is still due


def test_two_hosts_at_once_write_one(staffed: Staffed) -> None:
    store = staffed.desk.store

    def run() -> None:
        digests_of(staffed).look_after(store, MONDAY)
        store.close()  # the connection of this thread

    hosts = [Thread(target=run) for _ in range(3)]
    for host in hosts:
        host.start()
    for host in hosts:
        host.join()

    assert [row.kind for row in staffed.rows()] == ["digest"]


def test_both_parts_say_the_same_and_what_matters_comes_first(staffed: Staffed) -> None:
    number = staffed.open("ERP 全公司打不开 <急>")
    staffed.order("liu", number, "#priority=urgent")
    (mail,) = look(staffed, MONDAY)
    text, page = staffed.text_of(mail.id), _page(staffed, mail.id)

    lines = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert lines and all(line.replace("<", "&lt;").replace(">", "&gt;") in page for line in lines)
    assert text.index("要点") < text.index("已经超时") < text.index("收与结")
    assert f"{number}“ERP" in text


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


def test_the_digest_of_a_desk_that_drowns_fits_into_a_mail_that_programs_show_whole(staffed: Staffed) -> None:
    sound = digests_of(staffed)
    desk, zone = sound.config.desk, sound.config.desk.zone
    figures = staffed.desk.store.unit(lambda: sound.accounts.figures(day(date(2026, 11, 20), zone), MONDAY))
    ticket = TicketRef(1, "TS-20261120-001", "<打>" * 20, "hardware", "urgent", "open", "桌面组", "诸葛" * 30, "赵")
    complaint = Complaint(ticket, MONDAY, False, 1, "other", "不满意<" * 60)
    flood = replace(
        figures,
        satisfaction=replace(figures.satisfaction, answered=5000, complaints=(complaint,) * 5000),
        forecast=replace(figures.forecast, broken=(Risk(ticket, "feedback", MONDAY, "硬" * 60),) * 5000),
        load=(Load(1, "诸葛" * 30, "桌面组", True, 5000, 400, 12),) * 500,
    )
    mail = sound.notifier.renderer.render("digest", "zh", facts_of(desk, flood, "陈总", "zh"))

    assert len(mail.html.encode()) < 100_000
    assert mail.text.count("TS-20261120-001“") >= 10 and "另有" in mail.text
