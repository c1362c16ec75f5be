"""How people begin an answer of yes or no; lower case."""

from __future__ import annotations

# "No" is looked for first: 不是我 begins with neither 是 nor ok, but "not me" and "no, ok" are a no.
NO = (
    "不是我", "不是本人", "不是", "非本人", "否", "不确认", "不对", "没有", "拒绝", "不同意", "不認識", "不是我發的",
    "not me", "no", "nope", "it wasn't me", "it was not me", "wasn't me", "i did not", "i didn't", "deny", "reject",
)  # fmt: skip
YES = (
    "确认", "確認", "是我", "是的", "是本人", "本人", "是", "对", "對", "同意", "没错", "沒錯", "好的", "可以",
    "ok", "okay", "yes", "y", "confirm", "confirmed", "i confirm", "it was me", "that was me", "it's me", "correct",
    "sure",
)  # fmt: skip
