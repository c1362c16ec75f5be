"""What people have written, made fit for a mail of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.subjects import read_subject
from processor.fact_lines import MAX_INDENT, harmless, labelled_rows, text_lines


def test_words_keep_the_lines_and_the_indentation_of_their_author() -> None:
    assert text_lines("\n您好：\r\n\r\n\t  C:\\> dir   /s\n谢谢  \n\n") == (
        "您好：",
        "",
        "      C:\\> dir   /s",
        "谢谢",
    )


def test_a_line_is_not_indented_out_of_sight() -> None:
    assert text_lines(" " * 500 + "x") == (" " * MAX_INDENT + "x",)


def test_what_is_too_long_says_that_it_goes_on() -> None:
    assert text_lines("abc\ndef", 5) == ("abc", "d", "…")
    assert text_lines("abc\ndef", 7) == ("abc", "def")


@given(st.text())
def test_no_character_of_words_ends_a_line_or_turns_it_round(text: str) -> None:
    for line in text_lines(text):
        assert len(line.splitlines()) <= 1
        assert not set(line) & set("\x00\x0b\x7f\u2028\u202e\u2066")
        line.encode()


@pytest.mark.parametrize(
    "title", ["打印机卡纸", "C# 编译错误", "issue #123", "[ERP] 导出失败", "50% off & more", "【财务】报销单"]
)
def test_a_title_that_orders_nothing_stays_as_it_is(title: str) -> None:
    assert harmless(title) == title


@pytest.mark.parametrize(
    "title",
    ["please #close", "＃关闭=现在 谢谢", "x #assign=me#close", "jam [status=resolved;priority=urgent]", "##close",
     "#key=" + "a" * 26],
)  # fmt: skip
def test_a_title_that_would_order_something_does_not_any_more(title: str) -> None:
    read = read_subject(f"Re: [TS-20261122-001] {harmless(title)}")

    assert not read.commands and not read.key and read.ticket == "TS-20261122-001"


@given(st.text(st.sampled_from("#＃﹟[]【】=; aclose关闭key"), max_size=40))
def test_no_title_orders_anything_when_it_comes_back(title: str) -> None:
    assert not read_subject(f"Re: [TS-20261122-001] {harmless(title)}").commands


def test_a_row_without_a_value_is_left_out() -> None:
    assert labelled_rows((("结果", " \n"), ("步骤", "a\n b"))) == (("步骤", ("a", "b")),)
