"""docs/commands.md: the reference of commands, made of the tables that the desk itself goes by."""

# ruff: noqa: E501 - lines of Markdown tables cannot be broken

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.people import Role
from parsers.phrases.commands import COMMANDS, LISTINGS, ME, OFF, STATES
from parsers.triage.rulebook import shipped_rules
from processor.desk.grammar import GRAMMAR, WORDS_OF_GRAMMAR
from processor.desk.manual import WORDS, Entry, grouped
from processor.rules.permissions import MAY, ROLES

INTRODUCTION = """\
# Commands in subjects

Engineers run the desk from their mail program: they reply to a ticket's mail and write commands into its subject.

```
Re: [TS-20261122-001] Printer is jammed #accept #priority=urgent #assign="Li Lei"
回复: [TS-20261122-001] 打印机卡纸 #升级=硬件 #反馈=4h
```

- Several commands fit into one subject. **All of them take effect, or none does**; a receipt says what became of each.
- English and Chinese names, upper and lower case, full-width signs (`＃` `＝` `：`) are the same. Values with blanks stand in quotes.
- A short text may stand behind the name (`#note="call him after 3"`); a longer one is the text of the mail.
- A reply without a command goes to the user as the engineer's answer.
- A word that is typed like a command and is none (`#reslove`) stops the others of a mail of the staff; the receipt says what was
  meant. Other people's titles may hold whatever they like: a command that is not for them stays a part of the title.
- Only the subject counts: never quoted text, an attached mail, or what was forwarded.
- `#help` sends this manual as far as it is for you; `#help=escalate` all about one command.

*This page is made by `ticketd commands --format md` from `parsers/phrases/commands.py` and `processor/rules/permissions.py`.*
"""

VALUES = """\
## Values

| value | what can be written |
|---|---|
| person or team | name, employee number, mail address, name of a team; for oneself {me} |
| people | one or more of the staff, by name, number or address |
| category | {categories} |
| priority | {priorities} |
| time | `4h`, `30min`, `1.5h`, `2d`, `半小时`, `一个半小时`, `half an hour` · `17:30`, `5pm`, `下午三点半` · `明天10:00`, `tomorrow 10:00`, `周五`, `下周一上午`, `Friday 3pm` · `12-01 14:00`, `12月1日`, `1 Dec`, `2026-12-01` |
| days | `2026-12-01..2026-12-05`, `12-01..12-05`, `12月1日到5日`, `1-5 Dec`, `明天`, `下周`, `3天`; to end an absence {off} |
| person@department,time | `王芳@财务部,周五17:00`, `Wang@Finance until Friday` |
| ticket | `TS-20261122-002`, with or without `TS-` and brackets; several with commas |
| which | {listings} |

Times are those of the desk. A day without a clock means 18:00, a part of a day its end (上午 12:00, 下午 18:00, 晚上 22:00);
`3点` is 15:00, `3:00` is in the night. A clock, a weekday or a day without a year is the next such; what is over is refused, and so is
what is not understood whole (`两个工作日`). A clock behind the day needs no quotes: `#due=12-01 14:00`. Weeks begin on Monday: `下周五`
and `next Friday` are the Friday of next week. When clocks are changed, a time that is left out counts as the one after the
gap, and one that comes twice as the first that is still ahead.
"""

OTHER_SYSTEMS = """\
## What fingers know from other systems

Roundup's properties at the end of a subject are commands, `[status=resolved;priority=urgent]`, if all of their names are; a user's
bracketed title is none. Zendesk's `#solved` and `#assignee li@example.org` work, and so do RT's words for states. As the value of
`status` these, and the names of the commands themselves, are the commands that lead to the state:

| command | values of `status` |
|---|---|
{states}
"""

GRAMMAR_HEAD = """\
## Grammar

EBNF of ISO/IEC 14977. Letters are read in any case; full-width letters, digits and signs, Chinese brackets (`【】`) and dashes are read
as the ASCII ones. `#` begins a command only behind a blank, a bracket or a Chinese character or sign, not within a word or a number
(`C#`, `#123`, `# title`, `&#39;`), not in a web address, and its name must end there (`#accepted` and `#help@example.org` are none).
A value in the place of a title (`#help: my printer`) is read only for the commands marked “:”. Prefixes and gateways' marks
(`Re:`, `回复：`, `[EXTERNAL]`) may stand in any number and between everything else. `=` with nothing behind it is an empty value.
The end of a sentence behind a command (`#help!`, `#解决。`) belongs to it. In a subject with a command, one number without brackets
(`TS-20261122-001 #accept`) is the tag. What stands in the title of a ticket already is no command in an answer to it.
"""


def command_reference(role: Role | None = None) -> str:
    """The page as Markdown; with a *role* only what that role may use."""
    found = [entry for _, group in grouped("en", role) for entry in group]
    parts = [
        INTRODUCTION,
        *(_group(name, group) for name, group in grouped("en", role)),
        _examples(found),
        _values(),
        _permissions(found),
        _names(found),
        OTHER_SYSTEMS.format(states=_states()),
        GRAMMAR_HEAD,
        _grammar(),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _group(name: str, found: Sequence[Entry]) -> str:
    rows = [
        (f"`{e.shown}`{' :' if e.word.colon else ''}", f"`{e.other}`", e.told.meaning, e.text or "not used")
        for e in found
    ]
    return f"## {WORDS['en'][name]}\n\n" + _table(("command", "中文", "what it does", "text of the mail"), rows)


def _examples(found: Sequence[Entry]) -> str:
    blocks = [
        f"```\n{_subject(entry, 'zh')}\n{_text(entry, 'zh')}```\n```\n{_subject(entry, 'en')}\n{_text(entry, 'en')}```"
        for entry in found
        if entry.told.text
    ]
    return "## Examples\n\n" + "\n\n".join(blocks)


def _subject(entry: Entry, locale: str) -> str:
    head = {"zh": "主题: 回复: [TS-20261122-001] 打印机卡纸", "en": "Subject: Re: [TS-20261122-001] Printer is jammed"}
    return f"{head[locale]} {entry.word.told(locale).example}"


def _text(entry: Entry, locale: str) -> str:
    return f"\n{entry.word.told(locale).text}\n"


def _values() -> str:
    return VALUES.format(
        me=_code(sorted(ME)),
        off=_code(sorted(OFF)),
        categories=_labels("category"),
        priorities=_labels("priority"),
        listings="; ".join(
            _code(word for word, meant in LISTINGS.items() if meant == which)
            for which in dict.fromkeys(LISTINGS.values())
        ),
    )


def _labels(kind: str) -> str:
    """Each code with what it is called in Chinese first, as users write it in the form."""
    return "; ".join(
        _code(dict.fromkeys((label.code, label.names["zh"], *sorted(label.aliases))))
        for label in shipped_rules().labels[kind]
    )


def _permissions(found: Sequence[Entry]) -> str:
    """The table of the rules themselves, in the order of the groups."""
    rows = [(f"`#{e.word.name}`", *(WORDS["en"][f"reach.{e.may[role]}"] for role in ROLES)) for e in found]
    answer = ("a reply without a command", *(WORDS["en"][f"reach.{MAY['answer'][role]}"] for role in ROLES))
    legend = (
        "*own*: a user's own tickets, an engineer's those that they have or coordinate; *team's*: also what their team or "
        "nobody has;\n*any*: every ticket. Who of the staff has a problem of their own has there what users have, too. A "
        "command needs proof of the\nsender's address, or it is held until they confirm it.\n"
    )
    heads = ("command", *(WORDS["en"][f"role.{role}"] for role in ROLES))
    return f"## Who may order what\n\n{legend}\n" + _table(heads, [*rows, answer])


def _names(found: Sequence[Entry]) -> str:
    rows = [(f"`#{e.word.name}`", _code(f"#{name}" for name in e.word.aliases)) for e in found]
    return "## All names\n\n" + _table(("command", "other names"), rows)


def _states() -> str:
    return "\n".join(
        f"| `#{name}` | {_code(value for value, meant in STATES.items() if meant == name)} |"
        for name in COMMANDS
        if name in STATES.values()
    )


def _grammar() -> str:
    words = "\n".join(f"- *{word}*: {meaning}" for word, meaning in WORDS_OF_GRAMMAR.items())
    return f"```ebnf\n{GRAMMAR}```\n\n{words}"


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
