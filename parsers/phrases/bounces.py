"""
How delivery reports look that are no RFC 3464 reports, or only half: senders, subjects, sentences, layouts.

All is matched without regard to case. {A} stands for an address, and captures it.
"""

ADDRESS = r"([a-z0-9._%+=/&'~!#$*?^{}|-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?)"

# ------------------------------------------------------------------ who sends them

SENDERS = (
    r"mailer[-_. ]?daemon",
    r"(?:^|[<\s\"])mdaemon@",
    r"postmaster",
    r"(?:^|[<\s\"])mail[-.]delivery",
    r"mail delivery (?:sub)?system",
    r"delivery subsystem",
    r"mail (?:server|system|deliver\w*) (?:daemon|agent)",
    r"system administrator",
    r"mail administrator",
    r"microsoftexchange[0-9a-f]{8,}",
    r"internet mail delivery",
    r"(?:^|[<\s\"])(?:ndr|dsn|bounces?)@",
    r"_smtp_mail_service",
    r"(?:^|[<\s\"])imss@",
    r"virus_?wall",
    r"系统退信",
    r"退信(?:系统|通知|助手|管理员)",
    r"邮件系统",
    r"郵件系統",
    r"邮件投递",
    r"邮局管理员",
)

# ------------------------------------------------------------------ what stands in the subject

# At its beginning, behind the label of a list. One line a language or a family of servers.
SUBJECTS = (
    r"undeliver(?:able|ed)",
    r"undelivered mail",
    r"non[- ]?deliver(?:y|able)",
    r"not delivered",
    r"ndn:",
    r"(?:e-?mail |message |mail |permanent )*deliver(?:y|ing) (?:status|failure|failed|fail\b|notification|report|problem"
    r"|error|has failed|warning|unsuccessful|delayed|incomplete)",
    r"(?:e-?mail|mail|message)s? (?:delivery (?:fail|system|problem|error|warning)|deliver\w* (?:error|failure)"
    r"|could not (?:be )?(?:sent|delivered)|not delivered|failed|undeliverable|system error|rejected|returned)",
    r"your (?:message|mail|e-?mail) (?:to|could not|was not|has not|couldn)",
    r"returned (?:mail|message|e-?mail)",
    r"failure (?:notice|delivery|notification)",
    r"failed (?:mail|delivery)",
    r"(?:warning|notice): (?:message|mail|could not|e-?mail|[^ ]+@[^ ]+ - )",
    r"delayed (?:mail|delivery|message)",
    r"permanent (?:delivery )?(?:failure|error)",
    r"processing error",
    r"automatically rejected mail",
    r"bounce(?:d)? (?:mail|message|notification)",
    r"unable to deliver",
    r"could not send",
    r"\[postmaster\]",
    r"unzustellbar",
    r"nicht zustellbar",
    r"mail ist nicht",
    r"zustellung",
    r"übermittlungsfehler",
    r"non remis",
    r"non délivr",
    r"[^\n]{1,200}\(delivery failed\)$",
    r"échec",
    r"echec",
    r"non distribu",
    r"notification d'état",
    r"message non",
    r"no se (?:puede|pudo) entregar",
    r"no entregad",
    r"error de entrega",
    r"correo no entregado",
    r"devuelt",
    r"mancato recapito",
    r"non recapitabile",
    r"impossibile recapitare",
    r"non consegnat",
    r"não (?:é possível|foi possível|entregue)",
    r"falha na entrega",
    r"mensagem não",
    r"devolvida",
    r"onbestelbaar",
    r"niet[- ]bezorg",
    r"niet afgeleverd",
    r"olevererbart",
    r"kan ikke leveres",
    r"kunne ikke",
    r"ei toimitettavissa",
    r"toimitus epäonnistui",
    r"niedostarczaln",
    r"nie można dostarczyć",
    r"zwrot",
    r"nedoručiteln",
    r"kézbesíthetetlen",
    r"teslim edilemedi",
    r"nedostavljiv",
    r"недоставлен",
    r"не ?доставлен",
    r"ваше сообщение не",
    r"не удалось доставить",
    r"возврат",
    r"配信不能",
    r"配信エラー",
    r"配信できません",
    r"送信できません",
    r"未配信",
    r"メール(?:送信|配信)(?:エラー|失敗)",
    r"返送",
    r"배달되지",
    r"전송 ?실패",
    r"반송",
    r"메일 ?전송",
    r"배달 ?실패",
    r"系统退信",
    r"来自.{1,80}的退信",
    r"退信(?:通知|报告|提醒|$|[:：/(（])",
    r"[【\[]退信",
    r"邮件(?:系统)?退[回信]",
    r"(?:邮件|信件)?(?:投递|发送|传递|递送|传送)(?:状态|失败|延迟|错误|通知|报告)",
    r"未送达",
    r"未傳遞",
    r"未传递",
    r"未能送达",
    r"无法(?:送达|传递|投递|发送|递送)",
    r"無法(?:送達|傳遞|投遞|傳送|遞送)",
    r"(?:郵件)?(?:傳遞|投遞|傳送|寄送)(?:狀態|失敗|延遲)",
    r"(?:您的)?邮件(?:被退回|被拒收|退回|无法|未能|未送|投递|发送失败|传递)",
    r"退件",
    r"拒收",
    r"退信:",
)

# ------------------------------------------------------------------ what stands in the text

FAILED = (
    r"(?:could|can|was|were|has|have|did|is|are|does|will) ?(?:not|n't|n’t)(?: yet)? (?:be |been )?(?:delivered|sent|reach"
    r"|be reached|deliver)",
    r"cannot be delivered",
    r"couldn['’]t be (?:delivered|sent)",
    r"undeliver(?:able|ed)",
    r"unable to (?:deliver|send|transfer)",
    r"not able to deliver",
    r"failed to deliver",
    r"deliver[ey]{1,2} (?:to|of) [^\n]{0,80}(?:fail|delay|aborted|postponed|unsuccessful)",
    r"not receive (?:this|your|a copy)",
    r"delivery (?:failed|problems|failure|errors?|status notification|has failed|attempt)",
    r"did not receive",
    r"permanent (?:fatal )?(?:delivery )?errors?",
    r"(?:has been|was|is being) (?:returned|rejected|bounced)",
    r"the following address(?:es|\(es\))? (?:failed|had)",
    r"failed (?:recipients?|addresses)",
    r"not delivered",
    r"could not deliver",
    r"delivery notifications",
    r"attempting to deliver",
    r"message could not",
    r"unknown user:",
    r"user unknown",
    r"invalid final delivery",
    r"no such user",
    r"mailbox is full",
    r"did not exactly match",
    r"error-for:",
    r"no mailbox here",
    r"giving up on",
    r"undisclosed address",
    r"been postponed",
    r"full mailbox",
    r"the email account that you tried to reach",
    r"mailbox (?:unavailable|not found)",
    r"automatically rejected",
    r"konnte nicht",
    r"nicht zugestellt",
    r"unzustellbar",
    r"fehlgeschlagen",
    r"nicht erreich",
    r"n['’]a pas pu",
    r"pas été (?:remis|distribué|délivré)",
    r"échec",
    r"impossible de remettre",
    r"non remis",
    r"no (?:se )?(?:ha )?pud?o (?:ser )?(?:entreg|envi)",
    r"no se puede entregar",
    r"no se ha podido",
    r"error en la entrega",
    r"non (?:è stato|può essere) (?:recapitat|consegnat)",
    r"impossibile (?:recapitare|consegnare)",
    r"recapito non",
    r"não (?:pôde|foi|pode) (?:ser )?(?:entreg|envi|possível)",
    r"nao pode ser",
    r"falha (?:na|ao) entreg",
    r"niet (?:worden )?(?:bezorgd|afgeleverd)",
    r"gick inte att leverera",
    r"kunne ikke leveres",
    r"ei voitu toimittaa",
    r"nie (?:mógł|można|został[ao]?) (?:zostać )?dostarcz",
    r"nelze doručit",
    r"nem (?:lehetett )?kézbesít",
    r"iletilemedi",
    r"не (?:может быть|удалось|было|был) (?:доставлен|достав|отправ)",
    r"невозможно доставить",
    r"не доставлен",
    r"(?:配信|送信|配達)(?:でき|されま|に失敗)",
    r"届けられません",
    r"宛先不明",
    r"(?:배달|전달|전송|발송)(?:되지|할 수 없|에 실패|하지 못)",
    r"退信",
    r"(?:被|已)(?:退回|退件|拒收|拒绝)",
    r"(?:投递|发送|传递|递送|传送|送达)(?:邮件)?(?:到[^\n]{0,80})?失败",
    r"退回来",
    r"(?:无法|未能|不能|没有)(?:将[^\n]{0,60})?(?:成功)?(?:正常)?(?:送达|投递|发送|传递|递送|传送|送到)",
    r"无法接收",
    r"(?:無法|未能|不能)(?:將[^\n]{0,60})?(?:成功)?(?:送達|投遞|傳遞|遞送|傳送|寄送)",
    r"(?:投遞|傳遞|傳送|寄送|遞送)(?:郵件)?失敗",
    r"退件",
    r"(?:收件人|收信人|用户|邮箱|域名)[^\n]{0,60}(?:不存在|无效|已满|停用|未找到)",
    r"(?:延迟|延遲|暂缓)(?:投递|发送|送达|傳遞)?",
    r"尚未(?:送达|投递|传递)",
)

# Not failed for good: the server goes on trying. In the subject or the text.
DELAYED = (
    r"has been delayed",
    r"\(delay(?:ed)?\)",
    r"delayed \d+ (?:hour|day|minute)",
    r"delayed mail",
    r"delivery delayed",
    r"not yet been delivered",
    r"(?:is|be) delayed",
    r"still being retried",
    r"will (?:be retried|continue to|keep|retry)",
    r"delivery attempts will continue",
    r"warning (?:message )?only",
    r"been postponed",
    r"no action is required",
    r"just a warning",
    r"do not need to (?:resend|take)",
    r"don['’]t need to resend",
    r"will try again",
    r"zustellung verzögert",
    r"verzögert",
    r"retard[ée]",
    r"se ha retrasado",
    r"in ritardo",
    r"atrasad",
    r"задерж",
    r"遅延",
    r"지연",
    r"(?:投递|发送|传递|送达)延迟",
    r"(?:延迟|延遲)(?:投递|发送|傳遞|送達)?",
    r"尚未(?:送达|投递|传递)",
    r"(?:将|會|会)?继续(?:尝试|重试|投递)",
    r"稍后(?:系统)?(?:会|将)(?:自动)?重(?:试|新投递)",
)
# … but these say that it has given up, whatever else stands there.
GAVE_UP = (
    r"permanent",
    r"given up",
    r"giving up",
    r"failed after",
    r"not going to try again",
    r"永久",
    r"放弃",
    r"不再(?:尝试|重试)",
)

# Behind such a line stands the returned mail: nothing in it is the report's own.
RETURNED = (
    r"^[\W_]{0,80}(?:begin(?:ning)? of |start of |the |your )*(?:original|returned|unsent|undelivered) (?:message|mail|e-?mail)"
    r"(?: \w+){0,3}? ?(?:follows|headers?|details|attached|below|text|is following|:|-|\*|=|$)",
    r"^[\W_]{0,80}(?:message|mail) (?:text|header|headers|body|contents?|received)\b[^\n]{0,30}(?:follow|suppress|below)",
    r"^[\W_]{0,80}(?:below (?:this|the next) line|enclosed is|included is|here is|this is|attachment is|attached is) (?:is |are )?(?:a |the )?"
    r"(?:copy|first part)",
    r"^[\W_]{0,80}a copy of (?:the|your) (?:original|message)",
    r"^[\W_]{0,80}copy of your message",
    r"^[\W_]{0,40}the (?:header|headers|first \d+ lines|following is a copy)[^\n]{0,60}(?:message|follow|copy)",
    r"^[\W_]{0,40}the header of the original",
    r"^[\W_]{3,80}forwarded message",
    r"^your message reads",
    r"^a summary of the undelivered",
    r"^old message:",
    r"^(?:received|return-path|delivered-to|dkim-signature|mime-version|x-[a-z-]{2,40}): ",
    r"^content-type: ?message/",
    r"^[\W_]{0,40}(?:ursprungshuvuden|ursprüngliche (?:kopfzeilen|nachricht)|en-têtes de message d'origine|message d'origine"
    r"|encabezados (?:de )?mensajes? original|mensaje original|intestazioni originali|messaggio originale|mensagem original)",
    r"^[\W_]{0,40}(?:原始邮件头|原始郵件標頭|原始邮件标头|原始消息标头|邮件头信息|附件中的内容是原|附件是您所发送|以下是(?:您的)?原(?:始)?(?:邮件|信)|原信件的?拷贝)",
    r"^[-=_*]{2,40} ?(?:原始邮件|原邮件|原始郵件|原信)",
    r"^[\W_]{0,40}(?:元のメッセージ|オリジナルメッセージ|원본 메시지)",
    r"^--- ниже",
)

# ------------------------------------------------------------------ where the address stands, best evidence first

LABELLED_FIRST = (  # the address that was written to, rather than what the server made of it
    r"original (?:address|recipient)\s*[:=]\s*(?:rfc822;)?\s*<?{A}",
    r"smtp[:=]{A}",
    r"error-for:\s*<?{A}",
    r"failed (?:recipient|address)\s*:\s*<?{A}",
    r"undeliverable address:\s*<?{A}",
    r"intended recipient:\s*<?{A}",
)
LABELLED = (
    r"(?:final-)?recipient(?: address)?\s*[:=]\s*(?:rfc822;)?\s*[<\[]?{A}",
    r"^[ \t]*(?:destinatari[oa]s?|empfänger|destinataires?|mottagare|получатель|адресат|ontvanger|宛先|수신자)\s*[:：]\s*[<\"]?{A}",
)
# Chinese reports name the failing one in a sentence, and all recipients of the original behind 收件人.
SENTENCES_ZH = (
    r"(?:无法|未能|不能|無法)(?:成功)?(?:将[^\n]{0,40})?(?:投递|发送|送达|传递|递送|投遞|傳送|傳遞|送達)(?:邮件|郵件)?(?:到|至|给|給)?[^a-z0-9@\n]{0,20}{A}",
    r"(?:发往|发送给|发送到|发给|投递到|投递至|投递给|寄往|寄给|传递到|传递给|寄送到|傳送到|傳遞給|发到)[^a-z0-9@\n]{0,12}{A}",
    r"(?:收件人|收信人|收件者|用户|帐号|账号|邮箱|郵箱|地址)(?:邮箱|邮件|信箱|的)?(?:地址)?[ \t]*[(（<《\[“\"']{A}",
    r"{A}[^a-z0-9@\n]{0,8}(?:不存在|无效|已满|拒收|被拒绝|退回|停用|投递失败|发送失败|未能送达|无法送达|所属)",
    r"(?:失败|退信|错误|被退回)(?:的)?(?:收件人|地址|邮箱|帐号|收件地址|邮件地址)[^a-z0-9@\n]{0,10}{A}",
)
LABELLED_ZH = (
    r"(?:收件人|收信人|收 件 人|收件者|收件地址|接收人|接收者|目标地址|对方地址|退信地址)[ \t]*(?:邮箱|地址|信箱)?[ \t]*[:：][^\n@]{0,60}?{A}",
)
LINES = (
    # alone on its line, or before the reason: qmail, Postfix, Exim, Gmail, Yahoo, Exchange, hMailServer
    r"^[ \t]*(?:[*•>·|-]{1,4}[ \t]*)?[\"'<\[(]{0,2}{A}[\"'>\])]{0,2}[ \t]*"
    r"(?=$|[:：(（;,<]|\.\.\. |on [a-z]{3}[,.]? |- |–|\r|失败|不存在)",
    r"^[ \t]*[\"']?[^\"<>@\n]{1,60}[\"']?[ \t]*[<(]{A}[>)][ \t]*(?:<mailto:[^>\n]*>)?[ \t]*[:：]?$",
    r"^[ \t]*\"[^\"\n]{1,80}\"[ \t]*<{A}>[ \t]*$",
)
EXPANDED = (
    r"(?:generated|expanded) from:?[ \t]*\n?[ \t]*<?{A}",
    r"originally addressed to[ \t]*<?{A}",
)
SENTENCES = (
    r"deliver(?:y|ed|ing)?(?: (?:of )?(?:your|the|this|a) (?:e-?mail |mail )?(?:message|mail|e-?mail))?(?: sent)? to[ \t]*:?\s*[<\"']{0,2}{A}",
    r"(?:message|mail|e-?mail|it)(?: sent)? (?:to|for)[ \t]*:?\s*[<\"']{0,2}{A}",
    r"address(?:ed)?(?: to)?,?\s*[<\"'(]{0,2}{A}",
    r"following (?:recipient|address)\w*[^:\n]{0,40}:\s*[<\"']{0,2}{A}",
    r"undeliverable\s+to:?\s*<?{A}",
    r"unknown user:?\s*<?{A}",
    r"(?:attempts|userid):\s*<?{A}",
    r"(?:is|mailbox|mailfolder) full:?\s*<?{A}",
    r"(?:violation|quota|account|mailbox|user|recipient) (?:for |of )?[<(\"']{0,2}{A}",
    r"^failed to deliver to '<?{A}",
    r"rcpt to:\s*<{A}>",
    r"(?:an|à|a|para|naar|till|til)[ \t]+[<\"'«]{0,2}{A}",
    r"^subject:[^\n]{0,200}[<( ]{A}",
)
ORIGINAL_TO = (r"^[ \t>]*to:[^\n@]{0,80}?{A}",)
# A line with one word only, behind a line that announces recipients: a user of the reporting server itself (AOL).
LOCAL_PART = r":[ \t]*\n(?:[ \t]*\n)?[ \t]+([a-z0-9._-]{2,64})[ \t]*$"

# Addresses of those who report or give advice, never of a recipient.
ADVISERS = r"^(?:mailer-daemon|postmaster|abuse|support|helpdesk|hostmaster|admin|kf|service|noreply|no-reply)@"

# ------------------------------------------------------------------ why

REASONS = (
    r"(?:remote host said|remote server replied|said|error was|reason|reasons?\(s\)|diagnostic-code|error-text|because"
    r"|the error that the other server returned was|technical details of \w+ failure|following error)\s*[:：]\s*([^\n]{3,400})",
    r"(?:退信原因|失败原因|原因|错误信息|错误提示|英文说明|退信说明|錯誤訊息|对方服务器返回错误提示)\s*[:：]?\s*([^\n]{3,400})",
    r"((?<![\d.])[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?[^\n]{3,400})",
    r"([^\n]{0,200}(?:unknown|quota|not exist|no such|full\b|rejected|invalid|not recognized|not listed|不存在|已满|拒)[^\n]{0,200})",
)
