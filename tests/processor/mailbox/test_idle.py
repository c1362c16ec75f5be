"""News arrives at once; a connection that has died is noticed; a stop ends everything."""

from __future__ import annotations

import ssl
import threading
import time
from pathlib import Path

import pytest
import trustme
from support.boxes import LIMITS, imap_box
from support.cost import within
from support.imap_script import Command, ImapScript, Wire, say
from support.patience import HOUR_S, PATIENCE_S

from processor.errors import MailboxUnavailable
from processor.mailbox import idle
from processor.mailbox.imap import ImapBox


def opened(server: ImapScript, **changes: object) -> ImapBox:
    box = imap_box(server.url, **changes)
    box.open()
    box.fetch_after(0, LIMITS, None)
    return box


def seconds_of(box: ImapBox, seconds: float) -> float:
    began = time.monotonic()
    box.wait(seconds)
    return time.monotonic() - began


def after_idling(server: ImapScript, act: object) -> threading.Thread:
    """Run *act* as soon as the server has been asked to idle."""

    def run() -> None:
        assert server.idling.wait(PATIENCE_S)
        act()  # type: ignore[operator]

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_new_mail_ends_the_wait(server: ImapScript) -> None:
    box = opened(server)
    thread = after_idling(server, lambda: server.deliver(b"news"))

    box.wait(HOUR_S)
    thread.join()
    assert [mail.raw for mail in box.fetch_after(10, LIMITS, None).mails] == [b"news"]
    box.close()


def idle_with_news(command: Command, wire: Wire) -> bool:
    wire.send(b"+ idling\r\n* 11 EXISTS\r\n")
    wire.line()
    wire.send(command.tag + b" OK done\r\n")
    return True


def test_news_that_come_together_with_the_word_that_we_may_idle_end_the_wait(server: ImapScript) -> None:
    server.fault("IDLE", idle_with_news)
    box = opened(server)

    box.wait(HOUR_S)
    box.close()


def test_news_over_tls_ends_the_wait(tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with ImapScript([b"x"], context) as server:
        box = opened(server, tls="implicit", ca_file=tmp_path / "ca.pem")
        thread = after_idling(server, lambda: server.deliver(b"news"))

        box.wait(HOUR_S)
        thread.join()
        box.close()


def test_a_mail_that_was_announced_before_the_wait_is_not_waited_for(server: ImapScript) -> None:
    box = opened(server)
    server.mails[11] = server.mails[10]  # its EXISTS came with the answer to another command

    box.wait(HOUR_S)
    assert not server.said("IDLE")
    box.close()


def test_a_quiet_wait_ends_in_time(server: ImapScript) -> None:
    box = opened(server)

    assert 0.1 <= seconds_of(box, 0.1) < PATIENCE_S
    assert server.said("IDLE") and not server.idling.is_set()
    box.close()


def test_idle_begins_anew_before_servers_hang_up(server: ImapScript, monkeypatch: pytest.MonkeyPatch) -> None:
    assert idle.LONGEST_SILENCE_S < 29 * 60  # RFC 2177
    monkeypatch.setattr(idle, "LONGEST_SILENCE_S", 0.05)
    monkeypatch.setattr(idle, "REST_S", 0.0)
    server.fault("IDLE", idle_with_news)
    server.fault("IDLE", server.behave, times=2)
    box = opened(server)
    box.wait(HOUR_S)
    box.close()

    assert len(server.said("IDLE")) == 3


@pytest.mark.parametrize("chatter", [b"* OK Still here\r\n", b"* 1 FETCH (FLAGS (\\Seen))\r\n", b"* 3 EXPUNGE\r\n"])
def test_chatter_is_no_news_and_keeps_nobody_busy(server: ImapScript, chatter: bytes) -> None:
    def talk(command: Command, wire: Wire) -> bool:
        wire.send(b"+ idling\r\n" + chatter)
        wire.send(chatter)
        wire.line()
        wire.send(command.tag + b" OK done\r\n")
        return True

    server.fault("IDLE", talk)
    box = opened(server)

    within(0.2, lambda: box.wait(0.5), tries=1)
    assert len(server.said("IDLE")) <= 2
    box.close()


@pytest.mark.parametrize(
    ("fault", "wait_s"),
    [
        pytest.param(say(b"+ idling\r\n", "close"), HOUR_S, id="FIN"),
        pytest.param(say(b"+ idling\r\n* BYE AccessTokenExpired\r\n", "close"), HOUR_S, id="BYE and FIN"),
        pytest.param(say(b"+ idling\r\n* BYE idle for too long\r\n", "hang"), HOUR_S, id="BYE"),
        pytest.param(say(b"+ idling\r\n* 12 EXI", "hang"), HOUR_S, id="partial line"),
        pytest.param(say(b"+ idling\r\n", "hang"), 0.3, id="black hole"),  # the end of the wait alone shows it
        pytest.param(say(b"", "hang"), HOUR_S, id="no answer"),
        pytest.param(say(b"", "close"), HOUR_S, id="FIN at once"),
        pytest.param(say(b"* 1 EXISTS\r\n", "hang"), HOUR_S, id="no continuation"),
    ],
)
def test_a_dead_connection_is_noticed_and_the_next_one_delivers(
    server: ImapScript, fault: object, wait_s: float
) -> None:
    server.fault("IDLE", fault, times=1)  # type: ignore[arg-type]
    box = opened(server, timeout_s=1)  # the honest answers before come in time on a busy machine, too

    def wait() -> None:
        with pytest.raises(MailboxUnavailable):
            box.wait(wait_s)

    within(0.2, wait, tries=1)
    server.deliver(b"while we were away")
    box.open()
    assert box.fetch_after(10, LIMITS, None).mails[0].raw == b"while we were away"
    box.close()


@pytest.mark.parametrize("answer", [b"{tag} NO not today\r\n", b"{tag} BAD what\r\n"])
def test_a_server_that_refuses_idle_is_polled(server: ImapScript, answer: bytes) -> None:
    server.fault("IDLE", say(answer))
    box = imap_box(server.url)
    for _ in range(2):
        box.open()
        box.fetch_after(0, LIMITS, None)
        with pytest.raises(MailboxUnavailable):
            box.wait(HOUR_S)
    box.open()

    assert 0.1 <= seconds_of(box, 0.1) < PATIENCE_S
    assert len(server.said("IDLE")) == 2
    box.close()


@pytest.mark.parametrize("reason", ["not advertised", "not wanted"])
def test_without_idle_we_wait_quietly_and_hear_the_end_of_the_line(server: ImapScript, reason: str) -> None:
    if reason == "not advertised":
        server.capabilities = ("IMAP4rev1",)
    box = opened(server, idle=reason == "not advertised")

    assert 0.1 <= seconds_of(box, 0.1) < PATIENCE_S
    assert not server.said("IDLE")
    server.hang_up()
    with pytest.raises(MailboxUnavailable):
        box.wait(HOUR_S)
        box.fetch_after(10, LIMITS, None)  # the wait ends at least, for there is something to be read
    box.close()


@pytest.mark.parametrize("idle", [True, False])
def test_a_wake_ends_the_wait_from_another_thread(server: ImapScript, idle: bool) -> None:
    box = opened(server, idle=idle)
    thread = threading.Thread(target=box.wake)
    thread.start()

    box.wait(HOUR_S)
    thread.join()
    box.close()


def test_a_wake_is_remembered_once(server: ImapScript) -> None:
    box = imap_box(server.url)
    box.wake()
    box.wake()
    box.open()
    box.fetch_after(0, LIMITS, None)

    box.wait(HOUR_S)
    assert seconds_of(box, 0.1) >= 0.1
    box.close()


@pytest.mark.parametrize("blocks", ["GREETING", "LOGIN", "LIST", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE"])
def test_a_stop_ends_whatever_blocks(server: ImapScript, blocks: str) -> None:
    reached = threading.Event()

    def hang(command: Command, wire: Wire) -> bool:
        reached.set()
        wire.stopped.wait()
        return False

    server.fault(blocks, hang)
    box = imap_box(server.url, timeout_s=HOUR_S)

    def stop() -> None:
        assert reached.wait(PATIENCE_S)
        box.interrupt()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(MailboxUnavailable):
        box.open()
        box.fetch_after(0, LIMITS, None)
        box.wait(HOUR_S)
    box.close()
    thread.join()


def test_a_stop_before_the_connection_is_made_holds_for_it(server: ImapScript) -> None:
    box = imap_box(server.url)
    box.interrupt()

    with pytest.raises(MailboxUnavailable, match="stopped"):
        box.open()
    assert server.commands == []
    box.close()
    assert box.open() == 7
    box.close()


def test_a_server_that_does_not_answer_the_logout_is_left_alone(server: ImapScript) -> None:
    server.fault("LOGOUT", say(b"", "hang"))
    opened(server, timeout_s=HOUR_S).close()

    assert server.said("LOGOUT")


def test_every_orderly_end_says_goodbye(server: ImapScript) -> None:
    box = opened(server)
    box.open()
    box.close()
    box.close()

    assert len(server.said("LOGOUT")) == 2


def test_a_box_that_is_not_open_says_so(server: ImapScript) -> None:
    with pytest.raises(MailboxUnavailable, match="not open"):
        imap_box(server.url).uids()
