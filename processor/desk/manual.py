"""
What `#help` says, made of the table of commands and the table of who may order what, so that they cannot differ.

The command reference (`command_reference.py`) and the cheat sheet (`cheat_sheet.py`) are made of the same entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.people import Role
from parsers.orders import did_you_mean
from parsers.phrases.commands import CANONICAL, COMMANDS, CommandWord, Group, Told
from parsers.subjects import canonical
from processor.rules.permissions import MAY, ROLES, Reach

GROUPS: tuple[Group, ...] = ("work", "order", "asking", "undo", "user")

# What stands for a value in `#name=…`, what becomes of the mail's text, and the words around them.
WORDS: dict[str, Mapping[str, str]] = {
    "zh": {
        "work": "处理工单", "order": "整理工单", "asking": "查询", "undo": "撤销", "user": "用户命令",
        "value.person": "人员或团队", "value.people": "人员", "value.contact": "姓名@部门,期限", "value.words": "文字",
        "value.moment": "时间", "value.period": "日期", "value.category": "问题类型", "value.priority": "等级",
        "value.tickets": "工单号", "value.addresses": "邮箱", "value.listing": "范围", "value.command": "命令",
        "text.none": "", "text.note": "内部备注", "text.progress": "进展，发给用户", "text.question": "问题，发给用户",
        "text.escalation": "升级原因等，发给专业团队", "text.solution": "解决方案，发给用户",
        "text.article": "文章中要改的各行，可不写", "text.reason": "原因",
        "text.title": "新工单的内容",
        "reach.own": "本人的", "reach.team": "本组的", "reach.any": "全部", "reach.": "—",
        "example": "例：", "text": "正文：", "also": "也可写作：", "may": "适用工单：",
        "stop": "。",
        "role.user": "用户", "role.engineer": "工程师", "role.specialist": "专家", "role.lead": "组长",
        "role.manager": "管理者",
    },
    "en": {
        "work": "Work", "order": "Order", "asking": "Asking", "undo": "Undo", "user": "Users",
        "value.person": "person or team", "value.people": "people", "value.contact": "person@department,time",
        "value.words": "words", "value.moment": "time", "value.period": "days", "value.category": "category",
        "value.priority": "priority", "value.tickets": "ticket", "value.addresses": "address",
        "value.listing": "which", "value.command": "command",
        "text.none": "", "text.note": "internal note", "text.progress": "the progress, to the user",
        "text.question": "the question, to the user", "text.escalation": "reason etc., to the specialists",
        "text.solution": "the solution, to the user",
        "text.article": "lines of the article that are to be different, if any", "text.reason": "the reason",
        "text.title": "what the new ticket says",
        "reach.own": "own", "reach.team": "team's", "reach.any": "any", "reach.": "–",
        "example": "Example: ", "text": "Text of the mail: ", "also": "Also: ", "may": "For tickets: ",
        "stop": ".",
        "role.user": "user", "role.engineer": "engineer", "role.specialist": "specialist", "role.lead": "team lead",
        "role.manager": "manager",
    },
}  # fmt: skip

HEADS: dict[str, tuple[str, ...]] = {
    "zh": (
        "在邮件主题中写命令，直接回复工单邮件即可；一个主题可以写多个命令：",
        "    回复: [{prefix}-20261122-001] 打印机卡纸 #受理 #优先级=紧急",
        "中英文命令、全角符号（＃ ＝ ：）都可以；取值中有空格时加引号：#指派=\"Li Lei\"。",
        "一封邮件中的命令要么全部执行，要么一个也不执行；回执会逐条说明结果。",
        "不带命令的回复会作为答复发给用户。",
    ),
    "en": (
        "Write commands in the subject of your reply to a ticket's mail; several fit into one subject:",
        "    Re: [{prefix}-20261122-001] Printer is jammed #accept #priority=urgent",
        "English and Chinese names and full-width signs (＃ ＝ ：) are the same; quote values with blanks: "
        '#assign="Li Lei".',
        "All commands of a mail take effect, or none does; a receipt says what became of each.",
        "A reply without a command goes to the user as your answer.",
    ),
}  # fmt: skip
HEADS_FOR_USERS: dict[str, tuple[str, ...]] = {
    "zh": (
        "有问题直接写邮件，或回复工单邮件即可，不需要任何命令。",
        "下面的命令写在邮件主题中：",
        "    回复: [{prefix}-20261122-001] 打印机卡纸 #状态",
    ),
    "en": (
        "Just write to us, or reply to a mail of your ticket: no command is needed.",
        "These can be written into the subject:",
        "    Re: [{prefix}-20261122-001] Printer is jammed #status",
    ),
}
TIMES: dict[str, str] = {
    "zh": "时间可写：4h、半小时、17:30、下午3点、明天10:00、周五、下周一上午、12-01 14:00、2026-12-01；"
    "只写日期指当天 18:00。",
    "en": "Times: 4h, half an hour, 17:30, 5pm, tomorrow 10:00, Friday, 12-01 14:00, 2026-12-01; a day alone means its "
    "18:00.",
}
NO_SUCH: dict[str, str] = {
    "zh": "没有“{word}”这个命令，或您不能使用它。",
    "en": "There is no command “{word}” that you may use.",
}
NEAREST: dict[str, str] = {"zh": "您是不是要找 #{nearest}？", "en": "Did you mean #{nearest}?"}


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A command as it is explained in one language.

    Attributes:
        shown: what to type: `#指派=人员或团队`, `#挂起[=时间]`.
        other: its name in the other language.
        also: the rest of its names.
        text: what becomes of the mail's text; "" when it is not used.
        may: whose tickets each role may use it for.
    """

    word: CommandWord
    told: Told
    shown: str
    other: str
    also: tuple[str, ...]
    text: str
    may: Mapping[Role, Reach]


def help_text(role: Role | None, locale: str, prefix: str = "TS", command: str = "") -> str:
    """
    The answer to `#help`, or to `#help=command`, for somebody with *role*: lines of plain text.

    What the role may not use is not in it; without a role it is about everything.
    """
    if command:
        return "\n".join(_about(role, locale, command))
    lines = head_lines(role, locale, prefix)
    for group, found in grouped(locale, role):
        lines += ["", f"【{WORDS[locale][group]}】" if locale == "zh" else WORDS[locale][group].upper()]
        lines += [line for entry in found for line in _brief(entry, locale)]
    return "\n".join([*lines, "", TIMES[locale]] if role != "user" else lines)


def head_lines(role: Role | None, locale: str, prefix: str) -> list[str]:
    """How commands are written; an example is indented."""
    heads = (HEADS_FOR_USERS if role == "user" else HEADS)[locale]
    return [line.format(prefix=prefix) for line in heads]


def grouped(locale: str, role: Role | None = None) -> Iterator[tuple[Group, list[Entry]]]:
    """The commands that *role* may use, or all of them, by group."""
    for group in GROUPS:
        if found := [e for e in entries(locale) if e.word.group == group and _is_for(role, e.word.name)]:
            yield group, found


def entries(locale: str) -> list[Entry]:
    return [_entry(word, locale) for word in COMMANDS.values()]


def _entry(word: CommandWord, locale: str) -> Entry:
    chinese = word.aliases[0]
    name, other = (chinese, word.name) if locale == "zh" else (word.name, chinese)
    value = f"={WORDS[locale][f'value.{word.value}']}" if word.value != "none" else ""
    return Entry(
        word=word,
        told=word.told(locale),
        shown=f"#{name}{value if word.value_required or not value else f'[{value}]'}",
        other=f"#{other}",
        also=word.aliases[1:],
        text=WORDS[locale][f"text.{word.text}"],
        may=MAY.get(word.name, dict.fromkeys(ROLES, "")),
    )


def _brief(entry: Entry, locale: str) -> list[str]:
    lines = [f"{entry.shown}  ({entry.other})", f"    {entry.told.meaning}"]
    if "=" in entry.told.example:  # else it is what was shown already
        lines.append(f"    {WORDS[locale]['example']}{entry.told.example}")
    return lines


def _about(role: Role | None, locale: str, typed: str) -> list[str]:
    """All about one command."""
    words, name = WORDS[locale], canonical(typed.strip().lstrip("#＃"))
    found = next((e for e in entries(locale) if e.word.name == name and _is_for(role, name)), None)
    if found is None:
        return _not_found(role, locale, typed)
    lines = [*_brief(found, locale)[:2], f"    {words['example']}{found.told.example}"]
    if found.told.text:
        lines += [f"        {line}" for line in found.told.text.splitlines()]
    if found.text:
        lines.append(f"    {words['text']}{found.text}")
    if role and found.word.ticket != "none":
        lines.append(f"    {words['may']}{words['reach.' + found.may[role]]}")
    lines += [f"    {words['also']}{' '.join(f'#{name}' for name in found.also)}"] if found.also else []
    return [*lines, "", TIMES[locale]] if found.word.value == "moment" else lines


def _not_found(role: Role | None, locale: str, typed: str) -> list[str]:
    said, nearest = NO_SUCH[locale].format(word=typed), did_you_mean(typed.lstrip("#＃"))
    if not nearest or not _is_for(role, CANONICAL[nearest]):
        return [said]
    return [said, NEAREST[locale].format(nearest=nearest)]


def _is_for(role: Role | None, command: str) -> bool:
    return role is None or bool(MAY.get(command, {}).get(role))
