"""When each mail is sent, in the order of the procedure. Data only; a new notice is entered here and gets a scene."""

from __future__ import annotations

from typing import Literal, NamedTuple

from processor.gallery.texts import T

Receiver = Literal["user", "engineer", "manager"]
RECEIVERS: tuple[Receiver, ...] = ("user", "engineer", "manager")


class Moment(NamedTuple):
    """A step of the procedure. mails: name of the notice, without `UNVERIFIED` → when it is sent."""

    code: str
    receiver: Receiver
    title: T
    mails: dict[str, T]


MOMENTS: tuple[Moment, ...] = (
    Moment(
        "registration",
        "user",
        T("受理与登记", "Intake and registration"),
        {
            "acknowledgement": T(
                "问题登记后立即发出：工单号、理解到的内容、何时有人答复、可以先自查什么、还缺什么。",
                "At once, when a problem has been registered: its number, what was understood, by when a person "
                "answers, what to try first, and what is missing.",
            ),
            "follow_up": T(
                "用户补充内容后发出（默认不发，可在配置中打开）。",
                "When the user has added something; off by default, the configuration turns it on.",
            ),
            "promise_changed": T(
                "工程师更正优先级，答复时限因此变化时发出。",
                "When an engineer corrects the priority and the time of the response changes with it.",
            ),
        },
    ),
    Moment(
        "identity",
        "user",
        T("确认身份", "Who somebody is"),
        {
            "identity_question": T(
                "人员名单中没有来信人时发出：请补充姓名或工号、部门。",
                "When the directory does not know the sender: name or employee number, and department, please.",
            ),
            "identity_question_again": T(
                "回复的信息与人员名单不符时发出。", "When what was answered does not match the directory."
            ),
            "identity_confirmation": T(
                "有人从别的邮箱以某人名义来信时，发到本人登记在册的邮箱核实。",
                "To the address on record, when somebody has written in this person's name from another one.",
            ),
            "identity_confirmation_again": T(
                "本人的回复看不出“是”或“不是”时发出。", "When their answer is neither yes nor no."
            ),
            "identity_refused": T(
                "服务台只为本单位人员服务，而来信人不在其中时发出。",
                "When the desk is for the staff only, and the sender does not belong to them.",
            ),
            "identity_given_up": T(
                "期限内没有得到身份信息，工单撤销时发出。",
                "When nobody has said in time who they are, and the ticket is cancelled.",
            ),
        },
    ),
    Moment(
        "work",
        "user",
        T("诊断与处理", "Diagnosis and work"),
        {
            "accepted": T("工程师受理后发出。", "When an engineer has taken the problem up."),
            "question": T(
                "工程师向用户提问；之后计时暂停，等待用户。",
                "An engineer asks; the clock stands still until the answer.",
            ),
            "answer": T(
                "工程师直接回复工单邮件，原话发给用户。",
                "An engineer has replied to a mail of the ticket: their own words.",
            ),
            "progress": T(
                "工程师登记进展，或确认了系统写好的进展草稿后发出。",
                "When an engineer has recorded progress, or has sent the draft that the desk wrote.",
            ),
            "progress_due": T(
                "未解决的问题每 24 小时至少通报一次；工程师没有答复草稿时由系统发出。",
                "At least every 24 hours until it is solved: by the desk itself when nobody has answered the draft.",
            ),
            "escalated": T(
                "转交专业团队时发出，写明几小时内首次反馈。",
                "When a specialist team takes over, with the hours until its first feedback.",
            ),
            "withdrawn": T(
                "工程师撤销了用户可能已经看到的操作时发出。", "When an engineer takes back what the user may have read."
            ),
        },
    ),
    Moment(
        "outcome",
        "user",
        T("解决、确认与关闭", "Solution, confirmation, closing"),
        {
            "resolved": T(
                "解决后发出：解决方案，并请用户确认是否解决、是否满意。",
                "When it has been solved: the solution, and two questions: is it solved, are you satisfied?",
            ),
            "verification_question": T(
                "用户的回复看不出是否解决时，再问一次（只问一次）。",
                "When the answer does not tell whether it is solved; asked once.",
            ),
            "verification_reminder": T("一段时间没有得到确认时发出。", "When no answer has come for some time."),
            "closed_thanks": T("用户确认解决，工单关闭。", "When the user has confirmed, and the ticket is closed."),
            "closed_unanswered": T("提醒后仍无答复，工单关闭。", "When no answer has come after the reminder either."),
            "reopened": T(
                "用户不认可，或关闭后再次来信，工单重新打开。", "When it is not solved after all, or comes back later."
            ),
            "closed": T("工程师注明原因直接关闭。", "When an engineer closes a ticket, with the reason."),
            "merged": T("与另一张工单是同一问题，合并处理。", "When it is the same problem as another ticket."),
            "cancelled": T("工单撤销，不再处理。", "When a ticket is cancelled."),
        },
    ),
    Moment(
        "orders",
        "user",
        T("用户的命令", "What users order"),
        {
            "user_receipt": T(
                "用户在主题中写了命令（如 #状态、#加急）：结果如何。",
                "The user has put a command into the subject, such as #status or #urge: what came of it.",
            ),
            "command_confirmation_user": T(
                "无法证实命令是本人所发时，先请本人确认。",
                "When it is not certain that a command came from its sender: the owner of the address is asked first.",
            ),
        },
    ),
    Moment(
        "arrival",
        "engineer",
        T("新工单与指派", "New tickets, and whose they are"),
        {
            "new_ticket": T(
                "新工单到达轮到的工程师：原文、登记表、附件和快捷操作。",
                "To the engineer whose turn it is: the user's words, the form, the files, links to act.",
            ),
            "coordination": T(
                "紧急和重要的工单，由组长协调。", "To the lead, who coordinates what is urgent or important."
            ),
            "assigned": T("工单指派给某人。", "When a ticket is given to somebody."),
            "handed_on": T(
                "告知原处理人：工单已转给别人。", "To whoever had the ticket, when it is somebody else's now."
            ),
            "response_reminder": T("答复时限将到而尚未答复用户。", "When the promised answer is nearly due."),
            "response_breach": T("超过答复时限，通知组长。", "To the lead, when the promised answer is overdue."),
        },
    ),
    Moment(
        "outage",
        "engineer",
        T("多人反映同一故障", "One outage, many tickets"),
        {
            "incident_proposed": T(
                "短时间内多人反映类似问题时，问组长是否作为一个事件处理。",
                "To the lead, when several users report much the same within a short time: is it one incident?",
            ),
            "incident_similar": T("又有用户反映类似问题。", "To the lead, when another user reports the same."),
            "incident_joined": T(
                "告知处理人：其工单已并入事件，由主工单统一处理；或其工单成为主工单。",
                "To whoever has tickets that are part of an incident now; another one leads it, or theirs does.",
            ),
        },
    ),
    Moment(
        "talk",
        "engineer",
        T("与用户往来", "Talk with the user"),
        {
            "user_wrote": T("用户就工单来信。", "When the user has written."),
            "identity_denied": T(
                "来信人自称的人员否认写过这封信，提醒先核实身份。",
                "When the person whom the sender claims to be says that they did not write.",
            ),
            "answer_copy": T(
                "同事答复了用户，抄送关注此工单的人。", "To who reads along, when a colleague has answered the user."
            ),
            "urged": T("用户催办，附原因。", "When the user asks for more speed, with the reason."),
            "user_cancelled": T("用户自己撤销了工单。", "When the user has cancelled the ticket."),
        },
    ),
    Moment(
        "diagnosis",
        "engineer",
        T("初步诊断与升级", "First diagnosis and escalation"),
        {
            "triage_question": T(
                "受理 30 分钟后仍没有结果：已解决、登记进展，还是升级？",
                "30 minutes after acceptance without an outcome: solved, progress, or escalate?",
            ),
            "triage_overdue": T(
                "追问后仍没有结果，通知组长。", "To the lead, when that question stays without an answer."
            ),
            "escalation_form": T("升级表没有填全：请补上缺的几项。", "When the escalation form is not complete."),
            "escalation": T(
                "工单升级：给专业人员和组长，附原因、已尝试的操作、往来记录。",
                "To the specialists and the lead: the reason, what was tried, all messages.",
            ),
            "escalation_resolved": T(
                "升级的工单已由专家解决，通知升级人。", "To whoever escalated it, when the specialist has solved it."
            ),
            "feedback_due": T(
                "升级时答应用户的首次反馈将到期。", "When the feedback promised at the escalation is nearly due."
            ),
        },
    ),
    Moment(
        "progress",
        "engineer",
        T("进展与时限", "Progress and dates"),
        {
            "progress_draft": T(
                "距上次通知用户 20 小时：系统按处理记录写好进展草稿，回复 ok 即发出。",
                "20 hours after the user last heard: a draft made from the record; replying ok sends it.",
            ),
            "draft_lapsed": T(
                "草稿接连两次没有人答复，通知组长。",
                "To the lead, when two drafts in a row have stayed without an answer.",
            ),
            "due_reached": T("约定的完成期限到了，还没有解决。", "When a date that was set has come."),
            "snooze_over": T("自己设定的提醒时间到了。", "When a reminder that was set falls due."),
        },
    ),
    Moment(
        "verdict",
        "engineer",
        T("用户的确认", "The user's word"),
        {
            "confirmed": T("用户确认解决，附评分和留言。", "When the user has confirmed, with score and words."),
            "rejected": T(
                "用户不认可，工单重新打开，附不满意的原因。",
                "When the user is not satisfied: the ticket is open again, with the reason.",
            ),
            "user_reopened": T("关闭后用户再次来信，工单重新打开。", "When the user writes again after the closing."),
        },
    ),
    Moment(
        "knowledge",
        "engineer",
        T("知识库", "Knowledge base"),
        {
            "article_draft": T(
                "工单关闭后：整理好的知识库文章草稿，回复 ok 即发布。",
                "When a ticket is closed: the draft of an article, made of what was done; replying ok publishes it.",
            ),
        },
    ),
    Moment(
        "receipts",
        "engineer",
        T("命令的回执", "Receipts of commands"),
        {
            "receipt": T(
                "每封带命令的邮件都有一封回执：✔/✘、改动前后、正确写法、撤销链接。",
                "One for each mail with commands: ✔/✘, old → new, what would be right, a link to undo.",
            ),
            "refusal": T("命令没有执行，原因如下。", "When held commands are not carried out after all."),
            "mail_quarantined": T(
                "工作人员的邮件未能处理，请其知悉。", "When a mail of the staff could not be processed."
            ),
            "command_confirmation": T(
                "无法证实命令是本人所发时，先请本人确认。",
                "When it is not certain that commands came from their sender: they are asked first.",
            ),
        },
    ),
    Moment(
        "digest",
        "manager",
        T("日报、周报、月报", "Daily, weekly and monthly digest"),
        {
            "digest": T(
                "工作日早上发出（也可按周、按月）：要点在前，再列收与结、未结、时限、满意度、人员负荷和邮件收发。",
                "On the morning of working days (or weekly, monthly): what matters first, then what came in and went "
                "out, what is open, promises, satisfaction, load and mail traffic.",
            ),
        },
    ),
)
