"""
The floor: the least that any program on these libraries does with these mails.

Each file is read and parsed by the standard library (compat32, parts not decoded), one row a mail is inserted into
SQLite (WAL, synchronous=FULL, a transaction for each 100), and as many ready mails as the desk owes acknowledgements
are handed over with aiosmtplib on one connection. No decision, no text, no queue.

    python floor.py MAILDIR DATABASE PORT HANDOVERS OCTETS
"""

from __future__ import annotations

import asyncio
import email
import sqlite3
import sys
from itertools import islice
from pathlib import Path

import aiosmtplib

BATCH = 100
SCHEMA = "CREATE TABLE mail (id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, sender TEXT, subject TEXT, raw BLOB)"
INSERT = "INSERT INTO mail (message_id, sender, subject, raw) VALUES (?, ?, ?, ?)"


def take_in(maildir: Path, database: sqlite3.Connection) -> None:
    files = iter(sorted((maildir / "new").iterdir()))
    while batch := list(islice(files, BATCH)):
        for path in batch:
            raw = path.read_bytes()
            parsed = email.message_from_bytes(raw)
            row = (str(parsed["Message-ID"]), str(parsed["From"]), str(parsed["Subject"]), raw)
            database.execute(INSERT, row)
        database.commit()


async def hand_over(port: int, mails: int, raw: bytes) -> None:
    if not mails:
        return
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as client:
        for _ in range(mails):
            await client.sendmail("", ["user@example.org"], raw)


def ready_mail(octets: int) -> bytes:
    head = b"From: desk@example.org\r\nTo: user@example.org\r\nSubject: ready\r\nMIME-Version: 1.0\r\n\r\n"
    line = b"x" * 74 + b"\r\n"
    return head + line * ((octets - len(head)) // len(line))


def main(maildir: str, path: str, port: str, mails: str, octets: str) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = wal")
    database.execute("PRAGMA synchronous = full")
    database.execute(SCHEMA)
    take_in(Path(maildir), database)
    database.close()
    asyncio.run(hand_over(int(port), int(mails), ready_mail(int(octets))))


if __name__ == "__main__":
    main(*sys.argv[1:])
