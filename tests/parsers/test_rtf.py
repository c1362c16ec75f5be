from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st
from support.winmail import compressed_rtf

from parsers.rtf import decompress, to_text


@given(st.binary(max_size=300))
def test_literals_come_back(data: bytes) -> None:
    assert decompress(compressed_rtf(data)) == data


def test_references_repeat_what_was_before_and_the_dictionary() -> None:
    # "ab", then 6 bytes from where "ab" was written (207), overlapping; then the first 7 of the dictionary
    tokens = bytes([0b1_1100, 97, 98, 207 >> 4, (207 & 15) << 4 | 4, 0, 5, 222 >> 4, (222 & 15) << 4])
    packed = struct.pack("<II4sI", len(tokens) + 12, 15, b"LZFu", 0) + tokens

    assert decompress(packed) == b"abababab" + rb"{\rtf1\ "[:7]


def test_stored_rtf_is_taken_as_it_is() -> None:
    assert decompress(struct.pack("<II4sI", 16, 4, b"MELA", 0) + b"{\\a}") == b"{\\a}"


def test_html_wrapped_in_rtf_is_read_once() -> None:
    wrapped = (
        rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 text\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}"
    )

    assert to_text(wrapped) == "text"


def test_unicode_characters_and_their_replacements_are_one() -> None:
    assert to_text(rb"{\rtf1 \u25171?\u21360\'3f ok}") == "打印 ok"


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    to_text(data)
    decompress(struct.pack("<II4sI", 0, 1 << 31, b"LZFu", 0) + data)
