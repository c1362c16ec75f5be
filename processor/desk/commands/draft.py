"""Answers to mails of ours that hold a draft: "ok" takes it, other words take its place, doubt is asked about."""

from __future__ import annotations

from typing import Protocol

from parsers.affirmation import read_consent
from processor.desk.case import Case, Refused, Result


class Draft(Protocol):
    """A draft that somebody of the staff was asked about, and the mail that answers it."""

    @property
    def unclear(self) -> str:
        """Code of the refusal when nobody can be sure what the answer wants."""

    def take(self, beside: str) -> Result:
        """Do with it what the mail about it said. beside: what was written below the yes."""

    def replace(self) -> Result | None:
        """What was written is to stand in its place; None: the mail is a reply like any other."""

    def drop(self) -> Result:
        """It is not wanted."""


def answer_draft(case: Case, draft: Draft | None) -> Result | None:
    """
    Do with a draft what the answer to it says; what it does leaves a footprint as a command does.

    Returns:
        None when the mail answers no draft, or is a reply like any other.

    Raises:
        Refused: it is not clear what the answer wants, or it is too late.
    """
    if draft is None:
        return None
    consent, beside = read_consent(case.words, case.person.name)
    if consent == "words" or (not case.words and case.files):
        return draft.replace()
    if consent == "send":
        return draft.take(beside)
    if consent == "drop":
        return draft.drop()
    raise Refused(draft.unclear)
