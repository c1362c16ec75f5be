"""Links in mails to staff: a click opens a ready mail whose subject holds the command and a key; pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from parsers.phrases.commands import ALIASES
from processor.compose import clean_line
from processor.fact_lines import harmless
from processor.labels import COLON, LABELS, label

MAX_URL_CHARS = 2000  # Outlook cuts a mailto at 2,083 (the limit of Windows for a URL), older programs at 2,048
# Of the title, which tells the reader what the mail is about; a Chinese character is nine in a URL, a mail has a dozen.
MAX_TITLE_CHARS = 40
# What is left unescaped in a header's value: unreserved signs of RFC 3986 §2.3, which RFC 6068 §2 allows everywhere.
_SAFE = "-._~"
_IN_ADDRESS = "@!$'*+-._~"
# Commands whose mail has a form to fill in; the labels are those that `parsers.forms` reads. The text of a solution or
# a question goes to the user as it is: a form that nobody has filled in would go, too.
FORMS: dict[str, tuple[str, ...]] = {
    "progress": ("step", "result", "next_plan"),
    "escalate": ("escalate_to", "reason", "tried", "feedback"),
}
NEEDS_VALUE = frozenset({"assign", "feedback", "snooze"})  # the reader writes it behind the equals sign


@dataclass(frozen=True, slots=True)
class Link:
    """label: what it does, in the reader's language; url: `mailto:…`."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Target:
    """
    What links are about.

    Attributes:
        desk_address: to which they write.
        number, title: of the ticket; "" for none.
        locale: of the reader, "zh" or "en".
    """

    desk_address: str
    number: str
    title: str
    locale: str


def link_to(target: Target, command: str, key: str) -> Link:
    """
    A link that orders *command*: a canonical name, or name=value with a code (`priority=urgent`).

    Args:
        key: of 26 characters; "" for none, where there is no ticket to bind it to.
    """
    name, _, value = command.partition("=")
    typed = ALIASES[name][0] if target.locale == "zh" and name in ALIASES else name
    equals = "=" if value or name in NEEDS_VALUE else ""
    return Link(
        _called(target.locale, command),
        mailto(target, f"#{typed}{equals}{_typed(target.locale, name, value)}", key, form_body(target.locale, name)),
    )


def _called(locale: str, command: str) -> str:
    """Some values have a label of their own: `incident=off` makes no incident."""
    if own := LABELS[locale]["link"].get(command):
        return own
    name, _, value = command.partition("=")
    return f"{label(locale, 'link', name)}{COLON[locale]}{_named(locale, name, value)}"


def link_to_mended(target: Target, mended: str, key: str, words: str = "") -> Link:
    """A link that sends *mended*, commands as they would be right, once more, with the *words* that were typed."""
    shown = f"{label(target.locale, 'link', 'mended')}{COLON[target.locale]}{mended}"
    return Link(shown, mailto(target, mended, key, words))


def answer_links(target: Target) -> tuple[Link, ...]:
    """Ready answers to "is it solved? are you satisfied?", a click each; they need no key, for they order nothing."""
    answers = LABELS[target.locale]["answer"]
    labels = LABELS[target.locale]["answer_link"]
    return tuple(Link(labels[code], _prepared(target, subject)) for code, subject in answers.items())


def _prepared(target: Target, subject: str) -> str:
    """Without the title: what stands behind the tag is the answer."""
    return _url(target, f"Re: [{target.number}]", "", subject, "")


def form_body(locale: str, command: str) -> str:
    """The lines to fill in that go with *command*, LF line ends; "" for a command without a form."""
    colon = COLON[locale].rstrip()
    return "".join(f"{label(locale, 'blank', code)}{colon}\n" for code in FORMS.get(command, ()))


def mailto(target: Target, commands: str, key: str, body: str = "") -> str:
    """
    The URL of a new mail (RFC 6068) with *commands* in its subject; at most `MAX_URL_CHARS` characters.

    What is too long loses the end of the title first, then the body.
    """
    ending = " ".join(part for part in (commands, f"#key={key}" if key else "") if part)
    tag = f"Re: [{target.number}]" if target.number else ""
    title = clean_line(target.title)
    title = title if len(title) <= MAX_TITLE_CHARS else f"{title[:MAX_TITLE_CHARS].rstrip()}…"
    url = _url(target, tag, title, ending, body)
    if len(url) <= MAX_URL_CHARS:
        return url
    bare = _url(target, tag, "", ending, body)
    if len(bare) > MAX_URL_CHARS:
        return mailto(target, commands, key) if body else bare
    return _url(target, tag, _fitting(title, MAX_URL_CHARS - len(bare) - len("%20")), ending, body)


def _url(target: Target, tag: str, title: str, ending: str, body: str) -> str:
    subject = " ".join(part for part in (tag, harmless(title), ending) if part)
    lines = quote("\r\n".join(body.splitlines()), safe=_SAFE) if body else ""
    text = f"&body={lines}%0D%0A" if lines else ""
    return f"mailto:{quote(target.desk_address, safe=_IN_ADDRESS)}?subject={quote(subject, safe=_SAFE)}{text}"


def _fitting(title: str, room: int) -> str:
    """The beginning of *title* whose escaped form has at most *room* characters."""
    used = 0
    for at, character in enumerate(title):
        used += len(quote(character, safe=_SAFE, errors="replace"))
        if used > room:
            return title[:at].rstrip()
    return title


def _named(locale: str, name: str, value: str) -> str:
    return label(locale, name, value) if name in LABELS[locale] else value


def _typed(locale: str, name: str, value: str) -> str:
    return _named(locale, name, value) if locale == "zh" else value
