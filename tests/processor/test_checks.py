"""What the findings of `ticketd check` rest on."""

from __future__ import annotations

import pytest

from processor.checks import authserv_id, check_templates
from processor.providers import advice_for, guess
from processor.template_files import Flaw


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"mx.example.org; spf=pass", "mx.example.org"),
        (b"mx.example.org 1;\r\n spf=pass", "mx.example.org"),
        (b"\r\n mx.example.org;\r\n\tdkim=pass", "mx.example.org"),
        (b"mx.example.org", "mx.example.org"),
        (b"", ""),
        (b"; spf=pass", ""),
        (b'"a b"; spf=pass', ""),
        (b"m\xc3\xbcx.example; spf=pass", ""),
        (b"=?utf-8?q?mx?=; spf=pass", ""),
    ],
)
def test_the_signing_server_is_the_first_word_of_the_header(header: bytes, name: str) -> None:
    assert authserv_id(b"Authentication-Results: " + header + b"\r\n\r\nbody") == name


def test_only_the_topmost_signature_counts() -> None:
    raw = b"Authentication-Results: ours; spf=none\nAuthentication-Results: theirs; spf=pass\n\n"

    assert authserv_id(raw) == "ours"


def test_a_mail_without_a_signature_names_nobody() -> None:
    assert authserv_id(b"Subject: x\n\nAuthentication-Results: body; spf=pass\n") == ""
    assert authserv_id(b"") == ""


def test_a_broken_template_is_a_failure_and_an_ill_formed_one_a_warning() -> None:
    broken, odd = Flaw("zh/answer.txt.j2", 3, "UndefinedError: x"), Flaw("base.html.j2", 0, "loads x", broken=False)

    assert [finding.state for finding in check_templates([])] == ["ok"]
    assert [(finding.state, finding.detail) for finding in check_templates([broken, odd])] == [
        ("failed", "zh/answer.txt.j2:3: UndefinedError: x"),
        ("warning", "base.html.j2: loads x"),
    ]


@pytest.mark.parametrize(
    ("address", "imap", "smtp"),
    [
        ("a@QQ.com", "imap.qq.com", "smtp.qq.com"),
        ("a@163.com", "imap.163.com", "smtp.163.com"),
        ("a@126.com", "imap.126.com", "smtp.126.com"),
        ("a@exmail.qq.com", "imap.exmail.qq.com", "smtp.exmail.qq.com"),
        ("a@gmail.com", "imap.gmail.com", "smtp.gmail.com"),
        ("a@outlook.com", "outlook.office365.com", "smtp-mail.outlook.com"),
        ("a@firm.onmicrosoft.com", "outlook.office365.com", "smtp.office365.com"),
        ("a@aliyun.com", "imap.aliyun.com", "smtp.aliyun.com"),
        ("a@example.org", "imap.example.org", "smtp.example.org"),
    ],
)
def test_the_servers_of_a_known_provider_are_known(address: str, imap: str, smtp: str) -> None:
    provider = guess(address)

    assert (provider.imap, provider.smtp) == (imap, smtp)


def test_a_refused_login_at_a_chinese_provider_is_explained() -> None:
    assert "授权码" in advice_for("imap.qq.com")
    assert "授权码" in advice_for("SMTP.163.com")
    assert advice_for("imap.example.org") == ""
