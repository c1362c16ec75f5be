"""
Names of header fields as mail programs print them above a quoted or forwarded mail: name → role.

Lower case, no blanks (Aliyun prints 主　题 with a wide blank), without the colon.
"""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from typing import Literal

from parsers.phrases.tables import words

Role = Literal["from", "to", "cc", "date", "subject", "other"]

_NAMES: dict[Role, str] = {
    # en, de, fr, es, it, pt, nl, sv/da/no, fi, pl, cs/sk, ru/uk, hu, ro, tr, el, ja, ko, zh-Hans, zh-Hant, vi, id
    "from": """
        from sender von absender de expéditeur remitente da mittente remetente van afzender från fra avsändare
        lähettäjä od nadawca odesílatel odesielateľ от отправитель від відправник feladó küldő dela expeditor
        kimden gönderen από 差出人 送信者 発信者 보낸사람 보낸이 发件人 发信人 寄件人 寄件者 發件人 來自 来自 từ dari
    """,
    "to": """
        to recipient an empfänger à a destinataire para destinatario destinatário aan ontvanger till til mottagare
        modtager vastaanottaja pour do adresat komu příjemce кому получатель címzett către catre kime alıcı προς
        宛先 받는사람 받는이 收件人 收信人 收件者 đến kepada recipients
    """,
    "cc": """
        cc bcc kopie kopia kopi copieà copie cci copia ccn kopio dw udw копия копія másolat bilgi κοιν. 抄送 抄送至
        抄送人 副本 副本抄送 密件抄送 密送 密件副本 参照 참조 cópia copiado
    """,
    "date": """
        date sent sentat sendtime senton datesent datum gesendet gesendetam envoyé envoyéle dateenvoi messagedu enviado
        enviadoel enviadoem fecha data inviato datainvio verzonden verzondenop skickat sendt dato lähetetty päivämäärä
        pvm päiväys wysłano wyslano datawysłania odesláno odoslané дата отправлено датаотправки дата/время надіслано
        elküldve dátum dată trimis gönderildi tarih στάλθηκε ημερομηνία 日付 送信日時 送信日 日時 날짜 보낸날짜
        보낸시간 보낸일시 发送时间 发件时间 发送日期 日期 时间 寄件日期 傳送日期 發送時間 傳送時間 日期時間 寄件時間
        ngày đãgửi tanggal dikirim
    """,
    "subject": """
        subject betreff objet sujet asunto oggetto assunto onderwerp ämne emne aihe temat předmět predmet tema тема
        tárgy subiect konu θέμα 件名 제목 主题 主旨 標題 标题 主題 chủđề perihal subjek thema re
    """,
    "other": """
        importance priority wichtigkeit priorität importancia importanza importance: reply-to replyto antwortan répondreà
        attachments anlagen piècesjointes allegati bijlagen adjuntos 附件 重要性 优先级 回复 回复至 答复 添付ファイル
        cc:bcc organization sensitivity message-id 回信地址
    """,
}

ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split()}

# Names that stand above mails only; "From", "To" and "Date" also stand in requests for leave and for tickets.
MAIL_NAMES = words(
    """
    sent sender gesendet betreff envoyé envoyéle expéditeur remitente mittente remetente inviato verzonden skickat sendt
    wysłano nadawca odesláno отправлено отправитель надіслано 差出人 送信日時 宛先 보낸사람 받는사람 发件人 收件人 发送时间 发件时间
    抄送 寄件者 收件者 寄件日期 寄件人 發件人 傳送日期 發送時間 主旨 отправлено: 回复至
    """
)
