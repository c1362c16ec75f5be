"""What a text is found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.search_terms import MAX_TERM, index_terms, query_terms


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("退款", ["退款"]),
        ("打印机卡纸", ["打印", "印机", "机卡", "卡纸"]),
        ("锁", ["锁"]),
        ("请问怎么退款？", ["退款"]),
        ("我的电脑", ["电脑"]),
        ("印表機", ["印表", "表机"]),
        ("ｅ３－０２　报错", ["e3-02", "报错"]),
        ("0x80070005", ["0x80070005"]),
        ("ORA-01652", ["ora-01652", "ora", "01652"]),
        ("KB5012345", ["kb5012345", "kb", "5012345"]),
        ("Office365登录", ["office365", "office", "365", "登录"]),
        ("e-mails", ["e-mail", "email", "mail"]),
        ("Printers, mailboxes and policies", ["printer", "mailbox", "policy"]),
        ("access status analysis", ["access", "status", "analysis"]),
        ("the user's laptop won't boot", ["user", "laptop", "wont", "boot"]),
        ("U盘", ["u", "u盘", "盘"]),
        ("C++ and C#", ["c++", "c#"]),
        ("10.0.0.1", ["10.0.0.1"]),
        ("", []),
        ("？！ … —", []),
    ],
)
def test_a_search_is_cut_into(written: str, terms: list[str]) -> None:
    assert list(query_terms(written)) == terms


def test_an_article_is_found_by_each_of_its_characters() -> None:
    assert index_terms("门锁") == ("门", "锁", "门锁")


@given(st.text(max_size=60))
def test_whatever_is_looked_for_is_found_in_itself(text: str) -> None:
    assert set(query_terms(text)) <= set(index_terms(text))


@given(st.text(max_size=200))
def test_terms_are_short_and_have_no_blanks(text: str) -> None:
    for term in index_terms(text):
        assert term and len(term) <= MAX_TERM and len(term.split()) == 1 and term == term.strip()


@given(st.text(alphabet="abcXYZ 0123打印机卡纸ａｂ-.", max_size=40))
def test_width_and_case_make_no_difference(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)

    assert query_terms(wide.upper()) == query_terms(text) == query_terms(text.upper())


def test_traditional_and_simplified_characters_find_each_other() -> None:
    assert query_terms("請問雲端硬碟怎麼還原檔案？") == query_terms("请问云端硬碟怎么还原档案？")
    assert query_terms("會員註冊") == ("会员", "员注", "注册")
