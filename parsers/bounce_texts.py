"""Delivery reports in words: who writes them, how they begin, which address failed, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.phrases import bounces as phrases

MAX_REPORT = 64 * 1024  # characters read of a report: the reason stands at its beginning, the rest is the returned mail
_EARLY = 1000  # characters in which a report without a known sender must say what it is
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


def _any(patterns: Iterable[str], before: str = "") -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in patterns).replace("{A}", phrases.ADDRESS)
    return re.compile(f"{before}(?:{joined})", re.IGNORECASE | re.MULTILINE)


_SENDER = _any(phrases.SENDERS)
_SUBJECT = _any(phrases.SUBJECTS, before=r"\A\W{0,3}(?:\[[^\[\]]{1,60}\]\W{0,3}){0,3}")
_SUBJECT_ANYWHERE = _any(phrases.SUBJECTS)
_FAILED = _any(phrases.FAILED)
_DELAYED = _any(phrases.DELAYED)
_GAVE_UP = _any(phrases.GAVE_UP)
_RETURNED = _any(phrases.RETURNED)
_ADVISER = _any([phrases.ADVISERS])
_ADDRESS = re.compile(phrases.ADDRESS, re.IGNORECASE)
_LOCAL_PART = re.compile(phrases.LOCAL_PART, re.IGNORECASE | re.MULTILINE)
_REASONS = tuple(_any([p]) for p in phrases.REASONS)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")


def _tier(*groups: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(_any([p]) for group in groups for p in group)


# The first tier that finds an address decides; within a tier all addresses count.
_TIERS = (
    _tier(phrases.LABELLED_FIRST),
    _tier(phrases.SENTENCES_ZH),
    _tier(phrases.LABELLED, phrases.LABELLED_ZH),
    _tier(phrases.LINES, phrases.EXPANDED),
    _tier(phrases.SENTENCES),
)


def is_reporter(sender: str) -> bool:
    """Whether *sender*, a From header, is one that mail servers write."""
    return bool(_SENDER.search(sender[:1000]))


def is_report_subject(subject: str, *, anywhere: bool = False) -> bool:
    """Whether *subject* is one of a delivery report; a prefix such as Re or Fwd before it makes it a person's."""
    return bool((_SUBJECT_ANYWHERE if anywhere else _SUBJECT).search(subject[:1000]))


def is_failure_text(text: str, *, early: bool = False) -> bool:
    """Whether *text* says that a mail was not delivered; *early*: in its first lines, with an address behind it."""
    head = own_words(text)[: _EARLY if early else None]
    found = _FAILED.search(head)
    return bool(found and (not early or _ADDRESS.search(head, found.start())))


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
    return FreeForm(
        recipients=_recipients(head, subject, sender, receiver),
        status=status[1] if status else "",
        diagnostic=_reason(head),
        delayed=is_delay(head, subject),
        returned=text[len(head) : len(head) + MAX_REPORT],
    )


def is_delay(head: str, subject: str) -> bool:
    """Whether the server goes on trying."""
    if _DELAYED.search(subject[:1000]):
        return True
    return bool(_DELAYED.search(head)) and not _GAVE_UP.search(head)


def _recipients(head: str, subject: str, sender: str, receiver: str) -> tuple[str, ...]:
    senders = _distinct(_ADDRESS.findall(sender))
    for tier in _TIERS:
        if found := _wanted(_addresses(tier, head), senders):
            return found
    local = _LOCAL_PART.search(head)
    if local and senders:
        return (f"{local[1]}@{senders[0].rpartition('@')[2]}",)
    # Nothing in the layout tells: one address alone must be it, several may be anybody's.
    others = _wanted(_ADDRESS.findall(subject) or _ADDRESS.findall(head), (*senders, *_ADDRESS.findall(receiver)))
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


def _reason(head: str) -> str:
    for pattern in _REASONS:
        if found := pattern.search(head):
            return " ".join(found[1].split())[:_MAX_DIAGNOSTIC]
    return ""
