"""People of an LDAP server or an Active Directory; the one module that knows ldap3."""

from __future__ import annotations

import re
import ssl
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from db.people import address_key, key
from processor.config_directory import Ldap, LdapAttributes
from processor.directory.listing import Listed, Listing, Wrong, is_address, without_repeats
from processor.directory.words import LOCALES
from processor.errors import DirectoryRefused, DirectoryUnavailable, ProcessorError

PORTS = {"implicit": 636, "starttls": 389, "none": 389}
DISABLED = 0x2  # ADS_UF_ACCOUNTDISABLE of userAccountControl (MS-ADTS §2.2.16)
STATES = ("userAccountControl", "nsAccountLock")  # Active Directory; 389 Directory Server
PAGED_RESULTS = "1.2.840.113556.1.4.319"  # RFC 2696 §2
MAX_VALUE = 500  # characters; a longer one is no name and no address
_SMTP = re.compile(r"(?:smtp:)?([^:]+)", re.IGNORECASE)  # proxyAddresses: SMTP:a@b is the first, smtp:a@b another

Attributes = Mapping[str, Sequence[bytes]]


def read_ldap(section: Ldap, password: str) -> Listing:
    """
    Everybody whom the server lists; entries that cannot be taken are left out and told.

    Raises:
        DirectoryUnavailable: it cannot be reached, or has not given all.
        DirectoryRefused: it refuses login or search.
        ProcessorError: ldap3 is not installed.
    """
    people: list[Listed] = []
    wrong: list[Wrong] = []
    with _translated(section.url), _connected(section, password) as connection:
        for name, attributes in _entries(connection, section):
            try:
                people.append(person_of(name, attributes, section.attributes))
            except ValueError as error:
                wrong.append(Wrong(name, str(error)))
    unique = without_repeats(people)
    return Listing(unique.people, (*wrong, *unique.wrong))


def person_of(name: str, attributes: Attributes, mapping: LdapAttributes) -> Listed:
    """
    An entry as a person.

    Args:
        name: its distinguished name.
        attributes: values by name in lower case.

    Raises:
        ValueError: nothing tells who it is.
    """
    first = {field: _first(attributes, getattr(mapping, field)) for field in _SINGLE}
    addresses = tuple(_addresses(attributes, mapping.addresses))
    if not first["name"]:
        raise ValueError(f"no {' or '.join(mapping.name)}")
    if not (first["employee_number"] or addresses or first["department"]):
        raise ValueError("neither employee number nor address nor department")
    return Listed(
        where=name,
        name=first["name"],
        employee_number=first["employee_number"],
        department=first["department"] if mapping.department else None,
        addresses=addresses if mapping.addresses else None,
        phone=first["phone"] if mapping.phone else None,
        team=first["team"] if mapping.team else None,
        locale=LOCALES.get(key(re.split("[,;]", first["locale"])[0])),
        active=not _disabled(attributes),
    )


_SINGLE = ("name", "employee_number", "department", "phone", "team", "locale")


def _first(attributes: Attributes, names: Sequence[str]) -> str:
    """The first value with words, on one line."""
    for name in names:
        for value in attributes.get(name.lower(), ()):
            if text := " ".join(value.decode("utf-8", "replace").split())[:MAX_VALUE]:
                return text
    return ""


def _addresses(attributes: Attributes, names: Sequence[str]) -> Iterator[str]:
    """Those of all attributes, the one to write to first; what is none (x500:, sip:) is passed over."""
    seen = set()
    for name in names:
        values = [value.decode("utf-8", "replace").strip() for value in attributes.get(name.lower(), ())]
        for value in sorted(values, key=lambda text: not text.startswith("SMTP:")):
            found = _SMTP.fullmatch(value)
            addr = address_key(found[1]) if found else ""
            if addr not in seen and is_address(addr):
                seen.add(addr)
                yield addr


def _disabled(attributes: Attributes) -> bool:
    flags, lock = (_first(attributes, [name]) for name in STATES)
    return (flags.isdecimal() and bool(int(flags) & DISABLED)) or lock.lower() == "true"


# ---------------------------------------------------------------- the server


@contextmanager
def _connected(section: Ldap, password: str) -> Iterator[Any]:
    ldap3 = _library()
    url = urlsplit(section.url)
    server = ldap3.Server(
        url.hostname,
        port=url.port or PORTS[section.tls],
        use_ssl=section.tls == "implicit",
        tls=_tls(ldap3, section),
        get_info=ldap3.NONE,
        connect_timeout=section.timeout_s,
    )
    connection = ldap3.Connection(
        server,
        user=section.bind_dn or None,
        password=password or None,
        raise_exceptions=True,
        read_only=True,
        auto_referrals=False,
        receive_timeout=section.timeout_s,
    )
    try:
        connection.open()
        if section.tls == "starttls":
            connection.start_tls()
        connection.bind()
        yield connection
    finally:
        _close(connection)


def _tls(ldap3: Any, section: Ldap) -> Any:
    """TLS as Python does it, the name in the certificate included; ldap3 looks at names by itself, and only after."""

    class Verified(ldap3.Tls):  # type: ignore[misc]  # ldap3 has no types
        def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
            context = ssl.create_default_context(cafile=section.ca_file)
            connection.socket = context.wrap_socket(connection.socket, server_hostname=connection.server.host)

    return Verified()


def _close(connection: Any) -> None:
    """Whatever has gone wrong is told already; saying goodbye must not hide it."""
    from ldap3.core.exceptions import LDAPException

    sock = connection.socket
    with suppress(LDAPException, OSError):
        connection.unbind()
    if sock is not None:  # unbinding leaves it open when the connection was never complete
        sock.close()


def _entries(connection: Any, section: Ldap) -> Iterator[tuple[str, dict[str, Sequence[bytes]]]]:
    """Page by page (RFC 2696): servers give at most 500 or 1000 entries at once."""
    mapping = section.attributes
    wanted = {name for field in LdapAttributes.model_fields for name in getattr(mapping, field)}
    cookie: bytes | None = None
    while cookie != b"":
        connection.search(
            section.base,
            section.filter,
            attributes=sorted({*wanted, *STATES}, key=str.lower),
            paged_size=section.page_size,
            paged_cookie=cookie,
            time_limit=section.timeout_s,
        )
        _require_success(connection.result, section.url)
        for entry in connection.response:
            if entry["type"] == "searchResEntry":  # the others point to other servers
                yield entry["dn"], {name.lower(): values for name, values in entry["raw_attributes"].items()}
        page = connection.result.get("controls", {}).get(PAGED_RESULTS, {})
        cookie = page.get("value", {}).get("cookie") or b""


def _require_success(result: Mapping[str, Any], url: str) -> None:
    """ldap3 raises nothing for a limit that was exceeded, nor for a referral: what came is a part that looks whole."""
    if result["result"] != 0:
        raise DirectoryUnavailable(
            f"{url} did not give all people: {result['description']} {result['message']}".strip()
        )


@contextmanager
def _translated(url: str) -> Iterator[None]:
    """Errors of the library as ours."""
    _library()
    from ldap3.core import exceptions as errors

    passing = (
        errors.LDAPCommunicationError,
        errors.LDAPBusyResult,
        errors.LDAPUnavailableResult,
        errors.LDAPAdminLimitExceededResult,
        OSError,
    )
    try:
        yield
    except passing as error:
        raise DirectoryUnavailable(f"{url} did not give all people: {error}") from error
    except errors.LDAPException as error:
        raise DirectoryRefused(f"{url} refuses: {error}") from error


def _library() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # ldap3 2.9 uses old names of pyasn1
            import ldap3
    except ModuleNotFoundError as error:
        raise ProcessorError("reading an LDAP server needs ldap3: pip install 'ticketd[ldap]'") from error
    return ldap3
