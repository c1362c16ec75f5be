"""What the desk goes by: its own section, deadlines, guidance, and a judge of category and priority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from processor.config import Desk
from processor.desk.deadlines import Deadlines
from processor.desk.guidance import Guidance
from processor.rules.arrival import Arrival


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    Category and priority of a new problem.

    Attributes:
        confidence, priority_confidence: 0 to 1.
        reasons: in words, such as "紧急：全部门、无法登录".
        sure: the desk need not look at it again.
        source: rules, model, form or default.
    """

    category: str
    priority: str
    confidence: float = 0.0
    priority_confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    sure: bool = True
    source: str = "default"


Judge = Callable[[Arrival, datetime], Judgement]


@dataclass(frozen=True, slots=True)
class Procedure:
    """What `register` and its neighbours work with."""

    desk: Desk
    deadlines: Deadlines
    guidance: Guidance
    judge: Judge
    answer_within_h: float
