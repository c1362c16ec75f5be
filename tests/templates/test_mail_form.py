"""Every mail in every language keeps to the form, with few facts, with many, and with the largest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.images import png
from support.mail_form import CHECKS, Fault, check

from processor.appearance import PLAIN
from processor.case_facts import MAX_EXCERPT_CHARS, CaseFacts, Spoken
from processor.desk.case_sheet import MAX_SPOKEN
from processor.fact_lines import MAX_VALUE_CHARS
from processor.labels import FIELDS
from processor.languages import html_lang
from processor.logos import Logo
from processor.notices import RENDERED, UNVERIFIED, Facts, Rendered, Renderer, TicketFacts, samples_of
from processor.template_form import MAX_PAGE_BYTES

LANGUAGES = ("zh", "en")
INKS = frozenset({"#1f2329", "#5c6370", PLAIN.accent_text})  # of the layout: words, remarks, the name on its band
LONG_CHARS = 13_000  # of a letter: with all else that a mail can have, nearly as much as a page may be
BRANDED = replace(
    PLAIN,
    accent="#7a1f5c",
    accent_dark="#e8b4d8",
    accent_dark_text="#000000",
    legal=("本邮件可能含有保密信息。", "某某有限公司"),
    logo=Logo("logo.png", "image/png", png(80, 20), 80, 20),
    logo_cid="logo.1@example.org",
)


def cases(name: str) -> Iterator[Facts]:
    yield from samples_of(name)
    first = samples_of(name)[0]
    long = "很" * MAX_VALUE_CHARS
    form = tuple((field, long) for field in FIELDS)
    if isinstance(first, CaseFacts):
        thread = (Spoken(long[:80], "长" * MAX_EXCERPT_CHARS),) * MAX_SPOKEN
        yield replace(first, words="很" * LONG_CHARS, thread=thread, form=form)
    if isinstance(first, TicketFacts):
        yield replace(first, words="很" * LONG_CHARS, rows=(("结果", long),) * 8, form=form)


def faults_of(renderer: Renderer, name: str, language: str) -> Iterator[Fault]:
    for facts in cases(name):
        words = facts.as_dict(language) | (
            {"blocks": ()} if name == "digest" else {}
        )  # its text has no columns, but bars
        yield from check(renderer.render(name, language, facts), words, html_lang(language), INKS)


def test_every_mail_in_every_language_keeps_to_the_form() -> None:
    renderer = Renderer()

    found = {(name, at): list(faults_of(renderer, name, at)) for name in RENDERED for at in LANGUAGES}

    if folder := os.environ.get("TICKETD_ARTEFACTS"):
        write_table(Path(folder) / "mails" / "form.md", found)
    assert not {key: faults for key, faults in found.items() if faults}


@pytest.mark.parametrize("name", ["answer", "user_wrote"])
def test_what_is_longer_than_a_page_may_be_goes_out_whole_as_text_alone(name: str) -> None:
    letter = "\n".join(f"{line:05} {'很' * 94}" for line in range(300))  # 30,000 characters

    mail = Renderer(appearance=BRANDED).render(name, "zh", replace(samples_of(name)[0], words=letter))

    assert mail.html is None and mail.inline == ()
    assert all(line in mail.text for line in letter.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_desks_own_colours_and_logo_keep_to_the_form(language: str) -> None:
    renderer = Renderer(appearance=BRANDED)

    for name in ("acknowledgement", "new_ticket", "digest"):
        assert not list(faults_of(renderer, name, language))


def write_table(path: Path, found: dict[tuple[str, str], list[Fault]]) -> None:
    """Which checks each template passes in each language, with all its samples."""
    lines = [f"| template | language | {' | '.join(CHECKS)} |", "|---" * (len(CHECKS) + 2) + "|"]
    for (name, language), faults in found.items():
        failed = {fault.check for fault in faults}
        marks = " | ".join("✘" if each in failed else "✔" for each in CHECKS)
        lines.append(f"| {name} | {language} | {marks} |")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


GOOD = Renderer().render("accepted", "en", TicketFacts("TS-1", "t", "hardware", "urgent", 2, "", "Desk", moment="at 5"))


def spoilt(old: str, new: str) -> Rendered:
    assert old in (GOOD.html or "")
    return replace(GOOD, html=(GOOD.html or "").replace(old, new))


@pytest.mark.parametrize(
    ("mail", "fault"),
    [
        (replace(GOOD, text=GOOD.text.replace("at 5", "")), "same facts"),
        (spoilt("at 5", ""), "same facts"),
        (spoilt("</body>", "<p>"), "structure"),
        (spoilt("</body>", "<p><table></table></p></body>"), "structure"),
        (spoilt("</body>", '<img class="ink" src="cid:a"></body>'), "structure"),
        (spoilt("<!DOCTYPE html>", ""), "structure"),
        (spoilt('lang="en"', 'lang="zh-CN"'), "language"),
        (spoilt("color:#1f2329", "color:#a0a0a0"), "contrast light"),
        (spoilt(".ink { color: #ececec", ".ink { color: #333333"), "contrast dark"),
        (spoilt("color:#5c6370", "color:#0000c0"), "no colour alone"),
        (spoilt("max-width:600px", "width:600px"), "narrow"),
        (spoilt("</body>", '<img src="https://example.org/a.png" alt="x"></body>'), "form"),
        (spoilt("</body>", "x" * MAX_PAGE_BYTES + "</body>"), "form"),
        (replace(GOOD, subject="t"), "form"),
        (replace(GOOD, text=GOOD.text.partition("\n")[2]), "form"),
    ],
)
def test_each_fault_is_found(mail: Rendered, fault: str) -> None:
    facts = {"number": "TS-1", "moment": "at 5"}

    assert check(GOOD, facts, "en", INKS) == []
    assert fault in {found.check for found in check(mail, facts, "en", INKS)}


def test_what_the_unverified_get_is_among_what_is_checked() -> None:
    assert "acknowledgement" + UNVERIFIED in RENDERED and "answer" + UNVERIFIED in RENDERED
