"""Who wrote a mail: a person or a machine, and of which kind."""

from __future__ import annotations

from parsers.bounces import evidence, read_bounce
from parsers.message import Automation, Options, Subject
from parsers.parts import Headers, Part


def classify(headers: Headers, parts: tuple[Part, ...], subject: Subject, options: Options) -> Automation:
    """Tell a person's mail from an automatic one by evidence in it; *reason* names the evidence."""
    sender = headers.first("from").rpartition("<")[2].strip(" >").lower()
    if sender in options.own_addresses:
        return Automation("own", "From")
    if options.loop_mark and headers.first("x-ts-loop").strip() == options.loop_mark:
        return Automation("own", "X-TS-Loop")
    if read_bounce(headers, parts, ""):
        return Automation("bounce", evidence(headers, parts))
    submitted = headers.first("auto-submitted").strip().lower()
    if submitted.startswith("auto-replied"):
        return Automation("reply", "Auto-Submitted")
    if submitted and not submitted.startswith("no"):
        return Automation("bulk", "Auto-Submitted")
    if "list-id" in headers or headers.first("precedence").strip().lower() in ("bulk", "junk", "list"):
        return Automation("bulk", "List-Id" if "list-id" in headers else "Precedence")
    return Automation()
