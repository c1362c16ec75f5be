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


class Secret(Section):
    """A password by reference: the name of an environment variable, or a file whose first line it is."""

    password_env: str | None = None
    password_file: LocalPath = None

    @field_validator("password_env")
    @classmethod
    def _the_variable_is_set(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is not None and info.context:
            password_of_variable(name, info.context.environ)
        return name

    @field_validator("password_file")
    @classmethod
    def _the_file_is_private(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is not None and info.data.get("password_env"):
            raise ValueError("stands beside password_env; keep one of the two")
        if path is not None and info.context:
            password_of_file(path)
        return path


class Login(Secret):
    """A Secret that belongs to a user name."""

    @field_validator("username", check_fields=False)
    @classmethod
    def _user_and_password_go_together(cls, username: str, info: ValidationInfo) -> str:
        if not info.context or not {"password_env", "password_file"} <= info.data.keys():
            return username
        password = info.data["password_env"] or info.data["password_file"]
        if username and not password:
            raise ValueError('has no password; add password_file = "…" (a file with mode 600) or password_env = "…"')
        if password and not username:
            raise ValueError("is missing, though a password is given")
        return username
