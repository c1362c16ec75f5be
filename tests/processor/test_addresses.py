"""Which addresses are one mailbox."""

from __future__ import annotations

import pytest

from processor.addresses import is_own, mailbox_key

OWN = frozenset({"support@desk.example"})


@pytest.mark.parametrize(
    ("addr", "mailbox"),
    [
        ("li@example.org", "li@example.org"),
        ("li+shop@example.org", "li@example.org"),
        ("li+a+b@example.org", "li@example.org"),
        ("li@example.org.", "li@example.org"),
        ('"li"@example.org', "li@example.org"),
        ("l.i+x@googlemail.com", "li@gmail.com"),
        ("l.i@example.org", "l.i@example.org"),
        ("+li@example.org", "+li@example.org"),
        ("", ""),
    ],
)
def test_what_does_not_change_the_mailbox_does_not_change_the_key(addr: str, mailbox: str) -> None:
    assert mailbox_key(addr) == mailbox


def test_an_address_of_ours_is_ours_with_any_plus_tag() -> None:
    assert is_own("support@desk.example", OWN) and is_own("support+ts.1@desk.example", OWN)
    assert not is_own("support@else.example", OWN) and not is_own("", OWN)
