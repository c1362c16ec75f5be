"""Who holds a lease: this process, told apart from every other one, also from a later one with the same number."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """`host:pid:start`, start in clock ticks since boot; a pid alone comes again."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_dead(holder: str) -> bool:
    """Surely gone: a process of this host that does not run any more. Of other hosts nothing is known: False."""
    host, pid, start = [*holder.rsplit(":", 2), "", ""][:3]
    if host != socket.gethostname() or not pid.isdigit() or not start:
        return False
    return _started(int(pid)) != start


def _started(pid: int) -> str:
    """Field 22 of /proc/PID/stat (proc(5)); "" where there is no such process, or no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]  # the name before it may hold blanks and parentheses
