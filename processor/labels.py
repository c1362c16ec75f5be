"""What categories, priorities, states and the fields of the registration form are called, by language."""

from __future__ import annotations

LABELS: dict[str, dict[str, dict[str, str]]] = {
    "zh": {
        "category": {"hardware": "硬件", "software": "软件", "business": "业务系统", "consultation": "技术咨询"},
        "priority": {"urgent": "紧急", "important": "重要", "general": "一般"},
        "status": {
            "registered": "已登记",
            "accepted": "已受理",
            "in_progress": "处理中",
            "waiting_user": "等待您回复",
            "waiting_identity": "等待身份确认",
            "escalated": "已升级",
            "resolved": "已解决，待您确认",
            "closed": "已关闭",
            "merged": "已合并",
            "cancelled": "已撤销",
        },
        "role": {
            "user": "用户",
            "engineer": "工程师",
            "specialist": "专家",
            "lead": "组长",
            "manager": "管理者",
        },
        # The same states as the staff reads them.
        "state": {
            "registered": "已登记",
            "accepted": "已受理",
            "in_progress": "处理中",
            "waiting_user": "等待用户回复",
            "waiting_identity": "等待用户确认身份",
            "escalated": "已升级",
            "resolved": "已解决，待用户确认",
            "closed": "已关闭",
            "merged": "已合并",
            "cancelled": "已撤销",
        },
        "row": {
            "number": "工单号",
            "title": "主题",
            "requester": "用户",
            "category": "分类",
            "priority": "优先级",
            "status": "状态",
            "team": "团队",
            "assignee": "处理人",
            "coordinator": "协调人",
            "registered_at": "登记时间",
            "response_due": "答复时限",
            "due": "完成期限",
            "snoozed_until": "提醒时间",
        },
        # Labels of what staff fills in, as parsers.forms reads them back.
        "blank": {
            "step": "处理步骤",
            "result": "结果",
            "next_plan": "下一步计划",
            "escalate_to": "升级至",
            "reason": "升级原因",
            "tried": "已尝试的操作",
            "feedback": "预计反馈时间",
        },
        # What users can order.
        "order": {"status": "查询状态", "cancel": "撤销工单", "urge": "加急", "help": "帮助"},
        "link": {
            "accept": "受理",
            "takeover": "接手",
            "assign": "指派（在 = 后填写姓名或团队）",
            "progress": "登记进展",
            "note": "内部备注",
            "ask": "询问用户",
            "escalate": "升级",
            "feedback": "约定反馈时间（在 = 后填写，如 4h）",
            "resolve": "已解决",
            "reopen": "重新打开",
            "close": "关闭",
            "cancel": "取消",
            "snooze": "稍后提醒（在 = 后填写，如 2h）",
            "undo": "撤销",
            "category": "分类",
            "priority": "优先级",
            "merge": "合并",
            "watch": "关注",
            "mended": "改好重发",
        },
        "field": {
            "name": "姓名",
            "department": "部门",
            "employee_number": "工号",
            "contact": "联系方式",
            "phone": "电话",
            "email": "邮箱",
            "category": "问题类型",
            "priority": "优先级",
            "title": "问题标题",
            "description": "问题描述",
            "affected": "受影响业务",
            "asset": "资产编号",
            "occurred_at": "发生时间",
            "error_text": "报错信息",
            "steps": "操作步骤",
            "tried": "已尝试的操作",
            "device": "设备型号",
            "system": "系统名称",
            "location": "所在位置",
            "account": "账号",
            "screenshot": "截图",
            "expected": "期望结果",
        },
        "hint": {
            "affected": "影响哪些人、哪些业务",
            "asset": "见设备上的标签",
            "error_text": "原文或错误代码",
            "location": "楼层、房间或工位",
            "screenshot": "可作为附件添加",
            "steps": "做了哪些操作后出现",
        },
    },
    "en": {
        "category": {
            "hardware": "Hardware",
            "software": "Software",
            "business": "Business",
            "consultation": "Consultation",
        },
        "priority": {"urgent": "Urgent", "important": "Important", "general": "General"},
        "status": {
            "registered": "Registered",
            "accepted": "Accepted",
            "in_progress": "In progress",
            "waiting_user": "Waiting for your answer",
            "waiting_identity": "Waiting for proof of identity",
            "escalated": "Escalated",
            "resolved": "Resolved, waiting for your confirmation",
            "closed": "Closed",
            "merged": "Merged",
            "cancelled": "Cancelled",
        },
        "role": {
            "user": "a user",
            "engineer": "an engineer",
            "specialist": "a specialist",
            "lead": "a team lead",
            "manager": "a manager",
        },
        "state": {
            "registered": "Registered",
            "accepted": "Accepted",
            "in_progress": "In progress",
            "waiting_user": "Waiting for the user's answer",
            "waiting_identity": "Waiting for the user's proof of identity",
            "escalated": "Escalated",
            "resolved": "Resolved, waiting for the user's confirmation",
            "closed": "Closed",
            "merged": "Merged",
            "cancelled": "Cancelled",
        },
        "row": {
            "number": "Ticket",
            "title": "Subject",
            "requester": "User",
            "category": "Category",
            "priority": "Priority",
            "status": "Status",
            "team": "Team",
            "assignee": "Engineer",
            "coordinator": "Coordinator",
            "registered_at": "Registered",
            "response_due": "Response due",
            "due": "To be done by",
            "snoozed_until": "Reminder",
        },
        "blank": {
            "step": "Step",
            "result": "Result",
            "next_plan": "Next plan",
            "escalate_to": "Escalate to",
            "reason": "Reason",
            "tried": "Already tried",
            "feedback": "Feedback by",
        },
        "order": {
            "status": "show the status",
            "cancel": "cancel the ticket",
            "urge": "ask for more speed",
            "help": "send help",
        },
        "link": {
            "accept": "Accept",
            "takeover": "Take over",
            "assign": "Assign (write a name or team behind =)",
            "progress": "Record progress",
            "note": "Internal note",
            "ask": "Ask the user",
            "escalate": "Escalate",
            "feedback": "Promise feedback (write when behind =, such as 4h)",
            "resolve": "Resolved",
            "reopen": "Reopen",
            "close": "Close",
            "cancel": "Cancel",
            "snooze": "Remind me later (write when behind =, such as 2h)",
            "undo": "Undo",
            "category": "Category",
            "priority": "Priority",
            "merge": "Merge",
            "watch": "Watch",
            "mended": "Send it mended",
        },
        "field": {
            "name": "Full name",
            "department": "Department",
            "employee_number": "Employee number",
            "contact": "Contact details",
            "phone": "Phone",
            "email": "Email",
            "category": "Problem type",
            "priority": "Priority",
            "title": "Problem title",
            "description": "Problem description",
            "affected": "Affected business",
            "asset": "Asset number",
            "occurred_at": "When it happened",
            "error_text": "Error message",
            "steps": "Steps to reproduce",
            "tried": "Tried so far",
            "device": "Device model",
            "system": "System name",
            "location": "Office location",
            "account": "Account",
            "screenshot": "Screenshot",
            "expected": "Expected result",
        },
        "hint": {
            "affected": "which people, which work",
            "asset": "on the device's label",
            "error_text": "exact words or code",
            "location": "floor, room or desk",
            "screenshot": "you can attach it",
            "steps": "what you did before it happened",
        },
    },
}

FIELDS = tuple(LABELS["zh"]["field"])  # codes of the registration form, those of parsers.phrases.form_labels
OPEN = {"zh": "（{hint}）", "en": " ({hint})"}
COLON = {"zh": "：", "en": ": "}
COMMA = {"zh": "、", "en": ", "}  # between the items of a list
NOT_DONE = {"zh": "本身没有问题，但未执行。", "en": "right, but not carried out"}
NO_BODY = {"zh": "（邮件没有可读的正文）", "en": "(this mail has no readable body)"}
WITHIN = {"zh": "{hours:g} 小时内", "en": "within {hours:g} {unit}"}


def label(locale: str, kind: str, code: str) -> str:
    """The word for *code*; an unknown one is shown as it is rather than keep a notice from going out."""
    return LABELS[locale][kind].get(code, code)


def open_line(locale: str, field: str) -> str:
    """What stands before the colon of a line to be filled in: 截图（可作为附件添加）."""
    hint = LABELS[locale]["hint"].get(field)
    return label(locale, "field", field) + (OPEN[locale].format(hint=hint) if hint else "")


def within(locale: str, hours: float) -> str:
    """A span of time as a promise: 2 小时内, within 0.5 hours."""
    return WITHIN[locale].format(hours=hours, unit="hour" if hours == 1 else "hours")
