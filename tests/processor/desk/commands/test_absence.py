"""Who says that they are away is given nothing new, from the first day to the last."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.talk import HAN, LIU, WANG, Mail, Talk

from db import absences
from db.connection import Store
from processor.parsing import Parser


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def receipt(mails: list[Mail]) -> str:
    (mail,) = mails
    assert mail.kind in ("receipt", "refusal")
    return mail.text


def away(talk: Talk) -> list[tuple[str, str]]:
    found = talk.store.unit(lambda: absences.of_person(talk.han.id))
    return [(each.first_day.isoformat(), each.last_day.isoformat()) for each in found]


def test_a_period_is_registered_and_the_receipt_says_until_when(talk: Talk) -> None:
    text = receipt(talk.write(HAN, subject="#away=2026-12-01..2026-12-05", body="\n"))

    assert away(talk) == [("2026-12-01", "2026-12-05")]
    assert "2026-12-01 至 2026-12-05" in text and "#外出=取消" in text


def test_who_is_away_is_given_nothing_and_who_is_back_is_again(talk: Talk) -> None:
    talk.report()
    assert talk.ticket.assignee_id == talk.han.id
    talk.write(HAN, subject="#外出=今天", body="\n")

    text = receipt(talk.write(HAN, subject="#外出=2026-11-22..2026-11-25", body="\n"))
    mails = talk.write(WANG, subject="打印机又坏了，打印机无法打印", body="第二台。\n")

    assert "您名下还有 1 张未结工单" in text
    assert [mail.to for mail in mails if mail.kind == "new_ticket"] == [LIU]
    receipt(talk.write(HAN, subject="#away=off", body="\n"))
    assert away(talk) == []


def test_a_second_period_is_added_and_those_that_touch_are_one(talk: Talk) -> None:
    for value in ("2026-12-01..2026-12-05", "2026-12-20..2026-12-21", "2026-12-06..2026-12-07"):
        talk.write(HAN, subject=f"#away={value}", body="\n")

    assert away(talk) == [("2026-12-01", "2026-12-07"), ("2026-12-20", "2026-12-21")]


@pytest.mark.parametrize("value", ["2026-12-05..2026-12-01", "2020-01-01..2020-01-05", "soonish"])
def test_what_is_no_period_or_over_changes_nothing_and_is_told(talk: Talk, value: str) -> None:
    text = receipt(talk.write(HAN, subject=f"#away={value}", body="\n"))

    assert away(talk) == []
    assert "✘" in text and "#away=2026-12-01..2026-12-05" in text


def test_being_away_can_be_taken_back(talk: Talk) -> None:
    (first,) = talk.write(HAN, subject="#away=2026-12-01..2026-12-05", body="\n")
    (second,) = talk.write(HAN, subject="#away=2026-12-05..2026-12-09", body="\n")
    assert away(talk) == [("2026-12-01", "2026-12-09")]

    receipt(talk.write(HAN, second, subject="Re: #undo", body="\n"))

    assert away(talk) == [("2026-12-01", "2026-12-05")]
    assert first.to == second.to == HAN


def test_a_user_is_not_away(talk: Talk) -> None:
    talk.write(WANG, subject="#away=2026-12-01..2026-12-05", body="\n")

    everybody = talk.store.unit(lambda: absences.away_on(date(2026, 12, 1) + timedelta(days=1)))
    assert everybody == set()


def test_days_that_were_said_in_an_answer_to_a_tickets_mail_are_taken_back_too(talk: Talk) -> None:
    talk.report()
    number = talk.ticket.number
    talk.write(HAN, subject=f"Re: [{number}] #away=2026-12-01..2026-12-05", body="\n")
    assert away(talk) == [("2026-12-01", "2026-12-05")]

    talk.write(HAN, subject=f"Re: [{number}] #undo", body="\n")

    assert away(talk) == []
