"""An article that was offered to a user: does the offer still stand, and do they say that it has helped? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from db.events import Event
from parsers.answer_clauses import clauses_of, signs_of
from parsers.answers import Answer
from processor.desk.since import RESOLVED
from processor.desk.undone import undone_items
from processor.rules.answers import is_confirmation, is_rejection

# Events of a ticket; each with the number of the article.
MADE, ACCEPTED, REFUSED = "offer.made", "offer.accepted", "offer.refused"


def standing_offer(happened: Sequence[Event]) -> str:
    """
    Number of the article that was offered; "" when none was, the user has answered, or somebody has resolved it since.

    happened: the events of the ticket, oldest first.
    """
    gone = undone_items(happened)
    over = {ACCEPTED, REFUSED, RESOLVED}
    kept = (event for event in reversed(happened) if event.item_id is None or event.item_id not in gone)
    last = next((event for event in kept if event.kind in over | {MADE}), None)
    return str(last.detail["number"]) if last and last.kind == MADE else ""


def takes(answer: Answer) -> bool:
    """
    Surely solved, and said so: nobody has asked a question yet, so that "yes" may mean anything.

    No score either: there is nothing of ours yet that could be scored.
    """
    said = (sign for clause in clauses_of(answer.words) if not clause.asked for sign in signs_of(clause))
    return is_confirmation(answer) and "solved" in said


def refuses(answer: Answer) -> bool:
    """Surely not solved."""
    return is_rejection(answer) and answer.solved is False
