"""Server programs that tests run for themselves."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Sequence

from support.patience import PATIENCE_S

Program = subprocess.Popen[bytes]


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: Sequence[str]) -> Program:
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def await_server(program: Program, port: int, *, greets: bool) -> None:
    """
    Wait until the server answers: nothing else tells that it listens.

    Args:
        greets: it is the server that speaks first.

    Raises:
        RuntimeError: the program has ended, or does not answer in PATIENCE_S.
    """
    deadline = time.monotonic() + PATIENCE_S
    while not _answers(port, greets):
        if program.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{program.args} does not start")
        time.sleep(0.02)


def end(program: Program) -> None:
    """The program goes away, by force if need be; one that has ended already stays so."""
    program.terminate()
    try:
        program.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def _answers(port: int, greets: bool) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
            return not greets or bool(connection.recv(1))
    except OSError:
        return False
