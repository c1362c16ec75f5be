from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.authentication import proves_sender, refutes_sender

OURS = "mx.desk.example"


@pytest.mark.parametrize(
    "value",
    [
        "mx.desk.example; dmarc=pass header.from=example.org",
        "mx.desk.example; spf=fail smtp.mailfrom=x@y; dkim=pass header.d=example.org; dmarc=pass",
        "MX.Desk.Example 1 ; DMARC = pass (p=reject dis=none) header.from=EXAMPLE.org",
        "mx.desk.example;\r\n\tdkim=pass (2048-bit key) header.i=@example.org header.s=a",
        "mx.desk.example; dkim=fail header.d=other.net; dkim=pass header.d=example.org",
    ],
)
def test_a_pass_of_our_server_proves_the_sender(value: str) -> None:
    assert proves_sender([value], OURS, "example.org")


@pytest.mark.parametrize(
    "values",
    [
        [],
        [""],
        [";"],
        ["mx.desk.example; none"],
        ["mx.other.example; dmarc=pass header.from=example.org"],
        ["mx.other.example; dmarc=fail", "mx.desk.example; dmarc=pass header.from=example.org"],
        ["mx.desk.example; dmarc=fail (dmarc=pass) header.from=example.org"],
        ['mx.desk.example; dmarc=fail reason="; dmarc=pass" header.from=example.org'],
        ['mx.desk.example; dmarc=fail reason="\\"; dmarc=pass; x=" header.from=example.org'],
        ["mx.desk.example; dmarc=pass header.from=other.net"],
        ["mx.desk.example; dkim=pass header.d=other.net"],
        ["mx.desk.example; dkim=pass header.d=org"],
        ["mx.desk.example; dkim=pass header.d=notexample.org"],
        ["mx.desk.example; dkim=pass"],
        ["mx.desk.example; spf=pass smtp.mailfrom=example.org"],
        ["mx.desk.example.evil.net; dmarc=pass header.from=example.org"],
        ["(mx.desk.example); dmarc=pass header.from=example.org"],
    ],
)
def test_nothing_else_does(values: list[str]) -> None:
    assert not proves_sender(values, OURS, "example.org")


def test_a_subdomain_is_proven_by_its_parents_signature() -> None:
    assert proves_sender(["mx.desk.example; dkim=pass header.d=example.org"], OURS, "mail.example.org")


def test_without_a_configured_server_nothing_is_proven() -> None:
    assert not proves_sender(["; dmarc=pass header.from=example.org"], "", "example.org")


@given(st.text(max_size=300))
def test_no_text_raises_and_none_without_a_pass_proves(value: str) -> None:
    assert not proves_sender([f"{OURS}; {value.replace('pass', '')}"], OURS, "example.org")


@pytest.mark.parametrize(
    "value",
    [
        "mx.desk.example; dmarc=fail header.from=example.org",
        "MX.desk.example; dkim=pass header.d=example.org; DMARC = fail (p=none)",
    ],
)
def test_a_fail_of_our_server_refutes_the_sender(value: str) -> None:
    assert refutes_sender([value], OURS)


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["mx.desk.example; dmarc=pass header.from=example.org"],
        ["mx.desk.example; spf=fail; dkim=fail header.d=example.org"],
        ['mx.desk.example; dkim=pass reason="dmarc=fail" (dmarc=fail)'],
        ["mx.evil.example; dmarc=fail"],
        ["mx.desk.example; none", "mx.desk.example; dmarc=fail"],
    ],
)
def test_nothing_else_refutes_the_sender(values: list[str]) -> None:
    assert not refutes_sender(values, OURS)
    assert not refutes_sender(values, "")
