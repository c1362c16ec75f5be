from __future__ import annotations

from parsers.flowed import unflow


def test_soft_line_breaks_are_joined_and_hard_ones_stay() -> None:
    assert unflow("one \ntwo\nthree") == "one two\nthree"


def test_quotes_are_joined_within_their_depth_only() -> None:
    assert unflow(">> a \n>> b\n> c \nd") == ">> a b\n> c \nd"


def test_a_stuffed_blank_goes_and_the_signature_line_stays() -> None:
    assert unflow(" >not a quote\n-- \nLi") == ">not a quote\n-- \nLi"


def test_delsp_takes_the_blank_between_chinese_characters() -> None:
    assert unflow("打印 \n机", delsp=True) == "打印机"
