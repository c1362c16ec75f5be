"""`ticketd oauth`."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup

if TYPE_CHECKING:
    from processor.config import Config
    from processor.config_oauth import Oauth
    from processor.oauth.presets import Service


@click.command()
@click.argument("name")
@pass_setup
def oauth(setup: Setup, name: str) -> None:
    """
    Get the first refresh token of the table [[oauth]] called NAME.

    Shows an address and a code to enter there in any browser, signed in as the user whose mailbox it is; waits for it
    (device flow, RFC 8628), and writes the token to refresh_token_file. An older one there is replaced.
    """
    from processor.oauth.device import wait_for_person
    from processor.oauth.endpoint import Endpoint
    from processor.oauth.presets import client_of
    from processor.oauth.refresh_file import RefreshFile
    from processor.oauth.secrets import client_secret

    section = _section(setup.config, name)
    if not section.refresh_token_file:
        raise click.UsageError(
            f'"{name}" has no refresh_token_file: it signs in by itself, and there is nothing to get'
        )
    client = client_of(section, *_services(setup.config, name))
    if not client.device_url:
        raise click.UsageError(
            "this provider gives no mailbox by a code; docs/oauth.md says how to get a refresh token"
        )
    endpoint = Endpoint(client, partial(client_secret, section, setup.environ))
    asked = endpoint.device_code()
    click.echo(f"Open {asked.url} in a browser, enter the code {asked.user_code}")
    click.echo("and sign in as the user whose mailbox it is. Waiting ...")
    granted = wait_for_person(asked, endpoint.redeem_device_code, time.monotonic, time.sleep)
    if not granted.refresh_token:
        raise click.ClickException("the provider gave no refresh token; for most the scope has to hold offline_access")
    RefreshFile(section.refresh_token_file).replace(granted.refresh_token)
    click.echo(f"✔ {section.refresh_token_file} is written. Try it with: ticketd check")


def _section(config: Config, name: str) -> Oauth:
    for section in config.oauth:
        if section.name == name:
            return section
    there = ", ".join(section.name for section in config.oauth) or "none"
    raise click.UsageError(f'there is no [[oauth]] called "{name}"; there are: {there}')


def _services(config: Config, name: str) -> list[Service]:
    """What the token will be used for: all of it is asked for at once."""
    mailboxes = any(section.oauth == name for section in config.mailbox)
    services: list[tuple[Service, bool]] = [("imap", mailboxes), ("smtp", config.smtp.oauth == name)]
    return [service for service, used in services if used]
