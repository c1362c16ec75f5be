"""Databases of tests in memory: nothing of them has to outlive a test, and a commit would wait for a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # Linux; containers often have 64 MB of it
ROOM = 2 << 30  # bytes: a PostgreSQL with its log and the largest database of a test, for several test processes


def quick_folder(prefix: str) -> Path:
    """A new folder, in memory where there is room."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if roomy else None))
