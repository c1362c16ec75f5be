"""How the accounts of a configuration log in: by passwords, read at each login, or by tokens that are shared."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

from processor.config import Config, Mailbox, Smtp
from processor.config_oauth import Oauth
from processor.oauth.endpoint import Endpoint
from processor.oauth.presets import Service, client_of
from processor.oauth.refresh_file import RefreshFile
from processor.oauth.secrets import client_secret
from processor.oauth.tokens import Granted, Tokens
from processor.passwords import read_password

LogIn = Callable[[], str] | Tokens  # a password, called at each login, or access tokens


class SignIn:
    """
    One for a process: those who log in by the same section share tokens.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, config: Config, environ: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        self._sections = {section.name: section for section in config.oauth}
        self._environ = environ
        self._clock = clock
        self._tokens: dict[tuple[str, Service], Tokens] = {}

    def of_mailbox(self, section: Mailbox) -> LogIn:
        return self._of(section, "imap")

    def of_smtp(self, section: Smtp) -> LogIn:
        return self._of(section, "smtp")

    def _of(self, section: Mailbox | Smtp, service: Service) -> LogIn:
        if not section.oauth:
            return partial(read_password, section, self._environ)
        key = (section.oauth, service)
        if key not in self._tokens:
            fetch = fetcher(self._sections[section.oauth], self._environ, service)
            self._tokens[key] = Tokens(fetch, self._clock)
        return self._tokens[key]


def fetcher(section: Oauth, environ: Mapping[str, str], service: Service) -> Callable[[], Granted]:
    """What gets a new access token for *service*."""
    endpoint = Endpoint(client_of(section, service), partial(client_secret, section, environ))
    if section.refresh_token_file is None:
        return endpoint.sign_in
    file = RefreshFile(section.refresh_token_file, f"get a new one: ticketd oauth {section.name}")
    return lambda: file.redeem(endpoint.refresh)
