"""The whole demonstration: server, daemon and play, set up, performed and taken down."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from db import people, tickets
from processor.app import App, open_app, utc_now
from processor.config import Config, load
from processor.daemon import Daemon
from processor.demo.archive import Archive
from processor.demo.cast import DESK
from processor.demo.play import PLAY
from processor.demo.script import Line
from processor.demo.server import HOST, MailServer, Settings
from processor.demo.setting import PASSWORDS, SERVER_NAME, directory, write_config
from processor.demo.show import Show
from processor.demo.stage import DemoFailed, Stage
from processor.demo.verdict import shortcomings
from processor.gallery.folder import write_gallery
from processor.gallery.show import editions_of
from processor.gallery.site import Gallery, gallery_files
from processor.version import version

GALLERY = "gallery"  # folder in the one for the mails
AfterPlay = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """
    Attributes:
        output: folder for the mails.
        stay: called after the play, while server and daemon still run; None ends at once.
    """

    output: Path
    console: Console
    play: Sequence[Line] = PLAY
    stay: AfterPlay | None = None

    def run(self) -> None:
        """
        Raises:
            DemoFailed: the play did not go as it should.
        """
        archive = Archive(self.output, DESK.address)
        settings = Settings(SERVER_NAME, PASSWORDS, archive.keep, utc_now)
        with tempfile.TemporaryDirectory(prefix="ticketd-demo-") as folder, MailServer(settings) as server:
            path = write_config(Path(folder), HOST, server.imap_port, server.smtp_port)
            with open_app(load(path, {}), {}) as app:
                app.store.unit(lambda: [people.add(profile) for profile in directory()])
                daemon = Daemon(app)
                daemon.start()
                try:
                    self._perform(app, server, archive)
                    if self.stay:
                        Show(self.console).invitation((server.imap_port, server.smtp_port), path)
                        self.stay()
                finally:
                    daemon.stop()

    def _perform(self, app: App, server: MailServer, archive: Archive) -> None:
        show, stage, begun = Show(self.console), Stage(app, server.smtp_port, archive), time.monotonic()
        show.opening(server.imap_port, server.smtp_port)
        for number, line in enumerate(self.play, start=1):
            with show.scene(number, line):
                scene = stage.perform(line)
            show.outcome(scene)
            if faults := shortcomings(scene):
                show.failure(number, faults)
                raise DemoFailed(f"scene {number} ({line.who.name} {line.scene}): {faults[0]}")
        show.tickets(app.store.unit(lambda: [(t, tickets.entries(t.id)) for t in reversed(tickets.newest())]))
        show.digest(stage.write_digest())
        show.closing(archive.sent, self.output, time.monotonic() - begun)
        show.gallery(self._gallery(app.config))

    def _gallery(self, config: Config) -> Path:
        """Every mail that the desk of the play could send, as pages; the first of them."""
        folder = self.output / GALLERY
        write_gallery(folder, gallery_files(Gallery(version(), editions_of(config, ""))))
        return folder / "index.html"


def until_interrupted() -> None:
    """Returns at Ctrl-C."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
