"""A ticket that an engineer has solved, and what the user is asked then."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from db import surveys
from db.surveys import Survey
from support.talk import HAN, Mail, Talk


def solved(talk: Talk) -> Mail:
    """han solves wang's ticket, by what teaches nobody anything; the mail that asks whether it is."""
    talk.report()
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 打印机卡纸 #resolve", body="已处理好，请再试一次。\n")
    return next(mail for mail in mails if mail.kind == "resolved")


def survey(talk: Talk) -> Survey:
    found: Survey | None = talk.about(surveys.newest)
    assert found is not None
    return found


def links(mail: Mail) -> dict[str, str]:
    """The subject of each ready answer."""
    urls = re.findall(r"^(.*?)[：:] ?<(mailto:[^>]*)>", mail.text, re.MULTILINE)
    return {name: parse_qs(urlsplit(url).query)["subject"][0] for name, url in urls}
