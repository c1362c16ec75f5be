from __future__ import annotations

import os
import socket
import subprocess
import sys

from processor.holder import is_dead, this_process


def test_this_process_is_alive() -> None:
    assert not is_dead(this_process())


def test_a_process_that_ended_is_dead() -> None:
    code = "from processor.holder import this_process; print(this_process())"
    holder = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    assert holder.startswith(f"{socket.gethostname()}:")
    assert is_dead(holder)


def test_a_later_process_with_the_same_number_is_another() -> None:
    assert is_dead(f"{socket.gethostname()}:{os.getpid()}:1")


def test_nothing_is_said_of_other_hosts_and_of_nonsense() -> None:
    for holder in ("elsewhere:1:1", "", "a", "a:b", f"{socket.gethostname()}:x:1", f"{socket.gethostname()}:1:"):
        assert not is_dead(holder)
