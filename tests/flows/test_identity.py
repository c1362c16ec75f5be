"""Who may ask: known people, people who say who they are, people who lie, people who never answer; on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_mail
from support.small_town import body_of

from db import events, inbox, people, registrations, tickets
from db.connection import Store
from db.people import Profile
from processor.parsing import Parser

LI = Profile(name="李雷", department="财务部", employee_number="A1001", addresses=("li@corp.example",), phone="8001")
HOME = "lilei@home.example"
FIRST = "TS-20261122-001"
CLAIM = "姓名：李雷\n部门：财务部\n打不开了\n"


@pytest.fixture
def staffed(desk: DeskBench) -> DeskBench:
    """A desk whose directory has one person."""
    desk.store.unit(lambda: people.add(LI))
    return desk


def form_of(desk: DeskBench, number: str = FIRST) -> registrations.Registration:
    found = desk.store.unit(lambda: tickets.find(number))
    assert found is not None
    form = desk.store.unit(lambda: registrations.find(found.id))
    assert form is not None
    return form


def status_of(desk: DeskBench, number: str = FIRST) -> str:
    found = desk.store.unit(lambda: tickets.find(number))
    assert found is not None
    return found.status


def happened(desk: DeskBench, number: str = FIRST) -> list[str]:
    found = desk.store.unit(lambda: tickets.find(number))
    assert found is not None
    return [event.kind for event in desk.store.unit(lambda: events.of_ticket(found.id))]


def kinds(desk: DeskBench) -> list[str]:
    """Kinds of the mails that are queued, oldest first."""
    from db import outbox

    return [row.kind for row in desk.store.unit(lambda: outbox.summaries(limit=1000))][::-1]


def subject_of(desk: DeskBench, number: int) -> str:
    """Of one of our mails."""
    return str(make_header(decode_header(str(desk.sent()[number]["Subject"]))))


def answer(desk: DeskBench, body: str, number: int, sender: str = HOME, to: int = -1) -> None:
    """Answer one of our mails."""
    ours = str(desk.sent()[to]["Message-ID"])
    desk.deliver(make_mail(sender, body=body, message_id=f"a{number}@x.example", headers=(("In-Reply-To", ours),)))


def test_a_known_person_is_registered_with_what_the_directory_knows(staffed: DeskBench) -> None:
    staffed.deliver(make_mail("li@corp.example"))

    form = form_of(staffed)
    assert (form.standing, form.proven, status_of(staffed)) == ("known", True, "registered")
    assert (form.fields["department"], form.fields["employee_number"]) == ("财务部", "A1001")
    assert kinds(staffed) == ["acknowledgement"]


def test_an_unknown_sender_is_asked_and_no_clock_runs(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))

    (ticket,) = staffed.tickets()
    assert (ticket.status, ticket.response_due_at) == ("waiting_identity", None)
    assert kinds(staffed) == ["identity_question"]


@pytest.mark.parametrize(
    "words",
    ["姓名：李雷\n部门：财务部\n", "部门: 财务部\n工号: A1001\n", "工号\tA1001\n部门\t财务部\n姓名\t李雷\n"],
)
def test_who_says_truly_who_they_are_is_registered_and_the_directorys_address_is_asked(
    staffed: DeskBench, words: str
) -> None:
    staffed.deliver(make_mail(HOME))
    staffed.later(hours=3)
    answer(staffed, words, 1)

    (ticket,) = staffed.tickets()
    assert ticket.status == "registered" and ticket.response_due_at is not None
    assert ticket.response_due_at > staffed.now, "the clock begins when we know who asks"
    assert form_of(staffed).standing == "claimed"
    assert kinds(staffed) == ["identity_question", "acknowledgement", "identity_confirmation"]
    assert "li@corp.example" in staffed.sent()[2]["To"]


def test_the_address_is_bound_when_the_directorys_address_confirms(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body="姓名：李雷\n部门：财务部\n打不开了\n"))
    assert kinds(staffed) == ["acknowledgement", "identity_confirmation"]
    answer(staffed, "确认\n", 1, sender="li@corp.example")

    assert form_of(staffed).standing == "known" and "identity.bound" in happened(staffed)
    staffed.deliver(make_mail(HOME, message_id="new@x.example", body="又一个问题\n"))
    assert form_of(staffed, "TS-20261122-002").standing == "known"


def test_what_else_waits_from_an_address_is_taken_up_when_its_owner_is_known(staffed: DeskBench) -> None:
    han = Profile(name="韩梅梅", department="技术支持", addresses=("han@corp.example",), role="lead")
    staffed.store.unit(lambda: people.add(han))
    for number in (1, 2):
        staffed.deliver(make_mail(HOME, subject=f"问题{number}", body=f"{number}\n", message_id=f"{number}@x.example"))
    staffed.deliver(make_mail("other@else.example", message_id="other@x.example"))
    staffed.later(hours=3)
    staffed.deliver(make_mail(HOME, subject="打印机", body=CLAIM, message_id="3@x.example"))
    assert status_of(staffed) == "waiting_identity"
    answer(staffed, "确认\n", 1, sender="li@corp.example", to=kinds(staffed).index("identity_confirmation"))

    others = status_of(staffed, "TS-20261122-003")
    assert (status_of(staffed), others) == ("registered", "waiting_identity")
    for number in (FIRST, "TS-20261122-002"):
        form = form_of(staffed, number)
        assert (form.standing, form.fields["employee_number"], form.answer_by) == ("known", "A1001", None)
        told = [mail["To"] for mail in staffed.sent() if mail["X-TS-Ticket"] == number]
        assert [HOME in told[-2], "han@corp.example" in told[-1]] == [True, True], "its user and the staff hear of it"
    assert staffed.tickets()[0].response_due_at == staffed.tickets()[1].response_due_at > staffed.now


def test_a_denial_takes_the_claim_away_and_is_a_security_event(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body="姓名：李雷\n部门：财务部\n打不开了\n"))
    answer(staffed, "不是我\n", 1, sender="li@corp.example")

    assert form_of(staffed).standing == "unknown" and form_of(staffed).person_id is None
    assert "security.identity_denied" in happened(staffed)


def test_an_owner_who_says_neither_yes_nor_no_is_asked_once_more(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body=CLAIM))
    answer(staffed, "这是什么邮件？\n", 1, sender="li@corp.example", to=1)
    question = staffed.sent()[-1]

    assert kinds(staffed) == ["acknowledgement", "identity_confirmation", "identity_confirmation_again"]
    assert "li@corp.example" in question["To"] and HOME in body_of(question)
    assert form_of(staffed).standing == "claimed"
    answer(staffed, "您好，\n确认，是我家里的邮箱。\n", 2, sender="li@corp.example", to=2)
    assert form_of(staffed).standing == "known" and "identity.bound" in happened(staffed)


def test_only_the_owner_is_asked_once_more_and_not_without_end(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body=CLAIM))
    answer(staffed, "这是什么邮件？\n", 1, sender=HOME, to=1)
    assert kinds(staffed).count("identity_confirmation_again") == 0

    for number in range(2, 7):
        answer(staffed, "什么？\n", number, sender="li@corp.example", to=1)
    assert kinds(staffed).count("identity_confirmation_again") == 2
    answer(staffed, "不是我\n", 8, sender="li@corp.example", to=1)
    staffed.later(hours=25)
    answer(staffed, "什么？\n", 9, sender="li@corp.example", to=1)
    assert kinds(staffed).count("identity_confirmation_again") == 2, "it is answered"


def test_who_works_on_a_ticket_hears_that_it_is_not_of_whom_it_says(staffed: DeskBench) -> None:
    han = Profile(name="韩梅梅", department="技术支持", addresses=("han@corp.example",), role="lead")
    staffed.store.unit(lambda: people.add(han))
    staffed.deliver(make_mail(HOME, body=CLAIM))
    question = kinds(staffed).index("identity_confirmation")
    answer(staffed, "对不起，不是我写的。\n", 1, sender="li@corp.example", to=question)
    told = [mail for mail in staffed.sent() if "han@corp.example" in mail["To"]]

    assert [kinds(staffed)[-1], len(told)] == ["identity_denied", 2], "of the new ticket, and now of this"
    answer(staffed, "不是我\n", 2, sender="li@corp.example", to=question)
    assert kinds(staffed).count("identity_denied") == 1


def test_only_the_directorys_address_can_confirm(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body="姓名：李雷\n部门：财务部\n打不开了\n"))
    answer(staffed, "确认\n", 1, sender=HOME)

    assert form_of(staffed).standing == "claimed" and "identity.bound" not in happened(staffed)


def test_who_lies_is_asked_once_more_and_learns_nothing(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    for number, lie in enumerate(
        ("姓名：李雷\n部门：人事部\n", "姓名：韩梅梅\n部门：财务部\n", "工号：A1002\n部门：财务部\n")
    ):
        answer(staffed, lie, number)

    assert status_of(staffed) == "waiting_identity"
    assert kinds(staffed) == ["identity_question", "identity_question_again"]
    assert "A1001" not in staffed.sent()[1].as_string()


def test_who_corrects_a_slip_of_the_pen_is_let_in(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    answer(staffed, "姓名：李雷\n部门：人事部\n", 1)
    answer(staffed, "部门：财务部\n", 2)

    assert status_of(staffed) == "registered"


def test_a_number_that_was_wrong_does_not_spoil_name_and_department_that_are_right(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    answer(staffed, "姓名：李雷\n部门：人事部\n工号：A1002\n", 1)
    answer(staffed, "姓名：李雷\n部门：财务部\n", 2)

    assert status_of(staffed) == "registered"
    fields = form_of(staffed).fields
    assert (fields["department"], fields.get("employee_number")) == ("财务部", None), "the slips are gone from the form"


def test_who_says_it_only_in_part_is_asked_for_the_rest(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    answer(staffed, "打印机在三楼。\n", 1)
    assert kinds(staffed) == ["identity_question"], "who says something else has not answered"
    answer(staffed, "姓名：李雷\n", 2)
    assert kinds(staffed) == ["identity_question", "identity_question_again"]
    answer(staffed, "部门：财务部\n", 3)

    assert status_of(staffed) == "registered"


@pytest.mark.parametrize(("proven", "standing"), [(True, "known"), (False, "claimed")])
def test_the_owner_confirms_by_a_program_without_threads_if_our_server_says_it_is_they(
    staffed: DeskBench, proven: bool, standing: str
) -> None:
    staffed.deliver(make_mail(HOME, body="姓名：李雷\n部门：财务部\n打不开了\n"))
    subject = f"Re: {subject_of(staffed, 1)}"
    staffed.deliver(
        make_mail("li@corp.example", subject=subject, body="确认\n", message_id="y@corp.example", proven=proven)
    )

    assert form_of(staffed).standing == standing
    assert len(staffed.tickets()) == (1 if proven else 2)


@pytest.mark.parametrize(
    ("subject", "answers"),
    [
        (f"Re: [{FIRST}] 周五聚餐", True),
        (f"[{FIRST}] 打印机", False),
        ("Re: {question}", True),
        ("{question} #status", False),
    ],
)
def test_a_yes_of_the_owner_to_somebody_else_binds_nothing(staffed: DeskBench, subject: str, answers: bool) -> None:
    """The stranger knows the number, and writes to the owner, with the desk in Reply-To; or the owner only names it."""
    staffed.deliver(make_mail(HOME, body=CLAIM))
    subject = subject.format(question=subject_of(staffed, 1))
    headers = (("In-Reply-To", "<party@home.example>"),) if answers else ()
    (item, *_) = staffed.deliver(
        make_mail("li@corp.example", subject=subject, body="好的\n", message_id="y@corp.example", headers=headers)
    )

    assert form_of(staffed).standing == "claimed" and "identity.bound" not in happened(staffed)
    assert item.status in ("ticket", "command"), "and what they wrote is not lost"


def test_a_yes_of_an_owner_who_was_not_asked_binds_nothing(staffed: DeskBench) -> None:
    """So many had been that no further question went out; the number and the words of our question are public."""
    for number in range(3):
        staffed.deliver(
            make_mail(f"s{number}@else.example", body=CLAIM + str(number), message_id=f"{number}@x.example")
        )
    subject = subject_of(staffed, 1).replace("001", "003")
    staffed.deliver(make_mail("li@corp.example", subject=f"Re: {subject}", body="确认\n", message_id="y@corp.example"))

    assert form_of(staffed, "TS-20261122-003").standing == "claimed"


@pytest.mark.parametrize("threads", [True, False])
def test_the_owner_confirms_the_address_that_they_were_asked_about(staffed: DeskBench, threads: bool) -> None:
    """Their ticket was merged into a forger's, who claims to be the same person."""
    staffed.deliver(make_mail("evil@else.example", body=CLAIM))
    staffed.deliver(make_mail(HOME, body=CLAIM + "又来\n", message_id="2@x.example"))
    staffed.store.database.connect(reuse_if_open=True)
    staffed.store.database.execute_sql("UPDATE ticket SET merged_into_id = 1 WHERE id = 2")
    question = staffed.sent()[3]
    assert "li@corp.example" in question["To"]
    subject, ours = f"Re: {subject_of(staffed, 3)}", (("In-Reply-To", str(question["Message-ID"])),)
    staffed.deliver(
        make_mail(
            "li@corp.example", subject=subject, body="确认\n", message_id="y@x.example", headers=ours if threads else ()
        )
    )

    assert staffed.store.unit(lambda: people.find_by_address("evil@else.example")) is None
    assert staffed.store.unit(lambda: people.find_by_address(HOME)) is not None
    assert (form_of(staffed).standing, form_of(staffed, "TS-20261122-002").standing) == ("claimed", "known")


def test_who_never_answers_is_given_up_and_told_so(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    identification = staffed.intake.effects.identification
    staffed.later(hours=71)
    assert identification.give_up(staffed.store, staffed.now) == 0
    staffed.later(hours=2)

    assert identification.give_up(staffed.store, staffed.now) == 1
    assert identification.give_up(staffed.store, staffed.now) == 0
    assert status_of(staffed) == "cancelled" and kinds(staffed) == ["identity_question", "identity_given_up"]


def test_an_angry_ex_employee_is_nobody(staffed: DeskBench) -> None:
    (li,) = staffed.store.unit(people.all_people)
    staffed.store.unit(lambda: people.deactivate(li.id))

    staffed.deliver(make_mail("li@corp.example", body="姓名：李雷\n部门：财务部\n工号：A1001\n"))

    assert status_of(staffed) == "waiting_identity" and form_of(staffed).standing == "inactive"


def test_without_a_directory_everybody_may_ask(desk: DeskBench) -> None:
    desk.deliver(make_mail(HOME))

    assert status_of(desk) == "registered" and form_of(desk).standing == "unchecked"


@pytest.fixture
def strict(store: Store, tmp_path: Path, parser: Parser) -> Iterator[Any]:
    """Makes desks with an [identity] section of the test's; the directory has one person."""
    store.unit(lambda: people.add(LI))

    def make(**section: Any) -> Any:
        return desk_bench(store, tmp_path, parser, identity=section)

    yield make


def test_register_takes_strangers_as_they_are(strict: Any) -> None:
    with strict(unknown="register") as desk:
        desk.deliver(make_mail(HOME))

        assert status_of(desk) == "registered" and form_of(desk).standing == "unknown"


def test_hold_keeps_a_strangers_mail_until_they_are_in_the_directory(strict: Any) -> None:
    with strict(unknown="hold") as desk:
        (item,) = desk.deliver(make_mail(HOME))
        assert item.status == "quarantined" and "not in the directory" in item.reason and not desk.sent()

        desk.store.unit(lambda: people.add(Profile(name="韩梅梅", addresses=(HOME,))))
        desk.store.unit(lambda: inbox.replay(item.id))
        desk.take_in()

        assert status_of(desk) == "registered"


def test_refuse_opens_nothing_and_says_so_once(strict: Any) -> None:
    with strict(unknown="refuse") as desk:
        for number in range(3):
            desk.deliver(make_mail(HOME, message_id=f"{number}@x.example", body=f"{number}\n", proven=False))

        assert not desk.tickets() and kinds(desk) == ["identity_refused"]


@pytest.mark.parametrize("section", [{"block_domains": ["home.example"]}, {"allow_domains": ["corp.example"]}])
def test_a_domain_that_is_not_let_in_hears_nothing(strict: Any, section: dict[str, Any]) -> None:
    with strict(**section) as desk:
        (item,) = desk.deliver(make_mail("x@sub.home.example"))
        desk.deliver(make_mail("li@corp.example", message_id="ok@x.example"))

        assert item.status == "ignored" and "domain" in item.reason
        assert kinds(desk) == ["acknowledgement"]


def test_a_participant_may_answer_whatever_the_directory_says(strict: Any) -> None:
    with strict(unknown="refuse") as desk:
        desk.deliver(make_mail("li@corp.example", headers=(("Cc", HOME),)))
        (item, _) = desk.deliver(make_mail(HOME, subject=f"Re: [{FIRST}] x", message_id="r@x.example", body="我也是\n"))

        assert item.status == "follow_up"


def test_a_claim_learns_nothing_from_the_directory(staffed: DeskBench) -> None:
    """Name and department are on every door; what else the directory knows is not for who merely says them."""
    staffed.deliver(make_mail(HOME, body=CLAIM))

    answer_ = staffed.sent()[0]
    words = b"".join(part.get_payload(decode=True) for part in answer_.walk() if not part.is_multipart()).decode()
    assert HOME in answer_["To"] and "8001" not in words and "A1001" not in words
    assert "phone" not in form_of(staffed).fields


def test_who_says_who_they_are_when_asked_learns_nothing_from_the_directory(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    answer(staffed, "姓名：李雷\n部门：财务部\n", 1)

    assert kinds(staffed)[1] == "acknowledgement" and "employee_number" not in form_of(staffed).fields


def test_nobody_but_the_sender_says_who_the_sender_is(staffed: DeskBench) -> None:
    """Li, copied at home, answers truly; her confirmation would hand her name to the stranger who had copied her."""
    staffed.deliver(make_mail("evil@else.example", headers=(("Cc", HOME),)))
    staffed.deliver(
        make_mail(HOME, body=CLAIM, message_id="li@x.example", headers=(("In-Reply-To", "<first@example.org>"),))
    )

    assert status_of(staffed) == "waiting_identity" and kinds(staffed) == ["identity_question"]


def test_an_address_that_was_given_to_somebody_else_meanwhile_is_not_bound(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body=CLAIM))
    staffed.store.unit(lambda: people.add(Profile(name="韩梅梅", addresses=(HOME,))))
    answer(staffed, "确认\n", 1, sender="li@corp.example")

    assert staffed.inbox()[0].status == "follow_up"
    assert "security.identity_conflict" in happened(staffed) and "identity.bound" not in happened(staffed)


def test_who_has_left_meanwhile_confirms_nothing(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME, body=CLAIM))
    (li,) = staffed.store.unit(people.all_people)
    staffed.store.unit(lambda: people.deactivate(li.id))
    answer(staffed, "确认\n", 1, sender="li@corp.example")

    assert (
        "identity.bound" not in happened(staffed) and staffed.store.unit(lambda: people.find_by_address(HOME)) is None
    )


def test_a_confirmation_counts_only_for_the_person_who_was_asked(staffed: DeskBench) -> None:
    """The ticket was merged into one that another person is said to have written."""
    han = Profile(name="韩梅梅", department="人事部", addresses=("han@corp.example",))
    staffed.store.unit(lambda: people.add(han))
    staffed.deliver(make_mail(HOME, body=CLAIM))
    staffed.deliver(make_mail("evil@else.example", body="姓名：韩梅梅\n部门：人事部\n", message_id="2@x.example"))
    staffed.store.database.connect(reuse_if_open=True)
    staffed.store.database.execute_sql("UPDATE ticket SET merged_into_id = 2 WHERE id = 1")
    answer(staffed, "确认\n", 1, sender="li@corp.example", to=1)

    assert form_of(staffed, "TS-20261122-002").standing == "claimed"
    assert staffed.store.unit(lambda: people.find_by_address("evil@else.example")) is None


def test_strangers_cannot_fill_a_persons_mailbox_with_questions(staffed: DeskBench) -> None:
    """Nor use up the answers that this person may get today."""
    for number in range(12):
        staffed.deliver(
            make_mail(f"s{number}@else.example", body=CLAIM + str(number), message_id=f"{number}@x.example")
        )
    assert kinds(staffed).count("identity_confirmation") == 2

    staffed.deliver(make_mail("li@corp.example", message_id="li@x.example"))
    assert kinds(staffed)[-1] == "acknowledgement" and "li@corp.example" in staffed.sent()[-1]["To"]


def test_history_says_nothing_about_who_asks_today(staffed: DeskBench) -> None:
    staffed.deliver(make_mail(HOME))
    headers = (("In-Reply-To", "<first@example.org>"),)
    staffed.deliver(make_mail(HOME, body=CLAIM, message_id="old@x.example", headers=headers), history=True)

    (ticket,) = staffed.tickets()
    assert (ticket.status, ticket.response_due_at) == ("waiting_identity", None)


def test_who_answers_too_late_is_heard_anew(staffed: DeskBench) -> None:
    """An answer that only joined the cancelled ticket would be read by nobody."""
    staffed.deliver(make_mail(HOME))
    staffed.later(hours=73)
    staffed.intake.effects.identification.give_up(staffed.store, staffed.now)
    answer(staffed, CLAIM, 1)

    second = staffed.tickets()[1]
    assert (second.status, second.linked_to) == ("registered", FIRST)
    assert "acknowledgement" in kinds(staffed)
