"""Whoever writes in another's name; nothing of it may be done."""

from __future__ import annotations

from support.mails import AUTHSERV, make_mail

from . import words
from .cast import STAFF, Member
from .places import DESK
from .town import FORGED, Case, Mail, Town, Written

REFUTED = ("Authentication-Results", f"{AUTHSERV}; dmarc=fail header.from=corp.example")


def order_as_staff(town: Town, case: Case) -> None:
    """Somebody orders in the name of an engineer, without any proof."""
    member, order = case.rng.choice(STAFF[:-1]), "#spam"  # nobody else's, who would be asked for having it, too
    sender, message_id = f"{member.name} <{member.addr}>", town.new_id("elsewhere.example")
    text = f"{words.REASON_TO_CLOSE['zh']}\n"
    raw = make_mail(sender, DESK, f"{case.tag} {order}", text, message_id, proven=False)
    town.driver.post(raw, Written(member.addr, FORGED))


def order_as_user(town: Town, case: Case) -> None:
    """Somebody withdraws a ticket in the name of its user."""
    if not case.over:
        order = "#取消" if case.language == "zh" else "#cancel"
        _post(town, case.user, f"{case.tag} {order}", "", Written(case.user.addr, FORGED, forged=True))


def write_as_user(town: Town, case: Case, meaning: str, mail: Mail) -> None:
    """Somebody who may have seen a mail of the desk answers it in the name of its user."""
    seen = mail if case.rng.random() < 0.5 else None
    text = words.meaning(case.rng, case.language, meaning)
    _post(town, case.user, case.tag, text, Written(case.user.addr, meaning, forged=True), seen)


def vouch_as(town: Town, owner: Member, mail: Mail) -> None:
    """Whoever has told a false name confirms it in that name."""
    text, subject = words.VOUCHING["mine"][owner.language][0], f"Re: {mail.subject}"
    _post(town, owner, subject, text, Written(owner.addr, "mine", forged=True))


def _post(town: Town, member: Member, subject: str, text: str, written: Written, seen: Mail | None = None) -> None:
    headers = [REFUTED, *([("In-Reply-To", f"<{seen.message_id}>")] if seen else [])]
    sender, message_id = f"{member.name} <{member.addr}>", town.new_id("elsewhere.example")
    raw = make_mail(sender, DESK, subject, f"{text}\n", message_id, None, headers, proven=False)
    town.driver.post(raw, written)
