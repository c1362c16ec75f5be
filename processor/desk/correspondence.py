"""Mails about a ticket to its user and to the staff: who gets them, in which language, with which links."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db import correspondents, events, keys, merges, outbox, people, registrations, threads, tickets
from db.events import Event
from db.keys import QuickKey
from db.people import Person, address_key
from db.tickets import Ticket
from parsers.message import Message
from processor.addresses import is_own, is_usable, mailbox_key
from processor.config import Config
from processor.desk.case_sheet import WITH_THREAD, facts_for_staff, facts_for_user
from processor.desk.enclosures import Enclosed, enclose, enclose_for_users
from processor.desk.moved import parts_of
from processor.desk.notifier import Addressee, Notice, Notifier
from processor.desk.offers import corrections, mended_commands, offers
from processor.desk.promises import promise
from processor.desk.sayings import Line as Line
from processor.desk.sayings import Saying as Saying
from processor.desk.silence import why_unheard, why_unreachable
from processor.languages import locale_for
from processor.quick_links import Link, Target, answer_links, link_to, link_to_mended
from processor.rules.permissions import STAFF

NewKey = Callable[[], str]
PERSONAL = frozenset({"answer", "question"})  # an engineer's own words and nothing else
IN_OWN_NAME = PERSONAL | {"progress", "resolved"}  # mails that carry an engineer's words have their name in From
# What users may read of somebody's words. In other mails to them words are left out, should somebody pass any.
WITH_WORDS = IN_OWN_NAME | {"reopened", "closed", "cancelled", "merged"}
# Nobody has asked for these mails to users: the desk owes them. They are not under the caps of answers, by which a user
# who writes much would stop them.
OWED = frozenset({"progress_due", "verification_reminder", "closed_unanswered"})
# What those hear as well whose tickets have become part of one: they were promised to hear how it goes on. Solutions,
# questions and answers reach them because they take part in it.
GOES_ON = frozenset({"progress", "progress_due", "reopened", "closed", "cancelled"})
ASKING = frozenset({"resolved", "verification_question", "verification_reminder"})  # the user has to say whether it is
TO_OTHERS = frozenset({"assigned", "escalation", "coordination", "answer_copy"})  # who did it knows it


@dataclass(frozen=True, slots=True)
class Occasion:
    """
    When something is said, and the inbox item that is the cause; by one cause nobody gets the same kind twice.

    message_id, author: of the mail that is the cause; the author's copy becomes an answer to it.
    """

    now: datetime
    cause: int | None = None
    message_id: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class _News:
    """One thing that several people are told."""

    kind: str
    saying: Saying
    occasion: Occasion
    enclosed: Enclosed


@dataclass(frozen=True, slots=True)
class Correspondence:
    """
    Belongs in a unit of work, as all that queues mail.

    new_key: 26 characters of base32, lower case, that nobody can guess.
    """

    notifier: Notifier
    new_key: NewKey

    def to_requester(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> bool:
        """
        Tell the user who has the problem, unless nobody there wants to hear of it, which is an event then.

        Returns:
            Whether their mail is queued; not so either when a cap forbids it.
        """
        queued = self.to_users(kind, ticket, [(ticket.requester_addr, ticket.requester_name)], saying, occasion)
        if kind in GOES_ON:
            self.to_merged(kind, ticket, saying, occasion)
        return queued > 0

    def to_merged(
        self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion, among: Collection[str] | None = None
    ) -> None:
        """
        Tell of *ticket* the users whose own tickets have become part of it.

        No file that a user has sent: mail programs attach the pictures of a quotation once more. Nor of another ticket
        that the user of *ticket* has got.

        among: keys of mailboxes, for no others to hear it.
        """
        reporters = reporters_of(self.config, ticket, occasion.now).items()
        users = [one for one in reporters if among is None or mailbox_key(one[0]) in among]
        if not users:
            return
        private = files_of_users(ticket)
        files = tuple(file for file in saying.files if file.sha256 not in private)
        self.to_users(kind, ticket, users, replace(saying, files=files, target=""), occasion)

    def to_participants(
        self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion, apart: Collection[str] = ()
    ) -> None:
        """
        Tell the user and everybody whom the user, or an engineer, has copied in, without those of *apart* (addresses).

        As long as we do not know who the user is, those whom they have copied in hear nothing.
        """
        known = {ticket.requester_addr, *apart}
        found = [(addr, name) for addr, name in _taking_part(self.config, ticket, occasion.now) if addr not in known]
        others = [] if ticket.status == "waiting_identity" else [one for one in found if not _is_staff(one[0])]
        self.to_users(kind, ticket, [(ticket.requester_addr, ticket.requester_name), *others], saying, occasion)

    def to_users(
        self, kind: str, ticket: Ticket, users: Sequence[tuple[str, str]], saying: Saying, occasion: Occasion
    ) -> int:
        """Tell some of those who take part; how many of the mails are queued. users: (address, name)."""
        shown = saying if kind in WITH_WORDS else replace(saying, words="")
        shown = shown if kind in IN_OWN_NAME else replace(shown, files=())
        news = _News(kind, shown, occasion, enclose_for_users(shown.files))
        if kept := news.enclosed.kept_in:
            detail = {"kind": kind, "files": list(kept)}
            events.record(ticket.id, Event(occasion.now, "desk", "notice.file_kept_in", detail))
        unheard, queued = why_unheard(self.config, ticket), 0
        for addr, name in users:
            if reason := unheard or why_unreachable(self.config, addr, saying.by):
                detail = {"kind": kind, "recipient": addr, "reason": reason}
                events.record(ticket.id, Event(occasion.now, "desk", "notice.left_out", detail))
            else:
                queued += self._tell_user(addr, name, ticket, news)
        return queued

    def to_staff(
        self, kind: str, people: Sequence[Person], ticket: Ticket | None, saying: Saying, occasion: Occasion
    ) -> None:
        """Tell people of the staff; each once, at the first address of the directory, with links of their own."""
        actor = saying.by.id if saying.by and kind in TO_OTHERS else None
        reached = {person.id: person for person in people if person.id != actor and self._has_mailbox(person)}
        if reached:
            more = threads.files_of(ticket.id) if ticket and kind in WITH_THREAD else ()
            news = _News(kind, saying, occasion, enclose((*saying.files, *more), saying.papers))
            for person in reached.values():
                self._tell_staff(person, ticket, news)

    def to_sender(self, kind: str, message: Message, ticket: Ticket | None, saying: Saying, occasion: Occasion) -> None:
        """
        Answer a mail of somebody who is not of the staff, or asked as a user; capped as all automatic answers.

        It goes to the address in From. Who has not proven it, or has no part in *ticket*, gets no word of a ticket.
        """
        sender, addr = message.sender, address_key(message.sender.addr)
        if not is_usable(addr) or is_own(addr, self.config.desk.own_addresses):
            return
        proven = correspondents.is_proven(addr)
        theirs = ticket if ticket and proven and tickets.is_participant(ticket.id, addr) else None
        to = Addressee(
            addr=sender.addr,
            key=addr,
            name=sender.name,
            language=theirs.language if theirs else message.language,
            verified=proven,
            in_reply_to=message.message_id,
            references=message.references,
        )
        facts = facts_for_user(self.config, theirs, saying, self.notifier.locale_of(to), occasion.now)
        shown = replace(facts, requester_name=sender.name)
        self.notifier.notify(Notice(kind, to, theirs, shown, occasion.now, occasion.cause))

    @property
    def config(self) -> Config:
        return self.notifier.config

    def _tell_user(self, addr: str, name: str, ticket: Ticket, news: _News) -> bool:
        form, by, now = registrations.find(ticket.id), news.saying.by, news.occasion.now
        known = form is None or form.proven or by is not None or correspondents.is_proven(addr)
        verified = known and ticket.status != "waiting_identity"
        to = Addressee(addr, addr, name, ticket.language, verified, *self._thread(ticket, addr, news.occasion))
        facts = facts_for_user(self.config, ticket, news.saying, self.notifier.locale_of(to), now)
        if news.kind == "accepted" and not news.saying.moment:
            facts = replace(facts, moment=self._first_answer(ticket, to, now))
        if news.kind in ASKING and addr == ticket.requester_addr:  # whose word it is
            target = Target(self.config.desk.address, ticket.number, "", self.notifier.locale_of(to))
            facts = replace(facts, answers=answer_links(target))
        written = form.fields.get("name", "") if form and addr == ticket.requester_addr else ""
        facts = replace(
            facts, requester_name=written or name, files=news.enclosed.names, left_out=news.enclosed.left_out
        )
        return self.notifier.notify(
            Notice(
                kind=news.kind,
                to=to,
                ticket=ticket,
                facts=facts,
                now=now,
                cause=news.occasion.cause,
                files=news.enclosed.files,
                sender_name=f"{by.name} ({self.config.desk.name})" if by and news.kind in IN_OWN_NAME else "",
                personal=by is not None and news.kind in PERSONAL,
                by_staff=by is not None or news.kind in OWED,
            )
        )

    def _tell_staff(self, person: Person, ticket: Ticket | None, news: _News) -> None:
        addr, now = person.addresses[0], news.occasion.now
        thread = self._thread(ticket, addr, news.occasion)
        to = Addressee(addr, addr, person.name, person.locale or self.config.desk.locale, True, *thread)
        locale = self.notifier.locale_of(to)
        facts = facts_for_staff(self.config, news.kind, ticket, news.saying, (person, locale, now))
        offered = offers(news.kind, person, ticket, news.saying.commands)
        if ticket and not facts.sure:
            offered += corrections(ticket)
        facts = replace(
            facts,
            links=self._links(person, ticket, news, offered, locale),
            files=news.enclosed.names,
            left_out=news.enclosed.left_out,
        )
        files, cause = news.enclosed.files, news.occasion.cause
        self.notifier.notify(Notice(news.kind, to, ticket, facts, now, cause, files, by_staff=True))

    def _links(
        self, person: Person, ticket: Ticket | None, news: _News, offered: Sequence[str], locale: str
    ) -> tuple[Link, ...]:
        """Each with a key that only *person* has; without a ticket there is nothing to bind a key to."""
        number, title = (ticket.number, ticket.title) if ticket else ("", "")
        target = Target(self.config.desk.address, number, title, locale)
        mended = mended_commands(news.saying.lines)
        made = [self.new_key() for _ in (*offered, *([mended] if mended else []))] if ticket else []
        if ticket:
            keys.add(QuickKey(key, person.id, ticket.id, news.occasion.now) for key in made)
        mine = iter(made)
        links = [link_to(target, command, next(mine, "")) for command in offered]
        if mended:
            links.insert(0, link_to_mended(target, mended, next(mine, ""), news.saying.words))
        return tuple(links)

    def _thread(self, ticket: Ticket | None, addr: str, occasion: Occasion) -> tuple[str, tuple[str, ...]]:
        """
        In-Reply-To and References by which the mail program of *addr* keeps the ticket together.

        All mails of users count as the requester's while nobody else has written; else only the first one does.
        """
        answered = occasion.message_id if occasion.author == addr else ""
        if ticket is None:
            return answered, ()
        theirs = threads.ids_of(ticket.id) if addr == ticket.requester_addr else []
        if theirs and threads.writers_of(ticket.id) != {addr}:
            theirs = theirs[:1]
        ours = outbox.thread_of(ticket.id, mailbox_key(addr))
        ids = [*theirs[:1], *ours, *theirs[1:]]
        last = answered or (ids[-1] if ids else "")
        return last, tuple(one for one in ids if one != last)

    def _first_answer(self, ticket: Ticket, to: Addressee, now: datetime) -> str:
        if ticket.responded_at or not ticket.response_due_at:
            return ""
        return promise(ticket.response_due_at, now, self.config.desk.zone, self.notifier.locale_of(to))

    def _has_mailbox(self, person: Person) -> bool:
        if not person.active or not person.addresses:
            return False
        addr = person.addresses[0]
        return is_usable(addr) and not is_own(addr, self.config.desk.own_addresses)


def reporters_of(config: Config, ticket: Ticket, now: datetime) -> dict[str, str]:
    """
    Name by address of the other users whose tickets have become part of *ticket*, where the desk writes to them.

    Belongs in a unit of work.
    """
    return _reporters(config, ticket, parts_of(ticket, now))


def files_of_users(ticket: Ticket) -> set[str]:
    """Contents (sha256) of what users have sent to *ticket* and to what has become part of it. Reads the database."""
    return threads.sent_by_users([ticket.id, *(part.id for part in merges.merged_into(ticket.id))])


def _reporters(config: Config, ticket: Ticket, parts: Sequence[Ticket]) -> dict[str, str]:
    own, heard = mailbox_key(ticket.requester_addr), (part for part in parts if not why_unheard(config, part))
    return {part.requester_addr: part.requester_name for part in heard if mailbox_key(part.requester_addr) != own}


def _taking_part(config: Config, ticket: Ticket, now: datetime) -> list[tuple[str, str]]:
    """(address, name), but not whose ticket has become part of *ticket* if the desk writes to nobody about that."""
    if len(tickets.participants(ticket.id)) < 2:  # the user alone: most tickets, and their parts need not be read
        return [(ticket.requester_addr, ticket.requester_name)]
    parts = parts_of(ticket, now)
    unheard = {part.requester_addr for part in parts} - _reporters(config, ticket, parts).keys()
    return [(addr, name) for addr, name, _ in tickets.participants(ticket.id) if addr not in unheard]


def by_locale(some: Sequence[Person], default: str) -> Iterable[tuple[str, list[Person]]]:
    """People by the language in which they read; *default* where they have said nothing."""
    groups: dict[str, list[Person]] = {}
    for person in some:
        groups.setdefault(locale_for(person.locale, default), []).append(person)
    return groups.items()


def _is_staff(addr: str) -> bool:
    person = people.find_by_address(addr)
    return person is not None and person.active and person.role in STAFF
