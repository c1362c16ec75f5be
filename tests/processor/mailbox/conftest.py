"""A scripted IMAP server, and users for the real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.boxes import raw_mails
from support.imap_script import ImapScript


@pytest.fixture
def server() -> Iterator[ImapScript]:
    """A scripted server with ten mails."""
    with ImapScript(raw_mails(10)) as running:
        yield running


@pytest.fixture
def user(request: pytest.FixtureRequest) -> str:
    """A mail user of this test alone."""
    return f"u{abs(hash(request.node.nodeid))}"
