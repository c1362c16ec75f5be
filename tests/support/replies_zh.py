"""Replies as Chinese mail programs write them: (program, what was typed, what the program put below)."""

# A mail in one line is easier to compare with its neighbours.
# ruff: noqa: E501

ASKED = "您好，您的工单已受理。\n请问故障何时开始？\n\n服务台"

CHINESE = [
    (
        "QQ Mail, web, Chinese",
        "打印机还是卡纸，请再来看看。",
        '\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "服务台" <desk@example.com>;\n'
        '发送时间: 2026年11月2日(星期一) 上午9:00\n收件人: "张三" <zhangsan@example.com>;\n\n'
        "主题: 回复：打印机卡纸\n\n\n\n".replace("&nbsp;", " ")
        + ASKED,
    ),
    (
        "QQ Mail, web, English",
        "Still jammed, please come again.",
        '\n\n------------------ Original ------------------\nFrom: "Desk" <desk@example.com>;\n'
        "Date: Mon, Nov 2, 2026 09:00 AM\n"
        'To: "Zhang San" <zhangsan@example.com>;\n\nSubject: Re: printer\n\n' + ASKED,
    ),
    (
        "QQ Mail on a telephone",
        "可以了，谢谢！",
        '\n\n发自我的iPhone\n\n\n---原始邮件---\n发件人: "服务台"<desk@example.com>\n发送时间: 2026年11月2日(周一) 上午9:00\n'
        '收件人: "张三"<zhangsan@example.com>;\n主题: 回复：打印机卡纸\n\n' + ASKED,
    ),
    (
        "QQ Mail, footer of the telephone",
        "收到，下午在工位。",
        "\n\n来自QQ邮箱手机版\n\n------------------ 原始邮件 ------------------\n发件人: 服务台 <desk@example.com>\n"
        "发送时间: 2026年11月2日 09:00\n收件人: 张三 <zhangsan@example.com>\n主题: 打印机\n\n" + ASKED,
    ),
    (
        "QQ Mail, newer block without separator",
        "已重启，问题依旧。",
        "\n\n\n发件人：服务台 <desk@example.com>\n发件时间：2026年11月2日 09:00\n收件人：张三 <zhangsan@example.com>\n"
        "主题：Re: 打印机卡纸\n\n" + ASKED,
    ),
    (
        "Tencent Exmail",
        "按步骤操作后恢复正常。",
        '\n\n \n \n------------------ Original ------------------\nFrom:  "服务台"<desk@example.com>;\n'
        'Date:  Mon, Nov 2, 2026 09:00 AM\nTo:  "张三"<zhangsan@example.com>; \nCc:  "李四"<lisi@example.com>; \n'
        "Subject:  回复：打印机\n \n" + ASKED,
    ),
    (
        "WeCom on a telephone",
        "好的",
        "\n\n发自我的企业微信\n\n------------------ Original ------------------\nFrom: 服务台<desk@example.com>\n"
        "Date: 2026年11月2日(周一) 09:00\nTo: 张三<zhangsan@example.com>\nSubject: 打印机\n\n" + ASKED,
    ),
    (
        "163 web, Chinese",
        "还是不行，提示缺纸。",
        '\n\n\n\n\n\n\n在 2026-11-02 09:00:00，"服务台" <desk@example.com> 写道：\n\n' + ASKED,
    ),
    (
        "163 web, English words",
        "还是不行，提示缺纸。",
        '\n\n\n\nAt 2026-11-02 09:00:00, "服务台" <desk@example.com> wrote:\n\n' + ASKED,
    ),
    (
        "163 web with marks",
        "还是不行。",
        "\n\n在 2026-11-02 09:00:00，desk@example.com 写道：\n\n>您好，您的工单已受理。\n>请问故障何时开始？",
    ),
    (
        "126, block of dashes",
        "请看附件截图。",
        "\n\n\n-------- 转发邮件信息 --------\n发件人：服务台 <desk@example.com>\n发送日期：2026-11-02 09:00:00\n"
        "收件人：张三 <zhangsan@example.com>\n主题：打印机\n\n" + ASKED,
    ),
    (
        "NetEase Mail Master, Chinese",
        "驱动装好了。",
        "\n\n| |\n张三\n|\n|\nzhangsan@example.com\n|\n---- 回复的原邮件 ----\n| 发件人 | 服务台<desk@example.com> |\n"
        "| 日期 | 2026年11月02日 09:00 |\n| 收件人 | 张三<zhangsan@example.com> |\n| 抄送至 | |\n| 主题 | Re: 打印机 |\n"
        + ASKED,
    ),
    (
        "NetEase Mail Master, English",
        "The driver is installed.",
        "\n\n---- Replied Message ----\n| From | Desk<desk@example.com> |\n| Date | 11/2/2026 09:00 |\n"
        "| To | Zhang San<zhangsan@example.com> |\n| Subject | Re: printer |\n" + ASKED,
    ),
    (
        "NetEase Mail Master, footer",
        "稍后试一下。",
        "\n\n发自网易邮箱大师\n\n---- 回复的原邮件 ----\n发件人：服务台<desk@example.com>\n发送日期：2026年11月02日 09:00\n"
        "收件人：张三<zhangsan@example.com>\n主题：Re: 打印机\n" + ASKED,
    ),
    (
        "Foxmail",
        "您好，\n\n附件是日志。",
        "\n\n\n\n张三\n信息技术部\n电话：010-12345678\n \n发件人： 服务台\n发送时间： 2026-11-02 09:00\n收件人： zhangsan\n"
        "主题： Re: 打印机卡纸\n" + ASKED,
    ),
    (
        "Foxmail, English",
        "Log attached.",
        "\n\n\nzhangsan@example.com\n \nFrom: Desk\nDate: 2026-11-02 09:00\nTo: zhangsan\nSubject: Re: printer\n"
        + ASKED,
    ),
    (
        "Outlook, half-width colons",
        "周三可以，谢谢。",
        "\n\n发件人: 服务台 <desk@example.com>\n发送时间: 2026年11月2日 9:00\n收件人: 张三 <zhangsan@example.com>\n"
        "抄送: 李四 <lisi@example.com>\n主题: 回复: 打印机卡纸\n\n" + ASKED,
    ),
    (
        "Outlook, full-width colons and a rule",
        "周三可以。",
        "\n________________________________\n发件人：服务台 <desk@example.com>\n发送时间：2026年11月2日 9:00\n"
        "收件人：张三\n主题：回复：打印机卡纸\n\n" + ASKED,
    ),
    (
        "Outlook, original message",
        "周三可以。",
        "\n\n-----邮件原件-----\n发件人: 服务台 [mailto:desk@example.com] \n发送时间: 2026年11月2日 9:00\n收件人: 张三\n"
        "主题: 打印机\n\n" + ASKED,
    ),
    ("Outlook, bare separator", "周三可以。", "\n\n-----原始邮件-----\n\n" + ASKED),
    (
        "Outlook for iOS, Chinese",
        "已经好了",
        "\n\n获取 Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n发件人: 服务台 <desk@example.com>\n"
        "发送时间: Monday, November 2, 2026 9:00:00 AM\n收件人: 张三 <zhangsan@example.com>\n主题: 打印机\n\n" + ASKED,
    ),
    (
        "Outlook for Android, Chinese",
        "已经好了",
        "\n\n获取适用于 Android 的 Outlook<https://aka.ms/AAb9ysg>\n________________________________\nFrom: 服务台 <desk@example.com>\n"
        "Sent: Monday, November 2, 2026 9:00:00 AM\nTo: 张三 <zhangsan@example.com>\nSubject: 打印机\n\n" + ASKED,
    ),
    (
        "Windows Mail, Chinese",
        "好的，我试试。",
        "\n\n从 Windows 版邮件发送\n\n发件人: 服务台\n发送时间: 2026年11月2日 9:00\n收件人: 张三\n主题: 打印机\n\n"
        + ASKED,
    ),
    (
        "Apple Mail, Chinese",
        "重启之后好了。",
        "\n\n> 在 2026年11月2日，09:00，服务台 <desk@example.com> 写道：\n> \n> 您好，您的工单已受理。\n> 请问故障何时开始？\n",
    ),
    (
        "iPhone, Chinese",
        "重启之后好了。",
        "\n\n发自我的 iPhone\n\n> 在 2026年11月2日，上午9:00，服务台 <desk@example.com> 写道：\n> \n> ﻿您好，您的工单已受理。\n",
    ),
    (
        "iPhone, no marks",
        "重启之后好了。",
        "\n\n从我的iPhone发送\n\n在 2026年11月2日，09:00，服务台 <desk@example.com> 写道：\n\n" + ASKED,
    ),
    (
        "Gmail, simplified",
        "换了一根线就好了。",
        "\n\n服务台 <desk@example.com> 于2026年11月2日周一 09:00写道：\n\n> 您好，您的工单已受理。\n> 请问故障何时开始？\n>\n",
    ),
    (
        "Gmail, simplified, wrapped",
        "换了一根线就好了。",
        "\n\nsupport desk of the company <desk-of-the-company@example.com>\n于2026年11月2日周一 09:00写道：\n\n> 您好，您的工单已受理。\n",
    ),
    (
        "Gmail, traditional",
        "換了一條線就好了。",
        "\n\n服務台 <desk@example.com> 於 2026年11月2日 週一 上午9:00寫道：\n\n> 您好，您的工單已受理。\n>\n",
    ),
    (
        "Outlook, traditional",
        "下週三可以。",
        "\n\n寄件者: 服務台 <desk@example.com>\n寄件日期: 2026年11月2日 上午 09:00\n收件者: 張三\n主旨: RE: 印表機\n\n"
        + ASKED,
    ),
    (
        "iPhone, traditional",
        "好的，謝謝您的協助。",
        "\n\n從我的 iPhone 傳送\n\n> 服務台 <desk@example.com> 於 2026年11月2日 上午9:00 寫道：\n> \n> 您好\n",
    ),
    (
        "DingTalk mail",
        "已按说明处理，仍报错 0x80070005。",
        "\n\n\n------------------------------------------------------------------\n发件人：服务台 <desk@example.com>\n"
        "发送时间：2026年11月2日(星期一) 09:00\n收件人：张三 <zhangsan@example.com>\n抄　送：李四 <lisi@example.com>\n"
        "主　题：Re: 打印机\n\n" + ASKED,
    ),
    (
        "DingTalk mail, English",
        "Same error as before.",
        "\n\n\n------------------------------------------------------------------\nSender:Desk <desk@example.com>\n"
        "Sent At:2026 Nov. 2 (Mon.) 09:00\nRecipient:Zhang San <zhangsan@example.com>\nSubject:Re: printer\n\n" + ASKED,
    ),
    (
        "DingTalk on a telephone",
        "明天再联系",
        "\n\n\n来自钉钉专属商务邮箱\n------------------------------------------------------------------\n发件人：服务台<desk@example.com>\n"
        "日　期：2026年11月02日 09:00:00\n收件人：张三<zhangsan@example.com>\n主　题：打印机\n\n" + ASKED,
    ),
    (
        "Feishu mail",
        "网络恢复了。",
        "\n\n发件人: 服务台 <desk@example.com>\n时间: 2026年11月2日 (周一) 09:00\n主题: 回复: 打印机\n收件人: 张三 <zhangsan@example.com>\n\n"
        + ASKED,
    ),
    (
        "Lark mail, English",
        "The network is back.",
        '\n\nFrom: "Desk" <desk@example.com>\nDate: Mon, Nov 2, 2026, 09:00\nSubject: Re: printer\nTo: "Zhang San" <zhangsan@example.com>\n\n'
        + ASKED,
    ),
    (
        "Thunderbird, Chinese",
        "问题解决了。",
        "\n\n在 2026/11/2 9:00, 服务台 写道:\n> 您好，您的工单已受理。\n> 请问故障何时开始？\n",
    ),
    (
        "Sina",
        "好的，知道了。",
        "\n\n----- 原始邮件 -----\n发件人：服务台 <desk@example.com>\n收件人：张三 <zhangsan@example.com>\n主题：打印机\n"
        "日期：2026年11月02日 09点00分\n\n" + ASKED,
    ),
    (
        "139",
        "好的，知道了。",
        "\n\n\n\n----邮件原文----\n发件人：服务台  <desk@example.com>\n收件人：张三  <zhangsan@example.com>\n抄 送： (无)\n"
        "发送时间：2026-11-02 09:00:00\n主题：打印机\n\n" + ASKED,
    ),
    (
        "Coremail",
        "好的，知道了。",
        '\n\n-----原始邮件-----\n发件人:"服务台" <desk@example.com>\n发送时间:2026-11-02 09:00:00 (星期一)\n收件人: zhangsan@example.com\n'
        "抄送: \n主题: 打印机\n\n" + ASKED,
    ),
    (
        "Huawei telephone",
        "能上网了。",
        "\n\n发自我的华为手机\n\n\n-------- 原始邮件 --------\n发件人： 服务台 <desk@example.com>\n日期： 2026年11月2日周一 09:00\n"
        "收件人： 张三 <zhangsan@example.com>\n主 题： 打印机\n\n" + ASKED,
    ),
    (
        "Xiaomi telephone",
        "能上网了。",
        "\n\n发自我的小米手机\n\n服务台 <desk@example.com>于 2026年11月2日 周一 上午9:00写道：\n\n" + ASKED,
    ),
    (
        "Lotus Notes, Chinese",
        "方案可行。",
        "\n\n\n\n发件人：	服务台/信息部/公司\n收件人：	张三/财务部/公司@公司\n日期：	2026-11-02 09:00\n主题：	回复: 打印机\n\n\n"
        + ASKED,
    ),
    (
        "QQ Mail's text part with entities",
        "好的",
        '\n\n&nbsp;\n&nbsp;\n------------------&nbsp;Original&nbsp;------------------\nFrom: &nbsp;"服务台";<desk@example.com&gt;;\n'
        'Date: &nbsp;Mon, Nov 2, 2026 09:00 AM\nTo: &nbsp;"张三";<zhangsan@example.com&gt;;\n\nSubject: &nbsp;Re: 打印机\n\n&nbsp;\n\n您好',
    ),
    (
        "QQ Mail on a telephone, English",
        "好的",
        '\n\n---Original---\nFrom: "服务台"<desk@example.com>\nDate: Mon, Nov 2, 2026 09:00 AM\nTo: "张三"<zhangsan@example.com>;\n'
        "Subject: Re: 打印机\n\n" + ASKED,
    ),
    (
        "NetEase Mail Master, card and line",
        "已经收到，谢谢",
        "\n\n| |\n张三\n|\n|\n邮箱：zhangsan@example.com\n|\n\n签名由 网易邮箱大师 定制\n\n在2026年11月02日 09:00，服务台 写道：\n"
        + ASKED,
    ),
    ("NetEase Mail Master, line in English", "OK", "\n\nOn 11/2/2026 09:00，Desk<desk@example.com> wrote：\n" + ASKED),
    (
        "iPhone, date first",
        "好了。",
        "\n\n2026年11月2日 09:00，服务台 <desk@example.com> 写道：\n\n> 您好\n",
    ),
    (
        "Gmail on Android",
        "好了。",
        "\n\n在 2026年11月2日周一 09:00，服务台 <desk@example.com> 写道：\n\n> 您好\n",
    ),
    (
        "iPhone, verb on the next line",
        "好了。",
        "\n\n在 2026年11月2日，上午9:00，服务台 <the-service-desk-of-example@example.com>\n写道：\n\n> 您好\n",
    ),
    (
        "Aliyun on a telephone",
        "好了。",
        "\n\n\n发自阿里邮箱 iOS版\n------------------------------------------------------------------\n发件人：服务台<desk@example.com>\n日　期：2026年11月02日 09:00:00\n"
        "收件人：张三<zhangsan@example.com>\n主　题：打印机\n\n您好",
    ),
    (
        "Outlook 2003",
        "好了。",
        "\n\n  _____  \n\n发件人: 服务台 [mailto:desk@example.com] \n发送时间: 2026年11月2日 9:00\n收件人: '张三'\n主题: 打印机\n\n您好",
    ),
    (
        "Outlook, Chinese dates in English words",
        "好了。",
        "\n\nFrom: 服务台 <desk@example.com>\nSent: 2026年11月2日 9:00\nTo: 张三 <zhangsan@example.com>\nSubject: Re: 打印机\n\n您好",
    ),
    (
        "a block without blank line above",
        "好了。",
        "\n发件人: 服务台 <desk@example.com>\n发送时间: 2026年11月2日 9:00\n收件人: 张三\n主题: 打印机\n\n您好",
    ),
    ("wishes", "请尽快处理。", "\n\n祝您工作顺利，身体健康！\n\n张三\n2026年11月2日"),
    ("此致敬礼 with a date", "请批准。", "\n\n    此致\n敬礼！\n\n申请人张三\n2026年11月2日"),
    ("a signature in one line", "请批准。", "\n\n张三 | 产品经理 | 某某科技有限公司\n电话：010-12345678"),
    (
        "a signature in English words",
        "请批准。",
        "\n\nBest Regards,\n\n张三 (Zhang San)\n某某科技有限公司\nTel: +86-10-12345678\nMobile: 13800138000",
    ),
    (
        "a signature with stars",
        "请批准。",
        "\n\n******************************\n张三\n某某科技有限公司\n电话：010-12345678\n******************************",
    ),
    ("a signature below a long dash", "请批准。", "\n\n——————————\n张三\n13800138000"),
    (
        "an English notice",
        "请批准。",
        "\n\nThis e-mail and its attachments contain confidential information from EXAMPLE, which is intended only for the person or entity whose address is listed above.\n\n本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出的个人或群组。",
    ),
    (
        "our own line above the quotation",
        "还没有解决。",
        "\n\n-------- 请在此线以上回复 · Please reply above this line --------\n\n您的工单 [TS-20261102-001] 已受理。",
    ),
    (
        "signature with closing words",
        "麻烦尽快处理。",
        "\n\n此致\n敬礼\n\n张三\n财务部\n\n发件人: 服务台 <desk@example.com>\n发送时间: 2026年11月2日 9:00\n收件人: 张三\n主题: 打印机\n\n"
        + ASKED,
    ),
    ("closing words and a name", "麻烦尽快处理。", "\n\n祝好！\n李明"),
    (
        "closing words and a block",
        "方案已确认。",
        "\n\n顺颂商祺\n\n王小红\n产品经理\n某某科技有限公司\n手机：13800138000\n邮箱：wang@example.com",
    ),
    (
        "a block without closing words",
        "系统登录不上，报密码错误。",
        "\n\n王小红\n信息技术部\n电话：010-12345678\n手机：13800138000",
    ),
    ("a signature below dashes", "系统登录不上。", "\n\n--\n王小红\n某某科技有限公司"),
    (
        "a notice",
        "请查收附件。",
        "\n\n王小红\n某某有限公司\n\n本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用。如果您错收了本邮件，请您立即电话或邮件通知发件人并删除本邮件！",
    ),
    ("only a footer of the telephone", "请帮我重置密码", "\n\n发自我的 iPad"),
]
