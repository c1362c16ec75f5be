from __future__ import annotations

from dataclasses import replace

import pytest

from db.people import Person
from processor.desk.identity import Claim, domain_is_in, fits, identify

LI = Person(id=1, name="李雷", department="财务部", employee_number="A1001", addresses=("li@corp.example",))
NAMESAKE = replace(LI, id=2, employee_number="A1002", addresses=())
GONE = replace(LI, active=False)
NOBODY = Claim()


def test_an_address_of_the_directory_is_known() -> None:
    identity = identify(LI, NOBODY, [], proven=False, directory_is_empty=False)

    assert (identity.standing, identity.person, identity.accepted) == ("known", LI, True)


def test_who_has_left_is_not_let_in_by_their_old_address_nor_by_what_they_know() -> None:
    claim = Claim("李雷", "财务部", "A1001")

    assert not identify(GONE, claim, [GONE], proven=True, directory_is_empty=False).accepted
    assert not identify(None, claim, [GONE], proven=True, directory_is_empty=False).accepted


def test_a_true_claim_is_a_claim_and_no_more() -> None:
    identity = identify(None, Claim("李雷", "财务部"), [LI], proven=True, directory_is_empty=False)

    assert (identity.standing, identity.person) == ("claimed", LI)


def test_a_claim_that_two_people_fit_tells_nobody_apart() -> None:
    claim = Claim("李雷", "财务部")

    assert identify(None, claim, [LI, NAMESAKE], proven=True, directory_is_empty=False).standing == "unknown"
    numbered = replace(claim, employee_number="A1002")
    assert identify(None, numbered, [LI, NAMESAKE], proven=True, directory_is_empty=False).person == NAMESAKE


@pytest.mark.parametrize(
    "claim",
    [
        Claim("李雷", "财务部"),
        Claim("", "财务部", "A1001"),
        Claim("李 雷", "财务部", "a1001"),
        Claim("李雷", "财务 部", "Ａ１００１"),
    ],
)
def test_name_or_number_with_the_department_fit_in_any_width_and_case(claim: Claim) -> None:
    assert fits(claim, LI)


@pytest.mark.parametrize(
    "claim",
    [
        NOBODY,
        Claim("李雷"),
        Claim("", "", "A1001"),
        Claim("李雷", "", "A1001"),
        Claim("", "财务部"),
        Claim("李雷", "人事部"),
        Claim("李雷", "财务部", "A1002"),
        Claim("韩梅梅", "财务部", "A1001"),
    ],
)
def test_too_little_or_one_wrong_statement_fits_nobody(claim: Claim) -> None:
    assert not fits(claim, LI)


def test_an_empty_directory_asks_nobody() -> None:
    assert identify(None, NOBODY, [], proven=False, directory_is_empty=True).accepted


@pytest.mark.parametrize(
    ("addr", "inside"),
    [
        ("a@corp.example", True),
        ("a@x.corp.example", True),
        ("a@Corp.Example", True),
        ("a@notcorp.example", False),
        ("", False),
    ],
)
def test_a_domain_means_its_subdomains_too(addr: str, inside: bool) -> None:
    assert domain_is_in(addr, ["corp.example"]) is inside
