"""
The managers' figures: of a period, of the whole desk or of one team. Each has its definition in docs/figures.md.

`Accounts` counts them; `result` has what they are, `period` the days that they are about.
"""

from __future__ import annotations

from processor.digest.figures import Accounts as Accounts
from processor.digest.period import Period as Period
from processor.digest.result import Figures as Figures
