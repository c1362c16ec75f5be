"""Samples of the mails to users, in the order of the story. Data only."""

from __future__ import annotations

from processor.gallery.cast import ERP_TEAM, GUEST, HAN, SUN, TOM
from processor.gallery.long_words import LONG_PATH, LONG_TITLE
from processor.gallery.scene import Reply, Scene
from processor.gallery.texts import T
from processor.notices import UNVERIFIED

ORDERS_SAVED = T(
    "已扩展数据库表空间，并清理了锁住的会话。10:02 以来没有保存成功的订单请重新保存一次。",
    "We have enlarged the tablespace of the database and cleared the sessions that were locked. "
    "Please save once more the orders that failed since 10:02.",
)

HOW_TO = (
    "KB-0007",
    T("在手机上添加公共邮箱", "Adding a shared mailbox to a phone"),
    T(
        "1. 打开“设置”→“邮件”→“账户”→“添加账户”，选择 Exchange。\n"
        "2. 邮箱填写公共邮箱的地址，密码不填，点“下一步”。\n"
        "3. 服务器填写 mail.corp.example，用户名填写您自己的账号。",
        "1. Open Settings → Mail → Accounts → Add account and choose Exchange.\n"
        "2. Enter the address of the shared mailbox, leave the password empty and tap Next.\n"
        "3. The server is mail.corp.example, the user name is your own.",
    ),
)
CORRECTED = {"category": "software", "priority": "important"}

IDENTITY = (
    Scene("identity_question", "23 14:05", "guest", status="waiting_identity"),
    Scene("identity_question" + UNVERIFIED, "23 14:05", "guest", status="waiting_identity", variant="unverified"),
    Scene("identity_question_again", "23 15:20", "guest", status="waiting_identity"),
    Scene("identity_question_again" + UNVERIFIED, "23 15:20", "guest", status="waiting_identity", variant="unverified"),
    Scene(
        "identity_confirmation",
        "23 16:02",
        "printer",
        status="waiting_identity",
        claimed=T("lina1990@home.example", "emma.home@home.example"),
    ),
    Scene(
        "identity_confirmation_again",
        "23 16:31",
        "printer",
        status="waiting_identity",
        claimed=T("lina1990@home.example", "emma.home@home.example"),
    ),
    Scene("identity_refused", "23 16:10", reader=GUEST),
    Scene("identity_refused" + UNVERIFIED, "23 16:10", reader=GUEST, variant="unverified"),
    Scene("identity_given_up", "26 14:05", "guest", status="cancelled"),
    Scene("identity_given_up" + UNVERIFIED, "26 14:05", "guest", status="cancelled", variant="unverified"),
)

REGISTRATION = (
    Scene("acknowledgement", "23 09:12", "printer"),
    Scene("acknowledgement", "23 11:26", "mailbox", variant="short"),
    Scene("acknowledgement", "23 10:02", "erp", variant="unsure"),
    Scene("acknowledgement", "23 11:26", "mailbox", variant="article", article=HOW_TO),
    Scene(
        "acknowledgement",
        "23 09:12",
        "printer",
        variant="long",
        changes={"title": LONG_TITLE},
        form=(("error_text", LONG_PATH),),
    ),
    Scene("acknowledgement" + UNVERIFIED, "23 09:12", "printer", variant="unverified"),
    Scene("follow_up", "23 09:20", "printer"),
    Scene("follow_up" + UNVERIFIED, "23 09:20", "printer", variant="unverified"),
    Scene("promise_changed", "23 11:40", "mailbox", changes=CORRECTED),
    Scene(
        "promise_changed" + UNVERIFIED,
        "23 11:40",
        "mailbox",
        variant="unverified",
        changes=CORRECTED,
    ),
)

WORK = (
    Scene("accepted", "23 09:31", "printer", status="accepted", by=HAN),
    Scene("accepted" + UNVERIFIED, "23 09:31", "printer", variant="unverified", status="accepted", by=HAN),
    Scene(
        "question",
        "23 09:40",
        "printer",
        status="waiting_user",
        by=HAN,
        words=T(
            "李娜，您好：\n\n打印机后盖能打开吗？里面有没有夹着的纸？\n麻烦按附图看一下，先不要用力拽纸。",
            "Hello Emma,\n\ncan you open the rear cover of the printer? Is there any paper stuck inside?\n"
            "The attached picture shows where to look. Please do not pull hard.",
        ),
        files=(T("后盖位置示意图.png", "where-the-rear-cover-is.png"),),
    ),
    Scene(
        "answer",
        "23 10:05",
        "printer",
        status="in_progress",
        by=HAN,
        words=T(
            "收到。请先不要动，我十分钟后到三楼。", "Thank you. Please leave it as it is; I am with you in ten minutes."
        ),
    ),
    Scene(
        "answer",
        "23 15:10",
        "mailbox",
        variant="long",
        status="accepted",
        by=HAN,
        words=T(
            "周婷，您好：\n\n在手机上添加公共邮箱的步骤如下：\n\n"
            "1. 打开“设置”→“邮件”→“账户”→“添加账户”，选择 Exchange。\n"
            "2. 邮箱填写 marketing@corp.example，密码不填，点“下一步”。\n"
            "3. 服务器填写 mail.corp.example，域填写 CORP，用户名填写您自己的账号：\n\n"
            "     CORP\\zhouting\n\n"
            "4. 配置说明见内网：https://intranet.corp.example/it/handbook/mobile/shared-mailbox/"
            "how-to-add-a-shared-mailbox-to-a-phone.html\n\n添加后如收不到邮件，请把提示文字或截图发给我。\n\n韩梅梅",
            "Hello Tom,\n\nthis is how you add the shared mailbox:\n\n"
            "1. Open Settings → Mail → Accounts → Add account and choose Exchange.\n"
            "2. Enter sales@corp.example, leave the password empty and tap Next.\n"
            "3. The server is mail.corp.example, the domain is CORP, and the user name is your own:\n\n"
            "     CORP\\tom.baker\n\n"
            "4. There is a page with pictures: https://intranet.corp.example/it/handbook/mobile/shared-mailbox/"
            "how-to-add-a-shared-mailbox-to-a-phone.html\n\n"
            "If no mail arrives afterwards, please send me the words that you see, or a screenshot.\n\nHan Meimei",
        ),
        files=(T("手机邮箱设置说明.pdf", "mail-on-your-phone.pdf"),),
        left_out=(T("操作演示.mp4", "demonstration.mp4"),),
    ),
    Scene(
        "progress",
        "23 10:30",
        "printer",
        status="in_progress",
        by=HAN,
        answered=True,
        rows=(
            ("blank.step", T("取出卡纸，清洁搓纸轮", "Took out the paper, cleaned the pick-up roller")),
            ("blank.result", T("单页可以打印，连续打印仍卡纸", "Single pages print; longer jobs still jam")),
            (
                "blank.next_plan",
                T("从备件库领取搓纸轮，11:00 前更换", "Get a new roller from stock and fit it before 11:00"),
            ),
        ),
    ),
    Scene(
        "escalated",
        "23 10:40",
        "erp",
        status="escalated",
        by=HAN,
        answered=True,
        target=ERP_TEAM,
        until="23 14:40",
    ),
    Scene(
        "progress",
        "23 14:20",
        "erp",
        variant="draft",
        status="escalated",
        by=SUN,
        answered=True,
        until="24 14:20",
        rows=(
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
                T(
                    "审批后扩展表空间，并核对未保存的订单",
                    "Enlarge the tablespace once approved, then check the orders",
                ),
            ),
            ("news.assignee", SUN.name),
            ("why", T("数据库扩容需要审批", "More space in the database needs an approval")),
        ),
    ),
    Scene(
        "progress_due",
        "24 14:20",
        "erp",
        status="escalated",
        answered=True,
        until="25 14:20",
        rows=(
            ("news.news", T("自上次通知以来没有新的处理记录", "No further step has been recorded since we last wrote")),
            (
                "news.done",
                T(
                    "{23 10:40}  升级至 ERP 组\n{23 13:50}  申请扩容：等待数据库管理员审批",
                    "{23 10:40}  Escalated to ERP team\n"
                    "{23 13:50}  Asked for more space: waits for approval by the database team",
                ),
            ),
            (
                "news.plan",
                T(
                    "审批后扩展表空间，并核对未保存的订单",
                    "Enlarge the tablespace once approved, then check the orders",
                ),
            ),
            ("news.assignee", SUN.name),
            ("news.coordinator", T("刘洋", "Liu Yang")),
            ("why", T("需要专业团队（ERP 组）进一步处理", "ERP team has to look into it")),
        ),
    ),
)

OUTCOME = (
    Scene(
        "resolved",
        "23 11:20",
        "printer",
        status="resolved",
        by=HAN,
        answered=True,
        words=T(
            "已更换搓纸轮，连续打印 50 页测试页均正常。如再出现 E3-02，请先打开后盖查看是否有碎纸。",
            "The pick-up roller has been replaced, and a test of 50 pages came out well.\n"
            "Should E3-02 appear again, please look for scraps of paper behind the rear cover first.",
        ),
    ),
    Scene(
        "resolved",
        "25 09:30",
        "erp",
        variant="files",
        status="resolved",
        by=SUN,
        answered=True,
        words=ORDERS_SAVED,
        files=(T("未保存订单清单.xlsx", "orders-that-failed.xlsx"),),
    ),
    Scene(
        "resolved" + UNVERIFIED,
        "25 09:30",
        "guest",
        variant="unverified",
        status="resolved",
        by=HAN,
        answered=True,
        words=T("访客网络已恢复，请重新连接。", "The guest network is back. Please connect again."),
    ),
    Scene("verification_question", "23 11:45", "printer", status="resolved", answered=True),
    Scene("verification_reminder", "25 11:20", "printer", status="resolved", answered=True, until="28 11:20"),
    Scene("closed_thanks", "25 14:02", "printer", status="closed", answered=True),
    Scene(
        "closed_thanks",
        "25 14:02",
        "printer",
        variant="further",
        status="closed",
        answered=True,
        target="{mailbox}",
    ),
    Scene("closed_unanswered", "28 11:20", "printer", status="closed", answered=True),
    Scene("reopened", "23 12:10", "printer", status="in_progress", answered=True),
    Scene(
        "closed",
        "24 10:15",
        "mailbox",
        status="closed",
        by=HAN,
        answered=True,
        words=T("已与您电话确认，公共邮箱可以正常收发。", "As you told us on the phone, the shared mailbox works now."),
    ),
    Scene(
        "merged",
        "23 10:20",
        "erp",
        reader=TOM,
        status="merged",
        by=HAN,
        target="{erp}",
        changes={"serial": 5},
    ),
    Scene(
        "cancelled",
        "23 17:00",
        "mailbox",
        status="cancelled",
        by=HAN,
        answered=True,
        words=T(
            "您来电说明已自行设置成功，此工单按您的要求撤销。",
            "You told us on the phone that it works now, so we cancel this ticket as you asked.",
        ),
    ),
    Scene("withdrawn", "23 11:25", "printer", status="in_progress", by=HAN, answered=True),
)

ORDERS = (
    Scene(
        "user_receipt",
        "23 14:00",
        "erp",
        status="escalated",
        answered=True,
        lines=(
            Reply(
                T("#加急", "#urge"),
                remark=T("已转告处理工程师和组长。", "The engineer and the team lead have been told."),
            ),
        ),
    ),
    Scene(
        "user_receipt",
        "23 14:05",
        "erp",
        variant="status",
        status="escalated",
        answered=True,
        lines=(Reply(T("#状态", "#status")),),
        report=(
            T(
                "{erp} ERP 采购模块全部无法保存订单\n状态：已升级\n优先级：紧急\n登记时间：{23 10:02}\n"
                "升级反馈：今天 14:40 前\n\n【问题处理进度表】\n{23 10:20}  韩梅梅  受理\n"
                "{23 10:40}  韩梅梅  升级至 ERP 组\n"
                "  下一步计划：{23 14:40} 前首次反馈\n{23 13:50}  孙宁  申请扩容\n  结果：等待数据库管理员审批",
                "{erp} ERP: nobody in Purchasing can save orders\nStatus: Escalated\nPriority: Urgent\n"
                "Registered: {23 10:02}\nFeedback: by 14:40 today\n\n"
                "PROGRESS RECORD\n{23 10:20}  Han Meimei  Accepted\n{23 10:40}  Han Meimei  Escalated to ERP team\n"
                "  Next plan: First feedback by {23 14:40}\n{23 13:50}  Sun Ning  Asked for more space\n"
                "  Result: waits for approval by the database team",
            ),
        ),
    ),
    Scene(
        "user_receipt",
        "23 14:10",
        "erp",
        variant="refused",
        status="escalated",
        answered=True,
        lines=(Reply(T("#加急", "#urge"), refused="no_reason_to_urge"),),
    ),
    Scene(
        "command_confirmation_user", "23 17:20", "printer", status="in_progress", commands=("cancel",), until="24 17:20"
    ),
)

TO_USERS_SCENES = (*IDENTITY, *REGISTRATION, *WORK, *OUTCOME, *ORDERS)
