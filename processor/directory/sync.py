"""Synchronise with the LDAP server: one step, by hand or every few hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from db import leases
from db.connection import Store
from processor.config_directory import Ldap
from processor.directory.ldap import read_ldap
from processor.directory.listing import Listing
from processor.directory.update import Update, carry_out
from processor.passwords import read_password

log = structlog.get_logger()

LEASE = "directory"
LOOK_AGAIN_S = 600.0  # while another host has the lease


def update_of(listing: Listing, section: Ldap, *, force: bool) -> Update:
    """What the server's list means for the directory: it is whole, but not believed when too many are missing."""
    return Update(
        listing.people, "ldap", whole=True, max_leaving_percent=None if force else section.max_leaving_percent
    )


class Synchroniser:
    """
    The step of a loop: synchronises, unless another host has done so within the hours set.

    holder: this process, for the lease.
    """

    def __init__(self, store: Store, section: Ldap, environ: Mapping[str, str], holder: str) -> None:
        self._store = store
        self._section = section
        self._environ = environ
        self._holder = holder

    def step(self, now: datetime) -> float:
        """
        Seconds until the next one.

        Raises:
            DirectoryUnavailable, DirectoryRefused, ConfigError: nothing was changed; the lease is given up.
        """
        until = now + timedelta(hours=self._section.every_h)
        if not self._store.unit(lambda: leases.acquire(LEASE, self._holder, now, until)):
            return LOOK_AGAIN_S
        try:
            self._synchronise(now)
        except Exception:
            self._store.unit(lambda: leases.release(LEASE, self._holder))
            raise
        return self._section.every_h * 3600

    def _synchronise(self, now: datetime) -> None:
        listing = read_ldap(self._section, read_password(self._section, self._environ))
        diff = carry_out(self._store, update_of(listing, self._section, force=False), now)
        log.info(
            "directory.synchronised",
            listed=len(listing.people),
            added=len(diff.added),
            changed=len(diff.changed),
            deactivated=len(diff.deactivated),
            wrong=len(listing.wrong) + len(diff.wrong),
        )
