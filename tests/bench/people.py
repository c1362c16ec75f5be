"""The desk's users: who they are and what they write their mail with."""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import words

PEOPLE = 300
CHINESE = 0.6  # share of the users who write Chinese

# (program, weight) by language
PROGRAMS_ZH = (("outlook", 34), ("foxmail", 22), ("qq", 16), ("webmail", 12), ("iphone", 10), ("android", 6))
PROGRAMS_EN = (("outlook", 50), ("iphone", 16), ("gmail", 22), ("thunderbird", 12))
QQ = ("qq.example", "")


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    addr: str
    language: str
    program: str
    department: str
    company: str
    phone: str

    @property
    def domain(self) -> str:
        return self.addr.rpartition("@")[2]


def population(rng: random.Random) -> list[Person]:
    chinese = round(PEOPLE * CHINESE)
    return [_chinese(rng, number) if number < chinese else _western(rng, number) for number in range(PEOPLE)]


def _chinese(rng: random.Random, number: int) -> Person:
    program = _weighted(rng, PROGRAMS_ZH)
    domain, company = QQ if program == "qq" else rng.choice(words.COMPANIES_ZH)
    local = str(rng.randrange(10**8, 10**10)) if program == "qq" else f"{rng.choice(words.PINYIN)}{number}"
    name = rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)
    phone = f"1{rng.randrange(30, 99)}{rng.randrange(10**8):08d}"
    return Person(name, f"{local}@{domain}", "zh", program, rng.choice(words.DEPARTMENTS_ZH), company, phone)


def _western(rng: random.Random, number: int) -> Person:
    first, last = rng.choice(words.FIRST), rng.choice(words.LAST)
    domain, company = rng.choice(words.COMPANIES_EN)
    addr = f"{first}.{last}{number}".lower().replace("ü", "ue").replace("í", "i") + f"@{domain}"
    phone = f"+44 20 7946 {rng.randrange(1000):04d}"
    department = rng.choice(words.DEPARTMENTS_EN)
    return Person(f"{first} {last}", addr, "en", _weighted(rng, PROGRAMS_EN), department, company, phone)


def _weighted(rng: random.Random, table: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _ in table], [weight for _, weight in table])[0]
