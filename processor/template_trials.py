"""Trying out every template with sample facts, before a mail needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import structlog

from processor.compose import clean_line
from processor.config import Config
from processor.notices import PARTS, RENDERED, DigestFacts, Facts, Renderer, samples_of, shipped_renderer, template_of
from processor.plain_words import Rendered
from processor.template_files import Flaw, own_files, shipped_files
from processor.template_form import form_faults

log = structlog.get_logger()


def report_flaws(config: Config, renderer: Renderer) -> None:
    """Log what is wrong; for the start of the daemon, which does not fail because of it."""
    for flaw in flaws_in(config, renderer):
        told = log.error if flaw.broken else log.warning
        told("template.flawed", file=flaw.place, line=flaw.line, reason=flaw.reason, used=not flaw.broken)


def flaws_in(config: Config, renderer: Renderer) -> tuple[Flaw, ...]:
    """What is wrong with the desk's files, and with every mail in every language."""
    folder = config.templates.override_dir
    return (*(own_files(folder)[1] if folder else ()), *try_out(renderer))


def try_out(renderer: Renderer) -> tuple[Flaw, ...]:
    """Every mail in every language with all samples; what is wrong with a file is told once."""
    return tuple(
        _once(
            flaw
            for language in renderer.languages
            for name in RENDERED
            for flaw in _flaws(renderer, name, language)
        )
    )  # fmt: skip


def _flaws(renderer: Renderer, name: str, language: str) -> Iterator[Flaw]:
    for facts in samples_of(name):
        written: dict[str, str] = {}
        for part in PARTS:
            file = renderer.templates.file_of(template_of(name), part, language)
            try:
                written[part] = renderer.part(name, part, language, facts)
            except Exception as error:  # a template can raise anything
                place, line = renderer.templates.place_of(error, file)
                yield Flaw(place, line, f"{type(error).__name__}: {error}")
            else:
                if not written[part].strip():
                    yield Flaw(file, 0, "is empty")
        if renderer.has_own and len(written) == len(PARTS):
            subject, text, html = written.values()
            yield from _ill_formed(renderer, (name, language), facts, Rendered(clean_line(subject), text, html))


def _ill_formed(renderer: Renderer, mail: tuple[str, str], facts: Facts, written: Rendered) -> Iterator[Flaw]:
    """What the shipped mail has, and the desk's has not."""
    name, language = mail
    shipped = shipped_renderer().render(name, language, facts)
    if written == shipped:
        return
    said = next((line for line in facts.words.splitlines() if line.strip() and line in shipped.text), "")
    title = "" if isinstance(facts, DigestFacts) else facts.title
    signs = tuple(line for line in (title, *facts.words.splitlines()) if "<" in line)
    usual = set(form_faults(shipped, facts.number, said))
    for part, reason in form_faults(written, facts.number, said, signs):
        if (part, reason) not in usual:
            yield Flaw(renderer.templates.file_of(template_of(name), part, language), 0, reason, broken=False)


def _once(flaws: Iterable[Flaw]) -> Iterator[Flaw]:
    """Each once. What a layout leaves out is missing in all that is made of it: the first stands for the others."""
    alike: dict[object, list[Flaw]] = {}
    for flaw in dict.fromkeys(flaws):
        alike.setdefault(flaw.reason if not flaw.broken and flaw.place in shipped_files() else flaw, []).append(flaw)
    for first, *others in alike.values():
        yield replace(first, reason=f"{first.reason} (so do {len(others)} more files)") if others else first
