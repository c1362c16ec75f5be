"""Delivery reports in words, as servers write them: (server, From, subject, text, what it says)."""

from __future__ import annotations

from typing import NamedTuple

LI = "li.lei@users.example"
HAN = "han.mei@users.example"


class Told(NamedTuple):
    """What a report is read as."""

    recipients: tuple[str, ...] = (LI,)
    status: str = ""
    action: str = "failed"
    original: str = ""


RETURNED = "Received: from desk.example by mx.example\nMessage-ID: <n1@desk.example>\nTo: other@users.example\n"
FOUND = "n1@desk.example"

WESTERN = [
    (
        "Postfix", "MAILER-DAEMON@mx.example (Mail Delivery System)", "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients.\n\nFor further assistance, please send mail to postmaster.\n\n"
        f"<{LI}>: host mx.users.example[192.0.2.7] said: 550 5.1.1\n    <{LI}>: no such user (in reply to RCPT TO)\n",
        Told(status="5.1.1"),
    ),
    (
        "Postfix, two", "Mail Delivery System <MAILER-DAEMON@mx.example>", "Undelivered Mail Returned to Sender",
        "Your message could not be delivered to one or more recipients.\n\n"
        f"<{LI}>: mailbox full\n\n<{HAN}> (expanded from <all@users.example>): mailbox full\n",
        Told((LI, HAN, "all@users.example")),
    ),
    (
        "Postfix, waiting", "MAILER-DAEMON@mx.example", "Delayed Mail (still being retried)",
        "####\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####\n\n"
        "Your message could not be delivered for 4 hours.\nIt will be retried until it is 5 days old.\n\n"
        f"<{LI}>: timed out\n",
        Told(action="delayed"),
    ),
    (
        "qmail (QSBMF)", "MAILER-DAEMON@mx.example", "failure notice",
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{LI}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n<{HAN}>:\nUser is over quota. (#5.2.2)\n\n"
        f"--- Below this line is a copy of the message.\n\n{RETURNED}",
        Told((LI, HAN), "5.1.1", original=FOUND),
    ),
    (
        "Exim", "Mail Delivery System <Mailer-Daemon@mx.example>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        f"delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  {LI}\n"
        "    SMTP error from remote mail server after RCPT TO:\n    550 unknown user\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}",
        Told(original=FOUND),
    ),
    (
        "Exim, waiting", "Mail Delivery System <Mailer-Daemon@mx.example>",
        "Warning: message 1abc-0002 delayed 24 hours",
        "A message that you sent has not yet been delivered to one or more of its recipients after more than 24 "
        "hours.\n\n"
        f"The address to which the message has not yet been delivered is:\n\n  {LI}\n\n"
        "No action is required on your part.\n",
        Told(action="delayed"),
    ),
    (
        "sendmail", "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>", "Returned mail: see transcript for details",
        "The original message was received at Sun, 22 Nov 2026 09:00:00 +0800\nfrom desk.example [192.0.2.1]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{LI}>\n"
        "    (reason: 550 5.1.1 User unknown)\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.users.example.:\n>>> DATA\n",
        Told(status="5.1.1"),
    ),
    (
        "Gmail", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        "** Address not found **\n\n"
        f"Your message wasn't delivered to {LI} because the address couldn't be found, or is "
        "unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 No such user\n",
        Told(status="5.1.1"),
    ),
    (
        "Gmail, older", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        f"Delivery to the following recipient failed permanently:\n\n     {LI}\n\n"
        "Technical details of permanent failure: \n"
        f"The recipient server did not accept it. 550 5.7.1 blocked\n\n   ----- Original message -----\n\n{RETURNED}",
        Told(status="5.7.1", original=FOUND),
    ),
    (
        "Gmail, waiting", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Delay)",
        f"THIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     {LI}\n\n"
        "Message will be retried for 2 more day(s)\n",
        Told(action="delayed"),
    ),
    (
        "Yahoo", "MAILER-DAEMON@yahoo.com", "Failure Notice",
        f"Sorry, we were unable to deliver your message to the following address.\n\n<{LI}>:\n"
        "554: delivery error: dd This "
        "user doesn't have an account\n\n--- Below this line is a copy of the message.\n\n" + RETURNED,
        Told(original=FOUND),
    ),
    (
        "AOL, a local user", "Mail Delivery Subsystem <MAILER-DAEMON@users.example>", "Mail Delivery Problem",
        "Your mail to the following recipients could not be delivered because they are not accepting mail from "
        "desk@desk.example:\n\tli.lei\n",
        Told(),
    ),
    (
        "Exchange 5.5", "System Administrator <postmaster@users.example>", "Undeliverable: printer",
        "Your message\n\n  To:      All\n  Subject: printer\n  Sent:    Sun, 22 Nov 2026 09:00:00 +0800\n\n"
        f"did not reach the following recipient(s):\n\n{LI} on Sun, 22 Nov 2026 09:00:10 +0800\n"
        "    The recipient name is not recognized\n    MSEXCH:IMS:Users:MAIN:MX 0 (000C05A6) Unknown Recipient\n",
        Told(),
    ),
    (
        "Exchange 2016", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@users.example>",
        "Undeliverable: printer",
        f"Delivery has failed to these recipients or groups:\n\n{LI}<mailto:{LI}>\n"
        "The email address you entered couldn't be "
        f"found.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.users.example\n\n{LI}\n"
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\nOriginal message headers:\n"
        "\n" + RETURNED,
        Told(status="5.1.10", original=FOUND),
    ),
    (
        "Office 365", "postmaster@users.example", "Undeliverable: printer",
        f"Your message to {LI} couldn't be delivered.\n\nli.lei wasn't found at users.example.\n\n"
        "desk\tOffice 365\tli.lei\n"
        "Action Required\t\tRecipient\nUnknown To address\n\nStatus code: 550 5.1.10\n",
        Told(status="5.1.10"),
    ),
    (
        "Domino", "Postmaster@users.example", "DELIVERY FAILURE: User li.lei not listed in Domino Directory",
        f"Your message\n\n  Subject: printer\n\nwas not delivered to:\n\n  {LI}\n\nbecause:\n\n"
        "  User li.lei not listed in Domino "
        "Directory\n",
        Told(),
    ),
    (
        "GroupWise", "Mailer-Daemon@users.example", "Message status - undeliverable",
        f"The message that you sent was undeliverable to the following:\n\t{LI} (mailbox is full)\n",
        Told(),
    ),
    (
        "Mimecast", "postmaster@mimecast.example", "[Postmaster] Email Delivery Failure",
        "This is a delivery failure notification message indicating that\nan email you addressed to email address :\n"
        f"-- {LI}\n\ncould not be delivered. The problem appears to be :\n"
        "-- Recipient email address is possibly incorrect\n",
        Told(),
    ),
    (
        "smtp32 (IMail)", "Postmaster <postmaster@mx.example>", "Undeliverable Mail",
        f"Unknown user: {LI}\n\nRCPT TO generated following response:\n553 5.3.0 addressee unknown\n\n"
        "Original message follows.\n",
        Told(status="5.3.0"),
    ),
    (
        "MDaemon", "MDaemon@mx.example", "Permanent Delivery Failure",
        "The attached message had PERMANENT fatal delivery errors!\n\n"
        f"The following addresses did NOT receive a copy:\n\n> {LI}\n",
        Told(),
    ),
    (
        "hMailServer", "mailer-daemon@mx.example", "Message undeliverable: printer",
        "Your message did not reach some or all of the intended recipients.\n\n"
        "The following recipient(s) could not be reached:\n\n"
        f"{LI}\n   Error Type: SMTP\n   Remote server replied: 550 5.1.1 User unknown\n\nhMailServer\n",
        Told(status="5.1.1"),
    ),
    (
        "MailEnable", "Delivery Subsystem <POSTMASTER@mx.example>", "Message Delivery Failure",
        f"The following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:{LI}]\n"
        "\tReason: 550 mailbox unavailable\n",
        Told(),
    ),
    (
        "LSMTP", "LSMTP <postmaster@mx.example>", "Undelivered mail",
        f"An error was detected.\n\n--> Error description:\nError-for:  {LI}\nError-Code: 0\nError-Text: looping\n",
        Told(),
    ),
    (
        "Symantec, without a server's sender", "AntiVirus_Gateway@mx.example", "Delivery failure notification",
        f"Your message with Subject: printer\ncould not be delivered to the following recipients:\n\n{LI}\n\n"
        "Delivery attempts will "
        "continue to be made for 5 day(s).\n",
        Told(action="delayed"),
    ),
    (
        "no address at all", "ndr@mx.example", "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of its recipients.\n", Told(()),
    ),
    (
        "web.de", "Mail Delivery System <mailer-daemon@web.example>",
        "Mail delivery failed: returning message to sender",
        f"Diese Nachricht wurde automatisch erzeugt.\n\nSie konnte nicht zugestellt werden:\n\n\"{LI}\":\n"
        "SMTP error 550 unknown user\n",
        Told(),
    ),
    (
        "French", "postmaster@mx.example", "Non remis : imprimante",
        f"Votre message n'a pas pu être remis aux destinataires suivants :\n\n{LI}\n", Told(),
    ),
    (
        "Russian", "Mail Delivery System <Mailer-Daemon@mx.example>", "Ваше сообщение не доставлено",
        f"К сожалению, Ваше письмо не может быть доставлено.\n\n<{LI}>:\nмногие письма. user not found\n", Told(),
    ),
    (
        "Japanese", "MAILER-DAEMON@mx.example", "配信エラーのお知らせ",
        f"以下の宛先にメールを配信できませんでした。\n\n  {LI}\n\n理由: 550 5.1.1 unknown\n", Told(status="5.1.1"),
    ),
]  # fmt: skip

CHINESE = [
    (
        "QQ Mail", "PostMaster <PostMaster@qq.com>", "系统退信/System bounce",
        f"抱歉，您的邮件被退回来了……\n\n原邮件信息：\n时间  2026-11-22 09:00:00\n主题  打印机\n收件人  {LI}\n\n"
        "退信原因\n"
        "收件人邮箱未找到该收件人。 550 5.1.1 User not found\n\n建议解决方案\n请与对方核实邮箱地址\n",
        Told(status="5.1.1"),
    ),
    (
        "QQ Mail, older", "postmaster@qq.com", "来自qq.com的退信",
        f"很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n\n被退回邮件\n主题：打印机\n\n无法发送到 {LI}\n\n"
        "退信原因\n"
        "发件人（desk@desk.example）域名的DNS记录未设置或设置错误\n\n帮助：service@qq.com\n",
        Told(),
    ),
    (
        "Tencent exmail", "postmaster@exmail.example", "系统退信",
        f"您的邮件无法送达。\n\n收件人（{LI}）所属邮箱域名不存在，邮件无法送达。\n"
        "host mx[192.0.2.7] said: 550 Mailbox not found\n",
        Told(),
    ),
    (
        "163", "postmaster@163.com", "系统退信",
        f"您的邮件被退回来了……\n\n原邮件信息：\n时　间：2026-11-22 09:00\n主　题：打印机\n收件人：{LI}\n"
        "退信原因：\n收件人不存在\n"
        "英文说明:SMTP error, RCPT TO: 550 User not found\n",
        Told(),
    ),
    (
        "Aliyun", "postmaster@aliyun.com", "来自postmaster@aliyun.com的退信",
        f"尊敬的用户，您好！\n您的邮件未能成功投递，邮件信息如下：\n邮件主题：打印机\n收信人：{LI}\n"
        "退信原因：对方邮箱不存在(550 5.1.1)\n"
        "如有疑问请联系 help@aliyun.com\n",
        Told(status="5.1.1"),
    ),
    (
        "Coremail", "postmaster@users.example", "退信通知",
        f"这封邮件由邮件系统自动发出，请不要回复。\n\n您的邮件无法投递到 {LI} ：用户不存在\n", Told(),
    ),
    (
        "a Chinese qmail", "MAILER-DAEMON@mx.example", "failure notice",
        "到下列地址的信件投递失败，对方服务器无法正常接受，\n这是一个永久性的错误，服务器已经放弃继续投递。\n\n"
        f"{LI}\n\n"
        "对方服务器返回错误提示:\nNo such user\n",
        Told(),
    ),
    (
        "a sentence", "Mail Delivery System <MAILER-DAEMON@mx.example>", "邮件投递失败通知",
        f"您好，您发往 <{LI}> 的邮件投递失败。\n错误信息：550 no such user\n", Told(),
    ),
    (
        "waiting", "postmaster@mx.example", "邮件发送延迟通知",
        f"您的邮件暂时无法投递到 <{LI}>，系统将继续尝试投递。\n", Told(action="delayed"),
    ),
    (
        "Exchange", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@users.example>",
        "未送达: 打印机",
        f"未能送达以下收件人:\n\n      李雷 ({LI})\n\n  5.1.10 找不到收件人\n", Told(status="5.1.10"),
    ),
    (
        "Exchange, Taiwan", "postmaster@users.example", "無法傳遞: 印表機",
        f"傳遞至下列收件者或群組失敗:\n\n{LI}\n找不到您輸入的電子郵件地址。\n", Told(),
    ),
    (
        "Gmail", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "传送状态通知（失败）",
        f"** 找不到地址 **\n\n由于找不到地址，或该地址无法接收邮件，您的邮件未能发送至 {LI}。\n\n响应如下：\n"
        "550 5.1.1 no such user\n",
        Told(status="5.1.1"),
    ),
]  # fmt: skip
