"""The demo's mail server, as mail programs meet it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from support.mails import make_mail

from processor.demo.server import HOST, MailServer, Settings, mailbox_of
from processor.demo.trace import Envelope

LI, SUPPORT = "li@example.org", "support@desk.example"


class Post:
    """A running server and what it has delivered."""

    def __init__(self) -> None:
        self.delivered: list[Envelope] = []
        passwords = {LI: "one", SUPPORT: "two"}
        self.server = MailServer(
            Settings("mail.desk.example", passwords, self.delivered.append, lambda: datetime.now(UTC))
        )

    def smtp(self) -> smtplib.SMTP:
        return smtplib.SMTP(HOST, self.server.smtp_port, timeout=5)

    def imap(self, address: str, password: str) -> Any:
        client = IMAPClient(HOST, self.server.imap_port, ssl=False, timeout=5)
        try:
            client.login(address, password)
        except LoginError:
            client.shutdown()
            raise
        client.select_folder("INBOX")
        return client


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    with post.server:
        yield post


def test_a_mail_comes_out_of_the_mailbox_as_it_went_in(post: Post) -> None:
    raw = make_mail(proven=False).replace(b"Subject: ", b"Subject: \xb4\xf2\xd3\xa1\xbb\xfa ")  # raw GBK
    with post.smtp() as smtp:
        smtp.sendmail(LI, [SUPPORT], raw)

    with post.imap(SUPPORT, "two") as imap:
        (mail,) = imap.fetch(imap.search(), ["BODY.PEEK[]"]).values()

    assert mail[b"BODY[]"].endswith(raw)
    assert post.delivered == [Envelope(LI, SUPPORT, "", raw)]


def test_a_mail_program_that_waits_hears_of_a_mail(post: Post) -> None:
    with post.imap(SUPPORT, "two") as imap, post.smtp() as smtp:
        imap.idle()
        smtp.sendmail(LI, [SUPPORT], make_mail())

        assert (1, b"EXISTS") in imap.idle_check(timeout=5)
        imap.idle_done()


def test_a_login_is_noted_with_the_mail(post: Post) -> None:
    with post.smtp() as smtp:
        smtp.login("LI@example.org", "one")
        smtp.sendmail(LI, [SUPPORT], make_mail())

    assert post.delivered[0].login == LI


def test_a_wrong_password_opens_nothing(post: Post) -> None:
    with post.smtp() as smtp, pytest.raises(smtplib.SMTPAuthenticationError):
        smtp.login(LI, "two")
    with pytest.raises(LoginError):
        post.imap(LI, "two")


def test_an_unknown_mailbox_is_refused(post: Post) -> None:
    with post.smtp() as smtp, pytest.raises(smtplib.SMTPRecipientsRefused):
        smtp.sendmail(LI, ["nobody@example.org"], make_mail())

    assert post.delivered == []


def test_it_ends_although_a_mail_program_stays_connected() -> None:
    post = Post()
    with post.server:
        client = post.imap(LI, "one")
        client.idle()

    assert b"BYE" in client.socket().recv(200)
    client.shutdown()


def test_case_and_plus_do_not_make_another_mailbox() -> None:
    assert mailbox_of("Support+ts.0123@Desk.example") == SUPPORT
