"""An LDAP server for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.slapd import Slapd, program


@pytest.fixture
def slapd() -> Iterator[Slapd]:
    """An OpenLDAP server with an empty ou=people."""
    if program() is None:
        pytest.skip("slapd is not installed (Debian: apt-get install slapd)")
    with Slapd() as server:
        yield server
