"""A private OpenLDAP server on a loopback port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from support.programs import Program, await_server, end, free_port, start

BASE = "dc=example,dc=org"
ADMIN = f"cn=admin,{BASE}"
PASSWORD = "secret"

CONF = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include {folder}/account.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
sizelimit size.soft=500 size.hard=500 size.prtotal={total}
{tls}
database mdb
suffix "{base}"
rootdn "cn=root,{base}"
rootpw root
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{admin}" read by * none
"""
# Attributes of an Active Directory, in the numbers that Microsoft gave them.
ACCOUNT = """
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl'
  EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.210 NAME 'proxyAddresses'
  EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.2.840.113556.1.2.141 NAME 'department'
  EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9.1 NAME 'account2' SUP top AUXILIARY
  MAY ( userAccountControl $ proxyAddresses $ department ) )
"""
TREE = f"""
dn: {BASE}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: {ADMIN}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: admin
userPassword: {PASSWORD}

dn: ou=people,{BASE}
objectClass: organizationalUnit
ou: people

dn: ou=empty,{BASE}
objectClass: organizationalUnit
ou: empty
"""


def program() -> str | None:
    return shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/openldap")


class Slapd:
    """
    Runs while the context lasts. `ADMIN` may read, `PASSWORD` is its password; only pages get past 500 entries.

    Args:
        certificate: files of certificate chain and key, for TLS.
        total: entries that the server gives altogether to a paged search, or "unlimited".
    """

    def __init__(self, certificate: tuple[Path, Path] | None = None, total: str = "unlimited") -> None:
        self.port = free_port()
        self.tls_port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="ticketd-slapd-"))
        self._certificate = certificate
        self._total = total
        self._process: Program | None = None

    @property
    def url(self) -> str:
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls_url(self) -> str:
        return f"ldap://localhost:{self.tls_port}"

    def __enter__(self) -> Slapd:
        found = program()
        if found is None:
            raise FileNotFoundError("OpenLDAP's server is not installed (Debian: slapd)")
        self._write_configuration()
        self._add(TREE)
        addresses = f"{self.url} ldaps://127.0.0.1:{self.tls_port}" if self._certificate else self.url
        self._process = start([found, "-f", str(self.folder / "slapd.conf"), "-h", addresses, "-d", "0"])
        try:
            await_server(self._process, self.port, greets=False)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def add(self, people: Iterable[Mapping[str, object]]) -> None:
        """People below ou=people: attributes by name; a list is several values."""
        with self._as_root() as connection:
            for attributes in people:
                connection.add(self.name_of(attributes), ["inetOrgPerson", "account2"], dict(attributes))

    def remove(self, people: Iterable[Mapping[str, object]]) -> None:
        with self._as_root() as connection:
            for attributes in people:
                connection.delete(self.name_of(attributes))

    def name_of(self, attributes: Mapping[str, object]) -> str:
        return f"uid={attributes['uid']},ou=people,{BASE}"

    def end(self) -> None:
        """The server goes away."""
        if self._process is not None:
            end(self._process)

    def _as_root(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # ldap3 2.9 uses old names of pyasn1
            from ldap3 import NONE, Connection, Server
        server = Server(self.url, get_info=NONE)
        return Connection(server, f"cn=root,{BASE}", "root", raise_exceptions=True)

    def _write_configuration(self) -> None:
        (self.folder / "data").mkdir()
        (self.folder / "account.schema").write_text(ACCOUNT)
        tls = ""
        if self._certificate:
            chain, key = self._certificate
            tls = f"TLSCertificateFile {chain}\nTLSCertificateKeyFile {key}"
        conf = CONF.format(folder=self.folder, base=BASE, admin=ADMIN, tls=tls, total=self._total)
        (self.folder / "slapd.conf").write_text(conf)

    def _add(self, ldif: str) -> None:
        command = [str(program()), "-T", "add", "-f", str(self.folder / "slapd.conf")]
        done = subprocess.run(command, input=ldif.encode(), capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"slapadd: {done.stderr.decode(errors='replace')}")

    def _end(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
