"""The sections about teams: which tickets they get, and who of them gets the next one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from processor import config_values as values
from processor.config_base import Section

Category = Literal["hardware", "software", "business", "consultation"]
Strategy = Literal["least_loaded", "round_robin", "manual"]
TeamName = Annotated[str, AfterValidator(values.one_line)]


class Team(Section):
    """Its people are those whose team in the directory is called by the name or an alias."""

    name: TeamName
    aliases: tuple[TeamName, ...] = ()
    categories: tuple[Category, ...] = ()
    strategy: Strategy = "least_loaded"
