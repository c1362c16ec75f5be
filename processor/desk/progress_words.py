"""
What the rows of the progress record are called, by command and language.

Of a row: step, result, next plan; in braces what `processor.desk.progress` reads from the event. Where the user reads
something else than the staff, that stands in FOR_USERS; commands that are not there are no user's business.
"""

from __future__ import annotations

Words = tuple[str, str, str]

FOR_STAFF: dict[str, dict[str, Words]] = {
    "zh": {
        "accept": ("受理", "", ""),
        "assign": ("指派给 {to}", "{text}", ""),
        "takeover": ("接手，处理人：{to}", "", ""),
        "category": ("类型 {old} → {new}", "", ""),
        "priority": ("优先级 {old} → {new}", "", ""),
        "progress": ("{step}", "{result}", "{plan}"),
        "note": ("内部备注", "{text}", ""),
        "ask": ("询问用户：{question}", "", ""),
        "answer": ("答复用户", "", ""),
        "escalate": ("升级至 {target}", "升级原因：{reason}；已尝试：{tried}", "{feedback_at} 前首次反馈"),
        "feedback": ("约定反馈时间", "", "{feedback_at} 前反馈"),
        "contact": ("协作：{person}（{department}）", "{text}", "{until} 前完成"),
        "resolve": ("解决", "{solution}", ""),
        "reopen": ("重新打开", "{text}", ""),
        "close": ("关闭", "{reason}", ""),
        "cancel": ("取消", "{reason}", ""),
        "spam": ("标为垃圾邮件", "", ""),
        "merge": ("并入 {number}", "", ""),
        "merged_in": ("{number} 已并入本工单", "", ""),
        "split": ("拆分出 {number}", "", ""),
        "split_off": ("由 {number} 拆分而来", "", ""),
        "link": ("关联 {numbers}", "", ""),
        "incident": ("合并为事件：{number}{numbers}", "", ""),
        "incident_off": ("退出事件，或事件已解散", "", ""),
        "cc": ("抄送 {addresses}", "", ""),
        "due": ("完成期限", "", "{moment} 前完成"),
        "hold": ("挂起", "{reason}", "{moment} 后继续"),
        "snooze": ("稍后处理", "", "{moment} 提醒"),
        "due_off": ("取消完成期限", "", ""),
        "hold_off": ("结束挂起，继续处理", "", ""),
        "snooze_off": ("取消稍后提醒", "", ""),
        "publish": ("发布知识库文章 {number}", "", ""),
        "discard": ("弃用知识库文章 {number}", "", ""),
        "urge": ("用户催办", "{reason}", ""),
        "undo": ("撤销之前的操作", "", ""),
    },
    "en": {
        "accept": ("Accepted", "", ""),
        "assign": ("Assigned to {to}", "{text}", ""),
        "takeover": ("Taken over by {to}", "", ""),
        "category": ("Category {old} → {new}", "", ""),
        "priority": ("Priority {old} → {new}", "", ""),
        "progress": ("{step}", "{result}", "{plan}"),
        "note": ("Internal note", "{text}", ""),
        "ask": ("Asked the user: {question}", "", ""),
        "answer": ("Answered the user", "", ""),
        "escalate": ("Escalated to {target}", "Reason: {reason}; tried: {tried}", "First feedback by {feedback_at}"),
        "feedback": ("Feedback promised", "", "Feedback by {feedback_at}"),
        "contact": ("Helps: {person} ({department})", "{text}", "Done by {until}"),
        "resolve": ("Resolved", "{solution}", ""),
        "reopen": ("Reopened", "{text}", ""),
        "close": ("Closed", "{reason}", ""),
        "cancel": ("Cancelled", "{reason}", ""),
        "spam": ("Marked as junk", "", ""),
        "merge": ("Merged into {number}", "", ""),
        "merged_in": ("{number} became part of this ticket", "", ""),
        "split": ("Split off: {number}", "", ""),
        "split_off": ("Split off from {number}", "", ""),
        "link": ("Linked with {numbers}", "", ""),
        "incident": ("Made one incident with {number}{numbers}", "", ""),
        "incident_off": ("No longer part of an incident", "", ""),
        "cc": ("Copied: {addresses}", "", ""),
        "due": ("Date set", "", "Done by {moment}"),
        "hold": ("On hold", "{reason}", "Goes on after {moment}"),
        "snooze": ("Put off", "", "Reminder at {moment}"),
        "due_off": ("Date taken away", "", ""),
        "hold_off": ("No longer on hold", "", ""),
        "snooze_off": ("No longer put off", "", ""),
        "publish": ("Article {number} published", "", ""),
        "discard": ("Article {number} dropped", "", ""),
        "urge": ("The user asks to be helped sooner", "{reason}", ""),
        "undo": ("Took an earlier command back", "", ""),
    },
}

FOR_USERS: dict[str, dict[str, Words]] = {
    "zh": {
        **{
            name: FOR_STAFF["zh"][name] for name in ("accept", "takeover", "category", "priority", "progress", "answer")
        },
        **{name: FOR_STAFF["zh"][name] for name in ("feedback", "resolve", "close", "cancel")},
        "assign": ("转交 {to}", "", ""),
        "ask": ("向您询问：{question}", "", ""),
        "answer": ("答复", "", ""),
        "escalate": ("升级至 {shown}", "", "{feedback_at} 前首次反馈"),
        "reopen": ("重新打开", "", ""),
        "hold": ("暂停处理", "", "{moment} 后继续"),
        "hold_off": ("继续处理", "", ""),
        "urge": ("您已催办", "{reason}", ""),
    },
    "en": {
        **{
            name: FOR_STAFF["en"][name] for name in ("accept", "takeover", "category", "priority", "progress", "answer")
        },
        **{name: FOR_STAFF["en"][name] for name in ("feedback", "resolve", "close", "cancel")},
        "assign": ("Passed on to {to}", "", ""),
        "ask": ("You were asked: {question}", "", ""),
        "answer": ("Answered", "", ""),
        "escalate": ("Escalated to {shown}", "", "First feedback by {feedback_at}"),
        "reopen": ("Reopened", "", ""),
        "hold": ("On hold", "", "Goes on after {moment}"),
        "hold_off": ("No longer on hold", "", ""),
        "urge": ("You asked to be helped sooner", "{reason}", ""),
    },
}

UNDONE = {"zh": "（已撤销）", "en": " (taken back)"}
