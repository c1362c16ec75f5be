"""Every mail as text, to be read from the first to the last: docs/mails.md; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from processor.gallery.procedure import RECEIVERS
from processor.gallery.samples import Shown
from processor.gallery.site import Edition
from processor.gallery.texts import put
from processor.gallery.wording import VARIANTS, WORDS
from processor.labels import COLON, COMMA

SKIPPED = frozenset({"long"})  # what is special about them is seen in the gallery
HEAD = """\
# {title}

<!-- Made by `ticketd preview --text > docs/mails.md`; change the templates or processor/gallery instead. -->

{contents}
"""
_LINK = re.compile(r"<mailto:[^>]*>")


def tour(editions: Iterable[Edition]) -> str:
    """Markdown; LF line ends."""
    found = list(editions)
    contents = "\n".join(
        f"- [{edition.words['tour']}](#{edition.words['tour'].lower().replace(' ', '-')})" for edition in found
    )
    title = " · ".join(WORDS[edition.locale]["title"] for edition in found)
    parts = [HEAD.format(title=title, contents=contents), *(part for edition in found for part in _edition(edition))]
    return "\n".join(parts)


def _edition(edition: Edition) -> Iterator[str]:
    words, locale = edition.words, edition.locale
    yield f"## {words['tour']}\n\n{words['tour_intro']}\n"
    for receiver in RECEIVERS:
        mails = [shown for shown in edition.mails if shown.moment.receiver == receiver]
        for moment, found in groupby(mails, key=lambda shown: shown.moment):
            yield f"### {words[receiver]}{COLON[locale]}{put(moment.title, locale)}\n"
            yield from _mails(edition, list(found))


def _mails(edition: Edition, mails: list[Shown]) -> Iterator[str]:
    for when, found in groupby(mails, key=lambda shown: shown.when):
        samples = [shown for shown in found if shown.mail.scene.variant not in SKIPPED]
        yield f"#### {samples[0].mail.key}\n\n{put(when, edition.locale)}\n"
        for shown in samples:
            yield _sample(edition, shown)


def _sample(edition: Edition, shown: Shown) -> str:
    letter, variant = shown.mail.letter, VARIANTS[edition.locale][shown.mail.scene.variant]
    words, to = edition.words, f"{letter.recipient.name} <{letter.recipient.addr}>".strip()
    rows = {
        "from": f"{letter.sender.name} <{letter.sender.addr}>",
        "to": to,
        "subject": letter.subject,
        "files": COMMA[edition.locale].join(file.name for file in letter.attachments),
    }
    head = [f"{words[name]}{COLON[edition.locale]}{value}" for name, value in rows.items() if value]
    text = "\n".join(line.rstrip() for line in _LINK.sub("<mailto:…>", letter.text).splitlines())
    return "".join((f"*{variant}*\n\n" if variant else "", "```text\n", "\n".join(head), "\n\n", text, "\n```\n"))
