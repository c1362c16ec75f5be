"""Has the sender proven that the address in From is theirs?"""

from __future__ import annotations

from db import correspondents
from parsers.authentication import proves_sender
from parsers.message import Message
from processor.config import Trust
from processor.rules.arrival import Match


def proves_now(message: Message, sender_key: str, match: Match | None, trust: Trust) -> bool:
    """
    This very mail is the proof: our own mail server's word, or a token of a mail that we sent to the sender.

    A token in an automatic mail proves nothing: delivery reports come from anybody, and a victim's machine says that it
    is out of office to the first mail that a forger has caused.
    """
    written = message.automation.kind == "none"
    answers_us = written and match is not None and match.belongs and match.how == "token"
    return answers_us or proves_sender(message.authentication, trust.authserv_id, sender_key.rpartition("@")[2])


def has_proven(sender_key: str) -> bool:
    """An earlier mail was the proof. Reads the database; belongs in a unit of work."""
    return bool(sender_key) and correspondents.is_proven(sender_key)
