"""What single values of the configuration may be; pure. Each gives the value back or raises ValueError."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")  # RFC 5321 §4.1.2
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
CHINA = "Asia/Shanghai"
# What people write for the zone of China; the database of zones has one name for it.
ZONE_NICKNAMES = dict.fromkeys(
    (
        "asia/beijing",
        "asia/shenzhen",
        "asia/guangzhou",
        "china",
        "beijing",
        "cst",
        "utc+8",
        "gmt+8",
        "utc+08:00",
        "北京",
    ),
    CHINA,
)
# Folders of our own or unfinished mail, in the languages of the mail programs that make them; lower case.
# The &…- forms are modified UTF-7 (RFC 3501 §5.1.3) of the Chinese names.
OUTGOING_FOLDERS = frozenset(
    (
        *("sent", "sent items", "sent messages", "sent mail", "sent-mail", "outbox", "drafts", "draft"),
        *("gesendet", "gesendete objekte", "entwürfe", "envoyés", "messages envoyés", "enviados"),
        *("已发送", "已发送邮件", "已发邮件", "已傳送郵件", "寄件備份", "发件箱", "草稿", "草稿箱", "草稿夹"),
        *(
            "&xfjt0zab-",
            "&xfjt0zabkk5o9g-",
            "&xfjt0zcutvy-",
            "&u9fo9nux-",
            "&g0l6p3ux-",
            "&g0l6pw-",
            "&g0l6p1k5-",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class _Server:
    """
    A kind of server that is named by `scheme://host[:port]` and no more.

    Attributes:
        tls_port: the usual one for TLS from the first byte.
        shape: the forms that the URL may have.
        login: the key that holds the user name.
        rest: where that goes which might stand behind the host.
    """

    scheme: str
    tls_port: int
    shape: str
    login: str
    rest: str


_IMAP = _Server(
    "imap", 993, '"imap://host", "imap://host:port" or "maildir:/path"', "username", 'the folder goes to folder = "…"'
)
_LDAP = _Server("ldap", 636, '"ldap://host" or "ldap://host:port"', "bind_dn", 'where to search goes to base = "…"')


def one_line(text: str) -> str:
    """Raises ValueError for blank text and control characters: they could end a header (RFC 5322 §2.2)."""
    if not text.strip():
        raise ValueError("is empty")
    if CONTROL.search(text):
        raise ValueError("must be one line, without control characters")
    return text.strip()


def mail_domain(text: str) -> str:
    """A domain without the @, in lower case."""
    domain = text.strip().lower().removeprefix("@").removeprefix("*.")
    if not ADDRESS.fullmatch(f"x@{domain}") or "." not in domain:
        raise ValueError(f'"{text}" is no domain; write it as "example.org"')
    return domain


def mail_address(text: str) -> str:
    if ADDRESS.fullmatch(text) and ".." not in text:
        return text
    if "<" in text or " " in text.strip():
        raise ValueError(f'"{text}" is not an address alone; leave out the name: "support@example.org"')
    if not text.isascii():
        raise ValueError(f'"{text}" has characters beyond ASCII; a Chinese domain is written in its xn-- form')
    raise ValueError(f'"{text}" is not a mail address; write it as in "support@example.org"')


def time_zone(name: str) -> str:
    zones = available_timezones()
    if name in zones:
        return name
    by_lower = {zone.lower(): zone for zone in zones}
    guess = ZONE_NICKNAMES.get(name.lower()) or by_lower.get(name.lower())
    close = [guess] if guess else [by_lower[near] for near in get_close_matches(name.lower(), by_lower, n=1)]
    hint = f'did you mean "{close[0]}"?' if close else f'write a name such as "{CHINA}" or "Europe/Berlin"'
    raise ValueError(f'no time zone is called "{name}"; {hint}')


def zone_or_desks(name: str) -> str:
    """A time zone; "" for the desk's."""
    return time_zone(name) if name else ""


def mailbox_url(text: str) -> str:
    """`imap://host[:port]` or `maildir:/path`; never repeats what may hold a password."""
    if text.startswith("maildir:"):
        return _maildir_url(text)
    return _server_url(text, _IMAP)


def ldap_url(text: str) -> str:
    """`ldap://host[:port]`, or "" for none."""
    if not text:
        return text
    return _server_url(text, _LDAP)


def tenant(text: str) -> str:
    """An organisation at Microsoft: its domain, or its number."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", text):
        raise ValueError(f'"{text}" is no tenant; write its domain, "example.onmicrosoft.com", or its number')
    return text


def token_server_url(text: str) -> str:
    """`https://…`; plain http only on this machine, because secrets go there."""
    url = _split(text)
    if url.scheme not in ("https", "http") or not url.hostname:
        raise ValueError('is a URL such as "https://login.example.org/oauth2/token"')
    if url.username is not None:
        raise ValueError("holds a user name; client_id and client_secret_file have keys of their own")
    if url.scheme == "http" and not is_loopback(url.hostname):
        raise ValueError(f"would send secrets readable over the network to {url.hostname}; write https://…")
    return text


def database_url(text: str) -> str:
    """`sqlite:///path` (a file) or `postgresql://[user@]host[:port]/name`."""
    if text.startswith("sqlite://"):
        path = text.removeprefix("sqlite:///")
        if path in ("", ":memory:", text):
            raise ValueError('is "sqlite:///FILE" with three strokes; four for a full path: "sqlite:////var/lib/…"')
        return text
    url = _split(text)
    if url.scheme != "postgresql" or not text.startswith("postgresql://"):
        raise ValueError('is "sqlite:///file" or "postgresql://user@host/name"')
    if url.password is not None:
        raise ValueError("holds a password; take it out and use password_file or password_env")
    if not url.path.strip("/"):
        raise ValueError('names no database; write "postgresql://user@host/name"')
    return text


def host_name(text: str) -> str:
    if "://" in text or "/" in text or "@" in text or not one_line(text) or " " in text:
        raise ValueError('is a bare host name such as "smtp.example.org"')
    if ":" in text and not _is_ip(text):
        raise ValueError("is a host name alone; write port = … on a line of its own")
    return text


def is_loopback(host: str) -> bool:
    """Whether nothing said to *host* leaves this machine."""
    return host.lower() == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def encrypted_or_local(tls: str, host: str) -> str:
    if tls == "none" and not is_loopback(host):
        raise ValueError(
            f'"none" would send passwords and mail readable over the network to {host}; '
            'write "implicit" or "starttls"; for a certificate of your own there is ca_file'
        )
    return tls


def incoming_folder(name: str) -> str:
    last = re.split(r"[/.]", one_line(name))[-1].strip().lower()
    if last in OUTGOING_FOLDERS:
        raise ValueError(
            f'"{name}" holds mail that was sent from here or is unfinished; poll the folder of incoming mail'
        )
    return name


def _maildir_url(text: str) -> str:
    if not text.startswith("maildir:/") or text.startswith("maildir://"):
        raise ValueError('a Maildir is written with its full path: "maildir:/var/mail/support"')
    return text


def _server_url(text: str, kind: _Server) -> str:
    url = _split(text)
    if url.scheme == f"{kind.scheme}s":
        raise ValueError(
            f'write {kind.scheme}://…; TLS is chosen by tls = "implicit", which is the default (port {kind.tls_port})'
        )
    if url.scheme != kind.scheme or not url.hostname:
        raise ValueError(f"is {kind.shape}")
    if url.username is not None:
        raise ValueError(f"holds a user name; that goes to {kind.login}, the password to password_file")
    if url.path.strip("/") or url.query or url.fragment:
        raise ValueError(f'is only "{kind.scheme}://host:port"; {kind.rest}')
    return text.rstrip("/")


def _split(text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        _ = url.port
    except ValueError as error:
        raise ValueError("is not a URL: the host or the port cannot be read") from error
    return url


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
