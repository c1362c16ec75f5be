"""A browser that is told what to show and asked what it shows: Chromium over its DevTools pipe."""

from __future__ import annotations

import base64
import json
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe")
# To the browser on its descriptor 3, from it on 4, a NUL behind each message (the protocol's own rule).
PLUGGED = 'exec "$@" 3<&{reader} 4>&{writer}'


class Tab:
    """One page. Answers come in the order of the questions."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks, self._answers, self._rest, self._last, self._session = asks, answers, b"", 0, ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def open(self, url: str) -> None:
        """Show the page at *url*; back when it and its frames have loaded."""
        self._ask("Page.navigate", url=url)
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def prefer(self, scheme: Literal["light", "dark"]) -> None:
        """What the reader likes: pages and their frames get to know it by prefers-color-scheme."""
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def resize(self, width: int, height: int) -> None:
        """In CSS pixels, each of which is a pixel of a screenshot."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def evaluate(self, expression: str) -> Any:
        """The JSON value of *expression*, or of what it promises."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def screenshot(self, left: float, top: float, width: float, height: float) -> bytes:
        """PNG of a part of the page that is in the window."""
        clip = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
        found = self._ask("Page.captureScreenshot", clip=clip, optimizeForSpeed=True)
        return base64.b64decode(found["data"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        octets = json.dumps(message).encode() + b"\0"
        while octets:
            octets = octets[os.write(self._asks, octets) :]
        while (answer := self._next()).get("id") != self._last:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            octets = os.read(self._answers, 1 << 20)
            assert octets, "the browser is gone"
            self._rest += octets
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def browsing(folder: Path) -> Iterator[Tab]:
    """A page in a browser with a profile in *folder*. Skips the test where there is no Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium to open pages with")
    (reader, asks), (answers, writer) = os.pipe(), os.pipe()
    plugged = PLUGGED.format(reader=reader, writer=writer)
    command = ["bash", "-c", plugged, "bash", program, *ARGUMENTS, f"--user-data-dir={folder / 'profile'}"]
    with subprocess.Popen(command, pass_fds=(reader, writer), stderr=subprocess.DEVNULL) as process:
        os.close(reader)
        os.close(writer)
        try:
            yield Tab(asks, answers)
        finally:
            os.close(asks)  # which ends the browser
            process.wait(timeout=30)
            os.close(answers)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels (PNG 1.2 §4.1.1)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height
