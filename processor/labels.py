"""What categories, priorities and states are called, by language."""

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
    },
}


def label(locale: str, kind: str, code: str) -> str:
    """The word for *code*; an unknown one is shown as it is rather than keep a notice from going out."""
    return LABELS[locale][kind].get(code, code)
