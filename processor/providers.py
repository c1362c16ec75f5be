"""Mail providers that people have: their servers by domain, and what they want in place of the password. Data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AUTHORISATION_CODE = (
    "this provider takes an authorisation code (授权码) in place of the password; "
    "switch IMAP/SMTP on in its web mail's settings and make one there"
)
APP_PASSWORD = "this provider takes an app password (two-step verification on), not the account's own"  # noqa: S105 - advice
NO_PASSWORDS = (
    "Microsoft no longer takes passwords for IMAP from most accounts; sign in by OAuth, docs/oauth.md has the steps"
)


@dataclass(frozen=True, slots=True)
class Provider:
    """Hosts for IMAP (port 993) and SMTP; *advice* is for a refused login."""

    imap: str
    smtp: str
    smtp_port: int = 465
    smtp_tls: Literal["implicit", "starttls"] = "implicit"
    advice: str = ""


QQ = Provider("imap.qq.com", "smtp.qq.com", advice=AUTHORISATION_CODE)
NETEASE_163 = Provider("imap.163.com", "smtp.163.com", advice=AUTHORISATION_CODE)
NETEASE_126 = Provider("imap.126.com", "smtp.126.com", advice=AUTHORISATION_CODE)
NETEASE_YEAH = Provider("imap.yeah.net", "smtp.yeah.net", advice=AUTHORISATION_CODE)
EXMAIL = Provider("imap.exmail.qq.com", "smtp.exmail.qq.com", advice=AUTHORISATION_CODE)
ALIYUN = Provider("imap.aliyun.com", "smtp.aliyun.com")
ALIYUN_BUSINESS = Provider("imap.qiye.aliyun.com", "smtp.qiye.aliyun.com")
GMAIL = Provider("imap.gmail.com", "smtp.gmail.com", advice=APP_PASSWORD)
OUTLOOK = Provider("outlook.office365.com", "smtp-mail.outlook.com", 587, "starttls", NO_PASSWORDS)
OFFICE_365 = Provider("outlook.office365.com", "smtp.office365.com", 587, "starttls", NO_PASSWORDS)

BY_DOMAIN = {
    "qq.com": QQ,
    "vip.qq.com": QQ,
    "foxmail.com": QQ,
    "exmail.qq.com": EXMAIL,
    "163.com": NETEASE_163,
    "126.com": NETEASE_126,
    "yeah.net": NETEASE_YEAH,
    "aliyun.com": ALIYUN,
    "qiye.aliyun.com": ALIYUN_BUSINESS,
    "gmail.com": GMAIL,
    "googlemail.com": GMAIL,
    "outlook.com": OUTLOOK,
    "hotmail.com": OUTLOOK,
    "live.com": OUTLOOK,
    "onmicrosoft.com": OFFICE_365,
    "office365.com": OFFICE_365,
}


def guess(address: str) -> Provider:
    """The provider of *address*; for a domain that is not known the usual names of hosts in it."""
    domain = address.rpartition("@")[2].lower()
    tenant = "onmicrosoft.com" if domain.endswith(".onmicrosoft.com") else domain
    return BY_DOMAIN.get(tenant) or Provider(f"imap.{domain}", f"smtp.{domain}", 587, "starttls")


def advice_for(host: str) -> str:
    """What a refused login at *host* means there; "" when nothing is known."""
    found = (provider.advice for provider in BY_DOMAIN.values() if host.lower() in (provider.imap, provider.smtp))
    return next(found, "")
