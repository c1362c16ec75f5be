"""A real token server: what it grants, how it refuses, and how it fails."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.programs import free_port
from support.token_server import CLIENT_ID, CLIENT_SECRET, DRIP, HANG, Fault, TokenServer

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.endpoint import Endpoint


@pytest.fixture
def server() -> Iterator[TokenServer]:
    with TokenServer() as running:
        yield running


def endpoint(server: TokenServer, **changes: Any) -> Endpoint:
    return Endpoint(server.client(**changes), lambda: CLIENT_SECRET)


def test_an_application_signs_in_by_itself(server: TokenServer) -> None:
    granted = endpoint(server).sign_in()

    assert (granted.access_token, granted.lifetime_s, granted.refresh_token) == ("canary-access-1", 3600.0, "")
    assert server.requests == [{"grant_type": "client_credentials", "scope": "mail"}]


def test_a_refresh_brings_an_access_token_and_perhaps_a_new_refresh_token(server: TokenServer) -> None:
    old = server.new_refresh_token()

    assert endpoint(server).refresh(old).refresh_token in ("", old)
    server.rotates = True
    assert endpoint(server).refresh(old).refresh_token in server.refresh_tokens - {old}
    assert server.requests[0] == {"grant_type": "refresh_token", "refresh_token": old, "scope": "mail"}


def test_the_secret_is_shown_as_the_provider_wants_it(server: TokenServer) -> None:
    endpoint(server, client_auth="client_secret_post").sign_in()

    assert server.requests[0]["client_secret"] == CLIENT_SECRET
    assert server.requests[0]["client_id"] == CLIENT_ID


def test_a_public_client_has_no_secret(server: TokenServer) -> None:
    public = Endpoint(server.client(client_id="public", client_auth="none"), lambda: "")

    assert public.refresh(server.new_refresh_token()).access_token
    assert "client_secret" not in server.requests[0]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(500), "500"),
        (Fault(503, b"<html>busy</html>"), "503"),
        (Fault(429, {"error": "too_many"}), "429"),
        (Fault(400, {"error": "temporarily_unavailable"}), "temporarily_unavailable"),
        (Fault(200, b"<html>log in to the hotel's network</html>"), "without a bearer token"),
        (Fault(200, {"token_type": "Bearer"}), "without a bearer token"),
        (Fault(200, {"access_token": "canary\x01auth=", "token_type": "Bearer"}), "without a bearer token"),
        (Fault(200, {"access_token": "canary", "token_type": "mac"}), "without a bearer token"),
        (Fault(200, {"access_token": "canary", "refresh_token": "two\nlines"}), "refresh token that is none"),
        (Fault(200, {"access_token": "canary", "expires_in": "soon"}), "cannot be asked"),
        (Fault(200, [1]), "without a bearer token"),
        (Fault(200, b"[" * 60_000), "without a bearer token"),
        (Fault(200, b" " * 70_000), "without end"),
    ],
)
def test_a_server_in_trouble_is_asked_again_later(server: TokenServer, fault: Fault, words: str) -> None:
    server.faults.append(fault)

    with pytest.raises(TokenUnavailable, match=words) as raised:
        endpoint(server).sign_in()
    assert "canary" not in "".join(traceback.format_exception(raised.value))
    assert endpoint(server).sign_in().access_token


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(400, {"error": "invalid_grant", "error_description": 'it\'s "over"\r\nTrace ID: 1'}), "invalid_grant"),
        (Fault(401, {"error": "invalid_client"}), "invalid_client"),
        (Fault(200, {"error": "invalid_scope"}), "invalid_scope"),
        (Fault(404, b"no such page"), ""),
        (Fault(307, b"", (("Location", "http://127.0.0.1:9/token"),)), ""),
    ],
)
def test_a_server_that_does_not_want_us_is_not_asked_in_a_hurry(server: TokenServer, fault: Fault, code: str) -> None:
    server.faults.append(fault)

    with pytest.raises(TokenRefused) as raised:
        endpoint(server).sign_in()
    assert raised.value.code == code
    assert "\n" not in str(raised.value) and "\r" not in str(raised.value)
    assert len(server.requests) == 1


def test_neither_secret_nor_refresh_token_comes_back_in_an_error(server: TokenServer) -> None:
    old = "canary-of-long-ago"
    with pytest.raises(TokenRefused) as refused:
        endpoint(server).refresh(old)
    server.faults.append(Fault(400, {"error": CLIENT_SECRET, "error_description": old}))
    with pytest.raises(TokenRefused) as echoed:
        endpoint(server).refresh(old)

    for error in (refused.value, echoed.value):
        assert "canary" not in "".join(traceback.format_exception(error))
    assert 'The token "***" is over.' in str(refused.value)


@pytest.mark.parametrize("filler", range(230, 290, 5))
def test_no_secret_is_cut_in_two_at_the_end_of_an_error(server: TokenServer, filler: int) -> None:
    server.faults.append(Fault(400, {"error": "no", "error_description": "x" * filler + CLIENT_SECRET}))

    with pytest.raises(TokenRefused) as refused:
        endpoint(server).sign_in()

    assert "canary"[:3] not in str(refused.value)


@pytest.mark.parametrize("fault", [HANG, DRIP])
def test_a_server_that_keeps_us_waiting_is_given_up(server: TokenServer, fault: str) -> None:
    server.faults.append(fault)
    client = replace(server.client(), timeout_s=0.2)  # type: ignore[arg-type]  # so that the test need not wait

    with pytest.raises(TokenUnavailable):
        Endpoint(client, lambda: CLIENT_SECRET).sign_in()


def test_nobody_there_is_a_matter_of_time() -> None:
    with TokenServer() as gone:
        client = gone.client(token_url=f"http://127.0.0.1:{free_port()}/token")

    with pytest.raises(TokenUnavailable, match="cannot be asked"):
        Endpoint(client, lambda: CLIENT_SECRET).sign_in()


def test_a_certificate_that_is_not_trusted_gets_no_secret(tmp_path: Path) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    for name, ca in (("ours", authority), ("other", stranger)):
        ca.cert_pem.write_to_path(str(tmp_path / name))
    with TokenServer(authority=authority) as server:
        for ca_file in (None, tmp_path / "other"):
            with pytest.raises(TokenUnavailable, match="certificate"):
                endpoint(server, ca_file=ca_file).sign_in()
        assert server.requests == []

        assert endpoint(server, ca_file=tmp_path / "ours").sign_in().access_token


def test_what_is_for_this_machine_is_shown_to_no_proxy(server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with TokenServer() as proxy:
        for variable in ("http_proxy", "all_proxy"):
            monkeypatch.setenv(variable, proxy.url)
        for variable in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(variable, raising=False)

        assert endpoint(server, client_auth="client_secret_post").sign_in().access_token
        assert proxy.requests == []


def test_a_person_is_asked_by_a_code(server: TokenServer) -> None:
    asked = endpoint(server).device_code()

    assert (asked.user_code, asked.url) == ("ABCD-EFGH", "https://login.example/device")
    assert (asked.interval_s, asked.lifetime_s) == (5.0, 900.0)
    assert "device-1" not in repr(asked)
    server.device_answers.append("authorization_pending")
    with pytest.raises(TokenRefused) as pending:
        endpoint(server).redeem_device_code(asked.code)
    assert pending.value.code == "authorization_pending"
    assert endpoint(server).redeem_device_code(asked.code).refresh_token in server.refresh_tokens
