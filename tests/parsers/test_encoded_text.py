from __future__ import annotations

import binascii

from hypothesis import given
from hypothesis import strategies as st

from parsers.encoded_text import EncodedFile, extract, holds_files


def uuencoded(data: bytes, name: bytes = b"a.bin") -> bytes:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 " + name + b"\n" + lines + b" \nend\n"


def yencoded(data: bytes, name: bytes = b"a.bin") -> bytes:
    out = bytearray()
    for byte in data:
        value = (byte + 42) & 0xFF
        out += b"=" + bytes([(value + 64) & 0xFF]) if value in b"\0\n\r=" else bytes([value])
    lines = b"\r\n".join(bytes(out[at : at + 128]) for at in range(0, len(out), 128))
    return b"=ybegin line=128 size=%d name=%s\r\n" % (len(data), name) + lines + b"\r\n=yend size=%d\r\n" % len(data)


@given(st.binary(min_size=1, max_size=400))
def test_a_uuencoded_file_leaves_the_text_around_it(data: bytes) -> None:
    assert extract(b"see\n" + uuencoded(data) + b"bye\n") == (b"see\nbye\n", (EncodedFile(b"a.bin", data),))


@given(st.binary(min_size=1, max_size=120))
def test_a_yencoded_file_leaves_the_text_around_it(data: bytes) -> None:
    assert extract(b"see\r\n" + yencoded(data) + b"bye\r\n") == (b"see\r\nbye\r\n", (EncodedFile(b"a.bin", data),))


def test_several_files_in_one_text_are_all_found() -> None:
    rest, files = extract(b"a\n" + uuencoded(b"one" * 50, b"1.txt") + b"b\n" + uuencoded(b"two" * 50, b"2.txt"))

    assert rest == b"a\nb\n"
    assert [(file.name, file.data) for file in files] == [(b"1.txt", b"one" * 50), (b"2.txt", b"two" * 50)]


def test_words_that_only_look_like_a_file_stay_text() -> None:
    text = b"begin 644 is how a file begins\nand this is no file at all, is it?\nend\n"

    assert extract(text) == (text, ())
    assert not holds_files(b"we begin tomorrow\n")


def test_a_file_without_end_is_kept_as_far_as_it_goes() -> None:
    cut = uuencoded(b"x" * 300).partition(b" \nend")[0]

    assert extract(b"see\n" + cut)[1] == (EncodedFile(b"a.bin", b"x" * 300),)
