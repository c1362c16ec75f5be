"""What stands between rules of dashes above a quoted mail; lower case, no blanks at the ends."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import phrases

# Above a quotation: Outlook "-----Original Message-----", QQ Mail "------------------ 原始邮件 ------------------".
ORIGINAL = phrases(
    """
    original message|original|original mail|original email|original e-mail|original appointment|reply message
    replied message|replied email|ursprüngliche nachricht|urspruengliche nachricht|original-nachricht
    originalnachricht|ursprünglicher termin|message d'origine|message d’origine|message original|message initial
    courrier original|e-mail d'origine|mensaje original|correo original|messaggio originale|messaggio originario
    mensagem original|mensagem de origem|oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht
    ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|oprindelig besked|opprinnelig melding
    original melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|původní e-mail
    pôvodná správa|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|исходное письмо
    вихідне повідомлення|eredeti üzenet|mesaj original|mesajul original|orijinal mesaj|özgün ileti|αρχικό μήνυμα
    元のメッセージ|オリジナルメッセージ|original message / 元のメッセージ|원본 메시지|원본 메일|원본메일|original message / 원본
    原始邮件|原邮件|邮件原件|邮件原文|原始信息|原始消息|原文|原信|回复的原邮件|回复的邮件|转发的原邮件|原始郵件|原郵件
    原始信件|郵件原件|回覆的原郵件|以下为原邮件|tin nhắn gốc|thư gốc|pesan asli|message reply
    """
)

# Above a forwarded mail: Gmail "---------- Forwarded message ---------", Apple "Begin forwarded message:".
FORWARDED = phrases(
    """
    forwarded message|forwarded email|forwarded mail|forwarded letter|begin forwarded message|forwarded by
    start of forwarded message|forwarded original message|weitergeleitete nachricht|weitergeleitete e-mail
    anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|message transféré|message réexpédié
    courriel transféré|début du message transféré|début du message réexpédié|début de message transféré
    début du courriel réexpédié|mensaje reenviado|inicio del mensaje reenviado|comienzo del mensaje reenviado
    messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|mensagem encaminhada
    mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|doorgestuurd bericht
    doorgestuurd|begin doorgestuurd bericht|vidarebefordrat meddelande|vidarebefordrat brev
    påbörjat vidarebefordrat brev|videresendt meddelelse|videresendt besked|videresendt melding|videresendt
    start på videresendt besked|starten på den videresendte meldingen|begynnelsen på videresendt melding
    välitetty viesti|edelleenlähetetty viesti|välitetyn viestin alku|wiadomość przekazana|przekazana wiadomość
    treść przekazanej wiadomości|początek przekazywanej wiadomości|přeposlaná zpráva|začátek přeposlané zprávy
    preposlaná správa|пересланное сообщение|пересылаемое сообщение|начало переадресованного сообщения
    начало переадресованного письма|переслане повідомлення|továbbított üzenet|továbbított levél
    az üzenet továbbított része|mesaj redirecționat|mesaj redirectionat|iletilen mesaj|yönlendirilmiş ileti
    iletilmiş mesaj|προωθημένο μήνυμα|転送されたメッセージ|転送メッセージ|転送されたメール|以下は転送されたメールです
    전달된 메시지|전달된 메일|전달한 메시지|转发的邮件|转发邮件|转发邮件信息|转发的原邮件|已转发邮件|转发信息|转发消息|被转发邮件
    以下是转发的邮件|以下是转发的内容|开始转发的邮件|下面是被转发的邮件|轉寄的郵件|轉寄郵件|轉發郵件|已轉寄郵件|轉寄訊息
    以下是被轉寄的郵件|開始轉寄郵件|thư đã chuyển tiếp|tin nhắn đã chuyển tiếp|pesan terusan|pesan yang diteruskan
    """
)
