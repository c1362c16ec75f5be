"""Subjects as people write them and as mail programs send them, and what the desk understands of each."""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.message import Options, Subject
from parsers.mime import parse_message
from parsers.orders import normalised
from parsers.phrases.commands import CANONICAL
from parsers.subjects import read_subject

TAG = "[TS-20261122-001]"
NUMBER = "TS-20261122-001"
KEY = "k7q2m4x3v5n6c2b4z3a7s5d6fg"


class Row(NamedTuple):
    """orders: canonical, `name` or `name=value`, divided by blanks where no value has one."""

    subject: str
    orders: tuple[str, ...]
    title: str
    ticket: str = ""
    key: str = ""
    unknown: tuple[str, ...] = ()


def ours(subject: str, orders: str = "", title: str = "打印机卡纸", **more: object) -> Row:
    """A subject with our tag in the place of {}."""
    return Row(subject.replace("{}", TAG), tuple(orders.split()), title, NUMBER, **more)  # type: ignore[arg-type]


def plain(subject: str, orders: str = "", title: str | None = None, **more: object) -> Row:
    """A subject without a ticket; without a title of its own, it is all title."""
    return Row(subject, tuple(orders.split()), subject if title is None else title, **more)  # type: ignore[arg-type]


ENGINEERS = (
    # one command, as the manual has it
    ours("Re: {} 打印机卡纸 #accept", "accept", "打印机卡纸 #accept"),
    ours("Re: {} 打印机卡纸 #受理", "accept", "打印机卡纸 #受理"),
    ours("回复: {} 打印机卡纸 #受理", "accept", "打印机卡纸 #受理"),
    ours("回复：{} 打印机卡纸 #受理", "accept", "打印机卡纸 #受理"),
    ours("答复: {} 打印机卡纸 #接单", "accept", "打印机卡纸 #接单"),
    ours("RE: {} 打印机卡纸 #ACCEPT", "accept", "打印机卡纸 #ACCEPT"),
    ours("AW: {} Drucker #accept", "accept", "Drucker #accept"),
    ours("Re: {} 打印机卡纸 #指派=李雷", "assign=李雷", "打印机卡纸 #指派=李雷"),
    ours("Re: {} 打印机卡纸 #assign=me", "assign=me", "打印机卡纸 #assign=me"),
    ours("Re: {} 打印机卡纸 #派单=网络组", "assign=网络组", "打印机卡纸 #派单=网络组"),
    ours("Re: {} 打印机卡纸 #assign=E1001", "assign=E1001", "打印机卡纸 #assign=E1001"),
    ours("Re: {} 打印机卡纸 #接手", "takeover", "打印机卡纸 #接手"),
    ours("Re: {} 打印机卡纸 #take-over", "takeover", "打印机卡纸 #take-over"),
    ours("Re: {} 打印机卡纸 #类型=软件", "category=软件", "打印机卡纸 #类型=软件"),
    ours("Re: {} 打印机卡纸 #优先级=紧急", "priority=紧急", "打印机卡纸 #优先级=紧急"),
    ours("Re: {} 打印机卡纸 #priority=high", "priority=high", "打印机卡纸 #priority=high"),
    ours("Re: {} 打印机卡纸 #进展", "progress", "打印机卡纸 #进展"),
    ours("Re: {} 打印机卡纸 #进展=已更换硒鼓", "progress=已更换硒鼓", "打印机卡纸 #进展=已更换硒鼓"),
    ours("Re: {} 打印机卡纸 #备注", "note", "打印机卡纸 #备注"),
    ours("Re: {} 打印机卡纸 #询问", "ask", "打印机卡纸 #询问"),
    ours("Re: {} 打印机卡纸 #升级=硬件 #反馈=4h", "escalate=硬件 feedback=4h", "打印机卡纸 #升级=硬件 #反馈=4h"),
    ours("Re: {} 打印机卡纸 #反馈=明天10:00", "feedback=明天10:00", "打印机卡纸 #反馈=明天10:00"),
    ours("Re: {} 打印机卡纸 #反馈=明天10：00", "feedback=明天10：00", "打印机卡纸 #反馈=明天10：00"),
    ours("Re: {} 打印机卡纸 #协作=王芳@财务部,周五", "contact=王芳@财务部,周五", "打印机卡纸 #协作=王芳@财务部,周五"),
    ours("Re: {} 打印机卡纸 #解决", "resolve", "打印机卡纸 #解决"),
    ours("Re: {} 打印机卡纸 #已解决！", "resolve", "打印机卡纸 #已解决！"),
    ours("Re: {} 打印机卡纸 #重开", "reopen", "打印机卡纸 #重开"),
    ours("Re: {} 打印机卡纸 #关闭=用户已电话确认", "close=用户已电话确认", "打印机卡纸 #关闭=用户已电话确认"),
    ours("Re: {} 打印机卡纸 #取消", "cancel", "打印机卡纸 #取消"),
    ours("Re: {} 发票 #垃圾邮件", "spam", "发票 #垃圾邮件"),
    ours("Re: {} 打印机卡纸 #合并=TS-20261122-002", "merge=TS-20261122-002", "打印机卡纸 #合并=TS-20261122-002"),
    ours("Re: {} 打印机卡纸 #合并=[TS-20261122-002]", "merge=[TS-20261122-002]", "打印机卡纸 #合并=[TS-20261122-002]"),
    ours("Re: {} 打印机卡纸 #拆分=VPN连不上", "split=VPN连不上", "打印机卡纸 #拆分=VPN连不上"),
    ours("Re: {} x #link=20261122-002,20261122-003", "link=20261122-002,20261122-003",
         "x #link=20261122-002,20261122-003"),
    ours("Re: {} x #事件=TS-20261122-002,TS-20261122-003", "incident=TS-20261122-002,TS-20261122-003",
         "x #事件=TS-20261122-002,TS-20261122-003"),
    ours("Re: {} x #群发故障", "incident", "x #群发故障"),
    ours("回复: {} x #发布", "publish", "x #发布"),
    ours("Re: {} x #入库", "publish", "x #入库"),
    ours("Re: {} x #不入库", "discard", "x #不入库"),
    ours("Re: {} x #discard", "discard", "x #discard"),
    ours("Re: {} x #表单", "forms", "x #表单"),
    ours("Re: {} x #forms=TS-20261122-002", "forms=TS-20261122-002", "x #forms=TS-20261122-002"),
    ours("Re: {} x #outage=off", "incident=off", "x #outage=off"),
    ours("Re: {} x #关注", "watch", "x #关注"),
    ours("Re: {} x #取消关注", "unwatch", "x #取消关注"),
    ours("Re: {} x #抄送=wang@example.com", "cc=wang@example.com", "x #抄送=wang@example.com"),
    ours("Re: {} x #cc wang@example.com", "cc=wang@example.com", "x #cc wang@example.com"),
    ours("Re: {} x #cc=a@example.org,b@example.org", "cc=a@example.org,b@example.org",
         "x #cc=a@example.org,b@example.org"),
    ours("Re: {} x #due=2026-12-01", "due=2026-12-01", "x #due=2026-12-01"),
    ours("Re: {} x #期限=12月1日", "due=12月1日", "x #期限=12月1日"),
    ours("Re: {} x #挂起=下周一 等配件", "hold=下周一", "x #挂起=下周一 等配件"),
    ours("Re: {} x #snooze=2h", "snooze=2h", "x #snooze=2h"),
    plain("#外出=2026-12-01..2026-12-05", "away=2026-12-01..2026-12-05"),
    plain("#休假=12月1日到5日", "away=12月1日到5日"),
    plain("#away=off", "away=off"),
    ours("Re: {} x #状态", "status", "x #状态"),
    plain("#status=TS-20261122-001", "status=TS-20261122-001"),
    plain("#列表=超时", "list=超时"),
    plain("#list", "list"),
    plain("#find=VPN", "find=VPN"),
    plain("#find=C#", "find=C#"),
    plain("#知识：VPN", "kb=VPN"),
    plain("#帮助", "help"),
    plain("#help=escalate", "help=escalate"),
    plain("#日报=2026-11-20", "digest=2026-11-20"),
    ours("Re: {} x #撤销", "undo", "x #撤销"),
    ours("Re: {} x #undo", "undo", "x #undo"),
    # where it stands: before the tag, in the middle, without a blank, twice
    ours("#受理 Re: {} 打印机卡纸", "accept", "#受理 Re: 打印机卡纸"),
    ours("Re: #受理 {} 打印机卡纸", "accept", "#受理 打印机卡纸"),
    ours("Re: {}#受理 打印机卡纸", "accept", "#受理 打印机卡纸"),
    ours("Re: {}打印机卡纸#受理", "accept", "打印机卡纸#受理"),
    ours("Re: {} #受理#优先级=紧急#指派=李雷", "accept priority=紧急 assign=李雷", "#受理#优先级=紧急#指派=李雷"),
    ours("Re: {} 打印机卡纸 #受理，#优先级=高，谢谢", "accept priority=高", "打印机卡纸 #受理，#优先级=高，谢谢"),
    ours("Re: {} 打印机卡纸 #accept, #priority=urgent.", "accept priority=urgent",
         "打印机卡纸 #accept, #priority=urgent."),
    ours("Re: {} 打印机卡纸 (#受理)", "accept", "打印机卡纸 (#受理)"),
    ours("Re: {} 打印机卡纸 #受理 #受理", "accept", "打印机卡纸 #受理 #受理"),
    ours("Re: {} 打印机卡纸 #accept #受理", "accept", "打印机卡纸 #accept #受理"),
    # signs of Chinese keyboards
    ours("Re: {} 打印机卡纸 ＃受理", "accept", "打印机卡纸 ＃受理"),
    ours("Re: {} 打印机卡纸 ﹟受理", "accept", "打印机卡纸 ﹟受理"),
    ours("Re: {} 打印机卡纸 ＃ａｃｃｅｐｔ", "accept", "打印机卡纸 ＃ａｃｃｅｐｔ"),
    ours("Re: {} 打印机卡纸 ＃优先级＝紧急", "priority=紧急", "打印机卡纸 ＃优先级＝紧急"),
    ours("Re: {} 打印机卡纸 #优先级：紧急", "priority=紧急", "打印机卡纸 #优先级：紧急"),
    ours("Re: {} 打印机卡纸 #优先级:紧急", "priority=紧急", "打印机卡纸 #优先级:紧急"),
    ours("Re: {} 打印机卡纸 #反馈=４ｈ", "feedback=4h", "打印机卡纸 #反馈=４ｈ"),
    ours("Re：{} 打印机卡纸　＃受理", "accept", "打印机卡纸 ＃受理"),
    ours("回复：【TS-20261122-001】打印机卡纸 #受理", "accept", "打印机卡纸 #受理"),
    ours("回复：【ＴＳ－２０２６１１２２－００１】打印机卡纸 ＃受理", "accept", "打印机卡纸 ＃受理"),
    ours("Re: {} 打印机卡纸 #受理\u200b", "accept", "打印机卡纸 #受理"),
    ours("Re: {} 打印机卡纸 #\u200b受理", "accept", "打印机卡纸 #受理"),
    # traditional characters
    ours("RE: {} 印表機 #接單 #優先級=緊急", "accept priority=緊急", "印表機 #接單 #優先級=緊急"),
    ours("轉寄: {} 印表機 #解決", "resolve", "印表機 #解決"),
    # blanks around the sign, and nothing behind it
    ours("Re: {} x #priority = urgent", "priority=urgent", "x #priority = urgent"),
    ours("Re: {} x #assign= 李雷", "assign=李雷", "x #assign= 李雷"),
    ours("Re: {} x #assign=", "assign", "x #assign="),
    ours("Re: {} x #assign= #accept", "assign accept", "x #assign= #accept"),
    # a clock behind the day
    Row(f"Re: {TAG} x #due=12-01 14:00", ("due=12-01 14:00",), "x #due=12-01 14:00", NUMBER),
    Row(f"Re: {TAG} x #反馈=明天 下午三点半 谢谢", ("feedback=明天 下午三点半",), "x #反馈=明天 下午三点半 谢谢",
        NUMBER),
    Row(f"Re: {TAG} x #due=Friday 3pm", ("due=Friday 3pm",), "x #due=Friday 3pm", NUMBER),
    Row(f"Re: {TAG} #snooze=明天 9点 x", ("snooze=明天 9点",), "#snooze=明天 9点 x", NUMBER),
    ours("Re: {} x #due=Friday 3 printers", "due=Friday", "x #due=Friday 3 printers"),
    ours("Re: {} x #find=log 14:00", "find=log", "x #find=log 14:00"),
)  # fmt: skip

QUOTED = (
    Row(f'Re: {TAG} x #assign="Li Lei"', ("assign=Li Lei",), 'x #assign="Li Lei"', NUMBER),
    Row(f"Re: {TAG} x #assign='Li Lei'", ("assign=Li Lei",), "x #assign='Li Lei'", NUMBER),
    Row(f"Re: {TAG} x #assign=“Li Lei”", ("assign=Li Lei",), "x #assign=“Li Lei”", NUMBER),
    Row(f"Re: {TAG} x #指派=“李 雷”", ("assign=李 雷",), "x #指派=“李 雷”", NUMBER),
    Row(f"Re: {TAG} x #指派=”李 雷”", ("assign=李 雷",), "x #指派=”李 雷”", NUMBER),
    Row(f"Re: {TAG} x #指派=「李 雷」", ("assign=李 雷",), "x #指派=「李 雷」", NUMBER),
    Row(f"Re: {TAG} x #指派=‘李 雷’#受理", ("assign=李 雷", "accept"), "x #指派=‘李 雷’#受理", NUMBER),
    Row(f'Re: {TAG} x #feedback="tomorrow 10:00" ok', ("feedback=tomorrow 10:00",),
        'x #feedback="tomorrow 10:00" ok', NUMBER),
    Row('#find="paper jam"', ("find=paper jam",), '#find="paper jam"'),
    Row('#查找="打印机 卡纸"', ("find=打印机 卡纸",), '#查找="打印机 卡纸"'),
    Row('#find="#accept is no command here"', ("find=#accept is no command here",),
        '#find="#accept is no command here"'),
    Row(f'Re: {TAG} #close="done, thanks" x', ("close=done, thanks",), '#close="done, thanks" x', NUMBER),
    Row(f'Re: {TAG} #close="" x', ("close",), '#close="" x', NUMBER),
    Row(f'Re: {TAG} #assign="Li x', ("assign",), '#assign="Li x', NUMBER),
    Row(f"Re: {TAG} #assign=Li Lei x", ("assign=Li",), "#assign=Li Lei x", NUMBER),
)  # fmt: skip

OTHER_SYSTEMS = (
    # Roundup
    ours("Re: {} x [status=resolved]", "resolve", "x [status=resolved]"),
    ours("Re: {} x [status=resolved;priority=urgent]", "resolve priority=urgent",
         "x [status=resolved;priority=urgent]"),
    ours("Re: {} x [status=resolved; priority=urgent ]", "resolve priority=urgent",
         "x [status=resolved; priority=urgent ]"),
    ours("Re: {} x [ status = done-cbb ]", "resolve", "x [ status = done-cbb ]"),
    ours("Re: {} x ［status＝resolved；priority＝urgent］", "resolve priority=urgent",
         "x ［status＝resolved；priority＝urgent］"),
    ours("Re: {} x 【状态=已解决；优先级=一般】", "resolve priority=一般", "x 【状态=已解决；优先级=一般】"),
    ours("Re: {} x [assignedto=li]", "assign=li", "x [assignedto=li]"),
    Row(f'Re: {TAG} x [assignedto="Li Lei";status=in-progress]', ("assign=Li Lei", "accept"),
        'x [assignedto="Li Lei";status=in-progress]', NUMBER),
    ours("Re: {} x [nosy=+li,-han]", "watch=li unwatch=han", "x [nosy=+li,-han]"),
    ours("Re: {} x #note [status=closed]", "note close", "x #note [status=closed]"),
    ours("Re: {} x [status=cancelled]", "cancel", "x [status=cancelled]"),
    ours("Re: {} x [status=waiting]", "ask", "x [status=waiting]"),
    ours("Re: {} x [status=处理中]", "accept", "x [status=处理中]"),
    ours("Re: {} x [status=deferred]", "hold", "x [status=deferred]"),
    ours("Re: {} x [status=merged]", "merge", "x [status=merged]"),
    ours("Re: {} x [status=reopened]", "reopen", "x [status=reopened]"),
    ours("Re: {} x [status=flying]", "status=flying", "x [status=flying]"),
    ours("Re: {} x [superseder=20261122-002]", "link=20261122-002", "x [superseder=20261122-002]"),
    # the same with our sign
    ours("Re: {} x #status=resolved", "resolve", "x #status=resolved"),
    ours("Re: {} x #状态=已关闭", "close", "x #状态=已关闭"),
    # Zendesk
    ours("Re: {} x #solved", "resolve", "x #solved"),
    ours("Re: {} x #pending", "ask", "x #pending"),
    ours("Re: {} x #assignee li@example.org", "assign=li@example.org", "x #assignee li@example.org"),
    ours("Re: {} x #priority urgent", "priority", "x #priority urgent"),  # no sign, no value: the desk asks for it
    # RT
    ours("Re: {} x #owner=li #status=stalled", "assign=li hold", "x #owner=li #status=stalled"),
)  # fmt: skip

USERS = (
    plain("打印机卡纸"),
    plain("error #5 in Excel"),
    plain("#123"),
    plain("# 打印机"),
    plain("#"),
    plain("##"),
    plain("工单#2026 没有回复"),
    plain("3# 楼电梯机房"),
    plain("#3会议室投影仪坏了"),
    plain("C# does not compile"),
    plain("F#accept"),
    plain("VS2022 C#项目无法编译"),
    plain("see https://wiki.example.org/page#status"),
    plain("打不开 http://erp.example.com/#/list"),
    plain("打不开 https://erp.example.com/?tab=#status 页面"),
    plain("www.example.org#help shows nothing"),
    plain("wiki/page.html#help"),
    plain("colour #fff instead of #c0ffee"),
    plain("颜色 #ff0000 显示不对"),
    plain("#ABC"),
    plain("&#39;quoted&#39; title"),
    plain("Tom &amp; Jerry &#x23;accept"),
    plain("&#status;"),
    plain("mail to #help@example.org fails"),
    plain("a#help"),
    plain("文件 a_#accept.txt"),
    plain("##accept"),
    plain("[打印机=坏]"),
    plain("[状态=离线;打印机=坏]"),
    plain("[status=open] at the start"),
    plain("[紧急] 服务器宕机"),
    plain("foo [bar]"),
    plain("[]"),
    plain("[;]"),
    plain("打印机 [model=HP]"),
    plain("room #accepted", unknown=("accepted",)),
    plain("频道#公告", unknown=("公告",)),
    plain("#打印机# 卡纸", unknown=("打印机",)),
    plain("#打印机故障", unknown=("打印机故障",)),
    plain("Re: #MeToo seminar", title="#MeToo seminar", unknown=("MeToo",)),
    plain("#受理谢谢", unknown=("受理谢谢",)),
    plain("#help: my printer burns", "help"),
    plain("help #status page broken", "status"),
    plain("help #status page is broken", "status"),
    plain("why is #list empty in SharePoint?", "list"),
    plain("打印机 [状态=离线]", "status=离线"),
    plain("#加急 打印机", "urge"),
    plain("#状态", "status"),
    ours("回复：{} 打印机卡纸 #加急", "urge", "打印机卡纸 #加急"),
    ours("回复：{} 打印机卡纸", "", "打印机卡纸"),
)  # fmt: skip

SLIPS = (
    ours("Re: {} x #reslove", "", "x #reslove", unknown=("reslove",)),
    ours("Re: {} x #acept=now", "", "x #acept=now", unknown=("acept",)),
    ours("Re: {} x #Reslove #accept", "accept", "x #Reslove #accept", unknown=("Reslove",)),
    ours("Re: {} x ＃ａｃｅｐｔ", "", "x ＃ａｃｅｐｔ", unknown=("ａｃｅｐｔ",)),
    ours("Re: {} x #受里 #123 # y #fff", "", "x #受里 #123 # y #fff", unknown=("受里",)),
    ours("Re: {} x #accept-now", "", "x #accept-now", unknown=("accept-now",)),
    ours("Re: {} x #key=short", "", "x #key=short", unknown=("key",)),
    ours("Re: {} x #key=K7Q2M4X3V5N6C2B4Z3A7S5D6FG", "", "x #key=K7Q2M4X3V5N6C2B4Z3A7S5D6FG", unknown=("key",)),
    ours("Re: {} x #key", "", "x #key", unknown=("key",)),
)  # fmt: skip

KEYS = (
    ours(f"{{}} 打印机卡纸 #受理 #key={KEY}", "accept", "打印机卡纸 #受理", key=KEY),
    ours(f"Re: {{}} 打印机卡纸 #受理 #key={KEY}", "accept", "打印机卡纸 #受理", key=KEY),
    ours(f"{{}} #key={KEY} 打印机卡纸 #解决", "resolve", "打印机卡纸 #解决", key=KEY),
    ours(f"{{}} 打印机卡纸#受理#key={KEY}", "accept", "打印机卡纸#受理", key=KEY),
    ours(f"{{}} 打印机卡纸 ＃受理 ＃KEY＝{KEY}", "accept", "打印机卡纸 ＃受理", key=KEY),
    ours(f"{{}} 打印机卡纸 #key={KEY}", "", "打印机卡纸", key=KEY),
    ours(f"{{}} x #key={KEY} #key={KEY[::-1]}", "", "x", key=KEY),
    ours(f"{{}} x #key={KEY}a", "", f"x #key={KEY}a", unknown=("key",)),
    ours(f"转发: {{}} x #受理 #key={KEY}", "accept", "x #受理", key=KEY),
    plain(f"#key={KEY}", title="", key=KEY),
)  # fmt: skip

FORWARDS = (
    ours("Fwd: {} 打印机卡纸 #accept", "accept", "打印机卡纸 #accept"),
    ours("转发: {} 打印机卡纸 #受理 #优先级=紧急", "accept priority=紧急", "打印机卡纸 #受理 #优先级=紧急"),
    ours("转发：回复：{} 打印机卡纸 #受理", "accept", "打印机卡纸 #受理"),
    ours("WG: AW: {} Drucker #accept", "accept", "Drucker #accept"),
    ours("[Fwd: {} x #accept]", "accept", "x #accept"),
    ours("{} x #accept (fwd)", "accept", "x #accept"),
    ours("Fwd: {} x [status=resolved]", "resolve", "x [status=resolved]"),
    ours("#accept Fwd: {} x", "accept", "#accept Fwd: x"),
)  # fmt: skip

MARKED = (
    ours("[EXTERNAL] Re: {} x #accept", "accept", "x #accept"),
    ours("[外部邮件] 回复：{} x #受理", "accept", "x #受理"),
    ours("***SPAM*** Re: {} x #受理", "accept", "x #受理"),
    ours("[ops] Re: {} x #accept", "accept", "[ops] x #accept"),
    ours("Re[2]: {} x #accept", "accept", "x #accept"),
    ours("Re: Re: 回复: 答复：{} x #accept", "accept", "x #accept"),
    ours("自动回复：{} x #accept", "accept", "x #accept"),
    ours("撤回: {} x #accept", "accept", "x #accept"),
)  # fmt: skip

ROWS = (*ENGINEERS, *QUOTED, *OTHER_SYSTEMS, *USERS, *SLIPS, *KEYS, *FORWARDS, *MARKED)


def parse_subject(header: bytes) -> Subject:
    """The subject of a mail with this header, its line end included."""
    return parse_message(b"From: li@example.org\r\n" + header + b"\r\n\r\nwords\r\n", Options()).subject


def understood(subject: Subject) -> Row:
    orders = tuple(f"{c.name}={c.value}" if c.value else c.name for c in normalised(subject.commands))
    return Row("", orders, subject.title, subject.ticket, subject.key, subject.unknown)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.subject)
def test_the_table(row: Row) -> None:
    subject = parse_subject(f"Subject: {row.subject}".encode())

    assert understood(subject) == row._replace(subject="")


def test_the_table_is_large_and_names_every_command() -> None:
    named = {order.partition("=")[0] for row in ROWS for order in row.orders}

    assert len({row.subject for row in ROWS}) == len(ROWS) >= 170
    assert named == set(CANONICAL.values())


# ---------------------------------------------------------------- encoded and cut by mail programs


def word(text: bytes, charset: str, form: str) -> str:
    if form == "B":
        return f"=?{charset}?B?{base64.b64encode(text).decode()}?="
    quoted = "".join(chr(b) if 48 <= b <= 57 or 65 <= b <= 90 or 97 <= b <= 122 else f"={b:02X}" for b in text)
    return f"=?{charset}?Q?{quoted}?="


def by_characters(text: str, charset: str, form: str, size: int) -> str:
    """As RFC 2047 wants it, and Thunderbird, Gmail and Apple Mail do it: no character is cut."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return "\r\n ".join(word(piece.encode(charset), charset, form) for piece in pieces)


def by_bytes(text: str, charset: str, form: str, size: int) -> str:
    """Foxmail and old gateways cut where the line is full, within a character or not."""
    data = text.encode(charset)
    return "\r\n ".join(word(data[at : at + size], charset, form) for at in range(0, len(data), size))


def half_plain(text: str, charset: str, form: str, size: int) -> str:
    """Outlook encodes from the first Chinese word on, and writes what stands before it in ASCII."""
    start = next((at for at, char in enumerate(text) if not char.isascii()), len(text))
    start = text.rfind(" ", 0, start) + 1
    plain_part = text[:start].rstrip(" ")
    rest = by_characters((" " if plain_part else "") + text[start:], charset, form, size) if text[start:] else ""
    return f"{plain_part} {rest}".strip()


PROGRAMS = (
    (by_characters, "utf-8", "B", 14), (by_characters, "utf-8", "Q", 8), (by_characters, "gb18030", "B", 18),
    (by_characters, "utf-8", "B", 1), (by_bytes, "utf-8", "B", 44), (by_bytes, "gb18030", "B", 7),
    (by_bytes, "utf-8", "B", 13), (half_plain, "utf-8", "B", 12), (half_plain, "gb18030", "Q", 10),
)  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: f"{p[0].__name__}-{p[1]}-{p[2]}-{p[3]}")
def test_the_table_encoded_and_cut_by_mail_programs(program) -> None:  # type: ignore[no-untyped-def]
    encode, *how = program
    for row in ROWS:
        header = f"Subject: {encode(row.subject, *how)}"
        assert understood(parse_subject(header.encode("ascii"))) == row._replace(subject=""), header


@pytest.mark.parametrize(
    ("header", "orders", "title"),
    [
        # Thunderbird
        (b"Subject: =?UTF-8?B?UmU6IFtUUy0yMDI2MTEyMi0wMDFdIOaJk+WNsOacuuWNoee6uCAj5Y+X?=\r\n =?UTF-8?B?55CG?=",
         ["accept"], "打印机卡纸 #受理"),
        # Outlook in China, GB2312
        (b"Subject: =?gb2312?B?tPC4tDogW1RTLTIwMjYxMTIyLTAwMV0gtPLTobv6v6jWvSAjytzA7Q==?=", ["accept"],
         "打印机卡纸 #受理"),
        # Q with underscores, folded between words
        (b"Subject: =?UTF-8?Q?Re:_[TS-20261122-001]_=E6=89=93=E5=8D=B0=E6=9C=BA_?=\r\n =?UTF-8?Q?#accept_#prio?=\r\n"
         b" =?UTF-8?Q?rity=3Durgent?=", ["accept", "priority=urgent"], "打印机 #accept #priority=urgent"),
        # folded between plain words
        (b"Subject: Re: [TS-20261122-001] printer is jammed\r\n #accept #assign=\"Li\r\n Lei\"",
         ["accept", "assign=Li Lei"], 'printer is jammed #accept #assign="Li Lei"'),
        # raw GBK without any declaration
        ("Subject: 回复: [TS-20261122-001] 打印机卡纸 #受理".encode("gbk"), ["accept"], "打印机卡纸 #受理"),
        # quotes within an encoded word
        (b"Subject: Re: [TS-20261122-001] x =?utf-8?B?I+aMh+a0vj3igJzmnY4g6Zu34oCd?=", ["assign=李 雷"],
         "x #指派=“李 雷”"),
    ],
)  # fmt: skip
def test_headers_as_they_were_sent(header: bytes, orders: list[str], title: str) -> None:
    found = understood(parse_subject(header))

    assert (list(found.orders), found.title, found.ticket) == (orders, title, NUMBER)


# ---------------------------------------------------------------- properties

REPLIES = (
    "Re: ",
    "RE: ",
    "回复: ",
    "回复：",
    "答复: ",
    "Re：",
    "AW: ",
    "SV: ",
    "Re: Re: ",
    "Re[2]: ",
    "自动回复：",
    "ＲＥ： ",
)
PIECES = (
    "#accept", "#受理", "#priority=urgent", "#优先级＝紧急", '#assign="Li Lei"', "#指派=“李 雷”", "#due=12-01 14:00",
    "#reslove",
    f"#key={KEY}", TAG, "【TS-20261122-001】", "打印机", "printer", "C#", "#123", "# ", "[status=resolved]", "http://a.example/b#c",
    "#fff", " ", "，", "Re: ", "#", "=", '"', "“", "[", "]", "\u200b", "　", "#merge=[TS-20261122-002]",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=10).map(" ".join)


@given(st.text(max_size=300) | TEXTS)
def test_no_subject_raises_and_none_is_lost(text: str) -> None:
    subject = read_subject(text)

    assert subject.commands or subject.title == subject.root
    assert KEY not in subject.title + subject.root or not subject.key
    assert all(f"#{name}" in subject.title.replace("＃", "#").replace("﹟", "#") for name in subject.unknown)
    normalised(subject.commands)


@given(st.binary(max_size=300))
def test_no_header_raises(data: bytes) -> None:
    parse_subject(b"Subject: " + data.replace(b"\r", b"").replace(b"\n", b""))


WORDS = st.lists(
    st.sampled_from([
        "#accept", "#受理", "#priority=urgent", "#升级=硬件", '#assign="Li Lei"', "#指派=“李 雷”", "#reslove",
        f"#key={KEY}", "打印机", "printer", "C#", "#123", TAG, "#cc=a@example.org",
    ]),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


def meaning(subject: Subject) -> tuple[object, ...]:
    return normalised(subject.commands), subject.key, subject.ticket, subject.unknown


@given(WORDS, st.sampled_from(REPLIES))
def test_a_reply_prefix_changes_nothing(text: str, prefix: str) -> None:
    assert meaning(read_subject(prefix + text)) == meaning(read_subject(text))


@given(WORDS)
def test_the_case_of_names_changes_nothing(text: str) -> None:
    shouted = re.sub(r"#(?!key)\w+", lambda name: name[0].upper(), text)

    first, second = meaning(read_subject(shouted)), meaning(read_subject(text))
    assert first[:3] == second[:3]


@given(WORDS)
def test_full_width_signs_change_nothing(text: str) -> None:
    wide = text.translate(str.maketrans({"#": "＃", "=": "＝", "[": "［", "]": "］", " ": "　"}))

    def pure(subject: Subject) -> list[tuple[str, str]]:
        return [(c.name, c.value.replace("　", " ")) for c in normalised(subject.commands)]

    narrow, subject = read_subject(text), read_subject(wide)
    assert (pure(subject), subject.key, subject.ticket) == (pure(narrow), narrow.key, narrow.ticket)
    assert subject.unknown == narrow.unknown


@given(WORDS, st.sampled_from(["utf-8", "gb18030"]), st.sampled_from("BQ"), st.integers(1, 40), st.booleans())
def test_encoding_and_folding_change_nothing(text: str, charset: str, form: str, size: int, within: bool) -> None:
    encode = by_bytes if within else by_characters
    header = f"Subject: {encode(text, charset, form, size)}"

    assert parse_subject(header.encode("ascii")) == read_subject(text)
