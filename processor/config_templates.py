"""What our mails look like: colours, logo, and templates of the desk's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator

from processor.colours import MIN_CONTRAST, colour, contrast, nearest_on, reads_on
from processor.config_base import ExistingFile, LocalPath, Section
from processor.logos import read_logo


def _existing_folder(path: Path | None, info: ValidationInfo) -> Path | None:
    if path is not None and info.context and not path.is_dir():
        raise ValueError(f"the folder {path} does not exist; run: mkdir -p {path}")
    return path


def _colour_or_none(text: str) -> str:
    return colour(text) if text else ""


Colour = Annotated[str, AfterValidator(colour)]
ColourIfAny = Annotated[str, AfterValidator(_colour_or_none)]


class Templates(Section):
    override_dir: Annotated[LocalPath, AfterValidator(_existing_folder)] = None
    accent: Colour = "#1d4f91"
    accent_dark: ColourIfAny = ""
    accent_text: ColourIfAny = ""
    logo: ExistingFile = None

    @field_validator("accent_text")
    @classmethod
    def _can_be_read(cls, text: str, info: ValidationInfo) -> str:
        grounds = {key: ground for key in ("accent", "accent_dark") if (ground := info.data.get(key))}
        if not text or reads_on(text, *grounds.values()):
            return text
        where, ground = min(grounds.items(), key=lambda each: contrast(text, each[1]))
        near = nearest_on(text, *grounds.values())
        hint = f'the nearest that has it is "{near}"' if near else "leave it out: each then gets black or white"
        raise ValueError(
            f'"{text}" on {where} = "{ground}" has a contrast of {contrast(text, ground):.1f}:1 and can hardly be '
            f"read; at least {MIN_CONTRAST:g}:1 is needed; {hint}"
        )

    @field_validator("logo")
    @classmethod
    def _can_be_shown(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is not None and info.context:
            read_logo(path)
        return path
