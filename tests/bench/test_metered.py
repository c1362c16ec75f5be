"""Nothing that the product burns escapes the meter."""

from __future__ import annotations

import os
import smtplib
import sys
from pathlib import Path

import pytest

from bench import sink
from bench.metered import metered

BURN = "import time\nwhile time.process_time() < 0.3: pass"
ORPHAN = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BURN!r}])"


@pytest.mark.parametrize("program", [BURN, ORPHAN], ids=["itself", "an orphan"])
def test_the_time_of_every_process_counts(program: str, tmp_path: Path) -> None:
    found = metered([sys.executable, "-c", program], tmp_path, dict(os.environ))

    assert 0.3 <= found.cpu_s < 3
    assert found.wall_s >= 0.3
    assert found.processes >= 1 and found.rss_mb >= found.pss_mb > 1


def test_a_command_that_fails_is_an_error_with_what_it_said(tmp_path: Path) -> None:
    program = "import sys; print('no such mailbox', file=sys.stderr); sys.exit(3)"

    with pytest.raises(RuntimeError, match=r"ended with 3(.|\n)*no such mailbox"):
        metered([sys.executable, "-c", program], tmp_path, dict(os.environ))


def test_the_sink_counts_what_it_takes() -> None:
    with sink.running_sink() as port:
        with smtplib.SMTP("127.0.0.1", port) as client:
            for _ in range(3):
                client.sendmail("", ["li@example.org"], b"Subject: x\r\n\r\n.dot\r\n" + b"y" * 70_000)
        found = sink.taken(port)

    assert found.mails == 3 and found.octets > 210_000
