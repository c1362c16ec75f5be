"""
A desk of all kinds of people, and mails from each with every kind of proof: for tests of who may order what.

What should become of a mail is read here from a table of its own, so that it can differ from the desk's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

# What each kind of person may order. a: on every ticket, t: on their team's and their own, o: on their own request.
# Whoever asked for help has on that ticket what users have, even if they are of the staff.
#            user engineer specialist lead manager
SHEET = {
    "progress": " -tta-",
    "priority": " -ttaa",
    "link": "     -aaa-",
    "note": "     -aaaa",
    "cancel": "   otta-",
    "status": "   oaaaa",
    "help": "     aaaaa",
    "list": "     -aaaa",
    "digest": "   ---aa",
    "urge": "     o--aa",
    "answer": "   -tta-",
}
COLUMNS = ("user", "engineer", "specialist", "lead", "manager")
NEED_NO_TICKET = frozenset({"status", "help", "list", "digest"})

# Who writes, and the column of the sheet that holds for them; None: nobody of this desk.
SENDERS: dict[str, str | None] = {
    "engineer": "engineer",
    "engineer of another team": "engineer",
    "specialist": "specialist",
    "lead": "lead",
    "manager": "manager",
    "user": "user",
    "stranger": "user",
    "ex-employee": None,
}
OUTSIDERS = frozenset({"user", "stranger", "ex-employee"})

# How the sender stands to the ticket that the subject names.
TICKETS = ("own", "team", "other", "requester", "none")

# What the mail brings with it, and whether it proves the sender of a mail about the ticket.
PROOFS = {
    "token": True,
    "key": True,
    "server": True,
    "server, signed": True,
    "nothing": False,
    "guessed token": False,
    "token of a colleague": False,
    "key of another person": False,
    "key of another ticket": False,
    "used key": False,
    "old key": False,
    "result of another server": False,
    "forged result below ours": False,
    "another domain's signature": False,
    "proven yesterday": False,
    "token, but our server says forged": False,
    "key, but our server says forged": False,
}


@dataclass(frozen=True, slots=True)
class Cell:
    sender: str
    proof: str
    command: str
    ticket: str

    @property
    def staff(self) -> bool:
        return self.sender not in OUTSIDERS

    @property
    def proven(self) -> bool:
        if self.proof == "key" and (self.sender == "stranger" or self.ticket == "none"):
            return False  # each is for somebody of the directory and for one ticket
        return PROOFS[self.proof]


def cells() -> Iterator[Cell]:
    for sender, proof, command, ticket in product(SENDERS, PROOFS, SHEET, TICKETS):
        if sender not in OUTSIDERS or ticket not in ("own", "team"):
            yield Cell(sender, proof, command, ticket)


def expected(cell: Cell) -> str:
    """done, refused, held; "ticket" or "follow_up": no command, but a mail as any other."""
    if cell.sender == "ex-employee":
        return _ordinary(cell)
    if not cell.staff:
        return _of_user(cell)
    if cell.command == "answer" and cell.ticket in ("none", "requester"):
        return _ordinary(cell)
    if not cell.proven:
        return "held"
    return "done" if _allowed(cell) else "refused"


def _of_user(cell: Cell) -> str:
    has_it = _letter(cell.command, "user") != "-"
    about_nothing = cell.ticket == "none" and cell.command in ("status", "help")
    if not has_it or cell.command == "answer" or not (cell.ticket == "requester" or about_nothing):
        return _ordinary(cell)
    return "done" if cell.proven or cell.command == "help" else "held"


def _ordinary(cell: Cell) -> str:
    """
    What is about a ticket of theirs is added to it, and so is what answers a mail that we sent to them about one.

    All else is a new problem. Who has left has a part in nothing but their own requests.
    """
    answers = cell.proof.startswith("token") and cell.proof != "token of a colleague" and cell.ticket == "other"
    theirs = cell.ticket == "requester" or (answers and cell.sender != "ex-employee")
    return "follow_up" if theirs else "ticket"


def _allowed(cell: Cell) -> bool:
    letter = _letter(cell.command, SENDERS[cell.sender] or "user")
    if cell.ticket == "none":
        return cell.command in NEED_NO_TICKET and letter != "-"
    if cell.ticket == "requester" and _letter(cell.command, "user") != "-":
        return True
    return letter == "a" or (letter == "t" and cell.ticket in ("own", "team"))


def _letter(command: str, column: str) -> str:
    return SHEET[command].strip()[COLUMNS.index(column)]
