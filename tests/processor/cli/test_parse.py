from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from support.raw_mails import multipart, raw_mail

from parsers.mime import parse_message
from processor.cli.parse import message_as_json, parse, parsed_line

KEYS = [
    "id", "message_id", "in_reply_to", "references", "date", "from_addr", "from_name", "reply_to", "to", "cc",
    "subject", "subject_root", "ticket", "commands", "text", "fresh_text", "quoted", "signature", "html",
    "attachments", "automation", "bounce", "forwarded", "language", "defects",
]  # fmt: skip


def lines_of(*paths: Path) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(parse, [str(path) for path in paths])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_mail_is_one_object_with_every_key(tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_bytes(raw_mail("Message-ID: <a@example.org>\n", "It is jammed.\n"))
    status, (line,) = lines_of(mail)

    assert status == 0
    assert list(line) == KEYS
    assert line["id"] == "a.eml"
    assert line["from_addr"] == "li@example.org"
    assert line["to"] == [{"addr": "desk@desk.example", "name": ""}]
    assert line["date"] == "2026-11-22T01:00:00+00:00"
    assert line["bounce"] is None and line["html"] is None


def test_a_file_is_told_by_its_name_size_and_hash() -> None:
    message = parse_message(
        multipart("mixed", "\nx", "Content-Type: a/b; name=a.txt\nContent-Disposition: attachment\n\nabc")
    )

    assert message_as_json("x", message)["attachments"] == [
        {
            "name": "a.txt",
            "type": "a/b",
            "size": 3,
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "inline": False,
            "cid": "",
        }
    ]


def test_a_delivery_report_tells_its_recipients() -> None:
    status = "Final-Recipient: rfc822; gone@example.org\nAction: failed\nStatus: 5.1.1\n"
    raw = multipart(
        "report", "\nnot delivered", f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{status}"
    )
    bounce = message_as_json("x", parse_message(raw.replace(b"report;", b"report; report-type=delivery-status;")))[
        "bounce"
    ]

    assert bounce["recipient"] == "gone@example.org"
    assert bounce["recipients"] == ["gone@example.org"]
    assert (bounce["status"], bounce["permanent"]) == ("5.1.1", True)


def test_an_mbox_gives_its_mails_by_index(tmp_path: Path) -> None:
    box = tmp_path / "box"
    mail = raw_mail(body=">From here on\nit is a quotation of the box\n\nFrom nobody: this line is text\n").replace(
        b"\r\n", b"\n"
    )
    box.write_bytes((b"From li@example.org Mon Nov  2 09:00:00 2026\n" + mail + b"\n") * 3)
    _, found = lines_of(box)

    assert [line["id"] for line in found] == ["0", "1", "2"]
    assert all(line["text"].startswith("From here on\n") for line in found)
    assert all("this line is text" in line["text"] for line in found)


def test_a_folder_gives_each_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for name in ("b.eml", "new/a"):
        (tmp_path / name).write_bytes(raw_mail(body="x"))
    _, found = lines_of(tmp_path)

    assert [line["id"] for line in found] == ["b.eml", "new/a"]


def test_a_mail_that_fails_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    empty, good = tmp_path / "empty.eml", tmp_path / "good.eml"
    empty.write_bytes(b"")
    good.write_bytes(raw_mail(body="x"))
    status, found = lines_of(empty, good)

    assert status == 1
    assert found[0] == {"id": "empty.eml", "error": "ParseError: the mail is empty"}
    assert found[1]["text"] == "x"


def test_the_line_of_an_error_is_json_too() -> None:
    assert parsed_line("x", b"") == {"id": "x", "error": "ParseError: the mail is empty"}
