"""A private PostgreSQL on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psycopg

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=60"


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl, or None when PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


class Postgres:
    """A cluster of one's own; `start` takes about 2 s, `stop` ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._administrator: psycopg.Connection | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "ticketd",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        )
        self._run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            f"{FAST} -k {self.folder}",
            "start",
        )

    def restart(self) -> None:
        self._hang_up()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "-o", f"{FAST} -k {self.folder}", "restart")

    def stop(self) -> None:
        self._hang_up()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def run(self, statement: str) -> None:
        """Outside of a transaction, in the database that is always there."""
        if self._administrator is None:
            self._administrator = psycopg.connect(self.url("postgres"), autocommit=True)
        self._administrator.execute(statement)

    def url(self, name: str) -> str:
        return f"postgresql://ticketd@/{name}?host={self.folder}"

    def _hang_up(self) -> None:
        if self._administrator is not None:
            self._administrator.close()
            self._administrator = None

    def _run(self, program: str, *arguments: str) -> None:
        folder = binaries()
        if folder is None:
            raise FileNotFoundError("PostgreSQL is not installed")
        command = [str(folder / program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd="/")
