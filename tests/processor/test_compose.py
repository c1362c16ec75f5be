"""A letter as bytes, read back by the standard library."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.images import png

from parsers.message import Address, Attachment
from processor.compose import Letter, ascii_address, clean_line, compose

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LETTER = Letter(
    sender=Address("help@example.org", "IT 服务台"),
    recipient=Address("li.lei@example.org", "李雷"),
    subject="[TS-20261122-001] 打印机卡纸",
    text="您好：\n\n您反馈的问题已登记。\n",
    html="<p>您好：</p><p>您反馈的问题已登记。</p>\n",
    message_id="ts.20261122-001.k3j2h1@example.org",
    date=NOW,
)
any_text = st.text(st.characters(exclude_categories=()), max_size=300)


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def head(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[0] + b"\r\n"


def body(raw: bytes, kind: str) -> str:
    part = read(raw).get_body((kind,))
    assert part is not None
    return one_line_ends(part.get_content())


def test_a_letter_reads_back_as_it_was_written() -> None:
    mail = read(compose(LETTER))

    assert mail["From"].addresses[0].display_name == "IT 服务台"
    assert mail["From"].addresses[0].addr_spec == "help@example.org"
    assert mail["To"].addresses[0].display_name == "李雷"
    assert mail["Subject"] == LETTER.subject
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"] == f"<{LETTER.message_id}>"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert not mail.defects


LOGO = Attachment("logo.png", "image/png", png(8, 4), cid="logo.1@example.org", inline=True)


def test_an_image_of_the_page_stands_beside_the_page_and_not_among_the_files() -> None:
    letter = replace(
        LETTER, inline=(LOGO,), attachments=(Attachment("a.txt", "text/plain", b"a", cid="x@y", inline=True),)
    )

    mail = read(compose(letter))

    assert mail.get_content_type() == "multipart/mixed"
    words, file = mail.iter_parts()
    assert (file.get_filename(), file.get_content_disposition(), file["Content-ID"]) == ("a.txt", "attachment", None)
    text, related = words.iter_parts()
    assert [part.get_content_type() for part in (words, text, related)] == [
        "multipart/alternative", "text/plain", "multipart/related",
    ]  # fmt: skip
    assert related.get_param("type") == "text/html"
    page, image = related.iter_parts()
    assert page.get_content_type() == "text/html" and not mail.defects
    assert (image["Content-ID"], image.get_content_disposition()) == ("<logo.1@example.org>", "inline")
    assert image.get_content() == LOGO.data


def test_a_mail_without_a_page_carries_no_images() -> None:
    assert read(compose(replace(LETTER, html=None, inline=(LOGO,)))).get_content_type() == "text/plain"


def test_the_text_comes_first_and_alone_when_there_is_no_html() -> None:
    mail = read(compose(replace(LETTER, html=None)))

    assert mail.get_content_type() == "text/plain"
    assert one_line_ends(mail.get_content()) == LETTER.text


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert compose(LETTER) == compose(replace(LETTER))


def test_the_tag_stands_readable_in_the_raw_subject() -> None:
    assert b"\r\nSubject: [TS-20261122-001] =?utf-8?b?" in compose(LETTER)


def test_long_ids_go_out_plainly() -> None:
    ids = tuple(f"{'x' * 100}.{n}@mail.example.org" for n in range(4))

    raw = compose(replace(LETTER, message_id=ids[0], in_reply_to=ids[1], references=ids[1:]))

    for number in ids:
        assert f"<{number}>".encode() in raw
    assert f"\r\nMessage-ID: <{ids[0]}>\r\n".encode() in raw
    assert f"\r\nIn-Reply-To: <{ids[1]}>\r\n".encode() in raw
    assert b"=?" not in raw.partition(b"In-Reply-To")[2].partition(b"MIME-Version")[0]
    assert read(raw)["References"].split() == [f"<{number}>" for number in ids[1:]]


def test_a_long_thread_keeps_its_first_and_last_ids() -> None:
    ids = tuple(f"{n:04}.{'y' * 60}@example.org" for n in range(500))

    raw = compose(replace(LETTER, references=ids))
    kept = [token.strip("<>") for token in read(raw)["References"].split()]

    assert kept[0] == ids[0]
    assert kept[1:] == list(ids[-len(kept) + 1 :])
    assert len(kept) > 20


@pytest.mark.parametrize("bad", ["", "a b@c", "a@b>\r\nX: y", "名@例子", "<a@b>", "a" * 501, "a\x00@b"])
def test_malformed_references_are_left_out(bad: str) -> None:
    raw = compose(replace(LETTER, in_reply_to=bad, references=(bad, "good@example.org")))

    assert "In-Reply-To" not in read(raw)
    assert read(raw)["References"] == "<good@example.org>"


@pytest.mark.parametrize("bad", ["", "a b@c", "a@b>\r\nX: y", "名@例子"])
def test_an_impossible_message_id_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="message id"):
        compose(replace(LETTER, message_id=bad))


@pytest.mark.parametrize("name", ["Bcc", "bcc", "Subject", "X Y", "X:", "", "X\r\nBcc", "Content-Type"])
def test_headers_that_are_not_the_callers_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="header"):
        compose(replace(LETTER, headers={name: "x"}))


def test_further_headers_are_written_as_given() -> None:
    marks = {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "X-TS-Ticket": "TS-20261122-001",
    }

    raw = compose(replace(LETTER, headers=marks, reply_to="help+k3j2h1@example.org"))

    for name, value in marks.items():
        assert f"\r\n{name}: {value}\r\n".encode() in raw
    assert read(raw)["Reply-To"].addresses[0].addr_spec == "help+k3j2h1@example.org"


@pytest.mark.parametrize("breaker", [*"\r\n\0\x0b\x0c\x1c\x1d\x1e\x7f\x85\u2028\u2029", "\r\n", "\ud800"])
def test_no_character_of_a_title_or_name_begins_a_header(breaker: str) -> None:
    hostile = f"卡纸{breaker}Bcc: spy@example.net{breaker}{breaker}<script>"
    plain = f"jam{breaker}Bcc: spy@example.net"
    address = f"li{breaker}Bcc: x@example.org".encode(errors="ignore").decode()
    for title in (hostile, plain):
        raw = compose(
            replace(
                LETTER,
                subject=title,
                sender=Address("help@example.org", title),
                recipient=Address(address, title),
                headers={"X-TS-Ticket": title},
            )
        )

        assert b"\nBcc" not in raw
        assert "Bcc" not in read(raw)
        lines = head(raw).split(b"\r\n")
        assert all(re.match(rb"[A-Z][A-Za-z-]+: | \S", line) for line in lines if line)
        assert re.search(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\xff]", head(raw)) is None


def test_an_encoded_word_typed_by_a_sender_stays_literal() -> None:
    title = "=?utf-8?b?5Y2h57q4?= jammed"

    assert read(compose(replace(LETTER, subject=title)))["Subject"] == title


def test_domains_are_written_as_dns_knows_them() -> None:
    raw = compose(replace(LETTER, recipient=Address("li@例子.中国")))

    assert b"\r\nTo: <li@xn--fsqu00a.xn--fiqs8s>\r\n" in raw
    assert ascii_address("li@example.org") == "li@example.org"


@pytest.mark.parametrize("domain", ["é" * 70 + ".org", "例子..中国"])
def test_a_domain_that_dns_cannot_know_does_not_stop_the_letter(domain: str) -> None:
    raw = compose(replace(LETTER, recipient=Address(f"li@{domain}")))

    assert head(raw).isascii()
    with pytest.raises(UnicodeError):
        ascii_address(f"li@{domain}")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("plain words\n", "7bit"),
        ("caf\u00e9 with a long tail of plain words\n", "quoted-printable"),
        ("您反馈的问题已登记\n", "base64"),
        ("x" * 999 + "\n", "quoted-printable"),
        ("a line like a border: --=_0123\n", "quoted-printable"),
    ],
)
def test_the_transfer_encoding_suits_the_text(text: str, encoding: str) -> None:
    mail = read(compose(replace(LETTER, text=text, html=None)))

    assert mail["Content-Transfer-Encoding"] == encoding
    assert one_line_ends(mail.get_content()) == text


def test_a_text_that_knows_the_border_cannot_end_its_part() -> None:
    border = re.search(rb'boundary="([^"]+)"', compose(LETTER))
    assert border is not None
    text = f"above\n--{border[1].decode()}--\nbelow\n"

    assert body(compose(replace(LETTER, text=text)), "plain") == text


def test_attachments_come_after_the_bodies_with_harmless_names() -> None:
    files = (
        Attachment("日志 1.txt", "text/plain", "内容".encode()),
        Attachment('../e"vil\r\n.sh', "text/x y", b"\x00" * 100),
        Attachment("", "", b""),
        Attachment("forwarded.eml", "message/rfc822", b"Subject: x\r\n\r\n"),
    )

    mail = read(compose(replace(LETTER, attachments=files)))
    found = list(mail.iter_attachments())

    assert body(compose(replace(LETTER, attachments=files)), "plain") == LETTER.text
    assert [part.get_filename() for part in found] == ["日志 1.txt", '.._e"vil .sh', "file", "forwarded.eml"]
    assert [part.get_content_type() for part in found] == [
        "text/plain",
        *["application/octet-stream"] * 3,
    ]
    assert [part.get_payload(decode=True) for part in found] == [item.data for item in files]
    assert b'name="=?utf-8?b?' in compose(replace(LETTER, attachments=files[:1]))
    assert not mail.defects


@given(subject=any_text, name=any_text, text=any_text, html=any_text, day=st.integers(0, 9000))
def test_any_words_survive_the_way_there_and_back(subject: str, name: str, text: str, html: str, day: int) -> None:
    date = NOW + timedelta(days=day)
    letter = replace(LETTER, subject=subject, sender=Address("help@example.org", name), text=text, html=html, date=date)
    raw = compose(letter)
    mail = read(raw)

    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    if len(clean_line(subject)) <= 100:
        assert decoded(raw, "Subject") == clean_line(subject)
    if len(clean_line(name)) <= 25:
        assert decoded(raw, "From").rpartition(" <")[0].strip() in quoted(clean_line(name))
    assert mail["Date"].datetime == date
    assert body(raw, "plain") == readable(text)
    assert body(raw, "html") == readable(html)


@given(
    subject=st.text(max_size=2000),
    name=st.text(max_size=500),
    references=st.lists(st.from_regex(r"[a-z]{1,300}@x", fullmatch=True), max_size=60),
)
def test_the_header_block_stays_under_4_kb_and_its_lines_short(subject: str, name: str, references: list[str]) -> None:
    letter = replace(
        LETTER,
        subject=subject,
        sender=Address("help@example.org", name),
        recipient=Address(f"{'l' * 64}@{'e' * 200}.org", name),
        references=tuple(references),
        in_reply_to="r" * 400 + "@example.org",
        headers={"X-TS-Loop": "k" * 40, "X-TS-Ticket": "TS-20261122-001"},
    )
    block = head(compose(letter))

    assert len(block) < 4096
    for line in block.split(b"\r\n"):
        assert len(line) <= 76 or b"=?" not in line
    for word in re.findall(rb"=\?utf-8\?b\?[^?]*\?=", block):
        assert len(word) <= 75
        email.header.decode_header(word.decode())[0][0].decode("utf-8")


@given(any_text)
def test_a_clean_line_is_one_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    clean = clean_line(text)

    assert len(clean.splitlines()) <= 1
    assert clean_line(clean) == clean
    clean.encode()


def test_dates_keep_their_offset() -> None:
    shanghai = datetime(2026, 11, 22, 17, 30, tzinfo=timezone(timedelta(hours=8)))

    assert b"\r\nDate: Sun, 22 Nov 2026 17:30:00 +0800\r\n" in compose(replace(LETTER, date=shanghai))


def decoded(raw: bytes, name: str) -> str:
    """The header by the old parser, which unfolds and decodes without opinions of its own."""
    value = email.message_from_bytes(raw)[name]
    return str(email.header.make_header(email.header.decode_header(re.sub(r"\r\n ", " ", value)))).strip()


def quoted(name: str) -> tuple[str, ...]:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return name, f'"{escaped}"', ""


def one_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def readable(text: str) -> str:
    """What of *text* may stand in a body: LF line ends, whole characters, no control characters."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"
