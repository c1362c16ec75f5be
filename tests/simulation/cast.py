"""Who lives in the simulation: users, engineers, leads, specialists and a manager."""

from __future__ import annotations

from dataclasses import dataclass

from db import people
from db.connection import Store
from db.people import Profile, Role

USERS = 90
ENGLISH_EVERY = 4  # every so many users write English
DEPARTMENT = "财务部"  # of everybody
GUESTS = 15  # who write from an address that the directory does not know
# What the person whose name a guest bears says to it; "" for nothing.
OWNERS_SAY = ("mine", "not_mine", "mine", "", "whose")


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    login: str
    role: Role
    team: str = ""
    language: str = "zh"

    @property
    def addr(self) -> str:
        return f"{self.login}@{'corp' if self.role == 'user' else 'desk'}.example"


STAFF = (
    Member("韩梅梅", "han", "engineer", "硬件组"),
    Member("张伟", "zhang", "engineer", "硬件组"),
    Member("刘洋", "liu", "lead", "硬件组"),
    Member("孙宁", "sun", "engineer", "软件组"),
    Member("Paul Green", "paul", "engineer", "软件组", "en"),
    Member("吴敏", "wu", "lead", "软件组"),
    Member("冯涛", "feng", "engineer", "业务组"),
    Member("陈静", "chen", "engineer", "业务组"),
    Member("郑强", "zheng", "lead", "业务组"),
    Member("蒋丽", "jiang", "engineer", "咨询组"),  # a team without a lead
    Member("沈杰", "shen", "engineer", "咨询组"),
    Member("秦岚", "qin", "specialist", "安全组"),
    Member("许峰", "xu", "specialist", "安全组"),
    Member("陈总", "boss", "manager"),
)


def users() -> list[Member]:
    return [
        Member(f"User {number}", f"user{number}", "user", language="en")
        if number % ENGLISH_EVERY == 0
        else Member(f"王小{number}", f"user{number}", "user")
        for number in range(1, USERS + 1)
    ]


@dataclass(frozen=True, slots=True)
class Guest:
    """
    Somebody whose address the directory does not know.

    person: of the directory, whose name they bear. owner: what that person answers when they are asked whether it was
    they who wrote; one of `OWNERS_SAY`.
    """

    member: Member
    person: Member
    owner: str


def guests() -> list[Guest]:
    """Some are those people themselves, at home; of others their owner knows nothing."""
    chosen = users()[3 :: USERS // GUESTS][:GUESTS]
    return [
        Guest(
            Member(one.name, f"{one.login}.home", "user", language=one.language), one, OWNERS_SAY[at % len(OWNERS_SAY)]
        )
        for at, one in enumerate(chosen)
    ]


def hire(store: Store) -> None:
    """Put everybody into the directory."""

    def add() -> None:
        for member in (*STAFF, *users()):
            profile = Profile(
                name=member.name,
                addresses=(member.addr,),
                role=member.role,
                team=member.team,
                locale=member.language,
                department=DEPARTMENT,
            )
            people.add(profile)

    store.unit(add)
