from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from support.arrivals import TICKET
from support.mails import AUTHSERV, make_mail

from db.held import Held
from db.keys import QuickKey
from db.outbox import Evidence
from db.people import Person
from parsers.message import Automation, AutomationKind, Message
from parsers.mime import parse_message
from processor.config import Trust
from processor.rules.actors import Proof
from processor.rules.trust import KEY_AGE, Grounds, is_confirmed, is_valid, proof_of, proves_now, without_proofs

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TRUST = Trust(authserv_id=AUTHSERV)
HAN = Person(id=7, name="韩梅梅", addresses=("han@desk.example",), role="engineer")
KEY = QuickKey("k", HAN.id, TICKET.id, NOW - timedelta(days=1))
HELD = Held(1, HAN.id, TICKET.id, "#accept", NOW, NOW + timedelta(days=1), confirmed_at=NOW)
ADDR = "han@desk.example"


def mail(*results: str) -> Message:
    """A mail of the engineer with these Authentication-Results, topmost first."""
    headers = [("Authentication-Results", result) for result in results]
    return parse_message(make_mail("韩梅梅 <han@desk.example>", headers=headers, proven=False))


PASS = f"{AUTHSERV}; dmarc=pass header.from=desk.example"
FAIL = f"{AUTHSERV}; dmarc=fail (p=reject) header.from=desk.example"


@pytest.mark.parametrize(
    ("results", "grounds", "proof"),
    [
        ((), Grounds(), ""),
        ((), Grounds(token=True), "token"),
        ((), Grounds(key=True), "key"),
        ((), Grounds(key=True, token=True), "key"),
        ((), Grounds(confirmed=True), "confirmed"),
        ((PASS,), Grounds(), "server"),
        ((f"{AUTHSERV}; dkim=pass header.d=desk.example",), Grounds(), "server"),
        (("mx.evil.example; dmarc=pass header.from=desk.example",), Grounds(), ""),
        (("mx.evil.example; dmarc=pass", PASS), Grounds(), ""),
        ((f"{AUTHSERV}; dmarc=none", PASS), Grounds(), ""),
        ((f"{AUTHSERV}; spf=pass smtp.mailfrom=evil.example",), Grounds(), ""),
        ((f"{AUTHSERV}; dkim=pass header.d=evil.example",), Grounds(), ""),
        ((FAIL,), Grounds(token=True), ""),
        ((FAIL,), Grounds(key=True), ""),
        ((f"{FAIL}; dkim=pass header.d=desk.example",), Grounds(), ""),
        ((FAIL,), Grounds(confirmed=True), "confirmed"),
        (("mx.evil.example; dmarc=fail",), Grounds(token=True), "token"),
        ((f"{AUTHSERV}; dmarc=none", FAIL), Grounds(token=True), "token"),
        ((PASS,), Grounds(token=True, inherited=True), ""),
        ((PASS,), Grounds(confirmed=True, inherited=True), "confirmed"),
    ],
)
def test_what_proves_that_a_mail_is_its_senders(results: tuple[str, ...], grounds: Grounds, proof: Proof) -> None:
    assert proof_of(mail(*results), ADDR, grounds, TRUST) == proof


def test_no_machine_proves_anything_in_the_name_of_its_owner() -> None:
    kinds: tuple[AutomationKind, ...] = ("reply", "bulk", "bounce", "own")
    for kind, grounds in product(kinds, (Grounds(key=True), Grounds(token=True))):
        automatic = replace(mail(PASS), automation=Automation(kind, "a header"))

        assert proof_of(automatic, ADDR, grounds, TRUST) == ""


def test_without_a_mail_server_to_believe_only_its_own_word_is_missing() -> None:
    nobody = Trust()

    assert proof_of(mail(PASS), ADDR, Grounds(), nobody) == ""
    assert proof_of(mail(FAIL), ADDR, Grounds(token=True), nobody) == "token"


def test_an_address_is_not_proven_by_a_token_when_our_server_says_that_it_is_forged() -> None:
    answered = Evidence(1, ADDR, "acknowledgement")

    assert proves_now(mail(), ADDR, answered, TRUST)
    assert not proves_now(mail(FAIL), ADDR, answered, TRUST)
    assert not proves_now(mail(), ADDR, None, TRUST)


@pytest.mark.parametrize(
    ("changes", "valid"),
    [
        ({}, True),
        ({"created_at": NOW - KEY_AGE}, True),
        ({"created_at": NOW - KEY_AGE - timedelta(seconds=1)}, False),
        ({"used_at": NOW - timedelta(hours=1)}, False),
        ({"person_id": HAN.id + 1}, False),
        ({"ticket_id": TICKET.id + 1}, False),
    ],
)
def test_a_key_opens_once_for_one_person_and_one_ticket(changes: dict[str, object], valid: bool) -> None:
    assert is_valid(replace(KEY, **changes), HAN, TICKET, NOW) is valid  # type: ignore[arg-type]


def test_a_key_is_nothing_in_the_hands_of_a_stranger_or_without_a_ticket() -> None:
    assert not is_valid(KEY, None, TICKET, NOW)
    assert not is_valid(KEY, HAN, None, NOW)


def test_a_confirmation_is_for_the_person_who_gave_it() -> None:
    other = replace(HAN, id=8)

    assert is_confirmed(HELD, HAN)
    assert not is_confirmed(HELD, other)
    assert not is_confirmed(HELD, None)
    assert not is_confirmed(replace(HELD, confirmed_at=None), HAN)
    assert not is_confirmed(None, None)
    assert is_confirmed(replace(HELD, person_id=None), None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("受理：Re: [TS-1] x #accept #key=" + "a2" * 13, "受理：Re: [TS-1] x #accept"),
        (
            "<mailto:s@x?subject=Re%3A%20x%20%23accept%20%23key%3D" + "a2" * 13 + ">",
            "<mailto:s@x?subject=Re%3A%20x%20%23accept>",
        ),
        ("support+ts." + "0f" * 16 + "@desk.example wrote:", "support@desk.example wrote:"),
        ("mailto:support%2Bts." + "0F" * 16 + "@desk.example", "mailto:support@desk.example"),
        ("Press #key=F1 + ts. 3@4", "Press #key=F1 + ts. 3@4"),
    ],
)
def test_words_that_are_passed_on_hold_no_proof(text: str, shown: str) -> None:
    assert without_proofs(text) == shown


def test_proofs_are_looked_for_in_linear_time() -> None:
    for text in ("#key=" * 200_000, "+ts." * 200_000, "%20%23key%3D" * 100_000, "+ts." + "0" * 1_000_000):
        assert without_proofs(text) == text
