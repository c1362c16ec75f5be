"""Who hears what of a ticket, in which thread, with which files and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_mail

from db import blobs, correspondents, events, keys, outbox, people, registrations, threads, tickets
from db.connection import Store
from db.outbox import Queued
from db.people import Person, Profile
from db.tickets import File, NewEntry, Ticket
from parsers.mime import parse_message
from parsers.subjects import read_subject
from processor.desk.caps import TO_STAFF_PER_HOUR
from processor.desk.correspondence import ASKING, IN_OWN_NAME, WITH_WORDS, Correspondence, Line, Occasion, Saying
from processor.desk.enclosures import MAX_ATTACHED_BYTES, enclose
from processor.notices import TO_USERS
from processor.parsing import Parser

LI = "li@example.org"
HAN = Profile(name="韩梅梅", addresses=("han@desk.example",), role="engineer", locale="zh")
KIM = Profile(name="Kim", addresses=("kim@desk.example", "kim2@desk.example"), role="specialist", locale="en")


class Bench:
    """A ticket of Li's, two of the staff, and what the desk writes about it."""

    def __init__(self, desk: DeskBench) -> None:
        self.desk, self.store = desk, desk.store
        self.mails: Correspondence = desk.intake.effects.carrying.tools.correspondence
        desk.deliver(make_mail(files=[("照片.png", b"picture")]))
        self.han, self.kim = self.add(HAN), self.add(KIM)
        self.before = len(desk.sent())

    def add(self, profile: Profile) -> Person:
        return self.store.unit(lambda: people.add(profile))

    @property
    def ticket(self) -> Ticket:
        return self.desk.tickets()[0]

    @property
    def occasion(self) -> Occasion:
        return Occasion(self.desk.now)

    def change(self, **values: object) -> None:
        ticket = self.ticket
        self.store.unit(lambda: tickets.change(ticket.id, values))

    def join(self, addr: str, name: str = "") -> None:
        ticket = self.ticket
        self.store.unit(lambda: tickets.add_participants(ticket.id, [(addr, name, "copied")]))

    def tell(self, kind: str, saying: Saying, occasion: Occasion | None = None) -> None:
        ticket, when = self.ticket, occasion or self.occasion
        self.store.unit(lambda: self.mails.to_requester(kind, ticket, saying, when))

    def tell_all(self, kind: str, saying: Saying) -> None:
        ticket = self.ticket
        self.store.unit(lambda: self.mails.to_participants(kind, ticket, saying, self.occasion))

    def tell_staff(self, kind: str, some: Sequence[Person], saying: Saying, occasion: Occasion | None = None) -> None:
        ticket, when = self.ticket, occasion or self.occasion
        self.store.unit(lambda: self.mails.to_staff(kind, some, ticket, saying, when))

    @property
    def sent(self) -> list[EmailMessage]:
        raws = [mail.as_bytes() for mail in self.desk.sent()][self.before :]
        return [message_from_bytes(raw, policy=policy.default) for raw in raws]  # type: ignore[misc]

    @property
    def events(self) -> list[tuple[str, str]]:
        ticket = self.ticket
        found = self.store.unit(lambda: events.of_ticket(ticket.id))
        return [(event.kind, event.detail.get("reason", event.detail.get("cap", ""))) for event in found]


@pytest.fixture
def bench(desk: DeskBench) -> Bench:
    return Bench(desk)


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def to(mails: Sequence[EmailMessage]) -> list[str]:
    return [mail["To"].addresses[0].addr_spec for mail in mails]


def files(mail: EmailMessage) -> list[str | None]:
    return [part.get_filename() for part in mail.iter_attachments()]


# ---------------------------------------------------------------- users


def test_an_engineers_own_words_come_in_their_name_and_as_a_persons_mail(bench: Bench) -> None:
    bench.tell("answer", Saying(words="您好，\n  请重启。", by=bench.han))

    (mail,) = bench.sent
    assert mail["From"].addresses[0].display_name == "韩梅梅 (IT 服务台)"
    assert mail["From"].addresses[0].addr_spec == "support@desk.example"
    assert mail["Subject"] == "[TS-20261122-001] 打印机卡纸"
    assert "您好，\n  请重启。\n" in text(mail)
    assert "Auto-Submitted" not in mail and "X-Auto-Response-Suppress" not in mail
    assert mail["X-TS-Loop"] == "support@desk.example" and mail["X-TS-Ticket"] == "TS-20261122-001"


def test_a_report_that_an_engineers_mail_was_lost_comes_back_and_of_an_automatic_mail_none_does(bench: Bench) -> None:
    bench.tell("answer", Saying(words="x", by=bench.han))
    bench.tell("accepted", Saying(by=bench.han))

    claimed = bench.store.unit(lambda: outbox.claim("me", bench.desk.now, bench.desk.now + timedelta(minutes=1), 10))

    assert [(row.kind, row.sender) for row in claimed[-2:]] == [("answer", "support@desk.example"), ("accepted", "")]


def test_who_takes_a_ticket_up_is_told_with_the_promise_of_the_acknowledgement(bench: Bench) -> None:
    bench.tell("accepted", Saying(by=bench.han))

    (mail,) = bench.sent
    assert "韩梅梅已受理" in text(mail) and "11月23日（周一）14:30 前" in text(mail)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"].addresses[0].display_name == "IT 服务台"


def test_what_has_been_answered_is_not_promised_again(bench: Bench) -> None:
    bench.change(responded_at=bench.desk.now)
    bench.tell("accepted", Saying(by=bench.han))

    assert "14:30" not in text(bench.sent[0])


def test_an_escalation_tells_hours_and_team_and_never_the_reason(bench: Bench) -> None:
    moment = bench.desk.now + timedelta(hours=3, minutes=30)
    bench.tell("escalated", Saying(words="INTERNAL REASON", by=bench.han, target="硬件组", moment=moment))

    (mail,) = bench.sent
    assert "已转交硬件组" in text(mail) and "4 小时内（今天 20:30 前）" in text(mail)
    assert "INTERNAL" not in mail.as_string()


def test_a_solution_asks_to_try_again_and_to_answer(bench: Bench) -> None:
    bench.tell("resolved", Saying(words="已更换硒鼓。", by=bench.han))

    said = text(bench.sent[0])
    assert "解决方案：\n\n已更换硒鼓。\n" in said
    assert "再试一次" in said and "解决了吗" in said and "满意" in said


def test_users_are_written_to_in_the_language_of_their_ticket(bench: Bench) -> None:
    bench.change(language="en")
    bench.tell("resolved", Saying(words="replaced", by=bench.han))

    assert "Please try again" in text(bench.sent[0])


@pytest.mark.parametrize(
    ("addr", "reason"),
    [("support+x@desk.example", "our own address"), ("help@desk.example", "our own address"), ("", "no requester")],
)
def test_no_address_of_ours_is_ever_mailed(bench: Bench, addr: str, reason: str) -> None:
    bench.change(requester_addr=addr)
    bench.tell("answer", Saying(words="x", by=bench.han))

    assert bench.sent == [] and bench.events[-1] == ("notice.left_out", reason)


def test_who_did_something_does_not_hear_of_it_as_a_user(bench: Bench) -> None:
    bench.change(requester_addr="kim2@desk.example")

    bench.tell("resolved", Saying(words="x", by=bench.kim))
    bench.tell("resolved", Saying(words="x", by=bench.han))

    assert to(bench.sent) == ["kim2@desk.example"]
    assert ("notice.left_out", "did it") in bench.events


def test_who_has_left_gets_no_mail(bench: Bench) -> None:
    gone = bench.add(Profile(name="李雷", addresses=(LI,)))
    bench.store.unit(lambda: people.deactivate(gone.id))
    bench.tell("answer", Saying(words="x", by=bench.han))

    assert bench.sent == [] and bench.events[-1] == ("notice.left_out", "has left")


def test_a_machine_that_has_opened_a_ticket_gets_no_mail(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, parser, trust={"machines": [LI]}) as desk:
        bench = Bench(desk)
        bench.tell_all("resolved", Saying(words="x", by=bench.han))

    assert bench.sent == [] and ("notice.left_out", "opened by a machine") in bench.events


def test_nobody_hears_of_a_ticket_from_history_until_they_write_again(desk: DeskBench) -> None:
    desk.deliver(make_mail(), history=True)
    han = desk.store.unit(lambda: people.add(HAN))
    mails: Correspondence = desk.intake.effects.carrying.tools.correspondence

    (ticket,) = desk.tickets()

    def answer() -> None:
        mails.to_requester("answer", ticket, Saying(words="x", by=han), Occasion(desk.now))

    desk.store.unit(answer)
    assert desk.sent() == []

    desk.deliver(make_mail(message_id="again@example.org", headers=[("In-Reply-To", "<first@example.org>")]))
    desk.store.unit(answer)
    assert len([mail for mail in desk.sent() if LI in str(mail["To"])]) == 1


# ---------------------------------------------------------------- who is not known


def test_until_we_know_who_asks_only_they_hear_anything_and_not_a_word_of_theirs(bench: Bench) -> None:
    bench.change(status="waiting_identity")
    bench.join("wang@example.org")
    bench.tell_all("answer", Saying(words="请告诉我们您的姓名。", by=bench.han))

    (mail,) = bench.sent
    assert to([mail]) == [LI]
    assert "请告诉我们您的姓名。" in text(mail)
    assert "卡纸" not in mail["Subject"] and "李雷" not in str(mail["To"])


def test_what_no_engineer_has_caused_shows_the_unproven_nothing_of_theirs(bench: Bench) -> None:
    ticket = bench.ticket
    bench.change(requester_addr="other@example.org")
    form = bench.store.unit(lambda: registrations.find(ticket.id))
    assert form is not None
    bench.store.unit(lambda: registrations.replace(ticket.id, replace(form, proven=False)))
    bench.tell("command_confirmation_user", Saying(commands=("cancel",), moment=bench.desk.now + timedelta(hours=24)))
    bench.tell("accepted", Saying(by=bench.han))

    mails = {str(mail["Subject"]): text(mail) for mail in bench.sent}
    (asked,) = [said for said in mails.values() if "确认" in said]
    assert "撤销工单" in asked and "卡纸" not in asked and "11月23日（周一）17:00 前" in asked
    assert "[TS-20261122-001] 打印机卡纸" in mails  # an engineer has looked at the ticket


# ---------------------------------------------------------------- participants


def test_everybody_who_takes_part_is_told_once_by_their_own_name_and_staff_by_other_mails(bench: Bench) -> None:
    for addr, name in [("wang@example.org", "王芳"), ("support+tag@desk.example", ""), ("kim@desk.example", "Kim")]:
        bench.join(addr, name)
    bench.tell_all("resolved", Saying(words="x", by=bench.han))

    assert to(bench.sent) == [LI, "wang@example.org"]
    assert "王芳，您好：" in text(bench.sent[1]) and "李雷，您好：" in text(bench.sent[0])
    assert "li@example.org" not in bench.sent[1].as_string()


# ---------------------------------------------------------------- caps


def test_work_of_engineers_is_not_capped_as_answers_are_and_uses_none_of_their_room(bench: Bench) -> None:
    limits = bench.desk.config.limits
    for number in range(limits.replies_per_ticket_per_day + 5):
        bench.tell("progress", Saying(words=str(number), by=bench.han))

    assert len(bench.sent) == limits.replies_per_ticket_per_day + 5
    bench.tell("user_receipt", Saying(report=("x",)))
    assert len(bench.sent) == limits.replies_per_ticket_per_day + 6


def test_what_users_cause_themselves_is_capped(bench: Bench) -> None:
    limits = bench.desk.config.limits
    for number in range(limits.replies_per_ticket_per_day + 5):
        bench.tell("user_receipt", Saying(report=(str(number),)))

    assert len(bench.sent) == limits.replies_per_ticket_per_day - bench.before
    assert bench.events[-1][0] == "notice.capped"


def test_strangers_cannot_flood_an_engineer(bench: Bench) -> None:
    def fill() -> None:
        for number in range(TO_STAFF_PER_HOUR - 1):
            mail = Queued("new_ticket", "han@desk.example", "han@desk.example", f"m{number}", f"t{number}", b"x")
            outbox.queue(mail, bench.desk.now)

    bench.store.unit(fill)
    bench.before += TO_STAFF_PER_HOUR - 1
    for _ in range(3):
        bench.tell_staff("user_wrote", [bench.han], Saying(words="x"))

    assert len(bench.sent) == 1
    assert bench.events[-1] == ("notice.capped", "mails_to_staff_per_hour")
    bench.tell_staff("assigned", [bench.han], Saying(by=bench.kim))
    assert len(bench.sent) == 2


# ---------------------------------------------------------------- files


def test_files_go_with_the_words_as_far_as_they_fit_and_are_named_otherwise(bench: Bench) -> None:
    def keep() -> tuple[File, ...]:
        sizes = {"a" * 64: 10, "b" * 64: MAX_ATTACHED_BYTES, "c" * 64: 20}
        for sha, size in sizes.items():
            blobs.store(sha, bytes(size))
        return tuple(File(sha, f"{sha[0]}.bin", "application/pdf", "", False) for sha in (*sizes, "d" * 64))

    kept = bench.store.unit(keep)
    bench.tell("answer", Saying(words="请看附件。", by=bench.han, files=(*kept, kept[0])))

    (mail,) = bench.sent
    assert files(mail) == ["a.bin", "c.bin"]
    assert "附件：a.bin、c.bin" in text(mail) and "b.bin、d.bin" in text(mail)


def test_as_much_is_enclosed_as_the_limit_says_and_not_a_byte_more(bench: Bench) -> None:
    def keep(size: int) -> tuple[File, File]:
        blobs.store("e" * 64, bytes(size))
        blobs.store("f" * 64, b"1")
        return File("e" * 64, "e", "a/b", "", False), File("f" * 64, "f", "a/b", "", False)

    exact = bench.store.unit(lambda: enclose(keep(MAX_ATTACHED_BYTES - 1)))

    assert exact.names == ("e", "f") and exact.left_out == ()
    assert sum(file.size for file in exact.files) == MAX_ATTACHED_BYTES


def test_files_that_only_the_staff_should_see_do_not_go_to_users(bench: Bench) -> None:
    ticket = bench.ticket
    found = bench.store.unit(lambda: threads.files_of(ticket.id))
    bench.tell("escalated", Saying(by=bench.han, target="x", files=tuple(found)))

    assert files(bench.sent[0]) == []


# ---------------------------------------------------------------- staff


def test_who_gets_a_new_ticket_has_all_that_is_needed_to_act(bench: Bench) -> None:
    bench.tell_staff("new_ticket", [bench.han], Saying(report=("相似的已解决工单：", "  TS-1 卡纸")))

    (mail,) = bench.sent
    for words in ("> 三楼的打印机又卡纸了。", "李雷 <li@example.org>", "判断依据", "  TS-1 卡纸", "附件：照片.png"):
        assert words in text(mail)
    assert files(mail) == ["照片.png"]
    assert mail["From"].addresses[0].display_name == "IT 服务台"


def test_each_link_has_a_key_of_its_own_that_only_its_reader_and_ticket_have(bench: Bench) -> None:
    bench.tell_staff("new_ticket", [bench.han, bench.kim, bench.han], Saying())

    assert to(bench.sent) == ["han@desk.example", "kim@desk.example"]
    seen: set[str] = set()
    for mail, person in zip(bench.sent, (bench.han, bench.kim), strict=True):
        subjects = [unquote(url) for url in re.findall(r"mailto:[^?]*\?subject=([^&>]*)", text(mail))]
        read = [read_subject(subject) for subject in subjects]
        assert len(read) >= 5 and all(subject.ticket == bench.ticket.number for subject in read)
        for subject in read:
            found = bench.store.unit(lambda key=subject.key: keys.find(key))  # type: ignore[misc]
            assert found is not None and (found.person_id, found.ticket_id) == (person.id, bench.ticket.id)
            assert found.used_at is None
            seen.add(subject.key)
    assert len(seen) == sum(text(mail).count("<mailto:") for mail in bench.sent)


def test_a_judgement_that_is_not_sure_is_confirmed_or_corrected_by_a_click(bench: Bench) -> None:
    ticket = bench.ticket
    form = bench.store.unit(lambda: registrations.find(ticket.id))
    assert form is not None and not form.triage["sure"]

    bench.tell_staff("new_ticket", [bench.kim], Saying())

    for link in ("Category: Hardware: <", "Category: Software: <", "Priority: Urgent: <"):
        assert link in text(bench.sent[0])
    assert "confirm or correct" in text(bench.sent[0])


def test_only_what_can_be_done_now_is_offered(bench: Bench) -> None:
    bench.tell_staff("new_ticket", [bench.kim], Saying())
    bench.change(status="accepted", accepted_at=bench.desk.now, assignee_id=bench.han.id)
    bench.tell_staff("new_ticket", [bench.kim], Saying())
    bench.tell_staff("new_ticket", [bench.han], Saying())

    new, taken, own = (text(mail) for mail in bench.sent)
    assert "\nAccept: <" in new and "\nTake over: <" not in new
    assert "\nAccept: <" not in taken and "\nTake over: <" in taken
    assert "\n接手：<" not in own and "\n询问用户：<" in own


def test_people_of_the_staff_are_told_in_their_own_language_at_their_first_address(bench: Bench) -> None:
    bench.tell_staff("assigned", [bench.kim], Saying(by=bench.han, words="请看一下。"))

    (mail,) = bench.sent
    assert to([mail]) == ["kim@desk.example"]
    assert "韩梅梅 has given ticket TS-20261122-001 to you" in text(mail) and "> 请看一下。" in text(mail)


def test_who_assigns_a_ticket_to_the_team_is_not_told_and_who_has_left_neither(bench: Bench) -> None:
    gone = bench.add(Profile(name="旧人", addresses=("gone@desk.example",), role="engineer"))
    bench.store.unit(lambda: people.deactivate(gone.id))
    left = bench.store.unit(lambda: people.find(gone.id))
    ours = bench.add(Profile(name="自己", addresses=("support@desk.example",), role="engineer"))
    assert left is not None

    bench.tell_staff("assigned", [bench.han, bench.kim, left, ours], Saying(by=bench.han))

    assert to(bench.sent) == ["kim@desk.example"]


def test_a_receipt_shows_what_was_done_and_a_click_undoes_it(bench: Bench) -> None:
    saying = Saying(lines=(Line(True, "#受理", "已登记", "已受理"),), commands=("undo",), by=bench.han)
    bench.tell_staff("receipt", [bench.han], saying)

    said = text(bench.sent[0])
    assert "✔ #受理：已登记 → 已受理" in said and "\n撤销：<mailto:" in said
    assert "往来记录" not in said and "登记表" not in said
    assert bench.sent[0]["Auto-Submitted"] == "auto-replied"


def test_a_refused_mail_can_be_sent_again_mended_and_whole(bench: Bench) -> None:
    lines = (
        Line(True, "#accept"),
        Line(True, "#close=confirmed by phone"),
        Line(False, "#priority=urgnt", remark="?", mended="#priority=urgent"),
        Line(False, "#reopen", remark="not possible"),
    )
    bench.tell_staff("receipt", [bench.kim], Saying(lines=lines, words="It prints."))

    (url,) = re.findall(r"<(mailto:[^>]*)>", text(bench.sent[0]))
    subject = read_subject(unquote(url.partition("subject=")[2].partition("&")[0]))
    typed = [(command.name, command.value) for command in subject.commands]
    assert typed == [("accept", ""), ("close", "confirmed by phone"), ("priority", "urgent")]
    assert subject.key and unquote(url).endswith("&body=It prints.\r\n")


def test_without_a_ticket_a_refusal_names_none_and_makes_no_key(bench: Bench) -> None:
    saying = Saying(lines=(Line(False, "#受理", remark="没有指明工单。"),))
    bench.store.unit(lambda: bench.mails.to_staff("refusal", [bench.han], None, saying, bench.occasion))

    (mail,) = bench.sent
    assert "没有指明工单。" in text(mail) and "mailto:" not in text(mail) and "X-TS-Ticket" not in mail


def test_one_cause_tells_nobody_the_same_twice(bench: Bench) -> None:
    (item,) = bench.desk.inbox()
    occasion = Occasion(bench.desk.now, item.id)

    for _ in range(2):
        bench.tell_staff("user_wrote", [bench.han], Saying(words="x"), occasion)
        bench.tell("progress", Saying(words="x", by=bench.han), occasion)

    assert to(bench.sent) == ["han@desk.example", LI]


# ---------------------------------------------------------------- threads


def ids(mail: EmailMessage) -> tuple[str, list[str]]:
    return str(mail["In-Reply-To"] or "").strip("<>"), [
        one.strip("<>") for one in str(mail["References"] or "").split()
    ]


def own_id(mail: EmailMessage) -> str:
    return str(mail["Message-ID"]).strip("<>")


def test_the_users_mails_stay_one_thread(bench: Bench) -> None:
    acknowledgement = own_id(message_from_bytes(bench.desk.sent()[0].as_bytes(), policy=policy.default))  # type: ignore[arg-type]

    bench.tell("accepted", Saying(by=bench.han))
    bench.tell("answer", Saying(words="x", by=bench.han))

    first, second = bench.sent
    assert ids(first) == (acknowledgement, ["first@example.org", acknowledgement])
    assert ids(second) == (own_id(first), ["first@example.org", acknowledgement, own_id(first)])
    assert first["Subject"] == second["Subject"] == "[TS-20261122-001] 打印机卡纸"


def test_a_further_mail_of_the_user_is_what_the_next_answer_answers(bench: Bench) -> None:
    reply = make_mail(message_id="more@example.org", headers=[("In-Reply-To", "<first@example.org>")])
    bench.desk.deliver(reply)
    bench.before = len(bench.desk.sent())
    bench.tell("answer", Saying(words="x", by=bench.han))

    answered, references = ids(bench.sent[0])
    assert answered == "more@example.org" and references[0] == "first@example.org" and references[-1] == answered


def test_ids_of_mails_that_somebody_else_wrote_are_kept_from_the_user(bench: Bench) -> None:
    bench.join("wang@example.org")
    mail = make_mail("王芳 <wang@example.org>", message_id="w@example.org",
                     headers=[("In-Reply-To", "<first@example.org>")])  # fmt: skip
    bench.desk.deliver(mail)
    bench.before = len(bench.desk.sent())
    bench.tell_all("answer", Saying(words="x", by=bench.han))

    to_li, to_wang = bench.sent
    assert "w@example.org" not in str(to_li["References"])
    assert ids(to_wang) == ("", [])


def test_the_staffs_mails_stay_one_thread_and_a_receipt_answers_its_command(bench: Bench) -> None:
    bench.tell_staff("new_ticket", [bench.han], Saying())
    command = Occasion(bench.desk.now, None, "command@desk.example", "han@desk.example")
    bench.tell_staff("receipt", [bench.han, bench.kim], Saying(lines=(Line(True, "#受理"),)), command)

    notice, receipt, copy = bench.sent
    assert ids(notice) == ("", [])
    assert ids(receipt) == ("command@desk.example", [own_id(notice), "command@desk.example"])
    assert ids(copy) == ("", [])


# ---------------------------------------------------------------- answers to a user's own mail

HELP = Saying(lines=(Line(True, "#help=SECRET"),), report=("#status  shows your ticket",))


def answer(bench: Bench, sender: str) -> EmailMessage:
    message = parse_message(make_mail(sender, subject="#help", message_id="help@example.org"))
    ticket = bench.ticket
    bench.store.unit(lambda: bench.mails.to_sender("user_receipt", message, ticket, HELP, bench.occasion))
    return bench.sent[-1]


def test_who_has_proven_their_address_is_answered_about_their_ticket(bench: Bench) -> None:
    mail = answer(bench, "李雷 <li@example.org>")

    assert mail["Subject"] == "[TS-20261122-001] 打印机卡纸" and "✔ #help=SECRET" in text(mail)
    assert ids(mail) == ("help@example.org", ["help@example.org"])
    assert mail["Auto-Submitted"] == "auto-replied"


def test_who_has_proven_nothing_gets_the_manual_and_not_a_word_of_theirs_or_of_a_ticket(bench: Bench) -> None:
    mail = answer(bench, "Eve SECRET <eve@example.org>")

    assert "#status  shows your ticket" in text(mail)
    for word in ("SECRET", "TS-20261122-001", "卡纸"):
        assert word not in str(mail["Subject"]) + text(mail) + str(mail["To"])


def test_a_proven_stranger_is_not_shown_the_ticket_that_they_name(bench: Bench) -> None:
    bench.store.unit(lambda: correspondents.prove("eve@example.org", bench.desk.now))

    mail = answer(bench, "Eve <eve@example.org>")

    assert "✔ #help=SECRET" in text(mail)
    assert "TS-20261122-001" not in str(mail["Subject"]) + text(mail) and "X-TS-Ticket" not in mail


# ---------------------------------------------------------------- the wall between users and staff


@pytest.mark.parametrize("kind", TO_USERS)
def test_a_user_reads_nothing_that_the_desk_keeps_for_itself(bench: Bench, kind: str) -> None:
    ticket = bench.ticket
    bench.change(team="SECRET-TEAM", coordinator_id=bench.kim.id, due_at=bench.desk.now)
    form = bench.store.unit(lambda: registrations.find(ticket.id))
    assert form is not None
    kept = replace(form, fields={**form.fields, "asset": "SECRET-FIELD"}, triage={"reasons": ["SECRET-REASON"]})
    note = NewEntry("engineer", "han@desk.example", "韩梅梅", bench.desk.now, "SECRET-NOTE", public=False)
    bench.store.unit(lambda: registrations.replace(ticket.id, kept))
    bench.store.unit(lambda: tickets.add_entry(ticket.id, note))
    found = bench.store.unit(lambda: threads.files_of(ticket.id))
    words = "meant for the user" if kind in WITH_WORDS else "SECRET-WORDS"

    bench.tell_all(kind, Saying(words=words, by=bench.han, files=tuple(found), missing=("reason",)))

    (mail,) = bench.sent
    page = mail.get_body(("html",))
    assert page is not None
    everything = mail.as_string() + text(mail) + str(page.get_content()) + str(mail["Subject"])
    assert "SECRET" not in everything and "Kim" not in everything
    assert "#key=" not in everything
    assert kind in ASKING or "mailto:" not in everything
    assert bool(files(mail)) == (kind in IN_OWN_NAME)
