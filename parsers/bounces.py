"""Delivery reports: RFC 3464 (parts of multipart/report), and what real mail servers send in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers import bounce_texts
from parsers.charsets import clean
from parsers.html import to_text
from parsers.message import Bounce
from parsers.parts import Headers, Part

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")  # RFC 3464, RFC 6533
_RETURNED_TYPES = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers")
_MAX_RECIPIENTS = 500
_MAX_STATUS = 256 * 1024  # characters of a message/delivery-status: 500 recipients with long reasons
_MAX_DIAGNOSTIC = 1000  # characters
_MAX_HEADER_BLOCK = 64 * 1024  # bytes of a returned mail in which its Message-ID is looked for

_ID = re.compile(r"^[ \t>|]{0,8}(?:original-)?message-id:[ \t\n]{0,4}<?([^<>\s]{3,900})", re.IGNORECASE | re.MULTILINE)
_ANY_ID = re.compile(r"<([^<>\s]{3,900})>")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS = re.compile(r"[^\s@<>;,\"/]{1,320}@[^\s@<>;,\"/]{1,255}")
_EXPIRED = "4.4.7"  # RFC 3463 §3.5: the time to deliver it is over; no further attempt follows


def read_bounce(headers: Headers, parts: tuple[Part, ...], text: str) -> Bounce | None:
    """
    What a delivery report says.

    Args:
        headers: of the whole mail.
        parts: its leaves.
        text: body to read when no part has text.

    Returns:
        None when the mail reports neither a failure nor a delay: no report, or one of success (RFC 3464 §2.3.3).

    Source: RFC 3464, 3462, 3463, 6522; for what has no such parts, the layouts in phrases/bounces.py.
    """
    reports = _recipient_reports(headers, parts)
    if reports and not any(r.failed or r.delayed for r in reports):
        return None
    if not (reports or _is_declared(headers) or "x-failed-recipients" in headers or _is_told(headers, parts, text)):
        return None
    told = bounce_texts.read_free_form(
        _report_text(parts, text), headers.first("subject"), headers.first("from"), headers.first("to")
    )
    original = _original_id(headers, parts, told.returned or text)
    return _from_reports(reports, told, original) if reports else _from_text(headers, told, original)


def evidence(headers: Headers, parts: tuple[Part, ...]) -> str:
    """What shows that a mail for which `read_bounce` gives a value is one; for a log line."""
    if any(p.content_type in _STATUS_TYPES for p in parts):
        return "message/delivery-status"
    if "x-failed-recipients" in headers:
        return "X-Failed-Recipients"
    if _is_declared(headers):
        return "Content-Type: multipart/report"
    return "From" if bounce_texts.is_reporter(headers.first("from")) else "Subject"


def is_null_path(headers: Headers) -> bool:
    """The envelope sender was `<>` (RFC 5321 §4.5.5), or the name that some servers write in its place."""
    path = headers.first("return-path").strip().strip("<>").lower()
    return "return-path" in headers and (not path or path.startswith("mailer-daemon"))


# ---------------------------------------------------------------- is it one?


def _is_declared(headers: Headers) -> bool:
    """Its type says "report on a delivery" (RFC 6522 §3); gateways that add a footer leave only the parameter."""
    kind = headers.first("content-type").lower()
    if kind.startswith(_STATUS_TYPES):
        return True  # the report alone, without its multipart
    return kind.startswith("multipart/") and "report-type" in kind and "delivery-status" in kind


def _is_machine(headers: Headers) -> bool:
    return (
        is_null_path(headers)
        or bounce_texts.is_reporter(headers.first("from"))
        or headers.first("auto-submitted").strip().lower().startswith("auto-")
    )


def _is_told(headers: Headers, parts: tuple[Part, ...], text: str) -> bool:
    """
    Whether its words say so.

    A server's sender with a report's subject or sentence; the null path with both. Without these the subject and
    the first lines must be a server's own: people write to a desk about mail that did not arrive.
    """
    subject = headers.first("subject")
    if bounce_texts.is_success_subject(subject):
        return False
    begins = bounce_texts.is_report_subject(subject)
    answered = bounce_texts.is_personal_subject(subject) and not is_null_path(headers)
    if bounce_texts.is_reporter(headers.first("from")) and not answered:
        return begins or bounce_texts.is_failure_text(_report_text(parts, text))
    if not begins:
        return False
    words = _report_text(parts, text)
    return bounce_texts.is_failure_text(words) if _is_machine(headers) else bounce_texts.is_plain_report(words)


def _report_text(parts: tuple[Part, ...], text: str) -> str:
    """The words of the report: plain text before HTML, and what stands before the returned mail before what follows."""
    if nested := _nested_report(parts):
        return nested
    ends = next((n for n, p in enumerate(parts) if p.content_type in _RETURNED_TYPES and n), len(parts))
    for some in (parts[:ends], parts[ends:]):
        plain = [p.text for p in some if p.content_type == "text/plain" and p.text.strip()]
        if plain:
            return "\n".join(plain)
        html = [to_text(p.text[: bounce_texts.MAX_REPORT]) for p in some if p.content_type == "text/html" and p.text]
        if html:
            return "\n".join(html)
    return text


def _nested_report(parts: tuple[Part, ...]) -> str:
    """Words of a report that a gateway has attached to a mail of its own, to add a footer."""
    for part in parts:
        if part.content_type == "message/rfc822":
            head, _, body = part.data[:_MAX_HEADER_BLOCK].replace(b"\r\n", b"\n").partition(b"\n\n")
            if b"report-type=delivery-status" in head:
                return clean(body.decode("utf-8", "replace"))
    return ""


# ---------------------------------------------------------------- RFC 3464


@dataclass(frozen=True, slots=True)
class _Report:
    """The fields on one recipient (RFC 3464 §2.3)."""

    address: str
    action: str
    status: str
    diagnostic: str

    @property
    def failed(self) -> bool:
        # "failed"; some servers write "failure", "error", "failed (why)", or nothing beside a status of 4 or 5.
        return self.action.startswith(("fail", "error")) or (not self.action and self.status[:1] in ("4", "5"))

    @property
    def delayed(self) -> bool:
        return self.action.startswith("delay")


def _recipient_reports(headers: Headers, parts: tuple[Part, ...]) -> list[_Report]:
    """Of a part that a person passes on inside an own mail nothing is read: there no sign of a machine is on top."""
    texts = [p.text[:_MAX_STATUS] for p in parts if p.content_type in _STATUS_TYPES]
    if not texts or not (
        _is_declared(headers) or _is_machine(headers) or bounce_texts.is_report_subject(headers.first("subject"))
    ):
        return []
    found = (_read_report(fields) for text in texts for fields in _blocks(text))
    return [r for r in found if r.action or r.address][:_MAX_RECIPIENTS]


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """The groups of fields in a message/delivery-status, names in lower case, unfolded."""
    fields: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not line.strip():
            if fields:
                yield fields
            fields, last = {}, ""
        elif line[0] in " \t" and last:
            fields[last] += " " + line.strip()
        elif colon and name.strip().lower() not in fields:
            last = name.strip().lower()
            fields[last] = value.strip()
    yield fields


def _read_report(fields: dict[str, str]) -> _Report:
    status = _STATUS.search(fields.get("status", ""))
    return _Report(
        address=_typed(fields.get("original-recipient", "")) or _typed(fields.get("final-recipient", "")),
        action=fields.get("action", "").lower(),
        status=status[0] if status else "",
        diagnostic=_untyped(fields.get("diagnostic-code", ""))[:_MAX_DIAGNOSTIC],
    )


def _typed(value: str) -> str:
    """The address of `rfc822; a@example.org`; "" when it is none (x400, `system;<>`)."""
    kind, semicolon, rest = value.partition(";")
    if semicolon and kind.strip().lower() not in ("rfc822", "utf-8", "local", "smtp", "unknown", "dns"):
        return ""
    found = _ADDRESS.search(rest if semicolon else value)
    # xtext (RFC 3461 §4) that the server has left: only the signs that it must encode.
    return found[0].replace("+2B", "+").replace("+3D", "=") if found else ""


def _untyped(value: str) -> str:
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and " " not in kind.strip() else value


def _from_reports(reports: list[_Report], told: bounce_texts.FreeForm, original: str) -> Bounce:
    failed = [r for r in reports if r.failed]
    chosen = failed or [r for r in reports if r.delayed]
    first = chosen[0]
    addresses = dict.fromkeys(r.address for r in chosen if r.address)
    return Bounce(
        recipients=tuple(addresses) or told.recipients,
        status=first.status or told.status,
        action="failed" if failed else "delayed",
        diagnostic=first.diagnostic or told.diagnostic,
        original_message_id=original,
        # Class 4 is a persistent transient failure (RFC 3463 §2): a later mail may get through.
        permanent=bool(failed) and (not first.status.startswith("4") or first.status == _EXPIRED),
    )


# ---------------------------------------------------------------- the others


def _from_text(headers: Headers, told: bounce_texts.FreeForm, original: str) -> Bounce:
    named = [a for line in headers.all("x-failed-recipients") for a in _ADDRESS.findall(line)]  # Exim, Gmail
    return Bounce(
        recipients=tuple(dict.fromkeys(named)) or told.recipients,
        status=told.status,
        action="delayed" if told.delayed else "failed",
        diagnostic=told.diagnostic,
        original_message_id=original,
        permanent=not told.delayed,
    )


def _original_id(headers: Headers, parts: tuple[Part, ...], returned: str) -> str:
    """Message-ID of the mail that failed: from the returned part, the words, or the report's own threading."""
    for part in parts:
        if part.content_type in _RETURNED_TYPES:
            source = part.text or clean(part.data[:_MAX_HEADER_BLOCK].decode("latin-1")).replace("\r\n", "\n")
            if found := _ID.search(source[:_MAX_HEADER_BLOCK]):
                return found[1]
    for source in (returned, *(p.text for p in parts if p.content_type.startswith(("message/", "text/")))):
        if found := _ID.search(source[: bounce_texts.MAX_REPORT]):
            return found[1]
    for name in ("in-reply-to", "references"):
        if ids := _ANY_ID.findall(headers.first(name)):
            return str(ids[-1])
    return ""
