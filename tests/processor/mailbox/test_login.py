"""From a section to a folder: TLS, login, ID, what is refused and what is only unavailable."""

from __future__ import annotations

import ssl
from base64 import b64decode
from pathlib import Path

import pytest
import trustme
from support.boxes import imap_box, limits
from support.imap_script import ImapScript, say

from processor.errors import MailboxRefused, MailboxUnavailable


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def context_for(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_server_that_wants_a_name_before_select_gets_it(server: ImapScript) -> None:
    server.demands_id = True
    box = imap_box(server.url)

    assert box.open() == 7
    box.close()
    order = [command.split()[0] for command in server.commands]
    assert order.index("LOGIN") < order.index("ID") < order.index("EXAMINE")


def test_no_name_is_given_where_none_is_wanted(server: ImapScript) -> None:
    server.capabilities = ("IMAP4rev1",)
    box = imap_box(server.url)
    box.open()
    box.close()

    assert not server.said("ID")


@pytest.mark.parametrize("answer", [b"{tag} NO no\r\n", b"{tag} BAD what\r\n", b"* ID junk)\r\n{tag} OK x\r\n"])
def test_what_a_server_answers_to_our_name_does_not_matter(server: ImapScript, answer: bytes) -> None:
    server.fault("ID", say(answer))
    box = imap_box(server.url)

    assert box.open() == 7
    box.close()


@pytest.mark.parametrize("after", ["keep", "flag"])
@pytest.mark.parametrize("flag", [r"\Sent", r"\HasNoChildren \sent", r"\Drafts"])
def test_a_folder_of_sent_mail_is_refused(server: ImapScript, flag: str, after: str) -> None:
    server.list_flags = flag
    box = imap_box(server.url, after=after)

    with pytest.raises(MailboxRefused, match="mail of its own"):
        box.open()
    assert not server.said("SELECT|EXAMINE")
    assert server.said("LOGOUT")


def test_a_wrong_password_is_refused(server: ImapScript) -> None:
    with pytest.raises(MailboxRefused, match="wrong"):
        imap_box(server.url, password=lambda: "guess").open()


def test_the_password_is_read_at_each_login(server: ImapScript) -> None:
    passwords = iter(["old", "secret"])
    box = imap_box(server.url, password=lambda: next(passwords))

    with pytest.raises(MailboxRefused):
        box.open()
    assert box.open() == 7
    box.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"* BYE too many connections\r\n",
        b"",
        b"{tag} NO [UNAVAILABLE] the directory is away\r\n",
        b"{tag} NO [LIMIT] too many connections\r\n",
    ],
)
def test_a_login_that_fails_for_a_passing_reason_is_not_refused(server: ImapScript, answer: bytes) -> None:
    server.fault("LOGIN", say(answer, "stay" if b"tag" in answer else "close"))

    with pytest.raises(MailboxUnavailable):
        imap_box(server.url).open()


def test_a_password_beyond_ascii_goes_by_another_command(server: ImapScript) -> None:
    box = imap_box(server.url, password=lambda: "密码")
    box.open()
    box.close()

    sent = server.commands[server.commands.index("AUTHENTICATE PLAIN") + 1]
    assert b64decode(sent) == "\0anna\0密码".encode()


def test_a_quote_in_a_password_stays_in_it(server: ImapScript) -> None:
    with pytest.raises(MailboxRefused):
        imap_box(server.url, password=lambda: 'a"b\\c').open()

    assert server.said("LOGIN") == [r'LOGIN anna "a\"b\\c"']


@pytest.mark.parametrize("answer", [b"{tag} NO no such folder\r\n", b"{tag} BAD what\r\n"])
def test_a_folder_that_is_not_there_is_refused(server: ImapScript, answer: bytes) -> None:
    server.fault("EXAMINE", say(answer))

    with pytest.raises(MailboxRefused, match="INBOX"):
        imap_box(server.url).open()


def test_a_folder_that_may_only_be_read_is_refused_when_mails_shall_be_moved(server: ImapScript) -> None:
    server.fault("SELECT", say(b"* 1 EXISTS\r\n{tag} OK [READ-ONLY] done\r\n"))

    with pytest.raises(MailboxRefused, match="only be read"):
        imap_box(server.url, after="delete").open()


@pytest.mark.parametrize("life", [None, 0])
def test_a_server_without_uidvalidity_is_used_all_the_same(server: ImapScript, life: int | None) -> None:
    server.uidvalidity = life
    box = imap_box(server.url)

    assert box.open() == 0
    assert box.fetch_after(0, limits(), None).last_uid == 10
    box.close()


@pytest.mark.parametrize(
    "greeting",
    [b"* BYE full\r\n", b"220 smtp.example.org ESMTP\r\n", b"\xff\xfe\x00\r\n", b"", b"* OK half a line"],
)
def test_a_server_that_speaks_no_imap_is_unavailable(server: ImapScript, greeting: bytes) -> None:
    server.fault("GREETING", say(greeting, "close"))

    with pytest.raises(MailboxUnavailable):
        imap_box(server.url).open()


def test_nobody_there_is_unavailable() -> None:
    with ImapScript() as server:
        url = server.url

    with pytest.raises(MailboxUnavailable, match="refused"):
        imap_box(url).open()


def test_tls_from_the_first_byte(authority: trustme.CA, ca_file: Path) -> None:
    with ImapScript([b"x"], context_for(authority)) as server:
        box = imap_box(server.url, tls="implicit", ca_file=ca_file)
        box.open()
        assert len(box.fetch_after(0, limits(), None).mails) == 1
        box.close()


def test_tls_by_starttls_comes_before_the_password(authority: trustme.CA, ca_file: Path) -> None:
    with ImapScript([b"x"], context_for(authority), starttls=True) as server:
        server.capabilities = (*server.capabilities, "STARTTLS")
        box = imap_box(server.url, tls="starttls", ca_file=ca_file)
        box.open()
        box.close()

        order = [command.split()[0] for command in server.commands]
        assert order.index("STARTTLS") < order.index("LOGIN")


def test_a_server_without_starttls_never_sees_the_password(server: ImapScript) -> None:
    with pytest.raises(MailboxUnavailable):
        imap_box(server.url, tls="starttls").open()

    assert not server.said("LOGIN|AUTHENTICATE")


def test_a_greeting_that_says_logged_in_does_not_get_around_starttls(server: ImapScript) -> None:
    server.capabilities = (*server.capabilities, "STARTTLS")
    server.fault("GREETING", say(b"* PREAUTH welcome\r\n"))

    with pytest.raises(MailboxUnavailable):
        imap_box(server.url, tls="starttls").open()
    assert not server.said("LOGIN|AUTHENTICATE|LIST")


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_that_is_not_trusted_or_of_another_name_is_not_talked_to(
    authority: trustme.CA, ca_file: Path, trusted: bool
) -> None:
    context = context_for(authority, "127.0.0.2") if trusted else context_for(trustme.CA())
    with ImapScript([b"x"], context) as server:
        with pytest.raises(MailboxUnavailable, match=r"certificate"):
            imap_box(server.url, tls="implicit", ca_file=ca_file).open()

        assert server.commands == []
