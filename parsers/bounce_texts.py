"""Delivery reports in words: who writes them, how they begin, which address failed, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsers.phrases import bounce_layouts as layouts
from parsers.phrases import bounces as phrases
from parsers.phrases import prefixes

MAX_REPORT = 64 * 1024  # characters read of a report: the reason stands at its beginning, the rest is the returned mail
_MAX_SUBJECT = 1000  # characters looked at of a header
_EARLY = 1000  # characters in which a report without a known sender must say what it is,
_FIRST_LINES = 3  # … and the lines with words in them
_MAX_DIAGNOSTIC = 500  # characters
_MAX_RECIPIENTS = 200


@dataclass(frozen=True, slots=True)
class FreeForm:
    """What a report in words says; *returned* is the text from the returned mail on."""

    recipients: tuple[str, ...] = ()
    status: str = ""
    diagnostic: str = ""
    delayed: bool = False
    returned: str = ""


def _any(patterns: Iterable[str], before: str = "", case: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in patterns).replace("{A}", layouts.ADDRESS)
    return re.compile(f"{before}(?:{joined})", case | re.MULTILINE)


# Every mail is asked for these: in text that is lower case already they take a third of the time.
_SENDER = _any(phrases.SENDERS, case=re.NOFLAG)
_SUBJECT = _any(phrases.SUBJECTS, before=r"\W{0,3}(?:\[[^\[\]]{1,60}\]\W{0,3}){0,3}", case=re.NOFLAG)
_SUCCEEDED = _any(phrases.SUCCEEDED, case=re.NOFLAG)
_PERSONAL = re.compile(
    rf"\A\W{{0,3}}(?:{'|'.join(map(re.escape, prefixes.REPLY + prefixes.FORWARD))})\s{{0,3}}[:：]", re.IGNORECASE
)
_FAILED = _any(phrases.FAILED)
_DELAYED = _any(phrases.DELAYED)
_GAVE_UP = _any(phrases.GAVE_UP)
_RETURNED = _any(layouts.RETURNED)
_ADVISER = _any([layouts.ADVISERS])
_ADDRESS = re.compile(layouts.ADDRESS, re.IGNORECASE)
_LOCAL_PART = re.compile(layouts.LOCAL_PART, re.IGNORECASE | re.MULTILINE)
_EDGES = " \t|>*\"')]:：,，;；-"  # what stands around an address or behind a label
_BLOCK = re.compile(r"[ \t]*<[^<>@\s]{1,64}@[^<>\s]{1,255}>:")  # the next recipient of qmail and Postfix
_LABELLED_REASONS = tuple(_any([p]) for p in layouts.LABELLED_REASONS)
_REPLY_CODE = _any([layouts.REPLY_CODE])
_REASON_WORD = _any(layouts.REASON_WORDS)
_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)")


def _tier(*groups: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(_any([p]) for group in groups for p in group)


# The first tier that finds an address decides; within a tier all addresses count.
_TIERS = (
    _tier(layouts.LABELLED_FIRST),
    _tier(layouts.SENTENCES_ZH),
    _tier(layouts.LABELLED, layouts.LABELLED_ZH),
    _tier(layouts.LINES, layouts.EXPANDED),
    _tier(layouts.SENTENCES),
)


_LAID_OUT = (_TIERS[0], _tier(layouts.LINES))
_WORDED_LINE = re.compile(r"^.*\w{2}.*$", re.MULTILINE)


@lru_cache(maxsize=64)  # asked several times about each mail
def is_reporter(sender: str) -> bool:
    """Whether *sender*, a From header, is one that mail servers write."""
    return bool(_SENDER.search(sender[:_MAX_SUBJECT].lower()))


def is_report_subject(subject: str) -> bool:
    """Whether *subject* is one of a delivery report; a prefix such as Re or Fwd before it makes it a person's."""
    return bool(_SUBJECT.match(subject[:_MAX_SUBJECT].lower()))


def is_personal_subject(subject: str) -> bool:
    """Whether somebody answers or passes something on: servers put their own words first."""
    return bool(_PERSONAL.match(subject[:_MAX_SUBJECT]))


def is_success_subject(subject: str) -> bool:
    """Whether *subject* is one of a report that a mail has arrived."""
    return bool(_SUCCEEDED.search(subject[:_MAX_SUBJECT].lower()))


def is_failure_text(text: str) -> bool:
    """Whether *text* says that a mail was not delivered."""
    return bool(_FAILED.search(own_words(text)))


def is_plain_report(text: str) -> bool:
    """
    Whether *text* can only be a server's: it begins with the failure, and the address stands alone or labelled.

    "My mail to a@example.org could not be delivered" has the address in a sentence, "Hello, …" begins otherwise.
    """
    head = own_words(text)[:_EARLY]
    lines = [m.end() for m in _WORDED_LINE.finditer(head)][:_FIRST_LINES]
    found = _FAILED.search(head, 0, lines[-1]) if lines else None
    return bool(found) and any(p.search(head) for tier in _LAID_OUT for p in tier)


def own_words(text: str) -> str:
    """The report without the returned mail below it."""
    text = text[:MAX_REPORT]
    found = _RETURNED.search(text)
    return text[: found.start()] if found else text


def read_free_form(text: str, subject: str, sender: str, receiver: str) -> FreeForm:
    """
    Recipients, status and reason from a report in words.

    Args:
        text: of the report, LF line ends.
        subject: of the report.
        sender: its From header; an address in it is never a failed recipient.
        receiver: its To header; the same unless the layout says otherwise.
    """
    head = own_words(text)
    status = _STATUS.search(head)
    recipients = _recipients(head, subject, sender, receiver)
    return FreeForm(
        recipients=recipients,
        status=status[1] if status else "",
        diagnostic=_reason(head, recipients),
        delayed=is_delay(head, subject),
        returned=text[len(head) : len(head) + MAX_REPORT],
    )


def is_delay(head: str, subject: str) -> bool:
    """Whether the server goes on trying."""
    if _DELAYED.search(subject[:_MAX_SUBJECT]):
        return True
    return bool(_DELAYED.search(head)) and not _GAVE_UP.search(head)


def _recipients(head: str, subject: str, sender: str, receiver: str) -> tuple[str, ...]:
    senders, ours = _distinct(_ADDRESS.findall(sender)), _distinct(_ADDRESS.findall(receiver))
    for tier in _TIERS:
        if found := _wanted(_addresses(tier, head), senders):
            return _wanted(found, ours) or found  # we are the sender of the returned mail, seldom its recipient
    local = _LOCAL_PART.search(head)
    if local and senders:
        return (f"{local[1]}@{senders[0].rpartition('@')[2]}",)
    # Nothing in the layout tells: one address alone must be it, several may be anybody's.
    others = _wanted(_ADDRESS.findall(subject) or _ADDRESS.findall(head), (*senders, *ours))
    return others if len(others) == 1 else ()


def _wanted(found: Iterable[str], unwanted: tuple[str, ...]) -> tuple[str, ...]:
    lowered = {a.lower() for a in unwanted}
    return _distinct(a for a in found if a.lower() not in lowered and not _ADVISER.match(a))


def _addresses(tier: tuple[re.Pattern[str], ...], head: str) -> Iterator[str]:
    for pattern in tier:
        for match in pattern.finditer(head):
            yield match[1]


def _distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """In order, one spelling each, without what is punctuation around an address."""
    first: dict[str, str] = {}
    for address in addresses:
        cleaned = address.strip("'\"*.,;:=").rstrip(".")
        first.setdefault(cleaned.lower(), cleaned)
    return tuple(first.values())[:_MAX_RECIPIENTS]


def _reason(head: str, recipients: tuple[str, ...]) -> str:
    """What is labelled as the reason; else the words beside the first recipient; else the line that tells one."""
    for pattern in _LABELLED_REASONS:
        if (found := pattern.search(head)) and (words := _tidy(found[1])):
            return words
    beside = _beside(head, recipients[0]) if recipients else ""
    if _REPLY_CODE.search(beside) or _REASON_WORD.search(beside):
        return beside
    if found := _REPLY_CODE.search(head):
        return _tidy(head[found.start() : found.start() + _MAX_DIAGNOSTIC].partition("\n")[0])
    if found := _REASON_WORD.search(head):
        return _tidy(_line_around(head, found.start()))
    return beside


def _line_around(head: str, at: int) -> str:
    before = head[max(0, at - _MAX_DIAGNOSTIC) : at].rpartition("\n")[2]
    return before + head[at : at + _MAX_DIAGNOSTIC].partition("\n")[0]


def _tidy(words: str) -> str:
    return " ".join(words.split()).lstrip(_EDGES).rstrip(" :|")[:_MAX_DIAGNOSTIC]


def _beside(head: str, recipient: str) -> str:
    """The rest of the line with *recipient*, and the lines up to the next blank one or the next address."""
    at = head.lower().find(recipient.lower())
    if at < 0:
        return ""
    first, *others = head[at + len(recipient) : at + 4 * _MAX_DIAGNOSTIC].split("\n")
    lines = [first]
    for line in others:
        if not line.strip() or _BLOCK.match(line):
            break
        lines.append(line.strip())
    return _tidy(" ".join(lines))
