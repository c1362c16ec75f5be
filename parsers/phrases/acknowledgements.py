"""What may stand beside "收到" or "ok" in a clause that says nothing else; regular expressions, by language."""

from __future__ import annotations

BESIDE_ZH = (
    "我们?", "[您你]们?", "[的了啦呢啊呀吧哦嘞哈先都那]", "已经?", "这边", "邮件", "来信", "回复", "通知", "消息",
    "信息", "没问题",
)  # fmt: skip
BESIDE_EN = (
    "it", "that", "this", "your", "the", "e-?mail", "mail", "message", "reply", "well", "very", "so", "and", "then",
    "all", "morning", "afternoon", "evening", "day",
)  # fmt: skip
