"""What the sender typed, against what their mail program put below, between or above."""

# A mail in one line is easier to compare with its neighbours.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cost import check_linear
from support.replies import ASKED, MARKED, WESTERN
from support.replies_zh import CHINESE

from parsers.phrases.reply_line import REPLY_ABOVE_EN, REPLY_ABOVE_ZH, REPLY_LINE
from parsers.quotes import own_words, split_reply

PROGRAMS = CHINESE + WESTERN

STAYS = [
    ("a sentence with On", "On Friday I will be away."),
    ("a sentence with On and a date", "On 5 November 2026 the printer broke.\nIt printed:\nerror 42"),
    ("On with a colon", "On your remote host you can run:\n\n    telnet 127.0.0.1\n\nOn average that works."),
    ("somebody wrote, without date or address", "The customer wrote:\nplease call me"),
    ("a colleague's words, date without time", "在2026年11月2日，张三在日志里写道：\n磁盘已满"),
    ("a log's line with a time", "在 2026-11-02 09:00 系统报错如下：\n500 Internal Server Error"),
    ("lines of a log", "2026-11-02 09:00:01 ERROR mail <a@example.org>:\nno route\n2026-11-02 09:00:02 INFO done"),
    ("dates in a list", "Free times:\n\n2026-11-02 14:30\n02.11.2026 14:30\nNov 2, 2026 at 14:30\n\nWhich one?"),
    ("a request for leave", "From: Monday\nTo: Friday\nDate: 2 November 2026\nReason: holiday"),
    ("a travel request", "Please book:\n\nFrom: Beijing\nTo: Shanghai\nDate: 2026-11-12\n\nWindow seat."),
    ("a form", "姓名：张三\n部门：财务部\n电话：13800138000\n邮箱：zhang@example.com\n问题：打印机卡纸"),
    ("a form below a greeting", "您好！\n\n姓名：张三\n部门：财务部\n电话：13800138000\n邮箱：zhang@example.com"),
    ("the answer is a telephone number", "电话：010-12345678"),
    ("two numbers to call", "您好，\n\n我的电话：13800138000\n邮箱：zhang@example.com"),
    ("somebody else's contact", "Please create an account for\n\nJohn Smith\nPhone: +1 555 123 4567\nEmail: john@example.com"),
    ("colleagues to add", "请给以下同事开通权限\n\n王小红\n财务部\n电话：010-12345678\n邮箱：wang@example.com"),
    ("a new colleague", "请给新员工开通账号\n\n张三\n财务部\n电话：13800138000"),
    ("a new colleague, apart", "Please add our new colleague\n\n\nJohn Smith\nExample Ltd.\nPhone: +1 555 123 4567"),
    ("contacts after a colon", "The user is:\n\nJohn Smith\nPhone: +1 555 123 4567\nwww.example.com"),
    ("words of thanks alone", "I hope you can check it.\n\nThanks!"),
    ("谢谢 alone", "麻烦看一下打印机。\n\n谢谢！"),
    ("a lone closing", "Best regards,"),
    ("a postscript below the name", "It works.\n\nBest regards,\nBob\n\nPS: please also look at the scanner."),
    ("a second mail below the closing", "It works.\n\nCheers,\nBob\n\nHello,\n\none more thing: the scanner."),
    ("a rule above text, a list's foot far below", "Report\n---\n\nThe busiest hour was nine on Monday, when the team sent\n44 mails.\n\nHoly speed!\n\nTo unsubscribe, answer."),
    ("thanks twice", "Un café, s'il vous plaît.\n\nMerci beaucoup\n\nMerci."),
    ("regards in a sentence", "With regards to the payment, see below.\n\nAs regards the date, Friday is fine."),
    ("closing words that go on", "Regards,\nwe still need the invoice by Friday, can you send it to us again?"),
    ("sent from, in a sentence", "Here it is.\n\nSent from my desk, is much easier than my mobile phone."),
    ("发自 in a sentence", "问题解决了。\n\n发自内心地感谢大家的帮助"),
    ("来自 in a sentence", "来自客户的手机无法登录"),
    ("dashes as headings", "Findings\n----\n\n1. It is faster.\n2. It needs less memory.\n\n----\n\nThat is all I found so far."),
    ("double hyphens as bullets", "I write because of:\n-- the first point\n-- the second point\n\nCan you check?"),
    ("a table", "Name    Expires\n-----------------\nexample.org    27 June\nexample.net    28 June\n\nPlease renew them for me."),
    ("a Python console", ">>> import printer\n>>> printer.status()\nTraceback (most recent call last):\nOSError"),
    ("a line with angles in the middle", "Visit us for help...\n>>> >>>  http://www.example.com <<<\nor click above"),
    ("quoted by hand", "About your idea:\n\n> restart it\n\nI did that already."),
    ("a link", "See https://example.com/on-2026-11-02-somebody-wrote-about-it\n\nIt says \"wrote:\" twice."),
    ("nothing", ""),
    ("a name alone", "李明"),
    ("confidential, said by the sender", "This is confidential: my password is known to a colleague.\n\nPlease reset it."),
]  # fmt: skip

ELSEWHERE = [
    ("answer below the quotation", f"On Mon, Nov 2, 2026 at 9:00 AM Desk <desk@example.com> wrote:\n\n{MARKED}\nYes, it works.", "Yes, it works."),
    ("answer below, Chinese", "在 2026/11/2 9:00, 服务台 写道:\n> 请问何时开始？\n\n今天早上。", "今天早上。"),
    ("answers above and below", f"Thanks.\n\nOn 11/2/26 09:00, Desk wrote:\n{MARKED}\nIt works now.", "Thanks.\n\nIt works now."),
    (
        "answers between keep what they answer",
        "Hi,\n\nOn 11/2/26 09:00, Desk wrote:\n> Which printer?\n\nThe blue one.\n\n> Since when?\n\nMonday.\n\n> The desk\n",
        "Hi,\n\n> Which printer?\n\nThe blue one.\n\n> Since when?\n\nMonday.",
    ),
    (
        "answers between without blank lines",
        "On 11/2/26 09:00, Desk wrote:\n> Which printer?\nThe blue one.\n> Since when?\nMonday.\n> Bye",
        "> Which printer?\nThe blue one.\n> Since when?\nMonday.",
    ),
    (
        "the signature below the quotation is no answer",
        f"It works.\n\nOn 11/2/26 09:00, Desk wrote:\n{MARKED}\n-- \nBob Smith\nSales",
        "It works.",
    ),
    (
        "a line that lost its mark by wrapping",
        "It works.\n\nOn 11/2/26 09:00, Desk wrote:\n> we have looked at the printer on the third floor and found that it was\n"
        "out of paper.\n> Please try again.\n",
        "It works.",
    ),
    ("forward with a word", "See below.\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nDate: Mon, Nov 2, 2026\nSubject: help\nTo: me\n\nMy screen is black.", "See below."),
    ("forward without a word", "---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nSubject: help\n\nMy screen is black.", ""),
    ("転送 in Chinese", "请处理\n\n---------- 转发的邮件 ----------\n发件人: 李四 <lisi@example.com>\n主题: 求助\n\n黑屏了", "请处理"),
    ("headers printed above the body", "From: Ann <ann@example.org>\nSent: Monday, November 2, 2026 9:00 AM\nSubject: help\n\nMy screen is black.\n\nOn 11/1/26 09:00, Desk wrote:\n> Hello", "My screen is black."),
    ("only a quotation", f"On Mon, Nov 2, 2026 at 9:00 AM Desk <desk@example.com> wrote:\n\n{MARKED}", ""),
    ("only a footer", f"发自我的iPhone\n\n在 2026年11月2日，09:00，服务台 <desk@example.com> 写道：\n\n{ASKED}", ""),
    ("only thanks", f"Thanks,\nBob\n\nOn 11/2/26 09:00, Desk wrote:\n{MARKED}", "Thanks,\nBob"),
    ("bare forward of Apple Mail, text below", "Hello\n\nBegin forwarded message:\n\n> From: Ann <ann@example.org>\n> Date: 1 November 2026\n> Subject: help\n>\n> Black screen\n\nPlease hurry.", "Hello\n\nPlease hurry."),
]  # fmt: skip


@pytest.mark.parametrize(("program", "typed", "below"), PROGRAMS, ids=[row[0] for row in PROGRAMS])
def test_only_what_was_typed_is_fresh(program, typed, below):
    assert split_reply(typed + below).fresh == typed


@pytest.mark.parametrize(("program", "typed", "below"), PROGRAMS, ids=[row[0] for row in PROGRAMS])
def test_every_line_is_kept_in_one_of_the_three(program, typed, below):
    reply = split_reply(typed + below)

    kept = f"{reply.fresh}\n{reply.quoted}\n{reply.signature}".split("\n")
    assert sorted(_lines(kept)) == sorted(_lines((typed + below).split("\n")))


@pytest.mark.parametrize(("program", "typed", "below"), PROGRAMS, ids=[row[0] for row in PROGRAMS])
def test_a_second_pass_changes_nothing(program, typed, below):
    fresh = split_reply(typed + below).fresh

    assert split_reply(fresh).fresh == fresh


@pytest.mark.parametrize(("claim", "text"), STAYS, ids=[row[0] for row in STAYS])
def test_without_evidence_everything_stays(claim, text):
    assert split_reply(text).fresh == text


@pytest.mark.parametrize(("claim", "text", "fresh"), ELSEWHERE, ids=[row[0] for row in ELSEWHERE])
def test_answers_are_found_wherever_they_stand(claim, text, fresh):
    assert split_reply(text).fresh == fresh


@pytest.mark.parametrize(
    "line", [REPLY_LINE, f"-------- {REPLY_ABOVE_ZH} --------", f"-------- {REPLY_ABOVE_EN} --------"]
)
def test_our_own_line_ends_the_answer(line):
    assert split_reply(f"It works.\n\n{line}\n\nYour ticket was closed.").fresh == "It works."


def test_the_signature_is_told_from_the_quotation():
    reply = split_reply(f"It works.\n\nBest regards,\nBob\n\nOn 11/2/26 09:00, Desk wrote:\n{MARKED}")

    assert reply.signature == "Best regards,\nBob"
    assert reply.quoted.startswith("On 11/2/26 09:00, Desk wrote:\n> Hello,")


def test_own_words_leave_out_what_stands_above_answers():
    assert own_words("> Which printer?\n\nThe blue one.\n\n> Since when?\n\nMonday.") == "The blue one.\n\n\nMonday."


BODIES = [
    "打印机坏了，请尽快来看一下。\n\n1. 型号 HP\n2. 位置三楼",
    "It is broken.\n\nSince Monday:\n- paper\n- toner",
    "您好：\n\n姓名：张三\n部门：财务部\n问题：打不开邮件",
    "Hello,\n\nplease call me at +49 30 1234567.\n\nIt is urgent",
    "错误如下：\n```\nTraceback (most recent call last):\nValueError: 3\n```\n请帮忙",
    "On Monday I saw this:\n\nerror 42\n\nOn Tuesday again.",
    "1",
    "https://example.com/a?b=c",
]


@pytest.mark.parametrize("typed", BODIES)
def test_no_program_takes_away_from_any_kind_of_text(typed):
    wrong = [program for program, _, below in PROGRAMS if split_reply(typed + below).fresh != typed]

    assert wrong == []


TYPED = st.lists(
    st.sampled_from(["打印机坏了。", "It is broken.", "", "Since Monday.", "1. paper\n2. toner"]),
    min_size=1,
    max_size=6,
)


@given(TYPED, st.sampled_from(PROGRAMS))
@settings(max_examples=60)
def test_nothing_is_lost_whatever_the_program_adds(typed, row):
    text = "\n".join(typed) + row[2]
    reply = split_reply(text)

    assert sorted(_lines(f"{reply.fresh}\n{reply.quoted}\n{reply.signature}".split("\n"))) == sorted(
        _lines(text.split("\n"))
    )


@given(
    st.lists(
        st.sampled_from([*(piece for row in PROGRAMS for piece in row[2].split("\n")), "ok", "> ok", ""]), max_size=30
    )
)
@settings(max_examples=80)
def test_no_order_of_marks_loses_a_line(lines):
    reply = split_reply("\n".join(lines))

    assert sorted(_lines(f"{reply.fresh}\n{reply.quoted}\n{reply.signature}".split("\n"))) == sorted(_lines(lines))


@given(st.text(alphabet="On>: -@<\n12wrote发件人：写道于", max_size=300))
@settings(max_examples=80)
def test_any_text_is_split_without_an_error(text):
    reply = split_reply(text)

    assert sorted(_lines(f"{reply.fresh}\n{reply.quoted}\n{reply.signature}".split("\n"))) == sorted(
        _lines(text.split("\n"))
    )


ATTACKS = [
    "a", "On ", "\n", ">\n", "> > > \n", "a:\n", "wrote:\n", "On 1 wrote:\n", "On 2024-01-05 10:00\n", "From: a@b.c\n\n",
    "2024-01-05 10:00 x <a@b.c>\n", "Regards,\n", "-", "---\n", "-- \n", "+49 123 456 789 \n", " ", "   \n", "\ta\tb\n",
    "在 写道：\n", "> a\nb\n", "> " + "x" * 60 + "\ny\n", "---------- Forwarded message ----------\n> a\nb\n", "<a@", "*a* ",
    "<a@b> wrote:\n> x\n", "12 3 4 5 " * 50 + ":\n", "From: a@b.c\nDate: 2024\nSubject: x\n\n", "@\n", "| 发件人 | \n",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_time_grows_with_the_length_and_not_with_its_square(attack):
    check_linear(split_reply, attack, 30_000, times=8)


def _lines(lines: list[str]) -> list[str]:
    """What the lines say; QQ Mail's "&nbsp;" is a blank."""
    return [text for line in lines if (text := line.replace("&nbsp;", " ").strip())]
