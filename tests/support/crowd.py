"""A crowd of mails with known fates: what each must have become when everything is over."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from support.mails import make_bounce, make_mail

Fate = Literal["ticket", "follow_up", "ignored"]


@dataclass(frozen=True, slots=True)
class Guest:
    """A mail, who wrote it, and what it must become; parent: the Message-ID of the mail whose ticket it joins."""

    message_id: str
    sender: str
    raw: bytes
    fate: Fate
    parent: str = ""


WAVE = 20  # mails that come at once


def make_crowd(size: int, seed: int = 1, desk: str = "support@desk.example") -> list[Guest]:
    """
    New problems, answers to them, out-of-office replies and bounces.

    An answer comes in a later wave than what it answers: within one, a server that is read while it delivers may number
    the mails in another order than that in which they came.
    """
    random = Random(seed)
    crowd: list[Guest] = []
    for number in range(size):
        opened = [guest for guest in crowd[: number // WAVE * WAVE] if guest.fate == "ticket"]
        kind = random.choices(["new", "reply", "auto", "bounce"], [62, 25, 8, 5])[0] if opened else "new"
        crowd.append(_guest(kind, number, random.choice(opened) if opened else None, desk))
    return crowd


def waves(crowd: list[Guest]) -> list[list[bytes]]:
    """The mails, as they come."""
    return [[guest.raw for guest in crowd[start : start + WAVE]] for start in range(0, len(crowd), WAVE)]


def _guest(kind: str, number: int, parent: Guest | None, desk: str) -> Guest:
    message_id, sender = f"m{number}@example.org", f"user{number}@example.org"
    if kind == "bounce":
        return Guest(message_id, sender, make_bounce(f"x{number}@else.example", sender, message_id), "ignored")
    if kind == "auto":
        headers = (("Auto-Submitted", "auto-replied"),)
        raw = make_mail(sender, desk, "自动回复: 我在休假", "我在休假。\n", message_id, headers=headers)
        return Guest(message_id, sender, raw, "ignored")
    if kind == "reply" and parent:
        headers = (("In-Reply-To", f"<{parent.message_id}>"),)
        raw = make_mail(
            parent.sender, desk, f"Re: 问题 {number}", f"补充说明 {number}。\n", message_id, headers=headers
        )
        return Guest(message_id, parent.sender, raw, "follow_up", parent.message_id)
    files = ((f"截图{number}.bin", b"same bytes" * 300),) if number % 3 == 0 else ()
    raw = make_mail(sender, desk, f"问题 {number}", f"第 {number} 个问题, 打不开。\n", message_id, files=files)
    return Guest(message_id, sender, raw, "ticket")
