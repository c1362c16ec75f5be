"""Find where the signature begins: below the last words that the sender typed."""

from __future__ import annotations

import re

from parsers.lines import is_rule, plain
from parsers.phrases.closings import (
    COMPANY_MARKS,
    CONTACT_LABELS,
    FORM_LABELS,
    POST_MARKS,
    REGARDS,
    SURNAMES,
    THANKS,
)
from parsers.phrases.footers import DEVICES, DISCLAIMERS, LIST_FOOTERS, SENT_FROM
from parsers.phrases.introductions import GREETINGS

_WINDOW = 70  # lines from the end in which a signature may begin
_MOST_LINES = 25  # lines with text below "-- "; more is no signature
_MOST_BELOW_CLOSING = 14  # lines with text below "Best regards,"
_LONGEST = 100  # characters of a line of a signature; RFC 3676 §4.3 counts on short ones

_END_OF_SENTENCE = "。！？.!?;；"
_BULLET = re.compile(r"[-*•·●○◦▪‣+>]\s|\(?\d{1,2}[.)、）]\s?\D|[一二三四五六七八九十]、|```")
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}\.[a-z]{2,}", re.IGNORECASE)
_URL = re.compile(r"https?://|\bwww\.|<mailto:", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d:/.-])\+?\(?\d[\d ()./\u2010-\u2013-]{5,22}\d(?!\d)")
_NOT_A_PHONE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4}|\d{1,3}(?:\.\d{1,3}){3}|\d{1,2}:\d{2}")
_IMAGE = re.compile(r"\[?(?:image|cid|图片|logo)\s?[:：][^\]]*\]?|<[^<>\s]+\.(?:png|jpe?g|gif)>", re.IGNORECASE)
_LABEL = re.compile(r"\*?([^\W\d_][^:：]{0,18}?)\s?[:：]\s*(.*)")
_SHORT_LABEL = re.compile(r"(?:[TMFEWPD]|Tel|Mob|Fax|Ph)\.? ?[|:+(\d]")
_POSTSCRIPT = re.compile(r"p\.? ?p?\.?s\b\.?|又及|附注|补充|另[:：,，]", re.IGNORECASE)
# "Please create an account for", "以下同事": what follows is no signature.
_LEADS_ON = re.compile(
    r"\b(?:for|to|of|with|is|are|by|and|at|on|contact|call|please|user|für|von|an|mit|pour|avec|para|con|per)$"
    r"|\b(?:following|below|as follows|folgende\w*|suivant\w*|siguiente\w*)\b|如下|以下|下面|下列|分别是|请联系$|联系$",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SAYING = re.compile(r"的|了|是|在|不|无法|请|收|能")  # a sentence about a telephone, no name of one
_NO_NAMES = frozenset({"done", "ok", "okay", "yes", "no", "fine", "solved", "fixed", "closed", "hi", "hello", "none"})
_DASH_NAME = re.compile(r"(?:[-–—~]{1,2}|/|－) ?([^\W\d_][\w.'’]*(?: [^\W\d_][\w.'’]*){0,3})\.?")
_LATIN_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|der|den|von|la|le|da|dos|of|the|bin|al|zu)\.?){0,4}"
)


def find_signature(lines: list[str]) -> int:
    """
    Index of the first line of the signature; len(lines) when there is none.

    It may be 0: the lines are nothing but a signature. Blank lines above it are part of it.
    Source: RFC 3676 §4.3 for "-- "; what mail programs and people add for the rest.
    """
    end = _without_blanks(lines, len(lines))
    floor = max(0, end - _WINDOW)
    cut = end
    while cut > floor:
        higher = _step(lines, floor, cut)
        if higher >= cut:
            break
        cut = _without_blanks(lines, higher)
    return cut if cut < end else len(lines)


def _step(lines: list[str], floor: int, end: int) -> int:
    """One more layer off the end: footer, notice, delimiter, closing, block of contacts or dashed name."""
    for finder in (_footer, _notice, _delimiter, _closing, _contacts, _signed_name):
        found = finder(lines, floor, end)
        if found < end:
            return found
    return end


def _without_blanks(lines: list[str], end: int) -> int:
    while end and not lines[end - 1].strip(" |\t\u3000\xa0"):
        end -= 1
    return end


def _texts(lines: list[str], start: int, end: int) -> list[str]:
    return [text for line in lines[start:end] if (text := plain(line))]


# Footers of mail programs


def _footer(lines: list[str], floor: int, end: int) -> int:
    """The last line is "Sent from my iPhone", an image of a logo or a bare rule."""
    last = plain(lines[end - 1])
    if is_mobile_footer(last) or _IMAGE.fullmatch(last) or (is_rule(last) and end - 1 > floor):
        return end - 1
    if end - 2 >= floor and last.startswith("<") and is_mobile_footer(f"{plain(lines[end - 2])} {last}"):
        return end - 2
    return end


def is_mobile_footer(line: str) -> bool:
    """
    "Sent from my iPhone", "发自我的 iPhone", "Von meinem iPhone gesendet".

    "Sent from my desk, is much easier than my phone." is a sentence: too many words, and a comma.
    """
    text = re.sub(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|https?://\S+", " ", line.lower()).strip(" .。!！-—–*_~|>\"'“”")
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


# Legal notices, feet of lists


def _notice(lines: list[str], floor: int, end: int) -> int:
    """A paragraph of legal notice, or the foot of a list, with whatever follows; not the very first paragraph."""
    for start, stop in _paragraphs(lines, floor, end):
        text = plain(" ".join(lines[start:stop])[:600]).lower()
        if len(_texts(lines, start, end)) > _MOST_LINES:
            continue
        if len(text) >= 40 and any(phrase in text for phrase in DISCLAIMERS):
            return start
    return end


def _is_list_foot(texts: list[str]) -> bool:
    joined = " ".join(texts).lower()
    return any(phrase in joined for phrase in LIST_FOOTERS)


def _paragraphs(lines: list[str], floor: int, end: int) -> list[tuple[int, int]]:
    found, start = [], -1
    for at in range(floor, end + 1):
        blank = at == end or not lines[at].strip(" |\t\u3000\xa0")  # NetEase puts its card between bars
        if blank and start >= 0:
            found.append((start, at))
            start = -1
        elif not blank and start < 0:
            start = at
    return found


# Delimiters


def _delimiter(lines: list[str], floor: int, end: int) -> int:
    """The line "-- " (with or without its blank), or a rule above lines that look like a signature."""
    for at in range(floor, end):
        text = plain(lines[at])
        if len(lines[at]) > 200 or not text or text[0] not in "-_=*~—–─━―－#":
            continue
        below = _texts(lines, at + 1, end)
        if text in ("--", "- -", "—", "––", "——", "__", "－－"):
            if len(below) <= _MOST_LINES and (text == "--" or (below and _looks_like_signature(below))):
                return at
        elif is_rule(text) and below and _looks_like_signature(below):
            return at
    return end


def _looks_like_signature(texts: list[str]) -> bool:
    """Short lines, and among them a way to reach somebody, a list's foot, a notice, or a name on top of few."""
    if len(texts) > _MOST_LINES or _is_form(texts):
        return False
    if _is_list_foot(texts):
        return True
    if any(_is_sentence(text) for text in texts) or any(_BULLET.match(text) for text in texts):
        return False
    return any(_is_contact(text) for text in texts) or (len(texts) <= 5 and _may_be_name(texts[0]))


# Closings


def _closing(lines: list[str], floor: int, end: int) -> int:
    """ "Best regards," with a name below, or 此致 敬礼; the first such line below which nothing is said any more."""
    for at in range(max(floor, end - 2 * _MOST_BELOW_CLOSING), end):
        if len(lines[at]) > _LONGEST or not lines[at].strip():
            continue
        text = plain(lines[at])
        below = _texts(lines, at + 1, end)
        kind = _closing_kind(text)
        if kind and len(below) <= _MOST_BELOW_CLOSING and _may_follow_closing(below, kind):
            return at
    return end


def _closing_kind(text: str) -> str:
    """ "regards", "thanks", "signed" (closing and name in one line), or ""."""
    lower = text.lower().strip(" -–—~*_>")
    bare = lower.rstrip(",，.!！。、:：~; ")
    if bare in REGARDS:
        return "regards"
    if bare in THANKS:
        return "thanks" if lower[-1:] not in ".!！。" else ""
    head, mark, name = _partition(text)
    if mark and head.lower().strip() in (REGARDS | THANKS) and _may_be_name(name.strip(" .*")):
        return "signed"
    return ""


def _partition(text: str) -> tuple[str, str, str]:
    for mark in (",", "，", "/", " – ", " - ", "！"):
        head, found, name = text.partition(mark)
        if found and name.strip():
            return head, found, name
    words = text.split()
    for size in (1, 2, 3, 4):  # "Mvh Anders", "Kind regards Bob"
        if size < len(words) and " ".join(words[:size]).lower() in REGARDS:
            return " ".join(words[:size]), " ", " ".join(words[size:])
    return text, "", ""


def _may_follow_closing(below: list[str], kind: str) -> bool:
    if any(_POSTSCRIPT.match(text) for text in below) or _is_form(below):
        return False
    if not below:
        return kind != "thanks"
    if kind == "signed":
        return _looks_like_signature(below)
    first = next((text for text in below if not _closing_kind(text)), "")
    if not first:
        return True
    plausible = _may_be_name(first) or _is_contact(first) or _is_company(first) or bool(_DASH_NAME.fullmatch(first))
    if not plausible and not (kind == "regards" and _is_short(first) and not _BULLET.match(first)):
        return False
    return not any(_is_sentence(text) or text.endswith(("?", "？")) for text in below)


# Blocks of contacts, names with a dash


def _contacts(lines: list[str], floor: int, end: int) -> int:
    """
    The last paragraphs are a name and ways to reach it: two of them, or one right below a name.

    A form ("姓名：…, 部门：…") is what the sender has to say, and so is what follows a colon.
    """
    start, score, skipped = end, 0, 0
    for first, stop in reversed(_paragraphs(lines, floor, end)):
        texts = _texts(lines, first, stop)
        if not texts or not all(_is_short(text) and not _BULLET.match(text) for text in texts):
            break
        if any(_is_sentence(text) for text in texts) or _is_form(texts) or len(_texts(lines, first, end)) > _MOST_LINES:
            break
        found = sum(_is_contact(text) for text in texts)
        named = _heads_signature(texts)
        if found and (named or start < end or found >= 2 or (len(texts) == 1 and _ADDRESS.fullmatch(texts[0]))):
            start, score, skipped = first, score + found, 0
        elif named and not skipped and len(texts) <= 3 and (score or _is_name_and_company(texts)):
            start = first
            break
        else:
            skipped += 1
        if skipped > 1:
            break
    return start if 0 < start < end and _is_signature_block(lines, start, end, score) else end


def _heads_signature(texts: list[str]) -> bool:
    return _is_name(texts[0].split("|")[0].strip(" *")) or _is_company(texts[0])


def _is_name_and_company(texts: list[str]) -> bool:
    return len(texts) >= 2 and _is_name(texts[0]) and all(_is_company(text) for text in texts[1:])


def _is_signature_block(lines: list[str], start: int, end: int, score: int) -> bool:
    above = _without_blanks(lines, start)
    before = plain(lines[above - 1]) if above else ""
    if not before or (above == start) or (before[-1] in ":：" and not re.fullmatch(r":\+?\w+:", before)):
        return False
    if _LEADS_ON.search(before):
        return False
    texts = _texts(lines, start, end) or [""]
    finished = before[-1] in _END_OF_SENTENCE + "~）)" or is_rule(before)
    if score >= 2:
        return any(_is_company(text) for text in texts) or _heads_signature(texts)
    if len(texts) == 1:  # Foxmail's own: the address, below blank lines
        return finished and start - above >= 2 and bool(_ADDRESS.fullmatch(texts[0]))
    return finished and len(texts) <= 6 and _is_name(texts[0].split("|")[0].strip(" *"))


def _signed_name(lines: list[str], floor: int, end: int) -> int:
    """The last line is "-Bob", "/Anna" or "— Sarah" below a blank line, or 张三 below a word of thanks."""
    last = plain(lines[end - 1])
    above = plain(lines[end - 2]) if end >= 2 else ""
    dashed = _DASH_NAME.fullmatch(last)
    if dashed and not above and end >= 2 and _is_name(dashed.group(1)):
        return end - 1
    before = _without_blanks(lines, end - 1)
    thanks = plain(lines[before - 1]).lower().rstrip(",，.!！。~ ") if before else ""
    if _is_chinese_name(last) and thanks.endswith(("谢谢", "感谢", "谢谢您", "多谢", "謝謝")):
        return end - 1
    return end


# What a single line is


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= 14


def _is_sentence(text: str) -> bool:
    """Something is said: an end of sentence after many words, or a question."""
    if text[-1:] in "?？" or (text[-1:] in "。；;" and len(text) > 6):
        return True
    return (text[-1:] in ".!！," and len(text.split()) >= 7) or len(text.split()) > 14 or len(text) > 160


def _is_contact(text: str) -> bool:
    """A telephone number, an address, a link, or a line with the label of one."""
    if len(text) > 160 or _IMAGE.fullmatch(text):
        return bool(_IMAGE.fullmatch(text))
    label = _LABEL.match(text)
    if label and label.group(1).lower().replace(" ", "").strip("*") in CONTACT_LABELS and label.group(2):
        return True
    if _SHORT_LABEL.match(text) or text.lower() in ("via mobile",):
        return True
    bare = _NOT_A_PHONE.sub(" ", text)
    phone = _PHONE.search(bare)
    if phone and sum(char.isdigit() for char in phone.group()) >= 7:
        return True
    return bool(_ADDRESS.search(text) or _URL.search(text)) and len(text.split()) <= 6


def _is_form(texts: list[str]) -> bool:
    """Lines with labels of a form: 姓名：…, 部门：…, 问题：…; the sender's own answers."""
    labels = [found.group(1).lower().strip("* ") for text in texts if (found := _LABEL.match(text))]
    return any(label in FORM_LABELS for label in labels)


def _may_be_name(text: str) -> bool:
    """Below a closing a few characters without punctuation are a name or a team: 技术支持部, 小王."""
    bare = text.replace(" ", "").strip("*")
    return _is_name(text) or (
        _CJK.search(bare) is not None and len(bare) <= 12 and not re.search(r"[，。！？：:,;]", bare)
    )


def _is_name(text: str) -> bool:
    """Could be a person's name: a few capitalised words, or two to four Chinese characters with a family name."""
    text = re.sub(r"[（(][^（）()]*[)）]|[\U0001f300-\U0001faff\u2600-\u27bf]", "", text).strip(" *,，.")
    if not text or len(text) > 60 or len(text.split()) > 6:
        return False
    if _CJK.search(text):
        return _is_chinese_name(text) or _is_chinese_name(re.split(r"\s*[|｜/ ]\s*", text)[0])
    head = re.split(r" [|–-] |, ?", text)[0]
    if head.lower().rstrip(" !") in _NO_NAMES or head.split()[0].lower() in GREETINGS:
        return False
    return bool(_LATIN_NAME.fullmatch(head)) or (len(text.split()) == 1 and text.isalpha() and len(text) <= 12)


def _is_chinese_name(text: str) -> bool:
    bare = text.replace(" ", "")
    return 2 <= len(bare) <= 4 and bare[0] in SURNAMES and all("\u4e00" <= char <= "\u9fff" for char in bare)


def _is_company(text: str) -> bool:
    lower = text.lower()
    if lower.endswith(COMPANY_MARKS) or any(f" {mark} " in f" {lower} " for mark in COMPANY_MARKS if mark.isascii()):
        return len(text) <= 60
    return len(text) <= 20 and text.endswith(POST_MARKS) and not re.search(r"[，。！？,]", text)
