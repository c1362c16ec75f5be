"""
How delivery reports look that are no RFC 3464 reports, or only half: their senders, subjects and sentences.

All is in lower case and matched without regard to it. Where the address and the reason stand: bounce_layouts.py.
"""

# ------------------------------------------------------------------ who sends them

SENDERS = (
    r"mailer[-_. ]?daemon", r"(?:^|[<\s\"])mdaemon@", r"postmaster", r"(?:^|[<\s\"])mail[-.]delivery",
    r"mail delivery (?:sub)?system", r"delivery subsystem",
    r"mail (?:server|system|deliver\w*) (?:daemon|agent)", r"system administrator", r"mail administrator",
    r"microsoftexchange[0-9a-f]{8,}", r"internet mail delivery", r"(?:^|[<\s\"])(?:ndr|dsn|bounces?)@",
    r"_smtp_mail_service", r"(?:^|[<\s\"])imss@", r"virus_?wall", r"系统退信", r"退信(?:系统|通知|助手|管理员)",
    r"邮件系统", r"郵件系統", r"邮件投递", r"邮局管理员",
)  # fmt: skip

# ------------------------------------------------------------------ what stands in the subject

# At its beginning, behind the label of a list. One line a language or a family of servers.
SUBJECTS = (
    r"undeliver(?:able|ed)", r"undelivered mail", r"non[- ]?deliver(?:y|able)", r"not delivered", r"ndn:",
    r"(?:e-?mail |message |mail |permanent )*deliver(?:y|ing) (?:status|failure|failed|fail\b|notification"
      r"|report|problem|error|has failed|warning|unsuccessful|delayed|incomplete)",
    r"(?:e-?mail|mail|message)s? (?:delivery (?:fail|system|problem|error|warning)|deliver\w* (?:error"
      r"|failure)|could not (?:be )?(?:sent|delivered)|not delivered|failed|undeliverable|system error|rejected"
      r"|returned)",
    r"your (?:message|mail|e-?mail) (?:to|could not|was not|has not|couldn)",
    r"returned (?:mail|message|e-?mail)", r"failure (?:notice|delivery|notification)",
    r"failed (?:mail|delivery)", r"(?:warning|notice): (?:message|mail|could not|e-?mail|[^ ]+@[^ ]+ - )",
    r"delayed (?:mail|delivery|message)", r"permanent (?:delivery )?(?:failure|error)", r"processing error",
    r"automatically rejected mail", r"bounce(?:d)? (?:mail|message|notification)", r"unable to deliver",
    r"could not send", r"\[postmaster\]", r"unzustellbar", r"nicht zustellbar", r"mail ist nicht", r"zustellung",
    r"übermittlungsfehler", r"non remis", r"non délivr", r"[^\n]{1,200}\(delivery failed\)$", r"échec", r"echec",
    r"non distribu", r"notification d'état", r"message non", r"no se (?:puede|pudo) entregar", r"no entregad",
    r"error de entrega", r"correo no entregado", r"devuelt", r"mancato recapito", r"non recapitabile",
    r"impossibile recapitare", r"non consegnat", r"não (?:é possível|foi possível|entregue)",
    r"falha na entrega", r"mensagem não", r"devolvida", r"onbestelbaar", r"niet[- ]bezorg", r"niet afgeleverd",
    r"olevererbart", r"kan ikke leveres", r"kunne ikke", r"ei toimitettavissa", r"toimitus epäonnistui",
    r"niedostarczaln", r"nie można dostarczyć", r"zwrot", r"nedoručiteln", r"kézbesíthetetlen",
    r"teslim edilemedi", r"nedostavljiv", r"недоставлен", r"не ?доставлен", r"ваше сообщение не",
    r"не удалось доставить", r"возврат", r"配信不能", r"配信エラー", r"配信できません", r"送信できません",
    r"未配信", r"メール(?:送信|配信)(?:エラー|失敗)", r"返送", r"배달되지", r"전송 ?실패", r"반송",
    r"메일 ?전송", r"배달 ?실패", r"系统退信", r"来自.{1,80}的退信", r"退信(?:通知|报告|提醒|$|[:：/(（])",
    r"[【\[]退信", r"邮件(?:系统)?退[回信]",
    r"(?:邮件|信件)?(?:投递|发送|传递|递送|传送)(?:状态|失败|延迟|错误|通知|报告)", r"未送达", r"未傳遞",
    r"未传递", r"未能送达", r"无法(?:送达|传递|投递|发送|递送)", r"無法(?:送達|傳遞|投遞|傳送|遞送)",
    r"(?:郵件)?(?:傳遞|投遞|傳送|寄送)(?:狀態|失敗|延遲)",
    r"(?:您的)?邮件(?:被退回|被拒收|退回|无法|未能|未送|投递|发送失败|传递)", r"退件", r"拒收", r"退信:",
)  # fmt: skip

# ------------------------------------------------------------------ what stands in the text

FAILED = (
    r"(?:could|can|was|were|has|have|did|is|are|does|will) ?(?:not|n't|n’t)(?: yet)? (?:be "
      r"|been )?(?:delivered|sent|reach|be reached|deliver)",
    r"cannot be delivered", r"couldn['’]t be (?:delivered|sent)", r"undeliver(?:able|ed)",
    r"unable to (?:deliver|send|transfer)", r"not able to deliver", r"failed to deliver",
    r"deliver[ey]{1,2} (?:to|of) [^\n]{0,80}(?:fail|delay|aborted|postponed|unsuccessful)",
    r"not receive (?:this|your|a copy)",
    r"delivery (?:failed|problems|failure|errors?|status notification|has failed|attempt)", r"did not receive",
    r"permanent (?:fatal )?(?:delivery )?errors?", r"(?:has been|was|is being) (?:returned|rejected|bounced)",
    r"the following address(?:es|\(es\))? (?:failed|had)", r"failed (?:recipients?|addresses)", r"not delivered",
    r"could not deliver", r"delivery notifications", r"attempting to deliver", r"message could not",
    r"unknown user:", r"user unknown", r"invalid final delivery", r"no such user", r"mailbox is full",
    r"did not exactly match", r"error-for:", r"no mailbox here", r"giving up on", r"undisclosed address",
    r"been postponed", r"full mailbox", r"the email account that you tried to reach",
    r"mailbox (?:unavailable|not found)", r"automatically rejected", r"konnte nicht", r"nicht zugestellt",
    r"unzustellbar", r"fehlgeschlagen", r"nicht erreich", r"n['’]a pas pu",
    r"pas été (?:remis|distribué|délivré)", r"échec", r"impossible de remettre", r"non remis",
    r"no (?:se )?(?:ha )?pud?o (?:ser )?(?:entreg|envi)", r"no se puede entregar", r"no se ha podido",
    r"error en la entrega", r"non (?:è stato|può essere) (?:recapitat|consegnat)",
    r"impossibile (?:recapitare|consegnare)", r"recapito non",
    r"não (?:pôde|foi|pode) (?:ser )?(?:entreg|envi|possível)", r"nao pode ser", r"falha (?:na|ao) entreg",
    r"niet (?:worden )?(?:bezorgd|afgeleverd)", r"gick inte att leverera", r"kunne ikke leveres",
    r"ei voitu toimittaa", r"nie (?:mógł|można|został[ao]?) (?:zostać )?dostarcz", r"nelze doručit",
    r"nem (?:lehetett )?kézbesít", r"iletilemedi",
    r"не (?:может быть|удалось|было|был) (?:доставлен|достав|отправ)", r"невозможно доставить", r"не доставлен",
    r"(?:配信|送信|配達)(?:でき|されま|に失敗)", r"届けられません", r"宛先不明",
    r"(?:배달|전달|전송|발송)(?:되지|할 수 없|에 실패|하지 못)", r"退信", r"(?:被|已)(?:退回|退件|拒收|拒绝)",
    r"(?:投递|发送|传递|递送|传送|送达)(?:邮件)?(?:到[^\n]{0,80})?失败", r"退回来",
    r"(?:无法|未能|不能|没有)(?:将[^\n]{0,60})?(?:成功)?(?:正常)?(?:送达|投递|发送|传递|递送|传送|送到)",
    r"无法接收", r"(?:無法|未能|不能)(?:將[^\n]{0,60})?(?:成功)?(?:送達|投遞|傳遞|遞送|傳送|寄送)",
    r"(?:投遞|傳遞|傳送|寄送|遞送)(?:郵件)?失敗", r"退件",
    r"(?:收件人|收信人|用户|邮箱|域名)[^\n]{0,60}(?:不存在|无效|已满|停用|未找到)",
    r"(?:延迟|延遲|暂缓)(?:投递|发送|送达|傳遞)?", r"尚未(?:送达|投递|传递)",
)  # fmt: skip

# Not failed for good: the server goes on trying. In the subject or the text.
DELAYED = (
    r"has been delayed", r"\(delay(?:ed)?\)", r"delayed \d+ (?:hour|day|minute)", r"delayed mail",
    r"delivery delayed", r"not yet been delivered", r"(?:is|be) delayed", r"still being retried",
    r"will (?:be retried|continue to|keep|retry)", r"delivery attempts will continue",
    r"warning (?:message )?only", r"been postponed", r"no action is required", r"just a warning",
    r"do not need to (?:resend|take)", r"don['’]t need to resend", r"will try again", r"zustellung verzögert",
    r"verzögert", r"retard[ée]", r"se ha retrasado", r"in ritardo", r"atrasad", r"задерж", r"遅延", r"지연",
    r"(?:投递|发送|传递|送达)延迟", r"(?:延迟|延遲)(?:投递|发送|傳遞|送達)?", r"尚未(?:送达|投递|传递)",
    r"(?:将|會|会)?继续(?:尝试|重试|投递)", r"稍后(?:系统)?(?:会|将)(?:自动)?重(?:试|新投递)",
)  # fmt: skip
# … but these say that it has given up, whatever else stands there.
GAVE_UP = (
    r"permanent", r"given up", r"giving up", r"failed after", r"not going to try again", r"永久", r"放弃",
    r"不再(?:尝试|重试)",
)  # fmt: skip

# In the subject: it arrived, or went on to a server that reports no more (RFC 3464 §2.3.3). No failure.
SUCCEEDED = (
    r"success", r"\(relay", r"^(?:relayed|delivered|expanded):", r"^已(?:送达|投递|中继)",
    r"(?:投递|送达|发送)成功", r"^zugestellt",
)  # fmt: skip
