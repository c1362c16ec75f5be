"""The progress record (问题处理进度表): who did what, with which result, and what comes next; pure."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.forms import PROGRESS, read_form
from parsers.lines import is_rule
from processor.labels import label

# For what the form of an engineer has no label of its own.
WORDS = {
    "zh": {"why": "未解决原因", "reopened": "工单已重新打开，我们继续处理"},
    "en": {"why": "Why it takes longer", "reopened": "The ticket is open again, and we go on working on it"},
}


@dataclass(frozen=True, slots=True)
class Step:
    """
    What an engineer says of an action.

    Attributes:
        why: it is not yet solved.
        rest: what was written beside the labelled lines.
    """

    step: str
    result: str = ""
    next_plan: str = ""
    why: str = ""
    rest: str = ""

    def detail(self) -> dict[str, str]:
        """As an event keeps it."""
        return {"step": self.step, "result": self.result, "plan": self.next_plan, "why": self.why}

    def labelled(self, locale: str) -> tuple[tuple[str, str], ...]:
        """(label, value) of what was said, for the user."""
        said = (("step", self.step), ("result", self.result), ("next_plan", self.next_plan))
        rows = [(label(locale, "blank", name), value) for name, value in said if value]
        return (*rows, (WORDS[locale]["why"], self.why)) if self.why else tuple(rows)


def read_step(text: str) -> Step:
    """Labelled lines (处理步骤 / 结果 / 下一步计划), or free text, which is the step as a whole."""
    form = read_form(text, PROGRESS)
    used = set(form.lines)
    rest = "\n".join(line for number, line in enumerate(text.split("\n")) if number not in used).strip()
    if is_rule(rest):
        rest = ""
    values = (form.get("result"), form.get("next_plan"), form.get("reason"))
    return Step(form.get("step"), *values, rest) if form.get("step") else Step(rest, *values)


def reopened_rows(locale: str) -> tuple[tuple[str, str], ...]:
    """What the user hears when a ticket is opened again."""
    return ((label(locale, "blank", "step"), WORDS[locale]["reopened"]),)
