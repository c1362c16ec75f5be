"""What users do with the mails that they get."""

from __future__ import annotations

from email import message_from_bytes, policy

from . import forgers, strangers, words
from .cast import Member
from .scripts import DAY, HOUR, MINUTE
from .town import Case, Mail, Reaction, Town, Written

FORGED_USERS = 0.03  # mails that somebody answers in the name of the user who gets them
FORGED_ONE_OF = 0.08  # tickets about which somebody orders in another's name
ANSWERS_IN = {"soon": (10 * MINUTE, 4 * HOUR), "late": (20 * HOUR, 3 * DAY)}


def _acknowledged(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.rng.random() < FORGED_ONE_OF:
        town.driver.after(case.rng.uniform(HOUR, 3 * DAY), lambda: forgers.order_as_staff(town, case))
    if case.rng.random() < FORGED_USERS and user.addr not in town.guests:
        town.driver.after(case.rng.uniform(MINUTE, 5 * HOUR), lambda: forgers.order_as_user(town, case))
    if offers_article(mail) and case.script.offered:
        town.soon(case, (10 * MINUTE, 6 * HOUR), lambda: town.answer(case, case.script.offered, mail))
    for seconds, deed in case.script.unasked:
        town.driver.after(seconds, lambda deed=deed: _unasked(town, case, deed, mail))


def offers_article(mail: Mail) -> bool:
    body = message_from_bytes(mail.raw, policy=policy.default).get_body(("plain",))
    return body is not None and "KB-" in str(body.get_content())


def _unasked(town: Town, case: Case, deed: str, mail: Mail) -> None:
    if deed == "urge":
        town.say(case, case.user, "#加急" if case.language == "zh" else "#urge", words.URGES[case.language], mail)
    elif deed == "withdraw":
        town.say(case, case.user, "#取消" if case.language == "zh" else "#cancel", "", mail)
    elif deed == "again":
        town.report_again(case, case.user)
    elif deed == "too":
        town.report_again(case, case.rng.choice([one for one in town.users if one != case.user]))
    else:
        town.answer(case, deed, mail)


def _asked(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.asked != "never":
        text = words.one_of(case.rng, words.ANSWERS, case.language)
        written = Written(user.addr, "info", (), "question")
        town.soon(case, ANSWERS_IN[case.script.asked], lambda: town.write(case, user, case.tag, text, written, mail))


def _offered(town: Town, case: Case, user: Member, mail: Mail) -> None:
    verdicts = case.script.verdicts
    verdict = verdicts[case.solutions] if case.solutions < len(verdicts) else "solved"
    case.solutions += 1
    _forged(town, case, user, mail)
    if verdict:
        town.soon(case, (10 * MINUTE, 30 * HOUR), lambda: town.answer(case, verdict, mail))


def _forged(town: Town, case: Case, user: Member, mail: Mail) -> None:
    """Now and then somebody else would have a ticket closed, or opened again."""
    if case.rng.random() < FORGED_USERS and user.addr not in town.guests:
        meaning = case.rng.choice(("solved", "solved", "unsolved", "solved_and_more", "info"))
        delay = case.rng.uniform(5 * MINUTE, 20 * HOUR)
        town.driver.after(delay, lambda: forgers.write_as_user(town, case, meaning, mail))


def _reminded(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.reminded:
        town.soon(case, (20 * MINUTE, 60 * HOUR), lambda: town.answer(case, case.script.reminded, mail))


def _asked_back(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.script.asked_back:
        town.soon(case, (10 * MINUTE, 20 * HOUR), lambda: town.answer(case, case.script.asked_back, mail))


def _closed(town: Town, case: Case, user: Member, mail: Mail) -> None:
    _forged(town, case, user, mail)
    if "closed" in case.used:
        return
    case.used.add("closed")
    for seconds, meaning in case.script.afterwards:
        town.driver.after(seconds, lambda meaning=meaning: town.answer(case, meaning, mail))


def _progress_heard(town: Town, case: Case, user: Member, mail: Mail) -> None:
    if case.rng.random() < 0.08:
        town.soon(case, (HOUR, 9 * HOUR), lambda: town.answer(case, case.rng.choice(("thanks", "info")), mail))


DO: dict[str, Reaction] = {
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
} | strangers.DO


def _read_along(town: Town, case: Case, other: Member, mail: Mail) -> None:
    """Whoever gets copies seldom has something to say."""
    if case.rng.random() < 0.3:
        meaning = case.rng.choice(("info", "thanks", "solved", "unsolved", "unsolved_and_more"))
        town.soon(case, (10 * MINUTE, 20 * HOUR), lambda: town.answer(case, meaning, mail, other))


BYSTANDERS_DO: dict[str, Reaction] = {
    "question": _read_along,
    "answer": _read_along,
    "resolved": _read_along,
} | strangers.OWNERS_DO
