"""How long tests wait, so that nothing is asserted of the speed of a busy machine."""

from __future__ import annotations

PATIENCE_S = 60.0  # for what takes no time on an idle machine; half of a test's time-out
HOUR_S = 3600.0  # a wait for so long ends by what has to end it, or by the test's time-out
