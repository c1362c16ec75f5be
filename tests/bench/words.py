"""What the people of the generated mailbox are called and what troubles them."""

# ruff: noqa: SIM905 - a line of words is easier to read than a list of a word a line

from __future__ import annotations

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建华 文博 子涵 雨桐 浩然 思远 佳怡 欣妍"
).split()
PINYIN = "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng".split()
FIRST = (
    "James Mary Robert Linda Michael Susan David Karen Daniel Nancy Paul Emma Mark Laura Steven Anna Kevin Julia "
    "Brian Grace Oliver Chloe Ethan Nina"
).split()
LAST = (
    "Smith Jones Taylor Brown Wilson Evans Walker Wright Hughes Green Hall Wood Clarke Turner Cooper Ward Morris "
    "Bell Murphy Bailey Parker Collins Novak Schmidt Müller García"
).split()

# Domains of the desk's users: (domain, name of the company in its signature)
COMPANIES_ZH = (
    ("huaxin.example", "华信精密制造有限公司"),
    ("dongfang-trade.example", "东方国际贸易（集团）股份有限公司"),
    ("yunfan.example", "云帆软件技术有限公司"),
    ("north-hospital.example", "城北人民医院信息科"),
)
COMPANIES_EN = (
    ("harbour-logistics.example", "Harbour Logistics Ltd."),
    ("brightwell.example", "Brightwell & Partners LLP"),
    ("meridian-labs.example", "Meridian Laboratories GmbH"),
)
DEPARTMENTS_ZH = ("财务部", "市场部", "生产二部", "人力资源部", "采购中心", "质量管理部", "总经办", "研发一组")
DEPARTMENTS_EN = ("Accounts Payable", "Field Sales", "Warehouse Operations", "Human Resources", "Legal", "R&D")

# (subject, first sentence): {n} is a number that makes each case its own
PROBLEMS_ZH = (
    ("{n}楼打印机卡纸", "{n}楼东侧的打印机今天早上开始一直卡纸，重启两次都没有用，面板上提示 E{n}。"),
    ("VPN 连接不上", "出差在外地，VPN 从昨天晚上开始连不上，提示“远程服务器没有响应”，错误代码 {n}。"),
    ("电脑蓝屏 资产编号 PC-{n}", "我的电脑（资产编号 PC-{n}）今天已经蓝屏三次，每次都是打开大一点的表格时发生。"),
    ("申请开通共享文件夹权限", "因项目需要，申请开通共享盘 \\\\fs01\\project{n} 的读写权限，麻烦尽快处理。"),
    ("企业微信登录异常", "企业微信电脑端登录后一直转圈，手机上正常，版本号 4.1.{n}。"),
    ("ERP 系统报错：单据无法审核", "采购单 PO{n} 点击审核后提示“数据库超时”，同事那边也一样，影响今天发货。"),
    ("会议室投影没有信号", "{n} 号会议室的投影仪接上电脑没有信号，换了线也不行，下午两点有客户会议。"),
    ("邮箱容量快满了", "收到邮箱容量已用 9{n} 的提醒，请问能否扩容，或者告诉我怎样归档旧邮件？"),
    ("新员工入职 账号申请", "下周一有新同事入职，工号 {n}，请开通域账号、邮箱和 OA，岗位权限与现有同事相同。"),
    ("内网访问很慢", "从上周五起访问内网页面特别慢，打开一页要 {n} 秒以上，外网正常。"),
    ("键盘按键失灵", "笔记本键盘的 F、G 两个键失灵，外接键盘正常，序列号 SN{n}，请安排维修。"),
    ("软件安装：CAD", "需要安装制图软件，用于项目 {n} 的图纸修改，许可证已由部门经理审批。"),
)
PROBLEMS_EN = (
    ("Printer on floor {n} keeps jamming", "The printer next to the lifts on floor {n} has jammed five times today."),
    ("VPN drops every few minutes", "Since the update my VPN connection drops every {n} minutes, at home and abroad."),
    ("Cannot open invoice INV-{n}", "When I open invoice INV-{n} the application closes without any message."),
    (
        "Request: access to shared drive",
        "I need write access to \\\\fs02\\clients{n} for the audit that starts next week.",
    ),
    ("Laptop does not wake up", "My laptop (asset {n}) does not wake up from sleep; only a hard reset helps."),
    (
        "Outlook search finds nothing",
        "Searching in Outlook returns nothing older than {n} days, although the mails exist.",
    ),
    ("New starter on Monday", "We have a new colleague on Monday, employee number {n}; please prepare all accounts."),
    ("Wi-Fi in meeting room {n}", "The Wi-Fi in meeting room {n} is so slow that video calls are not possible."),
    ("Password reset for the CRM", "The reset link of the CRM arrives, but the page says “token expired ({n})”."),
    ("Badge reader at gate {n} offline", "The badge reader at gate {n} shows a red light and lets nobody in."),
)
MORE_ZH = (
    "之前在别的电脑上试过，现象是一样的。",
    "同办公室的其他同事没有这个问题，只有我这一台。",
    "我已经按照知识库里的步骤操作过一遍，没有效果。",
    "今天下班前需要提交报表，麻烦优先处理一下，谢谢！",
    "截图见附件，如果还需要其他信息请告诉我。",
    "我的座位在靠窗一侧，电话一般都能接到，下午三点到四点开会不方便。",
    "上个月也出现过一次，当时是贵部门的工程师远程处理好的。",
    "操作系统是 Windows 11，补丁已经更新到最新。",
)
MORE_EN = (
    "I have already restarted the machine and tried another cable.",
    "My colleagues at the same desk row do not have this problem.",
    "It worked until last Thursday; I am not aware of any change on my side.",
    "Please call me before you connect, as I am with customers most of the morning.",
    "A screenshot is attached; let me know if you need anything else from me.",
    "This blocks the month-end closing, so I would be grateful for a quick answer.",
    "The steps of the knowledge base article did not change anything.",
    "I'm in the office until 5 pm and can be reached on my mobile after that.",
)
ANSWERS_ZH = (
    "补充一下：刚才又出现了一次，时间是 {n} 点左右，截图已经保存。",
    "请问现在进展如何？我们这边还在等。",
    "按您说的方法试过了，还是不行，错误代码变成了 {n}。",
    "好的，下午 {n} 点之后我都在座位上，可以过来处理。",
    "问题已经解决，谢谢！",
)
ANSWERS_EN = (
    "One more thing: it happened again at {n} minutes past the hour.",
    "Is there any news? We are still waiting on our side.",
    "I tried that, but it did not help; the code is now {n}.",
    "Fine with me. I am at my desk all afternoon, extension {n}.",
    "It works again, thank you very much!",
)
CONFIDENTIAL_ZH = "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用。"
CONFIDENTIAL_EN = (
    "This e-mail and any attachment are confidential and may be privileged. If you are not the intended recipient, "
    "please notify the sender and delete this message; copying or disclosure is not permitted."
)
