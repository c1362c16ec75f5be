"""The whole gallery of a desk: which languages it has, and all its mails in each."""

from __future__ import annotations

from processor.config import Config
from processor.errors import ProcessorError
from processor.gallery.desk import sample_config, stage_of
from processor.gallery.samples import samples
from processor.gallery.site import Edition
from processor.languages import WRITTEN
from processor.notices import Renderer, renderer_of


def editions_of(config: Config | None, language: str) -> tuple[Edition, ...]:
    """
    Every mail in *language*; "": in each that there is, the desk's own first.

    Args:
        config: None for a desk with nothing but defaults.

    Raises:
        ProcessorError: there are no templates in this language. ConfigError: see `stage_of`.
    """
    if config is None:
        wanted = [_known(language, WRITTEN)] if language else list(WRITTEN)
        return tuple(_edition(sample_config(locale), locale, renderer_of(sample_config(locale))) for locale in wanted)
    renderer, own = renderer_of(config), config.desk.locale
    others = sorted(set(renderer.languages) - {own})
    wanted = [_known(language, renderer.languages)] if language else [own, *others]
    return tuple(_edition(config, each, renderer) for each in wanted)


def _known(language: str, known: tuple[str, ...]) -> str:
    found = {each.lower(): each for each in known}
    chosen = found.get(language.replace("_", "-").lower())
    if chosen is None:
        raise ProcessorError(f"there are no mails in {language}; there are {', '.join(sorted(known))}")
    return chosen


def _edition(config: Config, language: str, renderer: Renderer) -> Edition:
    stage = stage_of(config, language, renderer)
    return Edition(language, stage.locale, config.desk.name, samples(stage))
