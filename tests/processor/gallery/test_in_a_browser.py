"""Every mail as a reader sees it: on a phone and in a window, light and dark, with images and without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.devtools import Tab, browsing, size_of
from support.images import png
from support.mail_show import GAP, IN_VIEW, WIDTHS, Look, Show

from processor.config import Config
from processor.gallery.desk import sample_config, stage_of
from processor.gallery.folder import write_gallery
from processor.gallery.frames import SCHEMES, in_scheme, page_of
from processor.gallery.samples import Shown, samples
from processor.gallery.show import editions_of
from processor.gallery.site import Gallery, gallery_files
from processor.gallery.stage import Mail
from processor.plain_words import Rendered
from processor.template_form import form_faults

BOTH = pytest.mark.parametrize("locale", ["zh", "en"])
CHECKS = (*IN_VIEW, "glyphs", "form")
MARKS = {True: "✔", False: "✘"}


def artefacts() -> Path | None:
    """Where pictures and tables are kept, if anybody wants them."""
    named = os.environ.get("TICKETD_ARTEFACTS")
    return Path(named) / "mails" if named else None


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browsing(tmp_path_factory.mktemp("browser")) as found:
        yield found


UNREADABLE = """<body style="background:#fff"><table><tr><td style="font-family:sans-serif;min-width:700px">
<p style="color:#999">faint</p><p style="font-size:9px">small</p>\u0378<img src="http://127.0.0.1:9/a.png"></table>"""


def test_what_nobody_could_read_is_found(tab: Tab, tmp_path: Path) -> None:
    show = Show(tab, tmp_path, {"bad": UNREADABLE})
    looks = _looks(show, "bad")

    found = [fault for look in looks for fault in look.faults()]
    assert {check for check, _ in found} == set(IN_VIEW)
    assert len(found) == len(looks) * len(IN_VIEW)
    assert list(_without_glyph(show, {"bad": looks})) == [("bad", ["\u0378"])]


@BOTH
def test_every_mail_can_be_read_on_a_phone_and_in_a_window_light_and_dark(
    tab: Tab, tmp_path: Path, locale: str
) -> None:
    mails, kept = samples(stage_of(sample_config(locale), locale)), artefacts()
    show = Show(tab, tmp_path, {each.mail.key: page_of(each.mail.letter) for each in mails})
    looks = {each.mail.key: _looks(show, each.mail.key, kept and kept / locale) for each in mails}
    faults = {key: [fault for look in found for fault in look.faults()] for key, found in looks.items()}
    for key, missing in _without_glyph(show, looks):
        faults[key].append(("glyphs", f"{key}: no glyph for {missing}"))
    for each in mails:
        faults[each.mail.key] += [("form", f"{each.mail.key}: {fault}") for fault in _form(each.mail)]

    if kept:
        _write_table(kept / f"{locale}.md", mails, faults)
    assert not [fault for found in faults.values() for fault in found]


def _form(mail: Mail) -> Iterator[str]:
    """Size, what it loads by its source, the number in the subject, the line above which to reply."""
    letter, number = mail.letter, mail.letter.headers.get("X-TS-Ticket", "")
    written = Rendered(letter.subject, letter.text, letter.html, letter.inline)
    yield from (f"{part} {fault}" for part, fault in form_faults(written, number))


def _looks(show: Show, key: str, kept: Path | None = None) -> list[Look]:
    """In both schemes; one picture is taken in any case, all of them where they are to be *kept*."""
    height, found = show.show(key), []
    for scheme in SCHEMES:
        found += show.looks(key, scheme)
        if kept or (key, scheme) == ("acknowledgement", "dark"):
            _keep(show.picture(height), height, kept and kept / f"{key}.{scheme}.png")
    return found


def _without_glyph(show: Show, looks: dict[str, list[Look]]) -> Iterator[tuple[str, list[str]]]:
    """Each character once: reading pixels back takes long."""
    used = {key: (found[0].found["font"], set(found[0].found["characters"])) for key, found in looks.items()}
    for font in {font for font, _ in used.values()}:
        every = set().union(*(characters for other, characters in used.values() if other == font))
        missing = set(show.without_glyph("".join(sorted(every)), font))
        yield from (
            (key, sorted(missing & own)) for key, (other, own) in used.items() if other == font and missing & own
        )


def _keep(picture: bytes, height: int, path: Path | None) -> None:
    assert size_of(picture) == (sum(WIDTHS) + GAP, height)
    assert len(picture) > height * 10  # an empty one has next to nothing
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)


def _write_table(path: Path, mails: tuple[Shown, ...], faults: dict[str, list[tuple[str, str]]]) -> None:
    """Which checks each template passes in this language, in all its samples."""
    passed: dict[str, set[str]] = {}
    for each in mails:
        name = each.mail.scene.name
        passed[name] = passed.get(name, set(CHECKS)) - {check for check, _ in faults[each.mail.key]}
    rows = [f"| {name} | {' | '.join(MARKS[check in found] for check in CHECKS)} |" for name, found in passed.items()]
    head = [f"| {path.stem} | {' | '.join(CHECKS)} |", "|---" * (len(CHECKS) + 1) + "|"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def branded(folder: Path) -> Config:
    """A desk with a logo, colours and legal lines of its own."""
    (folder / "logo.png").write_bytes(png(200, 50, (200, 30, 30)))
    plain = sample_config("en")
    desk = plain.desk.model_copy(update={"legal": "This mail may be confidential.\nCorp Ltd, registered in Example."})
    look = plain.templates.model_copy(
        update={"logo": folder / "logo.png", "accent": "#7a1f5c", "accent_dark": "#e8b4d8"}
    )
    return plain.model_copy(update={"desk": desk, "templates": look})


def test_a_desks_own_colours_and_logo_can_be_read_with_images_and_without(tab: Tab, tmp_path: Path) -> None:
    (mail,) = [each.mail for each in samples(stage_of(branded(tmp_path), "en")) if each.mail.key == "acknowledgement"]
    off = mail.letter.html or ""  # nobody gives a browser what cid: names
    show = Show(tab, tmp_path, {"with images": page_of(mail.letter), "images off": off})
    looks = {key: _looks(show, key) for key in ("with images", "images off")}

    assert not [fault for found in looks.values() for look in found for fault in look.faults()]
    for look in looks["with images"]:
        assert [natural for natural, _, _ in look.found["pictures"]] == [200]
    for look in looks["images off"]:
        assert [(natural, alt) for natural, alt, _ in look.found["pictures"]] == [(0, "IT Service Desk")]


def test_the_gallery_shows_each_scheme_as_a_reader_has_it_who_prefers_it(tab: Tab, tmp_path: Path) -> None:
    """The page that is rewritten for a scheme, in the browser of somebody who prefers the other, and the true thing."""
    (mail,) = [each.mail for each in samples(stage_of(sample_config("zh"), "zh")) if each.mail.key == "acknowledgement"]
    page = page_of(mail.letter)
    show = Show(tab, tmp_path, {"true": page, **{scheme: in_scheme(page, scheme) for scheme in SCHEMES}})
    seen = {key: _by_scheme(_looks(show, key)) for key in ("true", *SCHEMES)}

    assert seen["true"]["dark"] != seen["true"]["light"]
    for scheme in SCHEMES:
        assert seen[scheme] == dict.fromkeys(SCHEMES, seen["true"][scheme])


def _by_scheme(looks: list[Look]) -> dict[str, list[str]]:
    return {scheme: [look.found["colours"] for look in looks if look.scheme == scheme] for scheme in SCHEMES}


WIDTHS_SHOWN = "[...document.querySelectorAll('iframe')].map((one) => one.contentWindow.innerWidth)"
CUT_OFF = """[...document.querySelectorAll('iframe')].map((one) =>
    one.contentDocument.documentElement.scrollHeight - one.contentWindow.innerHeight).filter((cut) => cut > 0)"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_gallery_shows_whole_mails_as_wide_as_it_says_and_fits_a_phone_itself(tab: Tab, tmp_path: Path) -> None:
    write_gallery(tmp_path, gallery_files(Gallery("0", editions_of(None, "zh"))))
    tab.resize(1400, 900)
    tab.open((tmp_path / "zh" / "acknowledgement.html").as_uri())

    assert tab.evaluate(WIDTHS_SHOWN) == [320, 320, 640, 640]
    assert tab.evaluate(CUT_OFF) == [] and tab.evaluate(OVER) == 0
    tab.evaluate("document.getElementById('w375').click()")
    assert tab.evaluate(WIDTHS_SHOWN) == [375, 375, 640, 640] and tab.evaluate(CUT_OFF) == []

    for page in ("index.html", "zh/acknowledgement-long.html"):
        tab.resize(360, 800)
        tab.open((tmp_path / page).as_uri())
        assert tab.evaluate(OVER) == 0, page
