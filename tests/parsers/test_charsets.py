from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.charsets import clean, decode, normal

ZH = "打印机今天早上又卡纸了，请帮忙看一下。"
ZH_TW = "印表機今天早上又卡紙了，請幫忙看一下。"
JA = "プリンターが動きません。確認をお願いします。"
KO = "프린터가 작동하지 않습니다. 확인 부탁드립니다."
RU = "Принтер сегодня утром опять не работает, помогите пожалуйста."
DE = "Der Drucker lässt sich nicht öffnen, Grüße aus Köln."


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (ZH, "gb2312", "gb2312"),
        (ZH + "朱镕基", "gbk", "gb2312"),
        (ZH + "㐀𠀀", "gb18030", "GB2312"),
        (ZH, "hz", "hz-gb-2312"),
        (ZH_TW, "big5", "big5"),
        (ZH_TW + "嘅啲", "big5hkscs", "big5"),
        (JA, "iso2022_jp", "ISO-2022-JP"),
        (JA, "cp932", "shift_jis"),
        (JA + "①", "cp932", "shift_jis"),
        (JA, "euc_jp", "x-euc-jp"),
        (KO, "cp949", "ks_c_5601-1987"),
        (RU, "koi8-r", "koi8-r"),
        (RU, "cp1251", "windows-1251"),
        (DE, "latin-1", "iso-8859-1"),
        ("“Grüße” – 5 €", "cp1252", "iso-8859-1"),
        (ZH, "utf-7", "utf-7"),
        (ZH, "utf-16", "utf-16"),
        (ZH, "utf-8-sig", "utf-8"),
        (DE, "utf-8", '"UTF-8"'),
        (DE, "utf-8", "utf8;format=flowed"),
    ],
)
def test_a_label_or_its_superset_is_honoured(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label) == (text, "")


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (ZH, "gb18030", "utf-8"),
        (ZH, "gb18030", ""),
        (ZH, "gb18030", "iso-8859-1"),
        (ZH, "gb18030", "x-unknown"),
        (ZH, "utf-8", "gb2312"),
        (ZH, "utf-8", "big5"),
        (DE, "utf-8", "iso-8859-1"),
        (DE, "utf-8", ""),
        (DE, "latin-1", "utf-8"),
        (DE, "latin-1", "us-ascii"),
        (RU, "cp1251", "iso-8859-1"),
        (RU, "koi8-r", "us-ascii"),
        (ZH_TW, "big5", ""),
        (JA, "cp932", ""),
        (JA, "iso2022_jp", "iso-8859-1"),
        (ZH, "hz", ""),
    ],
)
def test_a_wrong_or_missing_label_is_overruled_and_noted(text: str, codec: str, label: str) -> None:
    decoded, note = decode(text.encode(codec), label)

    assert decoded == text
    assert note


def test_windows_characters_in_iso_2022_jp_are_read() -> None:
    row_13_and_half_width_katakana = b"\x1b$B-!-j\x1b(I6@6E\x1b(B end"

    assert decode(row_13_and_half_width_katakana, "iso-2022-jp")[0] == "①㈱ｶﾀｶﾅ end"


def test_two_gbk_characters_that_are_valid_utf_8_stay_gbk() -> None:
    assert decode("联通".encode("gbk"), "gb2312")[0] == "联通"


def test_one_wrong_byte_does_not_change_the_charset_of_a_text() -> None:
    text, _ = decode((ZH * 3).encode() + b"\xff" + ZH.encode(), "utf-8")

    assert text == ZH * 3 + "\ufffd" + ZH


def test_a_text_cut_in_mid_character_keeps_the_rest() -> None:
    assert decode(ZH.encode("gb18030")[:-1], "gb2312")[0].startswith(ZH[:-1])


def test_ascii_needs_no_label() -> None:
    assert decode(b"plain", "no-such-charset") == ("plain", "")


@pytest.mark.parametrize("codec", ["idna", "punycode", "unicode_escape", "base64", "undefined", "rot13", "zlib"])
def test_codecs_that_are_no_charsets_are_not_used(codec: str) -> None:
    assert normal(codec) == ""


def test_nul_and_lone_surrogates_never_come_out() -> None:
    assert clean("a\0b\ud800c") == "ab\ufffdc"
    assert decode(b"a\0b", "utf-8")[0] == "ab"
    assert decode(b"+2AA-", "utf-7")[0].encode()


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "gb2312", "big5", "iso-2022-jp", "utf-7", "hz", "koi8-r", "x"]),
)
def test_any_bytes_become_text_that_can_be_stored(data: bytes, label: str) -> None:
    text, _ = decode(data, label)

    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=60))
def test_chinese_in_gb18030_under_its_small_label_is_always_right(text: str) -> None:
    assert decode(text.encode("gb18030"), "gb2312") == (text, "")
