"""Where mail programs have marked something in HTML."""

from __future__ import annotations

import pytest

from parsers.html_marks import mark_hints
from parsers.phrases.html_marks import BREAKS, HINTS, HOLDERS, QUOTES, SIGNATURES


def test_every_mark_has_its_hint():
    selectors = " ".join((*QUOTES, *HOLDERS, *BREAKS, *SIGNATURES)).lower().split()

    assert [selector for selector in selectors if not any(hint in selector for hint in HINTS)] == []


@pytest.mark.parametrize(
    "tag",
    [
        "<div class=gmail_quote>",
        "<DIV CLASS='gmail_quote'>",
        '<div title="a > b" class="gmail_quote">',
        "<div title = 'a > b' class=gmail_quote>",
        '<div title="5 o\'clock" class="gmail_quote">',
        '<div =">" class="gmail_quote">',
        '<div title="never closed class="gmail_quote">',
        "<blockquote\n>",
    ],
)
def test_a_mark_is_seen_however_its_tag_is_written(tag):
    assert mark_hints(f"<p>before</p>{tag}x</div>") == ("quote",)


def test_words_outside_of_tags_are_no_marks():
    assert mark_hints("<p>I quote: x < y and y > z</p>") == ()
