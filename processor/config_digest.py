"""The sections about the managers' digest: who gets which one, and when."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator

from processor import config_values as values
from processor.config_base import Section

Form = Literal["day", "week", "month"]
ONLY_DAILY: tuple[Form, ...] = ("day",)


class Digest(Section):
    """
    Who reads the figures of the desk, or of one team.

    to: addresses of managers or leads of the directory; () for all managers. at: local time of timezone ("" for the
    desk's), on working days. week, month: on the first working day of each.
    """

    to: tuple[Annotated[str, AfterValidator(values.mail_address)], ...] = ()
    team: str = ""
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "08:30"
    timezone: Annotated[str, AfterValidator(values.zone_or_desks)] = ""
    forms: Annotated[tuple[Form, ...], Field(min_length=1)] = ONLY_DAILY

    @field_validator("forms")
    @classmethod
    def _each_once(cls, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        return tuple(dict.fromkeys(forms))

    @property
    def from_time(self) -> time:
        return time.fromisoformat(self.at)

    def zone_or(self, desks: ZoneInfo) -> ZoneInfo:
        """In which *at* is reckoned."""
        return ZoneInfo(self.timezone) if self.timezone else desks
