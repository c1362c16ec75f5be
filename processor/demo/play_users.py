"""The first act: what users write, as many mail programs as there are, and who answers nobody. Data only."""

from __future__ import annotations

from processor.demo.cast import (
    CHEN_LEI,
    HAN_MEIMEI,
    LI_NA,
    LIU_YANG,
    MAILER_DAEMON,
    SUN_HAO,
    TOM,
    WANG_FANG,
    ZHANG_ZHE,
    Person,
)
from processor.demo.script import Charset, Expected, File, Line

NO_ANSWER = Expected("ignored")
GB2312_IN_NAME_ONLY = Charset("gb2312", "gb18030")


def registered(who: Person, *, important: bool = False) -> tuple[tuple[Person, str], ...]:
    """Who hears of a new ticket of *who*: of an important one the lead, too."""
    lead = ((LIU_YANG, "coordination"),) if important else ()
    return ((who, "acknowledgement"), *lead, (HAN_MEIMEI, "new_ticket"))


_CRASH_LOG = """\
2026-11-22 09:12:41 INFO  login user=chenlei
2026-11-22 09:12:58 ERROR report.export failed: ORA-01652 unable to extend temp segment
"""
# 1 × 1 pixel, so that the mail carries a real picture.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8cfc0f01f0005000201a5f645400000000049454e44ae426082"
)
_TIMESHEET_HTML = """\
<html><body style="font-family: 微软雅黑, sans-serif; font-size: 14px">
<p>服务台的同事：</p>
<p>考勤系统今天早上打不开，点<b>「提交」</b>后一直报错。</p>
<table border="1" cellpadding="4"><tr><td>错误代码</td><td>502 Bad Gateway</td></tr></table>
<p>我们部门二十多个人都这样，麻烦尽快看一下。</p>
<p>谢谢！<br>王芳<br>人力资源部</p>
</body></html>
"""

USERS_ACT: tuple[Line, ...] = (
    Line(
        key="printer",
        who=LI_NA,
        scene="writes in Chinese",
        subject="三楼打印机卡纸",
        text=(
            "您好：\n\n三楼西侧的打印机又卡纸了，面板上显示 E3-02，重启过两次也没用。\n"
            "下午要打印合同，麻烦帮忙看一下。\n"
        ),
        expected=Expected("ticket", mails=registered(LI_NA, important=True)),
    ),
    Line(
        key="vpn",
        who=TOM,
        scene="writes in English",
        subject="VPN drops every ten minutes",
        text=(
            "Hello,\n\nsince Monday the VPN drops about every ten minutes when I work from home.\n"
            "Reconnecting helps, but every upload starts again. Could you have a look?\n"
        ),
        expected=Expected("ticket", mails=registered(TOM)),
    ),
    Line(
        key="timesheet",
        who=WANG_FANG,
        scene="writes a mail that is HTML only",
        subject="考勤系统打不开",
        html=_TIMESHEET_HTML,
        expected=Expected(
            "ticket", mails=registered(WANG_FANG, important=True), holds=("点「提交」后一直报错", "502 Bad Gateway")
        ),
    ),
    Line(
        key="report",
        who=CHEN_LEI,
        scene="sends a picture and a log",
        subject="导出月报时报错",
        text="您好，报表系统导出十月的月报时报错，截图和日志见附件。\n",
        files=(
            File("报错截图.png", "image/png", _PIXEL),
            File("export.log", "text/plain", _CRASH_LOG.encode()),
        ),
        expected=Expected("ticket", mails=registered(CHEN_LEI, important=True)),
    ),
    Line(
        key="account",
        who=ZHANG_ZHE,
        scene="writes GBK that calls itself gb2312",
        subject="新同事刘珺、周堃的邮箱开通",
        text="您好，下周一有两位新同事入职：刘珺、周堃。请帮忙开通邮箱和门禁，谢谢。\n",
        charset=GB2312_IN_NAME_ONLY,
        expected=Expected("ticket", mails=registered(ZHANG_ZHE)),
    ),
    Line(
        key="printer again",
        who=LI_NA,
        scene="replies to the acknowledgement",
        text="补充一下：刚才又看了一眼，是后盖那里夹着半张纸，我不敢硬拽。\n",
        answers="printer",
        manner="reply",
        expected=Expected("follow_up", mails=((HAN_MEIMEI, "user_wrote"),)),
    ),
    Line(
        key="report again",
        who=CHEN_LEI,
        scene="replies from QQ Mail: without In-Reply-To",
        text="刚试了导出九月的，也报同样的错，应该不是数据的问题。\n",
        answers="report",
        manner="qq",
        expected=Expected("follow_up", mails=((HAN_MEIMEI, "user_wrote"),)),
    ),
    Line(
        key="curious",
        who=SUN_HAO,
        scene="names a ticket that he has no part in",
        subject="[{ticket}] 处理得怎么样了",
        text="您好，听说三楼的打印机报修了，请问什么时候能修好？我们也在等着用。\n",
        answers="printer",
        expected=Expected("ticket", mails=registered(SUN_HAO), linked=True),
    ),
    Line(
        key="holiday",
        who=ZHANG_ZHE,
        scene="is away, and his mail program answers",
        text="您好，我正在休年假，11 月 30 日回来后会尽快回复您。急事请联系前台。\n",
        answers="account",
        manner="absence",
        expected=NO_ANSWER,
    ),
    Line(
        key="bounce",
        who=MAILER_DAEMON,
        scene="returns a mail",
        answers="vpn",
        manner="bounce",
        expected=NO_ANSWER,
    ),
)
