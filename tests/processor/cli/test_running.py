"""`ticketd run` as a process, and the signals that it obeys."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from support.configs import write_config
from support.images import png
from support.programs import free_port

ROOT = Path(__file__).parent.parent.parent.parent


def read_until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return
    raise AssertionError("".join(said))


def test_what_vanishes_while_the_daemon_runs_does_not_end_it_and_what_is_mended_is_taken(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(80, 20))
    (tmp_path / "own").mkdir()
    path = write_config(tmp_path, smtp={"port": free_port()}, templates={"logo": "logo.png", "override_dir": "own"})
    ticketd = [sys.executable, "-m", "processor", "--config", str(path)]
    subprocess.run([*ticketd, "migrate"], cwd=ROOT, check=True, capture_output=True)

    with subprocess.Popen(
        [*ticketd, "run"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        try:
            read_until(process, "daemon.started")
            logo.unlink()
            (tmp_path / "own").rmdir()
            process.send_signal(signal.SIGHUP)
            read_until(process, "going on with the old configuration")
            process.send_signal(signal.SIGHUP)
            read_until(process, "going on with the old configuration")
            logo.write_bytes(png(80, 20))
            (tmp_path / "own").mkdir()
            process.send_signal(signal.SIGHUP)
            read_until(process, "daemon.started")
            process.send_signal(signal.SIGTERM)
            read_until(process, "daemon.stopped")
            assert process.wait(20) == 0
        finally:
            process.kill()
