"""The gallery as a folder of pages that need no server and no network; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby

from processor.compose import compose
from processor.gallery.frames import SCHEMES, in_scheme, page_of
from processor.gallery.procedure import RECEIVERS
from processor.gallery.samples import Shown
from processor.gallery.texts import put
from processor.gallery.wording import VARIANTS, WORDS
from processor.labels import COMMA
from processor.languages import html_lang

# Styles of mails stand in their tags; images are inside the page. Nothing comes from the network.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
DEVICES = (("phone", 320), ("desktop", 640))  # CSS pixels; 320 is the narrowest phone in use (WCAG 2.2 §1.4.10)


@dataclass(frozen=True, slots=True)
class Edition:
    """
    All mails in one language.

    Attributes:
        language: of the mails, a tag of BCP 47. locale: of what stands around them, "zh" or "en".
        desk: its name.
    """

    language: str
    locale: str
    desk: str
    mails: Sequence[Shown]

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.locale]


@dataclass(frozen=True, slots=True)
class Gallery:
    """version: of ticketd. editions: the first one opens first."""

    version: str
    editions: tuple[Edition, ...]

    def index(self, edition: Edition) -> str:
        return "index.html" if edition == self.editions[0] else f"index.{edition.language}.html"


def gallery_files(gallery: Gallery) -> Iterator[tuple[str, bytes]]:
    """(path, content) of all files."""
    for name in ("gallery.css", "gallery.js"):
        yield name, (files("templates") / "gallery" / name).read_bytes()
    for edition in gallery.editions:
        yield gallery.index(edition), _index(gallery, edition).encode("utf-8")
        for at, shown in enumerate(edition.mails):
            path = f"{edition.language}/{shown.mail.key}"
            yield f"{path}.html", _mail(gallery, edition, at).encode("utf-8")
            yield f"{path}.eml", compose(shown.mail.letter)


def _index(gallery: Gallery, edition: Edition) -> str:
    words = edition.words
    others = " ".join(
        f'<a href="{gallery.index(other)}" lang="{html_lang(other.language)}">{escape(_called(other.language))}</a>'
        for other in gallery.editions
        if other != edition
    )
    made = words["made"].format(desk=edition.desk, count=len(edition.mails), version=gallery.version)
    sections = "\n".join(
        f'<h2 id="{receiver}">{words[receiver]}</h2>\n{_moments(edition, found)}'
        for receiver in RECEIVERS
        if (found := [shown for shown in edition.mails if shown.moment.receiver == receiver])
    )
    body = f"""\
<nav>{others}</nav>
<main>
<h1>{words["title"]}</h1>
<p>{escape(words["intro"].format(desk=edition.desk))}</p>
{sections}
</main>
<p class="quiet">{escape(made)}</p>"""
    return _page(words, words["title"], "", body)


def _called(language: str) -> str:
    """中文, English, or the tag of a language that the desk has added."""
    return {"zh": "中文", "en": "English"}.get(language, language)


def _moments(edition: Edition, mails: Sequence[Shown]) -> str:
    return "\n".join(
        f"<h3>{escape(put(moment.title, edition.locale))}</h3>\n<ul>\n{_kinds(edition, list(found))}\n</ul>"
        for moment, found in groupby(mails, key=lambda shown: shown.moment)
    )


def _kinds(edition: Edition, mails: Sequence[Shown]) -> str:
    """A line for each notice: when it is sent, and its samples."""
    return "\n".join(
        f"<li>{escape(put(when, edition.locale))} {_links(edition, list(found))}</li>"
        for when, found in groupby(mails, key=lambda shown: shown.when)
    )


def _links(edition: Edition, mails: Sequence[Shown]) -> str:
    return " · ".join(
        f'<a href="{edition.language}/{shown.mail.key}.html">'
        f"{escape(VARIANTS[edition.locale][shown.mail.scene.variant] or shown.mail.name)}</a>"
        for shown in mails
    )


def _mail(gallery: Gallery, edition: Edition, at: int) -> str:
    words, shown = edition.words, edition.mails[at]
    letter, variant = shown.mail.letter, VARIANTS[edition.locale][shown.mail.scene.variant]
    facts = (
        ("from", f"{letter.sender.name} <{letter.sender.addr}>"),
        ("to", f"{letter.recipient.name} <{letter.recipient.addr}>".strip()),
        ("files", COMMA[edition.locale].join(file.name for file in letter.attachments)),
        ("when", put(shown.when, edition.locale)),
        ("template", " · ".join(filter(None, (shown.mail.name, variant)))),
    )
    rows = "\n".join(f"<dt>{words[name]}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    body = f"""\
<nav>
{_around(gallery, edition, at)}
</nav>
<main>
<h1>{escape(letter.subject)}</h1>
<dl>
{rows}
</dl>
<p class="quiet"><a href="{shown.mail.key}.eml">{words["eml"]}</a></p>
<h2>{words["html"]}</h2>
{_frames(words, page_of(letter))}
<h2>{words["text"]}</h2>
<pre class="text" lang="{html_lang(edition.language)}">{escape(letter.text)}</pre>
</main>"""
    return _page(words, letter.subject, "../", body)


def _around(gallery: Gallery, edition: Edition, at: int) -> str:
    words, keys = edition.words, [shown.mail.key for shown in edition.mails]
    links = [f'<a href="../{gallery.index(edition)}">{words["index"]}</a>']
    if at:
        links.append(f'<a rel="prev" href="{keys[at - 1]}.html">{words["previous"]} {keys[at - 1]}</a>')
    if at + 1 < len(keys):
        links.append(f'<a rel="next" href="{keys[at + 1]}.html">{words["next"]} {keys[at + 1]}</a>')
    return "\n".join(links)


def _frames(words: dict[str, str], page: str) -> str:
    """The page in each scheme on each device, in frames in which nothing can run; a width of the phone to choose."""
    if not page:
        return f"<p>{words['no_html']}</p>"
    choice = "\n".join(
        f'<input class="choice" type="radio" name="width" id="w{width}"{" checked" if width == 320 else ""}>'
        f' <label class="choice" for="w{width}">{width}</label>'
        for width in (320, 375)
    )
    frames = "\n".join(
        _frame(words, device, width, scheme, in_scheme(page, scheme)) for device, width in DEVICES for scheme in SCHEMES
    )
    return f"""\
<span class="choice quiet">{words["width"]}:</span>
{choice}
<div class="frames">
{frames}
</div>
<p class="quiet">{escape(words["how_dark"])}</p>"""


def _frame(words: dict[str, str], device: str, width: int, scheme: str, page: str) -> str:
    """allow-same-origin without allow-scripts: the gallery may measure the mail, the mail may do nothing."""
    title = words["frame"].format(scheme=words[scheme], device=words[device], width=width)
    return (
        f'<figure class="{device} {scheme}"><figcaption>{words[device]}, {words[scheme]}</figcaption>'
        f'<iframe title="{escape(title)}" sandbox="allow-same-origin" srcdoc="{escape(page)}"></iframe></figure>'
    )


def _page(words: dict[str, str], title: str, up: str, body: str) -> str:
    return f"""\
<!DOCTYPE html>
<html lang="{words["lang"]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="stylesheet" href="{up}gallery.css">
<script src="{up}gallery.js"></script>
</head>
<body>
{body}
</body>
</html>
"""
