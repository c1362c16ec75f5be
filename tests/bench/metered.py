"""
Run a command and measure it with all its descendants, orphans included (Linux).

    python metered.py COMMAND...

prints the result as one line of JSON; what the command prints goes to standard error.

A process whose parent ends first (such as multiprocessing's fork server) comes to us (PR_SET_CHILD_SUBREAPER) and is
waited for, so that its CPU time counts.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
SAMPLE_EVERY_S = 0.1
_KB = re.compile(r"^(Rss|Pss):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Metered:
    """
    Of the command and its descendants.

    Attributes:
        cpu_s: user and system time.
        rss_mb, pss_mb: largest sum over all processes; pages that several share count once in pss_mb. MiB.
    """

    status: int
    wall_s: float
    user_s: float
    system_s: float
    rss_mb: float
    pss_mb: float
    processes: int

    @property
    def cpu_s(self) -> float:
        return self.user_s + self.system_s


def metered(command: list[str], cwd: Path, environ: dict[str, str]) -> Metered:
    """
    Run *command* and wait until the last of its descendants is gone.

    Raises:
        RuntimeError: it failed; with the end of what it printed.
    """
    run = subprocess.run([sys.executable, __file__, *command], cwd=cwd, env=environ, capture_output=True, text=True)
    result = Metered(**json.loads(run.stdout.splitlines()[-1]))
    if result.status:
        raise RuntimeError(f"{' '.join(command)} ended with {result.status}:\n{run.stderr[-3000:]}")
    return result


class _Memory(threading.Thread):
    """Samples the tree; what it costs is ours, not the command's."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.rss = self.pss = self.most = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SAMPLE_EVERY_S):
            found = [_kilobytes(pid) for pid in _descendants(os.getpid())]
            self.rss = max(self.rss, sum(rss for rss, _ in found))
            self.pss = max(self.pss, sum(pss for _, pss in found))
            self.most = max(self.most, len(found))


def _descendants(root: int) -> list[int]:
    found = [int(pid) for task in Path(f"/proc/{root}/task").glob("*/children") for pid in task.read_text().split()]
    return [pid for child in found for pid in (child, *_alive(child))]


def _alive(pid: int) -> list[int]:
    with suppress(OSError):
        return _descendants(pid)
    return []


def _kilobytes(pid: int) -> tuple[int, int]:
    with suppress(OSError):
        found = dict(_KB.findall(Path(f"/proc/{pid}/smaps_rollup").read_text()))
        return int(found.get("Rss", 0)), int(found.get("Pss", 0))
    return 0, 0


def _wait_for_all(pid: int) -> int:
    status = -1
    with suppress(ChildProcessError):
        while True:
            ended, raw = os.wait()
            if ended == pid:
                status = os.waitstatus_to_exitcode(raw)
    return status


def main(command: list[str]) -> None:
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError("prctl(PR_SET_CHILD_SUBREAPER) failed")
    memory = _Memory()
    memory.start()
    began = time.monotonic()
    pid = subprocess.Popen(command, stdout=sys.stderr).pid
    status = _wait_for_all(pid)
    wall = time.monotonic() - began
    memory.over.set()
    memory.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kib = 1024
    result = Metered(status, wall, used.ru_utime, used.ru_stime, memory.rss / kib, memory.pss / kib, memory.most)
    print(json.dumps(asdict(result)))


if __name__ == "__main__":
    main(sys.argv[1:])
