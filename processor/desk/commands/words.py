"""The words of a command: which of those in its mail are meant for it, and whether the user may read them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.tickets import File
from parsers.phrases.commands import COMMANDS
from processor.desk.case import Case, Refused
from processor.desk.commands.work import take_up, tell_former
from processor.desk.lifecycle import NEW
from processor.rules.permissions import may

# Whose mail's text and files stay in the house. What else such a mail tells the user is only what stands in its values.
FOR_THE_DESK = frozenset({"note", "escalate"})
# The text of a mail can be one of these at a time; what other commands are sent with is a note for the desk.
_TAKE_THE_TEXT = frozenset({"progress", "question", "solution", "escalation", "title", "article"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a command says; files: that go with it. whole: the text and files of the mail are in it."""

    text: str
    files: tuple[File, ...] = ()
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.text or self.files)


def words_for_user(case: Case, value: str) -> Words:
    """
    The value of a command and the text of its mail.

    Raises:
        Refused: there are none.
    """
    words = Words(value) if FOR_THE_DESK & set(case.names) else Words(joined(value, case.words), case.files)
    if not words.text:
        raise Refused("nothing_said")
    return replace(words, whole=not FOR_THE_DESK & set(case.names), files=() if case.said else words.files)


def words_for_desk(case: Case, value: str) -> Words:
    """
    The value of a command and the text of its mail, for a command that keeps them in the house.

    Raises:
        Refused: there is neither text nor file.
    """
    words = Words(joined(value, case.words), case.files)
    if not words:
        raise Refused("nothing_said")
    return words


def reason_of(case: Case, value: str) -> str:
    """Why a ticket ends or begins again: the value, else the text where no other command of the mail needs it."""
    if value:
        return value
    others = {name for name in case.names if name in FOR_THE_DESK or takes_the_text(name)}
    return "" if others else case.words


def enter(case: Case, words: Words, *, public: bool) -> None:
    """Put *words* into the thread; *public*: the user may read them."""
    replace(case, words=words.text, files=words.files, said=False).say(public=public)
    case.said = case.said or words.whole


def begin(case: Case, *, copied: bool = False) -> None:
    """
    Whoever works on a new ticket has accepted it (受理人), and who works on one that only their team has, has it now.

    A manager, who only gives orders, has not. copied: who has had it until now gets a copy of what is done.
    """
    if not may("accept", case.actor.role, "own"):
        return
    if case.ticket.status in NEW:
        former = case.ticket.assignee_id
        take_up(case, case.status_after("accept"))
        if not copied and not case.head:
            tell_former(case, former)
    elif case.ticket.assignee_id is None and not case.head and _is_their_team(case):
        case.change("takeover", {"assignee_id": case.person.id})


def _is_their_team(case: Case) -> bool:
    team = case.ticket.team
    return case.tools.teams.is_of(case.person, team) if team else not case.person.team


def state(case: Case, status: str) -> str:
    """The name of a status in the words of who reads it."""
    return case.word("state" if case.actor.is_staff else "status", status)


def joined(value: str, text: str) -> str:
    return "\n".join(part for part in (value.strip(), text) if part)


def takes_the_text(name: str) -> bool:
    """The text of its mail belongs to the command *name*."""
    return name in COMMANDS and COMMANDS[name].text in _TAKE_THE_TEXT
