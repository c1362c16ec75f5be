"""A bell that one thread rings and another hears while it waits for a socket."""

from __future__ import annotations

import os
import select
import weakref
from contextlib import suppress


class WakePipe:
    """Remembers that it was set until it is cleared; has a file descriptor to poll."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        weakref.finalize(self, _close, self._reader, self._writer)

    def set(self) -> None:
        with suppress(BlockingIOError):  # full: it is set
            os.write(self._writer, b"!")

    def clear(self) -> bool:
        """Whether it was set."""
        was_set = False
        with suppress(BlockingIOError):
            while os.read(self._reader, 4096):
                was_set = True
        return was_set

    def fileno(self) -> int:
        return self._reader

    def wait(self, seconds: float, other: int | None = None) -> bool:
        """Wait until it is set, or *other* (a file descriptor) is readable or closed; False when time ran out."""
        poller = select.poll()
        poller.register(self._reader, select.POLLIN)
        if other is not None:
            poller.register(other, select.POLLIN)
        return bool(poller.poll(max(0.0, seconds) * 1000))


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
