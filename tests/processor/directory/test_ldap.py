"""A real OpenLDAP server, and entries as Active Directory has them."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.slapd import ADMIN, BASE, PASSWORD, Slapd, program

from db import leases, people
from db.connection import Store
from processor.config_directory import Ldap, LdapAttributes
from processor.directory.ldap import person_of, read_ldap
from processor.directory.sync import LEASE, LOOK_AGAIN_S, Synchroniser
from processor.errors import DirectoryRefused, DirectoryUnavailable

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAMES = LdapAttributes()


def section(server: Slapd, **changes: Any) -> Ldap:
    usual = {"url": server.url, "tls": "none", "bind_dn": ADMIN, "base": f"ou=people,{BASE}", "timeout_s": 10}
    return Ldap(**{**usual, **changes})


def entry(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "uid": f"u{number}",
        "cn": f"员工{number}",
        "sn": "员工",
        "mail": f"u{number}@example.org",
        "employeeNumber": f"{number:04d}",
        **changes,
    }


def test_people_are_read_with_all_that_is_told(slapd: Slapd) -> None:
    slapd.add(
        [
            entry(
                1,
                displayName="李雷",
                department="信息部",
                mail="Li@Example.org",
                proxyAddresses=["smtp:lilei@example.org", "SMTP:li@example.org", "x500:/o=A/cn=li"],
                telephoneNumber="8001",
                preferredLanguage="en-US, zh;q=0.5",
                userAccountControl=512,
            )
        ]
    )

    (person,) = read_ldap(section(slapd), PASSWORD).people

    assert person.where == f"uid=u1,ou=people,{BASE}"
    assert (person.name, person.employee_number, person.department) == ("李雷", "0001", "信息部")
    assert person.addresses == ("li@example.org", "lilei@example.org")
    assert (person.phone, person.locale, person.active) == ("8001", "en", True)
    assert (person.role, person.team, person.vip) == (None, None, None)


def test_more_people_than_the_server_gives_at_once_are_read_page_by_page(slapd: Slapd) -> None:
    slapd.add(entry(number) for number in range(620))

    listing = read_ldap(section(slapd, page_size=100), PASSWORD)

    assert sorted(person.employee_number for person in listing.people) == [f"{number:04d}" for number in range(620)]
    assert listing.wrong == ()


def test_a_part_of_the_people_is_never_taken_for_all() -> None:
    if program() is None:
        pytest.skip("slapd is not installed (Debian: apt-get install slapd)")
    with Slapd(total="30") as server:
        server.add(entry(number) for number in range(50))

        with pytest.raises(DirectoryUnavailable, match="sizeLimitExceeded"):
            read_ldap(section(server, page_size=20), PASSWORD)


def test_an_empty_branch_lists_nobody(slapd: Slapd) -> None:
    assert read_ldap(section(slapd, base=f"ou=empty,{BASE}"), PASSWORD).people == ()


@pytest.mark.parametrize(
    ("changes", "password"),
    [
        ({}, "wrong"),
        ({"bind_dn": f"cn=nobody,{BASE}"}, PASSWORD),
        ({"bind_dn": ""}, ""),  # anonymous sees nothing
        ({"base": f"ou=absent,{BASE}"}, PASSWORD),
        ({"filter": "(&(x)(y))"}, PASSWORD),
    ],
)
def test_what_the_server_refuses_is_told(slapd: Slapd, changes: dict[str, Any], password: str) -> None:
    with pytest.raises(DirectoryRefused, match="refuses"):
        read_ldap(section(slapd, **changes), password)


def test_a_server_that_is_away_may_come_back(slapd: Slapd) -> None:
    slapd.end()

    with pytest.raises(DirectoryUnavailable, match="did not give all people"):
        read_ldap(section(slapd), PASSWORD)


def test_entries_that_contradict_each_other_are_told_and_left_out(slapd: Slapd) -> None:
    slapd.add(
        [entry(1), entry(2, mail="u1@example.org"), entry(3, employeeNumber="0001"), {**entry(4), "mail": "nonsense"}]
    )

    listing = read_ldap(section(slapd), PASSWORD)

    assert [(person.name, person.addresses) for person in listing.people] == [
        ("员工1", ("u1@example.org",)),
        ("员工2", ()),
        ("员工4", ()),
    ]
    assert [each.where.partition(",")[0] for each in listing.wrong] == ["uid=u2", "uid=u3"]


@pytest.fixture
def secured(tmp_path: Path) -> Any:
    if program() is None:
        pytest.skip("slapd is not installed (Debian: apt-get install slapd)")
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    certificate.private_key_pem.write_to_path(key)
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with Slapd((chain, key)) as server:
        server.add([entry(1)])
        yield server, tmp_path / "ca.pem"


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_people_are_read_over_tls_from_a_server_that_is_trusted(secured: tuple[Slapd, Path], tls: str) -> None:
    server, authority = secured
    url = server.tls_url if tls == "implicit" else server.url.replace("127.0.0.1", "localhost")

    assert len(read_ldap(section(server, url=url, tls=tls, ca_file=authority), PASSWORD).people) == 1
    with pytest.raises((DirectoryUnavailable, DirectoryRefused), match="certificate"):
        read_ldap(section(server, url=url, tls=tls), PASSWORD)


def test_the_name_in_the_certificate_has_to_be_that_of_the_server(secured: tuple[Slapd, Path]) -> None:
    server, authority = secured
    url = server.tls_url.replace("localhost", "127.0.0.1")

    with pytest.raises((DirectoryUnavailable, DirectoryRefused), match="certificate"):
        read_ldap(section(server, url=url, tls="implicit", ca_file=authority), PASSWORD)


@pytest.mark.parametrize(
    ("attributes", "active"),
    [
        ({}, True),
        ({"useraccountcontrol": [b"512"]}, True),
        ({"useraccountcontrol": [b"514"]}, False),
        ({"useraccountcontrol": [b"66050"]}, False),
        ({"useraccountcontrol": [b"nonsense"]}, True),
        ({"nsaccountlock": [b"TRUE"]}, False),
        ({"nsaccountlock": []}, True),
    ],
)
def test_who_is_disabled_there_is_not_active_here(attributes: dict[str, list[bytes]], active: bool) -> None:
    found = person_of("cn=x", {"cn": ["李雷".encode()], "employeeid": [b"1"], **attributes}, NAMES)

    assert found.active is active


def test_an_attribute_that_is_not_read_tells_nothing() -> None:
    mapping = LdapAttributes(department=(), addresses=(), phone=(), team=("physicalDeliveryOfficeName",))

    found = person_of("cn=x", {"cn": [b"Li"], "employeeid": [b"1"], "mail": [b"li@example.org"]}, mapping)

    assert (found.department, found.addresses, found.phone, found.team) == (None, None, None, "")


@pytest.mark.parametrize("attributes", [{}, {"cn": [b"  "]}, {"cn": [b"Scanner"]}, {"mail": [b"a@b.org"]}])
def test_an_entry_that_tells_nobody_is_refused(attributes: dict[str, list[bytes]]) -> None:
    with pytest.raises(ValueError, match=r"no |neither"):
        person_of("cn=x", attributes, NAMES)


def synchroniser(store: Store, server: Slapd, holder: str = "a", **changes: Any) -> Synchroniser:
    return Synchroniser(store, section(server, password_env="LDAP", **changes), {"LDAP": PASSWORD}, holder)


def names(store: Store) -> list[str]:
    return sorted(person.name for person in store.unit(lambda: people.all_people(active_only=True)))


def test_every_few_hours_people_come_change_and_leave(store: Store, slapd: Slapd) -> None:
    crowd = [entry(number) for number in range(10)]
    slapd.add(crowd)
    step = synchroniser(store, slapd, every_h=2).step

    assert step(NOW) == 7200
    slapd.remove(crowd[:1])
    slapd.add([entry(99, displayName="新人")])
    step(NOW + timedelta(hours=2))

    assert names(store) == [f"员工{number}" for number in range(1, 10)] + ["新人"]


def test_people_added_by_hand_stay_and_so_do_their_roles(store: Store, slapd: Slapd) -> None:
    slapd.add([entry(1), entry(2)])
    store.unit(lambda: people.add(people.Profile(name="外包", employee_number="X1")))
    store.unit(lambda: people.add(people.Profile(name="员工1", employee_number="0001", role="lead", vip=True)))

    synchroniser(store, slapd).step(NOW)

    found = {person.name: person for person in store.unit(people.all_people)}
    assert (found["员工1"].role, found["员工1"].vip, found["员工1"].source) == ("lead", True, "ldap")
    assert found["外包"].active


def test_a_server_that_has_lost_its_people_deactivates_nobody(store: Store, slapd: Slapd) -> None:
    crowd = [entry(number) for number in range(10)]
    slapd.add(crowd)
    synchroniser(store, slapd).step(NOW)
    slapd.remove(crowd)

    with pytest.raises(DirectoryRefused, match="10 of 10 people"):
        synchroniser(store, slapd).step(NOW + timedelta(days=2))

    assert len(names(store)) == 10


def test_a_server_that_is_away_changes_nobody_and_is_asked_again(store: Store, slapd: Slapd) -> None:
    slapd.add([entry(1)])
    synchroniser(store, slapd).step(NOW)
    slapd.end()

    with pytest.raises(DirectoryUnavailable):
        synchroniser(store, slapd).step(NOW + timedelta(days=2))

    assert names(store) == ["员工1"]
    assert store.unit(lambda: leases.holder_of(LEASE)) is None


def test_of_several_hosts_one_synchronises(store: Store, slapd: Slapd) -> None:
    slapd.add([entry(1)])
    synchroniser(store, slapd, "a").step(NOW)
    slapd.end()

    assert synchroniser(store, slapd, "b").step(NOW + timedelta(hours=1)) == LOOK_AGAIN_S
