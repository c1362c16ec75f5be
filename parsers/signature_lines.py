"""What a single line at the end of a mail is: a name, a way to reach somebody, a form, a program's footer."""

from __future__ import annotations

import re

from parsers.phrases.closings import (
    COMPANY_MARKS,
    CONTACT_LABELS,
    FORM_LABELS,
    POST_MARKS,
    REGARDS,
    SURNAMES,
    THANKS,
)
from parsers.phrases.footers import DEVICES, SENT_FROM
from parsers.phrases.introductions import GREETINGS
from parsers.phrases.tables import alternatives

MOST_LINES = 25  # lines with text below "-- "; more is no signature
LONGEST = 100  # characters of a line of a signature; RFC 3676 §4.3 counts on short ones
BLANKS = " |\t\u3000\xa0"  # NetEase puts its card between bars
BULLET = re.compile(r"[-*•·●○◦▪‣+>]\s|\(?\d{1,2}[.)、）]\s?\D|[一二三四五六七八九十]、|```")
ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}\.[a-z]{2,}", re.IGNORECASE)
IMAGE = re.compile(r"\[?(?:image|cid|图片|logo)\s?[:：][^\]]*\]?|<[^<>\s]+\.(?:png|jpe?g|gif)>", re.IGNORECASE)

_URL = re.compile(r"https?://|\bwww\.|<mailto:", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d:/.-])\+?\(?\d[\d ()./\u2010-\u2013-]{5,22}\d(?!\d)")
_NOT_A_PHONE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4}|\d{1,3}(?:\.\d{1,3}){3}|\d{1,2}:\d{2}")
_LABEL = re.compile(r"\*?([^\W\d_][^:：]{0,18}?)\s?[:：]\s*(.*)")
_COMPANY_WORDS = tuple(f" {mark} " for mark in COMPANY_MARKS if mark.isascii())
_SHORT_LABEL = re.compile(r"(?:[TMFEWPD]|Tel|Mob|Fax|Ph)\.? ?[|:+(\d]")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SAYING = re.compile(r"的|了|是|在|不|无法|请|收|能")  # a sentence about a telephone, no name of one
_NO_NAMES = (
    THANKS
    | REGARDS
    | frozenset({"done", "ok", "okay", "yes", "no", "fine", "solved", "fixed", "closed", "hi", "hello", "none"})
)
_ASIDE = re.compile(r"[（(][^（）()]*[)）]|[\U0001f300-\U0001faff\u2600-\u27bf]")
_LATIN_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|der|den|von|la|le|da|dos|of|the|bin|al|zu)\.?){0,4}"
)
_FOOTER_STARTS = tuple(before for before, _ in SENT_FROM if before)
_FOOTER_END = re.compile(alternatives(after for before, after in SENT_FROM if not before))
_NOT_TYPED = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|https?://\S+")  # links behind the words of a footer


def is_mobile_footer(line: str) -> bool:
    """
    "Sent from my iPhone", "发自我的 iPhone", "Von meinem iPhone gesendet".

    "Sent from my desk, is much easier than my phone." is a sentence: too many words, and a comma.
    """
    line = line.lower().lstrip(" -–—*_~|>\"'“”")
    if not line.startswith(_FOOTER_STARTS) and not _FOOTER_END.search(line):
        return False
    text = _NOT_TYPED.sub(" ", line).strip(" .。!！-—–*_~|>\"'“”")
    text = " ".join(text.split())
    if not text or len(text) > 90:
        return False
    for before, after in SENT_FROM:
        if text.startswith(before) and text.endswith(after) and (before or after):
            device = text[len(before) : len(text) - len(after)].strip()
            return _is_device(device, text)
    return False


def _is_device(device: str, text: str) -> bool:
    """Is what stands behind "sent from" a telephone or a mail program, and nothing said about it?"""
    words = len(device.split())
    known = any(name in text for name in DEVICES)
    if not device:
        return text == "sent on the go"
    if _CJK.search(text):
        bare = device.removesuffix("发送").removesuffix("版").removesuffix("传送")
        ends = any(bare.endswith(name) for name in DEVICES) or device.endswith(("版", "客户端", "专属商务邮箱"))
        return (
            len(text) <= 40
            and (ends or (known and not _SAYING.search(device)) or device.startswith("我的"))
            and not (re.search(r"[，,。；;？?！!]", device))
        )
    if known:
        return words <= 12 and not re.search(r"[,;] (?!an? |samsung)|\b(?:is|was|to|app|and|but)\b", device)
    return (
        words <= 6
        and device.startswith(("my ", "mijn ", "meinem "))
        and not (re.search(r"[,;]|\b(?:is|was|to|and|but|the)\b", device))
    )


def is_short(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= 14


def is_sentence(text: str) -> bool:
    """Something is said: an end of sentence after many words, or a question."""
    if text[-1:] in "?？" or (text[-1:] in "。；;" and len(text) > 6):
        return True
    return (text[-1:] in ".!！," and len(text.split()) >= 7) or len(text.split()) > 14 or len(text) > 160


def is_contact(text: str) -> bool:
    """A telephone number, an address, a link, or a line with the label of one."""
    if len(text) > 160 or IMAGE.fullmatch(text):
        return bool(IMAGE.fullmatch(text))
    label = _LABEL.match(text)
    if label and label.group(1).lower().replace(" ", "").strip("*") in CONTACT_LABELS and label.group(2):
        return True
    if _SHORT_LABEL.match(text) or text.lower() in ("via mobile",):
        return True
    bare = _NOT_A_PHONE.sub(" ", text)
    phone = _PHONE.search(bare)
    if phone and sum(map(str.isdigit, phone.group())) >= 7 and _is_told_as_phone(bare, phone):
        return True
    return bool(ADDRESS.search(text) or _URL.search(text)) and len(text.split()) <= 6


def _is_told_as_phone(text: str, phone: re.Match[str]) -> bool:
    """Is it written as a number to call, labelled as one, or alone? "Error 80070005" is none of it."""
    rest = (text[: phone.start()] + text[phone.end() :]).strip(" *|:")
    words = rest.lower().split()
    return not words or words[0].strip(".:") in CONTACT_LABELS or not phone.group().isdigit()


def is_form(texts: list[str]) -> bool:
    """Lines with labels of a form: 姓名：…, 部门：…, 问题：…; the sender's own answers."""
    labels = [found.group(1).lower().strip("* ") for text in texts if (found := _LABEL.match(text))]
    return any(label in FORM_LABELS for label in labels)


def may_be_name(text: str) -> bool:
    """Below a closing a few characters without punctuation are a name or a team: 技术支持部, 小王."""
    bare = text.replace(" ", "").strip("*")
    return is_name(text) or (
        _CJK.search(bare) is not None and len(bare) <= 12 and not re.search(r"[，。！？：:,;]", bare)
    )


def is_name(text: str) -> bool:
    """Could be a person's name: a few capitalised words, or two to four Chinese characters with a family name."""
    text = _ASIDE.sub("", text).strip(" *,，.")
    if not text or len(text) > 60 or len(text.split()) > 6:
        return False
    if _CJK.search(text):
        return is_chinese_name(text) or is_chinese_name(re.split(r"\s*[|｜/ ]\s*", text)[0])
    head = re.split(r" [|–-] |, ?", text)[0]
    if head.lower().rstrip(" !") in _NO_NAMES or head.split()[0].lower() in GREETINGS:
        return False
    return bool(_LATIN_NAME.fullmatch(head)) or (len(text.split()) == 1 and text.isalpha() and len(text) <= 12)


def is_chinese_name(text: str) -> bool:
    bare = text.replace(" ", "")
    return 2 <= len(bare) <= 4 and bare[0] in SURNAMES and all("\u4e00" <= char <= "\u9fff" for char in bare)


def is_company(text: str) -> bool:
    lower = text.lower()
    if ":" in text or "：" in text:
        return False
    if (
        lower.startswith(("株式会社", "有限会社"))
        or lower.endswith(COMPANY_MARKS)
        or any(mark in f" {lower} " for mark in _COMPANY_WORDS)
    ):
        return len(text) <= 60
    return len(text) <= 20 and text.endswith(POST_MARKS) and not re.search(r"[，。！？,]", text)


def without_blanks(texts: list[str], end: int) -> int:
    """Behind the last of the first *end* lines that has text."""
    while end and not texts[end - 1].strip(BLANKS):
        end -= 1
    return end


def filled(texts: list[str]) -> list[str]:
    """The lines that are not blank."""
    return [text for text in texts if text]


def paragraphs(texts: list[str], end: int) -> list[tuple[int, int]]:
    """[start, stop) of the runs of lines with text among the first *end*."""
    found, start = [], -1
    for at in range(end + 1):
        blank = at == end or not texts[at].strip(BLANKS)
        if blank and start >= 0:
            found.append((start, at))
            start = -1
        elif not blank and start < 0:
            start = at
    return found
