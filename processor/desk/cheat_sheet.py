"""The cheat sheet: all commands on one printed A4 page; one HTML file that needs nothing else."""

from __future__ import annotations

from html import escape

from db.people import Role
from processor.desk.manual import TIMES, WORDS, Entry, grouped, head_lines
from processor.rules.permissions import ROLES

# Sizes in pt: what is small and still read at arm's length on paper; 40 commands fill a page in two columns.
STYLE = """\
@page { size: A4; margin: 8mm 10mm; }
* { box-sizing: border-box; }
body { font: 7.8pt/1.27 Arial, "Liberation Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
       color: #111; background: #fff; max-width: 190mm; margin: 0 auto; padding: 4mm 0; }
:lang(zh) body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", sans-serif; }
h1 { font-size: 15pt; margin: 0 0 1.5mm; }
h2 { font-size: 9pt; margin: 0 0 .6mm; padding: .3mm 1.5mm; background: #e8edf3; break-after: avoid; }
p { margin: 0 0 .8mm; }
code { font: 7.5pt/1.27 Consolas, Menlo, "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace; white-space: nowrap; }
.subject { border: .3mm solid #456; padding: 1mm 2mm; margin: 1mm 0; font-weight: bold; }
.columns { columns: 2; column-gap: 6mm; margin-top: 1.8mm; }
section { margin-bottom: 1.6mm; }
dl { margin: 0; }
dt { break-after: avoid; padding-top: .5mm; }
dt code { font-weight: bold; }
dt .other { font-weight: normal; color: #444; }
dd { margin: 0 0 .3mm 3mm; break-before: avoid; }
i { font-style: normal; color: #333; }
.role { border: .2mm solid #456; border-radius: 1mm; padding: 0 .8mm; font-size: 7pt; }
.foot { border-top: .3mm solid #456; padding-top: 1mm; }
@media print { body { padding: 0; } }
@media screen and (max-width: 600px) { body { padding: 3mm; font-size: 11pt; } .columns { columns: 1; } }
"""

TITLES: dict[str, str] = {"zh": "邮件命令速查表", "en": "Mail commands at a glance"}
FOOT: dict[str, tuple[str, ...]] = {
    "zh": (
        "[ ] 内的取值可以省略。“正文”指邮件正文的用途，未注明的作为内部备注。"
        "写错的命令会在回执中提示，并附可直接发送的更正邮件。",
        "也认 Roundup 和 Zendesk 的写法：[status=resolved;priority=urgent]、#solved、#assignee li@example.com。",
    ),
    "en": (
        "A value in [ ] may be left out. Where no use of the mail's text is named, it is kept as an internal note. "
        "The receipt tells what a mistyped command should have been, with a mended mail ready to send.",
        "Roundup's and Zendesk's ways work, too: [status=resolved;priority=urgent], #solved, #assignee li@example.com.",
    ),
}


def cheat_sheet(locale: str, role: Role | None = None, prefix: str = "TS") -> str:
    """The page as HTML; with a *role* only what that role may use."""
    heads = "\n".join(_head(line) for line in head_lines(role, locale, prefix))
    sections = "\n".join(_section(WORDS[locale][group], found, locale) for group, found in grouped(locale, role))
    notes = () if role == "user" else (TIMES[locale], *FOOT[locale])
    foot = "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in notes)
    return f"""\
<!DOCTYPE html>
<html lang="{"zh-CN" if locale == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLES[locale]}</title>
<style>
{STYLE}</style>
</head>
<body>
<h1>{TITLES[locale]}</h1>
{heads}
<div class="columns">
{sections}
</div>
<div class="foot">
{foot}
</div>
</body>
</html>
"""


def _head(line: str) -> str:
    if line.startswith(" "):
        return f'<p class="subject"><code>{escape(line.strip(), quote=False)}</code></p>'
    return f"<p>{escape(line, quote=False)}</p>"


def _section(title: str, found: list[Entry], locale: str) -> str:
    rows = "\n".join(_row(entry, locale) for entry in found)
    return f"<section>\n<h2>{escape(title)}</h2>\n<dl>\n{rows}\n</dl>\n</section>"


def _row(entry: Entry, locale: str) -> str:
    told = escape(entry.told.meaning, quote=False)
    if entry.word.text not in ("none", "note"):
        told += f" <i>{WORDS[locale]['text']}{entry.text}{WORDS[locale]['stop']}</i>"
    if "=" in entry.told.example:
        told += f" <code>{escape(entry.told.example, quote=False)}</code>"
    roles = "".join(f' <span class="role">{escape(name)}</span>' for name in _only_for(entry, locale))
    shown, other = escape(entry.shown, quote=False), escape(entry.other, quote=False)
    return f'<dt><code>{shown} <span class="other">{other}</span></code>{roles}</dt>\n<dd>{told}</dd>'


def _only_for(entry: Entry, locale: str) -> list[str]:
    """The roles that have a command which engineers do not have."""
    if entry.may["engineer"]:
        return []
    return [WORDS[locale][f"role.{role}"] for role in ROLES if entry.may[role]]
