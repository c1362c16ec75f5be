"""The lines that introduce a quotation."""

from __future__ import annotations

import pytest

from parsers.introductions import ends_introduction, introduction, reply_line, separator


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-----Original Message-----", "original"),
        ("------------------ 原始邮件 ------------------", "original"),
        ("---Original---", "original"),
        ("---------- Forwarded message ---------", "forwarded"),
        ("Begin forwarded message:", "forwarded"),
        ("开始转发的邮件：", "forwarded"),
        ("--------- 转发消息 ---------", "forwarded"),
        ("Original Message", ""),
        ("- 原文", ""),
        ("Forwarded message", ""),
        ("-- ", ""),
        ("", ""),
        ("-----------", ""),
    ],
)
def test_separators_need_their_marks(line, kind):
    assert separator(line.strip()) == kind


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("On Mon, Nov 2, 2026 at 9:00 AM Bob <bob@example.org> wrote:", 0),
        ("Hello\nOn Mon, Nov 2, 2026 at 9:00 AM Bob <\nbob@example.org> wrote:", 1),
        ("On the other hand, it works.\n\nBob\n\nOn Wed, Dec 9, Mister Example\n<bob@example.org>\nwrote:", 4),
        ("On Mon, Nov 2, 2026 at 9:00 AM Bob\n\n<\nmailto:Bob <bob@example.org>\n> wrote:", 0),
        ("张三 <zhang@example.com>\n于2026年11月2日周一 09:00写道：", 0),
        ("On Friday I wrote:", -1),
        ("He wrote:", -1),
        ("See https://example.com/2026/11/02:", -1),
        ("Dear team, on 2026-11-02 at 10:00 the vendor <x@example.com> told me:", -1),
    ],
)
def test_an_introduction_is_found_from_its_last_line(text, start):
    lines = text.split("\n")

    assert introduction(lines, len(lines) - 1) == start


def test_a_quotation_below_makes_a_weak_introduction_sure():
    assert introduction(["Bob wrote:", "> Hello"], 0) == 0
    assert introduction(["Bob wrote:", "Hello"], 0) == -1


def test_a_line_above_a_known_quotation_may_have_text_in_front():
    assert ends_introduction("Monday. On 11/2/26 09:00, Desk wrote:")
    assert not ends_introduction("As the manual says:")


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##",
        "-------- 请在此线以上回复 --------",
        "--- Reply above this line ---",
    ],
)
def test_lines_of_help_desks_are_known(line):
    assert reply_line(line)


def test_the_same_words_in_a_sentence_are_none():
    assert not reply_line("Please reply above this line when you can")
