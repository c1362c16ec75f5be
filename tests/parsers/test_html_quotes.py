"""What the sender typed, by the marks that mail programs leave in HTML."""

# A mail in one line is easier to compare with its neighbours.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cost import check_linear

from parsers.html_quotes import split_body, split_html
from parsers.quotes import split_reply
from parsers.regions import scanned

BLOCK = "<b>From:</b> Desk &lt;desk@example.com&gt;<br><b>Sent:</b> Monday, November 2, 2026 9:00 AM<br><b>To:</b> Bob<br><b>Subject:</b> printer<br>"

PROGRAMS = [
    ("Gmail", '<div dir="ltr">It works.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, 2026 at 9:00 AM Desk &lt;<a href="mailto:desk@example.com">desk@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0">Hello<br>The desk</blockquote></div>', "It works."),
    ("Gmail, Chinese", '<div dir="ltr">好了</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">服务台 &lt;<a href="mailto:desk@example.com">desk@example.com</a>&gt; 于2026年11月2日周一 09:00写道：<br></div><blockquote class="gmail_quote">您好</blockquote></div>', "好了"),
    ("Gmail, answers inside", '<div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 2, 2026 at 9:00 AM Desk &lt;desk@example.com&gt; wrote:</div><blockquote class="gmail_quote">Which printer?</blockquote><div>The blue one.</div><blockquote class="gmail_quote">Since when?</blockquote><div>Monday.</div></div>', "> Which printer?\n\nThe blue one.\n\n> Since when?\n\nMonday."),
    ("Gmail, forward", '<div dir="ltr">FYI<br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Ann</b> &lt;ann@example.org&gt;<br>Subject: help<br></div><br>Black screen</div></div>', "FYI"),
    ("Outlook on the web", f'<div>It works.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><font>{BLOCK}</font></div><div>Hello<br>The desk</div>', "It works."),
    ("Outlook, Word's HTML", f'<div class="WordSection1"><p class="MsoNormal">It works.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{BLOCK}<o:p></o:p></p></div><blockquote type="cite">Hello</blockquote></div>', "It works."),
    ("Outlook for iOS", f'<div>It works.</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">{BLOCK}</div><div>Hello</div></div>', "It works."),
    ("Outlook quoted again", f'<div>It works.</div><hr><div id="x_divRplyFwdMsg">{BLOCK}</div><div>Hello</div>', "It works."),
    ("Apple Mail", '<html><body>It works.<br><div><br><blockquote type="cite"><div>On Nov 2, 2026, at 9:00 AM, Desk &lt;desk@example.com&gt; wrote:</div><br class="Apple-interchange-newline"><div>Hello</div></blockquote></div></body></html>', "It works."),
    ("iPhone, Chinese", '<html><body dir="auto">好了<br><br><div dir="ltr">发自我的 iPhone</div><div dir="ltr"><br><blockquote type="cite">在 2026年11月2日，09:00，服务台 &lt;desk@example.com&gt; 写道：<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">您好</div></blockquote></body></html>', "好了"),
    ("Thunderbird", '<p>It works.</p><div class="moz-cite-prefix">On 11/2/26 09:00, Desk wrote:<br></div><blockquote type="cite" cite="mid:1@example.com">Hello</blockquote>', "It works."),
    ("Thunderbird, answer below", '<div class="moz-cite-prefix">On 11/2/26 09:00, Desk wrote:<br></div><blockquote type="cite" cite="mid:1@example.com">Hello</blockquote><p>It works.</p><pre class="moz-signature">-- \nBob</pre>', "It works."),
    ("Thunderbird, answers between", '<p>Hi</p><div class="moz-cite-prefix">Am 02.11.26 um 09:00 schrieb Desk:</div><blockquote type="cite">Which printer?</blockquote><p>The blue one.</p><blockquote type="cite">Since when?</blockquote><p>Monday.</p>', "Hi\n\n> Which printer?\n\nThe blue one.\n\n> Since when?\n\nMonday."),
    ("Yahoo", '<div>It works.</div><div id="ydp123yahoo_quoted_55" class="ydp123yahoo_quoted"><div>On Monday, November 2, 2026 at 9:00:00 AM GMT+1, Desk &lt;desk@example.com&gt; wrote:</div><div>Hello</div></div>', "It works."),
    ("ProtonMail", '<div>It works.</div><div class="protonmail_signature_block"><div>Sent with Proton Mail</div></div><div class="protonmail_quote">On Monday, November 2nd, 2026 at 9:00 AM, Desk &lt;desk@example.com&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Hello</blockquote></div>', "It works."),
    ("QQ Mail", '<div>好了</div><div><includetail><div>&nbsp;</div><div style="font-size: 12px;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;"><div><b>发件人:</b>&nbsp;"服务台" &lt;desk@example.com&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月2日(星期一) 上午9:00</div></div><div>您好</div></includetail></div>', "好了"),
    ("QQ Mail without its tag", '<div>好了</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b>&nbsp;服务台</div><blockquote type="cite">您好</blockquote>', "好了"),
    ("163", '<div style="font-size:14px">好了</div><p><br></p><p>在 2026-11-02 09:00:00，"服务台" &lt;desk@example.com&gt; 写道：</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex">您好</blockquote>', "好了"),
    ("163 forward", '<div>请处理</div><div id="isForwardContent">-------- 转发邮件信息 --------<br>发件人：李四 &lt;lisi@example.com&gt;<br>主题：求助<br>黑屏</div>', "请处理"),
    ("NetEase Mail Master", '<div>好了</div><div id="imail_signature" class="ntes-signature"><table><tr><td>张三</td></tr></table></div><div class="ntes-mailmaster-quote"><div>---- 回复的原邮件 ----</div><div><table><tr><td>发件人</td><td>服务台</td></tr></table></div>您好</div>', "好了"),
    ("Foxmail", '<div>好了</div><div><br></div><hr style="width: 210px;"><div><span>张三<br>信息部</span></div><blockquote style="margin-top: 0px"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt"><div style="background:#efefef"><div><b>发件人：</b>&nbsp;<a href="mailto:desk@example.com">服务台</a></div><div><b>发送时间：</b>&nbsp;2026-11-02&nbsp;09:00</div><div><b>收件人：</b>&nbsp;张三</div><div><b>主题：</b>&nbsp;打印机</div></div></div><div>您好</div></blockquote>', "好了"),
    ("Feishu", '<div>好了</div><div class="history-quote-wrapper" id="lark-mail-quote-1"><div data-html-block="quote"><div class="adit-html-block adit-html-block--collapsed"><div class="adit-html-block__attr history-quote-meta-wrapper">发件人: 服务台 &lt;desk@example.com&gt;<br>时间: 2026年11月2日 09:00</div><div>您好</div></div></div></div>', "好了"),
    ("DingTalk", '<div>好了</div><div class="alimail-quote"><div>------------------------------------------------------------------</div><div>发件人：服务台 &lt;desk@example.com&gt;</div><div>发送时间：2026年11月2日(星期一) 09:00</div><div>主　题：打印机</div><div>您好</div></div>', "好了"),
    ("Zoho", '<div>It works.</div><div class="zmail_extra"><br>---- On Mon, 02 Nov 2026 09:00:00 +0100 <b>desk@example.com</b> wrote ----<blockquote>Hello</blockquote></div>', "It works."),
    ("GMX", '<div>Es geht wieder.</div><div name="quote" style="margin:10px"><div><b>Gesendet:</b> Montag, 2. November 2026<br><b>Von:</b> Desk</div><div>Hallo</div></div>', "Es geht wieder."),
    ("Hotmail, old", '<div>It works.<br><br><hr id="stopSpelling">Date: Mon, 2 Nov 2026 09:00:00 +0100<br>Subject: printer<br>From: desk@example.com<br>To: bob@example.org<br><br>Hello</div>', "It works."),
    ("Yandex", '<p>Работает.</p><p>02.11.2026, 09:00, "Desk" &lt;desk@example.com&gt;:</p><blockquote>Hello</blockquote>', "Работает."),
    ("an unmarked blockquote at the end", "<p>It works.</p><blockquote>Hello</blockquote>", "It works."),
    ("signature of Gmail", '<div dir="ltr">It works.<div><br></div>-- <br><div class="gmail_signature"><div>Bob Smith</div><div>Sales</div></div></div>', "It works."),
]  # fmt: skip


@pytest.mark.parametrize(("program", "html", "fresh"), PROGRAMS, ids=[row[0] for row in PROGRAMS])
def test_only_what_was_typed_is_fresh(program, html, fresh):
    reply = split_html(html)

    assert reply is not None
    assert reply.fresh == fresh


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>The printer is broken.</p>",
        "<p>Hello</p><table><tr><td>1</td><td>2</td></tr></table>",
        '<blockquote type="cite">Nothing typed</blockquote>',
        '<div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann &lt;ann@example.org&gt;<br>Subject: x<br><br>Text</div>',
        "plain text",
    ],
)
def test_without_marks_or_without_words_outside_them_the_text_decides(html):
    assert split_html(html) is None


def test_an_own_indentation_above_the_quotation_stays():
    reply = split_html(
        "<p>As the manual says:</p><blockquote>Turn it off.</blockquote><p>I did.</p>"
        '<div class="moz-cite-prefix">On 11/2/26 09:00, Desk wrote:</div><blockquote type="cite">Hello</blockquote>'
    )

    assert reply is not None
    assert reply.fresh == "As the manual says:\n\nTurn it off.\n\nI did."


def test_quotation_and_signature_are_kept_apart():
    reply = split_html(
        '<div>It works.</div><div class="gmail_signature">Bob Smith</div>'
        '<div class="gmail_quote">On 11/2/26 09:00, Desk wrote:<blockquote class="gmail_quote">Hello<br>you</blockquote></div>'
    )

    assert reply is not None
    assert reply.signature == "Bob Smith"
    assert reply.quoted == "On 11/2/26 09:00, Desk wrote:\n\n> Hello\n> you"


def test_a_text_that_looks_like_our_own_tokens_is_left_alone():
    reply = split_html('<p>qx0zqq0x and qx1zqq0x</p><blockquote type="cite">Hello</blockquote>')

    assert reply is not None
    assert reply.fresh == "qx0zqq0x and qx1zqq0x"


def test_a_mark_behind_an_angle_bracket_in_quotation_marks_counts():
    reply = split_html('<p>It works.</p><div title="you > we" class="yahoo_quoted">Hello</div>')

    assert reply is not None
    assert (reply.fresh, reply.quoted) == ("It works.", "> Hello")


def test_the_text_is_preferred_when_the_html_says_the_same():
    text = "See the manual (https://example.com/m).\n\nOn 11/2/26 09:00, Desk wrote:\n> Hello"
    html = (
        '<p>See the <a href="https://example.com/m">manual</a>.</p><div class="moz-cite-prefix">On 11/2/26 09:00, Desk wrote:</div>'
        '<blockquote type="cite">Hello</blockquote>'
    )

    assert split_body(scanned(text), html).fresh == "See the manual (https://example.com/m)."


def test_the_text_is_preferred_when_the_html_has_no_blank_lines_to_tell_the_signature_by():
    text = "It works.\n\nBob Smith\nExample Ltd.\nbob@example.org\n\nOn 11/2/26 09:00, Desk wrote:\n> Hello"
    html = (
        "<div>It works.</div><div>Bob Smith</div><div>Example Ltd.</div><div>bob@example.org</div>"
        '<div class="yahoo_quoted">On 11/2/26 09:00, Desk wrote:<blockquote>Hello</blockquote></div>'
    )

    assert split_body(scanned(text), html) == split_reply(text)
    assert split_reply(text).fresh == "It works."


def test_the_html_is_preferred_when_its_marks_say_more():
    text = "It works.\n\nHello,\nwhich printer?"
    html = '<p>It works.</p><div class="yahoo_quoted">Hello,<br>which printer?</div>'

    assert split_body(scanned(text), html).fresh == "It works."


def test_an_own_indentation_is_no_quotation_though_its_text_looks_like_one():
    text = "As the manual says:\n\n> Turn it off.\n\nOn 11/2/26 09:00, Desk wrote:\n\n> Hello"
    html = "<p>As the manual says:</p><blockquote>Turn it off.</blockquote><p>On 11/2/26 09:00, Desk wrote:</p><blockquote>Hello</blockquote>"

    assert split_body(scanned(text), html).fresh == "As the manual says:\n\nTurn it off."


def test_without_html_the_text_decides():
    assert split_body(scanned("It works.\n\n> Hello"), "").fresh == "It works."


@given(
    st.lists(
        st.sampled_from(
            ["<div class=gmail_quote>", "</div>", "<blockquote>", "</blockquote>", "<blockquote type=cite>", "<hr id=stopSpelling>", "x",
             "<p>word", "<div id=divRplyFwdMsg>", "<includetail>", "<br>", "From: a@b.c", "On 11/2/26 09:00, Desk wrote:", "<table><td>"]
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=150)
def test_any_nesting_is_survived(pieces):
    reply = split_html("".join(pieces))

    assert reply is None or reply.fresh.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "<blockquote type=cite>",
        "<blockquote>x</blockquote>",
        "<div class=gmail_signature>x</div>",
        "<p>On 1 wrote:<br>",
        "<blockquote type=cite>x</blockquote>y",
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(piece):
    check_linear(split_html, piece, 20_000, times=8)
