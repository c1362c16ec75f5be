"""What engineers, specialists and leads do with the mails that they get."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from . import words
from .cast import STAFF, Member
from .scripts import DAY, HOUR, MINUTE
from .town import Case, Mail, Reaction, Town

MANY = 12  # tickets among which one is taken for the same
MOST_SOLUTIONS = 5  # of one ticket; then its engineer gives up
LIES_FOR = (30 * DAY, 45 * DAY)  # until a lead ends what nobody else has
LEADS = [member for member in STAFF if member.role == "lead"]
ACCEPTS_IN = {"soon": (2 * MINUTE, 40 * MINUTE), "late": (2 * HOUR, 9 * HOUR), "very_late": (26 * HOUR, 4 * DAY)}


def _given(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """Whoever hears first of a new ticket takes care of it, if anybody does."""
    _tidies_up_some_day(town, case)
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


def _tidies_up_some_day(town: Town, case: Case) -> None:
    """Nothing lies for ever: weeks later a lead closes what is still open, and looks again after as many."""
    if "tidied" in case.used:
        return
    case.used.add("tidied")
    rng = Random(f"tidy {case.number}")
    lead = rng.choice(LEADS)

    def look() -> None:
        if case.number not in town.idle:
            town.say(case, lead, "#close", words.REASON_TO_CLOSE[case.language])
        town.driver.after(rng.uniform(*LIES_FOR), look)

    town.driver.after(rng.uniform(*LIES_FOR), look)


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


def _merges(town: Town, case: Case, worker: Member, what: str) -> None:
    """Into the one of which it is the second report, else into any other, which may be a mistake."""
    others = [one for one in list(town.cases.values())[-MANY:] if one is not case]
    target = case.other or (case.rng.choice(others) if others else None)
    if target is not None:
        case.over = "undo" not in case.script.plan[case.steps :]
        town.say(case, worker, f"#merge={target.number}", "同一问题。")


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
    "merge": _merges,
}


def _form_came_back(town: Town, case: Case, member: Member, mail: Mail) -> None:
    town.soon(case, (10 * MINUTE, 3 * HOUR), lambda: town.say(case, member, "", words.FORM, mail), office=True)


def _escalated(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """The first specialist who reads it takes care; now and then a lead will not have it."""
    if member.role == "lead" and case.rng.random() < 0.1:
        town.soon(case, (MINUTE, HOUR), lambda: town.say(case, member, "#undo", "", mail))
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
    if (text := case.rng.choice(("ok", "ok", "不入库", ""))) and "article" not in case.used:
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
    """Now and then somebody takes back what they have just ordered, or goes away for some days."""
    if case.rng.random() < 0.02:
        town.soon(case, (MINUTE, 3 * HOUR), lambda: town.say(case, member, "#undo", "", mail))
    if case.rng.random() < 0.01 and member.role == "engineer":
        first = town.driver.now.astimezone(town.zone).date() + timedelta(days=case.rng.randrange(3))
        last = first + timedelta(days=case.rng.randrange(5))
        town.soon(case, (MINUTE, HOUR), lambda: town.say(case, member, f"#away={first}..{last}"))


def _proposed(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """The first lead who reads it decides whether it is one incident, and works on it then."""
    if case.worker is not None or "incident" in case.used:
        return
    case.used.add("incident")
    orders, text = case.rng.choices((("#incident", ""), ("", "ok"), ("#incident=off", "")), (7, 2, 2))[0]

    def decide() -> None:
        case.worker = member
        town.say(case, member, orders, text, mail)
        _next(town, case)

    town.soon(case, (5 * MINUTE, 2 * HOUR), decide)


def _similar(town: Town, case: Case, member: Member, mail: Mail) -> None:
    """Another report belongs to it, mostly."""
    last = [one for one in town.cases.values() if one.outage == case.outage][-1]
    if case.outage and last.number not in case.used and case.rng.random() < 0.8:
        case.used.add(last.number)
        town.soon(case, (5 * MINUTE, 3 * HOUR), lambda: town.say(case, member, f"#incident={last.number}", "", mail))


DO: dict[str, Reaction] = {
    "incident_proposed": _proposed,
    "incident_similar": _similar,
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
