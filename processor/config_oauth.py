"""The section of the configuration that says how to sign in by OAuth 2.0 in place of a password."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from processor import config_values as values
from processor.config_base import ExistingFile, LocalPath, Section, in_a_folder, private_file, variable_that_is_set
from processor.passwords import password_of_file

LIBRARIES = ("authlib", "requests")  # of the extra "oauth"
OneLine = Annotated[str, AfterValidator(values.one_line)]
TokenServer = Annotated[str, AfterValidator(values.token_server_url)]
Tenant = Annotated[str, AfterValidator(values.tenant)]


class Oauth(Section):
    """An application that is registered at a provider. With *refresh_token_file* it acts for a user, else by itself."""

    name: OneLine
    provider: Literal["microsoft", "google"] | None = None
    tenant: Tenant | None = None
    token_url: TokenServer | None = None
    device_url: TokenServer | None = None
    client_id: OneLine
    refresh_token_file: Annotated[LocalPath, AfterValidator(in_a_folder)] = None
    client_secret_env: str | None = None
    client_secret_file: LocalPath = None
    scope: str | None = None
    ca_file: ExistingFile = None
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 30

    @property
    def has_secret(self) -> bool:
        return bool(self.client_secret_env or self.client_secret_file)

    @field_validator("name")
    @classmethod
    def _the_libraries_are_there(cls, name: str, info: ValidationInfo) -> str:
        missing = [library for library in LIBRARIES if find_spec(library) is None]
        if info.context and missing:
            raise ValueError(f"needs {' and '.join(missing)}; run: pip install 'ticketd[oauth]'")
        return name

    @field_validator("tenant")
    @classmethod
    def _microsoft_has_tenants(cls, tenant: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("provider") == "microsoft" and not tenant:
            raise ValueError('is missing; write the domain of the organisation at Microsoft: "example.onmicrosoft.com"')
        return tenant

    @field_validator("token_url")
    @classmethod
    def _tokens_come_from_somewhere(cls, url: str | None, info: ValidationInfo) -> str | None:
        if not url and info.data.get("provider", "wrong") is None:
            raise ValueError('is missing; write provider = "microsoft" or "google", or token_url = "https://…"')
        return url

    @field_validator("refresh_token_file")
    @classmethod
    def _a_new_token_can_be_kept(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is None and info.data.get("provider") == "google":
            raise ValueError("is missing; Google lets an application into a mailbox for its user only")
        if path is not None and info.context:
            folder = path.resolve().parent  # the token is written where a link leads to
            if not os.access(folder, os.W_OK):
                raise ValueError(f"ticketd has to write in {folder}: each refresh may bring a new token")
            if path.exists() and path.stat().st_size:  # `ticketd oauth` makes it, and fills an empty one
                password_of_file(path, "refresh_token")
        return path

    @field_validator("client_secret_env")
    @classmethod
    def _the_variable_is_set(cls, name: str | None, info: ValidationInfo) -> str | None:
        return variable_that_is_set(name, info, "client_secret")

    @field_validator("client_secret_file")
    @classmethod
    def _the_file_is_private(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if not path and not info.data.get("client_secret_env", "wrong") and _wants_a_secret(info):
            raise ValueError('is missing; write client_secret_file = "…" (chmod 600) or client_secret_env = "…"')
        return private_file(path, info, "client_secret")


def _wants_a_secret(info: ValidationInfo) -> bool:
    """Who acts by itself has nothing else to prove who it is; Google wants one of every application."""
    by_itself = info.data.get("refresh_token_file", "wrong") is None
    return by_itself or info.data.get("provider") == "google"
