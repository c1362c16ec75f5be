"""A person, or which kind of machine?"""

from __future__ import annotations

import pytest
from support.leaves import make_attached, make_headers, make_part, who_wrote

from parsers.message import Automation, Options

OUR_OPTIONS = Options(own_addresses=frozenset({"desk@example.com"}), loop_mark="desk-1")

AUTOMATIC_SUBJECTS = (
    # Chinese
    "自动回复:打印机卡纸", "自动回复：Re: [TS-20261122-001] 打印机", "自动回复", "【自动回复】您好",
    "[自动回复] 打印机", "自动答复: 打印机", "自动答复：休假",
    "自動回覆: 印表機", "自動回復：印表機", "自動答覆：印表機", "外出自动回复：打印机", "不在办公室: 打印机",
    "不在办公室自动回复", "系统自动回复：收到",
    "来自李雷的自动回复", "打印机（自动回复）", "休假自动回复: 打印机", "已读: 打印机", "已读回执：打印机",
    "自动回复 Re: 打印机", "(自动回复) 打印机",
    # English
    "Automatic reply: printer", "Automatic Reply: Re: printer", "Auto reply", "Auto-Reply: printer",
    "AutoReply: printer", "Autoreply",
    "Out of Office: printer", "Out of office", "Out of Office AutoReply: printer",
    "Out of the office reply: printer", "I am out of the office",
    "Automated response: your request", "OOO: printer", "Vacation reply: printer", "[Auto-Reply] printer",
    "AUTO: Li Lei is out of the office",
    "AUTO: printer", "Li Lei is out of the office (returning 12/03/2026)", "printer (Automatic reply)",
    "Read receipt: printer",
    # German, Dutch, Nordic
    "Automatische Antwort: Drucker", "Abwesenheitsnotiz: Drucker", "Abwesend: Drucker", "Abwesenheitsnotiz",
    "Autom. Antwort: Drucker",
    "Nicht im Büro: Drucker", "Automatisch antwoord: printer", "Afwezig: printer", "Autosvar: skrivare",
    "Automatiskt svar: skrivare",
    "Automatisk svar: printer", "Fraværsmelding: printer", "Frånvaromeddelande: skrivare",
    "Automaattinen vastaus: tulostin", "Poissa: tulostin",
    # Romance
    "Réponse automatique : imprimante", "Absence du bureau: imprimante", "Message d'absence",
    "Respuesta automática: impresora",
    "Fuera de la oficina: impresora", "Risposta automatica: stampante", "Fuori ufficio: stampante",
    "Resposta automática: impressora",
    # Slavic and others
    "Automatyczna odpowiedź: drukarka", "Odpowiedź automatyczna: drukarka", "Automatická odpověď: tiskárna",
    "Автоответ: принтер",
    "Автоматический ответ: принтер", "Automatikus válasz: nyomtató", "Otomatik yanıt: yazıcı",
    "Αυτόματη απάντηση: εκτυπωτής", "自動返信: プリンタ",
    "自動応答：プリンタ", "不在通知：プリンタ", "자동 회신: 프린터", "부재중 자동 회신: 프린터",
    "Trả lời tự động: máy in", "ตอบกลับอัตโนมัติ: เครื่องพิมพ์",
)  # fmt: skip
PEOPLES_SUBJECTS = (
    "Re: 自动回复功能坏了", "自动回复功能坏了", "自动回复怎么设置", "如何关闭自动回复？", "关于自动回复的问题",
    "我的自动回复没有发出去", "回复: 自动回复: 打印机",
    "Re: 自动回复：打印机", "转发: 自动回复: 打印机", "Fwd: Automatic reply: printer",
    "Re: Out of Office: printer", "休假申请", "请假三天", "外出打卡异常",
    "不在办公室能用 VPN 吗", "出差报销", "系统退信怎么办", "退信了", "邮件发送失败", "邮件被退回", "已读不回",
    "已收到，谢谢",
    "The out of office reply does not work", "Out of office reply does not work",
    "Out of office replies are sent twice", "Out of disk space",
    "Automatic reply cannot be switched off", "How do I set an automatic reply?", "Vacation request", "vacation",
    "On leave next week",
    "Auto update fails", "Automatic updates", "Bob is out of the office, who can help?", "Thank you for your help",
    "Delivery of my laptop",
    "Delivery problem with the printer order", "Undeliverable mails since Monday",
    "Mail delivery failed again, please help", "Read: new policy?",
    "Returned mail, what now?", "Failure notice from the backup", "Your message was unclear",
    "Warning: message from the firewall",
    "Abwesenheit am Montag", "Abwesenheitsnotiz funktioniert nicht", "Automatische Antwort einrichten", "Urlaub",
    "Absence de réseau",
    "La réponse automatique ne marche pas", "La respuesta automática no funciona", "Fuera de servicio",
    "Risposta automatica non funziona",
    "Poissaoloviesti ei toimi", "Автоответ не работает", "自動返信が届かない", "자동 회신이 안 됩니다",
)  # fmt: skip


def test_a_plain_mail_is_a_persons():
    assert who_wrote(make_headers(from_="a@example.org", subject="打印机卡纸")) == Automation("none", "")
    assert who_wrote(make_headers()) == Automation("none", "")


@pytest.mark.parametrize("subject", AUTOMATIC_SUBJECTS)
def test_a_responder_is_known_by_its_subject(subject):
    assert who_wrote(make_headers(from_="li@example.org", subject=subject)).kind == "reply"


@pytest.mark.parametrize("subject", PEOPLES_SUBJECTS)
def test_a_person_may_write_about_automatic_mail(subject):
    text = make_part(
        "text/plain", "您好，我发给 li@example.org 的邮件一直没有收到回复，被退回来了。\nIt could not be delivered."
    )

    assert who_wrote(make_headers(from_="han@example.org", subject=subject), text).kind == "none"


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("Auto-Submitted", "auto-replied", "reply"),
        ("Auto-Submitted", "AUTO-REPLIED ", "reply"),
        ("Auto-Submitted", "auto-replied; owner-email=\"li@example.org\"", "reply"),
        ("Auto-Submitted", "auto-replied (vacation)", "reply"),
        ("Auto-Submitted", "auto-generated", "bulk"),
        ("Auto-Submitted", "auto-notified; owner-token=af3", "bulk"),
        ("Auto-Submitted", "x-unheard-of", "bulk"),
        ("Auto-Submitted", "no", "none"),
        ("Auto-Submitted", " No ", "none"),
        ("Auto-Submitted", "", "none"),
        ("X-Autoreply", "yes", "reply"),
        ("X-Autorespond", "printer", "reply"),
        ("X-Autoresponder", "1", "reply"),
        ("X-Auto-Reply-From", "li@example.org", "reply"),
        ("X-FC-Machinegenerated", "true", "reply"),
        ("X-QQ-AUTO-REPLY", "1", "reply"),
        ("X-QQ-HolidayReply", "1", "reply"),
        ("X-Autogenerated", "Reply", "reply"),
        ("X-Autogenerated", "Letter", "bulk"),
        ("Precedence", "auto_reply", "reply"),
        ("Preference", "auto_reply", "reply"),
        ("X-POST-MessageClass", "9; Autoresponder", "reply"),
        ("Delivered-To", "Autoresponder", "reply"),
        ("Delivered-To", "desk@example.com", "none"),
        ("X-Mailer", "vacation 1.2", "reply"),
        ("X-Mailer", "Foxmail 7.2.25", "none"),
        ("Precedence", "bulk", "bulk"),
        ("Precedence", "junk", "bulk"),
        ("Precedence", " List ", "bulk"),
        ("Precedence", "first-class", "none"),
        ("List-Id", "<ops.example.org>", "bulk"),
        ("List-Unsubscribe", "<mailto:x@example.org>", "bulk"),
        ("Mailing-List", "list ops@example.org", "bulk"),
        ("X-Loop", "other-desk", "bulk"),
        ("X-RT-Loop-Prevention", "example.org", "bulk"),
        ("X-Roundup-Loop", "hello", "bulk"),
        ("X-JIRA-FingerPrint", "ab", "bulk"),
        ("X-OTRS-Loop", "yes", "bulk"),
        ("X-Zendesk-From-Account-Id", "1", "bulk"),
        ("X-MS-Exchange-Inbox-Rules-Loop", "li@example.org", "bulk"),
        ("Return-Path", "<>", "bulk"),
        ("Return-Path", " <> ", "bulk"),
        ("Return-Path", "<MAILER-DAEMON>", "bulk"),
        ("Return-Path", "<li@example.org>", "none"),
        ("X-Auto-Response-Suppress", "All", "none"),
        ("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply", "none"),
        ("Feedback-ID", "webmail:foxmail.com:bgweb", "none"),
        ("Content-Type", "multipart/report; report-type=feedback-report", "bulk"),
        ("Content-Type", "multipart/report; report-type=disposition-notification", "reply"),
    ],
)  # fmt: skip
def test_headers_tell_a_machine(name, value, kind):
    found = who_wrote(make_headers((name, value), from_="li@example.org", subject="打印机"))

    assert found.kind == kind
    assert bool(found.reason) == (kind != "none")


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("no-reply@example.org", "bulk"),
        ("Example <NoReply@example.org>", "bulk"),
        ("do_not_reply@example.org", "bulk"),
        ("alerts-noreply@example.org", "bulk"),
        ("noreply+abc@example.org", "bulk"),
        ("MAILER-DAEMON@example.org", "bulk"),
        ("postmaster@example.org", "bulk"),
        ("notifications@example.org", "bulk"),
        ("自动回复 <service@example.org>", "reply"),
        ("Autoresponder <li@example.org>", "reply"),
        ("auto-reply@example.org", "reply"),
        ("自动回复小组 李雷 <li@example.org>", "none"),
        ("Monitor <monitor@example.org>", "none"),
        ("scanner@example.org", "none"),
        ("nora.reply@example.org", "none"),
        ("noreplyman@example.org", "none"),
        ('"no-reply@example.org" <li@example.org>', "none"),
        ("", "none"),
    ],
)
def test_some_senders_are_machines(sender, kind):
    assert who_wrote(make_headers(from_=sender, subject="Report of the night")).kind == kind


@pytest.mark.parametrize(
    "headers",
    [
        make_headers(from_="Desk <DESK@example.com>", subject="x"),
        make_headers(from_="li@example.org", subject="x", x_ts_loop="desk-1"),
        make_headers(from_="desk@example.com", subject="自动回复: x", auto_submitted="auto-replied"),
    ],
)
def test_our_own_mail_is_known(headers):
    assert who_wrote(headers, options=OUR_OPTIONS).kind == "own"


def test_without_a_loop_mark_of_ours_no_loop_header_is_ours():
    headers = make_headers(from_="li@example.org", subject="x", x_ts_loop="")

    assert who_wrote(headers).kind == "none"
    assert who_wrote(make_headers(from_="li@example.org", x_ts_loop="desk-2"), options=OUR_OPTIONS).kind == "none"


@pytest.mark.parametrize(
    "named",
    [
        {"auto_submitted": "auto-generated", "subject": "Automatische Antwort: x"},
        {"auto_submitted": "auto-generated", "subject": "x", "x_ms_exchange_inbox_rules_loop": "li@example.org"},
        {"auto_submitted": "auto-generated", "subject": "We have received your request"},
        {"precedence": "bulk", "subject": "Away: x"},
        {"return_path": "<>", "subject": "Re: x", "in_reply_to": "<a@example.com>"},
        {"return_path": "<>", "subject": "Atvaļinājums Re: x"},
        {"return_path": "<>", "subject": "Automatic reply: Undeliverable: x"},
        {"from_": "no-reply@example.org", "subject": "已收到您的来信"},
    ],
)
def test_an_automatic_mail_that_answers_is_a_reply(named):
    assert who_wrote(make_headers(**({"from_": "li@example.org"} | named))).kind == "reply"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("这是一封自动回复邮件。我正在休假。", "reply"),
        ("您好！\n此邮件为系统自动回复，请勿回复。", "reply"),
        ("[自动回复] 您的邮件我已收到", "reply"),
        ("This is an automatic reply. I am away.", "reply"),
        ("Hello,\nthis is an automated response to your mail.", "reply"),
        ("Dies ist eine automatische Antwort.", "reply"),
        ("Ceci est une réponse automatique.", "reply"),
        ("I got this:\nThis is an automatic reply.", "none"),
        ("The system answers with the same text each time I write to it.\nThis is an automatic reply.", "none"),
        ("> This is an automatic reply.", "none"),
        ("自动回复一直打不开，请帮忙。", "none"),
        ("我正在休假，下周一回来再处理。", "none"),
        ("I am out of the office next week, please call me today.", "none"),
    ],
)
def test_a_responder_says_what_it_is_in_its_first_words(text, kind):
    headers = make_headers(from_="li@example.org", subject="打印机")

    assert who_wrote(headers, make_part("text/plain", text)).kind == kind


def test_a_forwarded_automatic_reply_is_a_persons():
    headers = make_headers(from_="li@example.org", subject="转发: 打印机")

    assert who_wrote(headers, make_part("text/plain", "This is an automatic reply.")).kind == "none"


def test_list_mail_is_bulk_whatever_its_subject():
    assert who_wrote(make_headers(from_="li@example.org", subject="自动回复: x", list_id="<a.b>")).kind == "bulk"


def test_a_read_receipt_is_a_reply():
    headers = make_headers(
        from_="li@example.org",
        subject="Gelesen: x",
        content_type='multipart/report; report-type="Disposition-Notification"',
    )
    part = make_part("message/disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed\n")

    assert who_wrote(headers, make_part("text/plain", "gelesen"), part).kind == "reply"


def test_a_report_of_success_is_no_bounce():
    headers = make_headers(
        from_="MAILER-DAEMON@example.org", subject="Successful Mail Delivery Report", return_path="<>",
        content_type="multipart/report; report-type=delivery-status",
    )  # fmt: skip
    part = make_part(
        "message/delivery-status", "Final-Recipient: rfc822; li@example.org\nAction: relayed\nStatus: 2.0.0\n"
    )

    assert who_wrote(headers, part).kind == "bulk"


def test_a_delivery_report_that_a_person_passes_on_is_the_persons():
    headers = make_headers(from_="li@example.org", subject="Fwd: 退信", content_type="multipart/mixed")
    status = make_part("message/delivery-status", "Final-Recipient: rfc822; han@example.org\nAction: failed\n")
    report = make_attached("From: MAILER-DAEMON@example.org\nSubject: Undelivered Mail\n\n<han@example.org>: unknown\n")

    assert who_wrote(headers, make_part("text/plain", "请看附件"), status, report).kind == "none"


def test_a_bounce_wins_over_a_reply():
    headers = make_headers(
        from_="MAILER-DAEMON@example.org", subject="Undelivered Mail Returned to Sender", auto_submitted="auto-replied",
        precedence="bulk",
    )  # fmt: skip
    text = make_part("text/plain", "Your message could not be delivered.\n\n<li@example.org>: user unknown\n")

    assert who_wrote(headers, text).kind == "bounce"


def test_an_absence_note_with_a_null_path_is_no_bounce():
    headers = make_headers(from_="li@example.org", subject="Out of Office: Undeliverable", return_path="<>")
    text = make_part("text/plain", "I am away. Your message was not delivered to anybody else.")

    assert who_wrote(headers, text).kind == "reply"
