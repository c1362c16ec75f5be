"""One mailbox has many addresses: which of them are the same, for evidence and for caps; pure."""

from __future__ import annotations

from collections.abc import Collection

DOTLESS = frozenset({"gmail.com", "googlemail.com"})  # v.i@gmail.com is vi@googlemail.com (Google, "Dots don't matter")
MAX_CHARS = 320  # 64 before the @, 255 behind it (RFC 5321 §4.5.3.1); an index of PostgreSQL holds 2,700 bytes


def is_usable(addr: str) -> bool:
    """*addr* can be the address of somebody, and be stored as such."""
    return "@" in addr and len(addr) <= MAX_CHARS


def mailbox_key(addr: str) -> str:
    """
    *addr* (compared form) without what does not change whose mailbox it is: a plus-tag (RFC 5233), a dot at the end.

    Else a forger could write to one victim at any number of addresses, each with a cap of its own.
    """
    local, at, domain = addr.rpartition("@")
    local, domain = local.strip('"'), domain.rstrip(".")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return local + at + domain


def is_own(addr: str, own_addresses: Collection[str]) -> bool:
    """*addr* (compared form) is ours, with or without a plus-tag."""
    local, _, domain = addr.rpartition("@")
    return addr in own_addresses or f"{local.partition('+')[0]}@{domain}" in own_addresses
