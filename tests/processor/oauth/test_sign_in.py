"""Which client a section makes, and who shares tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support.configs import make_config
from support.token_server import CLIENT_SECRET, TokenServer

from processor.config_oauth import Oauth
from processor.logs import secrets_of
from processor.oauth.presets import client_of
from processor.oauth.sign_in import SignIn
from processor.oauth.tokens import Tokens

MICROSOFT = {"name": "a", "provider": "microsoft", "tenant": "corp.example", "client_id": "c"}
GOOGLE = {"name": "a", "provider": "google", "client_id": "c", "refresh_token_file": "t", "client_secret_env": "S"}
APP = {"client_secret_env": "S"}
USER = {"refresh_token_file": "t"}
EXCHANGE = "https://outlook.office.com"


@pytest.mark.parametrize(
    ("values", "services", "scope"),
    [
        (MICROSOFT | APP, ["imap"], "https://outlook.office365.com/.default"),
        (MICROSOFT | APP, ["imap", "smtp"], "https://outlook.office365.com/.default"),
        (MICROSOFT | USER, ["imap"], f"{EXCHANGE}/IMAP.AccessAsUser.All offline_access"),
        (MICROSOFT | USER, ["imap", "smtp"], f"{EXCHANGE}/IMAP.AccessAsUser.All {EXCHANGE}/SMTP.Send offline_access"),
        (GOOGLE, ["smtp"], "https://mail.google.com/"),
        (MICROSOFT | APP | {"scope": "own"}, ["imap"], "own"),
        ({"name": "a", "token_url": "https://login.example/t", "client_id": "c"} | APP, ["imap"], ""),
    ],
)
def test_a_provider_is_asked_for_what_it_wants_to_be_asked(
    values: Mapping[str, Any], services: Any, scope: str
) -> None:
    assert client_of(Oauth(**values), *services).scope == scope


def test_addresses_are_those_of_the_provider_unless_others_are_written() -> None:
    microsoft = client_of(Oauth(**MICROSOFT, **APP), "imap")
    assert microsoft.token_url == "https://login.microsoftonline.com/corp.example/oauth2/v2.0/token"
    assert microsoft.device_url == "https://login.microsoftonline.com/corp.example/oauth2/v2.0/devicecode"
    assert client_of(Oauth(**GOOGLE), "imap").device_url == ""

    own = Oauth(**MICROSOFT, **APP, token_url="https://login.partner.example/t")
    assert client_of(own, "imap").token_url == "https://login.partner.example/t"


def test_only_who_has_a_secret_shows_one() -> None:
    assert client_of(Oauth(**MICROSOFT, **USER), "imap").client_auth == "none"
    assert client_of(Oauth(**MICROSOFT, **APP), "imap").client_auth == "client_secret_post"


def test_two_folders_of_an_account_share_a_token_and_no_secret_reaches_the_log(tmp_path: Path) -> None:
    with TokenServer() as server:
        (tmp_path / "mail.refresh-token").touch(0o600)
        (tmp_path / "mail.refresh-token").write_text("canary-refresh\n")
        acting = server.section(tmp_path, name="acting", refresh_token_file=str(tmp_path / "mail.refresh-token"))
        box = {"url": "imap://127.0.0.1", "tls": "none", "username": "anna", "oauth": "mail"}
        boxes = [{"name": "a", **box}, {"name": "b", **box, "folder": "Errors"}]
        oauths = [server.section(tmp_path), acting]
        config = make_config(tmp_path, mailbox=boxes, oauth=oauths)
        sign_in = SignIn(config, {}, lambda: server.now)

        first, second = (sign_in.of_mailbox(section) for section in config.mailbox)

        assert isinstance(first, Tokens) and first is second
        assert first.take().value == "canary-access-1"
        assert {CLIENT_SECRET, "canary-refresh"} <= set(secrets_of(config, {}))
        assert "canary" not in repr(config) + repr(sign_in)
