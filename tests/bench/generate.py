"""A mailbox of realistic mails; the same seed gives the same bytes."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import machines, words
from .people import Person, population
from .programs import File, Letter, answer_subject, write

REPLY = 0.25
ABSENCE = 0.05
BOUNCE = 0.03
WITHOUT_IDS = 0.1  # share of the answers that name no earlier mail (QQ Mail leaves it out), only the subject
WITH_FILE = 0.2
WITH_PICTURE = 0.35  # share of the mails of Outlook and Foxmail with the company's logo in the signature
COPIED = 0.2
BEGIN = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
FILES = (
    ("截图{n}.png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("IMG_{n}.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    ("设备清单{n}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ("report-{n}.pdf", "application/pdf", b"%PDF-1.7\n"),
    ("error-{n}.log", "text/plain", b""),
)


@dataclass(frozen=True, slots=True)
class Mail:
    """kind: new, reply (with ids), subject_reply (without), absence, bounce."""

    kind: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """What a help desk should make of the mails: an answer that names no ticket and no mail opens a new one."""

    mails: int
    tickets: int
    follow_ups: int
    ignored: int


def generate(count: int, seed: int) -> Iterator[Mail]:
    """*count* mails in the order of their arrival; the first one is never an answer."""
    rng = random.Random(seed)
    people = population(rng)
    logos = {domain: rng.randbytes(5500) for domain in sorted({person.domain for person in people})}
    threads: list[Letter] = []
    for number, kind in enumerate(_kinds(rng, count)):
        when = BEGIN + timedelta(seconds=number * 180 + rng.randrange(180))
        if kind in ("absence", "bounce"):
            person, about = rng.choice(people), rng.choice(threads)
            make = machines.absence if kind == "absence" else machines.bounce
            yield Mail(kind, make(rng, person, f"[TS-{when:%Y%m%d}-{number:03d}] {about.subject}", when))
            continue
        if kind == "new":
            letter = _problem(rng, people, logos, when)
            threads.append(letter)
        else:
            at = rng.randrange(len(threads))
            letter = _answer(rng, threads[at], when, kind == "reply")
            if kind == "reply":
                threads[at] = letter
        yield Mail(kind, write(rng, letter))


def expected(kinds: Counter[str]) -> Expected:
    tickets = kinds["new"] + kinds["subject_reply"]
    return Expected(kinds.total(), tickets, kinds["reply"], kinds["absence"] + kinds["bounce"])


def write_maildir(folder: Path, count: int, seed: int) -> Expected:
    """The mails in folder/new, older ones with the smaller names and times."""
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    kinds: Counter[str] = Counter()
    for number, mail in enumerate(generate(count, seed)):
        arrived = int((BEGIN + timedelta(seconds=number * 180)).timestamp())
        path = folder / "new" / f"{arrived}.M{number:06d}P100.store"
        path.write_bytes(mail.raw)
        os.utime(path, (arrived, arrived))
        kinds[mail.kind] += 1
    return expected(kinds)


def _kinds(rng: random.Random, count: int) -> list[str]:
    """Exact shares in random order; a new mail comes first."""
    answers = round(count * REPLY)
    without = round(answers * WITHOUT_IDS)
    kinds = ["reply"] * (answers - without) + ["subject_reply"] * without
    kinds += ["absence"] * round(count * ABSENCE) + ["bounce"] * round(count * BOUNCE)
    kinds += ["new"] * (count - len(kinds) - 1)
    rng.shuffle(kinds)
    return ["new", *kinds][:count]


def _problem(rng: random.Random, people: list[Person], logos: dict[str, bytes], when: datetime) -> Letter:
    author = rng.choice(people)
    zh = author.language == "zh"
    subject, first = rng.choice(words.PROBLEMS_ZH if zh else words.PROBLEMS_EN)
    number = rng.randrange(1, 9999)
    more = rng.sample(words.MORE_ZH if zh else words.MORE_EN, rng.randrange(3, 8))
    greeting, end = ("您好！", "谢谢！") if zh else ("Hello,", "Kind regards")
    return Letter(
        author=author,
        subject=subject.format(n=number),
        paragraphs=(greeting, first.format(n=number), *more, end),
        when=when,
        message_id=_message_id(rng, author),
        copied=tuple(rng.sample(people, rng.randrange(1, 4))) if rng.random() < COPIED else (),
        files=tuple(_files(rng, author, logos)),
    )


def _answer(rng: random.Random, earlier: Letter, when: datetime, with_ids: bool) -> Letter:
    """The requester writes again about the same problem."""
    author = earlier.author
    answer = rng.choice(words.ANSWERS_ZH if author.language == "zh" else words.ANSWERS_EN)
    typed = answer.format(n=rng.randrange(1, 60))
    more = rng.choice(words.MORE_ZH if author.language == "zh" else words.MORE_EN)
    return replace(
        earlier,
        subject=answer_subject(author, earlier.subject),
        paragraphs=(typed, more) if rng.random() < 0.5 else (typed,),
        when=when,
        message_id=_message_id(rng, author),
        files=(),
        copied=(),
        answers=earlier,
        with_ids=with_ids,
    )


def _files(rng: random.Random, author: Person, logos: dict[str, bytes]) -> Iterator[File]:
    if author.program in ("outlook", "foxmail") and rng.random() < WITH_PICTURE:
        logo = b"\x89PNG\r\n\x1a\n" + logos[author.domain]
        yield File("image001.png", "image/png", logo, f"image001.png@01DC{rng.getrandbits(32):08X}")
    if rng.random() < WITH_FILE:
        name, kind, magic = rng.choice(FILES)
        size = min(int(rng.lognormvariate(10.3, 0.9)), 400_000)  # bytes: median 30 KB
        data = magic + rng.randbytes(size) if magic else _log_file(rng, size)
        yield File(name.format(n=rng.randrange(100, 999)), kind, data)


def _log_file(rng: random.Random, size: int) -> bytes:
    line = "2026-11-{:02d} 08:{:02d}:{:02d} ERROR spooler: job {} failed with 0x{:08x}\n"
    lines = (
        line.format(*(rng.randrange(1, 28) for _ in range(3)), rng.randrange(9999), rng.getrandbits(32))
        for _ in range(size // 60)
    )
    return "".join(lines).encode("ascii")


def _message_id(rng: random.Random, author: Person) -> str:
    local = f"{rng.getrandbits(80):020X}"
    if author.program == "qq":
        return f"tencent_{local}@{author.domain}"
    return f"{local}.{rng.randrange(10**6)}@{author.domain}"
