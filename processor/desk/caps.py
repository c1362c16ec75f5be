"""How many automatic mails may go out: so that neither a loop nor a forger makes a mail bomb of us."""

from __future__ import annotations

from datetime import datetime, timedelta

from db import outbox
from processor.config import Limits

# Mails that a stranger can cause to somebody else, whose name they need only know: so many a day, whatever the ticket.
# Enough for who writes from two new addresses; and what strangers do leaves most of a person's own answers. Staff whose
# mails prove nothing are asked about ten in a day; then their mail server is what has to be seen to.
# Who hears that a mail is in quarantine knows after a few that something is broken.
OF_KIND_PER_DAY = {
    "identity_confirmation": 2, "identity_confirmation_again": 2, "command_confirmation": 10,
    "command_confirmation_user": 1, "mail_quarantined": 3,
}  # fmt: skip
# Of the questions of a day, as many as mails may cause that our own mail server calls forged: a forger leaves the
# others to mails that may be the engineer's. What nobody can tell from theirs uses up all of them.
QUESTIONS_FOR_FORGED = 3
# Mails to staff are work and not answers, so the limits for answers do not hold; but strangers can cause these, with no
# end to it. A desk with 200 tickets an hour and one engineer is flooded: what is beyond stands in the lists.
CAUSED_BY_STRANGERS = frozenset({
    "new_ticket", "user_wrote", "confirmed", "rejected", "user_reopened", "urged", "command_confirmation", "refusal",
    "incident_proposed", "incident_similar",
})  # fmt: skip
TO_STAFF_PER_HOUR = 200
# What an engineer's mail is answered with. Twice as many as anybody sends in an hour; a program that answers in their
# name, and that no header gives away, would go on for ever.
ANSWERS_TO_STAFF = frozenset({"receipt", "escalation_form"})
ANSWERS_TO_STAFF_PER_HOUR = 100
ANSWERS_PER_HOUR = 30  # of engineers to one user; more than anybody types
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def kind_cap_reached(kind: str, recipient_key: str, now: datetime) -> str:
    """Name of the cap that forbids one more mail of this *kind*; as `cap_reached`."""
    most = OF_KIND_PER_DAY.get(kind)
    if most is None or outbox.of_kinds_to((kind,), recipient_key, now - DAY) < most:
        return ""
    return f"{kind}_per_day"


def forged_cap_reached(kind: str, recipient_key: str, now: datetime) -> bool:
    """No mail that is called forged may cause one more question of this *kind*, though others may."""
    return outbox.of_kinds_to((kind,), recipient_key, now - DAY) >= QUESTIONS_FOR_FORGED


def staff_cap_reached(kind: str, recipient_key: str, now: datetime) -> str:
    """The guard against loops for mails to staff; as `cap_reached`."""
    if cap := kind_cap_reached(kind, recipient_key, now):
        return cap
    if kind in ANSWERS_TO_STAFF:
        sent = outbox.of_kinds_to(sorted(ANSWERS_TO_STAFF), recipient_key, now - HOUR)
        return "answers_to_staff_per_hour" if sent >= ANSWERS_TO_STAFF_PER_HOUR else ""
    if kind not in CAUSED_BY_STRANGERS:
        return ""
    sent = outbox.of_kinds_to(sorted(CAUSED_BY_STRANGERS), recipient_key, now - HOUR)
    return "mails_to_staff_per_hour" if sent >= TO_STAFF_PER_HOUR else ""


def cap_reached(limits: Limits, recipient_key: str, ticket_id: int | None, verified: bool, now: datetime) -> str:
    """
    Name of the cap that forbids one more automatic mail now, "" when none does.

    Reads the database; belongs in the unit of work that queues the mail, so that what this unit has queued counts.
    Half of an hour's mails are kept for the proven: a flood of forged senders must not silence us to everybody.
    """
    to_sender = outbox.automatic_to(recipient_key, now - DAY)
    if not verified and to_sender >= limits.unverified_replies_per_sender_per_day:
        return "unverified_replies_per_sender_per_day"
    if to_sender >= limits.replies_per_sender_per_day:
        return "replies_per_sender_per_day"
    if ticket_id is not None and outbox.automatic_of(ticket_id, now - DAY) >= limits.replies_per_ticket_per_day:
        return "replies_per_ticket_per_day"
    in_all = limits.replies_per_hour if verified else (limits.replies_per_hour + 1) // 2
    if outbox.automatic_since(now - HOUR) >= in_all:
        return "replies_per_hour"
    return ""
