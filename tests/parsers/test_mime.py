from __future__ import annotations

import base64
import pickle
from datetime import UTC, datetime

import pytest
from support.raw_mails import PLAIN, multipart, raw_mail
from support.winmail import BODY, DATA, RENDERING, TITLE, attribute, winmail

from parsers.authentication import proves_sender
from parsers.message import Address, Options, ParseError
from parsers.mime import parse_message

TEXT = "Content-Type: text/plain; charset=utf-8\n\n{}"
HTML = "Content-Type: text/html; charset=utf-8\n\n{}"
ATTACHED = "Content-Type: message/rfc822\n\nFrom: Han <han@example.org>\nSubject: Toner\n\nIt is empty.\n"
FILE = "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n"


def as_base64(data: bytes) -> str:
    return base64.encodebytes(data).decode()


# what a plain mail gives


def test_a_plain_mail_is_read_whole() -> None:
    message = parse_message(
        raw_mail(
            "Message-ID: <a@example.org>\nIn-Reply-To: <b@example.org>\nReferences: <c@example.org>\n <b@example.org>\n"
            "Cc: Han <han@example.org>\nReply-To: <li.home@example.org>\nDelivered-To: Desk+x@desk.example\n"
            "X-Priority: 1 (Highest)\n"
            "Authentication-Results: mx.desk.example; dmarc=pass\n",
            "It is jammed.\n",
        )
    )

    assert message.message_id == "a@example.org"
    assert message.in_reply_to == ("b@example.org",)
    assert message.references == ("c@example.org", "b@example.org")
    assert message.date == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert message.sender == Address("li@example.org", "Li Lei")
    assert message.to == (Address("desk@desk.example"),)
    assert message.cc == (Address("han@example.org", "Han"),)
    assert message.reply_to == (Address("li.home@example.org"),)
    assert message.delivered_to == ("desk+x@desk.example",)
    assert message.importance == "high"
    assert message.authentication == ("mx.desk.example; dmarc=pass",)
    assert message.text == "It is jammed.\n"
    assert message.reply.fresh.strip() == "It is jammed."
    assert (message.html, message.attachments, message.bounce, message.forwarded) == (None, (), None, None)
    assert message.automation.kind == "none"
    assert message.defects == ()


@pytest.mark.parametrize(
    "envelope",
    [
        b"=?utf-8?q?x=3B_dmarc=3Dpass_?=@evil.example",
        b'"=?utf-8?q?x=22=3B_dmarc=3Dpass_=22?="@evil.example',
        b'"\xb0\\"; dmarc=pass ; x"@evil.example',  # in GBK the second byte of a character is the backslash
    ],
    ids=["encoded word", "in quotes", "GBK"],
)
def test_what_a_stranger_calls_himself_is_no_result_of_our_server(envelope: bytes) -> None:
    results = b"Authentication-Results: mx.desk.example;\r\n spf=pass smtp.mailfrom=" + envelope + b"; dmarc=none\r\n"
    mail = b"From: boss@corp.example\r\nContent-Type: text/plain; charset=gbk\r\n\r\n\xb4\xf2\xd3\xa1\r\n"
    message = parse_message(results + mail)

    assert not proves_sender(message.authentication, "mx.desk.example", "corp.example")
    assert message.authentication[0].startswith("mx.desk.example; spf=pass")


def test_what_our_server_says_of_a_domain_that_is_not_ascii_is_read_as_it_is() -> None:
    results = "Authentication-Results: mx.desk.example; dmarc=pass header.from=büro.example\r\n"
    message = parse_message(f"{results}From: li@büro.example\r\n\r\nx\r\n".encode())

    assert proves_sender(message.authentication, "mx.desk.example", "büro.example")


def test_a_message_goes_through_pickle_unchanged() -> None:
    message = parse_message(multipart("mixed", TEXT.format("x"), FILE))

    assert pickle.loads(pickle.dumps(message)) == message


def test_the_fingerprint_is_that_of_the_mail_not_of_its_transport() -> None:
    raw = raw_mail("Message-ID: <a@example.org>\n", "It is jammed.\n")
    again = b"Received: from x by y\r\nDelivered-To: other@desk.example\r\n" + raw.replace(b"\r\n", b"\n")

    assert parse_message(raw).fingerprint == parse_message(again).fingerprint
    assert parse_message(raw).fingerprint != parse_message(raw + b"more").fingerprint
    assert parse_message(raw).fingerprint != parse_message(raw.replace(b"Printer", b"Scanner")).fingerprint


@pytest.mark.parametrize("raw", [b"", b" \r\n\r\n", b"\0\0"])
def test_nothing_is_no_mail(raw: bytes) -> None:
    with pytest.raises(ParseError):
        parse_message(raw)


def test_bytes_that_are_no_mail_still_give_a_message_with_defects() -> None:
    message = parse_message(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    assert message.sender.addr == ""
    assert message.defects


# charsets


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("三楼的打印机又卡纸了，镕", "gb18030", "gb2312"),
        ("三樓的印表機又卡紙了嘅", "big5hkscs", "big5"),
        ("プリンターが動きません", "iso2022_jp", "iso-2022-jp"),
        ("三楼的打印机", "hz", "hz-gb-2312"),
        ("三楼的打印机又卡纸了", "gb18030", "x-no-such-charset"),
        ("三楼的打印机又卡纸了", "utf-7", "utf-7"),
    ],
)
def test_the_body_is_read_by_the_ladder(text: str, codec: str, label: str) -> None:
    assert parse_message(raw_mail(f"Content-Type: text/plain; charset={label}\n", text.encode(codec))).text == text


def test_a_raw_gbk_subject_is_read() -> None:
    raw = PLAIN.encode() + "Subject: 打印机卡纸\n".encode("gbk") + b"Content-Type: text/plain; charset=gbk\n\nx"

    assert parse_message(raw).subject.text == "打印机卡纸"


def test_html_that_names_its_own_charset_is_believed() -> None:
    html = '<html><meta charset="gbk"><p>打印机</p></html>'.encode("gbk")

    assert parse_message(raw_mail("Content-Type: text/html\n", html)).text == "打印机"


def test_nul_and_surrogates_leave_no_field() -> None:
    header = "Subject: =?utf-8?Q?a=00b?= =?utf-7?Q?+2AA-?=\nMessage-ID: <a\x00b@example.org>\n"
    parts = (
        "--b\nContent-Type: text/plain; charset=utf-7\n\nx\x00y +2AA- z\n--b\nContent-Type: "
        "text/html\n\n<p>x\x00y</p>\n"
    )
    files = "--b\nContent-Type: a/b; name*=utf-7''a%00+2AA-.txt\n\nx\n--b--\n"
    raw = raw_mail(
        header + "Content-Type: multipart/mixed; boundary=b\n",
        parts + files,
        start="From: =?utf-8?Q?L=00i?= <li@example.org>\n",
    )
    told = repr(parse_message(raw))

    assert "\\x00" not in told.split("data=b")[0]
    assert "\\ud8" not in told


# which parts are the body


def test_text_is_preferred_and_html_kept_beside_it() -> None:
    message = parse_message(multipart("alternative", TEXT.format("plain words"), HTML.format("<p>rich words</p>")))

    assert message.text == "plain words"
    assert message.html == "<p>rich words</p>"


def test_the_order_in_an_alternative_does_not_matter() -> None:
    message = parse_message(multipart("alternative", HTML.format("<p>rich</p>"), TEXT.format("plain")))

    assert (message.text, message.html) == ("plain", "<p>rich</p>")


def test_an_alternative_whose_text_is_empty_is_read_from_its_html() -> None:
    assert parse_message(multipart("alternative", TEXT.format(" \n"), HTML.format("<p>rich</p>"))).text == "rich"


def test_two_different_texts_in_an_alternative_are_both_kept() -> None:
    assert parse_message(multipart("alternative", TEXT.format("one"), TEXT.format("two"))).text == "one\ntwo"


def test_texts_around_a_picture_are_one_body() -> None:
    picture = "Content-Type: image/png; name=a.png\nContent-Disposition: inline\n\nx"
    message = parse_message(multipart("mixed", TEXT.format("above"), picture, TEXT.format("below")))

    assert message.text == "above\nbelow"
    assert [file.name for file in message.attachments] == ["a.png"]


def test_related_reads_the_part_that_start_names() -> None:
    raw = multipart(
        "related",
        "Content-Type: image/png\nContent-ID: <pic@x>\n\nx",
        "Content-Type: text/html\nContent-ID: <root@x>\n\n<p>root <img src=cid:pic@x></p>",
    )
    message = parse_message(raw.replace(b"multipart/related;", b'multipart/related; start="<root@x>";'))

    assert message.text == "root"
    assert [(file.cid, file.inline) for file in message.attachments] == [("pic@x", True)]


def test_a_picture_that_outlook_shows_without_disposition_is_inline() -> None:
    html = "Content-Type: text/html\n\n<img src='cid:image001.png@01D'>text"
    picture = "Content-Type: image/png; name=image001.png\nContent-ID: <image001.png@01D>\n\nx"
    message = parse_message(multipart("related", html, picture))

    assert [(file.name, file.inline) for file in message.attachments] == [("image001.png", True)]
    assert 'src="cid:image001.png@01D"' in (message.html or "")


def test_a_text_file_is_a_file_and_no_body() -> None:
    log = "Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\nERROR"
    message = parse_message(multipart("mixed", TEXT.format("see the log"), log))

    assert message.text == "see the log"
    assert [(file.name, file.data) for file in message.attachments] == [("log.txt", b"ERROR")]


def test_a_named_text_that_is_all_there_is_is_read_and_kept() -> None:
    message = parse_message(
        multipart("mixed", 'Content-Type: text/plain; name="note.txt"\nContent-Disposition: inline\n\nwords')
    )

    assert message.text == "words"
    assert [file.name for file in message.attachments] == ["note.txt"]


def test_flowed_text_is_joined() -> None:
    assert parse_message(raw_mail("Content-Type: text/plain; format=flowed\n", "one \ntwo\n")).text == "one two\n"


@pytest.mark.parametrize(
    ("label", "body", "text"),
    [
        ("text/plain", "<!DOCTYPE html><html><p>rich</p></html>", "rich"),
        ("text/html", "two\nlines", "two\nlines"),
        ("nonsense", "words", "words"),
    ],
)
def test_a_wrong_type_is_seen_through(label: str, body: str, text: str) -> None:
    assert parse_message(raw_mail(f"Content-Type: {label}\n", body)).text == text


def test_enriched_text_is_read_without_its_commands() -> None:
    body = "<bold>Now</bold> <param>red</param>is\nthe time\n\nend <<"

    assert parse_message(raw_mail("Content-Type: text/enriched\n", body)).text == "Now is the time\nend <"


# broken structure


@pytest.mark.parametrize("boundary", ["", "; boundary=other"])
def test_a_missing_or_wrong_boundary_is_guessed(boundary: str) -> None:
    body = f"--real\n{TEXT.format('words')}\n--real\n{FILE}\n--real--\n"
    message = parse_message(raw_mail(f"Content-Type: multipart/mixed{boundary}\n", body))

    assert message.text == "words"
    assert [file.data for file in message.attachments] == [b"%PDF"]
    assert "part 1: boundary guessed" in message.defects


def test_a_multipart_without_any_boundary_is_text() -> None:
    assert parse_message(raw_mail("Content-Type: multipart/mixed\n", "just words\n")).text == "just words\n"


def test_a_mail_cut_off_keeps_what_has_come() -> None:
    raw = multipart("mixed", TEXT.format("words"), FILE)
    message = parse_message(raw[: raw.index(b"JVBE") + 5])

    assert message.text == "words"
    assert message.attachments[0].data == b"%PD"
    assert "part 1: CloseBoundaryNotFound" in message.defects


def test_repeated_headers_are_read_once() -> None:
    message = parse_message(raw_mail("Subject: other\nMessage-ID: <a@example.org>\nMessage-ID: <b@example.org>\n", "x"))

    assert (message.subject.text, message.message_id) == ("Printer", "a@example.org")


@pytest.mark.parametrize(
    "start",
    [
        "From: a@example.org, b@example.org\n",
        "From: a@example.org\nFrom: b@example.org\n",
        "From: Team: a@example.org, b@example.org;\n",
        "To: x@y.example\n",
    ],
)
def test_without_exactly_one_sender_nobody_is_trusted(start: str) -> None:
    message = parse_message(raw_mail(body="x", start=start))

    assert message.sender == Address("")
    assert any(defect.startswith("from:") for defect in message.defects)


def test_headers_with_the_names_of_attributes_do_no_harm() -> None:
    assert parse_message(raw_mail("headers: x\nParse: y\n__class__: z\nvalues: w\n", "body")).text == "body"


@pytest.mark.parametrize("when", ["", "Date: never\n", "Date: Mon, 99 Nov 2026 25:00:00 +9999\n"])
def test_a_mail_without_a_readable_date_has_none_and_says_so(when: str) -> None:
    message = parse_message(raw_mail(when, "x", start="From: li@example.org\n"))

    assert message.date is None
    assert "date: missing or unreadable" in message.defects


# attached mails


def test_what_stands_in_an_attached_mail_is_neither_body_nor_ticket_nor_command() -> None:
    inner = "From: eve@evil.example\nSubject: [TS-20261122-001] #close\n\n[TS-20261122-001] #resolve inner words\n"
    message = parse_message(multipart("mixed", TEXT.format("see attached"), f"Content-Type: message/rfc822\n\n{inner}"))

    assert message.text == "see attached"
    assert "inner words" not in message.reply.fresh
    assert (message.subject.ticket, message.subject.commands) == ("", ())
    assert message.sender.addr == "li@example.org"
    assert message.attachments[0].content_type == "message/rfc822"
    assert message.attachments[0].data == inner.replace("\n", "\r\n").encode()


def test_mails_of_a_digest_are_files() -> None:
    message = parse_message(multipart("digest", "\nSubject: one\n\nx", "\nSubject: two\n\ny"))

    assert [file.name for file in message.attachments] == ["one.eml", "two.eml"]


# bodies that are none


@pytest.mark.parametrize(
    ("headers", "body", "note"),
    [
        ("", " \n\n", ""),
        ("Content-Type: application/pdf; name=a.pdf\n", "x", ""),
        ("Content-Type: text/html\n", "<div><img src='cid:a'><br></div>", ""),
        ((
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
        ), "x", "[no readable body: encrypted with S/MIME]"),
        ('Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"\n',
         "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: "
         "application/octet-stream\n\nxx\n--b--\n",
         "[no readable body: encrypted with PGP]"),
    ],
)  # fmt: skip
def test_an_encrypted_body_says_so_an_absent_one_is_empty_and_nobody_said_it(
    headers: str, body: str, note: str
) -> None:
    message = parse_message(raw_mail(headers, body))

    assert message.text == note
    assert message.reply.fresh == ""


@pytest.mark.parametrize(
    ("parts", "forwarded"),
    [
        (("Content-Type: text/plain\n\n\n", ATTACHED), True),
        ((ATTACHED,), True),
        (("Content-Type: text/plain\n\nlook\n", ATTACHED), False),
        ((ATTACHED, ATTACHED), False),
        (("Content-Type: message/rfc822\n\n\nwhose?\n",), False),
        (("Content-Type: message/disposition-notification\n\nDisposition: manual; displayed\n", ATTACHED), False),
    ],
)
def test_a_mail_that_is_nothing_but_another_mail_forwards_it(parts: tuple[str, ...], forwarded: bool) -> None:
    found = parse_message(multipart("mixed", *parts)).forwarded

    assert (found and found.sender.addr) == ("han@example.org" if forwarded else None)


def test_a_mail_attached_without_a_word_is_read_like_one_that_is_pasted_so() -> None:
    message = parse_message(multipart("mixed", "Content-Type: text/plain\n\n\n", ATTACHED))

    assert message.text == "It is empty.\n"
    assert (message.reply.fresh, message.reply.quoted) == ("", message.text)
    assert message.language == "en"
    assert [file.name for file in message.attachments] == ["Toner.eml"]


def test_encrypted_parts_are_kept() -> None:
    message = parse_message(
        raw_mail("Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n", "MIIB")
    )

    assert [(file.name, file.size) for file in message.attachments] == [("smime.p7m", 3)]


def test_a_signed_mail_is_an_ordinary_mail_with_a_signature() -> None:
    signature = "Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----"
    message = parse_message(multipart("signed", TEXT.format("signed words"), signature))

    assert message.text == "signed words"
    assert [file.name for file in message.attachments] == ["signature.asc"]


def test_an_opaque_smime_signature_is_read_through() -> None:
    oid, data = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
    entity = b"Content-Type: text/plain; charset=utf-8\r\n\r\nsigned words"
    octets = b"\x24\x80\x04" + bytes([len(entity)]) + entity + b"\0\0"
    content = b"\x30\x80" + data + b"\xa0\x80" + octets + b"\0\0\0\0"
    cms = b"\x30\x80" + oid + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00" + content + b"\0\0\0\0\0\0"
    raw = raw_mail(
        "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
        "Content-Transfer-Encoding: base64\n",
        as_base64(cms),
    )
    message = parse_message(raw)

    assert message.text == "signed words"
    assert [file.name for file in message.attachments] == ["smime.p7m"]


def test_a_winmail_dat_is_opened() -> None:
    files = attribute(RENDERING, b"", 2) + attribute(TITLE, b"a.txt\0", 2) + attribute(DATA, b"content", 2)
    wrapped = winmail(attribute(BODY, b"words in winmail\0"), files)
    part = (
        f"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
        f"{as_base64(wrapped)}"
    )

    alone = parse_message(multipart("mixed", part))
    beside = parse_message(multipart("mixed", TEXT.format("words of the mail"), part))

    assert alone.text == "words in winmail"
    assert beside.text == "words of the mail"
    assert [(file.name, file.data) for file in alone.attachments] == [("a.txt", b"content")]
    assert beside.attachments == alone.attachments


def test_a_broken_winmail_dat_stays_a_file() -> None:
    message = parse_message(multipart("mixed", "Content-Type: application/ms-tnef; name=winmail.dat\n\nx"))

    assert [file.name for file in message.attachments] == ["winmail.dat"]


def test_a_file_uuencoded_into_the_text_is_taken_out() -> None:
    message = parse_message(raw_mail(body="see the file\n\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\nbye\n"))

    assert message.text == "see the file\n\nbye\n"
    assert [(file.name, file.data) for file in message.attachments] == [("a.txt", b"hello")]


def test_an_inline_pgp_signature_does_not_stand_in_the_text() -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwords\n-----BEGIN PGP SIGNATURE-----\n\nx\n"
        "-----END PGP SIGNATURE-----\n"
    )
    message = parse_message(raw_mail(body=body))

    assert message.text == "words\n"
    assert [file.name for file in message.attachments] == ["signature.asc"]


def test_an_invitation_tells_its_time_beside_the_words() -> None:
    event = (
        "Content-Type: text/calendar; method=REQUEST\n\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Printer\n"
        "DTSTART:20261102T090000Z\nEND:VEVENT\n"
    )
    both = parse_message(multipart("alternative", TEXT.format("please come"), event))
    alone = parse_message(multipart("mixed", event))

    assert both.text == "please come\n\nInvitation: Printer\nWhen: 2026-11-02 09:00 UTC"
    assert alone.text == alone.reply.fresh == "Invitation: Printer\nWhen: 2026-11-02 09:00 UTC"
    assert [file.name for file in alone.attachments] == ["attachment-1.ics"]


# what comes from outside and poses as ours


def test_our_own_headers_are_ignored_unless_the_loop_mark_is_ours() -> None:
    raw = raw_mail("X-TS-Loop: desk-1\nX-TS-Ticket: TS-20261122-001\nX-TS-Status: closed\n", "x")

    assert parse_message(raw).automation.kind == "none"
    assert parse_message(raw).subject.ticket == ""
    assert parse_message(raw, Options(loop_mark="desk-1")).automation.kind == "own"


def test_html_is_made_safe_when_it_is_asked_for_and_travels_between_processes() -> None:
    raw = multipart("mixed", HTML.format("<p onclick='x()'>hi<script>alert(1)</script></p>"))

    message = pickle.loads(pickle.dumps(parse_message(raw)))

    assert message.html == "<p>hi</p>"
    assert "script" in message.source
