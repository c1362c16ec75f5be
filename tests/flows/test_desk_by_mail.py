"""A problem from the first mail to its solution, with everybody at their own mail program: real IMAP, real SMTP."""

from __future__ import annotations

import itertools
import re
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from support.configs import make_config
from support.daemons import await_that, finished, running, sections_for
from support.dovecot import Dovecot
from support.mails import make_mail
from support.smtp_sink import SmtpSink
from support.transcript import read, text_of, transcript

from db import people
from db.people import Profile
from processor.app import App

EXPECTED = Path(__file__).parent / "expected" / "desk_by_mail.txt"
TEAMS = [
    {"name": "桌面组", "categories": ["hardware", "software"], "strategy": "least_loaded"},
    {"name": "硬件组", "aliases": ["硬件"]},
]
LI_NA, WANG = "李娜 <lina@corp.example>", "王芳 <wangfang@corp.example>"
HAN, SUN = "韩梅梅 <han@corp.example>", "孙宁 <sun@corp.example>"
DIRECTORY = (
    Profile(name="李娜", employee_number="1001", department="财务部", addresses=("lina@corp.example",)),
    Profile(name="王芳", employee_number="1002", department="财务部", addresses=("wangfang@corp.example",)),
    Profile(name="韩梅梅", addresses=("han@corp.example",), role="engineer", team="桌面组"),
    Profile(name="孙宁", addresses=("sun@corp.example",), role="specialist", team="硬件"),
    Profile(name="刘洋", addresses=("liu@corp.example",), role="lead", team="桌面组"),
)
PROBLEM = (
    "您好：\n\n三楼西侧的打印机又卡纸了，面板显示 E3-02，整个财务部都无法打印，下午要打印合同。\n\n"
    "联系方式：8123\n资产编号：PR-0317\n"
)


class Post:
    """Everybody's mail programs: they write to the desk by LMTP, and read what the desk has sent."""

    def __init__(self, app: App, dovecot: Dovecot, user: str, sink: SmtpSink) -> None:
        self._app, self._dovecot, self._user, self._sink = app, dovecot, user, sink
        self._read = 0
        self._ids = itertools.count(1)
        self.pages: list[str] = []

    def write(self, scene: str, sender: str, subject: str, body: str = "", *, answers: str = "", cc: str = "") -> None:
        """*answers*: words of the newest mail to the sender that has them."""
        number = next(self._ids)
        headers = [("In-Reply-To", self._newest(sender, answers)["Message-ID"])] if answers else []
        headers += [("Cc", cc)] if cc else []
        raw = make_mail(
            sender, subject=subject, body=body, message_id=f"{number}@corp.example", headers=headers, proven=False
        )
        self._dovecot.deliver(self._user, raw)
        await_that(lambda: finished(self._app, number))
        self.pages.append(transcript(f"{number}. {scene}", self._sink.deliveries[self._read :]))
        self._read = len(self._sink.deliveries)

    def click(self, scene: str, sender: str, label: str, body: str = "") -> None:
        """Follow the newest link *label* that the sender got, fill in *body*, and send."""
        addr = sender.partition("<")[2].rstrip(">")
        texts = (text_of(read(mail.raw)) for mail in reversed(self._sink.deliveries) if mail.recipients == (addr,))
        link = next(found[1] for text in texts if (found := re.search(rf"^{label}：<(mailto:[^>]*)>", text, re.M)))
        fields = parse_qs(urlsplit(link).query)
        self.write(scene, sender, fields["subject"][0], body)

    def _newest(self, sender: str, words: str) -> EmailMessage:
        addr = sender.partition("<")[2].rstrip(">")
        mails = (read(mail.raw) for mail in reversed(self._sink.deliveries) if mail.recipients == (addr,))
        return next(mail for mail in mails if words in text_of(mail))


def test_everybody_receives_what_the_procedure_owes_them(dovecot: Dovecot, database_url: str, tmp_path: Path) -> None:
    user = f"talk-{database_url.partition(':')[0]}"
    tag = "Re: [{}] 三楼打印机卡纸"
    with SmtpSink() as sink:
        sections = sections_for(tmp_path, dovecot, user, sink, database_url)
        with running(make_config(tmp_path, **sections, team=TEAMS)) as (app, _):
            app.store.unit(lambda: [people.add(profile) for profile in DIRECTORY])
            post = Post(app, dovecot, user, sink)
            post.write("李娜报修，抄送王芳", LI_NA, "三楼打印机卡纸", PROBLEM, cc=WANG)
            number = re.search(r"TS-\d{8}-\d+", text_of(read(sink.deliveries[0].raw)))
            assert number is not None
            subject = tag.format(number[0])
            post.click("韩梅梅受理", HAN, "受理")
            post.click("韩梅梅询问", HAN, "询问用户", "后盖能打开吗？里面有没有夹着的纸？\n")
            post.write("李娜回答", LI_NA, subject, "能打开，夹着半张纸，我不敢硬拽。\n", answers="后盖能打开吗")
            post.write("韩梅梅答复", HAN, subject, "请先不要动，我十分钟后到。\n", answers="我不敢硬拽")
            steps = "处理步骤：取出卡纸，清洁搓纸轮\n结果：仍报 E3-02\n下一步计划：请硬件组更换搓纸轮\n"
            post.click("韩梅梅登记进展", HAN, "登记进展", steps)
            post.click("韩梅梅升级，升级表不全", HAN, "升级", "升级至：硬件组\n升级原因：搓纸轮磨损，需要更换\n")
            tried = "已尝试的操作：取出卡纸，清洁搓纸轮，重启\n预计反馈时间：4小时\n"
            post.write("韩梅梅补齐升级表", HAN, subject, tried, answers="问题升级表还缺以下内容")
            post.write("孙宁写错命令", SUN, f"{subject} #reslove", "已更换搓纸轮。\n", answers="升级给硬件组")
            post.write("有人冒充孙宁", SUN, f"{subject} #关闭=已处理", "不用管了。\n")
            post.click("孙宁解决", SUN, "已解决", "已更换搓纸轮并打印测试页，请再试一次。\n")
            answer = "好了，可以打印了，谢谢！另外，我的邮箱收不到附件，提示文件过大。\n"
            post.write("李娜确认，并说了另一个问题", LI_NA, subject, answer, answers="已更换搓纸轮并打印")
            post.click("李娜打分", LI_NA, "5 分（很好）")
    assert "\n".join(post.pages) == EXPECTED.read_text(encoding="utf-8")
