"""What simulated people do with the mails that they get: users, engineers, leads and specialists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from random import Random
from zoneinfo import ZoneInfo

from support.mails import make_mail

from db.outbox import Claimed

from . import words
from .cast import STAFF, Member, users
from .driver import Driver
from .places import DESK
from .scripts import DAY, HOUR, MINUTE, Script, script_for

_NUMBER = re.compile(rb"^X-TS-Ticket: (\S+)", re.MULTILINE)
_ANSWERS = re.compile(rb"^In-Reply-To:\s+<([^>]+)>", re.MULTILINE)
MOST_SOLUTIONS = 5  # of one ticket; then its engineer gives up
WITHOUT_THREAD = 0.15  # of the mail programs that send no In-Reply-To
ACCEPTS_IN = {"soon": (2 * MINUTE, 40 * MINUTE), "late": (2 * HOUR, 9 * HOUR), "very_late": (26 * HOUR, 4 * DAY)}
ANSWERS_IN = {"soon": (10 * MINUTE, 4 * HOUR), "late": (20 * HOUR, 3 * DAY)}
BY_LOGIN = {member.addr: member for member in STAFF}


@dataclass(frozen=True, slots=True)
class Written:
    """
    What a sender meant by a mail.

    Attributes:
        meaning: "new", a key of `words.MEANINGS`, the orders of a command mail as one text, one of
            `words.FOR_THE_DESK`, or "reply".
        answers: kind of the mail of the desk that it answers, by its id; "" for none.
    """

    sender: str
    meaning: str
    orders: tuple[str, ...] = ()
    answers: str = ""


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
    """A problem as its people remember it. steps: done of the plan; solutions: how many they were offered."""

    script: Script
    user: Member
    rng: Random
    language: str
    title: str
    number: str = ""
    worker: Member | None = None
    steps: int = 0
    solutions: int = 0
    over: bool = False
    rescued: bool = False
    child: bool = False
    used: set[str] = field(default_factory=set)
    away_until: datetime | None = None

    @property
    def tag(self) -> str:
        return f"Re: [{self.number}] {self.title}"


class Town:
    """All people, and what each has before them."""

    def __init__(self, driver: Driver, zone: ZoneInfo, rng: Random) -> None:
        self.driver, self.zone, self.rng = driver, zone, rng
        self.users = users()
        self.journal: dict[int, Written] = {}
        self.cases: dict[str, Case] = {}
        self.opened = 0
        self._by_mail: dict[str, Case] = {}  # Message-ID of a user's mail → the problem
        self._mails = 0
        self._absent: dict[str, datetime] = {}

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
        self.opened += 1
        self._write(case, user, title, text, Written(user.addr, "new"), copy=copy)

    def take_note(self, uid: int, kept: object) -> None:
        """A mail of somebody has been taken in."""
        assert isinstance(kept, Written)
        self.journal[uid] = kept

    # ---------------------------------------------------------------- mails of the desk

    def get(self, sent: Sequence[Claimed]) -> None:
        """Mails of the desk arrive."""
        for row in sent:
            mail = _seen(row)
            case = self._case_of(mail)
            if case is None:
                continue
            member = BY_LOGIN.get(mail.to)
            if member is None:
                if mail.to == case.user.addr:
                    _USER.get(mail.kind, _nothing)(self, case, case.user, mail)
            else:
                _STAFF.get(mail.kind, _nothing)(self, case, member, mail)

    def _case_of(self, mail: Mail) -> Case | None:
        known = self.cases.get(mail.number)
        if known is not None or not mail.number:
            return known
        answered = _ANSWERS.search(mail.raw.partition(b"\r\n\r\n")[0])
        case = self._by_mail.get(answered[1].decode()) if answered and mail.kind == "acknowledgement" else None
        if case is None and mail.kind not in ("acknowledgement", "new_ticket", "coordination"):
            return None
        if case is None or case.number:
            case = self._child(case, mail)
        case.number = mail.number
        self.cases[mail.number] = case
        return case

    def _child(self, parent: Case | None, mail: Mail) -> Case:
        """A problem that came up beside another one: an engineer solves it, and that is all."""
        user = parent.user if parent else next((one for one in self.users if one.addr == mail.to), self.users[0])
        title = re.sub(r"^\[[^\]]*\]\s*", "", mail.subject)
        return Case(Script("child"), user, Random(f"child {mail.number}"), user.language, title, child=True)

    # ---------------------------------------------------------------- writing

    def answer(self, case: Case, meaning: str, mail: Mail | None = None) -> None:
        """The user writes about their ticket what means *meaning*."""
        text = words.meaning(case.rng, case.language, meaning)
        answers = mail.kind if mail else ""
        self._write(case, case.user, case.tag, text, Written(case.user.addr, meaning, (), answers), mail)

    def say(self, case: Case, member: Member, orders: str, text: str = "", mail: Mail | None = None) -> None:
        """Somebody orders something, or replies without an order."""
        typed = tuple(re.findall(r"#(\w+)", orders))
        meaning = orders or (text if text in words.FOR_THE_DESK else "reply")
        written = Written(member.addr, meaning, typed, mail.kind if mail else "")
        subject = f"{case.tag} {orders}" if orders or mail is None else f"Re: {mail.subject}"
        self._write(case, member, subject, text, written, mail)

    def _write(
        self,
        case: Case,
        member: Member,
        subject: str,
        text: str,
        written: Written,
        mail: Mail | None = None,
        copy: Member | None = None,
    ) -> None:
        self._mails += 1
        message_id = f"m{self._mails}@{member.addr.rpartition('@')[2]}"
        threaded = mail is not None and case.rng.random() >= WITHOUT_THREAD
        headers = [("In-Reply-To", f"<{mail.message_id}>")] if mail is not None and threaded else []
        written = written if threaded else replace(written, answers="")
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


def _seen(row: Claimed) -> Mail:
    number = _NUMBER.search(row.raw.partition(b"\r\n\r\n")[0])
    return Mail(row.kind, row.recipient, number[1].decode() if number else "", row.message_id, row.raw)


Reaction = Callable[[Town, Case, Member, Mail], None]


def _nothing(town: Town, case: Case, member: Member, mail: Mail) -> None:
    pass


# ---------------------------------------------------------------- users


def _acknowledged(town: Town, case: Case, user: Member, mail: Mail) -> None:
    for seconds, deed in case.script.unasked:
        town.driver.after(seconds, lambda deed=deed: _unasked(town, case, deed, mail))


def _unasked(town: Town, case: Case, deed: str, mail: Mail) -> None:
    if deed == "urge":
        town.say(case, case.user, "#加急" if case.language == "zh" else "#urge", words.URGES[case.language], mail)
    elif deed == "withdraw":
        town.say(case, case.user, "#取消" if case.language == "zh" else "#cancel", "", mail)
    else:
        town.answer(case, deed, mail)


def _asked(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.asked != "never":
        text = words.one_of(case.rng, words.ANSWERS, case.language)
        written = Written(user.addr, "info", (), "question")
        town.soon(case, ANSWERS_IN[case.script.asked], lambda: town._write(case, user, case.tag, text, written, mail))


def _offered(town: Town, case: Case, user: Member, mail: Mail) -> None:
    verdicts = case.script.verdicts
    verdict = verdicts[case.solutions] if case.solutions < len(verdicts) else "solved"
    case.solutions += 1
    if verdict:
        town.soon(case, (10 * MINUTE, 30 * HOUR), lambda: town.answer(case, verdict, mail))


def _reminded(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.reminded:
        town.soon(case, (20 * MINUTE, 60 * HOUR), lambda: town.answer(case, case.script.reminded, mail))


def _asked_back(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.asked_back:
        town.soon(case, (10 * MINUTE, 20 * HOUR), lambda: town.answer(case, case.script.asked_back, mail))


def _closed(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if "closed" in case.used:
        return
    case.used.add("closed")
    for seconds, meaning in case.script.afterwards:
        town.driver.after(seconds, lambda meaning=meaning: town.answer(case, meaning, mail))


def _progress_heard(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.rng.random() < 0.08:
        town.soon(case, (HOUR, 9 * HOUR), lambda: town.answer(case, case.rng.choice(("thanks", "info")), mail))


# ---------------------------------------------------------------- staff


def _given(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """Whoever hears first of a new ticket takes care of it, if anybody does."""
    if case.worker is not None or member.role == "manager" or case.script.accept == "never":
        return
    case.worker = member
    delay = case.rng.uniform(*ACCEPTS_IN[case.script.accept])
    begins = "accept" if case.rng.random() < 0.8 or case.script.plan[0] == "accept" else ""

    def take_up() -> None:
        if begins:
            town.say(case, member, _order(member, "accept"), "", mail)
        _next(town, case)

    town.soon(case, (delay, delay + MINUTE), take_up, office=case.script.priority != "urgent")


def _next(town: Town, case: Case) -> None:
    """The engineer goes on with the plan after a while."""
    if case.steps < len(case.script.plan) and not case.over:
        step = case.script.plan[case.steps]
        case.steps += 1
        if step == "wait":
            town.soon(case, (14 * HOUR, 34 * HOUR), lambda: _next(town, case))
            return
        span = (3 * MINUTE, 26 * MINUTE) if case.rng.random() < 0.5 else (30 * MINUTE, 7 * HOUR)
        town.soon(case, span, lambda: _do(town, case, step), office=case.script.priority != "urgent")


def _do(town: Town, case: Case, step: str) -> None:
    worker = case.worker
    assert worker is not None
    name, _, what = step.partition(":")
    doing = _STEPS.get(name)
    if doing is None:
        town.say(case, worker, _order(worker, name) + (f"={what}" if what else ""), _text(case, name))
    else:
        doing(town, case, worker, what)
    _next(town, case)


def _text(case: Case, name: str) -> str:
    texts = {"progress": words.STEPS, "ask": words.QUESTIONS, "resolve": words.SOLUTIONS, "reopen": {}}
    if name in ("close", "cancel"):
        return words.REASON_TO_CLOSE[case.language]
    if name == "note":
        return words.NOTES
    found = texts.get(name)
    return words.one_of(case.rng, found, case.language) if found else ""


def _order(member: Member, name: str) -> str:
    return f"#{name}"


def _answers_user(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, "", words.REPLIES[case.language])


def _assigns(town: Town, case: Case, worker: Member, what: str) -> None:
    if what == "team":
        team = case.rng.choice([name for name in ("硬件组", "软件组", "业务组") if name != worker.team])
        town.say(case, worker, f"#assign={team}", "请协助处理。")
        heirs = [member for member in STAFF if member.team == team and member.role == "engineer"]
    else:
        heirs = [member for member in STAFF if member.role in ("engineer", "lead") and member != worker]
        heirs = [member for member in heirs if member.team == worker.team] or heirs
    heir = case.rng.choice(heirs)
    if what != "team":
        town.say(case, worker, f"#assign={heir.login}@desk.example", "")
    case.worker = heir


def _takes_over(town: Town, case: Case, worker: Member, what: str) -> None:
    other = case.rng.choice([one for one in STAFF if one.role in ("engineer", "lead") and one != worker])
    town.say(case, other, "#takeover")
    case.worker = other


def _escalates(town: Town, case: Case, worker: Member, what: str) -> None:
    targets = [member for member in STAFF if member.role == "specialist" and member != worker]
    target = case.rng.choice(targets)
    named = "安全组" if what != "person" else target.addr
    promised = case.rng.choice(("", " #feedback=2h", " #feedback=5h"))
    form = words.FORM if what != "incomplete" else ""
    town.say(case, worker, f"#escalate={named}{promised}", form)


def _promises(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, f"#feedback={case.rng.choice(('1h', '3h', '8h'))}")


def _unholds(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, "#hold=off")


def _holds(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, "#hold=等待供应商回复")


def _corrects(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, f"#category={case.rng.choice(('hardware', 'software', 'business', 'consultation'))}")


def _talks_nonsense(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, "#priority=supersonic #accept")


def _splits(town: Town, case: Case, worker: Member, what: str) -> None:
    town.say(case, worker, "#split", f"键盘也需要更换，编号 {case.rng.randrange(1000)}。")


_STEPS: dict[str, Callable[[Town, Case, Member, str], None]] = {
    "answer": _answers_user,
    "assign": _assigns,
    "takeover": _takes_over,
    "escalate": _escalates,
    "feedback": _promises,
    "hold": _holds,
    "unhold": _unholds,
    "category": _corrects,
    "nonsense": _talks_nonsense,
    "split": _splits,
}


def _form_came_back(town: Town, case: Case, member: Member, mail: Mail) -> None:
    town.soon(case, (10 * MINUTE, 3 * HOUR), lambda: town.say(case, member, "", words.FORM, mail), office=True)


def _escalated(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """The first specialist who reads it takes care."""
    if member.role != "specialist" or "specialist" in case.used:
        return
    case.used.add("specialist")
    span = (20 * MINUTE, 100 * MINUTE) if case.script.feedback == "kept" else (10 * HOUR, 40 * HOUR)

    def report() -> None:
        town.say(case, member, "#progress", words.one_of(case.rng, words.STEPS, case.language), mail)
        solution = words.one_of(case.rng, words.SOLUTIONS, case.language)
        town.soon(case, (HOUR, 20 * HOUR), lambda: town.say(case, member, "#resolve", solution))

    town.soon(case, span, report, office=case.rng.random() < 0.5)


def _draft(town: Town, case: Case, member: Member, mail: Mail) -> None:
    how = case.script.drafts
    if member != case.worker or how == "ignore":
        return
    text = {
        "ok": "ok",
        "words": words.one_of(case.rng, words.STEPS, case.language),
        "unclear": "不行，这样写不合适吧？",
    }[how]
    town.soon(case, (15 * MINUTE, 6 * HOUR), lambda: town.say(case, member, "", text, mail))


def _article(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """Now and then somebody decides about an article."""
    if (text := case.rng.choice(("ok", "不入库", "", ""))) and "article" not in case.used:
        case.used.add("article")
        town.soon(case, (HOUR, 60 * HOUR), lambda: town.say(case, member, "", text, mail), office=True)


def _goes_on(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """The user is not content: the engineer solves it once more."""
    if case.worker is None:
        case.worker = member
    if member != case.worker or case.solutions >= MOST_SOLUTIONS:
        return

    def again() -> None:
        if case.rng.random() < 0.5:
            town.say(case, member, "#progress", words.one_of(case.rng, words.STEPS, case.language))
        solution = words.one_of(case.rng, words.SOLUTIONS, case.language)
        town.soon(case, (20 * MINUTE, 30 * HOUR), lambda: town.say(case, member, "#resolve", solution), office=True)

    town.soon(case, (5 * MINUTE, 5 * HOUR), again, office=True)


def _user_wrote(town: Town, case: Case, member: Member, mail: Mail) -> None:
    if member == case.worker and case.rng.random() < 0.25:
        text = words.REPLIES[case.language]
        town.soon(case, (10 * MINUTE, 4 * HOUR), lambda: town.say(case, member, "", text, mail), office=True)


def _neglected(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """A lead hears that a duty was not kept."""
    if not case.script.rescue or case.rescued or member.role != "lead":
        return
    case.rescued = True

    def step_in() -> None:
        if case.worker is None or case.rng.random() < 0.4:
            town.say(case, member, "#takeover", "", mail)
            case.worker = member
        else:
            town.say(case, member, f"#assign={case.worker.addr}", "请尽快处理。", mail)
        solution = words.one_of(case.rng, words.SOLUTIONS, case.language)
        worker = case.worker
        town.soon(case, (2 * HOUR, 50 * HOUR), lambda: town.say(case, worker, "#resolve", solution), office=True)

    town.soon(case, (20 * MINUTE, 20 * HOUR), step_in, office=True)


def _questioned(town: Town, case: Case, member: Member, mail: Mail) -> None:
    if member == case.worker and case.rng.random() < 0.4:
        text = words.one_of(case.rng, words.STEPS, case.language)
        town.soon(case, (5 * MINUTE, 50 * MINUTE), lambda: town.say(case, member, "#progress", text, mail))


def _receipt(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """Now and then somebody goes away for some days, or comes back early."""
    if case.rng.random() < 0.01 and member.role == "engineer":
        first = town.driver.now.astimezone(town.zone).date() + timedelta(days=case.rng.randrange(3))
        last = first + timedelta(days=case.rng.randrange(5))
        town.soon(case, (MINUTE, HOUR), lambda: town.say(case, member, f"#away={first}..{last}"))


_USER: dict[str, Reaction] = {
    "acknowledgement": _acknowledged,
    "question": _asked,
    "resolved": _offered,
    "verification_reminder": _reminded,
    "verification_question": _asked_back,
    "closed_thanks": _closed,
    "closed_unanswered": _closed,
    "closed": _closed,
    "progress_due": _progress_heard,
    "progress": _progress_heard,
}
_STAFF: dict[str, Reaction] = {
    "new_ticket": _given,
    "assigned": _given,
    "escalation_form": _form_came_back,
    "escalation": _escalated,
    "progress_draft": _draft,
    "article_draft": _article,
    "rejected": _goes_on,
    "user_reopened": _goes_on,
    "user_wrote": _user_wrote,
    "response_breach": _neglected,
    "triage_overdue": _neglected,
    "draft_lapsed": _neglected,
    "triage_question": _questioned,
    "receipt": _receipt,
}
