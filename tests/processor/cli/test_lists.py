"""The commands that show and move what is in the database, as an administrator types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.configs import write_config
from support.desk import DeskBench, desk_bench
from support.mails import make_mail

from db.connection import open_store
from db.migrations import migrate
from processor.cli import ticketd
from processor.parsing import Parser

POISON = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return write_config(tmp_path, desk={"address": "support@desk.example"})


@pytest.fixture
def bench(config: Path, tmp_path: Path, parser: Parser) -> Iterator[DeskBench]:
    """A desk on the configuration's own database."""
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    migrate(store)
    with desk_bench(store, tmp_path / "bench", parser) as made:
        yield made
    store.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(ticketd, ["--config", str(config), *words])


def test_tickets_are_listed_and_shown_with_what_is_known(config: Path, bench: DeskBench) -> None:
    bench.deliver(make_mail(files=(("日志.txt", b"x"),)))
    number = bench.tickets()[0].number
    bench.store.close()

    assert number in run(config, "tickets").output
    sheet = run(config, "show", number.lower()).output
    assert all(
        word in sheet for word in ("打印机卡纸", "三楼的打印机又卡纸了", "日志.txt, 1 bytes", "identity: unchecked")
    )
    found = json.loads(run(config, "show", number, "--json").output)
    assert found["number"] == number and found["form"]["standing"] == "unchecked" and found["events"]


def test_a_senders_escape_sequences_do_not_reach_the_terminal(config: Path, bench: DeskBench) -> None:
    bench.deliver(make_mail(subject="a\x1b[31mb", body="x\x1b]0;evil\x07y\n", sender="E\x1b[2J <li@example.org>"))
    number = bench.tickets()[0].number
    bench.store.close()

    assert (
        "\x1b" not in run(config, "show", number).output + run(config, "tickets").output + run(config, "inbox").output
    )


def test_an_unknown_ticket_is_named(config: Path, bench: DeskBench) -> None:
    bench.store.close()
    result = run(config, "show", "TS-20200101-001")

    assert result.exit_code == 1 and "there is no ticket TS-20200101-001" in result.output


def test_a_quarantined_mail_is_listed_shown_raw_and_put_back(config: Path, bench: DeskBench) -> None:
    bench.deliver(b"")
    bench.store.close()
    (item,) = (json.loads(line) for line in run(config, "quarantine", "list", "--json").output.splitlines())

    assert run(config, "quarantine", "show", str(item["id"])).output == ""
    assert "1 put back in line" in run(config, "quarantine", "replay", "--all").output
    assert "not in quarantine" in run(config, "quarantine", "replay", str(item["id"])).output
    assert run(config, "quarantine", "replay").exit_code == 2


def test_the_outbox_is_listed_dropped_and_retried(config: Path, bench: DeskBench) -> None:
    bench.deliver(make_mail())
    bench.store.close()
    (row,) = (json.loads(line) for line in run(config, "outbox", "list", "--json").output.splitlines())

    assert run(config, "outbox", "show", str(row["id"])).output.startswith("From: ")
    assert "1 dropped" in run(config, "outbox", "drop", str(row["id"])).output
    assert run(config, "outbox", "list", "--status", "queued", "--json").output == ""
    assert "1 put back in line" in run(config, "outbox", "retry", str(row["id"])).output
    assert run(config, "outbox", "drop", "99").exit_code == 1


def test_a_rehearsal_tells_everything_and_writes_nothing(config: Path, bench: DeskBench, tmp_path: Path) -> None:
    bench.store.close()
    (tmp_path / "a.eml").write_bytes(make_mail())

    first, second = (run(config, "rehearse", str(tmp_path / "a.eml"), "--json").output for _ in range(2))

    said = json.loads(first)
    assert (said["status"], said["rule"], len(said["mails"])) == ("ticket", "newcomer", 1)
    assert said["ticket"] == json.loads(second)["ticket"]
    assert not bench.tickets() and not bench.inbox() and not bench.sent()


def test_history_is_imported_once_without_a_mail_to_anybody(config: Path, bench: DeskBench, tmp_path: Path) -> None:
    bench.store.close()
    mails = [make_mail(message_id=f"{n}@x.example", date=f"Mon, {n} Jan 2024 09:00:00 +0800") for n in (1, 2)]
    mbox = b"".join(
        b"From li@example.org Mon Jan  1 09:00:00 2024\n" + raw.replace(b"\r\n", b"\n") + b"\n" for raw in mails
    )
    (tmp_path / "old.mbox").write_bytes(mbox)

    for _ in range(2):
        assert run(config, "import", str(tmp_path / "old.mbox")).exit_code == 0

    assert [ticket.number for ticket in bench.tickets()] == ["TS-20240101-001", "TS-20240102-001"]
    assert not bench.sent()


def test_once_says_what_it_did_and_which_mailbox_failed(config: Path, bench: DeskBench, tmp_path: Path) -> None:
    bench.store.close()
    path = write_config(
        tmp_path,
        mailbox=[
            {"name": "good", "url": f"maildir:{tmp_path}/maildir", "since": "2000-01-01"},
            {"name": "gone", "url": "imap://127.0.0.1:1", "tls": "none", "username": "x", "password_env": "SECRET"},
        ],
    )
    (tmp_path / "maildir" / "new" / "1").write_bytes(make_mail())

    result = CliRunner().invoke(ticketd, ["--config", str(path), "once"], env={"SECRET": "s"})

    assert result.exit_code == 75 and "1 collected, 1 taken in" in result.output and "mailbox gone" in result.output
    assert len(bench.tickets()) == 1


def test_a_correction_is_carried_out_and_kept_as_an_example(config: Path, bench: DeskBench) -> None:
    bench.deliver(make_mail())
    (ticket,) = bench.tickets()
    bench.store.close()
    other = "business" if ticket.category != "business" else "software"

    result = run(config, "correct", ticket.number, "--category", other, "--by", "han@corp.example")

    assert result.output == f"{ticket.number}: category {ticket.category} → {other}\n"
    assert bench.tickets()[0].category == other
    again = run(config, "correct", ticket.number, "--category", other, "--by", "han@corp.example")
    assert again.output.endswith("as it was\n")
    assert run(config, "correct", ticket.number, "--by", "x").exit_code == 2
    assert run(config, "correct", "TS-20200101-001", "--priority", "urgent", "--by", "x").exit_code == 1
