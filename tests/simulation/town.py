"""The people of the simulation: what they have before them, how they write, and when they get to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from support.mails import make_mail
from support.outages import KNOWN

from db.outbox import Claimed

from . import words
from .cast import STAFF, Member, guests, users
from .driver import Driver
from .places import DESK
from .scripts import HOUR, TWIN, Script, outage_script, script_for

_NUMBER = re.compile(rb"^X-TS-Ticket: (\S+)", re.MULTILINE)
_ANSWERS = re.compile(rb"^In-Reply-To:\s+<([^>]+)>", re.MULTILINE)
ACTS = "acts"  # meaning of an answer to a digest
# Kinds of mail by which users hear that nobody works on their ticket.
IDLE = frozenset({"closed", "closed_thanks", "closed_unanswered", "cancelled", "merged", "identity_question"})
FIRST_ANSWERS = ("acknowledgement", "identity_question")
FORGED = "forged"  # meaning of an order of somebody who is not its sender
WITHOUT_THREAD = 0.15  # of the mail programs that send no In-Reply-To
BY_LOGIN = {member.addr: member for member in STAFF}


@dataclass(frozen=True, slots=True)
class Written:
    """
    What a sender meant by a mail.

    Attributes:
        meaning: "new", FORGED, ACTS, a key of `words.MEANINGS`, the orders of a command mail as one text, one of
            `words.FOR_THE_DESK`, one of `words.VOUCHING`, or "reply".
        outage: which one it reports; "" for none.
        answers, about: kind and Message-ID of the mail of the desk that it answers; "" for none.
        says: who the sender says they are, by field; or, with the field "address", about whose address they say it.
        forged: it is not of its sender, as the desk's mail server says.
        acts: number of a ticket and what a line orders about it.
    """

    sender: str
    meaning: str
    orders: tuple[str, ...] = ()
    answers: str = ""
    about: str = ""
    outage: str = ""
    says: tuple[tuple[str, str], ...] = ()
    forged: bool = False
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the desk as whoever gets it sees it."""

    kind: str
    to: str
    number: str
    message_id: str
    raw: bytes

    @property
    def subject(self) -> str:
        head = self.raw.partition(b"\r\n\r\n")[0]
        return re.sub(r"[\r\n]+", "", str(make_header(decode_header(str(message_from_bytes(head)["Subject"])))))


@dataclass(slots=True)
class Case:
    """
    A problem as its people remember it.

    steps: done of the plan; solutions: how many they were offered; other: whose second report it is. tells: how they
    answer the questions who they are that are still to come, keys of `strangers.SAYINGS`.
    """

    script: Script
    user: Member
    rng: Random
    language: str
    title: str
    number: str = ""
    worker: Member | None = None
    steps: int = 0
    solutions: int = 0
    other: Case | None = None
    over: bool = False
    rescued: bool = False
    child: bool = False
    used: set[str] = field(default_factory=set)
    outage: str = ""
    tells: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return f"Re: [{self.number}] {self.title}"


Reaction = Callable[["Town", Case, Member, Mail], None]
Reader = Callable[["Town", Member, Mail], None]  # of a mail that is about no ticket


class Town:
    """
    All people, and what each has before them.

    users_do, bystanders_do, staff_do: by kind of mail, what whoever gets it does. managers_do: the same for mails that
    are about no ticket.
    """

    def __init__(
        self,
        driver: Driver,
        zone: ZoneInfo,
        users_do: Mapping[str, Reaction],
        bystanders_do: Mapping[str, Reaction],
        staff_do: Mapping[str, Reaction],
        managers_do: Mapping[str, Reader],
    ) -> None:
        self.driver, self.zone = driver, zone
        self._users_do, self._bystanders_do, self._staff_do = users_do, bystanders_do, staff_do
        self._managers_do = managers_do
        self.users = users()
        self.guests = {one.member.addr: one for one in guests()}
        self._by_addr = {one.addr: one for one in (*self.users, *(guest.member for guest in self.guests.values()))}
        self.journal: dict[int, Written] = {}
        self.cases: dict[str, Case] = {}
        self._by_mail: dict[str, Case] = {}  # Message-ID of a user's mail → the problem
        self._mails = 0
        self.idle: set[str] = set()  # numbers of tickets on which nobody works, as far as users have heard

    # ---------------------------------------------------------------- new problems

    def begin(self, number: int, seed: int) -> None:
        """Somebody has a problem."""
        rng = Random(f"{seed} {number}")
        script = script_for(number, rng)
        user = rng.choice(self.users)
        category = script.category or rng.choice(("hardware", "software", "business"))
        title, text = words.problem(rng, user.language, category, script.priority or "general")
        case = Case(script, user, rng, user.language, title)
        copy = rng.choice(self.users) if script.copied else None
        self.write(case, user, title, text, Written(user.addr, "new"), copy=copy)

    def fall_out(self, name: str, number: int, seed: int) -> None:
        """Something that many share fails, and several users report it, one after the other."""
        rng = Random(f"outage {seed} {number}")
        reporting = rng.sample(self.users, rng.randrange(3, 8))
        for user, (title, text) in zip(reporting, rng.choices(KNOWN[name], k=len(reporting)), strict=True):
            case = Case(outage_script(rng), user, Random(f"{seed} {number} {user.login}"), _language(title), title)
            case.outage = f"{name} {number}"
            written = Written(user.addr, "new", outage=case.outage)
            self.driver.after(rng.randrange(55 * 60), partial(self.write, case, user, title, text, written))

    def report_again(self, case: Case, user: Member) -> None:
        """The user of *case* writes a second mail about it, with other words, or somebody else has the same problem."""
        rng = Random(f"again {case.number}")
        title, text = words.problem(rng, user.language, rng.choice(("hardware", "software")), "general")
        twin = Case(TWIN, user, rng, user.language, title, other=case)
        self.write(twin, user, title, text, Written(user.addr, "new"))

    def take_note(self, uid: int, kept: object) -> None:
        """A mail of somebody has been taken in."""
        assert isinstance(kept, Written)
        self.journal[uid] = kept

    # ---------------------------------------------------------------- mails of the desk

    def get(self, sent: Sequence[Claimed]) -> None:
        """Mails of the desk arrive."""
        for row in sent:
            mail = _seen(row)
            case, member = self._case_of(mail), BY_LOGIN.get(mail.to)
            if mail.kind in IDLE:
                self.idle.add(mail.number)
            elif mail.kind in ("acknowledgement", "reopened"):
                self.idle.discard(mail.number)
            if case is None:
                if member and (reading := self._managers_do.get(mail.kind)):
                    reading(self, member, mail)
                continue
            if member is None:
                user = case.user if mail.to == case.user.addr else self._by_addr[mail.to]
                doing = self._users_do if user == case.user else self._bystanders_do
                doing.get(mail.kind, _nothing)(self, case, user, mail)
            else:
                self._staff_do.get(mail.kind, _nothing)(self, case, member, mail)

    def _case_of(self, mail: Mail) -> Case | None:
        known = self.cases.get(mail.number)
        if known is not None or not mail.number:
            return known
        answered = _ANSWERS.search(mail.raw.partition(b"\r\n\r\n")[0])
        case = self._by_mail.get(answered[1].decode()) if answered and mail.kind in FIRST_ANSWERS else None
        if case is None and mail.kind not in (*FIRST_ANSWERS, "new_ticket", "coordination"):
            return None
        if case is None or case.number:
            case = self._child(case, mail)
        case.number = mail.number
        self.cases[mail.number] = case
        return case

    def _child(self, parent: Case | None, mail: Mail) -> Case:
        """A problem that came up beside another one: an engineer solves it, and that is all."""
        user = parent.user if parent else self._by_addr.get(mail.to, self.users[0])
        title = re.sub(r"^\[[^\]]*\]\s*", "", mail.subject)
        return Case(Script("child"), user, Random(f"child {mail.number}"), user.language, title, child=True)

    # ---------------------------------------------------------------- writing

    def answer(self, case: Case, meaning: str, mail: Mail | None = None, by: Member | None = None) -> None:
        """The user, or somebody who takes part, writes about a ticket what means *meaning*."""
        text, user = words.meaning(case.rng, case.language, meaning), by or case.user
        answers = mail.kind if mail else ""
        self.write(case, user, case.tag, text, Written(user.addr, meaning, (), answers), mail)

    def say(self, case: Case, member: Member, orders: str, text: str = "", mail: Mail | None = None) -> None:
        """Somebody orders something, or replies without an order."""
        typed = tuple(re.findall(r"#(\w+)", orders))
        meaning = orders or (text if text in words.FOR_THE_DESK else "reply")
        written = Written(member.addr, meaning, typed, mail.kind if mail else "")
        subject = f"{case.tag} {orders}" if orders or mail is None else f"Re: {mail.subject}"
        self.write(case, member, subject, text, written, mail)

    def reply(self, member: Member, mail: Mail, text: str, written: Written) -> None:
        """Somebody of the staff answers a mail that is about no ticket."""
        message_id = self.new_id(member.addr.rpartition("@")[2])
        headers = [("In-Reply-To", f"<{mail.message_id}>")]
        sender, subject = f"{member.name} <{member.addr}>", f"Re: {mail.subject}"
        self.driver.post(make_mail(sender, DESK, subject, f"{text}\n", message_id, None, headers), written)

    def new_id(self, domain: str) -> str:
        """A Message-ID."""
        self._mails += 1
        return f"m{self._mails}@{domain}"

    def write(
        self,
        case: Case,
        member: Member,
        subject: str,
        text: str,
        written: Written,
        mail: Mail | None = None,
        copy: Member | None = None,
    ) -> None:
        message_id = self.new_id(member.addr.rpartition("@")[2])
        threaded = mail is not None and case.rng.random() >= WITHOUT_THREAD
        headers = [("In-Reply-To", f"<{mail.message_id}>")] if mail is not None and threaded else []
        written = replace(written, about=mail.message_id) if mail and threaded else replace(written, answers="")
        if copy is not None and copy != member:
            headers.append(("Cc", copy.addr))
        sender = f"{member.name} <{member.addr}>"
        raw = make_mail(sender, DESK, subject, f"{text}\n", message_id, None, headers)
        if member.role == "user":
            self._by_mail[message_id] = case
        self.driver.post(raw, written)

    # ---------------------------------------------------------------- when people do something

    def soon(self, case: Case, span: tuple[float, float], deed: Callable[[], None], *, office: bool = False) -> None:
        """Within *span* seconds; office: in the hours in which engineers work, mostly."""
        moment = self.driver.now + timedelta(seconds=int(case.rng.uniform(*span)))
        if office and case.rng.random() < 0.95:
            moment = self._in_office(moment, case.rng)
        self.driver.at(moment, deed)

    def _in_office(self, moment: datetime, rng: Random) -> datetime:
        local = moment.astimezone(self.zone)
        if local.weekday() < 5 and 9 <= local.hour < 18:
            return moment
        day = local if local.hour < 9 and local.weekday() < 5 else local + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        morning = day.replace(hour=9, minute=0, second=0, microsecond=0)
        return max(moment, morning + timedelta(seconds=rng.randrange(3 * HOUR)))


def _language(title: str) -> str:
    return "en" if title.isascii() else "zh"


def _seen(row: Claimed) -> Mail:
    number = _NUMBER.search(row.raw.partition(b"\r\n\r\n")[0])
    return Mail(row.kind, row.recipient, number[1].decode() if number else "", row.message_id, row.raw)


def _nothing(town: Town, case: Case, member: Member, mail: Mail) -> None:
    pass
