"""What the sections of a configuration are made of: paths relative to their file, passwords by reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, field_validator

from processor.passwords import password_of_file, password_of_variable


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What reading a file adds to what stands in it; models made in code are validated without."""

    folder: Path
    environ: Mapping[str, str]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


def _from_here(path: Path | None, info: ValidationInfo) -> Path | None:
    """Relative paths are relative to the folder of the configuration file."""
    around: Surroundings | None = info.context
    return around.folder / path if path is not None and around else path


def _existing(path: Path | None, info: ValidationInfo) -> Path | None:
    if path is not None and info.context and not path.is_file():
        raise ValueError(f"{path} does not exist or is no file")
    return path


def in_a_folder(path: Path | None, info: ValidationInfo) -> Path | None:
    if path is not None and info.context and not path.parent.is_dir():
        raise ValueError(f"the folder {path.parent} does not exist; run: mkdir -p {path.parent}")
    return path


LocalPath = Annotated[Path | None, AfterValidator(_from_here)]
ExistingFile = Annotated[Path | None, AfterValidator(_from_here), AfterValidator(_existing)]


def variable_that_is_set(name: str | None, info: ValidationInfo, what: str) -> str | None:
    """Name of an environment variable that holds the secret *what*."""
    if name is not None and info.context:
        password_of_variable(name, info.context.environ, what)
    return name


def private_file(path: Path | None, info: ValidationInfo, what: str) -> Path | None:
    """A file that holds the secret *what*, unless an environment variable does."""
    if path is not None and info.data.get(f"{what}_env"):
        raise ValueError(f"stands beside {what}_env; keep one of the two")
    if path is not None and info.context:
        password_of_file(path, what)
    return path


class Secret(Section):
    """A password by reference: the name of an environment variable, or a file whose first line it is."""

    password_env: str | None = None
    password_file: LocalPath = None

    @field_validator("password_env")
    @classmethod
    def _the_variable_is_set(cls, name: str | None, info: ValidationInfo) -> str | None:
        return variable_that_is_set(name, info, "password")

    @field_validator("password_file")
    @classmethod
    def _the_file_is_private(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        return private_file(path, info, "password")


class Login(Secret):
    """A Secret that belongs to a user name, or the name of a table [[oauth]] in its place."""

    oauth: str = ""

    @field_validator("oauth")
    @classmethod
    def _one_way_to_log_in(cls, name: str, info: ValidationInfo) -> str:
        given = [key for key in ("password_env", "password_file") if info.data.get(key)]
        if name and given:
            raise ValueError(f"stands beside {given[0]}; a login is by password or by OAuth, keep one of the two")
        return name

    @field_validator("username", check_fields=False)
    @classmethod
    def _user_and_password_go_together(cls, username: str, info: ValidationInfo) -> str:
        if not info.context or not {"password_env", "password_file", "oauth"} <= info.data.keys():
            return username
        password = info.data["password_env"] or info.data["password_file"]
        if username and not (password or info.data["oauth"]):
            raise ValueError('has no password; add password_file = "…" (a file with mode 600) or password_env = "…"')
        if not username and (password or info.data["oauth"]):
            raise ValueError(f"is missing, though {'a password' if password else 'oauth'} is given")
        return username
