"""The forms as pages: each stands by itself, needs no network, and prints on A4; pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from db.escalations import Escalation
from processor.compose import clean_line
from processor.fact_lines import text_lines
from processor.forms.case_file import CaseFile, Print
from processor.forms.rows import Pair, escalation_rows, progress_head, registration_rows, survey_rows
from processor.languages import html_lang

TEMPLATES = ("base.html.j2", "form.html.j2", "progress.html.j2", "forms.css")


def registration_page(case: CaseFile, out: Print) -> str:
    rows = _shown(registration_rows(case, out))
    return _page("form.html.j2", out, case, {"form": out.word("registration"), "rows": rows})


def escalation_page(case: CaseFile, form: Escalation, out: Print) -> str:
    rows = _shown(escalation_rows(case, form, out))
    return _page("form.html.j2", out, case, {"form": out.word("escalation"), "rows": rows})


def progress_page(case: CaseFile, out: Print) -> str:
    """With the solution and what the user said to it."""
    record = [
        (out.local(row.at), *map(_lines, (row.engineer, row.step, row.result, row.next_plan))) for row in case.record
    ]
    columns = [out.word(name) for name in ("row", "at", "engineer")]
    facts: dict[str, object] = {
        "form": out.word("progress"),
        "rows": _shown(progress_head(case, out)),
        "columns": [*columns, *(out.label("blank", name) for name in ("step", "result", "next_plan"))],
        "record": record,
        "no_rows": out.word("no_rows"),
        "solution": (out.word("solution"), _lines(case.solution)),
        "verification": (out.word("verification"), [_shown(survey_rows(case, each, out)) for each in case.surveys]),
    }
    return _page("progress.html.j2", out, case, facts)


def _page(template: str, out: Print, case: CaseFile, facts: dict[str, object]) -> str:
    made = out.word("made").format(desk=clean_line(out.desk), at=out.local(out.made_at))
    shared: dict[str, object] = {
        "lang": html_lang(out.locale),
        "number": case.ticket.number,
        "blank": out.word("blank"),
        "made": made,
        "internal": out.word("internal"),
    }
    return _environment().get_template(template).render(shared | facts)


def _shown(rows: Iterable[Pair]) -> list[Pair]:
    return [(name, _lines(value)) for name, value in rows]


def _lines(text: str) -> str:
    """As it was typed, without what could drive a reader's program."""
    return "\n".join(text_lines(text))


@cache
def _environment() -> Environment:
    folder = files("templates") / "forms"
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in TEMPLATES}
    return Environment(
        loader=DictLoader(sources), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
