"""Every mail has a sample, and each sample is a mail as the desk would send it."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import default

import pytest

from parsers.subjects import read_subject
from processor.compose import compose
from processor.gallery.cast import CASES
from processor.gallery.desk import sample_config, stage_of
from processor.gallery.procedure import MOMENTS
from processor.gallery.samples import SCENES, Shown, missing, samples
from processor.gallery.wording import VARIANTS, WORDS
from processor.notices import NAMES, UNVERIFIED

BOTH = pytest.mark.parametrize("locale", ["zh", "en"])


@pytest.fixture(scope="module")
def shown() -> dict[str, tuple[Shown, ...]]:
    return {locale: samples(stage_of(sample_config(locale), locale)) for locale in ("zh", "en")}


def test_every_notice_has_a_sample() -> None:
    assert not missing(NAMES), (
        f"no sample of {', '.join(missing(NAMES))}: say in processor/gallery/procedure.py when it is sent, and write a "
        "Scene for it in processor/gallery/scenes_*.py; then ticketd preview --text > docs/mails.md"
    )


def test_nothing_is_shown_that_the_desk_does_not_send() -> None:
    entered = [name for moment in MOMENTS for name in moment.mails]
    known = {name.removesuffix(UNVERIFIED) for name in NAMES}

    assert len(entered) == len(set(entered))
    assert set(entered) == {scene.name.removesuffix(UNVERIFIED) for scene in SCENES} <= known


@BOTH
def test_each_sample_has_a_name_of_its_own(shown: dict[str, tuple[Shown, ...]], locale: str) -> None:
    keys = [each.mail.key for each in shown[locale]]

    assert len(keys) == len(set(keys)) == len(SCENES)


@BOTH
def test_no_sample_is_written_in_plain_words_because_its_template_is_broken(
    shown: dict[str, tuple[Shown, ...]], locale: str
) -> None:
    assert not [each.mail.key for each in shown[locale] if each.mail.letter.html is None]


@BOTH
def test_answers_to_a_sample_would_find_its_ticket(shown: dict[str, tuple[Shown, ...]], locale: str) -> None:
    for each in shown[locale]:
        mail = BytesParser(policy=default).parsebytes(compose(each.mail.letter))
        found = read_subject(str(mail["Subject"])).ticket

        assert bool(found) == (each.mail.scene.case in CASES), each.mail.key


@BOTH
def test_no_sample_holds_a_brace_or_a_word_of_the_other_language_in_its_place(
    shown: dict[str, tuple[Shown, ...]], locale: str
) -> None:
    for each in shown[locale]:
        said = each.mail.letter.subject + each.mail.letter.text + (each.mail.letter.html or "").partition("<body")[2]
        assert "{" not in said, each.mail.key
        if locale == "en":
            foreign = [char for char in said.replace("请在此线以上回复", "") if "\u4e00" <= char <= "\u9fff"]
            assert not foreign, (each.mail.key, foreign)


def test_who_has_not_proven_their_address_is_shown_the_mail_without_a_name(shown: dict[str, tuple[Shown, ...]]) -> None:
    unproven = [each.mail for each in shown["zh"] if each.mail.scene.name.endswith(UNVERIFIED)]

    assert len(unproven) > 7
    for mail in unproven:
        assert mail.letter.recipient.name == "" and "李娜" not in mail.letter.text, mail.key


def test_both_languages_have_every_word() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert VARIANTS["zh"].keys() == VARIANTS["en"].keys() >= {scene.variant for scene in SCENES}
