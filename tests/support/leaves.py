"""Builders of what the walk over a mail gives: headers and parts."""

from __future__ import annotations

from parsers.automated import classify
from parsers.bounces import read_bounce
from parsers.message import Automation, Options
from parsers.parts import Headers, Part
from parsers.subjects import read_subject


def make_headers(*pairs: tuple[str, str], **named: str) -> Headers:
    """make_headers(("X-Loop", "a"), from_="a@example.org", subject="b"): an underscore at the end is dropped."""
    values: dict[str, list[str]] = {}
    for name, value in (*pairs, *((n.rstrip("_").replace("_", "-"), v) for n, v in named.items())):
        values.setdefault(name.lower(), []).append(value)
    return Headers({name: tuple(found) for name, found in values.items()})


def make_part(content_type: str, text: str) -> Part:
    return Part(content_type, make_headers(content_type=content_type), text.encode(), text=text)


def make_attached(mail: str) -> Part:
    return Part("message/rfc822", Headers(), mail.encode())


def who_wrote(headers: Headers, *parts: Part, options: Options | None = None) -> Automation:
    bounce = read_bounce(headers, parts, "")
    return classify(headers, parts, read_subject(headers.first("subject")), options or Options(), bounce)
