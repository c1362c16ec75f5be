"""Logging: what is written where, and what never is."""

from __future__ import annotations

import io
import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from support.configs import make_config, password_file
from support.logs import logging_restored

from processor.config import Log
from processor.logs import Redaction, configure, secrets_of

CANARY = 'canary-5e1f "quoted" back\\slash 密码'
log = structlog.get_logger("processor.example")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    with logging_restored():
        yield


def written(settings: Log, secrets: tuple[str, ...] = (CANARY,)) -> io.StringIO:
    stream = io.StringIO()
    configure(settings, secrets, stream)
    return stream


def fail_with_secret() -> None:
    raise ValueError(f"login with {CANARY} failed")


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_secret_is_written_wherever_it_stands(form: Any) -> None:
    stream = written(Log(level="debug", format=form))
    log.info("smtp.login", answer=f"no {CANARY} here", nested={"deep": [CANARY, (CANARY,)]}, error=ValueError(CANARY))
    log.info(f"event {CANARY}")
    try:
        fail_with_secret()
    except ValueError:
        log.exception("smtp.failed")
    logging.getLogger("imapclient").warning("LOGIN user %s", CANARY)
    logging.getLogger("aiosmtplib").debug("AUTH %r", CANARY, stack_info=True)

    text = stream.getvalue()

    assert "canary" not in text
    assert text.count("***") >= 7


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_stands_under_a_password_like_key_is_hidden_though_nobody_configured_it(form: Any) -> None:
    stream = written(Log(format=form), secrets=())
    log.info("a", password="canary-1", imap_password="canary-2", token="canary-3", nested={"授权码": "canary-4"})

    assert "canary" not in stream.getvalue()


def test_every_spelling_of_every_configured_password_is_a_secret(tmp_path: Path) -> None:
    config = make_config(
        tmp_path,
        {"PW": "s p/1", "PG": "pg-password"},
        smtp={"username": "me", "password_env": "PW"},
        mailbox={"url": "imap://h", "username": "u", "password_file": password_file(tmp_path, "imap-password")},
        database={"url": "postgresql://u@h/n", "password_env": "PG"},
    )

    secrets = set(secrets_of(config, {"PW": "s p/1", "PG": "pg-password"}))

    assert {"s p/1", "imap-password", "pg-password", "s%20p%2F1", b64encode(b"\0me\0s p/1").decode()} <= secrets


def test_a_longer_secret_is_hidden_whole_when_a_shorter_one_begins_it() -> None:
    assert Redaction(["pass", "password"]).line("my password") == "my ***"


@given(st.text(min_size=4), st.text(), st.text())
def test_a_finished_line_never_holds_a_secret(secret: str, before: str, after: str) -> None:
    assert Redaction([secret]).line(before + secret + after) == Redaction([secret]).line(
        before + secret + after
    ).replace(secret, "***")


def test_bodies_and_bytes_are_only_counted() -> None:
    stream = written(Log(format="json"))
    log.info("mail.parsed", text="Dear desk", raw=b"From: a", body="x", subject="打印机卡纸")

    event = json.loads(stream.getvalue())
    assert (event["text"], event["raw"], event["body"]) == ("<9 characters>", "<7 bytes>", "<1 characters>")
    assert event["subject"] == "打印机卡纸"


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_mail_cannot_forge_a_line_or_steer_the_terminal(form: Any) -> None:
    stream = written(Log(format=form))
    hostile = "a\r\n2026-11-22 [info] ticket.closed\x1b[2J\u2028\u202e"
    log.info("mail.came", subject=hostile, list=[hostile])
    try:
        raise ValueError(hostile)
    except ValueError:
        log.exception("mail.failed")

    text = stream.getvalue()

    assert not set(text) & set("\r\x1b\u2028\u202e")
    assert [line for line in text.splitlines() if line.startswith("2026-11-22 [info]")] == []


def test_an_event_is_one_line_with_time_level_name_and_facts() -> None:
    stream = written(Log(format="json"))
    log.warning("ticket.opened", ticket="TS-20261122-001", count=3, at=None, ok=True)

    event = json.loads(stream.getvalue())
    assert event.pop("timestamp").endswith("Z")
    assert event == {
        "event": "ticket.opened",
        "level": "warning",
        "logger": "processor.example",
        "ticket": "TS-20261122-001",
        "count": 3,
        "at": None,
        "ok": True,
    }


def test_what_is_less_important_than_the_level_is_left_out() -> None:
    stream = written(Log(level="warning"))
    log.info("quiet")
    log.error("loud")

    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()


def test_libraries_speak_from_warnings_on_unless_we_debug() -> None:
    stream = written(Log(level="info"))
    logging.getLogger("imapclient").info("chatter")
    assert stream.getvalue() == ""

    stream = written(Log(level="debug"))
    logging.getLogger("imapclient").info("chatter")
    assert "chatter" in stream.getvalue()


def test_an_overlong_value_is_cut() -> None:
    stream = written(Log(format="json"))
    log.info("a", subject="x" * 100_000)

    assert len(stream.getvalue()) < 3000


def test_the_file_takes_the_place_of_the_stream_and_may_be_renamed(tmp_path: Path) -> None:
    file = tmp_path / "t.log"
    stream = written(Log(file=file, format="json"))
    log.info("one")
    file.rename(tmp_path / "t.log.1")
    log.info("two")

    assert json.loads((tmp_path / "t.log.1").read_text())["event"] == "one"
    assert json.loads(file.read_text())["event"] == "two"
    assert stream.getvalue() == ""


def test_the_last_configuration_holds() -> None:
    first, second = written(Log()), written(Log())
    log.info("once")

    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1
