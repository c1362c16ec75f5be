"""Getting mails: sizes first, then bodies within limits; what is not given is asked for alone, then is a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from processor.config import Limits
from processor.mailbox.box import Batch, Fetched, Gap, Listed
from processor.mailbox.connection import UIDS_A_COMMAND, Attributes, Connection
from processor.mailbox.listing import list_mails

BODY = "(UID BODY.PEEK[])"  # PEEK: reading must not set \Seen
HEADER = "(UID BODY.PEEK[HEADER])"
HEADER_BYTES = 64 * 1024  # what a header alone counts in a batch; real ones have 2 to 20 KB
SUSPECT = 1  # it was asked for, among others, when the connection ended
DEADLY = 3  # and twice more when it was asked for alone
log = structlog.get_logger(__name__)


@dataclass
class Memory:
    """
    What a mailbox remembers over its connections, for one life of the folder.

    Attributes:
        asked: mails that are being asked for now.
        suspects: how often a mail was being asked for when the connection ended.
        old: mails from before the cut-over.
    """

    uidvalidity: int
    asked: tuple[int, ...] = ()
    suspects: Counter[int] = field(default_factory=Counter)
    old: set[int] = field(default_factory=set)

    def blame(self) -> None:
        """The connection ended: a mail that was asked for alone is the likelier the cause."""
        alone = len(self.asked) == 1
        for uid in self.asked:
            self.suspects[uid] = self.suspects[uid] + 1 if alone else max(SUSPECT, self.suspects[uid])
        self.asked = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A first part of some UIDs. wanted: to be fetched; silent: listed without a size; old: before the cut-over."""

    wanted: tuple[Listed, ...]
    silent: tuple[int, ...]
    old: tuple[int, ...]
    last_uid: int
    more: bool


def plan(uids: Sequence[int], listed: dict[int, Listed], limits: Limits, since: datetime | None) -> Plan:
    """
    Take from the front of *uids* what fits into a batch: by number, and by bytes once there is one mail.

    Pure. uids: ascending, not empty; listed: what is known of them.
    """
    wanted: list[Listed] = []
    silent: list[int] = []
    old: list[int] = []
    budget = limits.batch_bytes
    for position, uid in enumerate(uids):
        mail = listed.get(uid)
        if mail and is_old(mail, since):
            old.append(uid)
            continue
        budget -= _cost(mail, limits)
        if len(wanted) + len(silent) == limits.batch_count or (budget < 0 and (wanted or silent)):
            return Plan(tuple(wanted), tuple(silent), tuple(old), uids[position - 1], True)
        if mail:
            wanted.append(mail)
        else:
            silent.append(uid)
    return Plan(tuple(wanted), tuple(silent), tuple(old), uids[-1], False)


def is_old(mail: Listed, since: datetime | None) -> bool:
    """Whether it was received before the cut-over; a mail without a date is not: better one too many than one lost."""
    return since is not None and mail.received_at is not None and mail.received_at < since


def _cost(mail: Listed | None, limits: Limits) -> int:
    if mail is None or mail.size > limits.max_message_bytes:
        return HEADER_BYTES
    return mail.size


@dataclass(frozen=True, slots=True)
class Fetcher:
    """One connection's way to mails, within *limits*, without those received before *since*."""

    connection: Connection
    limits: Limits
    since: datetime | None
    memory: Memory

    def batch(self, uids: Sequence[int]) -> Batch:
        """A first part of *uids* (ascending, not empty)."""
        self.connection.bound_literals(2 * self.limits.max_message_bytes)  # a size is seldom exact: line ends
        candidates = self._before_a_suspect(uids[:UIDS_A_COMMAND])
        step = plan(candidates, self._listed(candidates), self.limits, self.since)
        self.memory.old.update(step.old)
        mails = self._bodies(step.wanted)
        missing = [mail.uid for mail in step.wanted if mail.uid not in mails]
        second = {uid: self._alone(uid) for uid in sorted([*missing, *step.silent])}
        mails.update({uid: found for uid, found in second.items() if isinstance(found, Fetched)})
        return Batch(
            self.memory.uidvalidity,
            tuple(mails[uid] for uid in sorted(mails)),
            tuple(found for found in second.values() if isinstance(found, Gap)),
            len(step.old),
            step.last_uid,
            step.more or len(candidates) < len(uids),
        )

    def _before_a_suspect(self, uids: Sequence[int]) -> Sequence[int]:
        """A mail that may have ended the connection comes in a batch of its own: what is before it is safe by then."""
        for position, uid in enumerate(uids):
            if uid in self.memory.suspects:
                return uids[: max(1, position)]
        return uids

    def _listed(self, uids: Sequence[int]) -> dict[int, Listed]:
        if self._deadly(uids[0]):
            return {}
        self.memory.asked = tuple(uids)
        listed = list_mails(self.connection, uids)
        self.memory.asked = ()
        return listed

    def _deadly(self, uid: int) -> bool:
        return self.memory.suspects[uid] >= DEADLY

    def _bodies(self, wanted: Sequence[Listed]) -> dict[int, Fetched]:
        whole = [mail for mail in wanted if mail.size <= self.limits.max_message_bytes]
        large = [mail for mail in wanted if mail.size > self.limits.max_message_bytes]
        return {**self._fetched(whole, BODY), **self._fetched(large, HEADER)}

    def _fetched(self, mails: Sequence[Listed], items: str) -> dict[int, Fetched]:
        if not mails:
            return {}
        uids = [mail.uid for mail in mails]
        self.memory.asked = tuple(uids)
        answers = self.connection.asked(uids, items)
        self.memory.asked = ()
        for uid in uids:
            self.memory.suspects.pop(uid, None)
        raw = {uid: body_of(answer, items) for uid, answer in answers.items()}
        return {
            mail.uid: Fetched(mail.uid, mail.size, mail.received_at, body, items == HEADER)
            for mail in mails
            if (body := raw.get(mail.uid)) is not None and (body or not mail.size)
        }

    def _alone(self, uid: int) -> Fetched | Gap | None:
        """Ask once more for a mail that was not given; None when it is not wanted after all, or has gone."""
        if self._deadly(uid):
            self.memory.suspects[uid] = DEADLY - 1  # so that the next reconciliation tries it once
            return Gap(uid, "the connection ends whenever this mail is asked for")
        mail = self._listed([uid]).get(uid)
        if mail and is_old(mail, self.since):
            self.memory.old.add(uid)
            return None
        if mail and (found := self._bodies([mail])):
            return found[uid]
        reason = self.connection.complaint or ("no body" if mail else "neither size nor body")
        if uid not in self.connection.found("UID", str(uid)):
            log.info("mailbox.mail_gone", uid=uid)  # somebody deleted it between the list and the fetch
            return None
        return Gap(uid, f"the server lists this mail and does not give it: {reason}")


def body_of(answer: Attributes, items: str) -> bytes | None:
    """The mail in an answer; None when there is none (left out, or NIL)."""
    keys = (b"BODY[HEADER]", b"RFC822.HEADER") if items == HEADER else (b"BODY[]", b"RFC822")
    found: Any = next((answer[key] for key in keys if answer.get(key) is not None), None)
    return found if isinstance(found, bytes) else None
