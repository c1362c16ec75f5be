"""The secrets that a section [[oauth]] refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from processor.config_oauth import Oauth
from processor.errors import TokenRefused
from processor.passwords import password_of_file, password_of_variable


def client_secret(section: Oauth, environ: Mapping[str, str]) -> str:
    """
    "" for a public client.

    Raises:
        TokenRefused: what the section refers to has gone since it was read.
    """
    try:
        if section.client_secret_env:
            return password_of_variable(section.client_secret_env, environ, "client_secret")
        if section.client_secret_file:
            return password_of_file(section.client_secret_file, "client_secret")
    except ValueError as error:
        raise TokenRefused(str(error)) from error
    return ""


def kept_secrets(section: Oauth, environ: Mapping[str, str]) -> Iterator[str]:
    """All that are there now."""
    if secret := client_secret(section, environ):
        yield secret
    if section.refresh_token_file:
        with suppress(ValueError):  # there is none yet; who needs it says so
            yield password_of_file(section.refresh_token_file, "refresh_token")
