"""A loop that is supervised: it never ends by an error, waits longer after each, and says when it last succeeded."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger()


@dataclass
class Pulse:
    """How a loop is doing. beat: time.monotonic() of the last success, 0 before the first."""

    beat: float = 0.0
    failures: int = 0
    error: str = ""


class Loop(threading.Thread):
    """
    Runs *step* until `stop`.

    Args:
        step: does one thing and returns the seconds until it wants to be called again; 0: at once.
        pause_after: seconds to wait after the given number of failures in a row.
        interrupt: makes a step that waits by itself return soon; called from another thread.
        close: gives up what the steps have left open, at the end; called from the loop's thread.
    """

    def __init__(
        self,
        name: str,
        step: Callable[[], float],
        pause_after: Callable[[int, Exception], float],
        interrupt: Callable[[], None] = lambda: None,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.pulse = Pulse()
        self._step = step
        self._pause_after = pause_after
        self._interrupt = interrupt
        self._close = close
        self._awake = threading.Event()
        self._stopping = threading.Event()

    def wake(self) -> None:
        """There is something to do."""
        self._awake.set()

    def stop(self) -> None:
        """End after the step that runs now."""
        self._stopping.set()
        self._awake.set()
        self._interrupt()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()  # before the step: news during it must not be slept over
            pause = self._beat()
            if pause > 0 and not self._stopping.is_set():
                self._awake.wait(pause)
        self._close()

    def _beat(self) -> float:
        try:
            pause = self._step()
        except Exception as error:  # the loop's one net: logged, counted, tried again later
            return 0.0 if self._stopping.is_set() else self._failed(error)
        if self.pulse.failures:
            log.info("loop.recovered", loop=self.name, after_failures=self.pulse.failures)
        self.pulse = Pulse(beat=time.monotonic())
        return pause

    def _failed(self, error: Exception) -> float:
        self.pulse.failures += 1
        self.pulse.error = f"{type(error).__name__}: {error}"
        pause = self._pause_after(self.pulse.failures, error)
        # Our own errors say all by themselves; others need their traceback.
        ours = type(error).__module__.startswith(("processor.", "db."))
        counted = {"failures": self.pulse.failures, "pause_s": round(pause, 1)}
        log.error("loop.failed", loop=self.name, **counted, error=self.pulse.error, exc_info=not ours)
        return pause
