"""
What mail programs put before a subject, by kind; matched without regard to case, before `:` or `：`.

Only what a program writes by itself is here: a person's own label ("Ref: invoice 12") is part of the title.
"""

# One line a language. What means "reply" in one language and "forward" in another (VS: Finnish, Norwegian)
# counts as a reply: who joins a thread is checked by participants anyway.
REPLY = (
    # English and what most programs write whatever their language
    "re", "reply", "resp",
    # Chinese: Outlook, Foxmail, QQ Mail, 163, Apple Mail, Yahoo, Hong Kong and Taiwan
    "回复", "答复", "回覆", "回復", "答覆", "答復", "回信", "回", "復", "复",
    "aw", "antw", "antwort",  # German, Dutch; Lotus Notes writes the whole word
    "sv", "svar", "vs", "ang",  # Danish, Norwegian, Swedish, Icelandic; Finnish; Swedish Lotus Notes
    "ré", "réf", "réf.", "rép", "réponse",  # French
    "respuesta", "rta",  # Spanish
    "r", "rif", "rif.", "ris",  # Italian
    "res", "resposta",  # Portuguese
    "odp", "odp.", "odpowiedź",  # Polish
    "odpověď", "odp:", "vá", "válasz",  # Czech, Hungarian
    "ynt", "yan", "yanıt",  # Turkish
    "отв", "отв.", "ответ", "відп",  # Russian, Ukrainian
    "απ", "σχετ", "απάντηση",  # Greek
    "răsp", "raspuns", "odg", "atb", "bls", "balas",  # Romanian, South Slavic, Latvian and Welsh, Indonesian
    "trả lời", "tl",  # Vietnamese
    "返信", "返", "회신", "답장", "답변", "ตอบ", "ตอบกลับ",  # Japanese, Korean, Thai
    "תגובה", "השב", "رد", "پاسخ",  # Hebrew, Arabic, Persian
)  # fmt: skip
FORWARD = (
    "fw", "fwd", "forward", "forwarded",
    "转发", "轉寄", "转寄", "轉發", "轉送", "转送", "傳送", "转",  # Chinese
    "wg", "weitergeleitet",  # German
    "tr", "transfert",  # French
    "rv", "reenv", "reenviado", "reenvío",  # Spanish
    "i", "inoltra", "inoltro",  # Italian
    "enc", "encaminhado", "enc.",  # Portuguese
    "doorst", "doorgestuurd",  # Dutch
    "vb", "vl", "fs", "videresendt", "vidarebefordrat",  # Swedish, Finnish, Icelandic, Danish
    "pd", "pd.", "przekaż",  # Polish
    "továbbítás", "továbbítva", "přeposlat", "předáno",  # Hungarian, Czech
    "ilt", "ılt", "İlt", "i̇lt",  # Turkish, with and without the dot, composed and decomposed
    "пер", "пересл", "перенаправлено", "пересылка",  # Russian
    "πρθ", "προώθηση",  # Greek
    "redir", "trs", "terusan", "yml", "chuyển tiếp",  # Romanian, Indonesian, Welsh, Vietnamese
    "転送", "전달", "ส่งต่อ",  # Japanese, Korean, Thai
    "הועבר", "إعادة توجيه", "ارسال",  # Hebrew, Arabic, Persian
)  # fmt: skip
RECALL = (
    "recall", "撤回", "召回", "邮件撤回", "撤回邮件", "收回", "回收",  # Outlook, Foxmail, Tencent exmail, Taiwan
    "rückruf", "rappel", "recuperar", "richiamo", "intrekken", "отзыв", "リコール", "회수",
)  # fmt: skip
# An auto-responder's own prefix; what classes the mail stands in automation.py.
AUTOMATIC = (
    "自动回复", "自动答复", "自动回覆", "自動回覆", "自動回復", "自動答覆", "自動返信", "自動応答", "자동 회신",
    "자동회신", "automatic reply", "auto reply", "auto-reply", "autoreply", "automatische antwort",
    "réponse automatique", "respuesta automática", "risposta automatica", "resposta automática",
    "automatisch antwoord", "автоответ",
)  # fmt: skip

# Marks that mail gateways put before the subject of mail from outside or of suspected spam.
GATEWAY = (
    "外部", "外部邮件", "外部郵件", "外来邮件", "外网邮件", "外部发件人", "外部来信", "注意:外部邮件",
    "疑似垃圾邮件", "垃圾邮件", "可疑邮件", "广告邮件", "社外", "社外メール", "외부", "외부메일", "ext",
    "external", "external email", "external mail", "external sender", "external e-mail", "ext mail", "extern",
    "externe", "externe e-mail", "externer absender", "externo", "esterno", "email esterna", "outside",
    "caution external", "caution: external", "spam", "spam?", "suspected spam", "bulk", "warning: external",
)  # fmt: skip
