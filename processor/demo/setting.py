"""Where the play takes place: the desk, its mail server, its accounts, its configuration."""

from __future__ import annotations

from pathlib import Path

from db.people import Profile
from processor.demo.cast import CHEN_JING, COLLEAGUES, DESK, GUESTS, HAN_MEIMEI, STAFF, SUN_NING, Person
from processor.example import example, filled

SERVER_NAME = "mail.desk.example"  # signs what the server finds out about a sender
PASSWORD = "demo"  # noqa: S105 - of every account; the server listens on the loopback only
POLL_EVERY_S = 1  # pymap does not announce in IDLE what arrived just before it began
PASSWORDS = {person.address: PASSWORD for person in (DESK, *COLLEAGUES, *GUESTS, *STAFF, CHEN_JING)}
TEAMS = f"""
[[team]]
name = "{HAN_MEIMEI.team}"
categories = ["hardware", "software", "business", "consultation"]

[[team]]
name = "{SUN_NING.team}"
"""


def directory() -> list[Profile]:
    """The people whom the desk knows."""
    return [profile_of(person) for person in (*COLLEAGUES, *STAFF)]


def write_config(folder: Path, host: str, imap_port: int, smtp_port: int) -> Path:
    """A configuration as `ticketd init` would make it, for the mail server of the play; its password beside it."""
    password = folder / "desk.password"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    password.chmod(0o600)
    answers: dict[str, str | int | bool | None] = {
        "desk.name": DESK.name,
        "desk.address": DESK.address,
        "mailbox.url": f"imap://{host}:{imap_port}",
        "mailbox.username": DESK.address,
        "mailbox.password_file": password.name,
        "mailbox.tls": "none",
        "mailbox.poll_every_s": POLL_EVERY_S,
        "smtp.host": host,
        "smtp.port": smtp_port,
        "smtp.tls": "none",
        "smtp.username": DESK.address,
        "smtp.password_file": password.name,
        "trust.authserv_id": SERVER_NAME,
        "identity.unknown": "register",  # guests are helped without being asked who they are
    }
    path = folder / "ticketd.toml"
    path.write_text(filled(example(), answers) + TEAMS, encoding="utf-8")
    return path


def profile_of(person: Person) -> Profile:
    return Profile(
        name=person.name,
        addresses=(person.address,),
        department=person.department,
        role=person.role,
        team=person.team,
    )
