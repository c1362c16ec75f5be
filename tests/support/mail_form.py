"""The form of a mail: what each of ours has to keep to, found by reading its source; what a browser shows is apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from processor.colours import MIN_CONTRAST, contrast
from processor.plain_words import Rendered
from processor.template_form import form_faults
from support.pages import Skeleton, lines_of

NARROWEST = 320  # CSS pixels: the width of the smallest phones in use
CHECKS = ("same facts", "structure", "language", "contrast light", "contrast dark", "no colour alone", "narrow", "form")
# A mail without a page has nothing to check: those elements have no end (HTML, "void elements").
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS = frozenset({"p", "div", "table", "ul", "ol", "hr", "h1", "h2", "h3", "blockquote", "pre"})
_INSIDE = {"tr": {"table", "tbody", "thead"}, "td": {"tr"}, "th": {"tr"}, "li": {"ul", "ol"}}
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)
_RULE = re.compile(r"\.([\w-]+) \{([^}]*)\}")
_COLOUR = re.compile(r"(?<![-\w])(color|background-color):\s*(#[0-9a-f]{6})")
_FIXED = re.compile(r"(?<![-\w])(?:min-)?width:\s*(\d+)px")

_ADDRESS = re.compile(r"<(mailto:[^>]*)>")

Colours = dict[str, str]  # "color" and "background-color" → #rrggbb


@dataclass(frozen=True, slots=True)
class Fault:
    """check: of `CHECKS`."""

    check: str
    reason: str


@dataclass
class _Element:
    tag: str
    light: Colours
    dark: Colours


@dataclass
class _Page(HTMLParser):
    """Walks a page with the colours that each of its words has."""

    dark_rules: Mapping[str, Colours]
    open: list[_Element] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    inks: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self._fault("structure", f"<{tag}> has an attribute twice")
        self._check_place(tag)
        parent = self.open[-1] if self.open else _Element("", {}, {})
        own = dict(_COLOUR.findall(found.get("style", "")))
        dark = {**own, **self._by_class(found.get("class", ""))}
        element = _Element(tag, {**parent.light, **own}, {**parent.dark, **dark})
        if tag not in _VOID:
            self.open.append(element)
        if tag == "img":
            self._check_image(found, element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self._fault("structure", f"</{tag}> ends {self.open[-1].tag if self.open else 'nothing'}")
        elif tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not {"style", "title", "head"} & {element.tag for element in self.open}:
            self._check_contrast(data.strip(), self.open[-1])

    def _check_place(self, tag: str) -> None:
        inside = [element.tag for element in self.open]
        if tag in _BLOCKS and "p" in inside:
            self._fault("structure", f"<{tag}> inside <p> ends it")
        if tag in _INSIDE and (not inside or inside[-1] not in _INSIDE[tag]):
            self._fault("structure", f"<{tag}> inside <{inside[-1] if inside else ''}>")
        if tag == "a" and "a" in inside:
            self._fault("structure", "<a> inside <a>")

    def _check_image(self, found: Mapping[str, str], element: _Element) -> None:
        if not found.get("alt", "").strip():
            self._fault("structure", "<img> without alt: nothing is left with images off")
        self._check_contrast(found.get("alt", ""), element)

    def _check_contrast(self, text: str, element: _Element) -> None:
        self.inks.add(element.light.get("color", ""))
        for scheme, colours in (("light", element.light), ("dark", element.dark)):
            ratio = contrast(colours.get("color", "#000000"), colours.get("background-color", "#ffffff"))
            if ratio < MIN_CONTRAST:
                self._fault(f"contrast {scheme}", f"{ratio:.2f}:1 of {text[:40]!r}")

    def _by_class(self, names: str) -> Colours:
        return {key: value for name in names.split() for key, value in self.dark_rules.get(name, {}).items()}

    def _fault(self, check: str, reason: str) -> None:
        self.faults.append(Fault(check, reason))


def check(mail: Rendered, words: Mapping[str, object], lang: str, inks: frozenset[str]) -> list[Fault]:
    """
    What is wrong with *mail*; each kind of fault may be there several times.

    Args:
        words: what its template was given, `Facts.as_dict`.
        lang: that its page has to be in, as `<html lang>` says it.
        inks: colours that text may have. A reader sees the same in one: no meaning is in the colour of words.
    """
    page = mail.html or ""
    rules = {name: dict(_COLOUR.findall(body)) for name, body in _RULE.findall("".join(_DARK.findall(page)))}
    walk = _Page(rules)
    walk.feed(page)
    walk.close()
    number = str(words.get("number", ""))
    return [
        *_facts(mail, page, words),
        *walk.faults,
        *_document(walk, page, lang),
        *(Fault("no colour alone", f"text in {ink}") for ink in walk.inks - inks),
        *_narrow(page),
        *(Fault("form", f"{part} {reason}") for part, reason in form_faults(mail, number)),
    ]


def _facts(mail: Rendered, page: str, words: Mapping[str, object]) -> Iterator[Fault]:
    """Whatever the one part states the other states, too: values, and where links lead."""
    skeleton = Skeleton(page)
    text, shown = " ".join(_ADDRESS.sub("", mail.text).split()), skeleton.words
    for line in sorted({" ".join(line.split()) for line in lines_of(dict(words))} - {""}):
        if not line.startswith("mailto:") and (line in text) != (line in shown):
            yield Fault("same facts", f"{line[:60]!r} only in the {'text' if line in text else 'page'}")
    if _ADDRESS.findall(mail.text) != [target for target in skeleton.targets if target.startswith("mailto:")]:
        yield Fault("same facts", "links of the text and of the page lead to different places")


def _document(walk: _Page, page: str, lang: str) -> Iterator[Fault]:
    if not page.startswith("<!DOCTYPE html>"):
        yield Fault("structure", "no <!DOCTYPE html> at its beginning")
    if walk.open:
        yield Fault("structure", f"<{walk.open[-1].tag}> is never ended")
    for tag in ("<title>", 'name="viewport"', 'name="color-scheme" content="light dark"', "prefers-color-scheme: dark"):
        if tag not in page:
            yield Fault("structure", f"no {tag}")
    if f'<html lang="{lang}">' not in page:
        yield Fault("language", f'no <html lang="{lang}">')


def _narrow(page: str) -> Iterator[Fault]:
    widths = [int(width) for width in (*_FIXED.findall(page), *re.findall(r'\bwidth="(\d+)"', page))]
    yield from (Fault("narrow", f"{width} px wide") for width in widths if width > NARROWEST)
    if "nowrap" in page:
        yield Fault("narrow", "nowrap: a long word does not fit a phone")
