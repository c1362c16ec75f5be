"""Handing a mail over: to a real server, and to one that misbehaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.programs import free_port
from support.smtp_script import DROP, STALL, ScriptedRelay, then
from support.smtp_sink import Login, SmtpSink

from processor.config import Smtp
from processor.errors import DeliveryDeferred, DeliveryRefused, DeliveryUncertain
from processor.mailer import about_the_relay, mailers

RAW = b"Subject: hello\r\n\r\nline\r\n.\r\n..two\r\nend\r\n"
LOGIN = Login("desk", "wrong horse £")


def no_password() -> str:
    raise AssertionError("nobody asked for a password")


def send(
    section: Smtp, *recipients: str, raw: bytes = RAW, sender: str = "", password: Callable[[], str] = no_password
) -> list[str]:
    """Hand *raw* over to each of *recipients* on one connection."""

    async def work() -> list[str]:
        async with mailers(section, password)() as mailer:
            return [await mailer.hand_over(sender, recipient, raw) for recipient in recipients or ("li@example.org",)]

    return asyncio.run(work())


def outcomes(section: Smtp, *recipients: str) -> list[str]:
    """The same, but each error becomes its name and code."""

    async def work() -> list[str]:
        found = []
        async with mailers(section, no_password)() as mailer:
            for recipient in recipients:
                try:
                    found.append(await mailer.hand_over("", recipient, RAW))
                except (DeliveryDeferred, DeliveryRefused) as error:
                    found.append(f"{type(error).__name__} {error.code}")
        return found

    return asyncio.run(work())


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as server:
        yield server


def test_a_mail_arrives_as_it_was_with_its_envelope(sink: SmtpSink) -> None:
    answers = send(sink.section(), sender="help@example.org")

    (delivery,) = sink.deliveries
    assert delivery.raw == RAW
    assert delivery.sender == "help@example.org"
    assert delivery.recipients == ("li@example.org",)
    assert answers == ["250 2.0.0 taken as 1"]


def test_the_null_sender_is_written_as_such() -> None:
    with ScriptedRelay() as relay:
        send(relay.section(), sender="")

    assert any(command.startswith("MAIL FROM:<>") for command in relay.commands)


def test_one_connection_carries_many_mails(sink: SmtpSink) -> None:
    send(sink.section(), *(f"user{n}@example.org" for n in range(5)))

    assert len(sink.deliveries) == 5
    assert len({delivery.connection for delivery in sink.deliveries}) == 1


def test_a_bare_line_end_smuggles_no_second_mail(sink: SmtpSink) -> None:
    smuggled = b"Subject: x\r\n\r\nhello\n.\nMAIL FROM:<a@b>\r.\rRCPT TO:<c@d>\r\n.\n"

    send(sink.section(), raw=smuggled)

    (delivery,) = sink.deliveries
    assert delivery.raw == b"Subject: x\r\n\r\nhello\r\n.\r\nMAIL FROM:<a@b>\r\n.\r\nRCPT TO:<c@d>\r\n.\r\n"


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_tls_and_login_protect_the_way(tls: str, tmp_path: Path) -> None:
    with SmtpSink(tls=tls, login=LOGIN) as sink:
        send(sink.section(tmp_path), password=lambda: LOGIN.password)

    (delivery,) = sink.deliveries
    assert delivery.tls
    assert delivery.login == "desk"


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_of_a_stranger_is_refused(tls: str) -> None:
    with SmtpSink(tls=tls) as sink, pytest.raises(DeliveryRefused, match="certificate verify failed"):
        send(sink.section())

    assert not sink.deliveries


def test_a_wrong_password_is_tried_once(tmp_path: Path) -> None:
    with SmtpSink(tls="implicit", login=LOGIN) as sink, pytest.raises(DeliveryRefused, match="535") as caught:
        send(sink.section(tmp_path), password=lambda: "guess")

    assert len(sink.logins) == 1
    assert about_the_relay(caught.value)
    assert "guess" not in str(caught.value)


def test_an_announced_method_that_is_unknown_leads_to_the_next() -> None:
    script = {"AUTH": ["504 what?", "235 welcome"]}
    with ScriptedRelay(script, extensions=("AUTH PLAIN CRAM-MD5",)) as relay:
        answers = send(relay.section(username="desk"), password=lambda: "secret")

    assert relay.verbs().count("AUTH") == 2
    assert answers == ["250 taken"]


def test_a_server_without_a_known_login_is_refused() -> None:
    with ScriptedRelay() as relay, pytest.raises(DeliveryRefused, match="no way to log in"):
        send(relay.section(username="desk"), password=lambda: "secret")


@pytest.mark.parametrize("extensions", [(), ("STARTTLS",)])
def test_without_tls_nothing_goes_in_clear(extensions: tuple[str, ...]) -> None:
    with ScriptedRelay(extensions=extensions) as relay, pytest.raises((DeliveryRefused, DeliveryDeferred)):
        send(relay.section(tls="starttls", username="desk"), password=lambda: "secret")

    assert set(relay.verbs()) <= {"EHLO", "STARTTLS", "QUIT"}
    assert not relay.taken


def test_a_refused_ehlo_is_followed_by_helo() -> None:
    with ScriptedRelay({"EHLO": ["502 what?"]}) as relay:
        assert send(relay.section()) == ["250 taken"]

    assert relay.verbs()[:2] == ["EHLO", "HELO"]


@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("fault", [DROP, STALL, "421 too many", "451 later", "rubbish"])
def test_a_fault_before_the_hand_over_means_later(step: str, fault: str) -> None:
    script = {step: then(fault)}
    with ScriptedRelay(script) as relay, pytest.raises(DeliveryDeferred) as caught:
        send(relay.section(timeout_s=0.1 if fault == STALL else 10))

    assert not relay.taken
    assert about_the_relay(caught.value) == (not fault.startswith("451"))


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_5xx_means_never_and_says_why(step: str) -> None:
    refusal = pytest.raises(DeliveryRefused, match=r"li@example\.org: 550 5\.7\.1 not wanted here")
    with ScriptedRelay({step: ["550 5.7.1 not wanted here"]}) as relay, refusal as caught:
        send(relay.section())

    assert caught.value.code == 550
    assert not about_the_relay(caught.value)


@pytest.mark.parametrize("code", [530, 535])
def test_a_demand_for_a_login_is_about_the_relay(code: int) -> None:
    with ScriptedRelay({"MAIL": [f"{code} log in first"]}) as relay, pytest.raises(DeliveryRefused) as caught:
        send(relay.section())

    assert about_the_relay(caught.value)


def test_a_4xx_after_the_dot_means_later() -> None:
    with ScriptedRelay({"DOT": ["451 4.3.0 disk full"]}) as relay, pytest.raises(DeliveryDeferred) as caught:
        send(relay.section())

    assert caught.value.code == 451


@pytest.mark.parametrize("step", ["BODY", "DOT"])
@pytest.mark.parametrize("fault", [DROP, STALL, "rubbish", "354 more?"])
def test_silence_after_the_hand_over_is_uncertain(step: str, fault: str) -> None:
    with ScriptedRelay({step: [fault]}) as relay, pytest.raises(DeliveryUncertain, match=r"li@example\.org"):
        send(relay.section(data_timeout_s=0.1))


def test_the_long_wait_is_for_the_mail_alone() -> None:
    with ScriptedRelay({"DOT": [STALL]}) as relay, pytest.raises(DeliveryUncertain):
        send(relay.section(timeout_s=10, data_timeout_s=0.05))
    with ScriptedRelay({"DATA": [STALL]}) as relay, pytest.raises(DeliveryDeferred):
        send(relay.section(timeout_s=0.05, data_timeout_s=10))


def test_each_recipient_has_a_result_of_its_own_and_the_connection_goes_on() -> None:
    with ScriptedRelay({"RCPT": ["250 ok", "451 later", "550 unknown", "250 ok"]}) as relay:
        found = outcomes(relay.section(), "a@example.org", "b@example.org", "c@example.org", "d@example.org")

    assert found == ["250 taken", "DeliveryDeferred 451", "DeliveryRefused 550", "250 taken"]
    assert relay.recipients == ["a@example.org", "d@example.org"]
    assert relay.connections == 1
    assert relay.verbs().count("RSET") == 2


def test_a_mail_over_the_advertised_size_is_not_even_begun() -> None:
    refusal = pytest.raises(DeliveryRefused, match=r"20\.0 MB.* 10\.0 MB")
    with ScriptedRelay(extensions=("SIZE 10000000",)) as relay, refusal as caught:
        send(relay.section(), raw=b"x" * 20_000_000)

    assert caught.value.code == 552
    assert "MAIL" not in relay.verbs()


@pytest.mark.parametrize("size", ["SIZE", "SIZE 0", "SIZE many", "HELP"])
def test_a_server_without_a_limit_gets_any_mail(size: str) -> None:
    with ScriptedRelay(extensions=(size,)) as relay:
        assert send(relay.section(), raw=RAW * 100) == ["250 taken"]


def test_the_domain_goes_out_as_dns_knows_it(sink: SmtpSink) -> None:
    send(sink.section(), "li@例子.中国")

    assert sink.deliveries[0].recipients == ("li@xn--fsqu00a.xn--fiqs8s",)


def test_a_local_part_in_chinese_needs_a_server_that_takes_it(sink: SmtpSink) -> None:
    send(sink.section(), "李雷@例子.中国")
    assert sink.deliveries[0].recipients == ("李雷@xn--fsqu00a.xn--fiqs8s",)

    with ScriptedRelay() as relay:
        assert outcomes(relay.section(), "李雷@example.org", "li@example.org") == ["DeliveryRefused 553", "250 taken"]


@pytest.mark.parametrize(
    "address",
    [
        "foo",
        "",
        "@",
        "a@",
        "a b@example.org",
        "a@b>,<c@d",
        "a@b SIZE=1",
        "a@b\r\nDATA",
        "a@b\0",
        "é@" + "ü" * 80,
        "a,b@c",
    ],
)
def test_what_is_no_address_never_reaches_the_wire(address: str) -> None:
    with ScriptedRelay() as relay:
        assert outcomes(relay.section(), address, "li@example.org") == ["DeliveryRefused 553", "250 taken"]

    assert relay.verbs().count("RCPT") == 1


def test_a_server_that_is_not_there_means_later() -> None:
    section = Smtp(host="127.0.0.1", port=free_port(), tls="none")

    with pytest.raises(DeliveryDeferred) as caught:
        send(section)

    assert about_the_relay(caught.value)


def test_closing_never_raises() -> None:
    async def work(section: Smtp) -> None:
        mailer = mailers(section, no_password)()
        await mailer.open()
        await mailer.close()
        await mailer.close()

    for script in ({}, {"QUIT": [DROP]}, {"QUIT": ["rubbish"]}):
        with ScriptedRelay(script) as relay:
            asyncio.run(work(relay.section()))


def test_a_missing_trust_store_is_seen_at_once(tmp_path: Path) -> None:
    section: Any = Smtp(host="mail.example.org", ca_file=tmp_path / "none.pem")

    with pytest.raises(OSError):
        mailers(section, no_password)
