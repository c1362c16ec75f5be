"""What our mails say: templates of both languages, rendered from plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import structlog

from parsers.phrases.reply_line import REPLY_LINE
from processor.appearance import PLAIN, Appearance, appearance_of
from processor.case_facts import CASE_SAMPLES
from processor.case_facts import CaseFacts as CaseFacts
from processor.compose import clean_line
from processor.config import Config
from processor.digest_facts import DIGEST_SAMPLES as DIGEST_SAMPLES
from processor.digest_facts import DigestFacts as DigestFacts
from processor.fact_lines import clean_lines
from processor.languages import html_lang, locale_for
from processor.notice_facts import SAMPLES as SAMPLES
from processor.notice_facts import TicketFacts as TicketFacts
from processor.plain_words import Rendered as Rendered
from processor.plain_words import fallback as fallback
from processor.template_files import TemplateFile, TemplateSet, own_files, shipped_files, shipped_set
from processor.template_form import fits

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
    "identity_denied",
    "answer_copy",
    "escalation",
    "escalation_form",
    "escalation_resolved",
    "receipt",
    "refusal",
    "command_confirmation",
    "mail_quarantined",
    "triage_question",
    "triage_overdue",
    "response_reminder",
    "response_breach",
    "feedback_due",
    "due_reached",
    "snooze_over",
    "progress_draft",
    "draft_lapsed",
    "article_draft",
    "urged",
    "user_cancelled",
    "confirmed",
    "rejected",
    "user_reopened",
    "incident_proposed",
    "incident_similar",
    "incident_joined",
)
TO_MANAGERS = ("digest",)
TO_OWNERS = ("identity_confirmation", "identity_confirmation_again")  # of addresses, whose name somebody bears
ABOUT_TICKETS = (*(name + ending for name in TO_SENDERS for ending in ("", UNVERIFIED)), *TO_OWNERS)
NAMES = (*ABOUT_TICKETS, *TO_USERS, *TO_STAFF, *TO_MANAGERS)  # of templates
RENDERED = (*NAMES, *(name + UNVERIFIED for name in TO_USERS))  # of what can be written with them
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
Facts = TicketFacts | CaseFacts | DigestFacts


class Renderer:
    """All templates, compiled once; make one for the whole process."""

    def __init__(
        self,
        sources: Mapping[str, str] | None = None,
        *,
        own: Mapping[str, TemplateFile] | None = None,
        appearance: Appearance = PLAIN,
        default: str = "zh",
    ) -> None:
        """
        Args:
            sources: path under templates/emails → template; by default those that come with ticketd.
            own: templates of the desk, which stand in their place. One that fails is replaced by what it replaces.
            default: the desk's language, "zh" or "en".
        """
        base = (
            shipped_files() if sources is None else {path: TemplateFile(text, path) for path, text in sources.items()}
        )
        shipped = shipped_set(default) if sources is None else TemplateSet(base, default)
        self._sets = (TemplateSet({**base, **own}, default), shipped) if own else (shipped,)
        self._appearance = appearance
        self._shared = {"reply_line": REPLY_LINE, **appearance.words()}
        self._default = default

    @property
    def languages(self) -> tuple[str, ...]:
        """Names of the folders of templates: "en", "zh", and what the desk has added, such as "ja" or "zh-TW"."""
        return self._sets[0].languages

    @property
    def has_own(self) -> bool:
        return len(self._sets) > 1

    @property
    def templates(self) -> TemplateSet:
        return self._sets[0]

    def render(self, name: str, language: str, facts: Facts) -> Rendered:
        """
        Write the notice *name*; a template that fails is replaced by the one that comes with ticketd, and that by plain
        words, so that the notice still goes out.

        A name that ends with `UNVERIFIED` never gets to see the sender's words.

        Args:
            language: of the reader, a tag of BCP 47; "" for the desk's.

        Raises:
            TypeError: facts for the staff in a mail to users, or the other way round.
        """
        if type(facts) is not type(samples_of(name)[0]):
            raise TypeError(f"{type(facts).__name__} are not for {name}")
        locale = locale_for(language, self._default)
        for templates in self._sets:
            try:
                return self._written(templates, name, language, facts)
            except Exception as error:  # a template can raise anything; silence towards the user would be worse
                reason = f"{type(error).__name__}: {error}"
                log.error("notice.template_broken", template=f"{locale}/{name}", error=reason)
        return fallback(name, locale, facts.number, facts.words if template_of(name) in _WITH_WORDS else "")

    def part(self, name: str, part: str, language: str, facts: Facts) -> str:
        """
        One of `PARTS` of *name* by the desk's own templates, for trying them out.

        Raises:
            Exception: whatever a template raises; `place_of` tells where.
        """
        template, folder = self.templates.find(template_of(name), part, language)
        return template.render(self._words(name, facts, locale_for(language, self._default), folder))

    def _written(self, templates: TemplateSet, name: str, language: str, facts: Facts) -> Rendered:
        found = [templates.find(template_of(name), part, language) for part in PARTS]
        words = self._words(name, facts, locale_for(language, self._default), found[-1][1])
        subject, text, html = (template.render(words) for template, _ in found)
        page = html if fits(html) else None  # mail programs hide the end of it; the text says the same, whole
        return Rendered(clean_line(subject), text, page, self._appearance.shown_in(page))

    def _words(self, name: str, facts: Facts, locale: str, folder: str) -> dict[str, object]:
        verified = not name.endswith(UNVERIFIED)
        words = _seen(name, facts.as_dict(locale))
        signed = (facts.desk_name, *facts.signature.splitlines())
        return words | self._shared | {
            "signed": clean_lines(signed[1:] if facts.desk_name in facts.signature else signed),
            "lang": html_lang(folder),
            "verified": verified,
        }  # fmt: skip


def template_of(name: str) -> str:
    """Mails that come from staff have one template for the known and the unknown; it sees less of these."""
    bare = name.removesuffix(UNVERIFIED)
    return bare if bare in TO_USERS else name


@cache
def shipped_renderer() -> Renderer:
    """The one of this process, for the templates that come with ticketd."""
    return Renderer()


def renderer_of(config: Config) -> Renderer:
    """
    What writes the mails of this desk, in its colours and with its own templates.

    A template that is broken is no error here: `processor.template_trials` tells of it.

    Raises:
        ConfigError: its logo cannot be read.
    """
    folder = config.templates.override_dir
    own = own_files(folder)[0] if folder else None
    return Renderer(own=own, appearance=appearance_of(config), default=config.desk.locale)


def samples_of(name: str) -> tuple[Facts, ...]:
    """Facts to try a template with: all of them, few, and none; and the kind that it gets."""
    if name in TO_MANAGERS:
        return DIGEST_SAMPLES
    return CASE_SAMPLES if name in TO_STAFF else SAMPLES


def _seen(name: str, words: dict[str, object]) -> dict[str, object]:
    """What the template of *name* gets to see of *words*."""
    if not name.endswith(UNVERIFIED):
        return words
    if template_of(name) in TO_USERS:
        seen = FOR_UNVERIFIED | ALSO_FROM_STAFF
        return {key: value if key in seen else _EMPTY[type(value)] for key, value in words.items()}
    return {key: value for key, value in words.items() if key in FOR_UNVERIFIED}


_WITH_WORDS = frozenset({*TO_USERS, *TO_STAFF})
_EMPTY: Mapping[type, object] = {str: "", tuple: (), bool: False}


def local_time(at: datetime, zone: ZoneInfo) -> str:
    """*at* (aware) as both languages read it without mistaking day for month: `2026-11-22 17:30 (UTC+8)`."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    hours, minutes = f"{int(offset[:3]):+d}", offset[3:]
    return f"{local:%Y-%m-%d %H:%M} (UTC{hours}{'' if minutes == '00' else ':' + minutes})"
