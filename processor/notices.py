"""What our mails say: templates of both languages, rendered from plain facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

import structlog
from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from parsers.phrases.reply_line import REPLY_LINE
from processor.case_facts import CASE_SAMPLES
from processor.case_facts import CaseFacts as CaseFacts
from processor.compose import clean_line
from processor.fact_lines import text_lines
from processor.labels import LABELS
from processor.notice_facts import SAMPLES as SAMPLES
from processor.notice_facts import TicketFacts as TicketFacts

log = structlog.get_logger()

UNVERIFIED = "_unverified"  # templates for senders who have not proven their address: forgers make a mail bomb of us
TO_SENDERS = (
    "acknowledgement",
    "follow_up",
    "identity_question",
    "identity_question_again",
    "identity_refused",
    "identity_given_up",
    "promise_changed",
)
# What staff tells users, and the desk in its name. Who is not known gets the same mails without a word of theirs.
TO_USERS = (
    "accepted",
    "answer",
    "question",
    "progress",
    "progress_due",
    "escalated",
    "resolved",
    "reopened",
    "closed",
    "cancelled",
    "merged",
    "withdrawn",
    "closed_thanks",
    "closed_unanswered",
    "verification_question",
    "verification_reminder",
    "user_receipt",
    "command_confirmation_user",
)
TO_STAFF = (
    "new_ticket",
    "assigned",
    "handed_on",
    "coordination",
    "user_wrote",
    "answer_copy",
    "escalation",
    "escalation_form",
    "receipt",
    "refusal",
    "command_confirmation",
    "triage_question",
    "triage_overdue",
    "response_reminder",
    "response_breach",
    "feedback_due",
    "due_reached",
    "snooze_over",
    "progress_draft",
    "draft_lapsed",
    "urged",
    "user_cancelled",
    "confirmed",
    "rejected",
    "user_reopened",
)
ABOUT_TICKETS = (*(name + ending for name in TO_SENDERS for ending in ("", UNVERIFIED)), "identity_confirmation")
NAMES = (*ABOUT_TICKETS, *TO_USERS, *TO_STAFF)  # of templates
PARTS = ("subject", "txt", "html")
# All that a mail to the unverified may say; a fact that comes later is kept from them until it is named here.
FOR_UNVERIFIED = frozenset({
    "number", "category", "priority", "response_hours", "promise", "response", "registered_at", "answer_by", "missing",
    "desk_name", "signature",
})  # fmt: skip
# Mails of `TO_USERS` say these, too: words of the desk and its engineers. Of all else they see that it is empty.
ALSO_FROM_STAFF = frozenset({
    "words", "engineer", "moment", "hours", "target", "status", "rows", "report", "commands", "files", "left_out",
    "answers",
})  # fmt: skip
Facts = TicketFacts | CaseFacts
HTML_LANG = {"zh": "zh-CN", "en": "en"}  # BCP 47: without the region phones show Japanese glyphs


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notice's words. html None: a text mail."""

    subject: str
    text: str
    html: str | None


class Renderer:
    """All templates, compiled once; make one for the whole process."""

    def __init__(self, sources: Mapping[str, str] | None = None) -> None:
        """*sources*: path under templates/emails → template; by default those that come with ticketd."""
        loaded = dict(_shipped()) if sources is None else dict(sources)
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(loaded),
            undefined=StrictUndefined,
            autoescape=_is_html,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._compiled: dict[str, Template] = {}

    def render(self, name: str, locale: str, facts: Facts) -> Rendered:
        """
        Write the notice *name*; a template that fails is replaced by plain words, so that the notice still goes out.

        A name that ends with `UNVERIFIED` never gets to see the sender's words.

        Raises:
            TypeError: facts for the staff in a mail to users, or the other way round.
        """
        if isinstance(facts, CaseFacts) != (name in TO_STAFF):
            raise TypeError(f"{type(facts).__name__} are not for {name}")
        try:
            words = _words(name, locale, facts)
            subject, text, html = (self._template(name, part, locale).render(words) for part in PARTS)
            return Rendered(clean_line(subject), text, html)
        except Exception as error:  # a template can raise anything; silence towards the user would be worse
            log.error("notice.template_broken", template=f"{locale}/{name}", error=f"{type(error).__name__}: {error}")
            return fallback(name, locale, facts.number, facts.words if template_of(name) in _WITH_WORDS else "")

    def validate(self) -> tuple[str, ...]:
        """Render everything with sample facts; what is wrong, one line each, with the template's name."""
        return tuple(
            problem
            for locale in sorted(LABELS)
            for name in (*NAMES, *(news + UNVERIFIED for news in TO_USERS))
            for part in PARTS
            if (problem := self._problem(name, part, locale))
        )

    def _problem(self, name: str, part: str, locale: str) -> str:
        for facts in CASE_SAMPLES if name in TO_STAFF else SAMPLES:
            try:
                if not self._template(name, part, locale).render(_words(name, locale, facts)).strip():
                    return f"{locale}/{name}.{part}.j2: is empty"
            except Exception as error:  # as in render
                line = f"{error.lineno}: " if isinstance(error, TemplateError) and hasattr(error, "lineno") else ""
                return f"{locale}/{name}.{part}.j2: {line}{type(error).__name__}: {error}"
        return ""

    def _template(self, name: str, part: str, locale: str) -> Template:
        path = f"{locale}/{template_of(name)}.{part}.j2"
        template = self._compiled.get(path)
        if template is None:
            template = self._compiled[path] = self._environment.get_template(path)
        return template


def template_of(name: str) -> str:
    """Mails that come from staff have one template for the known and the unknown; it sees less of these."""
    bare = name.removesuffix(UNVERIFIED)
    return bare if bare in TO_USERS else name


@cache
def shipped_renderer() -> Renderer:
    """The one of this process, for the templates that come with ticketd."""
    return Renderer()


def _words(name: str, locale: str, facts: Facts) -> dict[str, object]:
    words, verified = facts.as_dict(locale), not name.endswith(UNVERIFIED)
    if not verified and template_of(name) in TO_USERS:
        seen = FOR_UNVERIFIED | ALSO_FROM_STAFF
        words = {key: value if key in seen else _EMPTY[type(value)] for key, value in words.items()}
    elif not verified:
        words = {key: value for key, value in words.items() if key in FOR_UNVERIFIED}
    return words | {"reply_line": REPLY_LINE, "lang": HTML_LANG[locale], "verified": verified}


_WITH_WORDS = frozenset({*TO_USERS, *TO_STAFF})
_EMPTY: Mapping[type, object] = {str: "", tuple: (), bool: False}


def fallback(name: str, locale: str, number: str, words: str = "") -> Rendered:
    """
    Plain words, without a word of the sender; only an acknowledgement says that something is registered.

    words: of an engineer to a user, or of anybody to the staff; bare words are better than none.
    """
    subject, text = _FALLBACKS[locale]["registered" if name.startswith(_REGISTERED) else "other"]
    tag = f"[{number}] " if number else ""
    body = "".join(f"{line}\n" for line in text_lines(words)) or text.format(number=number)
    return Rendered(tag + subject, f"{REPLY_LINE}\n\n{body}", None)


def local_time(at: datetime, zone: ZoneInfo) -> str:
    """*at* (aware) as both languages read it without mistaking day for month: `2026-11-22 17:30 (UTC+8)`."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    hours, minutes = f"{int(offset[:3]):+d}", offset[3:]
    return f"{local:%Y-%m-%d %H:%M} (UTC{hours}{'' if minutes == '00' else ':' + minutes})"


def _is_html(path: str | None) -> bool:
    return path is not None and path.endswith(".html.j2")  # jinja2's select_autoescape does not know this ending


def _shipped() -> Iterator[tuple[str, str]]:
    return _walk(files("templates").joinpath("emails"), "")


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".j2"):
            yield path + entry.name, entry.read_text(encoding="utf-8")


_REGISTERED = ("acknowledgement", "follow_up")
_FALLBACKS = {
    "zh": {
        "registered": (
            "您的来信已登记",
            "您好：\n\n您的来信已登记，工单号 {number}。\n"
            "如需补充信息，请直接回复本邮件，并保留主题中的 [{number}]。\n",
        ),
        "other": (
            "关于您的来信",
            "您好：\n\n服务台有事通知您，但这封邮件的内容未能正常生成，技术人员会收到报告。\n如有疑问，请直接回复本邮件。\n",
        ),
    },
    "en": {
        "registered": (
            "Your mail has been registered",
            "Hello,\n\nYour mail has been registered as ticket {number}.\n"
            "To add something, please reply to this mail and keep [{number}] in the subject.\n",
        ),
        "other": (
            "About your mail",
            "Hello,\n\nthe help desk has something to tell you, but the text of this mail could not be written;\n"
            "our technicians will see a report. If you have a question, please reply to this mail.\n",
        ),
    },
}
