"""The progress record as a table for Excel; pure."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8

from processor.fact_lines import text_lines
from processor.forms.case_file import CaseFile, Print

COLUMNS = ("step", "result", "next_plan")  # labels of what is filled in
# A cell that begins so is run as a formula (OWASP, "CSV Injection"); Excel takes the full-width signs of Chinese
# keyboards for the same. An apostrophe in front of it makes text of it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MAX_CELL_CHARS = 32_000  # Excel takes 32,767


def progress_table(case: CaseFile, out: Print) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it, every cell in quotes: some read ; as a comma."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    at = f"{out.word('at')} ({out.zone.key})"
    labels = [out.label("blank", name) for name in COLUMNS]
    writer.writerow([out.word("number"), at, out.word("engineer"), *labels])
    for row in case.record:
        moment = f"{row.at.astimezone(out.zone):%Y-%m-%d %H:%M:%S}"
        said = (row.engineer, row.step, row.result, row.next_plan)
        writer.writerow([cell(case.ticket.number), moment, *map(cell, said)])
    return BOM_UTF8 + text.getvalue().encode()


def cell(text: str) -> str:
    """*text* so that no program runs it."""
    shown = "\n".join(text_lines(text, MAX_CELL_CHARS))
    runs = text.startswith(FORMULA) or shown.lstrip().startswith(FORMULA)
    return f"'{shown}" if runs else shown
