"""Values of forms: without what the form itself put there, and only such as the field can have."""

from __future__ import annotations

import re
import unicodedata

from parsers.phrases.form_labels import HINT_STARTS, HINT_WORDS, LONG, NOTHING
from parsers.phrases.tables import alternatives

MAX_LONG = 10_000  # characters of a value of many lines
MAX_SHORT = 200

_CHECKED = r"\[[xX√✓✔*Vv]\]|[(（][xX√✓✔Vv][)）]|[☑☒✔✓√■●◉▣🗹✅]"
_UNCHECKED = re.compile(r"[□☐○◯▢◻⬜]|\[ ?\]|[(（][ 　][)）]|[(（][)）]")
_OPTION = re.compile(rf"(?:{_CHECKED})\s*([^\s□☐○◯▢◻⬜\[\]()（）☑☒✔✓√■●◉▣🗹✅/、,，;；|]+)")
_OPTION_BEFORE = re.compile(rf"([^\s□☐○◯▢◻⬜\[\]()（）/、,，;；|]+)\s?(?:{_CHECKED})\s*(?:$|[/、,，;；|\s])")
_IS_CHECKED = re.compile(_CHECKED)
_CHOICES = re.compile(r"[/、|;；,，]|\s+or\s+")
_EDGES = " \t\n*_`|;；,，、·"
_CLOSING = tuple(")）]】>》")
_HINT = re.compile(
    rf"[(（\[【<《][^()（）\[\]【】<>《》]{{0,60}}?(?:{alternatives(HINT_WORDS)})[^()（）\[\]【】<>《》]{{0,60}}[)）\]】>》]",
    re.I,
)
_EMPTY = re.compile(r"[\W_]*")
_NUMBER = re.compile(r"(?:no\.?|#)?\s?([a-z]{0,6}[-_]?[0-9][\w-]{0,23})", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_BRACKETED_NUMBER = re.compile(
    r"[(（]\s?(?:工号)?[:：]?\s?((?:no\.?|#)?\s?[a-z]{0,6}[-_]?[0-9][\w-]{1,20})\s?[)）]\s*$", re.I
)
_ANSWER = re.compile(r"(?:答|答案|回答|回复|answer|ans|a)\s?[:：]\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；;]|\.\s")
_CJK = re.compile(r"[\u3400-\u9fff]")
_IDENTITY = frozenset({"name", "department", "employee_number", "phone", "contact", "email", "asset"})
_ONE_OF = frozenset({"category", "priority"})


def value_of(field: str, raw: str) -> str:
    """
    What somebody filled in for *field*; "" for an untouched hint, an unchecked list, or what the field cannot be.

    Raw and value may have many lines for the fields of `LONG`; the others' are one line.
    """
    limit = MAX_LONG if field in LONG else MAX_SHORT
    text = _chosen(_without_hints(raw.strip()[:limit], field in LONG))
    if _EMPTY.fullmatch(text) or text.casefold().startswith(tuple(HINT_STARTS)):
        return ""
    if field in _IDENTITY and text.casefold().strip(" .。") in NOTHING:
        return ""
    if field in _ONE_OF and len([part for part in _CHOICES.split(text) if part.strip()]) >= 3:
        return ""  # the form's list of choices, none of them chosen
    return _FORMS[field](text) if field in _FORMS else text


def is_open(field: str, raw: str) -> bool:
    """Nothing was filled in there: blank, a hint, or the form's own list of choices; so the answer may stand below."""
    return not value_of("system", raw) or (field in _ONE_OF and not value_of(field, raw))


def _without_hints(text: str, long: bool) -> str:
    """Without hints of the form at the ends; behind many lines brackets are the sender's own."""
    text = text.strip(_EDGES)
    if answer := _ANSWER.match(text):
        text = text[answer.end() :]
    while hint := _HINT.match(text):
        text = text[hint.end() :].strip(_EDGES)
    if not long and text[-1:] in _CLOSING and (hint := _HINT.search(text)) and hint.end() == len(text):
        text = text[: hint.start()].strip(_EDGES)
    quoted = len(text) > 1 and text[0] + text[-1] in ('""', "“”") and text[1:-1].count('"') % 2 == 0
    return text[1:-1].strip(_EDGES) if quoted else text


def _chosen(text: str) -> str:
    """Of a list with boxes those that are ticked; any other text as it is."""
    ticked = _IS_CHECKED.search(text)
    if _UNCHECKED.search(text):
        if not ticked:
            bare = _UNCHECKED.sub(" ", text).strip()
            return "" if len(_UNCHECKED.findall(text)) > 1 or not bare else bare
        before = _UNCHECKED.search(text)
        options = _OPTION.findall(text) if _box_first(text, before) else _OPTION_BEFORE.findall(text)
        return ", ".join(options)
    if ticked and len(text) <= MAX_SHORT:
        return ", ".join(_OPTION.findall(text) or _OPTION_BEFORE.findall(text)) or text
    return text


def _box_first(text: str, unchecked: re.Match[str] | None) -> bool:
    """Do the boxes stand before their options?"""
    return bool(_IS_CHECKED.match(text)) or (unchecked is not None and unchecked.start() == 0)


def number_behind(raw: str) -> str:
    """The employee number of 张三（1001）, "" when there is none."""
    found = _BRACKETED_NUMBER.search(raw[:MAX_SHORT])
    return value_of("employee_number", found[1]) if found else ""


def _name(text: str) -> str:
    text = _BRACKETED_NUMBER.sub("", text).strip(_EDGES)
    if len(text) > 40 or _SENTENCE.search(text) or not any(char.isalpha() for char in text):
        return ""
    if any(char.isdigit() for char in text) and not _CJK.search(text) and " " not in text:
        return ""
    words = text.split()
    said = len(words) > 2 and text.islower()  # "value cannot be null"
    return "" if said or len(words) > 6 or len(_CJK.findall(text)) > 12 else text


def _employee_number(text: str) -> str:
    found = _NUMBER.match(unicodedata.normalize("NFKC", text))
    return found[1] if found else ""


def _department(text: str) -> str:
    if len(text) > 60 or _SENTENCE.search(text) or not any(char.isalpha() for char in text):
        return ""
    return text


def _phone(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    digits = len(_DIGIT.findall(plain))
    letters = sum(char.isalpha() for char in plain)
    return plain if digits >= 3 and letters <= 12 and len(plain) <= 60 else ""


def _with_digit(text: str) -> str:
    return text if any(char.isdigit() for char in text) and len(text) <= 80 else ""


def _email(text: str) -> str:
    found = re.search(r"[^\s<>,;，；()（）]{1,64}@[^\s<>,;，；()（）]{1,255}", text)
    return found[0] if found else ""


def _brief(text: str) -> str:
    return text if len(text) <= 60 else ""


_FORMS = {
    "name": _name,
    "department": _department,
    "employee_number": _employee_number,
    "phone": _phone,
    "asset": _with_digit,
    "email": _email,
    "category": _brief,
    "priority": _brief,
}
