"""What keeps a run of the tests short."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # Linux; containers often have 64 MB of it
EXAMPLES = int(os.environ.get("TICKETD_TESTS_EXAMPLES", "1"))
ROOM = 2 << 30  # bytes: a PostgreSQL with its log and the largest database of a test, for several test processes


def examples(few: int) -> int:
    """How many examples a property is tried with that costs a desk each; more with TICKETD_TESTS_EXAMPLES=20."""
    return few * EXAMPLES


def quick_folder(prefix: str) -> Path:
    """A new folder for databases, in memory where there is room: they outlive no test, and commits wait for a disk."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if roomy else None))
