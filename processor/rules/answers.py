"""What a mail answers to "is it solved? are you satisfied?", and when a closed ticket is history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.events import Event
from db.tickets import Ticket
from parsers.answers import Answer, is_yes_or_no, read_answer, read_answer_subject
from parsers.gratitude import is_only_gratitude
from parsers.quotes import own_words
from processor.addresses import mailbox_key
from processor.desk.status_log import status_change
from processor.rules.arrival import Arrival

PERSONAL = frozenset({"answer", "question"})  # our mails to users with an engineer's own words and nothing else
ANSWERED = "command.answer"


def answer_of(arrival: Arrival, ticket: Ticket) -> Answer:
    """
    By what was typed, and by the subject where it is one of ours (`满意`), or all that was typed.

    The ticket's own title is nobody's answer, nor is that of a ticket that was merged into it: 键盘失灵.
    """
    subject = arrival.message.subject
    text, root = _typed(arrival), subject.root.strip()
    if not root or _is_title(root, ticket.title):
        return read_answer(text)
    beside = subject.ticket and subject.ticket != ticket.number
    return read_answer(text if beside else text or root, root)


def is_for_another_question(arrival: Arrival, happened: Sequence[Event] = ()) -> bool:
    """
    A mere yes or no, and an engineer has asked the user something else: "does it still jam?"

    Args:
        happened: since the solution; it tells what may have been asked where a mail has no token of ours.
    """
    if arrival.match is None or not is_yes_or_no(_typed(arrival)):
        return False
    kind = arrival.match.kind
    return kind in PERSONAL or (not kind and any(event.kind == ANSWERED for event in happened))


def is_requester(arrival: Arrival, ticket: Ticket) -> bool:
    """The mail is of who has the problem: a person is themself at each of their addresses."""
    own = {mailbox_key(addr) for addr in (*arrival.actor.addresses, arrival.sender_key)}
    return mailbox_key(ticket.requester_addr) in own


def says_more(arrival: Arrival, ticket: Ticket) -> bool:
    """Words below the subject of a ready answer neither thank nor say how it is: somebody has to read them."""
    text = _typed(arrival)
    return bool(text) and _is_ready(arrival, ticket) and not (read_answer(text).sure or is_only_gratitude(text))


def is_about_solution(arrival: Arrival, ticket: Ticket) -> bool:
    """However late it comes, it belongs to the old ticket: content, or a reply to what was asked there."""
    if is_content(arrival, ticket) or is_for_another_question(arrival):
        return True
    answer = answer_of(arrival, ticket)
    further = is_confirmation(answer) and bool(answer.new_problem)  # which gets a ticket of its own
    return is_requester(arrival, ticket) and (further or _is_ready(arrival, ticket))


def is_content(arrival: Arrival, ticket: Ticket) -> bool:
    """Thanks, or a word that all is well, and nothing else: no reason to open anything again."""
    answer = answer_of(arrival, ticket)
    if answer.new_problem or says_more(arrival, ticket):
        return False
    return is_confirmation(answer) or (bool(answer.words) and is_only_gratitude(answer.words))


def is_confirmation(answer: Answer) -> bool:
    """Surely solved, and nothing says that they are not satisfied: only then a ticket may be closed."""
    return answer.sure and answer.solved is True and answer.satisfied is not False


def is_rejection(answer: Answer) -> bool:
    """Surely not solved, or surely not satisfied."""
    return answer.sure and (answer.solved is False or answer.satisfied is False)


def is_over(ticket: Ticket, happened: Sequence[Event], window: timedelta, now: datetime) -> bool:
    """Closed for longer than *window*: who comes back now has a new case. happened: its events, oldest first."""
    if ticket.status != "closed":
        return False
    moves = ((event.at, status_change(event.detail)) for event in reversed(happened))
    closed = next((at for at, move in moves if move and move[1] == "closed"), ticket.updated_at)
    return now - closed > window


def _typed(arrival: Arrival) -> str:
    return own_words(arrival.message.reply.fresh).strip()


def _is_ready(arrival: Arrival, ticket: Ticket) -> bool:
    """The subject is one that the desk has prepared for a link."""
    root = arrival.message.subject.root.strip()
    return bool(root) and not _is_title(root, ticket.title) and read_answer_subject(root) is not None


def _is_title(root: str, title: str) -> bool:
    """Programs cut titles off, and people write around them; but what we have prepared is no piece of 满意度系统."""
    if root == title.strip():
        return True
    return bool(title.strip()) and (root in title or title.strip() in root) and read_answer_subject(root) is None
