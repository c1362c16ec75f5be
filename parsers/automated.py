"""Who wrote a mail: a person or a machine, and of which kind (RFC 3834, and what real systems do)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from parsers.bounces import evidence, is_null_path
from parsers.message import Automation, AutomationKind, Bounce, Options, Subject
from parsers.parts import Headers, Part
from parsers.phrases import automation as phrases

_PERSON = Automation()
_MAX_SUBJECT = 1000  # characters looked at; what says "automatic" stands at an end of a real subject
_OPENING = 500  # characters of the body in which a responder says what it is
_GREETING = 40  # characters; a line longer than this before it is somebody's own words


def classify(
    headers: Headers, parts: tuple[Part, ...], subject: Subject, options: Options, bounce: Bounce | None
) -> Automation:
    """
    Tell a person's mail from an automatic one by the evidence in it.

    Args:
        bounce: what `read_bounce` has found in it.

    Returns:
        kind "bounce" exactly when there is one and the mail is not our own; the first evidence in the order of this
        module decides between the others. *reason* is the header or phrase that decided; "" for a person.
    """
    sender = _sender(headers)
    return (
        _own(headers, sender, options)
        or _report(headers, parts, bounce)
        or _headed(headers, phrases.REPLY_HEADERS, "reply")
        or _submitted(headers, subject)
        or _listed(headers)
        or _worded(headers, parts, subject, sender)
        or _marked(headers, subject)
        or _sent_by_machine(headers, subject, sender)
        or _PERSON
    )


def _sender(headers: Headers) -> str:
    """The address in From, in lower case; "" without one."""
    found = _ADDRESSES.findall(headers.first("from").lower()[-_MAX_SUBJECT:])
    return found[-1] if found else ""


def _own(headers: Headers, sender: str, options: Options) -> Automation | None:
    if sender in options.own_addresses:
        return Automation("own", "From")
    if options.loop_mark and headers.first("x-ts-loop").strip() == options.loop_mark:
        return Automation("own", "X-TS-Loop")
    return None


def _report(headers: Headers, parts: tuple[Part, ...], bounce: Bounce | None) -> Automation | None:
    """Reports of RFC 6522: on delivery (3464), on reading (8098), on complaints (5965)."""
    if bounce:
        return Automation("bounce", evidence(headers, parts))
    kind = " ".join(headers.first("content-type").lower().split())
    if not kind.startswith("multipart/report"):
        return None
    types = {p.content_type for p in parts}
    if "disposition-notification" in kind or "message/disposition-notification" in types:
        return Automation("reply", "message/disposition-notification")
    return Automation("bulk", "multipart/report")


def _headed(
    headers: Headers, table: tuple[tuple[str, tuple[str, ...]], ...], kind: AutomationKind
) -> Automation | None:
    present = headers.fields
    for name, beginnings in table:
        if name in present and any(v.strip().lower().startswith(beginnings) for v in headers.all(name)):
            return Automation(kind, _spelled(name))
    return None


def _spelled(name: str) -> str:
    return "-".join(word.capitalize() for word in name.split("-"))


def _submitted(headers: Headers, subject: Subject) -> Automation | None:
    """RFC 3834 §5: anything but "no" is automatic, known or not; parameters and comments may follow."""
    said = headers.first("auto-submitted") or headers.first("x-auto-submitted")
    word = re.split(r"[;\s(]", said.strip().lower(), maxsplit=1)[0]
    if not word or word == "no":
        return None
    # Exchange calls the answers of its inbox rules and of absent people auto-generated.
    answers = word == "auto-replied" or "x-ms-exchange-inbox-rules-loop" in headers or _is_answer(headers, subject)
    return Automation("reply" if answers else "bulk", f"Auto-Submitted: {word}")


def _is_answer(headers: Headers, subject: Subject) -> bool:
    """Of an automatic mail: an answer, rather than a notice."""
    return bool(_reply_phrase(subject) or _ABSENCE.search(subject.text[:_MAX_SUBJECT])) or (
        "in-reply-to" in headers and is_null_path(headers)
    )


def _listed(headers: Headers) -> Automation | None:
    return next((Automation("bulk", _spelled(name)) for name in _LISTS if name in headers.fields), None)


def _worded(headers: Headers, parts: tuple[Part, ...], subject: Subject, sender: str) -> Automation | None:
    """Where headers are silent: QQ Mail's and 163's responders have nothing but the subject."""
    if phrase := _reply_phrase(subject):
        return Automation("reply", f"Subject: {phrase}")
    if any(_RESPONDER.fullmatch(name) for name in _names(headers, sender)):
        return Automation("reply", "From")
    if subject.forward:
        return None
    text = next((p.text for p in parts if p.content_type == "text/plain"), "")
    if phrase := _reply_sentence(text[:_OPENING]):
        return Automation("reply", f"text: {phrase}")
    return None


def _names(headers: Headers, sender: str) -> tuple[str, str]:
    """The sender's display name and local part."""
    display = headers.first("from")[:_MAX_SUBJECT].partition("<")[0].strip(" \t\"'")
    return display, sender.partition("@")[0]


def _reply_phrase(subject: Subject) -> str:
    text = subject.text[:_MAX_SUBJECT]
    found = _SUBJECT.match(text) or _SUBJECT_ANYWHERE.search(text)
    return found[0].strip() if found else ""


def _reply_sentence(opening: str) -> str:
    """In the first line, or in the second behind a greeting."""
    for line in islice(filter(None, map(str.strip, opening.splitlines())), 2):
        if found := _SENTENCE.match(line):
            return found[0]
        if len(line) > _GREETING or line.endswith((":", "：", "?", "？")):
            break
    return ""


def _marked(headers: Headers, subject: Subject) -> Automation | None:
    found = _headed(headers, phrases.BULK_HEADERS, "bulk")
    if not found:
        named = next((n for n in headers.fields if n.startswith(phrases.BULK_PREFIXES)), "")
        found = Automation("bulk", _spelled(named)) if named else None
    if found and found.reason == "Precedence" and _is_answer(headers, subject):
        return Automation("reply", "Precedence")  # vacation(1) writes "bulk" or "junk"
    return found


def _sent_by_machine(headers: Headers, subject: Subject, sender: str) -> Automation | None:
    if is_null_path(headers):
        return Automation("reply" if _is_answer(headers, subject) else "bulk", "Return-Path: <>")
    if _MACHINE.fullmatch(sender.partition("@")[0]):
        return Automation("reply" if _is_answer(headers, subject) else "bulk", "From")
    return None


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


_ADDRESSES = re.compile(r"[^\s<>@,;:\"()]{1,320}@[^\s<>@,;:\"()]{1,255}")
_LISTS = ("list-id", "list-unsubscribe", "list-post", "mailing-list", "x-mailing-list", "x-beenthere")
_SUBJECT = re.compile(
    rf"\W{{0,3}}(?:\[[^\[\]]{{1,40}}\] ?)?\W?(?:{_any(phrases.REPLY_SUBJECTS)})"
    r" ?(?:[:：!！.。]|[)\]】）]|$|(?=re ?[:：])|(?=回复[:：]))",
    re.IGNORECASE,
)
_SUBJECT_ANYWHERE = re.compile(_any(phrases.REPLY_SUBJECTS_ANYWHERE), re.IGNORECASE)
_ABSENCE = re.compile(_any(phrases.ABSENCE), re.IGNORECASE)
_SENTENCE = re.compile(_any(phrases.REPLY_SENTENCES), re.IGNORECASE)
_RESPONDER = re.compile(_any(phrases.REPLY_SENDERS), re.IGNORECASE)
_MACHINE = re.compile(_any(phrases.MACHINE_SENDERS), re.IGNORECASE)
