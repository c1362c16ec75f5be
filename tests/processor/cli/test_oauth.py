"""`ticketd oauth`, and what `ticketd check` says of logins by OAuth; against real servers."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.configs import write_config
from support.dovecot import Dovecot, installed
from support.smtp_sink import SmtpSink
from support.token_server import Fault, TokenServer

from processor.cli.exits import Exit

Run = Callable[..., Result]


WITHOUT_EXTRA = "import sys; sys.modules['authlib'] = None; from processor.__main__ import main; main()"


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    with TokenServer(rotates=True) as server:
        server.device_interval_s = 0.01
        yield server


def configured(tmp_path: Path, tokens: TokenServer, **overrides: Any) -> Path:
    """Mailbox or SMTP of *overrides* act for a user, whose refresh token is not there yet."""
    section = tokens.section(tmp_path, refresh_token_file=str(tmp_path / "mail.refresh-token"), timeout_s=5)
    return write_config(tmp_path, oauth=[section], **overrides)


def test_the_first_token_is_got_and_used(run: Run, tmp_path: Path, tokens: TokenServer) -> None:
    """The whole way: device flow, IMAP at a real server, SMTP; the server rotates refresh tokens."""
    if not installed():
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)")
    with Dovecot(introspection_url=f"{tokens.url}/introspect") as dovecot, SmtpSink(tokens=tokens) as sink:
        login = {"username": "anna", "oauth": "mail"}
        mailbox = {"name": "support", "url": dovecot.url, "tls": "none", "since": date(2020, 1, 1), **login}
        dovecot.deliver("anna", b"From: li@example.org\r\nSubject: printer\r\n\r\nIt is jammed.\r\n")
        path = configured(tmp_path, tokens, mailbox=[mailbox], smtp={"port": sink.port, **login})
        (tmp_path / "mail.refresh-token").touch(0o600)  # as somebody may have prepared it

        result = run("oauth", "mail", "--config", path)
        assert result.exit_code == Exit.OK, result.output
        assert "Open https://login.example/device in a browser, enter the code ABCD-EFGH" in result.stdout
        file = tmp_path / "mail.refresh-token"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        first = file.read_text().strip()
        assert first in tokens.refresh_tokens and first not in result.output

        found = checked(run, path)
        assert found["mailbox support"]["state"] == found["smtp"]["state"] == "ok"
        assert file.read_text().strip() in tokens.refresh_tokens - {first}

        assert run("once", "--config", path).stderr.endswith("1 collected, 1 taken in, 1 sent\n")
        assert [delivery.recipients for delivery in sink.deliveries] == [("li@example.org",)]


def checked(run: Run, path: Path) -> dict[str, dict[str, str]]:
    result = run("check", "--json", "-v", "--config", path)  # -v: with what the libraries log
    assert "canary" not in result.output
    return {finding["subject"]: finding for finding in json.loads(result.stdout)["checks"]}


def test_check_says_how_to_get_a_token_that_is_missing_or_refused(
    run: Run, tmp_path: Path, tokens: TokenServer
) -> None:
    with SmtpSink(tokens=tokens) as sink:
        path = configured(tmp_path, tokens, smtp={"port": sink.port, "username": "anna", "oauth": "mail"})

        assert "does not exist" in checked(run, path)["smtp"]["detail"]
        (tmp_path / "mail.refresh-token").touch(0o600)
        (tmp_path / "mail.refresh-token").write_text("canary-of-long-ago\n")
        found = checked(run, path)["smtp"]

    assert found["state"] == "failed"
    assert "invalid_grant" in found["detail"] and "ticketd oauth mail" in found["detail"]
    assert "docs/oauth.md" in found["remedy"]


def test_check_says_that_the_token_server_is_away(run: Run, tmp_path: Path, tokens: TokenServer) -> None:
    tokens.faults += [Fault(503)]
    with SmtpSink(tokens=tokens) as sink:
        smtp = {"port": sink.port, "username": "anna", "oauth": "mail"}
        path = write_config(tmp_path, oauth=[tokens.section(tmp_path)], smtp=smtp)

        found = checked(run, path)["smtp"]

    assert "answers 503" in found["detail"]
    assert "try again" in found["remedy"]


def test_a_person_who_declines_is_told(run: Run, tmp_path: Path, tokens: TokenServer) -> None:
    tokens.device_answers += ["authorization_pending", "access_denied"]
    path = configured(tmp_path, tokens, smtp={"username": "anna", "oauth": "mail"})

    result = run("oauth", "mail", "--config", path)

    assert result.exit_code == Exit.FAILED
    assert "declined" in result.stderr
    assert not (tmp_path / "mail.refresh-token").exists()


def test_what_cannot_be_got_is_told_at_once(run: Run, tmp_path: Path, tokens: TokenServer) -> None:
    by_itself = tokens.section(tmp_path)
    google = {"name": "google", "provider": "google", "client_id": "x", "client_secret_file": "client-secret"}
    google["refresh_token_file"] = "google.refresh-token"
    path = write_config(tmp_path, oauth=[by_itself, google])

    for name, words in (("mail", "signs in by itself"), ("google", "docs/oauth.md"), ("x", "there are: mail, google")):
        result = run("oauth", name, "--config", path)
        assert result.exit_code == Exit.MISUSE
        assert words in " ".join(result.stderr.split())
    assert tokens.requests == []


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path, tokens: TokenServer) -> None:
    path = write_config(tmp_path, oauth=[tokens.section(tmp_path)], smtp={"username": "anna", "oauth": "mail"})
    command = [sys.executable, "-c", WITHOUT_EXTRA, "run", "--config", str(path)]

    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == Exit.MISUSE
    assert "oauth[0].name: needs authlib; run: pip install 'ticketd[oauth]'" in done.stderr
    assert "Traceback" not in done.stderr
