"""Mails as somebody reads them, without what differs from run to run: to hold a whole conversation against a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from typing import cast
from urllib.parse import unquote

from support.smtp_sink import Delivery

_LINK = re.compile(r"<mailto:[^?>]*\?subject=([^&>]*)(?:&body=([^>]*))?>")
_CHANGING = (
    (re.compile(r"TS-\d{8}-"), "TS-20261122-"),
    (re.compile(r"#key=[a-z2-7]{26}"), "#key=…"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d \(UTC\+8\)"), "<moment>"),
    (re.compile(r"(?:今天|(?:\d{4}年)?\d+月\d+日（周.）) ?\d\d:\d\d"), "<moment>"),
    (re.compile(r"剩(?:余)? ?[\d:天小时分 ]+"), "<left>"),
)


def read(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, BytesParser(policy=default).parsebytes(raw))


def transcript(scene: str, mails: Iterable[Delivery]) -> str:
    """What everybody received in a scene, in the order of their addresses."""
    told = sorted((mail.recipients[0], _told(mail)) for mail in mails)
    return "\n".join([f"================ {scene}", "", *(text for _, text in told)])


def _told(mail: Delivery) -> str:
    message = read(mail.raw)
    head = [f"---------------- {message['From']} → {mail.recipients[0]}", f"Subject: {message['Subject']}"]
    head += [f"Auto-Submitted: {message['Auto-Submitted']}"] if message["Auto-Submitted"] else []
    head += [f"Attachment: {part.get_filename()}" for part in message.iter_attachments()]
    return _masked("\n".join([*head, "", text_of(message).strip(), ""]))


def text_of(message: Message) -> str:
    body = cast(EmailMessage, message).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def _masked(text: str) -> str:
    text = _LINK.sub(_shown, text)
    for pattern, stand_in in _CHANGING:
        text = pattern.sub(stand_in, text)
    return text


def _shown(link: re.Match[str]) -> str:
    subject, body = unquote(link[1]), unquote(link[2] or "").replace("\r\n", " / ")
    return f"<{subject}{' | ' + body if body else ''}>"
