"""Forms as people fill them in by mail, and sentences that are none."""

# A layout is easier to compare on one line.
# ruff: noqa: E501

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cost import check_linear

from parsers.forms import ESCALATION, PROGRESS, Contact, read_contact, read_form
from parsers.html import sanitise, to_text

ZHANG = {"name": "张三", "department": "财务部", "employee_number": "1001"}
DOE = {"name": "Jane Doe", "department": "Finance", "employee_number": "E1001"}

# (what it is, the text, what it fills in)
LAYOUTS: list[tuple[str, str, dict[str, str]]] = [
    ("half-width colons", "姓名:张三\n部门:财务部\n工号:1001", ZHANG),
    ("full-width colons", "姓名：张三\n部门：财务部\n工号：1001", ZHANG),
    ("blanks round the colon", "姓名 ： 张三\n部门 : 财务部\n工号 ：1001 ", ZHANG),
    ("blanks within the words", "姓　　名：张三\n部 门：财务部\n工　号：1001", ZHANG),
    ("full-width digits", "姓名：张三\n部门：财务部\n工号：１００１", ZHANG),
    ("numbers before", "1. 姓名：张三\n2、部门：财务部\n（3）工号：1001", ZHANG),
    ("circled and Chinese numbers", "① 姓名：张三\n二、部门：财务部\n⑶工号：1001", ZHANG),
    ("bullets", "- 姓名：张三\n• 部门：财务部\n* 工号：1001", ZHANG),
    ("bold in Markdown", "**姓名**：张三\n**部门：** 财务部\n__工号__：1001", ZHANG),
    ("asterisks of bold HTML text", "*姓名：* 张三\n*部门*：*财务部*\n*工号：*1001", ZHANG),
    ("asterisks for required", "*姓名：张三\n部门*：财务部\n＊工号：1001", ZHANG),
    ("hints in brackets", "姓名（必填）：张三\n部门(所在部门)：财务部\n工号【必填】：1001", ZHANG),
    ("hints behind the value", "姓名：张三（必填）\n部门：财务部 (必填)\n工号：1001（没有可不填）", ZHANG),
    ("labels in brackets", "【姓名】张三\n【部门】：财务部\n[工号] 1001", ZHANG),
    ("one line with blanks", "姓名：张三 部门：财务部 工号：1001", ZHANG),
    ("one line with semicolons", "姓名：张三；部门：财务部；工号：1001", ZHANG),
    ("one line with commas", "姓名:张三,部门:财务部,工号:1001", ZHANG),
    ("nothing between the fields", "姓名:张三部门:财务部工号:1001", ZHANG),
    ("brackets between the fields", "姓名：张三（财务部）工号：1001", {"employee_number": "1001", "name": "张三（财务部）"}),
    ("the number behind the name", "姓名：张三（1001）\n部门：财务部", ZHANG),
    ("answers with their own sign", "> 姓名：\n答：张三\n> 部门：\n答：财务部\n> 工号：\nA: 1001", ZHANG),
    ("several people in a table", "姓名\t部门\t工号\n张三\t财务部\t1001\n李四\t销售部\t1002", ZHANG),
    ("a table with a column of numbers", "序号\t项目\t内容\n1\t姓名\t张三\n2\t部门\t财务部\n3\t工号\t1001", ZHANG),
    ("values on indented lines", "姓名：\n　　张三\n部门：\n　　财务部\n工号：\n\t1001", ZHANG),
    ("within a sentence", "您好，打印机坏了。姓名：张三，部门：财务部，工号：1001", ZHANG),
    ("two fields under one label", "姓名：张三\n部门/工号：财务部/1001", ZHANG),
    ("two fields the other way round", "姓名：张三\n部门/工号：1001 财务部", ZHANG),
    ("two languages", "姓名/Name：张三\n部门 Department：财务部\n工号(Employee No.)：1001", ZHANG),
    ("pasted from Excel in two columns", "姓名\t张三\n部门\t财务部\n工号\t1001", ZHANG),
    ("pasted from Excel with colons in the cells", "姓名：\t张三\n部门：\t财务部\n工号：\t1001", ZHANG),
    ("pasted from Word in four columns", "姓名\t张三\t部门\t财务部\n工号\t1001\t电话\t", ZHANG),
    ("values below a header", "姓名\t部门\t工号\n张三\t财务部\t1001", ZHANG),
    ("values below a header, numbered", "序号\t姓名\t部门\t工号\n1\t张三\t财务部\t1001", ZHANG),
    ("an HTML table as text", "姓名 | 张三 | 部门 | 财务部\n工号 | 1001", ZHANG),
    ("a header of an HTML table", "姓名 | 部门 | 工号\n张三 | 财务部 | 1001", ZHANG),
    ("a Markdown table", "| 姓名 | 部门 | 工号 |\n|------|:----:|-----:|\n| 张三 | 财务部 | 1001 |", ZHANG),
    ("a table drawn with signs", "+------+--------+\n| 姓名 | 张三   |\n+------+--------+\n| 部门 | 财务部 |\n| 工号 | 1001 |", ZHANG),
    ("drawn lines", "│ 姓名 │ 张三 │\n│ 部门 │ 财务部 │\n│ 工号 │ 1001 │", ZHANG),
    ("columns by blanks", "姓名    张三\n部门    财务部\n工号    1001", ZHANG),
    ("columns by blanks in one line", "姓名  张三   部门  财务部   工号  1001", ZHANG),
    ("a single blank between", "姓名 张三\n部门 财务部\n工号 1001", ZHANG),
    ("cells of Word on lines of their own", "姓名\n张三\n部门\n财务部\n工号\n1001", ZHANG),
    ("the same with blank lines", "姓名\n\n张三\n\n部门\n\n财务部\n\n工号\n\n1001", ZHANG),
    ("pasted column by column", "姓名\n部门\n工号\n张三\n财务部\n1001", ZHANG),
    ("values below labels with colons", "姓名：\n张三\n部门：\n财务部\n工号：\n\n1001", ZHANG),
    ("dashes", "姓名 - 张三\n部门 - 财务部\n工号——1001", ZHANG),
    ("equals signs", "姓名=张三\n部门＝财务部\n工号 = 1001", ZHANG),
    ("polite labels", "您的姓名：张三\n我的部门是：财务部\n本人工号：1001", ZHANG),
    ("labels of who reports", "报修人姓名：张三\n申请部门：财务部\n员工编号：1001", ZHANG),
    ("traditional characters", "姓名：張三\n部門：財務部\n工號：1001", {"name": "張三", "employee_number": "1001"}),
    ("answers in quoted lines", "> 姓名： 张三\n> 部门：财务部\n>工号：1001", ZHANG),
    ("answers below quoted lines", "> 姓名：\n张三\n> 部门：\n财务部\n>\n> 工号：\n1001", ZHANG),
    ("answers below quoted hints", "> 姓名（必填）： 请填写\n张三\n> 部门：______\n财务部\n> 工号：（必填）\n1001", ZHANG),
    ("answers in doubly quoted lines", ">> 姓名： 张三\n>> 部门：财务部\n> > 工号：1001", ZHANG),
    ("nobody fills in everything", "姓名：张三\n部门：\n工号：____\n电话：（选填）\n问题类型：请选择", {"name": "张三"}),
    ("invisible marks", "\u200b姓名：\u200e张三\n\ufeff部门：\xa0财务部\n工号：1001\r", ZHANG),
    ("English", "Name: Jane Doe\nDepartment: Finance\nEmployee number: E1001", DOE),
    ("English in capitals", "NAME: Jane Doe\nDEPARTMENT: Finance\nEMPLOYEE NO.: E1001", DOE),
    ("English with dots", "Name ......: Jane Doe\nDept. .....: Finance\nStaff ID ..: E1001", DOE),
    ("English table", "Full name\tJane Doe\nDepartment\tFinance\nEmployee ID\tE1001", DOE),
    ("English quoted", "> Your name: \nJane Doe\n> Your department: \nFinance\n> Employee ID (if known): \nE1001", DOE),
    ("English questions", "Your name? Jane Doe\nDepartment? Finance\nEmployee ID? E1001", DOE),
    ("a number in a sentence", "您好，我是张三，工号1001，电脑打不开。", {"employee_number": "1001"}),
    ("an English number in a sentence", "Hi, my employee ID is E1001 and I cannot log in.", {"employee_number": "E1001"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filled"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_a_form_is_read_in_any_layout(text: str, filled: dict[str, str]) -> None:
    found = read_form(text).values

    assert {name: found.get(name) for name in filled} == filled
    assert set(found) <= set(ZHANG)


@pytest.mark.parametrize("text", [row[1] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_a_form_is_read_with_greeting_and_thanks_around_it(text: str) -> None:
    assert read_form(f"您好！\n\n麻烦处理一下。\n\n{text}\n\n谢谢！\n").values == read_form(text).values


@pytest.mark.parametrize("text", [row[1] for row in LAYOUTS if ">" not in row[1]])
def test_a_form_is_read_with_crlf_and_when_it_is_quoted(text: str) -> None:
    plain = read_form(text).values

    assert read_form(text.replace("\n", "\r\n")).values == plain
    quoted = read_form("\n".join(f"> {line}" for line in text.split("\n")))
    if "工号1001" not in text and "ID is" not in text:
        assert quoted.values == plain
        assert quoted.quoted == frozenset(plain)


HTML = [
    "<table><tr><td>姓名</td><td>张三</td></tr><tr><td>部门</td><td>财务部</td></tr><tr><td>工号</td><td>1001</td></tr></table>",
    "<table><tr><td><p><b>姓名：</b></p></td><td><p>张三</p></td><td><p>部门：</p></td><td><p>财务部</p></td></tr>"
    "<tr><td><p>工号：</p></td><td><p>1001</p></td><td><p>电话：</p></td><td><p>&nbsp;</p></td></tr></table>",
    "<table><tr><th>姓名</th><th>部门</th><th>工号</th></tr><tr><td>张三</td><td>财务部</td><td>1001</td></tr></table>",
    "<p>姓名：张三</p><p>部门：财务部</p><p>工号：1001</p>",
    "<div>姓名：<u>&nbsp;张三&nbsp;</u><br>部门：<u>&nbsp;财务部</u><br>工号：<b>1001</b></div>",
    "<ol><li>姓名：张三</li><li>部门：财务部</li><li>工号：1001</li></ol>",
    "<blockquote><p>姓名：<span>张三</span></p><p>部门：财务部</p><p>工号：1001</p></blockquote>",
    "<dl><dt>姓名</dt><dd>张三</dd><dt>部门</dt><dd>财务部</dd><dt>工号</dt><dd>1001</dd></dl>",
]


@pytest.mark.parametrize("html", HTML)
def test_a_form_in_html_is_read_from_its_text(html: str) -> None:
    assert read_form(to_text(sanitise(html))).values == ZHANG


WHOLE = """\
姓名：李雷
部门：信息技术部
工号：A1001
联系方式：13800138000 / li@example.org
问题类型：软件
优先级：紧急
问题描述：ERP 打不开。
早上还好的，
重启后就这样了。

已经有三个人这样。
受影响业务：开票
资产编号：PC-0042
发生时间：2026-11-22 09:30
报错信息：
Error: connection refused
code 0x80
操作步骤：1. 打开 2. 登录
截图：见附件

谢谢！
李雷
"""


def test_all_fields_of_the_registration_form_are_read() -> None:
    form = read_form(WHOLE)

    assert form.values == {
        "name": "李雷",
        "department": "信息技术部",
        "employee_number": "A1001",
        "contact": "13800138000 / li@example.org",
        "category": "软件",
        "priority": "紧急",
        "description": "ERP 打不开。\n早上还好的，\n重启后就这样了。\n\n已经有三个人这样。",
        "affected": "开票",
        "asset": "PC-0042",
        "occurred_at": "2026-11-22 09:30",
        "error_text": "Error: connection refused\ncode 0x80",
        "steps": "1. 打开 2. 登录",
        "screenshot": "见附件",
    }
    assert form.quoted == frozenset()


def test_the_lines_that_were_used_are_told() -> None:
    assert read_form("你好\n姓名：张三\n随便\n部门：\n财务部\n").lines == (1, 3, 4)


ENGLISH = """\
Hello,

Full name: Jane Doe
Phone: +1 555 0100 ext. 12
Issue type: software
Priority: high
Problem description: The export fails.
It worked yesterday.
Affected business: invoicing
Asset number: PC-0042
When did it happen: this morning, 9:15
Error message: "Cannot open file"
Steps to reproduce:
1. open
2. export

Best regards,
Jane
"""


def test_all_english_fields_are_read() -> None:
    assert read_form(ENGLISH).values == {
        "name": "Jane Doe",
        "phone": "+1 555 0100 ext. 12",
        "category": "software",
        "priority": "high",
        "description": "The export fails.\nIt worked yesterday.",
        "affected": "invoicing",
        "asset": "PC-0042",
        "occurred_at": "this morning, 9:15",
        "error_text": "Cannot open file",
        "steps": "1. open\n2. export",
    }


@pytest.mark.parametrize(
    "text",
    [
        "我想问一下：打印机怎么连接？",
        "请注意：今晚停机。",
        "问题：打印机不工作了",
        "现在的情况是这样的：系统打不开，大家都很着急",
        "The problem: my printer is jammed.",
        "Error: file not found",
        "See https://phone.example.org:8080/name: it does not load.",
        "时间：下午三点开会",
        "他说：部门的电脑都坏了，电话打不通",
        "电话打不通\n部门里没有网\n邮箱也登不上",
        "电话 打不通",
        "问题\n\n打印机坏了",
        "name the file and type enter",
        "I sent it to the finance department - please check.",
        "联系人很多，名字都显示不出来",
        "工号登录不了系统",
        "Sehr geehrte Damen: nichts geht.",
        "",
        "\n\n\n",
        "：：：",
        ">",
        "| | |",
        "\t\t\t",
        "姓名",
        "姓名：",
    ],
)
def test_sentences_fill_in_no_form(text: str) -> None:
    assert not read_form(text)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("优先级：□紧急 ☑重要 □一般", "priority", "重要"),
        ("优先级：[ ] 紧急 [x] 重要 [ ] 一般", "priority", "重要"),
        ("优先级：紧急□ 重要√ 一般□", "priority", "重要"),
        ("优先级：○紧急 ●重要 ○一般", "priority", "重要"),
        ("Priority: ( ) urgent (x) important ( ) general", "priority", "important"),
        ("优先级（紧急/重要/一般）：重要", "priority", "重要"),
        ("优先级：√重要", "priority", "重要"),
        ("优先级：重要", "priority", "重要"),
        ("优先级：□紧急 □重要 □一般", "priority", ""),
        ("优先级：紧急/重要/一般", "priority", ""),
        ("问题类型：硬件 | 软件 | 业务系统 | 技术咨询", "category", ""),
        ("问题类型：请选择", "category", ""),
        ("姓名：无", "name", ""),
        ("工号：不记得了\n1001号房间", "employee_number", ""),
        ("优先级：紧急/重要/一般\n重要", "priority", "重要"),
        ("姓名：N/A", "name", ""),
        ("报错信息：无", "error_text", "无"),
        ("工号：不知道", "employee_number", ""),
        ("工号：No. 1001", "employee_number", "1001"),
        ("工号：1001（财务部）", "employee_number", "1001"),
        ("工号：HR-0012", "employee_number", "HR-0012"),
        ("工号：登录不了系统", "employee_number", ""),
        ("电话：打不通", "phone", ""),
        ("电话：０１０－８８８８ 转 801", "phone", "010-8888 转 801"),
        ("联系电话：138 0013 8000", "phone", "138 0013 8000"),
        ("分机：801", "phone", "801"),
        ("邮箱：<li@example.org>", "email", "li@example.org"),
        ("资产编号：不在手边", "asset", ""),
        ("姓名：这个字段在系统里显示成乱码了，麻烦看一下！", "name", ""),
        ("姓名：张三（Zhang San）", "name", "张三（Zhang San）"),
        ("问题描述：（请详细描述问题现象）", "description", ""),
        ("Description (required): <please describe the problem>\nName: Jane Doe", "description", ""),
        ("报错信息：\"a\nb\"\n姓名：张三", "error_text", "a\nb"),
    ],
)  # fmt: skip
def test_a_value_is_what_was_filled_in(line: str, field: str, value: str) -> None:
    assert read_form(line).get(field) == value


def test_a_value_of_many_lines_ends_where_a_quotation_begins() -> None:
    text = "问题描述：打不开\n真的\n\n> 姓名：王五\n> 旧的内容\n"

    form = read_form(text)

    assert form.get("description") == "打不开\n真的"
    assert form.get("name") == "王五"
    assert form.quoted == {"name"}


@pytest.mark.parametrize(
    "end",
    [
        "-----原始邮件-----\n发件人：a@example.org",
        "发件人：李雷\n发送时间：今天",
        "From: a@example.org\nSent: today",
        "On Monday Li wrote:\nnothing",
        "谢谢！\n张三",
        "Best regards,\nJane",
        "-- \nJane",
        "________________________________\nfoot",
    ],
)
def test_a_value_of_many_lines_ends_at_a_closing_or_a_header(end: str) -> None:
    assert read_form(f"问题描述：打不开\n真的\n\n{end}\n").get("description") == "打不开\n真的"


def test_what_is_typed_counts_before_what_is_quoted() -> None:
    form = read_form("工号：1002\n\n> 工号：1001\n> 姓名：张三\n>> 姓名：李四\n")

    assert form.values == {"employee_number": "1002", "name": "张三"}
    assert form.quoted == {"name"}


def test_long_answers_stand_below_quoted_lines() -> None:
    text = "> 问题描述：（症状、时间、步骤）\n打印机卡纸，\n灯一直闪。\n>\n> 受影响业务：\n整个财务部\n> 报错信息：（如有）\n"

    assert read_form(text).values == {"description": "打印机卡纸，\n灯一直闪。", "affected": "整个财务部"}


def test_a_cell_of_excel_with_several_lines_is_one_value() -> None:
    text = '姓名\t张三\n问题描述\t"第一行\n第二行 ""引用"""\n受影响业务\t开票'

    assert read_form(text).values == {"name": "张三", "description": '第一行\n第二行 "引用"', "affected": "开票"}


def test_doubtful_words_are_labels_in_the_company_of_others() -> None:
    assert read_form("姓名：张三\n问题：打印机坏了\n时间：上午").values == {
        "name": "张三",
        "description": "打印机坏了",
        "occurred_at": "上午",
    }
    assert read_form("Problem: jammed\nLocation: room 5\nTime: 9:15").values == {
        "description": "jammed",
        "location": "room 5",
        "occurred_at": "9:15",
    }


def test_a_column_of_a_table_does_not_run_on_below_its_row() -> None:
    text = "姓名\t问题描述\n张三\t打印机坏了\n李四\t没网"

    assert read_form(text).values == {"name": "张三", "description": "打印机坏了"}


def test_a_text_below_a_headline_ends_at_the_next_one() -> None:
    text = "### 问题描述\n打印机坏了\n\n### 其他\n再见\n### 报错信息\n_No response_"

    assert read_form(text).values == {"description": "打印机坏了"}


def test_a_headline_has_its_text_below() -> None:
    assert read_form("## 问题描述\n打印机坏了\n## 报错信息\n0x80\n").values == {
        "description": "打印机坏了",
        "error_text": "0x80",
    }


def test_the_forms_of_engineers_have_labels_of_their_own() -> None:
    progress = read_form("处理步骤：更换硒鼓\n结果：仍然卡纸\n下一步计划：联系厂家\n未解决原因：缺配件", PROGRESS)
    assert progress.values == {"step": "更换硒鼓", "result": "仍然卡纸", "next_plan": "联系厂家", "reason": "缺配件"}
    assert read_form("Step: reboot\nResult: no change\nNext plan: new disk", PROGRESS).values == {
        "step": "reboot",
        "result": "no change",
        "next_plan": "new disk",
    }
    escalation = read_form("升级至：硬件组\n原因：需要换主板\n已尝试：重启、换内存\n反馈时间：4小时", ESCALATION)
    assert escalation.values == {
        "escalate_to": "硬件组",
        "reason": "需要换主板",
        "tried": "重启、换内存",
        "feedback": "4小时",
    }
    assert not read_form("处理步骤：更换硒鼓\n下一步计划：联系厂家")


def test_a_form_goes_to_another_process_and_back() -> None:
    form = read_form(WHOLE)

    assert pickle.loads(pickle.dumps(form)) == form


@given(st.text(alphabet='姓名部门工号：:|\t >\n张1a=-*（）[]☑□"', max_size=200))
def test_no_text_breaks_the_reader_and_its_lines_exist(text: str) -> None:
    form = read_form(text)

    assert all(0 <= number <= text.count("\n") for number in form.lines)
    assert all(value.strip() for value in form.values.values())
    assert form.quoted <= set(form.values)


@pytest.mark.parametrize(
    "piece",
    ["姓名：张三 ", "：", "姓名", "| ", "\t", "> ", "a ", "姓名：\n", "\n", "(", "[x]", "工号 ", "问题描述：a\n", "*", "□", "-", "\"", "1. "],
)  # fmt: skip
def test_reading_takes_time_linear_in_the_length(piece: str) -> None:
    check_linear(lambda text: (read_form(text), read_contact(text)), piece, 40_000, times=5)


# ---------------------------------------------------------------- signatures

SIGNATURES: list[tuple[str, Contact]] = [
    ("张三\n财务部\n电话：010-88886666", Contact("张三", "财务部", "010-88886666")),
    ("张三 | 财务部 | 13800138000", Contact("张三", "财务部", "13800138000")),
    ("姓名：张三\n部门：财务部\n工号：1001\n手机：138 0013 8000", Contact("张三", "财务部", "138 0013 8000", "1001")),
    ("此致\n敬礼\n\n李雷\n信息技术中心\n工号：A1001", Contact("李雷", "信息技术中心", "", "A1001")),
    ("李雷\n某某有限公司 信息部\nTel: 0755-1234567 转 801\nFax: 0755-7654321", Contact("李雷", "信息部", "0755-1234567 转 801")),
    ("传真：0755-7654321\n李雷", Contact("李雷")),
    ("--\nJane Doe\nFinance Department\nAcme Ltd.\nPhone: +1 555 0100", Contact("Jane Doe", "Finance Department", "+1 555 0100")),
    ("Best regards,\nJane Doe\nSenior Accountant\nDepartment of Finance\nT +44 20 7946 0958", Contact("Jane Doe", "Department of Finance", "+44 20 7946 0958")),
    ("王五  工程师\n生产二车间\n分机：8012", Contact("王五", "生产二车间", "8012")),
    ("Jane Doe, Acme\njane@example.org\nhttps://example.org", Contact("Jane Doe")),
    ("2026-11-22 10:30\n10.0.0.1", Contact()),
    ("", Contact()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "contact"), SIGNATURES, ids=[row[0].split("\n")[0] or "nothing" for row in SIGNATURES]
)
def test_a_signature_tells_who_signs(signature: str, contact: Contact) -> None:
    assert read_contact(signature) == contact
