"""Parsing in a child process that may be killed: a deadline, a memory limit, and nothing of it in the daemon."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeAlias

from pebble import ProcessExpired, ProcessPool

from parsers.message import Message, Options, ParseError
from parsers.mime import parse_message

TASKS_PER_CHILD = 2_000  # batches until a fresh child: what a library leaks stays small


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail could not be parsed; final: the same bytes will fail the same way."""

    reason: str
    final: bool


Parsed: TypeAlias = Message | Failure


class Parser:
    """
    Parses mails in a child process; one that runs too long, takes too much memory or dies is replaced.

    Args:
        deadline_s: for a batch, and for each of its mails alone when the batch fails.
        memory_bytes: address space of the child (RLIMIT_AS).
    """

    def __init__(self, options: Options, deadline_s: float, memory_bytes: int) -> None:
        self._options = options
        self._deadline_s = deadline_s
        self._memory_bytes = memory_bytes
        self._pool = self._new_pool()

    def parse(self, raws: Sequence[bytes]) -> list[Parsed]:
        """One result a mail, in order; never raises for what is in a mail."""
        if not raws:
            return []
        try:
            return self._ask(list(raws))
        except (FutureTimeout, ProcessExpired, BrokenProcessPool, MemoryError, OSError) as error:
            if isinstance(error, BrokenProcessPool):  # the child died before it had read its task
                self.close()
                self._pool = self._new_pool()
            if len(raws) == 1:
                return [Failure(self._explain(error), final=isinstance(error, MemoryError))]
        return [self.parse([raw])[0] for raw in raws]  # the batch hid which one it was

    def close(self) -> None:
        """End the child now."""
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble's annotation is incomplete
        self._pool.join()

    def _new_pool(self) -> ProcessPool:
        # not "fork": the daemon has threads, whose locks a forked child would inherit as they stand
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["processor.parsing"])
        return ProcessPool(
            max_workers=1,
            max_tasks=TASKS_PER_CHILD,
            initializer=_limit_memory,
            initargs=(self._memory_bytes,),
            context=context,
        )

    def _ask(self, raws: list[bytes]) -> list[Parsed]:
        task = self._pool.schedule(_parse_all, args=(raws, self._options), timeout=self._deadline_s)
        parsed: list[Parsed] = task.result()
        return parsed

    def _explain(self, error: BaseException) -> str:
        if isinstance(error, FutureTimeout):
            return f"parsing took longer than {self._deadline_s:g} s"
        if isinstance(error, ProcessExpired | BrokenProcessPool):
            return f"the parser's process died ({error})"
        return "parsing needed more memory than parse_memory_bytes allows"


def _limit_memory(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _parse_all(raws: list[bytes], options: Options) -> list[Parsed]:
    return [_parse_one(raw, options) for raw in raws]


def _parse_one(raw: bytes, options: Options) -> Parsed:
    try:
        return parse_message(raw, options)
    except ParseError as error:
        return Failure(str(error), final=True)
    except MemoryError:
        raise  # the whole child is short of it: this mail gets another chance alone
    except Exception as error:  # the boundary of one mail: whatever it breaks, it breaks only itself
        return Failure(f"{type(error).__name__}: {error}", final=True)
