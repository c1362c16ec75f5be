"""What clever users and machines make of a desk that is run by mail; on both engines."""

from __future__ import annotations

import pytest
from support.desk import DeskBench
from support.mails import make_mail
from support.small_town import HAN, LI, TAG, body_of, item, rows, settle, subject_of, ticket

from db import people
from db.people import Profile
from processor.desk.caps import ANSWERS_PER_HOUR, ANSWERS_TO_STAFF_PER_HOUR
from processor.desk.carrying_out import MOST_COMMANDS
from processor.desk.register import MAX_PARTICIPANTS

BOSS = "boss@desk.example"


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


# ---------------------------------------------------------------------------------------------- mail bombs and loops


def test_whoever_is_copied_in_mail_by_mail_the_answer_goes_to_few(town: DeskBench) -> None:
    for n in range(4):
        cc = ", ".join(f"v{n}-{i}@victim.example" for i in range(50))
        mail = make_mail(f"x <{LI}>", subject=TAG, message_id=f"{n}@x.example", headers=[("Cc", cc)], body=f"{n}")
        town.deliver(mail)
    before = len(town.sent())

    town.deliver(make_mail(f"x <{HAN}>", subject=TAG, message_id="a@desk.example"))

    told = [str(mail["To"]) for mail in town.sent()[before:]]
    assert len(told) == MAX_PARTICIPANTS and any(LI in addr for addr in told)


def test_a_program_that_answers_each_receipt_stops_at_the_cap(town: DeskBench) -> None:
    """Nothing in its headers says what it is; and its owner may not answer users, so each answer is refused."""
    town.store.unit(lambda: people.add(Profile(name="陈总", addresses=(BOSS,), role="manager")))
    town.deliver(make_mail(f"x <{BOSS}>", subject=TAG, message_id="first@desk.example", body="我不在。"))

    rounds = talk_to_itself(town, {BOSS: 0}, most=150)

    assert rounds == ANSWERS_TO_STAFF_PER_HOUR


def test_an_engineers_program_and_a_users_do_not_answer_each_other_for_ever(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=TAG, message_id="first@desk.example", body="我不在。"))

    talk_to_itself(town, {HAN: 0, LI: 0}, most=90)

    told = [mail for mail in town.sent() if LI in mail["To"]]
    assert len(told) == ANSWERS_PER_HOUR and town.inbox()[0].status != "quarantined"


def talk_to_itself(desk: DeskBench, seen: dict[str, int], most: int) -> int:
    """Whoever is in *seen* answers each mail that we send; how many answers there were, at most *most*."""
    count, new = 0, True
    while new and count < most:
        new = False
        for addr in seen:
            mails = [mail for mail in desk.sent() if addr in mail["To"]]
            for mail in mails[seen[addr] :]:
                count, new = count + 1, True
                headers = [("In-Reply-To", str(mail["Message-ID"]))]
                subject, name = f"Re: {subject_of(mail)}", f"r{count}@desk.example"
                desk.deliver(
                    make_mail(f"x <{addr}>", subject=subject, message_id=name, body="我不在。", headers=headers)
                )
            seen[addr] = len(mails)
    return count


def test_a_thousand_commands_in_one_mail_are_refused_with_one_line(town: DeskBench) -> None:
    orders = " ".join(f"#find=x{n}" for n in range(1000))

    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} {orders}", message_id="m@desk.example"))

    assert body_of(town.sent()[-1]).count("✘") == 1 and str(MOST_COMMANDS) in body_of(town.sent()[-1])
