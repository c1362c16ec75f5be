"""Samples of the mails to engineers, specialists and leads, in the order of the story. Data only."""

from __future__ import annotations

from processor.gallery.cast import CASES, ERP_TEAM, HAN, LI_NA, LIU, SUN
from processor.gallery.scene import Reply, Rows, Scene
from processor.gallery.texts import T

REASON = T(
    "数据库表空间已满，需要扩容，桌面组没有权限", "The tablespace is full; the desktop team has no right to enlarge it"
)
TRIED = T("换浏览器、重新登录；核对账号权限正常", "Another browser, a new login; permissions are as they should be")
ESCALATION: Rows = (
    ("blank.escalate_to", ERP_TEAM),
    ("blank.reason", REASON),
    ("blank.tried", TRIED),
    ("blank.feedback", "{23 14:40}"),
)
DRAFT: Rows = (
    (
        "news.since",
        T(
            "{23 11:15}  检查数据库：表空间已满\n{23 13:50}  申请扩容：等待数据库管理员审批",
            "{23 11:15}  Checked the database: its tablespace is full\n"
            "{23 13:50}  Asked for more space: waits for approval by the database team",
        ),
    ),
    (
        "news.plan",
        T("审批后扩展表空间，并核对未保存的订单", "Enlarge the tablespace once approved, then check the orders"),
    ),
    ("news.assignee", SUN.name),
    ("news.coordinator", LIU.name),
    ("why", T("需要ERP 组进一步处理", "ERP team has to look into it")),
)
SIMILAR = (
    T("相似的已解决工单：", "Similar tickets that were solved:"),
    T("  TS-20261102-007  三楼打印机卡纸", "  TS-20261102-007  Printer on the third floor jams"),
    T("  TS-20261015-003  打印机卡纸 E3-02", "  TS-20261015-003  Printer jams, E3-02"),
)
STILL_BROKEN = T(
    "还是不行，打印到第三页又卡纸了，合同还是没打出来。已经是今天第二次了。",
    "It still does not work: it jammed again on the third page, and the contracts are not printed. "
    "This is the second time today.",
)
FIRST_STEPS = ("accept", "takeover", "assign", "ask", "escalate", "resolve")
NEXT_STEPS = ("progress", "ask", "resolve", "escalate")

ARRIVAL = (
    Scene(
        "new_ticket",
        "23 09:12",
        "printer",
        HAN,
        words=CASES["printer"].words,
        until="response",
        commands=FIRST_STEPS,
        report=SIMILAR,
        files=(T("面板照片.jpg", "panel.jpg"),),
    ),
    Scene(
        "new_ticket",
        "23 10:02",
        "erp",
        HAN,
        variant="unsure",
        words=CASES["erp"].words,
        until="response",
        commands=FIRST_STEPS,
        left_out=(T("录屏.mp4", "screen-recording.mp4"),),
    ),
    Scene("coordination", "23 10:02", "erp", LIU, words=CASES["erp"].words, until="response", commands=FIRST_STEPS),
    Scene(
        "assigned",
        "23 10:25",
        "erp",
        SUN,
        status="accepted",
        by=HAN,
        target=SUN.name,
        changes={"assignee": SUN},
        until="response",
        words=T(
            "像是数据库空间的问题，请你看一下。", "This looks like a matter of database space. Could you have a look?"
        ),
    ),
    Scene("handed_on", "23 10:26", "erp", HAN, status="accepted", by=LIU, target=SUN.name, changes={"assignee": SUN}),
    Scene("response_reminder", "23 13:42", "printer", HAN, target=HAN.name, until="response"),
    Scene("response_breach", "23 14:42", "printer", LIU, target=HAN.name),
)

TALK = (
    Scene(
        "user_wrote",
        "23 09:52",
        "printer",
        HAN,
        status="in_progress",
        words=T(
            "能打开，里面夹着半张纸，我不敢硬拽。见照片。",
            "Yes, half a sheet is stuck inside. I did not dare to pull. See the photo.",
        ),
        files=(T("后盖照片.jpg", "rear-cover.jpg"),),
        commands=NEXT_STEPS,
        answered=True,
    ),
    Scene(
        "answer_copy",
        "23 10:05",
        "printer",
        LIU,
        status="in_progress",
        by=HAN,
        words=T(
            "收到。请先不要动，我十分钟后到三楼。", "Thank you. Please leave it as it is; I am with you in ten minutes."
        ),
        answered=True,
    ),
    Scene(
        "urged",
        "23 14:00",
        "erp",
        HAN,
        status="in_progress",
        words=T(
            "供应商四点截单，四点前下不了单，这批物料要晚一周到货。",
            "The supplier takes orders until four o'clock; after that the parts come a week later.",
        ),
        answered=True,
    ),
    Scene(
        "user_cancelled",
        "23 16:30",
        "mailbox",
        HAN,
        status="cancelled",
        words=T("已经在同事帮助下设置好了，谢谢。", "A colleague helped me, it works now. Thanks."),
    ),
)

DIAGNOSIS = (
    Scene("triage_question", "23 10:01", "printer", HAN, status="accepted", target=HAN.name, answered=True),
    Scene("triage_overdue", "23 10:31", "printer", LIU, status="accepted", target=HAN.name, answered=True),
    Scene(
        "escalation_form",
        "23 10:38",
        "erp",
        HAN,
        status="accepted",
        by=HAN,
        rows=(ESCALATION[0], ESCALATION[1]),
        missing=("tried",),
    ),
    Scene(
        "escalation",
        "23 10:40",
        "erp",
        SUN,
        status="escalated",
        by=HAN,
        target=ERP_TEAM,
        changes={"team": ERP_TEAM, "assignee": None},
        until="23 14:40",
        rows=ESCALATION,
        commands=("takeover", "progress", "ask", "feedback", "resolve"),
        thread=(
            (
                "23 10:21",
                HAN,
                T("已受理，我先核对一下账号权限。", "I have taken this up and check the permissions first."),
            ),
            (
                "23 10:33",
                CASES["erp"].requester,
                T("好的，麻烦尽快，现在大家都停着。", "Thanks. Please hurry, nobody here can work."),
            ),
        ),
        answered=True,
    ),
    Scene(
        "feedback_due",
        "23 13:40",
        "erp",
        SUN,
        status="escalated",
        by=HAN,
        target=ERP_TEAM,
        until="23 14:40",
        answered=True,
        changes={"team": ERP_TEAM, "assignee": SUN},
    ),
)

PROGRESS = (
    Scene(
        "progress_draft",
        "24 10:20",
        "erp",
        SUN,
        status="escalated",
        rows=DRAFT,
        until="24 14:20",
        answered=True,
        changes={"team": ERP_TEAM, "assignee": SUN},
    ),
    Scene(
        "draft_lapsed",
        "25 14:20",
        "erp",
        LIU,
        status="escalated",
        target=SUN.name,
        answered=True,
        changes={"team": ERP_TEAM, "assignee": SUN},
    ),
    Scene(
        "due_reached",
        "24 17:00",
        "erp",
        SUN,
        status="escalated",
        answered=True,
        changes={"team": ERP_TEAM, "assignee": SUN, "due": "24 17:00"},
    ),
    Scene("snooze_over", "24 09:00", "mailbox", HAN, status="in_progress", answered=True),
)

VERDICT = (
    Scene(
        "confirmed",
        "25 14:02",
        "printer",
        HAN,
        status="closed",
        words=T("打印正常了，很快就修好了，非常感谢！", "It prints again, and it was mended quickly. Many thanks!"),
        rows=(("verdict.solved", T("是", "yes")), ("verdict.satisfied", T("是", "yes")), ("verdict.score", "5 / 5")),
        answered=True,
    ),
    Scene(
        "rejected",
        "23 12:10",
        "printer",
        HAN,
        status="in_progress",
        words=STILL_BROKEN,
        rows=(
            ("verdict.solved", T("否", "no")),
            ("verdict.satisfied", T("否", "no")),
            ("verdict.reason", T("问题未解决", "cause not removed")),
        ),
        answered=True,
    ),
    Scene(
        "user_reopened",
        "27 08:50",
        "printer",
        HAN,
        status="in_progress",
        author=LI_NA.name,
        words=T("今天早上又开始卡纸了，还是 E3-02。", "It has begun to jam again this morning, E3-02 as before."),
        answered=True,
    ),
)

ORDERS = (
    Scene(
        "receipt",
        "23 09:31",
        "printer",
        HAN,
        status="accepted",
        lines=(Reply(T("#受理", "#accept"), "state.registered", "state.accepted"),),
        commands=("undo",),
    ),
    Scene(
        "receipt",
        "23 10:40",
        "erp",
        HAN,
        variant="several",
        status="accepted",
        lines=(
            Reply(T("#受理", "#accept"), "state.registered", "state.accepted"),
            Reply(T("#优先级=紧急", "#priority=urgent"), T("重要", "Important"), T("紧急", "Urgent")),
            Reply(T("#指派=孙宁", '#assign="Sun Ning"'), HAN.name, SUN.name),
        ),
        commands=("undo",),
    ),
    Scene(
        "receipt",
        "23 10:41",
        "erp",
        HAN,
        variant="refused",
        status="registered",
        lines=(
            Reply(T("#受理", "#accept"), "state.registered", "state.accepted"),
            Reply(
                T("#优先级=紧集", "#priority=urgnet"),
                refused="no_such_priority",
                facts=(("value", T("紧集", "urgnet")),),
                mended=T("#优先级=紧急", "#priority=urgent"),
            ),
        ),
    ),
    Scene(
        "receipt",
        "23 17:30",
        reader=HAN,
        variant="list",
        lines=(Reply(T("#列表", "#list")),),
        report=(
            T("我的未结工单：3 张", "My open tickets: 3"),
            T(
                "{erp} · 紧急 · 已升级 · 孙宁 · ERP 采购模块全部无法保存订单 · 超时 2:50",
                "{erp} · Urgent · Escalated · Sun Ning · ERP: nobody in Purchasing can save orders · 2:50 late",
            ),
            T(
                "{printer} · 重要 · 处理中 · 韩梅梅 · 三楼打印机卡纸，打印不了合同 · 剩 1:20",
                "{printer} · Important · In progress · Han Meimei · Printer on the third floor jams · 1:20 left",
            ),
            T(
                "{mailbox} · 一般 · 已受理 · 韩梅梅 · 手机上怎么添加部门的公共邮箱？",
                "{mailbox} · General · Accepted · Han Meimei · How do I add our team's shared mailbox to my phone?",
            ),
        ),
    ),
    Scene(
        "refusal",
        "23 17:40",
        "erp",
        SUN,
        status="escalated",
        lines=(Reply(T("#关闭=已处理", "#close=done"), refused="confirmed_too_late"),),
        answered=True,
    ),
    Scene(
        "command_confirmation",
        "23 17:35",
        "erp",
        SUN,
        status="escalated",
        until="24 17:35",
        report=("[{erp}] {23 17:34}", T("#关闭=…", "#close=…")),
        answered=True,
    ),
)

TO_STAFF_SCENES = (*ARRIVAL, *TALK, *DIAGNOSIS, *PROGRESS, *VERDICT, *ORDERS)
