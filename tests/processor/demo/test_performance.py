"""The whole demonstration, as the audience gets it."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from imapclient import IMAPClient
from rich.cells import cell_len
from rich.console import Console

from processor.demo.cast import DESK, LI_NA, STAFF
from processor.demo.performance import Demo
from processor.demo.play import PLAY
from processor.demo.script import Expected
from processor.demo.setting import PASSWORD
from processor.demo.stage import DemoFailed

MAILS = [kind for line in PLAY for _, kind in line.expected.mails]
BY_HAND = ("question", "answer")  # an engineer's own words, which no machine has written
WITHOUT_EXTRA = "import sys; sys.modules['pymap'] = None; from processor.__main__ import main; main()"


@contextmanager
def demo_process(*arguments: str, folder: Path, columns: int = 120) -> Iterator[subprocess.Popen[str]]:
    """A Python that can import the project; ended with the block at the latest."""
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3]), "COLUMNS": str(columns)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, *arguments], cwd=folder, env=environ, text=True, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def performed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the command shows in 80 columns until it ends by itself, and the folder with its mails."""
    folder = tmp_path_factory.mktemp("demo")
    with demo_process("-m", "processor", "demo", folder=folder, columns=80) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return out, folder / "demo-output"


def test_the_play_ends_as_it_should(performed: tuple[str, Path]) -> None:
    """Its own checks raise when it does not; here is what the audience can see of it."""
    text, _ = performed

    assert len(set(re.findall(r"TS-\d{8}-\d{3}", text))) == 7
    assert "All went as it should" in text
    assert all(f"{number:2} {line.who.name}" in text for number, line in enumerate(PLAY, start=1))
    assert text.count("   ✉ ") == len(MAILS)
    assert "✘ #reslove  可改为：#resolve" in text


def test_no_line_is_wider_than_the_terminal(performed: tuple[str, Path]) -> None:
    text, folder = performed

    assert [row for row in text.splitlines() if cell_len(row) > 80 and str(folder) not in row] == []


def test_every_mail_of_the_play_is_kept(performed: tuple[str, Path]) -> None:
    _, folder = performed
    mails = sorted(folder.glob("*.eml"))
    marks = [message_from_bytes(path.read_bytes())["Auto-Submitted"] for path in mails]

    assert len(mails) == len(list(folder.glob("*.html"))) == len(MAILS) + 1  # and the digest
    assert len(list((folder / "received").iterdir())) == len(PLAY)
    assert marks.count(None) == sum(kind in BY_HAND for kind in MAILS)
    assert set(marks) == {"auto-replied", "auto-generated", None}


def test_a_manager_reads_of_the_day(performed: tuple[str, Path]) -> None:
    text, folder = performed
    digest = text[text.index("gets the digest") :]

    assert "新增 7，解决 1，未结 6" in digest and "tom@corp.example：退信" in digest
    assert (folder / f"{len(MAILS) + 1}-to-chenjing.html").is_file()


def test_it_ends_with_pages_of_all_mails(performed: tuple[str, Path]) -> None:
    text, folder = performed

    assert f"{folder.name}/gallery/index.html" in text
    assert DESK.address in (folder / "gallery" / "zh" / "resolved.html").read_text(encoding="utf-8")


def test_a_play_that_ends_otherwise_fails(tmp_path: Path) -> None:
    wrong = replace(PLAY[0], expected=Expected("ticket", mails=((LI_NA, "acknowledgement"),)))
    shown = io.StringIO()

    with pytest.raises(DemoFailed, match=r"scene 1 .*gets the mail '\w+', and should not"):
        Demo(tmp_path, Console(file=shown, width=120), play=(wrong,)).run()

    assert "scene 1 did not end as it should" in shown.getvalue()


def test_each_mail_has_its_line_in_the_log(performed: tuple[str, Path]) -> None:
    _, folder = performed

    assert (folder / "ticketd.log").read_text(encoding="utf-8").count("intake.decided") == len(PLAY)


def test_with_stay_users_find_their_mail_until_it_is_interrupted(tmp_path: Path) -> None:
    with demo_process("-u", "-m", "processor", "demo", "--stay", folder=tmp_path) as process:
        invitation = until("Ctrl-C", process)
        found = re.search(r"IMAP 127\.0\.0\.1, port (\d+)", invitation)
        assert found
        assert all(re.search(rf"{person.address} +{person.name}", invitation) for person in STAFF)
        with IMAPClient("127.0.0.1", int(found[1]), ssl=False, timeout=5) as imap:
            imap.login(LI_NA.address, PASSWORD)
            imap.select_folder("INBOX")
            (mail,) = imap.fetch(imap.search(), ["BODY.PEEK[HEADER]"]).values()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)

    assert b"In-Reply-To:" in mail[b"BODY[HEADER]"]
    assert (process.returncode, err) == (0, "")


def test_without_its_mail_server_it_says_what_to_install(tmp_path: Path) -> None:
    with demo_process("-c", WITHOUT_EXTRA, "demo", folder=tmp_path) as process:
        out, err = process.communicate(timeout=20)

    assert (process.returncode, out) == (1, "")
    assert "pip install 'ticketd[demo]'" in err and "Traceback" not in err


def until(word: str, process: subprocess.Popen[str]) -> str:
    """What *process* prints up to the line with *word*."""
    assert process.stdout is not None
    shown = ""
    while word not in shown:
        row = process.stdout.readline()
        assert row, shown
        shown += row
    return shown
