"""Why a command is not carried out, and what would be right; by language."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "zh": {
        "no_ticket": "没有指明工单；请直接回复该工单的邮件，或在主题中写上工单号，如 [TS-20261122-001]。",
        "not_listed": "您不在人员名单中，请联系服务台管理员。",
        "not_allowed": "您的角色（{role}）不能对该工单执行此命令；请交由工单负责人或组长处理。",
        "not_in_status": "工单当前状态为“{status}”，不能执行此命令。",
        "unknown_command": "没有这个命令。发送 #帮助 可查看全部命令。",
        "a_colleagues": "该工单由{who}处理；如需由您接手，请用 #接手。",
        "value_missing": "缺少取值，请写成 {example}。",
        "value_apart": "取值要用“=”连在命令后面；空格后面的文字不算取值。",
        "several_people": "“{value}”对应多人：{people}；请改用工号或邮箱。",
        "nobody_of_this_name": "没有找到“{value}”；请填写在职工程师的姓名、工号、邮箱，或小组名称。",
        "no_such_category": "没有“{value}”这一类型；可用：硬件、软件、业务系统、技术咨询。",
        "no_such_priority": "没有“{value}”这一优先级；可用：紧急、重要、一般。",
        "changed_meanwhile": "您看到的内容已有变化：{who} 于 {at} 改为“{new}”。如仍需执行，请重新发送。",
        "forwarded": "转发邮件中的命令不会执行；请直接回复工单邮件。",
        "two_tickets": "主题中的工单号与所回复的邮件不是同一工单；请只保留一个。",
        "two_texts": "一封邮件只有一段正文，{commands} 都要用到它；请分开发送。",
        "nothing_said": "正文是空的，请写明内容后再发。",
        "too_many_answers": "一小时内已向该用户发出 {most} 封答复，这一封没有发出；请稍后再发，或检查是否有自动回复。",
        "no_worker": "{who}是管理者，不处理工单；请改为工程师、专家、组长或小组。",
        "escalated_to_oneself": "不能升级给自己；如由您处理，请直接接手。",
        "nobody_there": "“{value}”中没有可以通知的人；请改为其他团队或人员。",
        "no_contact": "没有读懂协作人；请写明姓名@部门和完成时间，如 #协作=王芳@财务部,周五17:00。",
        "no_reason_to_close": "尚未解决的工单须写明原因才能关闭，原因会发给用户。",
        "no_reason_to_cancel": "请写明取消原因，原因会发给用户。",
        "itself": "工单不能与自身关联或合并。",
        "no_number": "“{value}”不是工单号；请写成 TS-20261122-001。",
        "no_such_ticket": "没有工单 {value}。",
        "no_such_moment": "没有读懂时间“{value}”，或它已经过去；请写成 17:30、明天10:00、4h 或 2026-12-01 14:00。",
        "no_such_period": "没有读懂日期“{value}”，或它已经过去；请写成 2026-12-01..2026-12-05、明天或下周。",
        "no_address": "“{value}”不是邮箱地址。",
        "own_address": "{value} 是服务台自己的地址，不能抄送。",
        "too_many_copied": "一张工单最多抄送 {most} 人。",
        "nothing_to_undo": "没有找到您在该工单上可撤销的命令；请回复要撤销的那封回执。",
        "undo_of_undo": "那封邮件本身就是撤销；如需恢复，请把原来的命令再发一次。",
        "undone_before": "那些命令已经撤销过了。",
        "undo_which": "您同时发出过几封命令邮件；请直接回复要撤销的那封回执。",
        "not_yours_to_undo": "那是 {who} 的操作；只有本人或组长可以撤销。",
        "built_on": "不能撤销：{who} 于 {at} 已在此基础上继续处理（{what}）。请用新的命令更正。",
        "changed_since": "不能撤销：{what}后来又有变化。请用新的命令更正。",
        "one_number": "一次只能并入一张工单；请只写一个工单号。",
        "merged_before": "工单 {number} 已并入 {last}；请改为并入 {last}。",
        "target_ended": "工单 {number} 当前状态为“{status}”，不能并入；如需要请先将其重新打开。",
        "not_identified": "该用户的身份尚未确认，暂时不能合并或拆分。",
        "incident_unclear": "没有合并，也没有发给用户：没有读懂您的答复。"
        "请只回复“确认”或“不是”，或在主题中用 #事件=工单号 写明。",
        "no_incident": "该工单不属于任何事件，也没有待合并的类似工单。",
        "nothing_similar": "没有可以合并进来的其他工单；请写明工单号，如 #事件=TS-20261122-002。",
        "two_incidents": "这些工单分属不同的事件（主工单：{numbers}）；请先用 #事件=取消 解散其中一个。",
        "cannot_lead": "工单 {number} 当前状态为“{status}”，不能再作为主工单；如需继续处理，请先用 #重开。",
        "cannot_join": "工单 {number} 当前状态为“{status}”，不能并入事件。",
        "same_user": "工单 {number} 与 {other} 是同一用户的；一位用户在事件中只保留一张，请用 #合并。",
        "too_many_in_incident": "一个事件最多 {most} 张工单。",
        "leads_others": "该工单是事件的主工单，还有 {count} 张未结工单；请用 #解决 一并解决，或先用 #事件=取消 解散。",
        "names_users": "没有发出：这段话会发给事件中的所有用户，不能提到其他用户或工单（{names}）。请改写后再发。",
        "no_workbooks": "这台服务器不能生成 Excel 文件；可改用 csv。",
        "no_act": "没有看懂要做什么；每行写工单号和要做的事，例如：{example}。",
        "unread_line": "没有看懂，未处理：{line}",
        "undo_acts": "如需撤销以上全部操作，请回复本邮件，并在主题中加 #撤销。",
        "no_reason_to_urge": "请在正文中说明需要加急的原因，例如受影响的业务和最晚需要的时间。",
        "urged_before": "我们已收到您的加急请求并转告工程师；{at} 之后可再次催办。",
        "neither_yes_nor_no": "没有看懂您的回复，命令仍在等待；请回复询问邮件，在第一行只写“确认”，或“不是我发的”。",
        "too_many_commands": "一封邮件最多 {most} 个命令；请分开发送。",
        "draft_over": "草稿没有发出：用户已在草稿之后收到消息，或工单已不在处理中。如需补充，请用 #进展 发送。",
        "draft_unclear": "没有发给用户：没有读懂是否发送草稿。请只回复“确认”发送草稿，或用 #进展 写出您自己的进展。",
        "article_unclear": "知识库文章未作任何改动，回复也没有发给用户：没有读懂要发布还是弃用。"
        "请只回复“发布”或“不入库”，或用“标题：”“问题：”“解决方案：”各行写出新内容。",
        "article_over": "这份草稿已不存在，文章未作改动。",
        "article_changed": "这封邮件之后已有新的草稿，文章未作改动；请回复最近的邮件，或先用 #知识={number} 查看。",
        "article_decided": "文章 {number} 已处理过（{status}），未作改动；如仍要发布请用 #发布，要撤下请用 #不入库。",
        "no_article": "该工单没有知识库文章。",
        "confirmed_too_late": "确认来得太晚，此命令不再执行；如仍需要，请重新发送。",
    },
    "en": {
        "no_ticket": "No ticket is named; reply to a mail of the ticket, or put its number in the subject, "
        "such as [TS-20261122-001].",
        "not_listed": "You are not in the directory; please ask the desk's administrator.",
        "not_allowed": "As {role} you may not do this to this ticket; please ask its engineer or the team lead.",
        "not_in_status": "This does not go with a ticket that is “{status}”.",
        "unknown_command": "There is no such command. Send #help for a list.",
        "a_colleagues": "This ticket is {who}'s; to take it over, use #takeover.",
        "value_missing": "A value is missing; write {example}.",
        "value_apart": "A value is joined to its command by “=”; words behind a blank are not read as one.",
        "several_people": "“{value}” may be {people}; please use the employee number or the address.",
        "nobody_of_this_name": "“{value}” is nobody we know; write an active engineer's name, employee number or "
        "address, or the name of a team.",
        "no_such_category": "“{value}” is no category; there are hardware, software, business and consultation.",
        "no_such_priority": "“{value}” is no priority; there are urgent, important and general.",
        "changed_meanwhile": "This has changed since the mail that you answered: {who} made it “{new}” at {at}. "
        "Send it again if you still want it.",
        "forwarded": "Commands in forwarded mail are not carried out; please reply to a mail of the ticket.",
        "two_tickets": "The number in the subject and the mail that you answer are two different tickets; keep one.",
        "two_texts": "A mail has one text, and {commands} all need it; please send them apart.",
        "nothing_said": "The mail has no text; please write what you want to say.",
        "too_many_answers": "This user has had {most} answers within an hour, so this one was not sent; send it again "
        "later, or see whether a program answers in your name.",
        "no_worker": "{who} is a manager, who is given no tickets; name an engineer, a specialist, a lead or a team.",
        "escalated_to_oneself": "You cannot escalate to yourself; take the ticket over instead.",
        "nobody_there": "In “{value}” there is nobody to tell; name another team or person.",
        "no_contact": "Person, department and time are not all clear; write #contact=\"Wang@Finance, Friday 17:00\".",
        "no_reason_to_close": "A ticket that is not resolved is closed only with a reason, which the user is told.",
        "no_reason_to_cancel": "Please say why; the user is told the reason.",
        "itself": "A ticket cannot be linked to or merged into itself.",
        "no_number": "“{value}” is no ticket number; write it as TS-20261122-001.",
        "no_such_ticket": "There is no ticket {value}.",
        "no_such_moment": "“{value}” is no time that we understand, or it is over; write 17:30, tomorrow 10:00, 4h "
        "or 2026-12-01 14:00.",
        "no_such_period": "“{value}” is no period that we understand, or it is over; write 2026-12-01..2026-12-05, "
        "tomorrow or next week.",
        "no_address": "“{value}” is no mail address.",
        "own_address": "{value} is an address of the desk itself and cannot be copied in.",
        "neither_yes_nor_no": "We could not read a yes or a no in your answer, so this still waits; please reply to "
        "our question with nothing but “confirm”, or “not mine”, in the first line.",
        "too_many_commands": "A mail has room for {most} commands; please send them apart.",
        "draft_over": "The draft was not sent: the user has heard from us since, or the ticket is not worked on "
        "any more. To add something, use #progress.",
        "draft_unclear": "Nothing was sent to the user: it is not clear whether the draft is to go out. Reply just "
        "ok to send it, or write your own with #progress.",
        "article_unclear": "The article was left as it is, and nothing went to the user: it is not clear whether it is "
        "to be published. Reply just ok or discard, or write lines that begin with Title:, Problem: or Solution:.",
        "article_over": "This draft is no more; no article was changed.",
        "article_changed": "There is a newer draft of this article, so it was left as it is; please answer the newest "
        "mail about it, or look at it first with #kb={number}.",
        "article_decided": "Somebody has decided about {number} already ({status}), so it was left as it is; #publish "
        "publishes it as it stands, #discard takes it out.",
        "no_article": "No article was drafted from this ticket.",
        "confirmed_too_late": "Your word came too late, and this is not carried out any more; send it again if you "
        "still want it.",
        "too_many_copied": "A ticket has room for {most} people.",
        "nothing_to_undo": "There is no command of yours here to take back; please reply to the receipt of the one "
        "that you mean.",
        "undo_of_undo": "That mail was an undo itself; to have its effect again, send the command again.",
        "undone_before": "That has been taken back before.",
        "undo_which": "You sent several command mails at once; please reply to the receipt of the one that you mean.",
        "not_yours_to_undo": "{who} did that; only they themselves or a team lead can take it back.",
        "built_on": "It cannot be taken back: {who} has built on it at {at} ({what}). Please correct it with a new "
        "command.",
        "changed_since": "It cannot be taken back: there is another {what} by now. Please correct it with a new "
        "command.",
        "one_number": "A ticket can become part of one other only; please name one.",
        "merged_before": "{number} has become part of {last}; please name {last}.",
        "target_ended": "{number} is “{status}”; please open it again before you merge another ticket into it.",
        "not_identified": "Nobody knows yet who asked, so this ticket can be neither merged nor split.",
        "incident_unclear": "Nothing was done, and nothing went to the user: reply just ok or no, or name the tickets "
        "in the subject with #incident=….",
        "no_incident": "This ticket is part of no incident, and no incident was proposed for it.",
        "nothing_similar": "There is no other ticket to join; name some, such as #incident=TS-20261122-002.",
        "two_incidents": "These are of different incidents, led by {numbers}; end one with #incident=off first.",
        "cannot_lead": "{number} is “{status}” and cannot lead an incident; if work goes on, please #reopen it first.",
        "cannot_join": "{number} is “{status}” and cannot become part of an incident.",
        "same_user": "{number} and {other} are of the same user, who has one ticket of an incident; merge them.",
        "too_many_in_incident": "An incident has room for {most} tickets.",
        "leads_others": "This ticket leads an incident with {count} more that are open; solve them together with "
        "#resolve, or end the incident with #incident=off first.",
        "names_users": "Nothing was sent: all users of the incident would read this, so it must name no other user or "
        "ticket ({names}). Please put it in other words.",
        "no_workbooks": "This server cannot write Excel files; ask for csv.",
        "no_act": "It is not clear what to do; write a ticket's number and what is to be done, such as: {example}.",
        "unread_line": "Not understood, and nothing was done about it: {line}",
        "undo_acts": "To take all of this back, reply to this mail with #undo in its subject.",
        "no_reason_to_urge": "Please say why it cannot wait, such as what work stands still and by when you need it.",
        "urged_before": "We have passed your last request on; you can urge again after {at}.",
    },
}  # fmt: skip


def words_of_refusal(locale: str, code: str, facts: dict[str, object]) -> str:
    """The sentence for *code*, with *facts* put in."""
    return REFUSALS[locale][code].format_map(facts)
