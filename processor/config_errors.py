"""Faults of a configuration in words: where, what is wrong, what would be right; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from processor.passwords import PASSWORD_KEY
from processor.toml_lines import Path as KeyPath
from processor.toml_lines import line_of, lines_of_keys

# What to write for the keys that have no default.
EXAMPLES = {
    "desk": '[desk] with name = "IT 服务台" and address = "support@example.org"',
    "desk.name": 'name = "IT 服务台"',
    "desk.address": 'address = "support@example.org"',
    "mailbox": '[[mailbox]] with name = "support" and url = "imap://imap.example.org"',
    "mailbox.name": 'name = "support"',
    "mailbox.url": 'url = "imap://imap.example.org"',
    "team.name": 'name = "网络组"',
    "oauth.name": 'name = "mail"',
    "oauth.client_id": "client_id = the number of the application that was registered at the provider",
    "smtp": '[smtp] with host = "smtp.example.org"',
    "smtp.host": 'host = "smtp.example.org"',
}
SEVERAL = ("mailbox", "oauth", "calendar", "team")  # tables written with two brackets
UNITS = {"_s": "seconds", "_h": "hours", "_bytes": "bytes", "_hours": "hours"}
# Input methods for Chinese write these in place of the signs that TOML knows.
FULL_WIDTH = {
    "＝": "=",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ",",
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
}
OAUTH_SECRETS = ("client_secret", "refresh_token")
NO_PASSWORDS_HERE = (
    "passwords do not stand in this file; write it into a file of its own (chmod 600) and "
    'password_file = "that file", or put it into an environment variable and password_env = "ITS_NAME"'
)


@dataclass(frozen=True, slots=True)
class Fault:
    """*path* as in `mailbox[0].poll_every_s`, "" for the file itself; *line* from 1, None: look it up."""

    path: str
    problem: str
    line: int | None = None


def report(file: Path, faults: Iterable[Fault], text: str = "") -> str:
    """All faults, one a line, in the order of the file."""
    lines = lines_of_keys(text) if text else {}
    placed = [(fault.line or line_of(_split(fault.path), lines), fault) for fault in dict.fromkeys(faults)]
    placed.sort(key=lambda entry: (entry[0] is None, entry[0] or 0))
    count = "1 error" if len(placed) == 1 else f"{len(placed)} errors"
    return "\n".join([f"{file}: {count}", *(f"  {_where(line, fault)}{fault.problem}" for line, fault in placed)])


def faults_in(error: ValidationError, model: type[BaseModel]) -> Iterator[Fault]:
    """What pydantic found, in our words; a missing key that a misspelt one stands for is left out."""
    details = error.errors(include_url=False)
    meant = {_meant(detail["loc"], model) for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in meant:
            continue
        if detail["type"] == "too_short" and detail["input"]:
            continue  # pydantic counts only the valid items
        yield Fault(_dotted(detail["loc"]), _problem(detail, model))


def syntax_fault(message: str, text: str) -> Fault:
    """*message* of tomllib.TOMLDecodeError ends with `(at line 3, column 5)` or `(at end of document)`."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.rstrip("\n").split("\n")
    number = int(found[1]) if found else len(lines)
    what = re.sub(r" ?\(at .*\)", "", message)
    return Fault("", f"this is not TOML: {what}{_syntax_hint(what, lines[number - 1])}", number)


def did_you_mean(wrong: object, known: Iterable[str]) -> str:
    """ "; did you mean …?" with a leading semicolon, or nothing."""
    close = get_close_matches(str(wrong).lower(), list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


def _problem(detail: ErrorDetails, model: type[BaseModel]) -> str:
    for prefix, words in _WORDS.items():
        if detail["type"].startswith(prefix):
            return words(detail, model)
    return detail["msg"]


def _said_by_us(detail: ErrorDetails, model: type[BaseModel]) -> str:
    return str(detail["ctx"]["error"])


def _missing(detail: ErrorDetails, model: type[BaseModel]) -> str:
    keys = ".".join(str(key) for key in detail["loc"] if isinstance(key, str))
    return f"is missing; write {EXAMPLES[keys]}" if keys in EXAMPLES else "is missing"


def _unknown(detail: ErrorDetails, model: type[BaseModel]) -> str:
    *table, key = detail["loc"]
    if key in OAUTH_SECRETS:
        where = f'write it into a file of its own (chmod 600) and {key}_file = "that file"'
        return f"secrets do not stand in this file; {where}"
    if PASSWORD_KEY.search(str(key)):
        return NO_PASSWORDS_HERE
    kind = "table" if isinstance(detail["input"], (dict, list)) else "key"
    section = _model_at(tuple(table), model)
    hint = did_you_mean(key, section.model_fields) if section else ""
    return f"there is no such {kind}{hint or _home_of(str(key), model)}"


def _not_among(detail: ErrorDetails, model: type[BaseModel]) -> str:
    expected = detail["ctx"]["expected"]
    choices = re.findall(r"'([^']*)'", expected)
    shown = " or ".join([", ".join(f'"{one}"' for one in choices[:-1]), f'"{choices[-1]}"'])
    return f"{_shown(detail)} is not possible; write {shown}{did_you_mean(detail['input'], choices)}"


def _out_of_bounds(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """A number beyond a bound, with the bounds, the unit and the default."""
    context = detail.get("ctx", {})
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    bound = next((f"{words[key]} {limit:g}" for key, limit in context.items() if key in words), "another number")
    return f"{_shown(detail)} is out of bounds: {bound}{_unit(detail['loc'])}{_default(detail['loc'], model)}"


def _wrong_type(kind: str) -> Callable[[ErrorDetails, type[BaseModel]], str]:
    def words(detail: ErrorDetails, model: type[BaseModel]) -> str:
        return f"{_shown(detail)} is not {kind}{_unit(detail['loc'])}{_default(detail['loc'], model)}"

    return words


def _not_text(detail: ErrorDetails, model: type[BaseModel]) -> str:
    return f'{_shown(detail)} is not text; put it in quotes: {detail["loc"][-1]} = "…"'


def _not_a_list(detail: ErrorDetails, model: type[BaseModel]) -> str:
    key = detail["loc"][-1]
    if key in SEVERAL:
        return f"is written with two brackets, [[{key}]], because there can be several"
    return f'is a list; write {key} = ["…"]'


def _not_a_table(detail: ErrorDetails, model: type[BaseModel]) -> str:
    return f"is a table; write [{_dotted(detail['loc'])}] on a line of its own and its keys below"


def _too_few(detail: ErrorDetails, model: type[BaseModel]) -> str:
    return f"is empty; write {EXAMPLES['mailbox']}"


def _not_the_pattern(detail: ErrorDetails, model: type[BaseModel]) -> str:
    return f'{_shown(detail)} is not possible; one to eight capital letters A to Z are, such as "TS"'


# Beginning of pydantic's name of an error → our words for it.
_WORDS: Mapping[str, Callable[[ErrorDetails, type[BaseModel]], str]] = {
    "value_error": _said_by_us,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_among,
    "greater_than": _out_of_bounds,
    "less_than": _out_of_bounds,
    "int_": _wrong_type("a whole number"),
    "float_": _wrong_type("a number"),
    "finite_number": _wrong_type("a number"),
    "bool_": _wrong_type("true or false (without quotes)"),
    "date_": _wrong_type("a day such as 2026-11-22"),
    "string_pattern_mismatch": _not_the_pattern,
    "string_": _not_text,
    "path_type": _not_text,
    "tuple_type": _not_a_list,
    "too_short": _too_few,
    "model_": _not_a_table,
    "dict_type": _not_a_table,
}


def _meant(loc: tuple[int | str, ...], model: type[BaseModel]) -> tuple[int | str, ...]:
    section = _model_at(loc[:-1], model)
    close = get_close_matches(str(loc[-1]).lower(), list(section.model_fields) if section else [], n=1)
    return (*loc[:-1], close[0]) if close else ()


def _home_of(key: str, model: type[BaseModel]) -> str:
    """Where a key that is unknown here belongs."""
    homes = [name for name in model.model_fields if key in getattr(_model_at((name,), model), "model_fields", {})]
    return f"; it belongs to [{'] or ['.join(homes)}]" if homes else ""


def _field_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> FieldInfo | None:
    section = _model_at(loc[:-1], model)
    return section.model_fields.get(str(loc[-1])) if section and loc else None


def _model_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for key in loc:
        if isinstance(key, str) and found:
            field = found.model_fields.get(key)
            found = _model_of(field.annotation) if field else None
    return found


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, alone or as tuple[Model, ...]."""
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _default(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    field = _field_at(loc, model)
    if field is None or field.default in (PydanticUndefined, None):
        return ""
    default = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"; {default} is the default"


def _unit(loc: tuple[int | str, ...]) -> str:
    name = next((str(key) for key in reversed(loc) if isinstance(key, str)), "")
    return next((f" ({unit})" for ending, unit in UNITS.items() if name.endswith(ending)), "")


def _shown(detail: ErrorDetails) -> str:
    """The value as written, short; never a password."""
    if any(PASSWORD_KEY.search(str(key)) for key in detail["loc"]):
        return "the value"
    value = detail["input"]
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _syntax_hint(what: str, line: str) -> str:
    for wrong, right in FULL_WIDTH.items():
        if wrong in line:
            return f"; {wrong} is a full-width sign, write {right}"
    if "twice" in what and line.strip() in {f"[{name}]" for name in SEVERAL}:
        return f"; several are written with two brackets: [{line.strip()}]"
    if "overwrite" in what:
        return "; this key stands twice in its table"
    if "\\" in line:
        return "; a backslash in \"…\" begins an escape, write '…' around such a text"
    if what.startswith("Invalid value"):
        return '; text stands in quotes: key = "text"'
    return ""


def _where(line: int | None, fault: Fault) -> str:
    where = ", ".join(part for part in (f"line {line}" if line else "", fault.path) if part)
    return f"{where}: " if where else ""


def _dotted(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in loc).removeprefix(".")


def _split(dotted: str) -> KeyPath:
    return tuple(int(key) if key.isdigit() else key for key in re.findall(r"[^.\[\]]+", dotted))
