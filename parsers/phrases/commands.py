"""The names of commands in subjects: English name → what people type for it, half-width lower case."""

ALIASES: dict[str, tuple[str, ...]] = {
    # work
    "accept": ("受理", "接受", "接单", "接單"),
    "assign": ("指派", "分配", "派单", "派單", "转派", "轉派", "assignee", "assignedto", "owner"),
    "takeover": ("take-over", "take", "接手", "接管"),
    "category": ("类型", "類型", "类别", "類別", "分类", "分類", "type"),
    "priority": ("优先级", "優先級", "优先", "優先", "级别", "prio"),
    "progress": ("进展", "進展", "进度", "進度", "处理进展"),
    "note": ("备注", "備註", "内部备注", "comment", "internal"),
    "ask": ("询问", "詢問", "追问", "待用户", "waiting", "pending"),
    "escalate": ("升级", "升級", "上报", "上報"),
    "feedback": ("反馈", "反饋", "反馈时间"),
    "contact": ("协作", "協作", "协调", "協調", "联系人"),
    "resolve": ("解决", "解決", "已解决", "已解決", "resolved", "solve", "solved", "fixed"),
    "reopen": ("重开", "重開", "重新打开", "重新開啟"),
    "close": ("关闭", "關閉", "结单", "結單", "closed"),
    "cancel": ("取消", "撤单", "撤單"),
    "spam": ("垃圾", "垃圾邮件", "垃圾郵件"),
    # order
    "merge": ("合并", "合併", "duplicate"),
    "split": ("拆分",),
    "link": ("关联", "關聯", "superseder"),
    "watch": ("关注", "關注", "nosy"),
    "unwatch": ("取消关注", "取消關注"),
    "cc": ("抄送",),
    "due": ("期限", "截止"),
    "hold": ("挂起", "掛起", "onhold"),
    "snooze": ("稍后", "稍後", "推迟", "推遲"),
    "away": ("外出", "休假"),
    # asking
    "status": ("状态", "狀態"),
    "list": ("列表", "清单", "清單"),
    "find": ("查找", "搜索", "搜尋", "search"),
    "kb": ("知识", "知識", "知识库", "知識庫"),
    "help": ("帮助", "幫助", "说明", "說明"),
    "digest": ("日报", "日報"),
    "undo": ("撤销", "撤銷"),
    # users
    "urge": ("加急", "催办", "催辦", "催单", "催單"),
}

# Only these read `#name：value` with a colon: "#help: my printer" is a cry for help, not a value.
WITH_VALUE = frozenset(
    (
        "assign",
        "category",
        "priority",
        "escalate",
        "feedback",
        "contact",
        "merge",
        "link",
        "cc",
        "due",
        "hold",
        "snooze",
        "away",
        "find",
        "kb",
        "watch",
        "close",
    )
)
# These take an address that stands behind a blank, as Zendesk's `#assignee a@example.org` does.
WITH_ADDRESS = frozenset(("assign", "cc", "watch", "contact"))

CANONICAL: dict[str, str] = {name: name for name in ALIASES} | {
    alias: name for name, aliases in ALIASES.items() for alias in aliases
}
