"""The line in our own mails above which an answer is typed: templates print it, the parser cuts at it."""

REPLY_ABOVE_ZH = "请在此线以上回复"
REPLY_ABOVE_EN = "Please reply above this line"

# Dashes on both sides: no sentence looks like that, and the line is still one line after HTML → text.
REPLY_LINE = f"-------- {REPLY_ABOVE_ZH} · {REPLY_ABOVE_EN} --------"

# The same request as other desks word it; lower case, white space single. Only in a line with marks around it.
REPLY_LINE_PHRASES = (
    REPLY_ABOVE_ZH,
    REPLY_ABOVE_EN.lower(),
    "reply above this line",  # Help Scout, FreeScout, Intercom
    "type your reply above this line",  # Zendesk "##- Please type your reply above this line -##"
    "reply above the line",
    "write above this line",  # JIRA Service Management
    "reply above this email",
    "请在此行上方回复",
    "请在此线上方回复",
    "请在这条线以上回复",
    "請在此線以上回覆",
    "請在此行上方回覆",
    "bitte antworten sie oberhalb dieser linie",
    "antworten sie über dieser zeile",
    "veuillez répondre au-dessus de cette ligne",
    "répondre au-dessus de cette ligne",
    "escriba su respuesta por encima de esta línea",
    "responda por encima de esta línea",
)
