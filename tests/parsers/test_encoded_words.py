from __future__ import annotations

from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.encoded_words import decode


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?B?5omT5Y2w5py6?=", "打印机"),
        ("=?UTF-8*zh-CN?b?5omT5Y2w5py6?=", "打印机"),
        ("=?gb2312?B?tPLToQ==?= =?gb2312?B?u/o=?=", "打印机"),
        ("=?gb2312?B?tPLToQ==?=\r\n =?GBK?B?u/o=?=", "打印机"),
        ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),  # cut inside a character
        ("=?utf-8?B?5omT5Y2?= =?utf-8?B?w5py6?=", "打印机"),  # cut inside a base64 group
        ("=?utf-8?B?5omT5Y2w5py6", "打印机"),  # never closed
        ("=?utf-8?B?YQ?=", "a"),  # no padding
        ("=?utf-8?Q?two words=20here?=", "two words here"),  # blanks inside
        ("=?utf-8?Q?really?why?=", "really?why"),
        ("=?iso-8859-1?Q?=E9?=tail", "étail"),
        ("a =?utf-8?Q?b?= =?utf-8?Q?c?= d", "a bc d"),
        ("=?utf-8?q?under_score?=", "under score"),
        ("5 =? 6", "5 =? 6"),
    ],
)
def test_words_are_read_as_programs_write_them(written: str, meant: str) -> None:
    assert decode(written) == meant


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.isprintable() and text == text.strip()))
def test_what_the_standard_library_encodes_comes_back(text: str) -> None:
    written = Header(text, "utf-8", maxlinelen=60).encode()

    assert decode(written.replace("\n", "\r\n")) == text
