"""How mail programs write a letter: text, HTML, signature, and what they put above an answer's quotation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from . import pages, trails, wire
from .pages import Page
from .people import Person
from .wire import Entity
from .words import CONFIDENTIAL_EN, CONFIDENTIAL_ZH

CHINESE_CHARSETS = {"outlook": "gb2312", "foxmail": "GB18030", "qq": "gb18030", "webmail": "GBK", "android": "gbk"}
OLD_CHARSET = 0.45  # share of the Chinese mails of those programs that are not in UTF-8
PLAIN_ONLY = {"thunderbird": 0.5, "iphone": 0.4, "android": 0.4}
PREFIXES = {
    "outlook": "答复: ",
    "qq": "回复：",
    "foxmail": "Re: ",
    "webmail": "Re:",
    "iphone": "回复：",
    "android": "回复：",
}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    kind: str
    data: bytes
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """
    Attributes:
        paragraphs: what was typed.
        answers: the mail that this one answers.
        with_ids: an answer names it in In-Reply-To and References, which QQ Mail often leaves out.
    """

    author: Person
    subject: str
    paragraphs: tuple[str, ...]
    when: datetime
    message_id: str
    copied: tuple[Person, ...] = ()
    files: tuple[File, ...] = ()
    answers: Letter | None = None
    with_ids: bool = True


def write(rng: random.Random, letter: Letter) -> bytes:
    """*letter* as the desk's server stores it."""
    author = letter.author
    charset = _charset(rng, author)
    entity = _entity(rng, letter, charset)
    head = trails.trail(rng, author.addr, letter.when) + _letter_lines(letter, charset)
    head += trails.program_lines(rng, author.program, author.addr, letter.when) + "MIME-Version: 1.0\n"
    return head.encode("ascii") + bytes(entity)


def answer_subject(author: Person, subject: str) -> str:
    """One prefix, as the author's program writes it."""
    prefix = PREFIXES[author.program] if author.language == "zh" else "Re: "
    return subject if subject.startswith(prefix) else prefix + subject


def ids_of_thread(letter: Letter) -> list[str]:
    """Message-IDs that an answer to *letter* refers to, oldest first."""
    return [*(ids_of_thread(letter.answers) if letter.answers else ()), letter.message_id]


def _charset(rng: random.Random, author: Person) -> str:
    if author.language == "zh":
        old = CHINESE_CHARSETS.get(author.program)
        return old if old and rng.random() < OLD_CHARSET else "utf-8"
    return "windows-1252" if author.program == "outlook" and rng.random() < 0.4 else "utf-8"


def _letter_lines(letter: Letter, charset: str) -> str:
    to = [f"<{trails.DESK}>", *(wire.mailbox(person.name, person.addr, charset) for person in letter.copied)]
    lines = [
        f"From: {wire.mailbox(letter.author.name, letter.author.addr, charset)}",
        f"To: {to[0]}",
        f"Subject: {wire.encoded_word(letter.subject, charset)}",
        f"Date: {format_datetime(letter.when)}",
        f"Message-ID: <{letter.message_id}>",
    ]
    if letter.copied:
        lines.append("Cc: " + ",\n\t".join(to[1:]))
    if letter.answers and letter.with_ids:
        ids = ids_of_thread(letter.answers)
        references = "\n ".join(f"<{value}>" for value in ids)
        lines += [f"In-Reply-To: <{ids[-1]}>", f"References: {references}"]
    return "\n".join(lines) + "\n"


def _entity(rng: random.Random, letter: Letter, charset: str) -> Entity:
    program = letter.author.program
    encoding = _encoding(letter.author, charset)
    text = wire.text_part("plain", _text(letter), charset, encoding)
    if rng.random() < PLAIN_ONLY.get(program, 0):
        entity = text
    else:
        pictures = [file for file in letter.files if file.cid]
        html = wire.text_part("html", _html(letter, charset, pictures), charset, encoding)
        entity = wire.multipart("alternative", [text, html], wire.boundary(rng, program))
        if pictures:
            parts = [entity, *(_file(file, charset) for file in pictures)]
            entity = wire.multipart("related", parts, wire.boundary(rng, program))
    files = [_file(file, charset) for file in letter.files if not file.cid]
    return wire.multipart("mixed", [entity, *files], wire.boundary(rng, program)) if files else entity


def _encoding(author: Person, charset: str) -> str:
    if author.language == "zh":
        return wire.BASE64
    return wire.QUOTED


def _file(file: File, charset: str) -> Entity:
    return wire.file_part(file.name, file.kind, file.data, charset, file.cid)


def _signature(author: Person) -> list[str]:
    if author.program == "iphone":
        return ["发自我的 iPhone" if author.language == "zh" else "Sent from my iPhone"]
    if author.program == "qq":
        return [author.name]
    if author.language == "zh":
        return ["--", author.name, f"{author.company} {author.department}", f"电话：{author.phone}", CONFIDENTIAL_ZH]
    return ["-- ", author.name, f"{author.department} | {author.company}", f"T {author.phone}", CONFIDENTIAL_EN]


def _text(letter: Letter) -> str:
    lines = [*_spaced(letter.paragraphs), "", *_signature(letter.author)]
    if letter.answers:
        lines += ["", "", *_quotation(letter, letter.answers)]
    return "\n".join(lines) + "\n"


def _spaced(paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def _quotation(letter: Letter, earlier: Letter) -> list[str]:
    introduction = pages.introduction(letter.author.program, letter.author.language).format_map(_facts(earlier))
    below = [*_spaced(earlier.paragraphs), *_signature(earlier.author)]
    if earlier.answers:
        below += ["", *_quotation(earlier, earlier.answers)]
    marked = letter.author.program in ("gmail", "thunderbird", "iphone")
    return [*introduction.split("\n"), "", *(f"> {line}" if marked else line for line in below)]


def _html(letter: Letter, charset: str, pictures: Sequence[File]) -> str:
    page = pages.PAGES[letter.author.program]
    images = "".join(f'<img border="0" width="180" height="52" id="logo" src="cid:{file.cid}">' for file in pictures)
    return page.frame.replace("%CHARSET%", charset).replace("%BODY%", _body(page, letter, images))


def _body(page: Page, letter: Letter, images: str = "") -> str:
    body = page.blocks([*letter.paragraphs, "", *_signature(letter.author)]) + images
    if letter.answers is None:
        return body
    introduction = pages.introduction(letter.author.program, letter.author.language)
    lines = escape(introduction.format_map(_facts(letter.answers))).split("\n")
    return body + page.quotation(lines, _body(page, letter.answers), letter.answers.message_id)


def _facts(earlier: Letter) -> dict[str, str]:
    return {
        "name": earlier.author.name,
        "addr": earlier.author.addr,
        "desk": trails.DESK,
        "subject": earlier.subject,
        "day": f"{earlier.when:%Y-%m-%d}",
        "zh_day": f"{earlier.when.year}年{earlier.when.month}月{earlier.when.day}日",
        "en_day": f"{earlier.when.day} {earlier.when:%b %Y}",
        "time": f"{earlier.when:%H:%M}",
    }
