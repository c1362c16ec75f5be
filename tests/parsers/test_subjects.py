"""Subjects as mail programs and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cost import within

from parsers.phrases.commands import ALIASES, CANONICAL
from parsers.subjects import canonical, read_subject, words_behind

REPLIES = (
    "Re: ", "RE: ", "re:", "Re : ", "Re：", "Re[2]: ", "Re(3): ", "Re^2: ", "Re*4: ", "Re: Re: Re: ", "回复: ",
    "回复：", "答复: ",
    "答复：", "回覆: ", "回覆：", "回復：", "Re:回复: ", "回复：Re: 答复：", "AW: ", "Antw: ", "Antwort: ", "SV: ",
    "Sv: Sv: ", "VS: ", "Svar: ",
    "RES: ", "R: ", "Rif: ", "Réf. : ", "RE : ", "Ynt: ", "YNT: ", "Odp: ", "ODP.: ", "Vá: ", "Отв: ", "Ответ: ",
    "返信: ", "회신: ",
    "ΑΠ: ", "Răsp: ", "Trả lời: ", "自动回复: ", "Automatic reply: ", "自动回复：Re: ", "\u200bRe: ", "Re:\u00a0",
    "Re:　", "ＲＥ： ",
)  # fmt: skip
FORWARDS = (
    "Fw: ", "FW: ", "Fwd: ", "FWD：", "转发: ", "转发：", "轉寄: ", "轉發：", "WG: ", "TR: ", "RV: ", "ENC: ",
    "I: ", "İlt: ", "ilt: ", "PD: ", "VB: ",
    "VL: ", "Doorst: ", "転送: ", "전달: ", "Fwd: Re: ", "转发: 回复: ", "WG: AW: ", "[Fwd] Fwd: ",
)  # fmt: skip
MARKS = (
    "[外部] ", "【外部】", "[外部邮件] ", "[EXTERNAL] ", "[External] ", "[EXT] ", "{Spam?} ", "***SPAM*** ",
    "[疑似垃圾邮件] ", "[EXTERNAL]: ",
)  # fmt: skip


@pytest.mark.parametrize("prefix", REPLIES)
def test_every_reply_prefix_leaves_the_same_root(prefix):
    subject = read_subject(prefix + "打印机卡纸 on floor 3")

    assert (subject.root, subject.forward) == ("打印机卡纸 on floor 3", False)


@pytest.mark.parametrize("prefix", [p for p in FORWARDS if not p.startswith("[")])
def test_the_outermost_prefix_says_forwarded(prefix):
    subject = read_subject(prefix + "打印机卡纸")

    assert (subject.root, subject.forward) == ("打印机卡纸", True)
    assert not read_subject("Re: " + prefix + "打印机卡纸").forward


@pytest.mark.parametrize("mark", MARKS)
def test_a_gateway_mark_is_no_part_of_the_title(mark):
    assert read_subject(mark + "VPN").root == "VPN"
    assert read_subject("Re: " + mark + "回复: VPN").root == "VPN"
    assert read_subject(mark + "转发: VPN").forward


@pytest.mark.parametrize("text", ["[Fwd: VPN]", "[Fw: VPN]", "VPN (fwd)", "[转发: VPN]", "Re: [Fwd: VPN]"])
def test_old_programs_mark_a_forward_around_the_title(text):
    subject = read_subject(text)

    assert (subject.root, subject.forward) == ("VPN", not text.startswith("Re"))


@pytest.mark.parametrize(
    "text", ["撤回: VPN", "撤回：VPN", "召回: VPN", "Recall: VPN", "RECALL: VPN", "Re: Recall: VPN"]
)
def test_a_recall_is_seen(text):
    subject = read_subject(text)

    assert (subject.root, subject.recall) == ("VPN", True)


def test_the_label_of_a_list_stands_before_or_behind_the_prefix():
    titles = ["[ops] VPN", "Re: [ops] VPN", "[ops] Re: VPN", "回复：[ops] Re: VPN"]

    assert {read_subject(t).root for t in titles} == {"[ops] VPN"}


@pytest.mark.parametrize(
    "title",
    [
        "[打印机] 卡纸", "关于：报销", "Refund: not received", "Reminder: meeting", "Frage: Drucker",
        "回复不了邮件", "转发失败怎么办", "Re",
        "re-install Windows", "TR-069 router", "A: B", "撤回邮件的方法", "Internal error (code 5)", "回复\"确认\"",
        "[紧急] 服务器宕机",
    ],
)  # fmt: skip
def test_what_looks_like_a_prefix_stays_in_a_title(title):
    assert read_subject(title).root == title


@pytest.mark.parametrize(
    "tag",
    [
        "[TS-20261122-001]", "[ts-20261122-001]", "[Ts-20261122-001]", "【TS-20261122-001】",
        "［TS-20261122-001］", "［ＴＳ－２０２６１１２２－００１］",
        "【ｔｓ－20261122－００１】", "[ TS-20261122-001 ]", "[TS–20261122–001]", "〔TS-20261122-001〕",
        "[TS-20261122-001\u200b]", "[TS-20261122-\r\n 001]",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["{} 打印机", "Re: {} 打印机", "打印机 {}", "回复：打印{}机", "{}打印机", "{} Re: {} 打印机"]
)
def test_the_tag_is_found_anywhere_in_any_spelling(tag, around):
    subject = read_subject(around.format(tag, tag))

    assert subject.ticket == "TS-20261122-001"
    assert subject.root.replace(" ", "") == "打印机"


@pytest.mark.parametrize(
    ("text", "ticket"),
    [
        ("[TS-20261122-1234] many", "TS-20261122-1234"),
        ("[TS-20261122-001] and [TS-20261122-002]", "TS-20261122-001"),
        ("TS-20261122-001 without brackets", ""),
        ("[TS-20261122-01] short", ""),
        ("[TS-2026-001] short date", ""),
        ("[XTS-20261122-001] other", ""),
        ("[HD-20261122-001] other desk", ""),
    ],
)
def test_only_a_whole_tag_counts(text, ticket):
    assert read_subject(text).ticket == ticket


def test_the_prefix_is_the_desks_own():
    assert read_subject("[hd-20261122-001] x", "HD").ticket == "HD-20261122-001"
    assert read_subject("[a.b-20261122-001] x", "A.B").ticket == "A.B-20261122-001"
    assert read_subject("[axb-20261122-001] x", "A.B").ticket == ""


@pytest.mark.parametrize(
    ("text", "commands", "root"),
    [
        ("Re: [TS-20261122-001] 卡纸 #accept #priority=urgent #assign=李雷",
         [("accept", ""), ("priority", "urgent"), ("assign", "李雷")], "卡纸"),
        ("Re: [TS-20261122-001] 卡纸 #升级=硬件 #反馈=4h", [("升级", "硬件"), ("反馈", "4h")], "卡纸"),
        ("＃升级＝硬件 卡纸", [("升级", "硬件")], "卡纸"),
        ("#优先级：高 卡纸", [("优先级", "高")], "卡纸"),
        ("卡纸#受理，#优先级=高，谢谢", [("受理", ""), ("优先级", "高")], "卡纸 谢谢"),
        ("卡纸 #ACCEPT", [("accept", "")], "卡纸"),
        ("＃ａｃｃｅｐｔ 卡纸", [("accept", "")], "卡纸"),
        ('#assign="Li Lei" x', [("assign", "Li Lei")], "x"),
        ("#assign=“李 雷” x", [("assign", "李 雷")], "x"),
        ("#assign=「李 雷」 x", [("assign", "李 雷")], "x"),
        ("#assign='Li Lei' x", [("assign", "Li Lei")], "x"),
        ("#assignee li@example.org x", [("assignee", "li@example.org")], "x"),
        ("#cc=a@example.org,b@example.org x", [("cc", "a@example.org,b@example.org")], "x"),
        ("#away=2026-12-01..2026-12-05", [("away", "2026-12-01..2026-12-05")], ""),
        ("#feedback=明天10:00 x", [("feedback", "明天10:00")], "x"),
        ("#feedback=４ｈ x", [("feedback", "4h")], "x"),
        ("#find=C# x", [("find", "C#")], "x"),
        ("x #solved.", [("solved", "")], "x"),
        ("x #解决。y", [("解决", "")], "x y"),
        ("TS-20261122-001 x #accept", [("accept", "")], "x"),
        ("x #help.txt", [("help", "")], "x .txt"),
        ("x #resolve,#close=done.", [("resolve", ""), ("close", "done")], "x"),
        ("x [status=resolved;priority=urgent]", [("status", "resolved"), ("priority", "urgent")], "x"),
        ("x ［status＝resolved；priority＝urgent］", [("status", "resolved"), ("priority", "urgent")], "x"),
        ("x [nosy=+li,-han]", [("nosy", "+li,-han")], "x"),
        ("x [状态=已解决]", [("状态", "已解决")], "x"),
        ("#help: my printer burns", [("help", "")], "my printer burns"),
    ],
)  # fmt: skip
def test_commands_are_taken_out_of_the_title(text, commands, root):
    subject = read_subject(text)

    assert [(c.name, c.value) for c in subject.commands] == commands
    assert subject.root == root


@pytest.mark.parametrize(
    "title",
    [
        "issue #5 is back", "#123", "error # 7", "C# does not compile", "F#accept", "#nothing of ours", "#",
        "##accept", "see page.html#status",
        "&#status;", "[打印机=坏]", "[broken=yes;status=open] at the start", "foo [打印机]", "room #accepted",
        "频道#公告", "a_#accept",
    ],
)  # fmt: skip
def test_a_normal_title_holds_no_command(title):
    subject = read_subject(title)

    assert (subject.commands, subject.root) == ((), title)


@pytest.mark.parametrize("name", sorted(CANONICAL))
def test_every_name_is_read_in_a_subject(name):
    subject = read_subject(f"Re: [TS-20261122-001] 卡纸 #{name}")

    assert canonical(subject.commands[0].name) in ALIASES


def test_no_name_means_two_commands():
    names = [name for command, aliases in ALIASES.items() for name in (command, *aliases)]

    assert len(names) == len(set(names))


def test_the_text_is_the_whole_subject_on_one_line():
    assert read_subject(" Re:\r\n [TS-20261122-001]\ta\x00b ").text == "Re: [TS-20261122-001] a b"


PIECES = (
    "Re: ", "回复：", "Fwd: ", "[Fwd: ", "]", "[", "(fwd)", " ", "[TS-20261122-001]", "【ts－20261122－001】",
    "#accept", "#优先级=高", "=", '"', "“", "”", "[status=x]", ";", "[外部] ", "[ops] ", "打印机", "printer", ":",
    "：", "#", "撤回: ", "***SPAM***", "a@example.org", "TS", "-", "2026", "\u200b", "　", "，", "R", "e", "I: ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join)


@given(TEXTS)
def test_a_root_read_again_is_the_same_and_holds_nothing(text):
    root = read_subject(text).root

    again = read_subject(root)
    assert (again.root, again.ticket, again.commands) == (root, "", ())


@given(TEXTS)
def test_case_does_not_change_the_meaning(text):
    if len(text.upper()) == len(text) == len(text.lower()):
        upper, lower = read_subject(text.upper()), read_subject(text.lower())
        assert (upper.ticket, upper.forward, upper.recall) == (lower.ticket, lower.forward, lower.recall)
        assert [c.name for c in upper.commands] == [c.name for c in lower.commands]


@given(st.sampled_from(["[TS-20261122-001] x #accept #priority=high", "Re: [TS-20261122-001] x [status=open]"]))
def test_width_does_not_change_the_meaning(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if 0x21 <= ord(c) <= 0x7E else c for c in text)

    narrow, subject = read_subject(text), read_subject(wide)
    assert (subject.ticket, subject.commands) == (narrow.ticket, narrow.commands)


@given(
    st.lists(st.sampled_from(["Re:", "[TS-20261122-001]", "打印机", "#accept", "#assign=李雷", "broken"]), min_size=1),
    st.data(),
)
def test_folding_does_not_change_the_meaning(words, data):
    folds = [data.draw(st.sampled_from([" ", "\r\n ", "\n\t", "  "])) for _ in words]

    folded = "".join(w + f for w, f in zip(words, folds, strict=True))
    assert read_subject(folded) == read_subject(" ".join(words))


HOSTILE = (
    "Re: ", "[a] Re: ", "[a", "#a=“", "#assign=“", "#assign='", "[TS-", "[EXTERNAL] ", "回复", "#find=", "[Fwd: ",
    "#assign ", "#受理，", " ", "[x=y;", "#due=1 ", "#due=1 下午", "#key=", "http://", "www.", "#x ", "=[TS-", "#a-",
    "#cc a@a", "http://a#list ", "“",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_subject_of_a_fifth_of_a_megabyte_is_read_in_linear_time(piece):
    subject = piece * (200_000 // len(piece)) + "]"

    within(1.5, lambda: read_subject(subject))  # 0.02 to 0.15 on one core, minutes if any step were quadratic


@pytest.mark.parametrize(
    ("text", "ticket"),
    [
        ("TS-20261122-001 #accept", "TS-20261122-001"),
        ("Re: ts-20261122-001 打印机卡纸 ＃受理", "TS-20261122-001"),
        ("#status TS-20261122-001", "TS-20261122-001"),
        ("[TS-20261122-001 #accept", "TS-20261122-001"),
        ("TS-20261122-001 打印机卡纸", ""),
        ("#merge TS-20261122-002", ""),
        ("#accept TS-20261122-001 TS-20261122-002", ""),
        ("#accept TS-20261122-001-old", ""),
        ("#status=TS-20261122-001", ""),
    ],
)
def test_with_a_command_a_number_without_brackets_names_the_ticket(text, ticket):
    assert read_subject(text).ticket == ticket


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Re: [TS-20261122-001] 打印机卡纸 #指派 李雷", ["李雷"]),
        ("#指派 李雷 Re: [TS-20261122-001] 打印机卡纸", ["李雷"]),
        ("#hold until Friday #priority=urgent now", ["until Friday", "now"]),
        ("x #accept", [""]),
        ("no command", []),
    ],
)
def test_the_words_behind_a_command_end_where_something_else_begins(text, words):
    assert [found for _, found in words_behind(text)] == words
