"""What the mails of a desk look like, as templates get to see it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from parsers.message import Attachment
from processor.colours import MIN_SHAPE_CONTRAST, WHITE, nearest_on, plain_on
from processor.compose import ascii_address
from processor.config import Config
from processor.config_templates import Templates
from processor.errors import ConfigError
from processor.fact_lines import clean_lines
from processor.logos import Logo, read_logo

CARD, CARD_DARK = WHITE, "#232529"  # what a mail is written on, as base.html.j2 has it


@dataclass(frozen=True, slots=True)
class Appearance:
    """
    Attributes:
        accent, accent_text: the band at the head of a mail and the words on it, `#rrggbb`.
        accent_dark, accent_dark_text: the same where the reader's program is dark.
        legal: lines at the foot of each mail.
        logo_cid: Content-ID, without < >, by which a page shows the logo.
    """

    accent: str = Templates().accent
    accent_text: str = plain_on(Templates().accent)
    accent_dark: str = Templates().accent
    accent_dark_text: str = plain_on(Templates().accent)
    legal: tuple[str, ...] = ()
    logo: Logo | None = None
    logo_cid: str = ""

    def words(self) -> dict[str, object]:
        """For the templates; logo: None, or src, width and height. accent_shape: the accent as it can be seen."""
        logo = self.logo
        return {
            "accent": self.accent,
            "accent_text": self.accent_text,
            "accent_dark": self.accent_dark,
            "accent_dark_text": self.accent_dark_text,
            "accent_shape": nearest_on(self.accent, CARD, least=MIN_SHAPE_CONTRAST),
            "accent_shape_dark": nearest_on(self.accent_dark, CARD_DARK, least=MIN_SHAPE_CONTRAST),
            "legal": self.legal,
            "logo": logo and {"src": f"cid:{self.logo_cid}", "width": logo.width, "height": logo.height},
        }

    @property
    def own_images(self) -> frozenset[str]:
        """SHA-256 of what comes back with every answer and is no file of the sender."""
        return frozenset({hashlib.sha256(self.logo.data).hexdigest()} if self.logo else ())

    def shown_in(self, page: str | None) -> tuple[Attachment, ...]:
        """The files that *page* shows: the logo, or nothing."""
        if not self.logo or not page or f"cid:{self.logo_cid}" not in page:
            return ()
        return (Attachment(self.logo.name, self.logo.content_type, self.logo.data, self.logo_cid, inline=True),)


PLAIN = Appearance()


def appearance_of(config: Config) -> Appearance:
    """
    Raises:
        ConfigError: the logo cannot be read any more.
    """
    wanted = config.templates
    dark = wanted.accent_dark or wanted.accent
    try:
        logo = read_logo(wanted.logo) if wanted.logo else None
    except ValueError as error:
        raise ConfigError(f"templates.logo: {error}") from error
    return Appearance(
        accent=wanted.accent,
        accent_text=wanted.accent_text or plain_on(wanted.accent),
        accent_dark=dark,
        accent_dark_text=wanted.accent_text or plain_on(dark),
        legal=clean_lines(config.desk.legal.splitlines()),
        logo=logo,
        logo_cid=_cid(logo, config.desk.address) if logo else "",
    )


def _cid(logo: Logo, desk_address: str) -> str:
    """Of the form of a Message-ID (RFC 2392 §2), the same for the same image."""
    domain = ascii_address(desk_address).rpartition("@")[2]
    return f"logo.{hashlib.sha256(logo.data).hexdigest()[:16]}@{domain}"
