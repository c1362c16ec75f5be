"""
Where delivery reports in words name the address and the reason, and where the returned mail begins.

All is matched without regard to case. {A} stands for an address, and captures it.
"""

ADDRESS = r"([a-z0-9._%+=/&'~!#$*?^{}|-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?)"

# Behind such a line stands the returned mail: nothing in it is the report's own.
RETURNED = (
    r"^[\W_]{0,80}(?:begin(?:ning)? of |start of |the |your )*(?:original|returned|unsent"
      r"|undelivered) (?:message|mail|e-?mail)(?: \w+){0,3}? ?(?:follows|headers?|attached|below|text"
      r"|is following|:|-|\*|=|$)",
    r"^[\W_]{0,80}(?:message|mail) (?:text|header|headers|body|contents?|received)\b[^\n]{0,30}(?:follow"
      r"|suppress|below)",
    r"^[\W_]{0,80}(?:below (?:this|the next) line|enclosed is|included is|here is|this is|attachment is"
      r"|attached is) (?:is |are )?(?:a |the )?(?:copy|first part)",
    r"^[\W_]{0,80}a copy of (?:the|your) (?:original|message)", r"^[\W_]{0,80}copy of your message",
    r"^[\W_]{0,40}the (?:header|headers|first \d+ lines|following is a copy)[^\n]{0,60}(?:message|follow|copy)",
    r"^[\W_]{0,40}the header of the original", r"^[\W_]{3,80}forwarded message", r"^your message reads",
    r"^a summary of the undelivered", r"^old message:",
    r"^(?:received|return-path|delivered-to|dkim-signature|mime-version|x-[a-z-]{2,40}|message-id): ",
    r"^content-type: ?message/",
    r"^[\W_]{0,40}(?:ursprungshuvuden|ursprüngliche (?:kopfzeilen|nachricht)|en-têtes de message d['’]origine"
      r"|message d['’]origine|encabezados (?:de )?mensajes? original|mensaje original|intestazioni originali"
      r"|messaggio originale|mensagem original)",
    r"^[\W_]{0,40}(?:原始邮件头|原始郵件標頭|原始邮件标头|原始消息标头|邮件头信息|附件中的内容是原"
      r"|附件是您所发送|以下是(?:您的)?原(?:始)?(?:邮件|信)|原信件的?拷贝)",
    r"^[-=_*]{2,40} ?(?:原始邮件|原邮件|原始郵件|原信)",
    r"^[\W_]{0,40}(?:元のメッセージ|オリジナルメッセージ|원본 메시지)", r"^--- ниже",
)  # fmt: skip

# ------------------------------------------------------------------ where the address stands, best evidence first

LABELLED_FIRST = (
    # the address that was written to, rather than what the server made of it
    r"original (?:address|recipient)\s*[:=]\s*(?:rfc822;)?\s*<?{A}", r"smtp[:=]{A}", r"error-for:\s*<?{A}",
    r"failed (?:recipient|address)\s*:\s*<?{A}", r"undeliverable address:\s*<?{A}",
    r"intended recipient:\s*<?{A}",
)  # fmt: skip
LABELLED = (
    r"(?:final-)?recipient(?: address)?\s*[:=]\s*(?:rfc822;)?\s*[<\[]?{A}",
    r"^[ \t]*(?:destinatari[oa]s?|empfänger|destinataires?|mottagare|получатель|адресат|ontvanger|宛先"
      r"|수신자)\s*[:：]\s*[<\"]?{A}",
)  # fmt: skip
# Chinese reports name the failing one in a sentence, and all recipients of the original behind 收件人.
SENTENCES_ZH = (
    r"(?:无法|未能|不能|無法)(?:成功)?(?:将[^\n]{0,40})?(?:投递|发送|送达|传递|递送|投遞|傳送|傳遞"
      r"|送達)(?:邮件|郵件)?(?:到|至|给|給)?[^a-z0-9@\n]{0,20}{A}",
    r"(?:发往|发送给|发送到|发给|投递到|投递至|投递给|寄往|寄给|传递到|传递给|寄送到|傳送到|傳遞給"
      r"|发到)[^a-z0-9@\n]{0,12}{A}",
    r"(?:收件人|收信人|收件者|用户|帐号|账号|邮箱|郵箱|地址)(?:邮箱|邮件|信箱|的)?(?:地址)?[ \t]*[(（<《\[“\"']"
      r"{A}",
    r"{A}[^a-z0-9@\n]{0,8}(?:不存在|无效|已满|拒收|被拒绝|退回|停用|投递失败|发送失败|未能送达|无法送达|所属)",
    r"(?:失败|退信|错误|被退回)(?:的)?(?:收件人|地址|邮箱|帐号|收件地址|邮件地址)[^a-z0-9@\n]{0,10}{A}",
)  # fmt: skip
LABELLED_ZH = (
    r"(?:收件人|收信人|收 件 人|收件者|收件地址|接收人|接收者|目标地址|对方地址|退信地址)[ \t]*(?:邮箱|地址"
      r"|信箱)?[ \t]*[:：][^\n@]{0,60}?{A}",
)  # fmt: skip
LINES = (
    # alone on its line, or before the reason: qmail, Postfix, Exim, Gmail, Yahoo, Exchange, hMailServer
    r"^[ \t]*(?:[*•>·|-]{1,4}[ \t]*)?[\"'<\[(]{0,2}{A}[\"'>\])]{0,2}[ \t]*(?=$|[:：(（;,<]|\.\.\. "
      r"|on [a-z]{3}[,.]? |- |–|\r|失败|不存在)",
    r"^[ \t]*[\"']?[^\"<>@\n:：]{1,60}[\"']?[ \t]*[<(]{A}[>)][ \t]*(?:<mailto:[^>\n]*>)?[ \t]*[:：]?$",
    r"^[ \t]*\"[^\"\n]{1,80}\"[ \t]*<{A}>[ \t]*$",
)  # fmt: skip
EXPANDED = (
    r"(?:generated|expanded) from:?[ \t]*\n?[ \t]*<?{A}", r"originally addressed to[ \t]*<?{A}",
)  # fmt: skip
SENTENCES = (
    r"deliver(?:y|ed|ing)?(?: (?:of )?(?:your|the|this|a) (?:e-?mail |mail )?(?:message|mail"
      r"|e-?mail))?(?: sent)? to[ \t]*:?\s*[<\"']{0,2}{A}",
    r"(?:message|mail|e-?mail|it)(?: sent)? (?:to|for)[ \t]*:?\s*[<\"']{0,2}{A}",
    r"address(?:ed)?(?: to)?,?\s*[<\"'(]{0,2}{A}",
    r"following (?:recipient|address)\w*[^:\n]{0,40}:\s*[<\"']{0,2}{A}", r"undeliverable\s+to:?\s*<?{A}",
    r"unknown user:?\s*<?{A}", r"(?:attempts|userid):\s*<?{A}", r"(?:is|mailbox|mailfolder) full:?\s*<?{A}",
    r"(?:violation|quota|account|mailbox|user|recipient) (?:for |of )?[<(\"']{0,2}{A}",
    r"^failed to deliver to '<?{A}", r"rcpt to:\s*<{A}>", r"(?:an|à|a|para|naar|till|til)[ \t]+[<\"'«]{0,2}{A}",
    r"^subject:[^\n]{0,200}[<( ]{A}",
)  # fmt: skip
# A line with one word only, behind a line that announces recipients: a user of the reporting server itself (AOL).
LOCAL_PART = r":[ \t]*\n(?:[ \t]*\n)?[ \t]+([a-z0-9._-]{2,64})[ \t]*$"

# Addresses of those who report or give advice, never of a recipient.
ADVISERS = r"^(?:mailer-daemon|postmaster|abuse|support|helpdesk|hostmaster|admin|kf|service|noreply|no-reply)@"

# ------------------------------------------------------------------ why

LABELLED_REASONS = (
    r"(?:退信原因|失败原因|错误信息|错误提示|错误原因|英文说明|退信说明|錯誤訊息|退信理由|对方服务器返回错误提示)\s*[:：|]*\s*([^\n]{3,400})",
    r"(?:remote host said|remote server replied|error was|reason|diagnostic-code|error-text|because|reported error"
      r"|the error that the other server returned was|technical details of \w+ failure|the response was"
      r"|the problem appears to be|following error)\s*[:：]\s*([^\n]{3,400})",
)  # fmt: skip
# The line with a reply code, else with one of these words, is the reason where nothing is labelled so.
REPLY_CODE = r"(?<![\d.-])[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?[^\s]"
REASON_WORDS = (
    r"unknown", r"quota", r"not exist", r"no such", r"full\b", r"rejected", r"invalid", r"not recognized",
    r"not listed", r"not found", r"不存在", r"已满", r"拒", r"找不到",
)  # fmt: skip
