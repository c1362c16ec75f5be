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

from parsers.phrases.personal import (
    BESIDE_PLACES,
    EMPLOYEE_NUMBERS,
    JOINS,
    MASKS,
    MESSENGERS,
    NO_STREETS,
    PHONES,
    POSTS,
    SECRETS,
    SHARED_ACCOUNTS,
    SHARED_FOLDERS,
    STREETS_EN,
    TITLES,
)
from parsers.phrases.tables import alternatives

SHORTEST_NUMBER = 4  # characters of a known number that is looked for: shorter ones stand for anything
SHORTEST_NAME = 3  # letters of a part of a Latin name
SHORTEST_LOGIN = 4  # letters: shorter ones are words

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
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.(?:[\w-]{2,63}|[0-9])){0,8}", re.ASCII)
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
    r"|\(?[2-9][0-9]{2}\)?[ -][2-9][0-9]{2}[ -][0-9]{4}"  # North America
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
_MESSENGER = re.compile(
    rf"({_label(MESSENGERS)}(?:号码|号)?{_BLANKS}(?:是|为)?{_BLANKS})"
    r"(?:([:：][ \t\u3000]{0,3})[\w-]{5,30}|(?:[0-9]{5,12}|(?=[a-z_-]{0,29}[0-9_])[a-z][\w-]{5,29})(?![\w.-]))",
    re.ASCII | re.IGNORECASE,
)
# 上海市浦东新区张江路88弄3号楼1202室: a street with a number, what it lies in, where in the house. Buildings and rooms
# alone (3号楼2楼打印机) are places of the company, by which a fault is found.
_NAME = rf"(?![{BESIDE_PLACES}])[\u3400-\u9fff]"
_REGIONS = rf"(?>(?:{_NAME}){{2,9}}?[省市区县镇乡村]){{0,5}}+"
_ROAD = rf"(?:{_NAME}){{1,9}}?(?<![{NO_STREETS}])(?:路|大道|街|巷|弄|胡同)[东南西北中]? ?[0-9]{{1,5}} ?[弄号]"
_IN_THE_HOUSE = r"(?![线板机口码位端])(?:[\w\u3400-\u9fff]{0,12}?[0-9]{1,5}(?:号楼|栋|幢|座|单元|层|楼|室|号)){0,4}"
_ENGLISH_ROAD = rf"(?<![\w-])[0-9]{{1,5}} (?:[A-Z][a-z]+ ){{1,3}}(?i:{alternatives(STREETS_EN)})(?!\w)"
_PLACE = re.compile(f"{_REGIONS}{_ROAD}{_IN_THE_HOUSE}|{_ENGLISH_ROAD}", re.ASCII)
# By which a disk is unlocked or a program licensed: 8 times 6 digits (BitLocker), 5 times 5 characters (Microsoft).
_KEY = re.compile(rf"{_FROM}(?:[0-9]{{6}}(?:-[0-9]{{6}}){{7}}|[A-Z0-9]{{5}}(?:-[A-Z0-9]{{5}}){{4}}){_UP_TO}", re.ASCII)
# C:\Users\wangfang\AppData, /home/wangfang: folders that bear the name of whose they are.
_FOLDER = re.compile(
    rf"([\\/](?:Users|home|Documents and Settings|用户)[\\/])(?!(?:{alternatives(SHARED_FOLDERS)})(?:[\\/\s]|$))"
    r"[\w.-]{1,64}",
    re.IGNORECASE,
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
        logins: names of accounts, which stand in paths and names of computers: PC-WANGFANG.
        others: names of people who have nothing to do with it, as far as anybody knows: only whole ones are looked for.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


Step = Callable[[str], str]


def mask(text: str, personal: Personal, locale: str = "zh") -> str:
    """
    *text* with what points to a person or opens a door replaced by its kind, such as [姓名]; of IP addresses the last
    part. Full-width letters and digits become plain ones. Masking twice changes nothing more.

    Args:
        locale: language of the masks, zh or en.
    """
    text = text.translate(_NARROW)
    steps = _steps(text, personal, MASKS[locale])
    before = ""
    while text != before:  # what stood right beside something personal may be so itself; each round masks more or ends
        before = text
        for step in steps:
            text = _outside_masks(text, step)
    return text


def _steps(text: str, personal: Personal, masks: Mapping[str, str]) -> list[Step]:
    """What is known of people is looked for only as far as *text* can have it: a directory has thousands of names."""
    by_form = (_secrets, _addresses, _places, _documents, _phones, _messengers, _employees, _ips, _folders)
    known = ((_numbers_in(text, personal), masks["number"]), (_names_in(text, personal), masks["name"]))
    steps: list[Step] = [partial(step, masks=masks) for step in by_form]
    return steps + [partial(re.compile(each).sub, put) for each, put in known if each]


def without_masks(text: str) -> str:
    """What *text* says beside its masks."""
    return re.sub(_MASKED, " ", text)


def _outside_masks(text: str, change: Step) -> str:
    """*change* on what no mask stands for yet."""
    parts = re.split(f"({_MASKED})", text)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def _secrets(text: str, masks: Mapping[str, str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        before, colon, quote = match.groups()
        return f"{before}{colon or quote or ''}{masks['secret']}"

    return _SECRET.sub(replaced, _KEY.sub(masks["secret"], text))


def _addresses(text: str, masks: Mapping[str, str]) -> str:
    return _ADDRESS.sub(masks["address"], text)


def _places(text: str, masks: Mapping[str, str]) -> str:
    return _PLACE.sub(masks["place"], text)


def _documents(text: str, masks: Mapping[str, str]) -> str:
    return _DOCUMENT.sub(masks["document"], text)


def _phones(text: str, masks: Mapping[str, str]) -> str:
    text = _PHONE.sub(masks["phone"], text)
    return _outside_masks(text, lambda part: _LABELLED_PHONE.sub(lambda match: match[1] + masks["phone"], part))


def _messengers(text: str, masks: Mapping[str, str]) -> str:
    return _MESSENGER.sub(lambda match: f"{match[1]}{match[2] or ''}{masks['phone']}", text)


def _employees(text: str, masks: Mapping[str, str]) -> str:
    return _EMPLOYEE.sub(lambda match: match[1] + masks["employee"], text)


def _ips(text: str, masks: Mapping[str, str]) -> str:
    """The network tells where a fault is, the last part whose computer it is."""
    return _IPV4.sub(r"\1*", text)


def _folders(text: str, masks: Mapping[str, str]) -> str:
    return _FOLDER.sub(lambda match: match[1] + masks["name"], text)


def _numbers_in(text: str, personal: Personal) -> str:
    """A pattern; "" for none."""
    low = text.casefold()
    stripped = {number.strip() for number in personal.numbers}
    known = [number for number in stripped if len(number) >= SHORTEST_NUMBER and number.casefold() in low]
    return rf"(?ai:{_FROM}(?:{alternatives(known)}){_UP_TO})" if known else ""


def _names_in(text: str, personal: Personal) -> str:
    """A pattern, the longest names first; "" for none."""
    low = text.casefold()
    patterns = {each for name in personal.names if _may_stand(name, low) for each in _patterns_of(name.strip())}
    whole = (name for name in personal.others if _HAN.search(name) or len(name.split()) > 1)
    patterns |= {each for name in whole if _may_stand(name, low) for each in _patterns_of(name.strip())[:1]}
    own = {login for login in personal.logins if login.casefold() not in SHARED_ACCOUNTS}
    logins = [login for login in own if len(login) >= SHORTEST_LOGIN and login.casefold() in low]
    if logins:
        patterns.add(rf"(?i:(?<![A-Za-z0-9])(?:{alternatives(logins)})(?![A-Za-z0-9]))")
    return "|".join(sorted(patterns, key=lambda each: (-len(each), each)))


def _may_stand(name: str, low: str) -> bool:
    """A part of *name* stands in *low*, a text in small letters."""
    if _HAN.search(name):
        return name.strip()[:1] in low
    return any(part in low for part in re.split(r"[\s,]+", name.casefold()) if part)


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
