"""
Blocks that stand in the text of many mails, as filters for the templates; pure.

In the sandbox a macro takes several times as long, and a loop for each row as well. None ends with a line end: in a
template each stands on a line of its own, as a variable would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

_RULE = "-" * 32  # tells a reader, and the program that reads the answer, where a form begins and ends


def named(rows: Iterable[tuple[str, Iterable[str]]], colon: str) -> str:
    """
    A line a row: its name and what it says. Several lines stand below the name, set in: none is taken for a row.
    """
    return "\n".join([_row(name + colon, tuple(lines)) for name, lines in rows])


def blanks(names: Iterable[str], colon: str) -> str:
    """Lines to type behind."""
    return "\n".join([_RULE, *(name + colon for name in names), _RULE])


def quoted(lines: Iterable[str]) -> str:
    """Words of somebody else: set off, so that nobody takes them for ours."""
    return "\n".join([f"> {line}" if line else ">" for line in lines])


def receipt(lines: Iterable[Mapping[str, str]], mended: str) -> str:
    """What became of commands; mended: the words before a command as it would be right."""
    shown = []
    for line in lines:
        shown.append(f"{line['mark']} {line['text']}")
        shown += [f"  {line['remark']}"] if line["remark"] else []
        shown += [f"  {mended}{line['mended']}"] if line["mended"] else []
    return "\n".join(shown)


def links(pairs: Iterable[tuple[str, str]], colon: str) -> str:
    """A line a link, with its address."""
    return "\n".join([f"{name}{colon}<{url}>" for name, url in pairs])


def apart(name: str, before: bool = True, after: bool = True) -> str:
    """
    *name* as it stands between Chinese words: Latin letters and digits have a blank on that side, 转交 ERP 组.

    before, after: whether a Chinese word stands there; beside the end of a line or punctuation nothing is added.
    """
    left = " " if before and name[:1].isascii() and name[:1].isalnum() else ""
    right = " " if after and name[-1:].isascii() and name[-1:].isalnum() else ""
    return left + name + right


def _row(name: str, lines: tuple[str, ...]) -> str:
    return name + "\n  ".join(lines) if len(lines) < 2 else "\n  ".join((name.rstrip(), *lines))


FILTERS: Mapping[str, Callable[..., str]] = {
    "named": named,
    "blanks": blanks,
    "quoted": quoted,
    "receipt": receipt,
    "links": links,
    "apart": apart,
}
