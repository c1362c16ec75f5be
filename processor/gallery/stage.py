"""From a scene of the story to the mail that the desk would send: real facts, real letters, no database; pure."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from db.tickets import Ticket
from parsers.message import Attachment
from processor.compose import Letter
from processor.config import Config
from processor.desk.acknowledge import Acknowledger
from processor.desk.case_sheet import WITH_THREAD, Known, facts_for_user, facts_of_case
from processor.desk.correspondence import ASKING, IN_OWN_NAME, PERSONAL
from processor.desk.guidance import Guidance
from processor.desk.notifier import Addressee, Notice, Notifier
from processor.desk.offers import corrections, mended_commands, offers
from processor.desk.progress_news import WORDS as NEWS
from processor.desk.promises import promise
from processor.desk.refusals import words_of_refusal
from processor.desk.sayings import Saying
from processor.desk.steps import WHY
from processor.digest.sending import facts_of
from processor.gallery.cast import CASES, Case
from processor.gallery.figures import FIGURES
from processor.gallery.scene import Reply, Rows, Scene
from processor.gallery.story import Story
from processor.gallery.texts import Text
from processor.labels import label
from processor.notice_facts import Line
from processor.notices import TO_MANAGERS, TO_STAFF, TO_USERS, UNVERIFIED, Facts, TicketFacts
from processor.quick_links import Link, Target, answer_links, link_to, link_to_mended


@dataclass(frozen=True, slots=True)
class Mail:
    """A scene as it would be sent. language: of its reader."""

    scene: Scene
    letter: Letter
    language: str

    @property
    def name(self) -> str:
        return self.scene.name

    @property
    def key(self) -> str:
        """A name of its own, fit for a file."""
        bare = self.scene.name.removesuffix(UNVERIFIED)
        return f"{bare}-{self.scene.variant}" if self.scene.variant else bare


@dataclass(frozen=True, slots=True)
class Stage:
    """notifier: with the desk's configuration and templates; its tokens are not used."""

    notifier: Notifier
    guidance: Guidance
    story: Story

    @property
    def locale(self) -> str:
        """Of labels and dates."""
        return self.story.locale

    @property
    def config(self) -> Config:
        return self.notifier.config

    def mail(self, scene: Scene) -> Mail:
        """The mail of *scene*."""
        case = CASES.get(scene.case)
        ticket = self.story.ticket(scene, case) if case else None
        notice = self._notice(scene, case, ticket)
        token = _digest(f"{self.story.language}/{scene.name}/{scene.variant}")
        return Mail(scene, self.notifier.letter(notice, token), self.story.language)

    # ---------------------------------------------------------------- what the mail says

    def _notice(self, scene: Scene, case: Case | None, ticket: Ticket | None) -> Notice:
        kind, by = scene.name.removesuffix(UNVERIFIED), self.story.person(scene.by) if scene.by else None
        reader = scene.reader or (case.requester if case else None)
        if reader is None:
            raise ValueError(f"{scene.name}: a mail about no ticket needs a reader")
        addr, name = self.story.put(reader.address), self.story.put(reader.name)
        verified = not scene.name.endswith(UNVERIFIED)
        return Notice(
            kind=kind,
            to=Addressee(addr, addr, name, self.story.language, verified),
            ticket=ticket,
            facts=self._facts(kind, scene, case, ticket),
            now=self.story.moment(scene.at),
            files=tuple(_file(self.story.put(file)) for file in scene.files),
            sender_name=f"{by.name} ({self.config.desk.name})" if by and kind in IN_OWN_NAME else "",
            personal=by is not None and kind in PERSONAL,
        )

    def _facts(self, kind: str, scene: Scene, case: Case | None, ticket: Ticket | None) -> Facts:
        if kind in TO_STAFF:
            return self._case_facts(kind, scene, case, ticket)
        if kind in TO_MANAGERS and scene.reader:
            figures, reader = FIGURES[scene.variant](self.story), self.story.put(scene.reader.name)
            return facts_of(self.config.desk, figures, reader, self.locale)
        if kind in TO_USERS:
            return self._news_facts(kind, scene, ticket)
        if case is None or ticket is None:
            desk = self.config.desk
            return TicketFacts("", "", "", "", 0, "", desk.name, desk.signature)
        acknowledger = Acknowledger(self.config, self.notifier, self.guidance)
        write = acknowledger.facts_of_new_promise if kind == "promise_changed" else acknowledger.facts
        facts = write(ticket, self.story.form(scene, case, ticket), self.locale, self.story.moment(scene.at))
        if scene.article:
            article, title, solution = map(self.story.put, scene.article)
            facts = replace(facts, article=article, article_title=title, solution=solution)
        return replace(facts, claimed_address=self.story.put(scene.claimed))

    def _news_facts(self, kind: str, scene: Scene, ticket: Ticket | None) -> TicketFacts:
        now, desk = self.story.moment(scene.at), self.config.desk
        facts = facts_for_user(self.config, ticket, self._saying(scene, ticket), self.locale, now)
        if ticket is None:
            return facts
        due = ticket.response_due_at
        if kind == "accepted" and due and not scene.until:
            facts = replace(facts, moment=promise(due, now, desk.zone, self.locale))
        if kind in ASKING:
            facts = replace(facts, answers=answer_links(Target(desk.address, ticket.number, "", self.locale)))
        files, left_out = self._files(scene)
        return replace(facts, requester_name=ticket.requester_name, files=files, left_out=left_out)

    def _case_facts(self, kind: str, scene: Scene, case: Case | None, ticket: Ticket | None) -> Facts:
        if scene.reader is None:
            raise ValueError(f"{scene.name}: a mail to staff needs a reader")
        person, saying = self.story.person(scene.reader), self._saying(scene, ticket)
        known = self._known(kind, scene, case, ticket) if case and ticket else Known()
        facts = facts_of_case(
            self.config, kind, (ticket, known), saying, (person, self.locale, self.story.moment(scene.at))
        )
        offered = offers(kind, person, ticket, saying.commands)
        if ticket and not facts.sure:
            offered += corrections(ticket)
        files, left_out = self._files(scene)
        links = tuple(self._links(scene, ticket, offered, saying))
        return replace(facts, links=links, files=files, left_out=left_out)

    def _known(self, kind: str, scene: Scene, case: Case, ticket: Ticket) -> Known:
        holder, lead = scene.changes.get("assignee", case.assignee), case.coordinator
        assignee, coordinator = (self.story.put(one.name) if one else "" for one in (holder, lead))
        if kind not in WITH_THREAD:
            return Known(assignee, coordinator)
        spoken = ((case.at, case.requester, case.words), *scene.thread)
        entries = [self.story.entry(*said) for said in spoken]
        return Known(assignee, coordinator, self.story.form(scene, case, ticket), entries)

    def _links(self, scene: Scene, ticket: Ticket | None, offered: Iterable[str], saying: Saying) -> Iterable[Link]:
        number, title = (ticket.number, ticket.title) if ticket else ("", "")
        target = Target(self.config.desk.address, number, title, self.locale)
        if mended := mended_commands(saying.lines):
            yield link_to_mended(target, mended, _key(scene, "mended") if ticket else "", "")
        for command in offered:
            yield link_to(target, command, _key(scene, command) if ticket else "")

    def _saying(self, scene: Scene, ticket: Ticket | None) -> Saying:
        due = ticket.response_due_at if ticket else None
        return Saying(
            words=self.story.put(scene.words),
            by=self.story.person(scene.by) if scene.by else None,
            author=self.story.put(scene.author),
            moment=due if scene.until == "response" else self.story.moment(scene.until) if scene.until else None,
            target=self.story.put(scene.target),
            rows=self._rows(scene.rows),
            lines=tuple(self._line(reply) for reply in scene.lines),
            report=tuple(line for text in scene.report for line in self.story.put(text).split("\n")),
            commands=tuple(map(self.story.put, scene.commands)),
            missing=scene.missing,
        )

    def _rows(self, rows: Rows) -> tuple[tuple[str, str], ...]:
        return tuple((self._name(code), self.story.put(value)) for code, value in rows)

    def _name(self, code: str) -> str:
        kind, _, name = code.partition(".")
        language = self.locale
        if kind == "why":
            return WHY[language]
        return NEWS[language][name] if kind == "news" else label(language, kind, name)

    def _line(self, reply: Reply) -> Line:
        facts: dict[str, object] = {name: self.story.put(value) for name, value in reply.facts}
        remark = words_of_refusal(self.locale, reply.refused, facts) if reply.refused else ""
        return Line(
            done=not reply.refused,
            command=self.story.put(reply.command),
            old=self._state(reply.old),
            new=self._state(reply.new),
            remark=remark or self.story.put(reply.remark),
            mended=self.story.put(reply.mended),
        )

    def _state(self, text: Text) -> str:
        shown = self.story.put(text)
        return label(self.locale, "state", shown[6:]) if shown.startswith("state.") else shown

    def _files(self, scene: Scene) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(map(self.story.put, scene.files)), tuple(map(self.story.put, scene.left_out))


def _file(name: str) -> Attachment:
    return Attachment(name, "application/octet-stream", b"sample\n")


def _key(scene: Scene, command: str) -> str:
    """Of the form of a key that is good once, and the same in each gallery."""
    octets = bytes.fromhex(_digest(f"{scene.name}/{scene.variant}/{command}"))
    return base64.b32encode(octets).decode("ascii").lower()[:26]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:32]
