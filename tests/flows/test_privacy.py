"""Whatever is ordered, written and refused: no word for the desk alone reaches anybody who is not of its staff."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.commands import STAFF, Staffed, address
from support.mails import make_mail
from support.quick import examples

from db import events, people
from db.connection import Store
from db.outbox import Summary
from processor.parsing import Parser

# What is ordered, and the text of its mail. {i…} is for the desk alone; {p…} is for the user, if it is carried out.
ORDERS: tuple[tuple[str, str], ...] = (
    ("#受理", "{i}"),
    ("#接手", "{i}"),
    ("#指派=韩梅梅", "{i}"),
    ("#assign=孙宁", "{i}"),
    ("#assign=desktop", "{i}"),
    ("#类型=软件", "{i}"),
    ("#优先级=紧急", "{i}"),
    ("#备注", "{i}"),
    ("#note={i}", "{i2}"),
    ("#进展", "{p}"),
    ("#progress={p}", ""),
    ("#进展", "您好，{p}\n处理步骤：{p2}\n结果：{p3}\n下一步计划：{p4}\n原因：{p5}\n谢谢"),
    ("#询问", "{p}"),
    ("#ask={p}", "{p2}"),
    ("#升级=硬件组", "升级原因：{i}\n已尝试：{i2}"),
    ("#升级=孙宁 #反馈=4h", "升级原因：{i}\n已尝试：{i2}\n反馈时间：明天10:00"),
    ("#升级=硬件组", "{i}"),
    ("#升级", "已尝试：{i}"),
    ("#反馈=明天10:00", "{i}"),
    ("#协作={i}@财务部,周五17:00", "{i2}"),
    ("#协作={i}", "{i2}"),
    ("#解决", "{p}"),
    ("#重开", "{i}"),
    ("#reopen={i}", "{i2}"),
    ("#关闭={p}", "{i}"),
    ("#close", "{p}"),
    ("#取消={p}", "{i}"),
    ("#spam", "{i}"),
    ("#合并={other}", "{i}"),
    ("#关联={other}", "{i}"),
    ("#拆分=另一个问题", "{u}"),  # what the user's new ticket is about
    ("#关注=陈总", "{i}"),
    ("#抄送=gast@partner.example", "{i}"),
    ("#期限=周五17:00", "{i}"),
    ("#挂起=下周一", "{i}"),
    ("#挂起={i}", "{i2}"),
    ("#稍后=2h", "{i}"),
    ("#撤销", "{i}"),
    ("#状态", "{i}"),
    ("#列表=超时", "{i}"),
    ("#查找=打印机", "{i}"),
    ("#note={i} #progress={p}", ""),
    ("#指派=张伟 #进展", "{p}"),
    ("#备注 #进展", "{i}"),  # refused: two want the text
    ("#note #close", "{i}"),
    ("#优先级=十万火急 #进展", "{p}"),
    ("#reslove", "{i}"),
    ("", "{p}"),
    ("", "{p}\n\n在 2026-11-22，IT 服务台 写道：\n> {i}\n> {i2}\n"),
)
USERS_WRITE: tuple[tuple[str, str], ...] = (
    ("", "{u}"),
    ("#状态", ""),
    ("#加急", "{u}"),
    ("#取消", "{u}"),
    ("#note", "{u}"),
)

STORIES = examples(8)  # an engine; each takes about half a second of CPU
LOGINS = tuple(login for login, *_ in STAFF)
TOLD = frozenset({"progress", "ask", "resolve", "close", "cancel", "answer"})  # commands whose words are for the user
Action = tuple[str, str, int, bool]  # kind, login, number of the order, with a file
ASKS: Action = ("user", "wang", 1, False)  # the sheet of the ticket


def actions() -> st.SearchStrategy[list[Action]]:
    staff = st.tuples(st.just("staff"), st.sampled_from(LOGINS), st.integers(0, len(ORDERS) - 1), st.booleans())
    forger = st.tuples(st.just("forger"), st.sampled_from(LOGINS), st.integers(0, len(ORDERS) - 1), st.booleans())
    form = st.tuples(st.just("form"), st.sampled_from(LOGINS), st.just(0), st.booleans())
    user = st.tuples(st.just("user"), st.just("wang"), st.integers(0, len(USERS_WRITE) - 1), st.booleans())
    stranger = st.tuples(st.just("user"), st.just("zhao"), st.integers(0, len(USERS_WRITE) - 1), st.just(False))
    clock = st.tuples(st.just("clock"), st.just(""), st.integers(1, 30), st.just(False))
    leaves = st.tuples(st.just("leaves"), st.just("zhang"), st.just(0), st.just(False))
    return st.lists(
        st.one_of(staff, staff, staff, staff, forger, form, user, stranger, clock, leaves), min_size=4, max_size=12
    )


@dataclass
class History:
    """One ticket of wang's, one of zhao's, and everything that was written about them."""

    staffed: Staffed
    marks: Iterator[int]
    number: str = ""
    other: str = ""
    internal: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)
    seen: int = 0

    def begin(self) -> None:
        self._everybody_is_here()
        self.seen = len(self.staffed.rows())
        self.number, self.other = self.staffed.open(), self.staffed.open(subject="VPN 连不上", who="zhao")

    def act(self, action: Action) -> None:
        kind, login, number, with_file = action
        match kind:
            case "staff":
                self._write(login, *ORDERS[number], with_file)
            case "forger":
                self._write(login, *ORDERS[number], with_file, proven=False)
            case "form":
                self._write(login, "#升级=硬件组", "升级原因：{i}", with_file)
                self._answer_form(with_file)
            case "user":
                self._write(login, *USERS_WRITE[number], with_file)
            case "leaves":
                self._leave(login)
            case _:
                self.staffed.desk.later(hours=number)
                self.staffed.reminders.look_after(self.staffed.desk.store, self.staffed.desk.now)

    def _write(
        self,
        who: str,
        orders: str,
        body: str,
        with_file: bool,
        headers: Sequence[tuple[str, str]] = (),
        proven: bool = True,
    ) -> None:
        words = {name: self._mark(name) for name in ("i", "i2", "p", "p2", "p3", "p4", "p5", "u")}
        used = orders + body
        self.internal |= {words[name] for name in ("i", "i2") if f"{{{name}}}" in used}
        self.public |= {words[name] for name in ("p", "p2", "p3", "p4", "p5") if f"{{{name}}}" in used}
        secret = "{i}" in used and "{p}" not in used
        files = (
            [(f"{words['i'] if secret else words['p']}.txt", b"x")] if with_file and ("{p}" in used or secret) else []
        )
        raw = make_mail(
            address(who),
            subject=f"Re: [{self.number}] 打印机卡纸 {orders}".format(**words, other=self.other).strip(),
            body=body.format(**words) + "\n",
            message_id=f"{self._mark('m')}@corp.example",
            files=files,
            headers=headers,
            proven=proven,
        )
        self.staffed.desk.deliver(raw)
        self.staffed.desk.later(minutes=1)

    def _mark(self, kind: str) -> str:
        return f"{kind[0]}zq{next(self.marks):06d}x"

    def _answer_form(self, with_file: bool) -> None:
        """Whoever was asked last to complete an escalation form answers that mail, without labels."""
        found = [row for row in self._new() if row.kind == "escalation_form"]
        if found:
            message_id = self.staffed.mail_of(found[-1].id)["Message-ID"]
            login = found[-1].recipient.partition("@")[0]
            self._write(login, "", "{i}", with_file, [("In-Reply-To", str(message_id))])

    def _leave(self, login: str) -> None:
        person = self._person(login)
        self.staffed.desk.store.unit(lambda: people.deactivate(person.id))

    def _everybody_is_here(self) -> None:
        for login in LOGINS:
            person = self._person(login)
            if not person.active:
                back = replace(person.profile, active=True)
                self.staffed.desk.store.unit(lambda person=person, back=back: people.change(person.id, back))

    def _person(self, login: str) -> people.Person:
        found = self.staffed.desk.store.unit(lambda: people.find_by_address(address(login)))
        assert found is not None
        return found

    def _new(self) -> list[Summary]:
        return self.staffed.rows()[self.seen :]

    # ------------------------------------------------------------ what came of it

    def told(self, number: str) -> set[str]:
        """The public marks of commands that were carried out on a ticket: in what happened, or in what was said."""
        ticket_id = self.staffed.ticket(number).id
        happened = self.staffed.desk.store.unit(lambda: events.of_ticket(ticket_id))
        words = " ".join(str(event.detail) for event in happened if event.kind.removeprefix("command.") in TOLD)
        words += " ".join(entry.text for entry in self.staffed.desk.thread(number) if entry.public)
        return {mark for mark in self.public if mark in words}

    def outside(self) -> Iterator[tuple[Summary, str]]:
        """The mails to who is not of the staff, each with all that can be read in it."""
        inside = {address(login) for login in LOGINS}
        for row in self._new():
            if row.recipient not in inside:
                yield row, readable(self.staffed.mail_of(row.id))


def readable(mail: EmailMessage) -> str:
    """Headers, texts and names of files, decoded."""
    parts = [part for part in mail.walk() if not part.is_multipart()]
    texts = [part.get_content() for part in parts if part.get_content_maintype() == "text"]
    return "\n".join([*map(str, mail.values()), *texts, *(part.get_filename() or "" for part in parts)])


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def test_no_internal_word_reaches_anybody_outside_and_every_public_one_reaches_the_user(staffed: Staffed) -> None:
    marks = itertools.count(1)

    # a story is told as it was found: to shorten one takes longer than to read it
    @settings(max_examples=STORIES, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate])
    @given(actions())
    def holds(story: list[Action]) -> None:
        history = History(staffed, marks)
        history.begin()
        for action in (*story, ASKS):
            history.act(action)
        # what is ordered for a ticket that was merged is done to the other one, and told to its user
        told = {"wang": history.told(history.number), "zhao": history.told(history.other)}
        outside = list(history.outside())
        for row, text in outside:
            secret = history.internal | (history.public - told["wang"] - told["zhao"])
            leaked = {mark for mark in secret if mark in text}
            assert not leaked, f"{row.kind} to {row.recipient} has {leaked}"
        for login, marks_told in told.items():
            heard = " ".join(text for row, text in outside if row.recipient == address(login))
            assert not {mark for mark in marks_told if mark not in heard}, f"{login} has not heard"

    holds()
