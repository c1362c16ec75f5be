"""What a user is guided through and asked for, by category: shipped as data, replaced where a desk says otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from processor.config_base import Section
from processor.config_errors import did_you_mean, faults_in, report, syntax_fault
from processor.config_values import one_line
from processor.errors import ConfigError
from processor.labels import FIELDS
from processor.toml_files import text_of

SHIPPED = ("self_checks.toml", "required_fields.toml")
MAX_STEPS = 10  # more are not read, let alone done
MAX_STEP_CHARS = 300


@dataclass(frozen=True, slots=True)
class Guidance:
    """
    Attributes:
        steps: locale → category → self-checks in order.
        fields: category → codes of the registration form.
    """

    steps: Mapping[str, Mapping[str, tuple[str, ...]]]
    fields: Mapping[str, tuple[str, ...]]

    def self_checks(self, category: str, locale: str) -> tuple[str, ...]:
        """What the user can try at once, in the language of *locale*; empty for an unknown category."""
        return self.steps.get(locale, {}).get(category, ())

    def required_fields(self, category: str) -> tuple[str, ...]:
        """Codes of what must be known about a problem of this category; empty for an unknown one."""
        return self.fields.get(category, ())


def load_guidance(overrides: Path | None) -> Guidance:
    """
    The guidance that comes with ticketd; each list that *overrides* has stands in the place of the shipped one.

    Args:
        overrides: a desk's own TOML file: [self_checks.zh], [self_checks.en], [required_fields], or some of them.

    Raises:
        ConfigError: with every fault of the file, each with its key, line and what would be right.
    """
    texts = [(files("templates") / name).read_text(encoding="utf-8") for name in SHIPPED]
    shipped = tomllib.loads("\n".join(texts))
    own = _read(overrides) if overrides else {}
    checks = own.get("self_checks", {})
    return Guidance(
        {locale: _lists(known) | _lists(checks.get(locale, {})) for locale, known in shipped["self_checks"].items()},
        _lists(shipped["required_fields"]) | _lists(own.get("required_fields", {})),
    )


def _field(code: str) -> str:
    if code not in FIELDS:
        raise ValueError(f'"{code}" is no field of the registration form{did_you_mean(code, FIELDS)}')
    return code


def _once(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _step(line: str) -> str:
    if len(line) > MAX_STEP_CHARS:
        raise ValueError(f"has {len(line)} characters; a step has at most {MAX_STEP_CHARS}")
    return line


def _few(steps: tuple[str, ...]) -> tuple[str, ...]:
    if len(steps) > MAX_STEPS:
        raise ValueError(f"has {len(steps)} steps; write at most {MAX_STEPS}")
    return steps


_Steps = Annotated[tuple[Annotated[str, AfterValidator(one_line), AfterValidator(_step)], ...], AfterValidator(_few)]
_Codes = Annotated[tuple[Annotated[str, AfterValidator(_field)], ...], AfterValidator(_once)]


class _Checks(Section):
    hardware: _Steps = ()
    software: _Steps = ()
    business: _Steps = ()
    consultation: _Steps = ()


class _Required(Section):
    hardware: _Codes = ()
    software: _Codes = ()
    business: _Codes = ()
    consultation: _Codes = ()


class _Languages(Section):
    zh: _Checks = _Checks()
    en: _Checks = _Checks()


class _File(Section):
    self_checks: _Languages = Field(default=_Languages())
    required_fields: _Required = Field(default=_Required())


def _read(path: Path) -> dict[str, Any]:
    """The lists that stand in the file, and no others."""
    text = text_of(path)
    try:
        return _File.model_validate(tomllib.loads(text)).model_dump(exclude_unset=True)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(report(path, [syntax_fault(str(error), text)])) from error
    except ValidationError as error:
        raise ConfigError(report(path, faults_in(error, _File), text)) from error


def _lists(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {category: tuple(entries) for category, entries in table.items()}
