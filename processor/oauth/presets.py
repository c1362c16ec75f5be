"""What is known of providers: where tokens are to be had, and for which scope. Data, and how a section completes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from processor.config_oauth import Oauth

Service = Literal["imap", "smtp"]


@dataclass(frozen=True, slots=True)
class Preset:
    """
    Attributes:
        token_url, device_url: {tenant} stands for the organisation; "" where there is none.
        app_scopes: of an application that signs in by itself, by service.
        user_scopes: of one that acts for a user.
        client_auth: how the client shows its secret (RFC 6749 §2.3.1), in authlib's words.
    """

    token_url: str = ""
    device_url: str = ""
    app_scopes: Mapping[Service, str] | None = None
    user_scopes: Mapping[Service, str] | None = None
    client_auth: str = "client_secret_basic"


@dataclass(frozen=True, slots=True)
class Client:
    """Us, as a token server knows us; scopes: in the order of their names, "" leaves them to the server."""

    token_url: str
    device_url: str
    client_id: str
    scope: str
    client_auth: str
    ca_file: Path | None
    timeout_s: int


# learn.microsoft.com: "Authenticate an IMAP, POP or SMTP connection using OAuth" (Exchange Online)
MICROSOFT = Preset(
    token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",  # noqa: S106 - an address
    device_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode",
    app_scopes=dict.fromkeys(("imap", "smtp"), "https://outlook.office365.com/.default"),
    user_scopes={
        "imap": "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        "smtp": "https://outlook.office.com/SMTP.Send offline_access",
    },
    client_auth="client_secret_post",
)
# developers.google.com: "OAuth 2.0 Mechanism" (Gmail). Its device flow does not give this scope.
GOOGLE = Preset(
    token_url="https://oauth2.googleapis.com/token",  # noqa: S106 - an address
    user_scopes=dict.fromkeys(("imap", "smtp"), "https://mail.google.com/"),
    client_auth="client_secret_post",
)
PRESETS = {"microsoft": MICROSOFT, "google": GOOGLE, None: Preset()}


def client_of(section: Oauth, *services: Service) -> Client:
    """The client that *section* describes, for all of *services* at once."""
    preset = PRESETS[section.provider]
    scopes = (preset.user_scopes if section.refresh_token_file else preset.app_scopes) or {}
    known = {scope for service in services for scope in scopes.get(service, "").split()}
    return Client(
        token_url=section.token_url or preset.token_url.format(tenant=section.tenant),
        device_url=section.device_url or preset.device_url.format(tenant=section.tenant),
        client_id=section.client_id,
        scope=section.scope or " ".join(sorted(known)),
        client_auth=preset.client_auth if section.has_secret else "none",
        ca_file=section.ca_file,
        timeout_s=section.timeout_s,
    )
