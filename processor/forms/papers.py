"""The forms of a ticket as files; pure."""

from __future__ import annotations

from parsers.message import Attachment
from processor.forms.case_file import CaseFile, Print
from processor.forms.pages import escalation_page, progress_page, registration_page
from processor.forms.table import progress_table
from processor.forms.words import NAMES

HTML, CSV = "text/html", "text/csv"


def papers_of(case: CaseFile, out: Print) -> tuple[Attachment, ...]:
    """Registration form, an escalation form for each escalation, progress record as a page and as a table."""
    names = NAMES[out.locale]
    escalated = [
        _page(case, names["escalation"].format(count=count), escalation_page(case, form, out))
        for count, form in enumerate(case.escalations, 1)
    ]
    return (
        _page(case, names["registration"], registration_page(case, out)),
        *escalated,
        _page(case, names["progress"], progress_page(case, out)),
        Attachment(f"{case.ticket.number}-{names['progress']}.csv", CSV, progress_table(case, out)),
    )


def _page(case: CaseFile, name: str, html: str) -> Attachment:
    return Attachment(f"{case.ticket.number}-{name}.html", HTML, html.encode())
