"""
The commands that people write in subjects: one table, from which the reader, `#help` and the manual are made.

Names are half-width and lower case; the first alias is the Chinese name.
"""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from parsers.phrases.tables import words
from parsers.triage.grams import plain
from parsers.triage.rulebook import shipped_rules

Group = Literal["work", "order", "asking", "undo", "user"]
Value = Literal[
    "none",
    "person",  # name, number or address of somebody, the name of a team, or "me"
    "people",  # one or more of the staff
    "contact",  # person@department and, behind a comma, until when
    "words",
    "moment",
    "period",
    "category",
    "priority",
    "tickets",  # numbers
    "addresses",
    "listing",  # own, team, unassigned, overdue
    "command",
]
Text = Literal[
    "none",  # not used
    "note",  # kept with the ticket for the desk alone
    "progress",  # step, result and next plan: labelled lines or free text
    "question",  # goes to the user
    "escalation",  # reason, what was tried, promised feedback
    "solution",  # goes to the user
    "reason",
    "title",  # what the new ticket is about
    "article",  # labelled lines: title, problem, solution
]
# Must a mail with this command belong to a ticket?
Ticket = Literal["needed", "optional", "none"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a command is in one language: a sentence, and an example with the text of its mail."""

    meaning: str
    example: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CommandWord:
    """
    A command and what people type for it.

    Attributes:
        value_required: without a value it can do nothing.
        colon: reads `#name：value` too. Not where a title may follow: "#help: my printer" is a cry for help.
        ticket: whether its mail has to belong to a ticket.
    """

    name: str
    group: Group
    aliases: tuple[str, ...]
    zh: Told
    en: Told
    value: Value = "none"
    value_required: bool = False
    colon: bool = False
    text: Text = "note"
    ticket: Ticket = "needed"

    def told(self, locale: str) -> Told:
        return self.zh if locale == "zh" else self.en


_TABLE = (
    # ------------------------------------------------------------------------------------------------ work
    CommandWord(
        "accept", "work", ("受理", "接受", "接单", "接單", "ack"),
        Told("受理工单，由您负责处理；用户会收到通知。", "#受理"),
        Told("Take the ticket on: you are its engineer from now, and the user is told so.", "#accept"),
    ),
    CommandWord(
        "assign", "work", ("指派", "分配", "派单", "派單", "转派", "轉派", "assignee", "assignedto", "owner"),
        Told("把工单指派给某人或某个团队：可写姓名、工号、邮箱、团队名，或“我”。", "#指派=李雷"),
        Told("Give the ticket to a person or a team: name, employee number, address, team, or “me”.", '#assign="Li Lei"'),
        value="person", value_required=True, colon=True,
    ),
    CommandWord(
        "takeover", "work", ("接手", "接管", "take-over", "take"),
        Told("接手同事名下的工单，由您继续处理。", "#接手"),
        Told("Take the ticket over from a colleague.", "#takeover"),
    ),
    CommandWord(
        "category", "work", ("类型", "類型", "类别", "類別", "分类", "分類", "type"),
        Told("更正问题类型：硬件、软件、业务系统或技术咨询。", "#类型=硬件"),
        Told("Correct the category: hardware, software, business or consultation.", "#category=hardware"),
        value="category", value_required=True, colon=True,
    ),
    CommandWord(
        "priority", "work", ("优先级", "優先級", "优先", "優先", "级别", "級別", "prio"),
        Told("更正优先级：紧急、重要或一般，响应时限随之调整。", "#优先级=紧急"),
        Told("Correct the priority: urgent, important or general; the deadlines move with it.", "#priority=urgent"),
        value="priority", value_required=True, colon=True,
    ),
    CommandWord(
        "progress", "work", ("进展", "進展", "进度", "進度", "处理进展", "處理進展", "update"),
        Told("在问题处理进度表中登记一行（处理步骤、结果、下一步计划），并发给用户。", "#进展", "处理步骤：更换硒鼓\n结果：打印恢复正常\n下一步计划：明天上午回访"),
        Told("Add a row to the progress record (step, result, next plan); the user gets it.", "#progress", "Step: replaced the drum\nResult: it prints again\nNext plan: call the user tomorrow morning"),
        value="words", text="progress",
    ),
    CommandWord(
        "note", "work", ("备注", "備註", "内部备注", "內部備註", "comment", "internal"),
        Told("记一条内部备注，只有服务台人员能看到。", "#备注", "这台打印机上个月修过两次。"),
        Told("Keep an internal note, which only the desk's staff can see.", "#note", "This printer was repaired twice last month."),
        value="words",
    ),
    CommandWord(
        "ask", "work", ("询问", "詢問", "追问", "追問", "待用户", "待用戶", "waiting", "pending"),
        Told("向用户提问；在用户回复之前工单为“等待用户”，计时暂停。", "#询问", "请问报错窗口上显示的代码是多少？"),
        Told("Ask the user something; until they answer, the ticket waits and its clocks stand still.", "#ask", "Which code does the error window show?"),
        value="words", text="question",
    ),
    CommandWord(
        "escalate", "work", ("升级", "升級", "上报", "上報"),
        Told("升级给专业团队或专家；正文写明升级原因、已尝试的措施和预计首次反馈时间。", "#升级=硬件 #反馈=4h", "升级原因：需要更换主板\n已尝试的措施：重装驱动、更换电源"),
        Told("Escalate to a specialist team or person; the text says why and what was tried.", "#escalate=hardware #feedback=4h", "Reason: the mainboard must be replaced\nTried: new driver, another power supply"),
        value="person", colon=True, text="escalation",
    ),
    CommandWord(
        "feedback", "work", ("反馈", "反饋", "反馈时间", "反饋時間"),
        Told("约定升级后首次反馈的时间，用户会被告知。", "#反馈=明天10:00"),
        Told("Promise when the first feedback on an escalation comes; the user is told.", '#feedback="tomorrow 10:00"'),
        value="moment", value_required=True, colon=True,
    ),
    CommandWord(
        "contact", "work", ("协作", "協作", "协调", "協調", "联系人", "聯絡人"),
        Told("登记协作部门的联系人和完成期限。", "#协作=王芳@财务部,周五17:00"),
        Told("Write down who of another department helps, and until when.", "#contact=Wang@Finance,Friday"),
        value="contact", value_required=True, colon=True,
    ),
    CommandWord(
        "resolve", "work", ("解决", "解決", "已解决", "已解決", "完成", "已完成", "resolved", "solve", "solved", "fixed", "done"),
        Told("问题已解决；正文作为解决方案发给用户，请其确认。", "#解决", "已更换硒鼓并清洁走纸通道，请再打印一次试试。"),
        Told("The problem is solved; the text goes to the user as the solution, and they are asked to confirm.", "#resolve", "The drum has been replaced. Please print once more."),
        value="words", text="solution",
    ),
    CommandWord(
        "reopen", "work", ("重开", "重開", "重新打开", "重新開啟", "reopened"),
        Told("重新打开已解决或已关闭的工单。", "#重开"),
        Told("Open a resolved or closed ticket again.", "#reopen"),
        value="words", text="reason",
    ),
    CommandWord(
        "close", "work", ("关闭", "關閉", "结单", "結單", "closed"),
        Told("不等用户确认直接关闭工单；须写明原因，用户会看到。", "#关闭=用户已电话确认"),
        Told("Close the ticket without waiting for the user's word; say why: the user will read it.", '#close="confirmed by phone"'),
        value="words", colon=True, text="reason",
    ),
    CommandWord(
        "cancel", "work", ("取消", "撤单", "撤單", "canceled", "cancelled"),
        Told("取消不再需要处理的工单，请写明原因。", "#取消", "已经自己解决了，谢谢。"),
        Told("Cancel a ticket that need not be worked on any more; say why.", "#cancel", "It works again, thank you."),
        value="words", text="reason",
    ),
    CommandWord(
        "spam", "work", ("垃圾", "垃圾邮件", "垃圾郵件", "junk"),
        Told("标为垃圾邮件：取消工单，不给发件人发信。", "#垃圾"),
        Told("It is junk: the ticket is cancelled and its sender gets no mail.", "#spam"),
    ),
    # ------------------------------------------------------------------------------------------------ order
    CommandWord(
        "merge", "order", ("合并", "合併", "duplicate"),
        Told("把本工单并入另一张工单。", "#合并=TS-20261122-002"),
        Told("Merge this ticket into another one.", "#merge=TS-20261122-002"),
        value="tickets", value_required=True, colon=True,
    ),
    CommandWord(
        "split", "order", ("拆分", "分拆"),
        Told("拆出一张新工单：内容取邮件正文，没有正文则取用户最近一封邮件；可以写标题。", "#拆分=VPN连不上"),
        Told("Make a ticket of its own of the text, or without one of the user's last mail; you may give its title.", '#split="VPN does not connect"'),
        value="words", text="title",
    ),
    CommandWord(
        "link", "order", ("关联", "關聯", "superseder"),
        Told("把相关的工单互相关联。", "#关联=TS-20261122-002"),
        Told("Link tickets that have to do with each other.", "#link=TS-20261122-002"),
        value="tickets", value_required=True, colon=True,
    ),
    CommandWord(
        "incident", "order", ("事件", "合并为事件", "合併為事件", "群发故障", "群發故障", "大面积故障", "大面積故障", "故障", "outage"),
        Told("把多人反映的同一故障合并为一个事件：本工单为主工单，所写工单归入其下；主工单的 #进展 和 #解决 会发给所有用户。写“取消”则解散，或移出本工单。", "#事件=TS-20261122-002,TS-20261122-003"),
        Told("Make one incident of tickets about the same outage: this one leads, the named ones join; its #progress and #resolve go to all their users. “off” ends it, or takes this ticket out.", "#incident=TS-20261122-002,TS-20261122-003"),
        value="tickets", colon=True,
    ),
    CommandWord(
        "watch", "order", ("关注", "關注", "nosy"),
        Told("关注工单：您（或所写的同事）会收到后续邮件。", "#关注"),
        Told("Watch the ticket: you, or the colleagues you name, get what happens to it.", "#watch"),
        value="people", colon=True,
    ),
    CommandWord(
        "unwatch", "order", ("取消关注", "取消關注"),
        Told("不再关注工单。", "#取消关注"),
        Told("Stop watching the ticket.", "#unwatch"),
        value="people", colon=True,
    ),
    CommandWord(
        "cc", "order", ("抄送",),
        Told("把发给用户的邮件同时抄送给所写的地址。", "#抄送=wang@example.com"),
        Told("Copy these addresses on what the user gets.", "#cc=wang@example.com"),
        value="addresses", value_required=True, colon=True,
    ),
    CommandWord(
        "publish", "order", ("发布", "發布", "入库", "入庫", "approve"),
        Told("发布由该工单整理的知识库文章；正文可用“标题：”“问题：”“解决方案：”各行改写。", "#发布", "标题：打印机卡纸的处理\n解决方案：打开后盖，取出纸张。"),
        Told("Publish the article drafted from this ticket; lines “Title:”, “Problem:”, “Solution:” replace parts of it.", "#publish", "Title: What to do about a paper jam\nSolution: Open the cover and take the paper out."),
        text="article",
    ),
    CommandWord(
        "discard", "order", ("不入库", "不入庫", "弃用", "棄用", "drop"),
        Told("不要该工单的知识库文章，也可用于撤下已发布的文章。", "#不入库"),
        Told("Drop the article of this ticket, also a published one.", "#discard"),
        text="reason",
    ),
    CommandWord(
        "due", "order", ("期限", "截止", "deadline"),
        Told("设定工单的完成期限；写“取消”则去掉。", "#期限=周五17:00"),
        Told("Set by when the ticket is to be done; “off” takes the date away.", '#due="Friday 17:00"'),
        value="moment", value_required=True, colon=True,
    ),
    CommandWord(
        "hold", "order", ("挂起", "掛起", "暂停", "暫停", "onhold", "on-hold"),
        Told("挂起工单，到所写的时间再提醒；不写时间则一直挂起，写“取消”则结束。", "#挂起=下周一", "等待供应商到货。"),
        Told(
            "Put the ticket on hold, until then if you say when; “off” ends it.", '#hold="next Monday"',
            "Waiting for the spare part.",
        ),
        value="moment", colon=True, text="reason",
    ),
    CommandWord(
        "snooze", "order", ("稍后", "稍後", "推迟", "推遲", "提醒", "remind"),
        Told("到所写的时间再提醒您，工单的时限不变；写“取消”则不再提醒。", "#稍后=2h"),
        Told("Be reminded then; the ticket's deadlines stay as they are. “off” ends it.", "#snooze=2h"),
        value="moment", value_required=True, colon=True,
    ),
    CommandWord(
        "away", "order", ("外出", "休假", "请假", "請假", "ooo"),
        Told("登记您不在的日期，期间不再派单给您；写“取消”则提前结束。", "#外出=2026-12-01..2026-12-05"),
        Told("Say when you are away: no ticket is given to you then; “off” ends it.", "#away=2026-12-01..2026-12-05"),
        value="period", value_required=True, colon=True, text="none", ticket="none",
    ),
    # ------------------------------------------------------------------------------------------------ asking
    CommandWord(
        "status", "asking", ("状态", "狀態"),
        Told("查询工单：登记表、处理进度和各项时限；不带工单号则列出您自己的工单。", "#状态"),
        Told("Get the ticket's sheet: form, progress record, clocks; without a ticket, your own tickets.", "#status"),
        value="tickets", text="none", ticket="optional",
    ),
    CommandWord(
        "forms", "asking", ("表单", "表單", "form"),
        Told("取得工单的问题登记表、问题升级表和问题处理进度表（附件，可打印；进度表另附 CSV）。", "#表单"),
        Told("Get the ticket's forms as files to print: registration, escalations, progress record (also as CSV).", "#forms"),
        value="tickets", text="none", ticket="optional",
    ),
    CommandWord(
        "list", "asking", ("列表", "清单", "清單"),
        Told("列出未结工单：我的、本组、未分配或超时。", "#列表=超时"),
        Told("List open tickets: own, team, unassigned or overdue.", "#list=overdue"),
        value="listing", text="none", ticket="none",
    ),
    CommandWord(
        "find", "asking", ("查找", "搜索", "搜尋", "search"),
        Told("按关键词查找工单。", '#查找="打印机 卡纸"'),
        Told("Find tickets by words.", '#find="paper jam"'),
        value="words", value_required=True, colon=True, text="none", ticket="none",
    ),
    CommandWord(
        "kb", "asking", ("知识", "知識", "知识库", "知識庫"),
        Told("在知识库中查找解决方案；写文章编号（如 KB-0001）则显示全文。", "#知识=VPN"),
        Told("Find solutions in the knowledge base; a number such as KB-0001 shows the whole article.", "#kb=VPN"),
        value="words", value_required=True, colon=True, text="none", ticket="none",
    ),
    CommandWord(
        "help", "asking", ("帮助", "幫助", "说明", "說明"),
        Told("取得这份命令说明；也可以只查一个命令。", "#帮助"),
        Told("Get this manual, or what it says of one command.", "#help"),
        value="command", text="none", ticket="none",
    ),
    CommandWord(
        "digest", "asking", ("日报", "日報"),
        Told("取得日报；可以写日期或时间段，后面加上“,csv”或“,xlsx”则附上明细表。", "#日报=2026-11-20"),
        Told("Get the managers' digest, of a day or a period if you name one; with “,csv” or “,xlsx” behind it the tables, too.", "#digest=2026-11-20"),
        value="period", text="none", ticket="none",
    ),
    # ------------------------------------------------------------------------------------------------ undo
    CommandWord(
        "undo", "undo", ("撤销", "撤銷", "撤消", "revert"),
        Told("撤销一封命令邮件所做的全部更改：回复该邮件的回执即可；已有后续操作时不能撤销。", "#撤销"),
        Told("Take back all that one command mail has changed: reply to its receipt; not once something builds on it.", "#undo"),
        text="none", ticket="optional",
    ),
    # ------------------------------------------------------------------------------------------------ users
    CommandWord(
        "urge", "user", ("加急", "催办", "催辦", "催单", "催單", "expedite"),
        Told("请求加急处理，请在正文中说明原因；负责人会收到，并判断优先级。", "#加急", "今天下午要向客户演示，打印机仍不能用。"),
        Told("Ask to be helped sooner; say why: who is in charge reads it and judges.", "#urge", "We present to a customer this afternoon."),
        value="words", text="reason",
    ),
)  # fmt: skip

COMMANDS: dict[str, CommandWord] = {word.name: word for word in _TABLE}
ALIASES: dict[str, tuple[str, ...]] = {word.name: word.aliases for word in _TABLE}
CANONICAL: dict[str, str] = {name: word.name for word in _TABLE for name in (word.name, *word.aliases)}

WITH_VALUE = frozenset(word.name for word in _TABLE if word.colon)
# These take an address that stands behind a blank, as Zendesk's `#assignee a@example.org` does.
WITH_ADDRESS = frozenset(word.name for word in _TABLE if word.value in ("person", "people", "contact", "addresses"))
# These take a clock that stands behind the day and a blank: `#due=12-01 14:00`.
WITH_CLOCK = frozenset(word.name for word in _TABLE if word.value == "moment")

# The values of Roundup's and others' property "status" → the command that leads to that state.
STATES: dict[str, str] = {
    value: name
    for name, values in {
        "accept": "accepted in_progress in-progress inprogress processing working chatting 处理中 處理中 已受理 受理中",
        "ask": "waiting waiting_user waiting-user pending need-eg feedback-required 等待用户 待用户 等待用戶 待用戶 等待 待回复",
        "escalate": "escalated 已升级 已升級",
        "resolve": "resolved solved fixed done done-cbb 已解决 已解決 已完成",
        "close": "closed 已关闭 已關閉 已结单 已結單",
        "reopen": "reopened 重新打开 已重开 已重開",
        "cancel": "cancelled canceled rejected deleted wontfix invalid 已取消 已撤销 已撤銷",
        "hold": "hold onhold on-hold on_hold deferred stalled 已挂起 已掛起 暂停 暫停",
        "merge": "merged duplicate 已合并 已合併 重复 重複",
        "spam": "spam junk",
    }.items()
    for value in values.split()
}

# Words in values, half-width lower case.
ME = words("me myself self 我 我自己 自己 本人")
OFF = words("off end none no back cancel 取消 结束 結束 销假 銷假 返岗 回来 无 無")
LISTINGS: dict[str, str] = {
    value: name
    for name, values in {
        "own": "own mine me my 我 我的 自己 本人",
        "team": "team group 团队 團隊 本组 本組 我的团队 小组 小組",
        "unassigned": "unassigned new nobody free 未分配 未指派 未受理 待受理 无人受理",
        "overdue": "overdue late breached 超时 超時 逾期 超期",
    }.items()
    for value in values.split()
}


def read_category(value: str) -> str:
    """The code of a category that is named in Chinese or English (`业务` → business); "" when it is none."""
    return _codes("category").get(plain(value).strip(), "")


def read_priority(value: str) -> str:
    """The code of a priority (`紧急`, `high`, `p1` → urgent); "" when it is none."""
    return _codes("priority").get(plain(value).strip(), "")


def words_for(kind: Literal["category", "priority"]) -> tuple[str, ...]:
    """All words that `read_category` or `read_priority` understands."""
    return tuple(_codes(kind))


@cache
def _codes(kind: str) -> dict[str, str]:
    """What users write in the form is what engineers may write in a command: the words stand with triage's rules."""
    return {alias: label.code for label in shipped_rules().labels[kind] for alias in label.aliases}
