"""
Taking personal data out of a text that others will read: names, addresses, numbers of people, secrets.

What is known of the people concerned is told by the caller; what has a form of its own is found by that. Codes of
errors and versions stay, because by them people look for the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from parsers.phrases.personal import EMPLOYEE_NUMBERS, JOINS, MASKS, PHONES, POSTS, SECRETS, TITLES
from parsers.phrases.tables import alternatives

SHORTEST_NUMBER = 4  # characters of a known number that is looked for: shorter ones stand for anything
SHORTEST_NAME = 3  # letters of a part of a Latin name

_HAN = re.compile(r"[\u3400-\u9fff]")
_NARROW = str.maketrans(
    {char + 0xFEE0: char for char in b"0123456789+@" + bytes(range(65, 91)) + bytes(range(97, 123))}
)
_MASKED = r"\[(?:{})\]".format(
    "|".join(sorted({re.escape(text[1:-1]) for each in MASKS.values() for text in each.values()}))
)


def _label(words: Iterable[str]) -> str:
    """One of *words*, the Latin ones not within longer words."""
    latin = [word for word in words if word[0].isascii()]
    return rf"(?:(?<![A-Za-z])(?:{alternatives(latin)})(?![A-Za-z])|{alternatives(set(words) - set(latin))})"


_BLANKS = r"[ \t\u3000]{0,3}"
# In ASCII patterns a Chinese character beside a number is no part of it: 请拨13900001111联系.
_FROM, _UP_TO = r"(?<![\w+-])", r"(?![\w-])"
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{2,63}){0,8}", re.ASCII)
# Residents' cards have 17 digits and a check character (GB 11643), before 1999 15; bank cards 16 to 19 (ISO 7812);
# Chinese passports and permits a letter and eight digits.
_DOCUMENT = re.compile(
    rf"{_FROM}(?:[0-9]{{17}}[0-9X]|[0-9]{{15,19}}|[0-9]{{4}}(?:[ -][0-9]{{4}}){{3}}(?:[ -][0-9]{{1,3}})?"
    rf"|[EGDPS][0-9]{{8}}){_UP_TO}",
    re.ASCII | re.IGNORECASE,
)
_EXTENSION = r"(?: ?(?:转|-|ext\.?|x) ?[0-9]{1,6})?"
_PHONE = re.compile(
    rf"(?<![\w+.-])(?:"
    r"(?:(?:\+|00)86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}"  # mobile, China
    r"|(?:\+|00(?=[0-9]{1,3}[ -]))[0-9]{1,3}[ -]?(?:\(0\)[ -]?)?\(?[0-9]{1,5}\)?(?:[ /-]?[0-9]{2,8}){1,4}"
    r"|[(（]?0[0-9]{2,3}[)）]?[ -][0-9]{7,8}"
    r"|0[0-9]{2,3}[2-8][0-9]{7}"
    rf"){_EXTENSION}(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_LABELLED_PHONE = re.compile(
    rf"({_label(PHONES)}(?:号码|号|number|no\.?)?{_BLANKS}(?:是|为|is)?{_BLANKS}[:：=＝]?{_BLANKS})"
    r"([0-9(][0-9 ()-]{1,20}[0-9])(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_EMPLOYEE = re.compile(
    rf"({_label(EMPLOYEE_NUMBERS)}{_BLANKS}(?:是|为|is)?{_BLANKS}[:：=＝#]?{_BLANKS})"
    r"([a-z]{0,6}[-_]?[0-9][\w-]{1,20})",
    re.ASCII | re.IGNORECASE,
)
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_IPV4 = re.compile(rf"(?<![\w.])((?:{_BYTE}\.){{3}}){_BYTE}(?!\w|\.[0-9])", re.ASCII)
# Behind a colon or in quotation marks whatever stands there is the secret; behind "is" or a blank what looks like one:
# something with a digit or a sign, since "the password is wrong" tells nothing.
_SECRET = re.compile(
    rf"({_label(SECRETS)}(?:[(（][^（）()\n]{{0,20}}[)）])?{_BLANKS}"
    rf"(?:[\u4e00-\u9fff]{{0,4}}?(?:{alternatives(JOINS)}))?{_BLANKS})"
    rf"(?:([:：=＝]{_BLANKS})[^\s，。；、,;]*[!-~][^\s，。；、,;]*"
    r"|([\"“'‘「])[^\"”'’」\n]{1,60}"
    r"|(?=[!-~]*[0-9@#$%^&*_+=~])[!-~]{4,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Personal:
    """
    What is known of the people concerned.

    Attributes:
        names: as they are written; family names with a post (李工) are understood from them.
        numbers: employee and telephone numbers.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def mask(text: str, personal: Personal, locale: str = "zh") -> str:
    """
    *text* with what points to a person or opens a door replaced by its kind, such as [姓名]; of IP addresses the last
    part. Full-width letters and digits become plain ones. Masking twice changes nothing more.

    Args:
        locale: language of the masks, zh or en.
    """
    masks = MASKS[locale]
    before, text = "", text.translate(_NARROW)
    while text != before:  # what stood right beside something personal may be so itself; each round masks more or ends
        before, text = text, _masked(text, personal, masks)
    return text


def _masked(text: str, personal: Personal, masks: Mapping[str, str]) -> str:
    for step in (_secrets, _addresses, _documents, _phones, _employees, _ips):
        text = _outside_masks(text, partial(step, masks=masks))
    text = _outside_masks(text, partial(_known_numbers, numbers=personal.numbers, masks=masks))
    return _outside_masks(text, partial(_names, names=personal.names, masks=masks))


def without_masks(text: str) -> str:
    """What *text* says beside its masks."""
    return re.sub(_MASKED, " ", text)


def _outside_masks(text: str, change: Callable[[str], str]) -> str:
    """*change* on what no mask stands for yet."""
    parts = re.split(f"({_MASKED})", text)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def _secrets(text: str, masks: Mapping[str, str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        before, colon, quote = match.groups()
        return f"{before}{colon or quote or ''}{masks['secret']}"

    return _SECRET.sub(replaced, text)


def _addresses(text: str, masks: Mapping[str, str]) -> str:
    return _ADDRESS.sub(masks["address"], text)


def _documents(text: str, masks: Mapping[str, str]) -> str:
    return _DOCUMENT.sub(masks["document"], text)


def _phones(text: str, masks: Mapping[str, str]) -> str:
    text = _PHONE.sub(masks["phone"], text)
    return _outside_masks(text, lambda part: _LABELLED_PHONE.sub(lambda match: match[1] + masks["phone"], part))


def _employees(text: str, masks: Mapping[str, str]) -> str:
    return _EMPLOYEE.sub(lambda match: match[1] + masks["employee"], text)


def _ips(text: str, masks: Mapping[str, str]) -> str:
    """The network tells where a fault is, the last part whose computer it is."""
    return _IPV4.sub(r"\1*", text)


def _known_numbers(text: str, numbers: Iterable[str], masks: Mapping[str, str]) -> str:
    known = {number.strip() for number in numbers if len(number.strip()) >= SHORTEST_NUMBER}
    if not known:
        return text
    return re.sub(rf"{_FROM}(?:{alternatives(known)}){_UP_TO}", masks["number"], text, flags=re.ASCII | re.IGNORECASE)


def _names(text: str, names: Iterable[str], masks: Mapping[str, str]) -> str:
    patterns = sorted({pattern for name in names for pattern in _patterns_of(name.strip())}, key=len, reverse=True)
    return re.sub("|".join(patterns), masks["name"], text) if patterns else text


def _patterns_of(name: str) -> list[str]:
    """How *name* may be written: 李雷, 李 雷, 李工; Han Meimei, Meimei, Ms. Han."""
    if _HAN.search(name):
        return _of_chinese([re.escape(char) for char in name if not char.isspace()])
    parts = [re.escape(part) for part in re.split(r"[\s,]+", name) if part]
    long = [part for part in parts if len(part) >= SHORTEST_NAME]
    if not long:
        return []
    titled = rf"(?i:{alternatives(TITLES)})\s+(?:{'|'.join(parts)})"
    whole = "(?i:" + r"[\s,]+".join(parts) + ")"
    return [rf"(?<![A-Za-z0-9_]){each}(?![A-Za-z0-9_])" for each in (whole, titled, *long)]


def _of_chinese(chars: list[str]) -> list[str]:
    """A family name has one character, in names of four two."""
    if len(chars) < 2:
        return []
    family = chars[0] if len(chars) < 4 else "".join(chars[:2])
    return [r"[ \u3000]?".join(chars), rf"{family}(?:{alternatives(POSTS)})(?![程作])"]
