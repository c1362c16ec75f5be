"""Who takes part in the samples, and which problems they have. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from db.people import Role
from processor.gallery.texts import T, Text


@dataclass(frozen=True, slots=True)
class Member:
    """id: of the directory; 0: nobody of it."""

    id: int
    name: Text
    address: Text
    role: Role = "user"
    team: Text = ""
    department: Text = ""
    employee_number: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """
    A problem as it was registered.

    Attributes:
        serial: of the day, as in the number of the ticket.
        at: day of November 2026 and local time, "23 09:12".
        words: of the first mail. asked: fields that are still missing. form: what was understood besides.
    """

    serial: int
    at: str
    requester: Member
    title: Text
    category: str
    priority: str
    words: Text
    reasons: tuple[Text, ...]
    team: Text = ""
    assignee: Member | None = None
    coordinator: Member | None = None
    form: tuple[tuple[str, Text], ...] = ()
    asked: tuple[str, ...] = ()
    sure: bool = True


DESK_NAME = T("IT 服务台", "IT Service Desk")
DESK_ADDRESS = "support@corp.example"
SIGNATURE = T(
    "IT 服务台\n内线 8000 · 工作日 9:00—18:00", "IT Service Desk\nExtension 8000 · working days 9:00 to 18:00"
)

DESKTOP, ERP_TEAM = T("桌面组", "Desktop team"), T("ERP 组", "ERP team")
INFORMATION = T("信息部", "Information Technology")

LI_NA = Member(
    1,
    T("李娜", "Emma Clarke"),
    T("lina@corp.example", "emma.clarke@corp.example"),
    department=T("财务部", "Finance"),
    employee_number="1001",
)
CHEN_LEI = Member(
    2,
    T("陈磊", "Raj Patel"),
    T("chenlei@corp.example", "raj.patel@corp.example"),
    department=T("采购部", "Purchasing"),
    employee_number="1002",
)
TOM = Member(
    3,
    T("周婷", "Tom Baker"),
    T("zhouting@corp.example", "tom.baker@corp.example"),
    department=T("市场部", "Sales"),
    employee_number="1003",
)
GUEST = Member(0, T("张喆", "Alex Reed"), T("zhangzhe@partner.example", "alex.reed@partner.example"))

HAN = Member(11, T("韩梅梅", "Han Meimei"), "hanmeimei@corp.example", "engineer", DESKTOP, INFORMATION, "2001")
SUN = Member(12, T("孙宁", "Sun Ning"), "sunning@corp.example", "specialist", ERP_TEAM, INFORMATION, "2002")
LIU = Member(13, T("刘洋", "Liu Yang"), "liuyang@corp.example", "lead", DESKTOP, INFORMATION, "2003")
ZHOU = Member(14, T("周敏", "Zhou Min"), "zhoumin@corp.example", "manager", "", INFORMATION, "2004")

CASES: dict[str, Case] = {
    "printer": Case(
        serial=1,
        at="23 09:12",
        requester=LI_NA,
        title=T("三楼打印机卡纸，打印不了合同", "Printer on the third floor jams, contracts cannot be printed"),
        category="hardware",
        priority="important",
        words=T(
            "您好：\n\n"
            "三楼西侧的打印机从今天早上开始一直卡纸，面板显示 E3-02，关机重开也没用。\n"
            "下午两点前要打印合同盖章，麻烦尽快安排人看一下。\n\n"
            "资产编号：PR-0317\n联系方式：内线 8123\n\n谢谢！\n李娜",
            "Hello,\n\n"
            "the printer in the west wing of the third floor has been jamming since this morning.\n"
            "Its panel says E3-02; switching it off and on did not help.\n"
            "We have to print and sign contracts before two o'clock.\n\n"
            "Asset number: PR-0317\nContact: extension 8123\n\nThank you\nEmma",
        ),
        reasons=(
            T("硬件：打印机、卡纸", "Hardware: printer, jamming"),
            T("重要：个人工作受影响", "Important: one person's work is affected"),
        ),
        team=DESKTOP,
        assignee=HAN,
        coordinator=LIU,
        form=(("asset", "PR-0317"), ("contact", T("内线 8123", "extension 8123"))),
        asked=("location", "occurred_at"),
    ),
    "erp": Case(
        serial=2,
        at="23 10:02",
        requester=CHEN_LEI,
        title=T("ERP 采购模块全部无法保存订单", "ERP: nobody in Purchasing can save orders"),
        category="business",
        priority="urgent",
        words=T(
            "服务台：\n\n"
            "10 点起采购部所有人在 ERP 里保存采购订单都报错：ORA-01653: unable to extend table。\n"
            "已经换过浏览器、重新登录，还是一样。今天有 40 多张订单要下，整个部门都停了。\n\n"
            "系统名称：ERP 5.2\n受影响业务：采购下单，全部门 12 人",
            "Hello desk,\n\n"
            "since ten o'clock nobody in Purchasing can save an order in the ERP system. It says:\n"
            "ORA-01653: unable to extend table\n"
            "Another browser and a new login made no difference. More than 40 orders have to go out today.\n\n"
            "System name: ERP 5.2\nAffected business: purchase orders, the whole department (12 people)",
        ),
        reasons=(
            T("业务系统：ERP、订单", "Business: ERP, order"),
            T("紧急：整个部门、都停了", "Urgent: nobody, the whole department"),
        ),
        team=DESKTOP,
        assignee=HAN,
        coordinator=LIU,
        form=(
            ("system", "ERP 5.2"),
            ("affected", T("采购下单，全部门 12 人", "purchase orders, the whole department (12 people)")),
            ("error_text", "ORA-01653: unable to extend table"),
        ),
        asked=("steps",),
        sure=False,
    ),
    "mailbox": Case(
        serial=3,
        at="23 11:26",
        requester=TOM,
        title=T("手机上怎么添加部门的公共邮箱？", "How do I add our team's shared mailbox to my phone?"),
        category="consultation",
        priority="general",
        words=T(
            "您好，我想在手机上收市场部的公共邮箱（marketing@corp.example），请问该怎么添加？不急，谢谢。",
            "Hello, I should like to read our shared mailbox (sales@corp.example) on my phone. How do I add it?\n"
            "There is no hurry. Thanks!",
        ),
        reasons=(
            T("技术咨询：怎么、添加", "Consultation: how do I"),
            T("一般：不急", "General: no hurry"),
        ),
        team=DESKTOP,
        assignee=HAN,
    ),
    "guest": Case(
        serial=4,
        at="23 14:05",
        requester=GUEST,
        title=T("访客无线网络连不上", "No connection to the guest network"),
        category="hardware",
        priority="general",
        words=T("访客 Wi-Fi 一直连不上，能帮忙看一下吗？", "I cannot get into the guest Wi-Fi. Can you help?"),
        reasons=(T("硬件：网络", "Hardware: network"),),
        asked=("location", "occurred_at"),
    ),
}
