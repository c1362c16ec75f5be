"""Configuration: what is refused and with which words, what is taken and how."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeGuard, get_args

import pytest
from pydantic import BaseModel
from support.configs import make_config, password_file, write_config
from support.images import png

from processor.config import Config, Limits, Mailbox, Smtp, find_config, load
from processor.config_rules import doubts
from processor.errors import ConfigError
from processor.example import as_toml, example, filled
from processor.passwords import read_password


def complaint(path: Path, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as raised:
        load(path, environ or {})
    return str(raised.value)


IMAP = {"name": "support", "url": "imap://imap.example.org", "username": "support@example.org"}


OWN = {"name": "mail", "token_url": "https://login.example/token", "client_id": "c", "client_secret_env": "PATH"}

# one wrong thing: (overrides, its path, words of the message)
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"desk": {"adress": "a@example.org"}}, "desk.adress", 'did you mean "address"?'),
    ({"desk": {"tls": "none"}}, "desk.tls", "it belongs to [mailbox] or [smtp]"),
    ({"desk": {"zzz": 1}}, "desk.zzz", "there is no such key"),
    ({"desk": {"name": 5}}, "desk.name", 'put it in quotes: name = "…"'),
    ({"desk": {"name": "  "}}, "desk.name", "is empty"),
    ({"desk": {"name": "a\nBcc: b@example.org"}}, "desk.name", "one line"),
    ({"desk": {"name": None}}, "desk.name", 'is missing; write name = "IT 服务台"'),
    ({"desk": {"address": None}}, "desk.address", 'is missing; write address = "support@example.org"'),
    ({"desk": {"address": "support"}}, "desk.address", '"support" is not a mail address'),
    ({"desk": {"address": "IT <support@example.org>"}}, "desk.address", "leave out the name"),
    ({"desk": {"address": "support@例子.中国"}}, "desk.address", "xn-- form"),
    ({"desk": {"aliases": "help@example.org"}}, "desk.aliases", 'write aliases = ["…"]'),
    ({"desk": {"aliases": ["help"]}}, "desk.aliases[0]", '"help" is not a mail address'),
    ({"desk": {"timezone": "Asia/Beijing"}}, "desk.timezone", 'did you mean "Asia/Shanghai"?'),
    ({"desk": {"timezone": "UTC+8"}}, "desk.timezone", 'did you mean "Asia/Shanghai"?'),
    ({"desk": {"timezone": "europe/berlin"}}, "desk.timezone", 'did you mean "Europe/Berlin"?'),
    ({"desk": {"timezone": "Europe/Berln"}}, "desk.timezone", 'did you mean "Europe/Berlin"?'),
    ({"desk": {"timezone": "../../etc/passwd"}}, "desk.timezone", "no time zone is called"),
    ({"desk": {"locale": "cn"}}, "desk.locale", 'write "zh" or "en"'),
    ({"desk": {"ticket_prefix": "ts1"}}, "desk.ticket_prefix", "one to eight capital letters"),
    ({"desk": {"category": "hardwear"}}, "desk.category", 'did you mean "hardware"?'),
    ({"desk": {"plus_addressing": "perhaps"}}, "desk.plus_addressing", "true or false (without quotes)"),
    ({"desk": {"password": "canary-5e1f"}}, "desk.password", "passwords do not stand in this file"),
    ({"smtp": {"passwd": "canary-5e1f"}}, "smtp.passwd", "password_env"),
    ({"smtp": {"host": None}}, "smtp.host", "is missing"),
    ({"smtp": {"host": "smtp://mail"}}, "smtp.host", "bare host name"),
    ({"smtp": {"host": "mail.example.org:25"}}, "smtp.host", "port = …"),
    ({"smtp": {"host": "mail.example.org", "tls": "none"}}, "smtp.tls", "readable over the network"),
    ({"smtp": {"tls": "startls"}}, "smtp.tls", 'did you mean "starttls"?'),
    ({"smtp": {"port": 0}}, "smtp.port", "0 is out of bounds: at least 1"),
    ({"smtp": {"port": 70000}}, "smtp.port", "at most 65535"),
    ({"smtp": {"timeout_s": 0}}, "smtp.timeout_s", "at least 1 (seconds); 60 is the default"),
    ({"smtp": {"timeout_s": "soon"}}, "smtp.timeout_s", "not a whole number"),
    ({"smtp": {"username": "u"}}, "smtp.username", "has no password"),
    ({"smtp": {"username": "u", "password_env": "NOT_SET"}}, "smtp.password_env", "NOT_SET is not set"),
    ({"smtp": {"username": "u", "password_env": "${PW}"}}, "smtp.password_env", "bare name"),
    ({"smtp": {"username": "u", "password_file": "absent"}}, "smtp.password_file", "chmod 600"),
    ({"smtp": {"ca_file": "absent.pem"}}, "smtp.ca_file", "does not exist"),
    ({"smtp": None}, "smtp", 'is missing; write [smtp] with host = "smtp.example.org"'),
    ({"smtp": None, "smpt": {"host": "127.0.0.1"}}, "smpt", 'there is no such table; did you mean "smtp"?'),
    ({"mailbox": None}, "mailbox", "is missing; write [[mailbox]]"),
    ({"mailbox": {"name": None}}, "mailbox[0].name", "is missing"),
    ({"mailbox": {"poll_every_s": 0}}, "mailbox[0].poll_every_s", "at least 1 (seconds); 60 is the default"),
    ({"mailbox": {"tsl": "none"}}, "mailbox[0].tsl", 'did you mean "tls"?'),
    ({"mailbox": {"url": "pop3://mail.example.org"}}, "mailbox[0].url", '"imap://host:port" or "maildir:/path"'),
    ({"mailbox": {"url": "imaps://mail.example.org"}}, "mailbox[0].url", 'tls = "implicit"'),
    ({"mailbox": {"url": "imap://mail.example.org/INBOX"}}, "mailbox[0].url", "folder"),
    ({"mailbox": {"url": "imap://mail.example.org:port"}}, "mailbox[0].url", "port cannot be read"),
    ({"mailbox": {"url": "imap://u:canary-5e1f@mail.example.org"}}, "mailbox[0].url", "holds a user name"),
    ({"mailbox": {"url": "maildir:mail"}}, "mailbox[0].url", "full path"),
    ({"mailbox": {"url": "imap://mail.example.org"}}, "mailbox[0].username", "is missing"),
    ({"mailbox": {"after": "archive"}}, "mailbox[0].after", '"keep", "flag", "move" or "delete"'),
    ({"mailbox": {"after": "move"}}, "mailbox[0].move_to", 'is missing, though after = "move"'),
    ({"mailbox": {"after": "move", "move_to": "INBOX"}}, "mailbox[0].move_to", "choose another one"),
    ({"mailbox": {"since": "yesterday"}}, "mailbox[0].since", "2026-11-22"),
    ({"mailbox": {"folder": "INBOX.Sent"}}, "mailbox[0].folder", "folder of incoming mail"),
    ({"mailbox": {"folder": "[Gmail]/Sent Mail"}}, "mailbox[0].folder", "folder of incoming mail"),
    ({"mailbox": {"folder": "已发送"}}, "mailbox[0].folder", "folder of incoming mail"),
    ({"mailbox": {"folder": "&XfJT0ZAB-"}}, "mailbox[0].folder", "folder of incoming mail"),
    ({"database": {"url": "mysql://db"}}, "database.url", '"postgresql://user@host/name"'),
    ({"database": {"url": "sqlite://here"}}, "database.url", "three strokes"),
    ({"database": {"url": "sqlite:///:memory:"}}, "database.url", "sqlite:///FILE"),
    ({"database": {"url": "postgresql://u:canary-5e1f@h/n"}}, "database.url", "holds a password"),
    ({"database": {"url": "postgresql://u@h"}}, "database.url", "names no database"),
    ({"limits": {"batch_count": 0.5}}, "limits.batch_count", "not a whole number; 100 is the default"),
    ({"acknowledgement": {"response_hours": {"urgent": 2}}}, "acknowledgement.response_hours", "to [deadlines]"),
    ({"deadlines": {"response_hours": {"urgent": 0}}}, "deadlines.response_hours.urgent", "more than 0"),
    ({"deadlines": {"response_hours": {"urgent": 2000}}}, "deadlines.response_hours.urgent", "at most 1000"),
    ({"deadlines": {"calendars": {"urgent": []}}}, "deadlines.calendars.urgent", 'write "always"'),
    ({"deadlines": {"calendars": {"urgent": 5}}}, "deadlines.calendars.urgent", "is a list"),
    ({"deadlines": {"calendars": {"urgent": "ofice"}}}, "deadlines.calendars.urgent", 'did you mean "office"?'),
    ({"deadlines": {"calendars": {"general": ["always", "x"]}}}, "deadlines.calendars.general", "[[calendar]]"),
    ({"calendar": {"name": "office"}}, "calendar", "two brackets, [[calendar]]"),
    ({"calendar": [{}, {"name": "b"}, {"name": "b"}]}, "calendar[2].name", "the name of another calendar"),
    ({"calendar": [{"name": "always"}]}, "calendar[0].name", "choose another name"),
    ({"calendar": [{"timezone": "China"}]}, "calendar[0].timezone", 'did you mean "Asia/Shanghai"?'),
    ({"calendar": [{"country": "China"}]}, "calendar[0].country", 'two letters such as "CN"'),
    ({"calendar": [{"hours": ["Mon-Fri 9-18"]}]}, "calendar[0].hours", "Mon-Fri 09:00-12:00 13:30-18:00"),
    ({"calendar": [{"hours": ["Mon 22:00-06:00"]}]}, "calendar[0].hours", "a night is two"),
    ({"calendar": [{"hours": []}]}, "calendar[0]", "has no hours at all"),
    ({"calendar": [{"closed": ["2026-01-01..2027-03-01"]}]}, "calendar[0].closed", "longer than 400 days"),
    ({"deadlines": {"confirm_h": 48}}, "deadlines", "has to be less than confirm_h"),
    ({"deadlines": {"reopen_days": -1}}, "deadlines.reopen_days", "0"),
    ({"calendar": [{"closed": ["2026-01-01..2026-12-31", "2027-01-01..2027-03-01"]}]}, "calendar[0]", "no open minute"),
    ({"calendar": [{"closed": ["2026-02-14"], "open": ["2026-02-14"]}]}, "calendar[0]", "in open and in closed"),
    ({"team": [{"aliases": ["net"]}]}, "team[0].name", "is missing; write name = "),
    ({"team": [{"name": "网络 组"}, {"name": "B", "aliases": ["x", "网络组"]}]}, "team[1].aliases", "means team[0]"),
    ({"team": [{"name": "Net"}, {"name": "ＮＥＴ"}]}, "team[1].name", "choose a new one"),
    ({"team": [{"name": "a", "strategy": "fair"}]}, "team[0].strategy", '"round_robin" or "manual"'),
    ({"team": [{"name": "a", "categories": ["网络"]}]}, "team[0].categories[0]", '"hardware", "software"'),
    (
        {"team": [{"name": "a", "categories": ["software"]}, {"name": "b", "categories": ["hardware", "software"]}]},
        "team[1].categories",
        'new tickets of "software" go to team[0] already',
    ),
    ({"team": [{"name": "a", "strategie": "manual"}]}, "team[0].strategie", 'did you mean "strategy"?'),
    ({"team": {"name": "a"}}, "team", "two brackets, [[team]]"),
    ({"templates": {"accent": "blue"}}, "templates.accent", 'write it as in "#1d4f91"'),
    ({"templates": {"accent_text": "#777777"}}, "templates.accent_text", 'the nearest that has it is "#c1c1c1"'),
    ({"templates": {"accent_dark": "#888888", "accent_text": "#ffffff"}}, "templates.accent_text", "on accent_dark"),
    (
        {"templates": {"accent": "#ffffff", "accent_dark": "#222222", "accent_text": "#000000"}},
        "templates.accent_text",
        "each then gets black or white",
    ),
    ({"templates": {"logo": "absent.png"}}, "templates.logo", "does not exist"),
    ({"templates": {"logo": "ticketd.toml"}}, "templates.logo", "no PNG, JPEG or GIF"),
    ({"templates": {"override_dir": "absent"}}, "templates.override_dir", "run: mkdir -p"),
    ({"templates": {"override": "x"}}, "templates.override", 'did you mean "override_dir"?'),
    ({"trust": {"machines": ["nagios"]}}, "trust.machines[0]", "not a mail address"),
    ({"trust": {"machines": ["Support@Example.org"]}}, "trust.machines[0]", "would answer its own mail"),
    ({"directory": {"ldap": {"url": "ldaps://ad.example.org"}}}, "directory.ldap.url", 'tls = "implicit"'),
    ({"directory": {"ldap": {"url": "ldap://u@ad.example.org", "base": "b"}}}, "directory.ldap.url", "bind_dn"),
    ({"directory": {"ldap": {"url": "ldap://ad.example.org"}}}, "directory.ldap.base", "ou=people"),
    ({"directory": {"ldap": {"bind_dn": "cn=a"}}}, "directory.ldap.bind_dn", "has no password"),
    ({"directory": {"ldap": {"filter": "mail=*"}}}, "directory.ldap.filter", "in parentheses"),
    ({"directory": {"ldap": {"every_h": -1}}}, "directory.ldap.every_h", "at least 0 (hours); 24 is the default"),
    (
        {"directory": {"ldap": {"url": "ldap://ad.example.org", "base": "b", "tls": "none"}}},
        "directory.ldap.tls",
        "readable over the network",
    ),
    ({"smtp": {"username": "u", "oauth": "mial"}, "oauth": [OWN]}, "smtp.oauth", 'did you mean "mail"?'),
    ({"smtp": {"username": "u", "oauth": "x"}}, "smtp.oauth", "write its table [[oauth]]"),
    ({"smtp": {"oauth": "mail"}, "oauth": [OWN]}, "smtp.username", "is missing, though oauth is given"),
    (
        {"smtp": {"username": "u", "oauth": "mail", "host": "h.example", "tls": "none"}, "oauth": [OWN]},
        "smtp.tls",
        "readable over the network",
    ),
    ({"mailbox": {"oauth": "mail", "username": "u"}, "oauth": [OWN]}, "mailbox[0].oauth", "which a Maildir has not"),
    ({"oauth": OWN}, "oauth", "two brackets, [[oauth]]"),
    ({"oauth": [OWN, OWN]}, "oauth[1].name", "the name of another oauth"),
    ({"oauth": [{**OWN, "client_id": None}]}, "oauth[0].client_id", "is missing; write client_id"),
    ({"oauth": [{**OWN, "token_url": None}]}, "oauth[0].token_url", 'provider = "microsoft" or "google"'),
    ({"oauth": [{**OWN, "token_url": "http://h.example/"}]}, "oauth[0].token_url", "secrets readable"),
    ({"oauth": [{**OWN, "token_url": "login"}]}, "oauth[0].token_url", "is a URL such as"),
    ({"oauth": [{**OWN, "provider": "gogle"}]}, "oauth[0].provider", 'did you mean "google"?'),
    ({"oauth": [{**OWN, "provider": "microsoft"}]}, "oauth[0].tenant", "example.onmicrosoft.com"),
    ({"oauth": [{**OWN, "provider": "microsoft", "tenant": "a/b"}]}, "oauth[0].tenant", "is no tenant"),
    ({"oauth": [{**OWN, "provider": "google"}]}, "oauth[0].refresh_token_file", "for its user only"),
    ({"oauth": [{**OWN, "refresh_token_file": "absent/t"}]}, "oauth[0].refresh_token_file", "mkdir -p"),
    ({"oauth": [{**OWN, "client_secret_env": None}]}, "oauth[0].client_secret_file", "is missing; write"),
    ({"oauth": [{**OWN, "client_secret_env": "NOT_SET"}]}, "oauth[0].client_secret_env", "or use client_secret_file"),
    ({"oauth": [{**OWN, "client_secret": "canary-5e1f"}]}, "oauth[0].client_secret", "client_secret_file = "),
    ({"oauth": [{**OWN, "refresh_token": "canary-5e1f"}]}, "oauth[0].refresh_token", "refresh_token_file = "),
    ({"log": {"level": "warn"}}, "log.level", 'did you mean "warning"?'),
    ({"log": {"file": "absent/t.log"}}, "log.file", "mkdir -p"),
    ({"log": {"file": 4}}, "log.file", "put it in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("overrides", "where", "words"), WRONG, ids=[f"{row[1]}: {row[2]}" for row in WRONG])
def test_a_wrong_value_is_refused_with_its_place_and_what_would_be_right(
    tmp_path: Path, overrides: dict[str, Any], where: str, words: str
) -> None:
    message = complaint(write_config(tmp_path, **overrides), {"PATH": "x"})

    assert any(f"{where}: " in line and words in line for line in message.splitlines()), message
    assert message.splitlines()[0].endswith(": 1 error"), message
    assert "canary" not in message


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    message = complaint(
        write_config(
            tmp_path,
            desk={"name": "", "timezone": "Mars", "locale": "cn"},
            mailbox=[{**IMAP, "tls": "none", "poll_every_s": 0}, {**IMAP, "password_env": "NOWHERE", "after": "move"}],
            smtp={"tls": "x", "port": 0},
            nonsense={"a": 1},
        )
    )

    places = re.findall(r"line (\d+), ([\w.\[\]]+): ", message)
    assert {path for _, path in places} == {
        "desk.name",
        "desk.timezone",
        "desk.locale",
        "mailbox[0].username",
        "mailbox[0].tls",
        "mailbox[0].poll_every_s",
        "mailbox[1].name",
        "mailbox[1].url",
        "mailbox[1].password_env",
        "mailbox[1].move_to",
        "smtp.tls",
        "smtp.port",
        "nonsense",
    }
    lines = [int(line) for line, _ in places]
    assert lines == sorted(lines)
    assert message.startswith(f"{tmp_path}/ticketd.toml: 13 errors\n")


def test_the_line_named_is_the_line_of_the_key(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    text = (
        '[log]\nlevel = "info"\n[desk]\nname = "a"\naddress = "b@c.d"\nsignature = """\nlocale = 1\n"""\nlocale = "x"\n'
    )
    path.write_text(text + path.read_text().split("[desk]")[0].split("[[mailbox]]")[0], encoding="utf-8")

    assert "line 9, desk.locale" in complaint(path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[desk]\nname = IT\n", 2, "text stands in quotes"),
        ("[desk]\nname ＝ 'IT'\n", 2, "full-width sign, write ="),
        ("[desk]\nname = “IT”\n", 2, 'full-width sign, write "'),
        ("[mailbox]\nname = 'a'\n[mailbox]\nname = 'b'\n", 3, "[[mailbox]]"),
        ("[desk]\nname = 'a'\nname = 'b'\n", 3, "stands twice"),
        ('[log]\nfile = "C:\\temp\\x.log"\n', 2, "backslash"),
        ("[desk\n", 1, "not TOML"),
        ('[desk]\nsignature = """\n', 2, "not TOML"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line_and_a_hint(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "ticketd.toml"
    path.write_text(text, encoding="utf-8")

    message = complaint(path)

    assert f"line {line}: this is not TOML" in message
    assert words in message


def test_a_file_in_gbk_is_told_to_be_saved_as_utf8(tmp_path: Path) -> None:
    path = tmp_path / "ticketd.toml"
    path.write_bytes('[desk]\nname = "服务台"\n'.encode("gbk"))

    assert "save it with the encoding UTF-8" in complaint(path)


def test_a_byte_order_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert load(path, {}).desk.name == "IT 服务台"


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    assert "ticketd init" in complaint(tmp_path / "ticketd.toml")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in complaint(tmp_path)


def test_an_empty_file_names_the_three_sections_that_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "ticketd.toml"
    path.write_text("")

    message = complaint(path)

    assert [line.split(":")[0].strip() for line in message.splitlines()[1:]] == ["desk", "mailbox", "smtp"]


def test_one_bracket_around_mailbox_is_told(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("[[mailbox]]", "[mailbox]"), encoding="utf-8")

    assert "written with two brackets, [[mailbox]]" in complaint(path)


def test_a_value_where_a_section_belongs_is_told(tmp_path: Path) -> None:
    path = write_config(tmp_path, smtp=None)
    path.write_text('smtp = "mail.example.org"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert "line 1, smtp: is a table; write [smtp]" in complaint(path)


def test_two_mailboxes_of_one_account_and_folder_are_refused(tmp_path: Path) -> None:
    login = {"password_file": password_file(tmp_path)}
    boxes = [{**IMAP, **login}, {**IMAP, **login, "name": "again", "url": "imap://IMAP.example.org/"}]

    assert "mailbox[1].url: is the same account and folder as mailbox[0]" in complaint(
        write_config(tmp_path, mailbox=boxes)
    )


def test_two_folders_of_one_account_are_fine(tmp_path: Path) -> None:
    login = {"password_file": password_file(tmp_path)}
    boxes = [{**IMAP, **login}, {**IMAP, **login, "name": "errors", "folder": "Errors"}]

    assert [box.folder for box in make_config(tmp_path, mailbox=boxes).mailbox] == ["INBOX", "Errors"]


def test_a_password_file_that_everybody_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = Path(password_file(tmp_path, "canary-5e1f"))
    path.chmod(0o644)

    message = complaint(write_config(tmp_path, smtp={"username": "u", "password_file": str(path)}))

    assert f"chmod 600 {path}" in message
    assert "canary" not in message


def test_an_empty_password_file_is_refused(tmp_path: Path) -> None:
    smtp = {"username": "u", "password_file": password_file(tmp_path, "")}

    assert "is empty" in complaint(write_config(tmp_path, smtp=smtp))


def test_both_password_env_and_password_file_are_refused(tmp_path: Path) -> None:
    smtp = {"username": "u", "password_env": "PW", "password_file": password_file(tmp_path)}

    assert "smtp.password_file: stands beside password_env" in complaint(write_config(tmp_path, smtp=smtp), {"PW": "x"})


def test_a_password_without_a_user_is_refused(tmp_path: Path) -> None:
    assert "smtp.username: is missing, though a password is given" in complaint(
        write_config(tmp_path, smtp={"password_env": "PW"}), {"PW": "x"}
    )


def test_a_login_has_a_password_or_oauth_and_not_both(tmp_path: Path) -> None:
    smtp = {"username": "u", "password_env": "PATH", "oauth": "mail"}

    assert "smtp.oauth: stands beside password_env" in complaint(
        write_config(tmp_path, smtp=smtp, oauth=[OWN]), {"PATH": "x"}
    )


def test_a_refresh_token_that_everybody_can_read_is_refused_and_one_that_is_not_there_yet_is_not(
    tmp_path: Path,
) -> None:
    oauth = {**OWN, "client_secret_env": None, "refresh_token_file": "token"}
    path = write_config(tmp_path, smtp={"username": "u", "oauth": "mail"}, oauth=[oauth])

    assert load(path, {}).oauth[0].refresh_token_file == tmp_path / "token"
    Path(password_file(tmp_path, "canary-5e1f", "token")).chmod(0o644)
    message = complaint(path)
    assert f"oauth[0].refresh_token_file: {tmp_path}/token can be read by everybody" in message
    assert "canary" not in message


def test_an_oauth_that_nobody_uses_is_probably_not_meant(tmp_path: Path) -> None:
    config = make_config(tmp_path, {"PATH": "x"}, oauth=[OWN], trust={"authserv_id": "mx.example.org"})

    assert [fault.path for fault in doubts(config)] == ["oauth[0].name"]


def test_a_password_for_sqlite_is_refused(tmp_path: Path) -> None:
    assert "SQLite, which has no password" in complaint(
        write_config(tmp_path, database={"password_env": "PW", "url": "sqlite:///a"}), {"PW": "x"}
    )


def test_a_password_put_where_the_name_of_a_variable_belongs_is_not_repeated(tmp_path: Path) -> None:
    for canary in ("canary-5e1f!", "canary5e1f"):
        message = complaint(write_config(tmp_path, smtp={"username": "u", "password_env": canary}))
        assert "canary" not in message


def test_passwords_are_taken_literally_from_file_and_environment(tmp_path: Path) -> None:
    environ = {"HOME": "/x", "PW": "p ${HOME} $HOME %x 密码"}
    smtp = {"username": "u", "password_env": "PW"}
    mailbox = {**IMAP, "password_file": password_file(tmp_path, "a b ${HOME}\r\nsecond line")}

    config = make_config(tmp_path, environ, smtp=smtp, mailbox=[mailbox])

    assert read_password(config.smtp, environ) == "p ${HOME} $HOME %x 密码"
    assert read_password(config.mailbox[0], environ) == "a b ${HOME}"
    assert read_password(config.database, environ) == ""


def test_a_password_that_went_away_after_loading_is_a_config_error(tmp_path: Path) -> None:
    path = password_file(tmp_path)
    config = make_config(tmp_path, smtp={"username": "u", "password_file": path})
    Path(path).unlink()

    with pytest.raises(ConfigError, match="does not exist"):
        read_password(config.smtp, {})


def test_nothing_but_passwords_comes_from_the_environment(tmp_path: Path) -> None:
    config = make_config(tmp_path, {"NAME": "x"}, desk={"name": "${NAME}", "signature": "$NAME"})

    assert (config.desk.name, config.desk.signature) == ("${NAME}", "$NAME")


def test_relative_paths_are_relative_to_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "ca.pem").touch()
    password_file(tmp_path / "etc")
    smtp = {"ca_file": "ca.pem", "username": "u", "password_file": "password"}
    write_config(tmp_path / "etc", smtp=smtp, log={"file": "t.log"}, database={"url": "sqlite:///t.sqlite3"})
    monkeypatch.chdir(tmp_path)

    config = load(Path("etc/ticketd.toml"), {})

    assert config.smtp.ca_file == tmp_path / "etc" / "ca.pem"
    assert config.smtp.password_file == tmp_path / "etc" / "password"
    assert config.log.file == tmp_path / "etc" / "t.log"
    assert config.database.url == f"sqlite:///{tmp_path}/etc/t.sqlite3"


def test_full_paths_stay(tmp_path: Path) -> None:
    config = make_config(tmp_path, database={"url": "sqlite:////var/lib/t.sqlite3"}, log={"file": "/var/log/t"})

    assert config.database.url == "sqlite:////var/lib/t.sqlite3"
    assert config.log.file == Path("/var/log/t")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])
def test_without_encryption_only_this_machine_is_reached(host: str) -> None:
    assert Mailbox(name="a", url=f"imap://{host}:143", tls="none").tls == "none"


@pytest.mark.parametrize("host", ["localhost.example.org", "10.0.0.1", "0.0.0.0", "[2001:db8::1]"])
def test_no_other_host_is_taken_for_this_machine(host: str) -> None:
    with pytest.raises(ValueError, match="readable over the network"):
        Mailbox(name="a", url=f"imap://{host}:143", tls="none")


def test_models_made_in_code_need_neither_files_nor_environment() -> None:
    smtp = Smtp(host="127.0.0.1", username="u", tls="none", password_env="NOT_SET_ANYWHERE")

    assert smtp.password_env == "NOT_SET_ANYWHERE"


def test_what_is_possible_and_probably_not_meant_is_a_warning(tmp_path: Path) -> None:
    login = {"password_file": password_file(tmp_path)}
    config = make_config(
        tmp_path,
        desk={"aliases": ["Support@example.org"]},
        mailbox=[{**IMAP, **login, "url": "imap://h.example.org:993", "tls": "starttls", "move_to": "Old"}],
        smtp={"port": 587, "tls": "implicit"},
    )

    found = {fault.path: fault.problem for fault in doubts(config)}

    assert set(found) == {"desk.aliases", "mailbox[0].move_to", "mailbox[0].tls", "smtp.tls", "trust.authserv_id"}
    assert "at most 1 acknowledgement" in found["trust.authserv_id"]


def test_a_usual_configuration_raises_no_doubt(tmp_path: Path) -> None:
    assert list(doubts(make_config(tmp_path, trust={"authserv_id": "mx.example.org"}))) == []


def test_option_then_environment_then_here_then_etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="ticketd init"):
        find_config(None, {})
    Path("ticketd.toml").touch()

    assert find_config(None, {}) == Path("ticketd.toml")
    assert find_config(None, {"TICKETD_CONFIG": "/a/b.toml"}) == Path("/a/b.toml")
    assert find_config(Path("c.toml"), {"TICKETD_CONFIG": "/a/b.toml"}) == Path("c.toml")


def models() -> list[tuple[str, type[BaseModel]]]:
    """Path of each table and its model."""
    found, waiting = [], [("", Config)]
    for path, model in waiting:
        found.append((path.lstrip("."), model))
        for name, field in model.model_fields.items():
            inner = [kind for kind in (field.annotation, *get_args(field.annotation)) if is_model(kind)]
            waiting.extend((f"{path}.{name}", kind) for kind in inner)
    return found[1:]


def is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def keys_of_example() -> dict[str, tuple[str, bool]]:
    """Path → (value as written, whether it is active)."""
    found, table = {}, ""
    for line in example().splitlines():
        if header := re.match(r"#?\[+([a-z_.]+)\]+", line):
            table = header[1]
        elif key := re.match(r"(#?)([a-z_]+) = (.*)", line):
            found[f"{table}.{key[2]}"] = (key[3], not key[1])
    return found


def test_every_key_is_explained_in_the_example_and_no_other() -> None:
    tables = {table for table, _ in models()}
    fields = {
        f"{table}.{name}"
        for table, model in models()
        for name, field in model.model_fields.items()
        if f"{table}.{name}" not in tables
    }

    assert set(keys_of_example()) == fields


def test_what_the_example_calls_a_default_is_the_default() -> None:
    written = keys_of_example()
    for table, model in models():
        for name, field in model.model_fields.items():
            value, active = written.get(f"{table}.{name}", ("", True))
            if not active and not field.is_required() and field.default is not None:
                default = list(field.default) if isinstance(field.default, tuple) else field.default
                assert value == as_toml(default), f"{table}.{name}"  # type: ignore[arg-type]


def test_the_example_loads(tmp_path: Path) -> None:
    for name in ("imap.password", "smtp.password"):
        password_file(tmp_path, name=name)
    path = tmp_path / "ticketd.toml"
    path.write_text(example(), encoding="utf-8")

    config = load(path, {})

    assert config.desk.address == "support@example.org"
    assert config.limits == Limits()


def test_the_example_loads_with_every_key_taken_out_of_its_remark(tmp_path: Path) -> None:
    for name in ("imap.password", "smtp.password", "our-ca.pem", "guidance.toml", "triage.toml"):
        password_file(tmp_path, name=name)
    (tmp_path / "templates").mkdir()
    (tmp_path / "logo.png").write_bytes(png(80, 20))
    lines = [
        line.removeprefix("#") if re.match(r"#(\[\[|[a-z_]+ = )", line) else line for line in example().splitlines()
    ]
    path = tmp_path / "ticketd.toml"
    secrets = re.compile(r"(password|client_secret)_(env|file) = |oauth = ")
    path.write_text("\n".join(line for line in lines if not secrets.match(line)), encoding="utf-8")

    message = complaint(path)

    assert message.count("\n") == 2  # only that the two logins have no password now
    assert message.count("has no password") == 2


def test_filling_the_example_changes_the_values_and_keeps_the_remarks() -> None:
    text = filled(example(), {"desk.name": 'a "b" \\ 中\x7f', "smtp.port": 465, "smtp.username": None})

    assert '\nname = "a \\"b\\" \\\\ 中\\u007f"\n' in text
    assert "\nport = 465\n" in text
    assert '\n#username = "support@example.org"\n' in text
    assert text.count("\n") == example().count("\n")


def test_filling_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"desk\.nonsense"):
        filled(example(), {"desk.nonsense": 1})


def test_a_password_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    beneath_a_file = f"{password_file(tmp_path)}/password"

    assert "cannot be read" in complaint(
        write_config(tmp_path, smtp={"username": "u", "password_file": beneath_a_file})
    )
