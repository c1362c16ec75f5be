from __future__ import annotations

import threading

from support.patience import HOUR_S, PATIENCE_S

from processor.loops import Loop


def test_a_step_that_raises_ends_neither_the_loop_nor_its_count() -> None:
    outcomes = iter([KeyError("one"), KeyError("two"), None])
    done = threading.Event()

    def step() -> float:
        outcome = next(outcomes)
        if outcome:
            raise outcome
        done.set()
        return HOUR_S

    asked: list[int] = []
    loop = Loop("test", step, lambda failures, error: asked.append(failures) or 0.0)
    loop.start()

    assert done.wait(PATIENCE_S)
    loop.stop()
    loop.join(PATIENCE_S)
    assert not loop.is_alive()
    assert asked == [1, 2]
    assert loop.pulse.failures == 0 and loop.pulse.beat > 0


def test_waking_ends_a_pause_also_when_it_comes_during_the_step() -> None:
    calls: list[int] = []
    third = threading.Event()

    def step() -> float:
        calls.append(1)
        if len(calls) < 3:
            loop.wake()
        else:
            third.set()
        return HOUR_S

    loop = Loop("test", step, lambda failures, error: HOUR_S)
    loop.start()

    assert third.wait(PATIENCE_S)
    loop.stop()
    loop.join(PATIENCE_S)
    assert len(calls) == 3


def test_stopping_interrupts_a_step_that_waits_by_itself() -> None:
    waiting = threading.Event()
    loop = Loop("test", lambda: float(waiting.wait(HOUR_S)), lambda failures, error: HOUR_S, interrupt=waiting.set)
    loop.start()

    loop.stop()
    loop.join(PATIENCE_S)

    assert not loop.is_alive()


def test_a_step_that_is_interrupted_by_the_stop_is_no_failure() -> None:
    waiting = threading.Event()

    def step() -> float:
        waiting.wait(HOUR_S)
        raise ConnectionError("interrupted")

    loop = Loop("test", step, lambda failures, error: HOUR_S, interrupt=waiting.set)
    loop.start()
    loop.stop()
    loop.join(PATIENCE_S)

    assert not loop.is_alive() and loop.pulse.failures == 0
