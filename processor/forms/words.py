"""What the forms say beside what is said elsewhere (`processor.labels`, `processor.desk.sheet_words`), by language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "registration": "问题登记表",
        "escalation": "问题升级表",
        "progress": "问题处理进度表",
        "standing": "身份核对",
        "responded_at": "首次响应时间",
        "requester": "用户",
        "engineer": "处理工程师",
        "row": "序号",
        "at": "时间",
        "no_rows": "尚无记录",
        "solution": "解决方案",
        "verification": "用户确认",
        "asked_at": "请用户确认的时间",
        "answer": "结果",
        "answered_by": "答复人",
        "answered_at": "答复时间",
        "words": "用户原话",
        "escalated_at": "升级时间",
        "team_of": "{person}（{team}）",
        "blank": "—",
        "made": "制表：{desk} · {at}",
        "internal": "内部资料，含个人信息，请勿外传",
    },
    "en": {
        "registration": "Registration form",
        "escalation": "Escalation form",
        "progress": "Progress record",
        "standing": "Identity",
        "responded_at": "First response",
        "requester": "User",
        "engineer": "Engineer",
        "row": "No.",
        "at": "Time",
        "no_rows": "Nothing has been recorded yet.",
        "solution": "Solution",
        "verification": "The user's word",
        "asked_at": "Asked at",
        "answer": "Outcome",
        "answered_by": "Answered by",
        "answered_at": "Answered at",
        "words": "In their words",
        "escalated_at": "Escalated at",
        "team_of": "{person} ({team})",
        "blank": "–",
        "made": "Made by {desk} · {at}",
        "internal": "Internal: holds personal data, not to be passed on",
    },
}

# How the sender stood to the directory at registration, see `processor.desk.identity`.
STANDING: dict[str, dict[str, str]] = {
    "zh": {
        "known": "与人员名单相符",
        "claimed": "自称名单内人员，邮箱未登记",
        "unknown": "不在人员名单中",
        "inactive": "名单中已停用",
        "unchecked": "未核对（人员名单为空）",
    },
    "en": {
        "known": "in the directory",
        "claimed": "says to be of the directory, from another address",
        "unknown": "not in the directory",
        "inactive": "no longer active in the directory",
        "unchecked": "not checked, the directory is empty",
    },
}

# What came of the question whether a solution holds, see `db.surveys`.
ANSWERS: dict[str, dict[str, str]] = {
    "zh": {
        "open": "等待用户答复",
        "confirmed": "用户确认已解决",
        "rejected": "用户表示未解决或不满意",
        "unanswered": "用户未答复，到期关闭",
        "closed": "服务台关闭",
        "reopened": "服务台重新打开",
        "merged": "已并入其他工单",
    },
    "en": {
        "open": "waiting for the user",
        "confirmed": "confirmed by the user",
        "rejected": "not solved, or the user was not satisfied",
        "unanswered": "closed without an answer",
        "closed": "closed by the desk",
        "reopened": "opened again by the desk",
        "merged": "merged into another ticket",
    },
}

# Behind the ticket's number, without an ending; {count}: of the escalations.
NAMES: dict[str, dict[str, str]] = {
    "zh": {"registration": "问题登记表", "escalation": "问题升级表-{count}", "progress": "问题处理进度表"},
    "en": {"registration": "registration-form", "escalation": "escalation-form-{count}", "progress": "progress-record"},
}
