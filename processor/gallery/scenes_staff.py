"""Samples of the mails to the staff while a ticket is worked on, in the order of the story. Data only."""

from __future__ import annotations

from processor.gallery.cast import CASES, ERP_TEAM, HAN, LIU, SUN
from processor.gallery.long_words import LONG_LETTER, LONG_PATH, LONG_TITLE
from processor.gallery.scene import Rows, Scene
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
    ("why", T("需要专业团队（ERP 组）进一步处理", "ERP team has to look into it")),
)
SIMILAR = (
    T("可参考的知识库文章和已解决工单：", "Articles and solved tickets that may help:"),
    T("  KB-0003  打印机卡纸的处理", "  KB-0003  What to do when a printer jams"),
    T("  TS-20261102-007  三楼打印机卡纸", "  TS-20261102-007  Printer on the third floor jams"),
    T("  TS-20261015-003  打印机卡纸 E3-02", "  TS-20261015-003  Printer jams, E3-02"),
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
    Scene(
        "new_ticket",
        "23 09:12",
        "printer",
        HAN,
        variant="long",
        changes={"title": LONG_TITLE},
        form=(("error_text", LONG_PATH),),
        words=LONG_LETTER,
        until="response",
        commands=FIRST_STEPS,
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
        "identity_denied",
        "23 11:40",
        "mailbox",
        HAN,
        status="accepted",
        words=T("不是我，我没有写过这封信。", "No, that was not me."),
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
        "escalation_resolved",
        "24 15:20",
        "erp",
        HAN,
        status="resolved",
        by=SUN,
        words=T("已重建单据索引，请再提交一次采购单。", "The index has been rebuilt. Please submit the order again."),
        answered=True,
        changes={"team": ERP_TEAM, "assignee": SUN},
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

STAFF_AT_WORK = (*ARRIVAL, *TALK, *DIAGNOSIS, *PROGRESS)
