"""Has the sender proven that the address in From is theirs?"""

from __future__ import annotations

from db import correspondents
from parsers.authentication import proves_sender
from parsers.message import Message
from processor.config import Trust
from processor.rules.arrival import Match


def is_verified(message: Message, sender_key: str, match: Match | None, trust: Trust) -> bool:
    """
    By our own mail server's word on this mail, by a token of a mail that we sent to them, or by an earlier proof.

    Reads the database; belongs in a unit of work.
    """
    if not sender_key:
        return False
    return proves_now(message, sender_key, match, trust) or correspondents.is_proven(sender_key)


def proves_now(message: Message, sender_key: str, match: Match | None, trust: Trust) -> bool:
    """This very mail is the proof."""
    answers_us = match is not None and match.belongs and match.how == "token"
    return answers_us or proves_sender(message.authentication, trust.authserv_id, sender_key.rpartition("@")[2])
