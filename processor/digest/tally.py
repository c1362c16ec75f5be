"""What each ticket adds to the figures, one ticket after the other; only what the figures need is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from processor.desk.lifecycle import OPEN
from processor.digest.escalations import escalated
from processor.digest.forecast import risks
from processor.digest.life import Life, Step
from processor.digest.progress import Heard, heard
from processor.digest.response import Responded, responded
from processor.digest.result import Escalated, Risk
from processor.digest.standing import Standing, standing
from processor.digest.traffic import Course
from processor.digest.view import View


@dataclass(slots=True)
class Tally:
    """
    Attributes:
        since: the moment from which on steps count; not after the period begins.
        void: ids of tickets that are none, and so in no figure.
    """

    view: View
    since: datetime
    steps: list[Step] = field(default_factory=list)
    open_first: int = 0
    standing: list[Standing] = field(default_factory=list)
    responded: list[Responded] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    escalated: list[Escalated] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    void: set[int] = field(default_factory=set)

    def add(self, life: Life) -> None:
        view = self.view
        self.steps += (step for step in life.steps if step.at >= self.since)
        self.open_first += life.is_open_before(self.since)
        if life.is_void:
            self.void.add(life.ticket.id)
            return
        if now := standing(life.ticket, view):
            self.standing.append(now)
        if life.ticket.status in OPEN:
            self.risks += risks(life.dossier, view)
        if life.ticket.updated_at >= view.period.start or life.ticket.status in OPEN:  # else it lay still all the time
            self._add_duties(life)

    def _add_duties(self, life: Life) -> None:
        view = self.view
        if answer := responded(life, view):
            self.responded.append(answer)
        if word := heard(life, view):
            self.heard.append(word)
        self.escalated += escalated(life, view)

    @property
    def course(self) -> Course:
        return Course(sorted(self.steps, key=attrgetter("at")), self.open_first)
