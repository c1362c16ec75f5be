"""The forms of a ticket are kept when it is closed, by whomever, and anew when it is closed again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.logs import logging_restored
from support.talk import HAN, WANG, Mail, Talk

from db.connection import Store
from parsers.message import Attachment
from processor.app import make_reminders
from processor.cli import ticketd
from processor.desk.archive import forms_of, kept_forms
from processor.parsing import Parser

FORMS = ["问题登记表.html", "问题处理进度表.html", "问题处理进度表.csv"]


@pytest.fixture
def talk(store: Store, database_url: str, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser, database={"url": database_url})


def order(talk: Talk, orders: str, body: str = "") -> list[Mail]:
    return talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 打印机卡纸 {orders}", body=body)


def solved(talk: Talk) -> Mail:
    talk.report()
    order(talk, "#受理 #备注=电话联系过")
    return next(mail for mail in order(talk, "#解决", "已更换硒鼓。\n") if mail.kind == "resolved")


def kept(talk: Talk) -> list[dict[str, str]]:
    """What was kept at each closing: names without the number → contents."""
    ticket = talk.ticket
    closings: list[tuple[datetime, tuple[Attachment, ...]]] = talk.store.unit(lambda: kept_forms(ticket))
    return [{paper.name[len(ticket.number) + 1 :]: paper.data.decode() for paper in papers} for _, papers in closings]


def test_the_users_word_keeps_the_forms_with_the_notes_and_the_word(talk: Talk) -> None:
    asked = solved(talk)
    assert kept(talk) == []

    talk.write(WANG, asked, body="好了，谢谢！\n")

    (forms,) = kept(talk)
    assert list(forms) == FORMS
    assert "韩梅梅" in forms[FORMS[0]] and "已关闭" in forms[FORMS[0]]
    for said in ("电话联系过", "已更换硒鼓。", "用户确认已解决", "好了，谢谢！"):
        assert said in forms[FORMS[1]]


def test_the_staff_and_the_clock_keep_them_too(talk: Talk) -> None:
    talk.report()
    order(talk, "#关闭=用户已电话确认")
    assert "用户已电话确认" in kept(talk)[0][FORMS[2]]

    order(talk, "#重开")
    order(talk, "#解决", "已更换硒鼓。\n")
    reminders = make_reminders(talk.bench.intake.effects)
    for _ in range(2):
        talk.bench.later(days=10)
        reminders.look_after(talk.store, talk.bench.now)

    assert talk.ticket.status == "closed" and len(kept(talk)) == 2


def test_a_second_closing_counts_and_the_first_is_still_there(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了，谢谢！\n")
    order(talk, "#重开")
    order(talk, "#关闭=备件已另行安装")

    first, second = kept(talk)
    assert "备件已另行安装" in second[FORMS[1]] and "备件已另行安装" not in first[FORMS[1]]
    ticket = talk.ticket
    current = talk.store.unit(lambda: forms_of(ticket, talk.bench.config.desk, talk.bench.now))
    assert [paper.data.decode() for paper in current] == list(second.values())


def test_what_the_user_says_after_the_closing_is_kept_with_it(talk: Talk) -> None:
    asked = solved(talk)
    reminders = make_reminders(talk.bench.intake.effects)
    for _ in range(2):
        talk.bench.later(days=3)
        reminders.look_after(talk.store, talk.bench.now)
    assert "未答复" in kept(talk)[0][FORMS[1]]

    for words in ("已解决，谢谢！", "已解决，非常满意，5分", "好的，谢谢！"):
        talk.write(WANG, asked, body=f"{words}\n")

    _, confirmed, last = ["".join(forms.values()) for forms in kept(talk)]
    assert "未答复" not in confirmed and "5 / 5" not in confirmed
    assert "5 / 5" in last and talk.ticket.status == "closed"


def test_a_closing_that_is_refused_keeps_nothing(talk: Talk) -> None:
    solved(talk)

    order(talk, "#关闭=好了 #指派=查无此人")

    assert kept(talk) == [] and talk.ticket.status == "resolved"


# ---------------------------------------------------------------- how to get at them


def archive(folder: Path, *words: object) -> Result:
    with logging_restored():
        return CliRunner().invoke(ticketd, ["--config", str(folder / "ticketd.toml"), "archive", *map(str, words)])


def written(folder: Path) -> dict[str, str]:
    return {
        path.name.partition("-001-")[2]: path.read_bytes().decode()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def test_the_command_line_writes_what_was_kept_and_what_was_kept_before(talk: Talk, tmp_path: Path) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了，谢谢！\n")
    order(talk, "#重开")
    order(talk, "#关闭=备件已另行安装")
    first, second = kept(talk)

    assert archive(tmp_path, talk.ticket.number.lower(), tmp_path / "out", "--earlier").exit_code == 0

    assert written(tmp_path / "out") == second
    (earlier,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert written(earlier) == first


def test_the_forms_of_an_open_ticket_are_made_as_it_is_now(talk: Talk, tmp_path: Path) -> None:
    talk.report()

    assert archive(tmp_path, talk.ticket.number, tmp_path / "out").exit_code == 0

    assert set(written(tmp_path / "out")) == set(FORMS) and kept(talk) == []


def test_what_cannot_be_written_is_said_plainly(talk: Talk, tmp_path: Path) -> None:
    talk.report()
    (tmp_path / "file").write_text("x")

    unknown = archive(tmp_path, "TS-20200101-001", tmp_path / "out")
    nowhere = archive(tmp_path, talk.ticket.number, tmp_path / "file" / "below")

    assert (unknown.exit_code, nowhere.exit_code) == (1, 1)
    assert "there is no ticket TS-20200101-001" in unknown.output and "cannot be written" in nowhere.output
