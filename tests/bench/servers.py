"""CPU time of a server that runs beside the product."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def server_cpu_s(data: Path) -> float:
    """User and system seconds of the PostgreSQL with this data folder: its processes and those that it has buried."""
    root = int((data / "postmaster.pid").read_text().split()[0])
    return sum(_ticks(pid) for pid in [root, *_children(root)]) / TICK


def _children(root: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{root}/task/{root}/children").read_text().split()]


def _ticks(pid: int) -> int:
    """utime, stime, cutime and cstime of proc(5)."""
    with suppress(OSError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(field) for field in after_name[11:15])
    return 0
