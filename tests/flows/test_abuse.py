"""What clever users and machines make of a desk that is run by mail; on both engines."""

from __future__ import annotations

import pytest
from support.desk import DeskBench
from support.mails import make_mail
from support.small_town import HAN, LI, TAG, body_of, item, rows, settle, subject_of, ticket


@pytest.fixture
def town(desk: DeskBench) -> DeskBench:
    settle(desk)
    return desk


def trap(subject: str = f"{TAG} #close=x", message_id: str = "trap@desk.example") -> bytes:
    """A user puts into their subject what the engineer is to order by answering all."""
    return make_mail(f"x <{LI}>", subject=subject, message_id=message_id, headers=[("Cc", HAN)])


def reply(answered: str = "trap@desk.example", subject: str = f"{TAG} #close=x", name: str = "reply") -> bytes:
    headers = [("In-Reply-To", f"<{answered}>")] if answered else []
    return make_mail(f"x <{HAN}>", subject=subject, message_id=f"{name}@desk.example", headers=headers, body="好的\n")


# ---------------------------------------------------------------------------------------------- subjects of others


def test_a_reply_to_a_mail_that_went_past_the_desk_orders_nothing(town: DeskBench) -> None:
    """A user writes to the engineer alone, with the desk in Reply-To."""
    town.deliver(reply("private@evil.example"))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")


def test_a_program_that_cuts_the_subject_does_not_make_it_the_engineers(town: DeskBench) -> None:
    town.deliver(trap(f"{TAG} #close={'x' * 300}"))

    town.deliver(reply(subject=f"{TAG} #close={'x' * 200}"))

    assert (item(town, 2).status, ticket(town).status) == ("held", "registered")


def test_a_program_that_says_not_what_it_answers_does_not_make_it_the_engineers(town: DeskBench) -> None:
    town.deliver(trap())

    town.deliver(reply(answered=""))

    assert (item(town, 2).status, ticket(town).status) == ("held", "registered")


def test_a_subject_cannot_be_buried_under_a_hundred_others(town: DeskBench) -> None:
    further = (
        make_mail(f"x <{LI}>", subject=f"{TAG} {n}", message_id=f"{n}@x.example", body=f"{n}") for n in range(101)
    )
    town.deliver(trap(), *further)

    town.deliver(reply())

    assert (item(town, 103).status, ticket(town).status) == ("held", "registered")


@pytest.mark.parametrize("whose", [LI, HAN])
def test_the_id_of_a_mail_of_ours_makes_no_subject_ours(town: DeskBench, whose: str) -> None:
    """A user takes the Message-ID of a mail that they have got, or have seen in an answer to all, for their own."""
    town.deliver(make_mail(f"x <{LI}>", subject="显示器坏了", message_id="o@desk.example"))
    ours = next(str(mail["Message-ID"])[1:-1] for mail in town.sent() if whose in mail["To"])
    tag = f"Re: [{town.tickets()[-1].number}] 显示器坏了"

    town.deliver(trap(f"{tag} #close=x", ours))
    town.deliver(reply(ours, f"{tag} #close=x"))

    assert item(town, 3).status == "held" and town.tickets()[-1].status != "closed"


def test_what_a_forger_wrote_in_their_name_does_not_hold_up_the_engineer(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #受理", message_id="f@desk.example", proven=False))

    town.deliver(reply(answered="", subject=f"{TAG} #受理"))

    assert [each.status for each in town.inbox()] == ["command", "held"] and ticket(town).status == "accepted"


# ---------------------------------------------------------------------------------------------- what is attached


@pytest.mark.parametrize("as_outlook_saves_it", [False, True])
def test_a_notice_to_staff_that_an_engineer_attaches_stays_in_the_house(
    town: DeskBench, as_outlook_saves_it: bool
) -> None:
    """Some programs attach the mail that is answered."""
    town.deliver(make_mail(f"x <{LI}>", subject="显示器坏了", message_id="o@desk.example"))
    notice = next(mail for mail in town.sent() if HAN in mail["To"])
    saved = notice.as_string().encode("utf-16-le") if as_outlook_saves_it else notice.as_bytes()
    headers, files = [("In-Reply-To", str(notice["Message-ID"]))], [("notice.msg", saved), ("manual.pdf", b"%PDF")]
    subject = f"Re: {subject_of(notice)}"

    town.deliver(make_mail(f"x <{HAN}>", subject=subject, message_id="a@desk.example", headers=headers, files=files))

    told = [mail for mail in town.sent() if LI in mail["To"]][-1]
    assert [part.get_filename() for part in told.walk() if part.get_filename()] == ["manual.pdf"]
    assert "notice.msg" not in body_of(told)
    assert [each for (each,) in rows(town, "SELECT kind FROM event WHERE kind = 'notice.file_kept_in'")]
