"""Samples of the mails to the staff about incidents and how tickets ended, and of receipts. Data only."""

from __future__ import annotations

from processor.gallery.cast import ERP_TEAM, HAN, LI_NA, LIU, SUN, ZHOU
from processor.gallery.scene import Reply, Scene
from processor.gallery.texts import T

STILL_BROKEN = T(
    "还是不行，打印到第三页又卡纸了，合同还是没打出来。已经是今天第二次了。",
    "It still does not work: it jammed again on the third page, and the contracts are not printed. "
    "This is the second time today.",
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

KNOWLEDGE = (
    Scene(
        "article_draft",
        "25 14:02",
        "printer",
        HAN,
        status="closed",
        target="KB-0012",
        rows=(
            ("part.title", T("三楼打印机卡纸（E3-02）", "Printer on the third floor jams (E3-02)")),
            (
                "part.problem",
                T(
                    "打印机卡纸，面板显示 E3-02，关机重开无效。\n联系方式：[电话]",
                    "The printer jams, its panel says E3-02; switching it off and on does not help.\nContact: [phone]",
                ),
            ),
            (
                "part.solution",
                T(
                    "清洁搓纸轮无效，更换搓纸轮后连续打印 50 页正常。再出现 E3-02 时，先打开后盖查看是否有碎纸。",
                    "Cleaning the pick-up roller did not help; with a new one 50 pages came out well.\n"
                    "Should E3-02 appear again, look for scraps of paper behind the rear cover.",
                ),
            ),
        ),
        answered=True,
    ),
)

OUTAGE = (
    Scene(
        "incident_proposed",
        "23 10:12",
        "erp",
        LIU,
        target="{erp2}",
        report=(
            T(
                "{erp}  ERP 采购模块全部无法保存订单  <chenlei@corp.example>",
                "{erp}  ERP: nobody in Purchasing can save orders  <raj.patel@corp.example>",
            ),
            T(
                "{erp1}  ERP 保存订单报错 ORA-01653  <wangfang@corp.example>",
                "{erp1}  ERP says ORA-01653 when I save an order  <olivia.stone@corp.example>",
            ),
            T(
                "{erp2}  采购订单保存不了  <zhaoyun@corp.example>",
                "{erp2}  Cannot save orders  <liam.ross@corp.example>",
            ),
        ),
        commands=("incident={erp},{erp1},{erp2}", "incident=off"),
    ),
    Scene(
        "incident_similar",
        "23 10:31",
        "erp",
        LIU,
        status="in_progress",
        target="{erp3}",
        report=(T("{erp3}  ERP 又报错了  <sunli@corp.example>", "{erp3}  ERP error again  <mia.cole@corp.example>"),),
        commands=("incident={erp3}",),
    ),
    Scene(
        "incident_joined",
        "23 10:20",
        "erp",
        HAN,
        status="accepted",
        by=LIU,
        changes={"team": ERP_TEAM, "assignee": SUN},
        report=(
            T("{erp1}  ERP 保存订单报错 ORA-01653", "{erp1}  ERP says ORA-01653 when I save an order"),
            T("{erp2}  采购订单保存不了", "{erp2}  Cannot save orders"),
        ),
    ),
    Scene(
        "incident_joined",
        "23 10:20",
        "erp",
        SUN,
        variant="leads",
        status="accepted",
        by=LIU,
        changes={"team": ERP_TEAM, "assignee": SUN},
        target="{erp}",
        report=(
            T("{erp1}  ERP 保存订单报错 ORA-01653", "{erp1}  ERP says ORA-01653 when I save an order"),
            T("{erp2}  采购订单保存不了", "{erp2}  Cannot save orders"),
        ),
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
    Scene("mail_quarantined", "23 17:50", reader=SUN, target="2026-11-23 17:48 (UTC+8)"),
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

DIGESTS = (
    Scene("digest", "24 08:30", reader=ZHOU),
    Scene("digest", "24 08:30", reader=ZHOU, variant="quiet"),
)

STAFF_AFTERWARDS = (*OUTAGE, *VERDICT, *KNOWLEDGE, *ORDERS, *DIGESTS)
