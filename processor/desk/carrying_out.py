"""The commands of one mail, carried out: all of them or none, and one receipt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from db import keys, merges, tickets
from db.connection import Store
from db.tickets import Ticket
from parsers.acts import Act
from parsers.gratitude import is_only_gratitude
from parsers.message import Attachment, Command
from parsers.phrases.commands import COMMANDS
from parsers.quotes import own_words
from parsers.subjects import beyond_title
from processor.desk.acting import acts_of, case_of, lock_all
from processor.desk.case import Case, Refused, Tools
from processor.desk.commands import REGISTRY
from processor.desk.commands.words import takes_the_text
from processor.desk.correspondence import Line, Saying
from processor.desk.footprints import arrange
from processor.desk.lifecycle import ENDED
from processor.desk.meanwhile import changes_since, last_heard
from processor.desk.moved import follow_person, take_up
from processor.desk.refusals import words_of_refusal
from processor.desk.register import Filing, keep
from processor.desk.slips import as_typed, meant, with_words_behind
from processor.labels import COMMA, label
from processor.languages import locale_for
from processor.rules.arrival import Arrival
from processor.rules.decision import Carry
from processor.rules.orders import ACTS
from processor.rules.permissions import may
from processor.rules.trust import without_proofs

UNDONE_BY_MAIL = ("undo",)
MOST_COMMANDS = 30  # of one mail; more than anybody types, and each may read or write much
# What is wrong is the value, and may be right with the words behind it.
_OF_VALUES = frozenset({"nobody_of_this_name", "no_such_moment", "no_such_period", "no_contact"})


class _TakenBack(Exception):
    """Undoes the savepoint of a mail of which a command was refused."""


@dataclass(slots=True)
class _Account:
    """What became of the commands: a line each, and what was asked for."""

    lines: list[Line] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    papers: list[Attachment] = field(default_factory=list)
    form: Saying | None = None

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if not line.done]


@dataclass(frozen=True, slots=True)
class Done:
    """
    What became of a mail of commands.

    Attributes:
        ticket: as it is afterwards; None where the mail is about none.
        unheard: none of it was done, and what a user wrote beside it is still to be taken in as any mail of theirs.
    """

    ticket: Ticket | None
    unheard: bool = False


@dataclass(frozen=True, slots=True)
class CarryingOut:
    """What the commands of a mail are carried out with."""

    tools: Tools
    store: Store

    def carry_out(self, carry: Carry, arrival: Arrival, filing: Filing) -> Done:
        """Do what a mail orders, or nothing of it, and tell the sender. Belongs in a unit of work."""
        account = _Account()
        case = self._case(carry, arrival, filing)
        try:
            with self.store.savepoint():
                self._run(case, carry, account)
                if account.refused:
                    raise _TakenBack
        except _TakenBack:
            case = self._case(carry, arrival, filing)
            case.record("refused", commands=[line.command for line in account.refused])
            account.report.clear()  # what was not done has no result
        if carry.key:
            keys.use(carry.key, filing.now)
        if unheard := bool(account.refused) and _has_more_to_say(case):
            account.report.append(_TAKEN_IN[case.locale])
        self._tell(case, account)
        return Done(case.given, unheard)

    def _case(self, carry: Carry, arrival: Arrival, filing: Filing) -> Case:
        actor, message = carry.actor, arrival.message
        ticket = _locked(carry.ticket, filing.now) if carry.ticket else None
        # The receipt's words are in the language of the mail around them: the person's, the ticket's, else the desk's.
        asked_in = ticket.language if ticket else actor.language
        language = actor.person.locale if actor.is_staff and actor.person else asked_in
        locale = locale_for(language, self.tools.config.desk.locale)
        heard = last_heard(message)
        return Case(
            tools=self.tools,
            actor=actor,
            message=message,
            filing=filing,
            words=without_proofs(own_words(message.reply.fresh)).strip(),
            files=(),
            locale=locale,
            names=tuple(order.name for order in carry.orders),
            meanwhile=changes_since(self.tools, ticket, heard, actor.addr, locale) if ticket and heard else (),
            given=ticket,
            relation=self.tools.teams.relation(actor, ticket),
        )

    def _run(self, case: Case, carry: Carry, account: _Account) -> None:
        orders, unknown = carry.orders, case.message.subject.unknown
        if orders == ACTS:
            self._act(case, carry, account)
            return
        if len(orders) + len(unknown) > MOST_COMMANDS:
            refused = Refused("too_many_commands", most=MOST_COMMANDS)
            account.lines.append(_refusal(case, as_typed(case, orders[0]) if orders else f"#{unknown[0]}", refused))
            return
        case.files = tuple(keep(file) for file in case.message.attachments)
        title = case.given.title if case.given else ""
        for word in beyond_title(case.message.subject, title) if case.actor.is_staff else ():
            refused = Refused("unknown_command", mended=meant(case, word))
            account.lines.append(_refusal(case, f"#{word}", refused))
        for order in carry.orders:
            account.lines.append(self._one(case, carry, order, account))
        if case.given:
            case.say(public=False)  # what no command has said is a note for the desk

    def _act(self, case: Case, carry: Carry, account: _Account) -> None:
        """The lines of an answer to a digest, one after the other."""
        try:
            self._require(case, carry, carry.orders[0])
            if is_only_gratitude(case.words):
                return
            acts = acts_of(case, MOST_COMMANDS)
        except Refused as refused:
            account.lines.append(_refusal(case, as_typed(case, carry.orders[0]), refused))
            return
        lock = partial(_locked, now=case.now)
        case.record("act", tickets=lock_all(acts, lock))
        account.lines += [self._act_on(case, carry, act, account) for act in acts.acts]
        account.report += [words_of_refusal(case.locale, "unread_line", {"line": line}) for line in acts.unread]
        if any(act.order and act.order.name not in _WITHOUT_EFFECT for act in acts.acts):
            account.report.append(words_of_refusal(case.locale, "undo_acts", {}))

    def _act_on(self, case: Case, carry: Carry, act: Act, account: _Account) -> Line:
        try:
            inner, order = case_of(case, act, partial(_locked, now=case.now))
        except Refused as refused:
            return _refusal(case, act.number, refused)
        line = self._one(inner, carry, order, account)
        inner.say(public=False)
        arrange(inner, inner.ticket.id)
        return replace(line, command=f"{act.number} {line.command}")

    def _one(self, case: Case, carry: Carry, order: Command, account: _Account) -> Line:
        shown = as_typed(case, order)
        mended = with_words_behind(case, order) if case.actor.is_staff else ""
        try:
            self._require(case, carry, order)
            if mended and not order.value:
                raise Refused("value_apart", mended=mended)
            result = REGISTRY[order.name](case, order.value)
        except Refused as refused:
            if mended and refused.code in _OF_VALUES:
                refused.mended = mended
            return _refusal(case, shown, refused)
        account.report += result.report
        account.papers += result.papers
        account.form = result.form or account.form
        if result.command:  # a form or a draft that came back
            shown = as_typed(case, Command(result.command))
        return Line(True, shown, result.old, result.new, result.remark)

    def _require(self, case: Case, carry: Carry, order: Command) -> None:
        """
        Raises:
            Refused: it is not for this person to order, or not in this way.
        """
        if carry.conflict:
            raise Refused("two_tickets")
        if case.message.subject.forward:
            raise Refused("forwarded")
        if case.relation == "none" and not may(order.name, case.actor.role, case.relation):
            raise Refused("no_ticket")
        if order.name not in (*REGISTRY, "act") or not may(order.name, case.actor.role, case.relation):
            raise Refused("not_allowed", role=label(case.locale, "role", case.actor.role))
        takers = [name for name in case.names if name in ("note", "answer") or takes_the_text(name)]
        if order.name in takers and len(takers) > 1 and case.words:
            raise Refused(
                "two_texts", commands=COMMA[case.locale].join(as_typed(case, Command(name)) for name in takers)
            )

    def _tell(self, case: Case, account: _Account) -> None:
        """One mail; none for an engineer's answer that went out, nor for successes where nobody wants a receipt."""
        form = None if account.refused else account.form
        if not account.lines:  # thanks for a digest
            return
        answered = account.lines == [Line(True, as_typed(case, Command("answer")))]  # no form that came back
        wanted = account.refused or account.report or account.papers or self.tools.config.commands.receipts == "all"
        if answered or not (wanted or form):
            return
        undoable = not account.refused and any(name not in _WITHOUT_EFFECT for name in case.names)
        saying = Saying(
            words=case.words if account.refused else "",  # for the link that sends it again, mended
            lines=tuple(account.lines),
            report=tuple(account.report),
            papers=() if account.refused else tuple(account.papers),
            commands=UNDONE_BY_MAIL if undoable and case.given and case.actor.is_staff else (),
        )
        mails = self.tools.correspondence
        if form:  # it says of itself what is missing; the receipt is about the other commands
            lines = saying.lines if len(saying.lines) > 1 else ()
            asking = replace(form, lines=lines, report=saying.report, papers=saying.papers, commands=saying.commands)
            mails.to_staff("escalation_form", [case.person], case.given, asking, case.occasion)
        elif case.actor.is_staff:
            mails.to_staff("receipt", [case.person], case.given, saying, case.occasion)
        else:
            mails.to_sender("user_receipt", case.message, case.given, saying, case.occasion)


def _locked(ticket: Ticket, now: datetime) -> Ticket:
    """As it is now, which may be as part of another one, and at another address of its user."""
    current = tickets.lock(ticket.id)
    survivor = merges.follow_merges(current)
    return follow_person(current, now) if survivor.id == current.id else take_up(survivor.id, now)


def _has_more_to_say(case: Case) -> bool:
    """Words of a user beside their order; but why they would cancel what has ended is no reason to go on with it."""
    said = bool(case.words or case.message.attachments)
    if case.actor.is_staff or case.given is None or not said:
        return False
    return not ("cancel" in case.names and case.given.status in ENDED)


_TAKEN_IN = {
    "zh": "您邮件的正文已照常受理。",
    "en": "What you wrote beside it has been taken in as usual.",
}
_WITHOUT_EFFECT = frozenset(name for name, word in COMMANDS.items() if word.group in ("asking", "undo"))


def _refusal(case: Case, shown: str, refused: Refused) -> Line:
    remark = words_of_refusal(case.locale, refused.code, refused.facts)
    return Line(False, shown, remark=remark, mended=refused.mended)
