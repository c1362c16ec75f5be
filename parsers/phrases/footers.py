"""Lines that a mail program or a company adds below what was typed; by language."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

# "Sent from my iPhone": (before, after); between them stands the device. Lower case.
SENT_FROM: tuple[tuple[str, str], ...] = (
    ("sent from", ""), ("sent via", ""), ("sent with", ""), ("sent using", ""), ("sent by", ""), ("sent on the go", ""),
    ("get outlook for", ""), ("download outlook for", ""), ("typed on my", ""),  # en
    ("gesendet von", ""), ("gesendet mit", ""), ("gesendet aus", ""), ("von meinem", "gesendet"), ("von", "gesendet"),
    ("diese nachricht wurde von", "gesendet"), ("von unterwegs gesendet", ""), ("outlook für", "beziehen"),
    ("holen sie sich outlook für", ""), ("laden sie outlook für", "herunter"),  # de
    ("envoyé de", ""), ("envoyé depuis", ""), ("envoyé à partir", ""), ("envoyé avec", ""), ("envoyé via", ""),
    ("télécharger outlook pour", ""), ("obtenir outlook pour", ""), ("envoyé d'", ""),  # fr
    ("enviado desde", ""), ("enviado con", ""), ("enviado a través", ""), ("obtener outlook para", ""),
    ("enviado do", ""), ("enviado de", ""), ("enviado pelo", ""), ("enviado via", ""), ("obter o outlook para", ""),
    ("inviato da", ""), ("inviato dal", ""), ("inviato con", ""), ("ottieni outlook per", ""), ("scarica outlook per", ""),
    ("verstuurd vanaf", ""), ("verzonden vanaf", ""), ("verzonden met", ""), ("verstuurd met", ""),
    ("outlook voor", "downloaden"), ("download outlook voor", ""), ("outlook voor", "krijgen"),  # nl
    ("skickat från", ""), ("sendt fra", ""), ("sendt med", ""), ("skickades från", ""), ("hämta outlook för", ""),
    ("hent outlook til", ""), ("lähetetty", ""), ("hanki outlook", ""), ("wysłane z", ""), ("wysłano z", ""),
    ("pobierz program outlook", ""), ("odesláno z", ""), ("odoslané z", ""), ("získejte outlook", ""),
    ("отправлено с", ""), ("отправлено из", ""), ("скачать outlook", ""), ("получить outlook", ""), ("надіслано з", ""),
    ("küldve", ""), ("trimis de pe", ""), ("trimis din", ""), ("στάλθηκε από", ""), ("gönderildi", ""),
    ("", "gönderildi"), ("poslano s", ""), ("enviat des", ""), ("đã gửi từ", ""), ("được gửi từ", ""), ("dikirim dari", ""),
    ("", "から送信"), ("", "から送信されました"), ("", "を入手"), ("", "에서 보냄"), ("", "에서 보냈습니다"),
    ("", "에서 전송"), ("나의", "에서 보냄"), ("", "に送信"),
    ("发自", ""), ("发送自", ""), ("来自", ""), ("寄自", ""), ("傳送自", ""), ("發自", ""), ("從我的", "傳送"),
    ("从我的", "发送"), ("从", "发送"), ("由", "发送"), ("使用", "发送"), ("通过", "发送"), ("獲取 outlook for", ""),
    ("获取 outlook for", ""), ("获取outlook for", ""), ("下载 outlook for", ""), ("取得 outlook for", ""),
    ("获取适用于", "的 outlook"), ("获取适用于", "的outlook"), ("取得 適用於", "的 outlook"), ("寄件自", ""), ("來自", ""),
    ("签名由", "定制"), ("signature is customized by", ""), ("sent from mail master", ""),  # NetEase
)  # fmt: skip

# Names of what a mail is sent from; with one of them the footer may have more words.
DEVICES = (
    "iphone", "ipad", "ipod", "android", "blackberry", "samsung", "galaxy", "huawei", "honor", "xiaomi", "redmi",
    "oppo", "vivo", "oneplus", "nokia", "lumia", "windows", "outlook", "yahoo", "mail", "phone", "handy", "smartphone",
    "mobile", "tablet", "device", "aol", "proton", "gmail", "spark", "airmail", "mailbox", "sparrow", "thunderbird",
    "k-9", "mobil", "téléphone", "móvil", "telefon", "telefoon", "gerät", "apple watch", "app", "pixel", "motorola",
    "verizon", "t-mobile", "at&t", "htc", "lg", "sony", "xperia", "zimbra", "typeapp", "bluemail", "acompli", "edison",
    "手机", "手機", "平板", "邮箱", "郵箱", "邮件", "客户端", "移动", "网易", "新浪", "企业微信", "钉钉", "飞书", "电脑",
    "小米", "华为", "荣耀", "盖乐世", "三星", "魅族", "联想", "一加", "realme", "qq", "foxmail", "wps", "スマートフォン",
    "携帯", "휴대폰", "스마트폰", "телефон", "устройства", "планшет", "яндекс", "mail.ru", "почт", "messenger",
)  # fmt: skip

# Strong phrases of legal notices; the paragraph that holds one, and what follows it, is no text of the sender.
DISCLAIMERS = (
    "intended recipient", "intended solely for", "intended only for", "intended for the recipient", "legally privileged",
    "in error, please", "received this message by mistake", "received this email by mistake", "this email by error",
    "this e-mail in error", "this email in error", "this message in error", "this communication in error",
    "any attachments are confidential", "any attachment are confidential", "files transmitted with it are confidential",
    "virus-free. www.avast.com", "virus-free.www.avast.com", "checked for viruses by avast", "scanned for viruses",
    "before printing this e", "before printing this m",
    "vertrauliche und/oder rechtlich", "vertrauliche informationen", "nicht der richtige adressat", "irrtümlich erhalten",
    "destinataire prévu", "usage exclusif de ses destinataires", "message par erreur", "informations confidentielles",
    "reçu ce message par erreur", "destinatario de este mensaje", "mensaje por error", "información confidencial",
    "uso esclusivo del destinatario", "messaggio per errore", "questo messaggio per errore", "esta mensagem por engano",
    "informações confidenciais", "uitsluitend bestemd voor de geadresseerde", "abusievelijk", "ten onrechte ontvangen",
    "wiadomość zawiera informacje poufne", "konfidentiell information", "конфиденциальн",
    "保密信息", "机密信息", "仅限于发送给上面", "仅供收件人", "仅限收件人", "如果您错收", "若您误收", "如您误收", "错误地收到",
    "误收到此邮件", "误收了本邮件", "误收本邮件", "收到此邮件有误", "不是指定的收件人", "并非指定收件人", "非指定的收件人",
    "非本邮件的收件人", "立即通知发件人并删除", "通知发件人并删除", "機密資訊", "非指定之收件", "誤收此郵件", "誤收本郵件",
    "機密情報", "誤って受信", "誤送信", "수신인이 아닌",
)  # fmt: skip

# The foot of a mailing list or of a service's notice.
LIST_FOOTERS = (
    "mailing list", "mailinglist", "unsubscribe", "to unsubscribe", "abmelden", "se désabonner", "lijst", "邮件列表",
    "you are receiving this because", "you received this message because", "reply to this email directly",
    "退订", "mailman/listinfo", "groups.google.com", "view it on github",
)  # fmt: skip
