"""The line in our own mails above which an answer is typed; templates print it, the parser cuts at it."""

REPLY_ABOVE_ZH = "请在此线以上回复"
REPLY_ABOVE_EN = "Please reply above this line"
# "## … ##": the marks tell it from a sentence with the same words, and no client eats them as a signature line.
REPLY_LINE_ZH = f"-------- {REPLY_ABOVE_ZH} --------"
REPLY_LINE_EN = f"-------- {REPLY_ABOVE_EN} --------"
REPLY_LINE = f"-------- {REPLY_ABOVE_ZH} · {REPLY_ABOVE_EN} --------"
