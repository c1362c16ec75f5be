from __future__ import annotations

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.transfer import decode, uudecode


def text(payload: str, encoding: str) -> tuple[bytes, str]:
    return decode(payload, encoding)


@pytest.mark.parametrize(
    ("payload", "encoding", "data"),
    [
        ("plain", "", b"plain"),
        ("plain", "7bit", b"plain"),
        ("caf=C3=A9 =\r\nend", "quoted-printable", b"caf\xc3\xa9 end"),
        ("caf=C3=A9", "Quoted-Printable; x", b"caf\xc3\xa9"),
        ("100% = all", "quoted-printable", b"100% = all"),
        ("aGVsbG8=", "BASE64", b"hello"),
        ("aGVsbG8", "base64", b"hello"),
        ("aGVs\r\nbG8=\r\n", '"base64"', b"hello"),
    ],
)
def test_encodings_are_undone(payload: str, encoding: str, data: bytes) -> None:
    assert text(payload, encoding) == (data, "")


@pytest.mark.parametrize(
    ("payload", "data"),
    [
        ("aGVsbG8=d29ybGQ=", b"helloworld"),
        ("aGVs*bG8=", b"hello"),
        ("The printer is jammed, please help!", b"The printer is jammed, please help!"),
        ("aGVsbG8=\n____________\nlist footer, not encoded\n", b"hello\n____________\nlist footer, not encoded\n"),
    ],
)
def test_broken_base64_gives_what_can_be_had_and_a_note(payload: str, data: bytes) -> None:
    found, note = text(payload, "base64")

    assert found == data
    assert note


def test_an_unknown_encoding_is_noted_and_the_bytes_are_kept() -> None:
    assert text("abc", "x-rot13") == (b"abc", "unknown transfer encoding x-rot13")


@given(st.binary(max_size=500))
def test_base64_of_anything_comes_back_without_a_note(data: bytes) -> None:
    assert text(base64.encodebytes(data).decode(), "base64") == (data, "")


@given(st.binary(min_size=1, max_size=300))
def test_uuencoded_files_come_back(data: bytes) -> None:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45], backtick=True) for at in range(0, len(data), 45))

    assert uudecode(b"begin 644 a.bin\n" + lines + b"`\nend\n") == data


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", "?"]))
def test_any_payload_is_survived(data: bytes, encoding: str) -> None:
    text(data.decode("ascii", "surrogateescape"), encoding)
