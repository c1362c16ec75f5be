"""How people begin an answer of yes or no; lower case."""

from __future__ import annotations

from parsers.phrases.tables import phrases, words

# What a letter may begin with before it says anything: 您好，张工，王老师您好！, "Hi Anna,". A name stands before 您好
# only with a title, and never a no: 不是我同学，您好.
GREETING = (
    r"(?:(?:(?![不没沒未非否])[a-z\u4e00-\u9fff]){1,4}(?:工|经理|經理|老师|老師|总|總|先生|女士|小姐|领导|客服|同事|团队)[,:]?\s*)?"
    r"(?:您好|你好|大家好|各位好|早上好|上午好|中午好|下午好|晚上好|早安|午安|晚安)[啊呀]?[\s,.!:~。]*"
    r"|(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?![a-z'])"
    r"(?:[^,.!:?]{0,24}[,.!:]+\s*|(?: (?!(?:yes|ok|no|not)\b)[a-z]+)?$)"
)
# "No" is looked for first: 不是我 begins with neither 是 nor ok, but "not me" and "no, ok" are a no.
NO = (
    "不是我", "不是本人", "不是", "非本人", "否", "不确认", "不对", "没有", "拒绝", "不同意", "不認識", "不是我發的",
    "我没有发", "我没有写", "我没发", "我没写", "我沒有發", "我沒有寫", "我沒發", "我沒寫",
    "not me", "no", "nope", "it wasn't me", "it was not me", "wasn't me", "i did not", "i didn't", "deny", "reject",
)  # fmt: skip
# The same behind other words: 对不起，不是我发的; "I confirm that it was not me". Not in a question.
NOT_MINE = (
    "不是我", "不是本人", "并非本人", "並非本人", "非本人", "本人没有", "本人沒有", "本人未", "本人从未", "本人並未",
    "本人并未", "我没有发", "我没有写", "我没发", "我没写",
    "not me", "wasn't me", "isn't me", "wasn't mine", "not mine",
)  # fmt: skip
YES = (
    "确认", "確認", "确认了", "確認了", "是我", "是的", "是本人", "本人", "是", "对", "對", "同意",
    "没错", "沒錯", "好的", "可以",
    "ok", "okay", "yes", "y", "confirm", "confirmed", "i confirm", "it was me", "that was me", "it's me", "correct",
    "sure",
)  # fmt: skip
# What a Chinese yes is made of up to the first comma: 确认是我本人发的. With any other word in it it may be something
# else: 对方, 对了, 是谁, 可以解释一下.
YES_GOES_ON = (
    "我", "自己", "亲自", "親自", "的", "吧", "哦", "啊", "好", "行", "无误", "無誤", "属实", "屬實", "发", "發",
    "发送", "發送", "发出", "發出", "写", "寫", "操作", "提交", "来信", "來信", "这封", "這封", "此", "信",
    "邮件", "郵件", "执行", "執行", "处理", "處理", "请", "請", "谢谢", "謝謝", "多谢", "感谢",
)  # fmt: skip
# What makes a yes doubtful, wherever it stands behind it: a no, a question, a but.
DOUBTS_ZH = (
    "不", "没", "沒", "未", "非", "别", "別", "勿", "否", "吗", "嗎", "么", "麼", "呢", "谁", "誰", "哪", "何", "怎",
    "?", "但", "冒", "假", "骗", "騙",
)  # fmt: skip
DOUBTS_EN = words(
    """
    not no never none nobody neither nor cannot but who whose what which why when where how if unless except only
    somebody someone else wrong fake forged spam phishing
    """
)

# What is answered to "reply ok to send this", alone in its line; in the form in which NFKC leaves it.
SEND = phrases(
    """
    确认|確認|确认发送|確認發送|发送|發送|发|发吧|發吧|发出|请发送|請發送|请发|可以发|可以发送|可以發送|可以|同意|同意发送
    好|好的|好的,发吧|好,发吧|行|没问题|沒問題|是|是的|对|對
    发布|發布|请发布|可以发布|同意发布|发布吧|入库|入庫|请入库|可以入库|同意入库
    ok|okay|k|yes|y|yep|send|send it|send this|please send|please send it|ok send|ok send it|ok, send|ok, send it
    ok please send|yes send it|yes, send it|yes please|yes, please|confirm|confirmed|go ahead|approved|fine|looks good
    lgtm|sure|publish|publish it|ok publish|ok, publish|yes, publish|please publish
    """
)
# The draft is not wanted at all. "Do not send it" may mean "not yet", and is none of these.
DROP = phrases(
    """
    不入库|不入庫|不用入库|无需入库|不必入库|弃用|棄用|丢弃|丟棄|不要了
    discard|discard it|please discard|drop|drop it|please drop it|not needed
    """
)
# The draft is not to go out as it is, whatever follows.
DO_NOT_SEND = tuple(phrases(
    """
    别发|別發|先别发|先別發|不要发|不要發|不用发|不用發|不发|不發|暂不发|暫不發|暂时不发|先不发
    先别入库|先不入库|暂不入库|暂时不入库|别入库|不要入库|不入库|不入庫|不用入库|无需入库|不必入库
    don't send|do not send|dont send|please don't send|please do not send|hold off|not yet
    don't publish|do not publish|dont publish
    """
))  # fmt: skip
# Neither yes nor no, and no news for anybody either.
ONLY_NOTED = phrases(
    """
    收到|已收到|知道了|已阅|了解|明白|明白了|嗯|嗯嗯|哦|谢谢|謝謝|辛苦了|👍|👌|否|不|不行|不可以|不同意|您好|你好
    no|nope|n|noted|got it|received|understood|thanks|thank you|thx|hi|hello
    """
)
