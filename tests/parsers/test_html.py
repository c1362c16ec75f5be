from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cost import within

from parsers.html import is_bounded, sanitise, strip_tags, to_text


def test_paragraphs_lines_and_rules_are_kept() -> None:
    assert to_text("<p>Hello</p><div>a<br>b</div><div><br></div><hr>c") == "Hello\n\na\nb\n\n" + "_" * 32 + "\nc"


def test_lists_have_bullets_and_numbers() -> None:
    assert to_text("<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>") == "- a\n- b\n  1. c\n  2. d"


def test_a_line_of_a_blank_alone_is_a_blank_line() -> None:
    assert to_text("<div>a</div><div><span>&nbsp;</span></div><div>&nbsp; b</div><div>c&nbsp;</div>") == "a\n\nb\nc"


def test_a_table_of_data_keeps_its_rows() -> None:
    table = "<table><tr><td><p>Name</p></td><td><p>Li Lei</p></td></tr><tr><td>Room</td><td>301</td></tr></table>after"

    assert to_text(table) == "Name | Li Lei\nRoom | 301\nafter"


def test_a_table_of_layout_is_read_as_paragraphs() -> None:
    inner = "<table><tr><td>Logo</td></tr></table>"

    assert (
        to_text(f"<table><tr><td>{inner}</td></tr><tr><td><p>One</p><p>Two</p></td></tr></table>")
        == "Logo\n\nOne\n\nTwo"
    )


def test_links_show_where_they_go_unless_they_say_so() -> None:
    html = (
        '<a href="https://example.org/a">here</a> <a href="https://example.org/">example.org</a> <a '
        'href="mailto:a@b.example">Li</a>'
    )

    assert to_text(html) == "here <https://example.org/a> example.org Li"


def test_nested_quotes_are_marked_by_depth() -> None:
    assert (
        to_text("new<blockquote>old<blockquote>older</blockquote></blockquote>end")
        == "new\n\n> old\n>\n> > older\n\nend"
    )


def test_preformatted_text_keeps_its_blanks() -> None:
    assert to_text("<pre>a  b\n  c</pre>") == "a  b\n  c"


def test_what_is_not_shown_is_not_read() -> None:
    html = (
        "<head><title>t</title><style>s{}</style></head><script>x()</script><!-- c --><div "
        "style='DISPLAY: none'>h</div>seen"
    )

    assert to_text(html) == "seen"
    assert "h" not in sanitise("<div style='display:none'>h</div>")


def test_entities_and_hard_blanks_are_undone() -> None:
    assert to_text("a&nbsp;&lt;b&gt; &amp;amp; &#25171;") == "a <b> &amp; 打"


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java&#x09;script:alert(1)">x</a>',
        "<iframe src=//evil.example></iframe>",
        "<object data=//evil.example></object>",
        "<svg><script>alert(1)</script></svg>",
        '<form action="//evil.example"><input name=a><button>x</button></form>',
        "<style>@import url(//evil.example)</style>",
        '<div style="background:url(//evil.example)">x</div>',
        '<link rel=stylesheet href="//evil.example">',
        '<meta http-equiv=refresh content="0;url=//evil.example">',
        '<base href="//evil.example">',
        '<img src="https://evil.example/pixel.gif">',
        '<img alt="a>b" src="//evil.example/pixel.gif">',
        '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
        '<video src="//evil.example" poster="//evil.example"></video>',
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_active_or_remote_stays(active: str) -> None:
    safe = sanitise(active).lower()

    for trace in (
        "evil.example",
        "alert",
        "<script",
        "onerror",
        "onload",
        "javascript",
        "<style",
        "<iframe",
        "<form action",
    ):
        assert trace not in safe


def test_pictures_of_the_mail_itself_stay() -> None:
    assert '<img src="cid:logo@example.org" alt="x">' in sanitise('<img src="cid:logo@example.org" alt="x">')


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 200_000,
        "<blockquote>" * 2_900,
        "<a href=x>y</a>" * 20_000,
        "<table><tr>" + "<td>x" * 60_000,
        "<a " + " ".join(f"a{n}" for n in range(100_000)) + ">x</a>",
        "<a " + "/".join(f"a{n}" for n in range(100_000)) + ">x</a>",
        "&" * 500_000,
        "<!--" * 300_000,
        "<script" * 140_000,
        "<" * 500_000,
        " " * 500_000,
        "<b><i>" * 1_400 + "</b></i>" * 1_400,
    ],
    ids=lambda bomb: bomb[:12],
)
def test_bombs_end_in_time(bomb: str) -> None:
    within(3.0, lambda: (to_text(bomb), sanitise(bomb)))


def test_html_beyond_the_limits_gives_its_words() -> None:
    html = "<div>" * 5_000 + "the <b>words</b>"

    assert not is_bounded(html)
    assert to_text(html).split() == ["the", "words"]
    assert strip_tags("<style>x</style>a<br>b<!-- c --> &amp; d") == "a\nb & d"


@given(st.text(alphabet="<>/=\"'&;abdiptr !-x#1\n", max_size=300))
def test_any_markup_gives_storable_text_and_safe_markup(html: str) -> None:
    assert "\0" not in to_text(html)
    assert "<script" not in sanitise(html)
