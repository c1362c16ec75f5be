"""What the simulated people write; each word has been chosen for what it means, and the oracle is told that meaning."""

from __future__ import annotations

from random import Random

# Meanings of a user's mail about a ticket that is there. What the desk does with each stands in SOP.md §4.
MEANINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "solved": {
        "zh": ("已解决，谢谢！", "问题已经解决，非常感谢！", "好了，谢谢", "已解决", "可以了，谢谢！"),
        "en": ("It works now, thank you!", "Solved, thanks.", "The problem is solved, thank you."),
    },
    "unsolved": {
        "zh": ("还是不行。", "没有解决。", "问题没解决，还是老样子。"),
        "en": ("It still does not work.", "Not solved.", "No, the problem is not solved."),
    },
    "dissatisfied": {
        "zh": ("问题解决了，但是不满意，太慢了。", "解决了，但处理得太慢，不满意。"),
        "en": ("It is solved, but I am not satisfied: it took far too long.",),
    },
    "thanks": {
        "zh": ("谢谢！", "多谢，辛苦了。"),
        "en": ("Thank you!", "Thanks a lot!"),
    },
    "unsure": {
        "zh": ("我明天再试试看。", "现在人不在办公室，回去以后再看。"),
        "en": ("I will try it tomorrow.", "I am not at my desk, I will have a look later."),
    },
    "info": {
        "zh": ("补充一下：昨天下午也出现过一次，当时机器刚从会议室搬回来。", "对了，资产编号是 ZC-{n}。"),
        "en": (
            "One more thing: the asset number is ZC-{n}.",
            "The machine was moved here from the meeting room yesterday.",
        ),
    },
    "solved_and_more": {
        "zh": ("好了，谢谢。另外打印机也连不上了。", "已解决，谢谢。另外，我的邮箱从今天早上起收不到外部邮件。"),
        "en": ("It works now, thank you. Also, my printer does not print any more.",),
    },
    "unsolved_and_more": {
        "zh": ("还是不行。另外我的键盘也坏了。",),
        "en": ("It still does not work. Also, my keyboard is broken.",),
    },
}
ANSWERS = {
    "zh": ("三楼东侧靠窗的那一台，编号 {n}。", "大概是上午十点左右开始的，之前一直正常。"),
    "en": ("It is the one by the window on floor {n}.", "It began at about ten; it was fine before."),
}
STEPS = {
    "zh": "采取的措施：检查了配置和日志（第 {n} 处）\n结果：已定位到一个可疑项\n下一步计划：更换后再观察\n",
    "en": "Step: checked settings and logs (no. {n})\nResult: found something odd\nNext plan: replace it and watch\n",
}
QUESTIONS = {"zh": "请问具体是哪一台，什么时候开始的？", "en": "Which one is it, and when did it begin?"}
SOLUTIONS = {
    "zh": "已更换故障部件（编号 {n}）并重新配置，请再试一次原来的操作。",
    "en": "The faulty part (no. {n}) was replaced and set up anew; please try once more what failed before.",
}
REPLIES = {"zh": "您好，已经在处理了，请再等一下。", "en": "Hello, we are working on it, please bear with us."}
# How somebody says who they are.
IDENTITY = {
    "name": {"zh": "姓名：{}", "en": "Your name: {}"},
    "department": {"zh": "部门：{}", "en": "Department: {}"},
    "employee_number": {"zh": "工号：{}", "en": "Employee number: {}"},
}
WHOSE = "whose"  # an answer that is neither yes nor no
# What is answered to the question whether a mail from another address is theirs.
VOUCHING: dict[str, dict[str, tuple[str, ...]]] = {
    "mine": {"zh": ("确认", "是我", "是本人，谢谢。"), "en": ("Yes", "Yes, that was me.")},
    "not_mine": {"zh": ("不是我", "否，这不是我发的。"), "en": ("No", "No, that was not me.")},
    WHOSE: {"zh": ("这是什么邮件？请先说明一下。",), "en": ("What is this about? Who are you?",)},
}
FOR_THE_DESK = ("ok", "不入库")  # answers to drafts; no user may read them
NOTES = "内部备注：等供应商回电。"
FORM = "升级原因：需要专业人员介入\n已尝试：重启、检查配置、更换线缆\n"
REASON_TO_CLOSE = {
    "zh": "长时间无法复现，先关闭，需要时请直接回复。",
    "en": "It cannot be seen any more; please reply.",
}
URGES = {"zh": "客户在等，麻烦快一点。", "en": "A customer is waiting, please be quick."}

_THINGS = {
    "hardware": {
        "zh": (
            "打印机卡纸",
            "显示器黑屏",
            "笔记本电池鼓包",
            "键盘失灵",
            "扫描仪报错",
            "投影仪没有信号",
            "电脑无法开机",
        ),
        "en": (
            "Printer is jammed",
            "Monitor stays black",
            "Laptop battery swollen",
            "Keyboard broken",
            "Scanner error",
        ),
    },
    "software": {
        "zh": (
            "Excel 打不开文件",
            "软件安装失败",
            "Outlook 一直崩溃",
            "账号被锁定",
            "系统升级后报错",
            "VPN 客户端闪退",
        ),
        "en": ("Excel crashes on opening", "Software installation fails", "Account locked", "Outlook keeps crashing"),
    },
    "business": {
        "zh": ("ERP 单据无法审核", "报表导出数据不对", "OA 流程卡住了", "采购订单无法提交", "工资系统数据错误"),
        "en": ("ERP order cannot be approved", "Report export shows wrong data", "Workflow is stuck in the ERP"),
    },
    "consultation": {
        "zh": ("请问如何设置邮件签名", "咨询如何共享日历", "想了解数据备份的建议", "如何使用新的会议功能"),
        "en": ("How do I set a mail signature?", "Question: how to share a calendar", "Advice on backing up data"),
    },
}
_PLACES = {
    "zh": ("一车间", "财务室", "前台", "三楼会议室", "质检科", "仓库", "展厅", "研发二部", "食堂办公室", "北门岗亭"),
    "en": ("front desk", "warehouse", "meeting room", "quality lab", "workshop", "showroom", "archive", "canteen"),
}
_REACH = {
    "urgent": {
        "zh": "整个部门都无法工作，生产线已经停了，非常紧急！",
        "en": "The whole department cannot work, production is down, this is urgent!",
    },
    "important": {
        "zh": "影响我今天的工作，麻烦尽快处理。",
        "en": "This affects my work today, please look at it soon.",
    },
    "general": {"zh": "不着急，方便的时候看一下就行。", "en": "No hurry, whenever you have time."},
}


def problem(rng: Random, language: str, category: str, priority: str) -> tuple[str, str]:
    """Subject and text of a new problem; hardly ever the same twice."""
    what, where = rng.choice(_THINGS[category][language]), rng.choice(_PLACES[language])
    number = rng.randrange(100, 10_000)
    if language == "zh":
        return f"{where}{what}（{number}）", f"您好：\n\n{where}，{what}，编号 {number}。{_REACH[priority]['zh']}\n"
    return f"{what}, {where} {number}", f"Hello,\n\n{what} ({where}, no. {number}). {_REACH[priority]['en']}\n"


def meaning(rng: Random, language: str, name: str) -> str:
    """Words of a user that mean *name*."""
    return rng.choice(MEANINGS[name][language]).format(n=rng.randrange(1000, 9999))


def one_of(rng: Random, some: dict[str, tuple[str, ...]] | dict[str, str], language: str) -> str:
    found = some[language]
    return (found if isinstance(found, str) else rng.choice(found)).format(n=rng.randrange(2, 99))
