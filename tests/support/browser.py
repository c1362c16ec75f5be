"""Pages in a headless browser: what stands in them once their scripts have run, and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest


class Browser:
    """Chromium with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder

    def dom(self, url: str) -> str:
        """The page at *url* as it is after its scripts."""
        return self._run("--dump-dom", url).decode()

    def pages(self, url: str) -> int:
        """How many sheets the page at *url* takes when it is printed."""
        paper = self.folder / "paper.pdf"
        self._run("--no-pdf-header-footer", f"--print-to-pdf={paper}", url)
        return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))

    def _run(self, *arguments: str) -> bytes:
        command = [
            self.program, "--headless", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={self.folder / 'profile'}", *arguments,
        ]  # fmt: skip
        return subprocess.run(command, check=True, capture_output=True, timeout=90).stdout


def make_browser(folder: Path) -> Browser:
    """Skips the test where there is no Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium to open pages with")
    return Browser(program, folder)
