"""What the mails of a desk look like: colours, logo, legal lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.configs import make_config
from support.images import png

from parsers.message import Address, Attachment
from parsers.mime import parse_message
from processor.app import parse_options
from processor.appearance import CARD, CARD_DARK, PLAIN, appearance_of
from processor.colours import contrast
from processor.compose import Letter, compose
from processor.config import Config
from processor.errors import ConfigError
from processor.notices import DIGEST_SAMPLES, Renderer, TicketFacts, renderer_of

FACTS = TicketFacts("TS-1", "t", "hardware", "urgent", 2, "", "IT 服务台", signature="分机 8000")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "logo.png").write_bytes(png(200, 50))
    legal = "本邮件可能含有保密信息。\n\n某某有限公司"
    return make_config(tmp_path, desk={"legal": legal}, templates={"logo": "logo.png", "accent": "#FFD"})


def test_words_on_a_band_are_black_or_white_unless_said_otherwise(tmp_path: Path) -> None:
    for colours, light, dark in (
        ({"accent": "#ffffdd", "accent_dark": "#333"}, "#000000", "#ffffff"),
        ({"accent": "#222", "accent_text": "#ffd"}, "#ffffdd", "#ffffdd"),
    ):
        made = appearance_of(make_config(tmp_path, templates=colours))
        assert (made.accent_text, made.accent_dark_text) == (light, dark)
    assert appearance_of(make_config(tmp_path)) == PLAIN


@pytest.mark.parametrize("accent", ["#1d4f91", "#ffffdd", "#232529", "#000000", "#808080"])
def test_the_bars_of_a_digest_can_be_seen_in_light_and_dark_whatever_the_accent(accent: str) -> None:
    look = replace(PLAIN, accent=accent, accent_dark=accent)
    words = look.words()

    page = Renderer(appearance=look).render("digest", "zh", DIGEST_SAMPLES[0]).html or ""

    assert contrast(str(words["accent_shape"]), CARD) >= 3 and contrast(str(words["accent_shape_dark"]), CARD_DARK) >= 3
    assert f"background-color:{CARD};" in page and f".card {{ background-color: {CARD_DARK}" in page
    assert f"line-height:8px;background-color:{words['accent_shape']};" in page
    assert f".bar {{ background-color: {words['accent_shape_dark']} !important" in page


def test_the_logo_goes_with_the_mail_that_shows_it_and_its_name_is_the_desks(config: Config) -> None:
    mail = renderer_of(config).render("accepted", "zh", FACTS)

    (logo,) = mail.inline
    assert f'src="cid:{logo.cid}" alt="IT 服务台" width="160" height="40"' in (mail.html or "")
    assert logo.inline and logo.cid.endswith("@example.org") and logo.data.startswith(b"\x89PNG")
    assert "background-color:#ffffdd" in (mail.html or "")


def test_name_signature_and_legal_lines_close_the_text_and_the_page(config: Config) -> None:
    mail = renderer_of(config).render("accepted", "zh", FACTS)
    twice = renderer_of(config).render("accepted", "zh", replace(FACTS, signature="IT 服务台\n分机 8000"))

    foot = mail.text.partition("\n-- \n")[2].splitlines()
    assert foot[:2] == ["IT 服务台", "分机 8000"] and foot[-2:] == ["本邮件可能含有保密信息。", "某某有限公司"]
    assert all(line in (mail.html or "") for line in foot[-2:])
    assert twice.text == mail.text  # a signature that begins with the name does not say it again


def test_the_logo_that_comes_back_with_an_answer_is_no_file_of_the_user(config: Config) -> None:
    logo = renderer_of(config).render("accepted", "zh", FACTS).inline[0]
    theirs = Attachment("a.png", "image/png", png(8, 8), cid="a@b", inline=True)
    raw = compose(
        Letter(
            sender=Address("li@example.org"),
            recipient=Address("support@example.org"),
            subject="Re: [TS-1] t",
            text="谢谢",
            html=f'<p>谢谢</p><img src="cid:a@b"><blockquote><img src="cid:{logo.cid}"></blockquote>',
            message_id="a@example.org",
            date=datetime(2026, 11, 22, tzinfo=UTC),
            inline=(theirs, logo),
        )
    )

    assert [file.data for file in parse_message(raw, parse_options(config)).attachments] == [theirs.data]


def test_a_logo_that_has_gone_since_is_said_so(config: Config) -> None:
    assert config.templates.logo
    config.templates.logo.unlink()

    with pytest.raises(ConfigError, match=r"templates\.logo: .*cannot be read"):
        appearance_of(config)
