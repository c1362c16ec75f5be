"""表单: the forms of tickets by mail, for the staff alone."""

from __future__ import annotations

from processor.desk.archive import forms_of
from processor.desk.case import Case, Result
from processor.desk.commands.order import named

MOST = 5  # tickets of one mail


def forms(case: Case, value: str) -> Result:
    """Of the mail's ticket, or of those named: registration, escalations, progress record; nothing is changed."""
    asked = named(case, value) if value else [case.ticket]
    desk = case.tools.config.desk
    papers = tuple(paper for ticket in asked[:MOST] for paper in forms_of(ticket, desk, case.now))
    return Result(new=", ".join(ticket.number for ticket in asked[:MOST]), papers=papers)
