"""What an engineer writes of an action: step, result and next plan, labelled or free; pure."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.forms import PROGRESS, open_lines, read_form
from processor.labels import label

# For what the form of an engineer has no label of its own.
WHY = {"zh": "未解决原因", "en": "Why it takes longer"}


@dataclass(frozen=True, slots=True)
class Step:
    """
    What an engineer says of an action.

    Attributes:
        why: it is not yet solved.
        labels: the fields that were written as labelled lines.
        rest: what was written beside them.
    """

    step: str
    result: str = ""
    next_plan: str = ""
    why: str = ""
    labels: frozenset[str] = frozenset()
    rest: str = ""

    def detail(self) -> dict[str, str]:
        """As an event keeps it."""
        return {"step": self.step, "result": self.result, "plan": self.next_plan, "why": self.why}

    def rows(self, locale: str) -> tuple[tuple[str, str], ...]:
        """(label, value) of what was labelled, for the user; all else is in `rest`."""
        said = (("step", self.step), ("result", self.result), ("next_plan", self.next_plan))
        rows = [(label(locale, "blank", name), value) for name, value in said if name in self.labels]
        return (*rows, (WHY[locale], self.why)) if self.why else tuple(rows)


def read_step(text: str) -> Step:
    """Labelled lines (处理步骤 / 结果 / 下一步计划), or free text, which is the step as a whole."""
    form = read_form(text, PROGRESS)
    used = {*form.lines, *open_lines(text, PROGRESS)}  # a label that nobody filled in says nothing
    rest = "\n".join(line for number, line in enumerate(text.split("\n")) if number not in used).strip()
    return Step(
        step=form.get("step") or rest,
        result=form.get("result"),
        next_plan=form.get("next_plan"),
        why=form.get("reason"),
        labels=frozenset(form.values),
        rest=rest,
    )
