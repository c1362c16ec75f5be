"""The desk whose mails are shown: that of a configuration, or one of our own making."""

from __future__ import annotations

from processor.config import Config
from processor.desk.guidance import load_guidance
from processor.desk.notifier import Notifier
from processor.desk.timetable import deadlines_of
from processor.gallery.cast import DESK_ADDRESS, DESK_NAME, SIGNATURE
from processor.gallery.stage import Stage
from processor.gallery.story import Story
from processor.gallery.texts import put
from processor.notices import Renderer, renderer_of


def sample_config(locale: str) -> Config:
    """A desk with nothing but defaults; locale: "zh" or "en"."""
    return Config.model_validate(
        {
            "desk": {
                "name": put(DESK_NAME, locale),
                "address": DESK_ADDRESS,
                "signature": put(SIGNATURE, locale),
                "locale": locale,
            },
            "mailbox": [{"name": "samples", "url": "imap://localhost"}],
            "smtp": {"host": "localhost"},
        }
    )


def stage_of(config: Config, language: str, renderer: Renderer | None = None) -> Stage:
    """
    Where mails to readers of *language* are made, as the desk of *config* would make them.

    Raises:
        ConfigError: its guidance or its logo cannot be read.
    """
    notifier = Notifier(config, renderer or renderer_of(config), str)
    guidance = load_guidance(config.acknowledgement.guidance_file)
    return Stage(notifier, guidance, Story(config, deadlines_of(config), language))
