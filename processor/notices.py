"""What our mails say: templates of both languages, rendered from plain facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

import structlog
from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from parsers.phrases.reply_line import REPLY_LINE
from processor.compose import clean_line
from processor.labels import LABELS, label

log = structlog.get_logger()

UNVERIFIED = "_unverified"  # templates for senders who have not proven their address: forgers make a mail bomb of us
NAMES = ("acknowledgement", "acknowledgement" + UNVERIFIED, "follow_up", "follow_up" + UNVERIFIED)
PARTS = ("subject", "txt", "html")
SENDERS_WORDS = frozenset({"title", "requester_name"})  # never in a mail to the unverified
HTML_LANG = {"zh": "zh-CN", "en": "en"}  # BCP 47: without the region phones show Japanese glyphs


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """
    What the templates of a ticket may say; in templates each has the name that it has here.

    Attributes:
        number: with its prefix, without brackets.
        title: "" when nothing was understood as one.
        category, priority: codes; templates see the words for them.
        response_hours: until a person answers; templates see "4" or "0.5".
        registered_at: local time, as `local_time` writes it.
        signature: of the desk, may have several lines; "" for none.
        requester_name: "" when unknown.
    """

    number: str
    title: str
    category: str
    priority: str
    response_hours: float
    registered_at: str
    desk_name: str
    signature: str = ""
    requester_name: str = ""
    promise: str = ""
    form: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sure: bool = True
    self_checks: tuple[str, ...] = ()
    claimed_address: str = ""
    answer_by: str = ""

    def as_dict(self, locale: str) -> dict[str, str]:
        """For the templates: one line each, but for the signature."""
        return {
            "number": clean_line(self.number),
            "title": clean_line(self.title),
            "category": label(locale, "category", self.category),
            "priority": label(locale, "priority", self.priority),
            "response_hours": f"{self.response_hours:g}",
            "registered_at": clean_line(self.registered_at),
            "desk_name": clean_line(self.desk_name),
            "signature": self.signature.strip(),
            "requester_name": clean_line(self.requester_name),
        }


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

    def render(self, name: str, locale: str, facts: TicketFacts) -> Rendered:
        """
        Write the notice *name*; a template that fails is replaced by plain words, so that the notice still goes out.

        A name that ends with `UNVERIFIED` never gets to see the sender's words.
        """
        try:
            words = _words(name, locale, facts)
            subject, text, html = (self._template(name, part, locale).render(words) for part in PARTS)
            return Rendered(clean_line(subject), text, html)
        except Exception as error:  # a template can raise anything; silence towards the user would be worse
            log.error("notice.template_broken", template=f"{locale}/{name}", error=f"{type(error).__name__}: {error}")
            return fallback(locale, facts.number)

    def validate(self) -> tuple[str, ...]:
        """Render everything with sample facts; what is wrong, one line each, with the template's name."""
        return tuple(
            problem
            for locale in sorted(LABELS)
            for name in NAMES
            for part in PARTS
            if (problem := self._problem(name, part, locale))
        )

    def _problem(self, name: str, part: str, locale: str) -> str:
        for facts in SAMPLES:
            try:
                if not self._template(name, part, locale).render(_words(name, locale, facts)).strip():
                    return f"{locale}/{name}.{part}.j2: is empty"
            except Exception as error:  # as in render
                line = f"{error.lineno}: " if isinstance(error, TemplateError) and hasattr(error, "lineno") else ""
                return f"{locale}/{name}.{part}.j2: {line}{type(error).__name__}: {error}"
        return ""

    def _template(self, name: str, part: str, locale: str) -> Template:
        path = f"{locale}/{name}.{part}.j2"
        template = self._compiled.get(path)
        if template is None:
            template = self._compiled[path] = self._environment.get_template(path)
        return template


def _words(name: str, locale: str, facts: TicketFacts) -> dict[str, str]:
    words = facts.as_dict(locale) | {"reply_line": REPLY_LINE, "lang": HTML_LANG[locale]}
    if name.endswith(UNVERIFIED):
        for key in SENDERS_WORDS:
            del words[key]
    return words


def fallback(locale: str, number: str) -> Rendered:
    """Plain words, without a word of the sender."""
    subject, text = _FALLBACKS[locale]
    return Rendered(subject.format(number=number), f"{REPLY_LINE}\n\n{text.format(number=number)}", None)


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


_FALLBACKS = {
    "zh": (
        "[{number}] 您的来信已登记",
        "您好：\n\n您的来信已登记，工单号 {number}。\n如需补充信息，请直接回复本邮件，并保留主题中的 [{number}]。\n",
    ),
    "en": (
        "[{number}] Your mail has been registered",
        "Hello,\n\nYour mail has been registered as ticket {number}.\n"
        "To add something, please reply to this mail and keep [{number}] in the subject.\n",
    ),
}

SAMPLES = (
    TicketFacts(
        number="TS-20261122-001",
        title="打印机卡纸 <printer jam>",
        category="hardware",
        priority="important",
        response_hours=4,
        registered_at="2026-11-22 17:30 (UTC+8)",
        desk_name="IT 服务台",
        signature="IT 服务台\n分机 8000",
        requester_name="李雷",
    ),
    TicketFacts("TS-20261122-002", "", "consultation", "general", 0.5, "2026-11-22 17:30 (UTC+8)", "Help Desk"),
)
