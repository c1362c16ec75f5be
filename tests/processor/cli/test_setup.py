"""`ticketd init` and `ticketd check` against real servers, and what they say when something is wrong."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.configs import password_file, write_config
from support.dovecot import PASSWORD, Dovecot, installed
from support.imap_script import ImapScript, say
from support.programs import free_port
from support.smtp_sink import Login, SmtpSink

from db import people
from db.connection import open_store
from db.migrations import migrate
from db.people import Profile
from processor.cli.exits import Exit
from processor.config import load

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if not installed():
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)")
    with Dovecot() as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    with SmtpSink() as server:
        yield server


def a_mail(authentication_results: str = "") -> bytes:
    mail = EmailMessage()
    if authentication_results:
        mail["Authentication-Results"] = authentication_results
    mail["From"] = "li@example.org"
    mail["Subject"] = "printer"
    mail.set_content("It is jammed.\n")
    return bytes(mail)


def imap(dovecot: Dovecot, tmp_path: Path, user: str, /, **changes: Any) -> dict[str, Any]:
    login = {"username": user, "password_file": password_file(tmp_path, PASSWORD, f"{user}.password")}
    return {"name": "support", "url": dovecot.url, "tls": "none", **login, **changes}


def checked(run: Run, path: Path, status: Exit) -> dict[str, dict[str, str]]:
    result = run("check", "--json", "--config", path)
    assert result.exit_code == status, result.output
    answer = json.loads(result.stdout)
    assert answer["ok"] is (status is Exit.OK)
    return {finding["subject"]: finding for finding in answer["checks"]}


def test_check_finds_everything_well(run: Run, tmp_path: Path, dovecot: Dovecot, smtp: SmtpSink) -> None:
    dovecot.deliver("well", a_mail(), a_mail())
    path = write_config(
        tmp_path,
        desk={"timezone": "Europe/Berlin"},  # whose holidays need no announcement
        mailbox=imap(dovecot, tmp_path, "well"),
        smtp={"port": smtp.port},
        trust={"authserv_id": "mx.example.org"},
    )

    found = checked(run, path, Exit.OK)

    assert {finding["state"] for finding in found.values()} == {"ok"}
    assert set(found) == {"configuration", "mailbox support", "smtp", "database", "templates", "calendar office"}
    assert "2 mails in INBOX" in found["mailbox support"]["detail"]
    assert smtp.deliveries == []


def test_check_leaves_no_database_behind(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    path = write_config(tmp_path, smtp={"port": smtp.port})

    assert checked(run, path, Exit.OK)["database"]["detail"].endswith("it is set up at the first start")
    assert not (tmp_path / "ticketd.sqlite3").exists()


def test_check_tells_of_digests_that_nobody_would_get(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    to = ["han@corp.example", "liu@corp.example"]
    path = write_config(tmp_path, smtp={"port": smtp.port}, digest=[{}, {"to": to}])
    assert run("migrate", "--config", path).exit_code == Exit.OK
    assert "digest" not in checked(run, path, Exit.OK)  # nobody is in the directory yet
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    store.unit(lambda: people.add(Profile(name="韩梅梅", role="engineer", addresses=(to[0],))))
    store.unit(lambda: people.add(Profile(name="刘洋", role="lead", addresses=(to[1],))))

    found = checked(run, path, Exit.OK)
    assert found["digest"]["state"] == found["digest[1].to"]["state"] == "warning"
    assert to[0] in found["digest[1].to"]["detail"]
    store.unit(lambda: people.add(Profile(name="陈静", role="manager", addresses=("chen@corp.example",))))
    store.close()
    assert "digest" not in checked(run, path, Exit.OK)


def test_check_names_broken_and_unknown_templates_of_the_desks_own(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    own = tmp_path / "own" / "zh"
    own.mkdir(parents=True)
    (own / "accepted.txt.j2").write_text("{{ reply_line }}\n{{ numer }}\n", encoding="utf-8")
    (own / "acknowledgment.txt.j2").write_text("x", encoding="utf-8")
    path = write_config(tmp_path, smtp={"port": smtp.port}, templates={"override_dir": "own"})

    result = run("check", "--json", "--config", path)
    told = [each for each in json.loads(result.stdout)["checks"] if each["subject"] == "templates"]

    assert result.exit_code == Exit.FAILED
    assert [each["state"] for each in told] == ["failed", "failed"]
    assert told[0]["detail"].endswith("no mail is made of it; did you mean zh/acknowledgement.txt.j2?")
    assert told[1]["detail"].startswith(f"{own / 'accepted.txt.j2'}:2: UndefinedError")
    (own / "accepted.txt.j2").unlink()
    (own / "acknowledgment.txt.j2").unlink()
    assert checked(run, path, Exit.OK)["templates"]["state"] == "ok"


def test_check_looks_into_a_maildir(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    path = write_config(tmp_path, smtp={"port": smtp.port})
    (tmp_path / "maildir" / "new" / "1.example").write_bytes(a_mail())

    assert "1 mails" in checked(run, path, Exit.OK)["mailbox support"]["detail"]


def test_check_names_what_failed_and_the_remedy(run: Run, tmp_path: Path, dovecot: Dovecot) -> None:
    nowhere = free_port()
    boxes = [
        imap(dovecot, tmp_path, "b", name="unreachable", url=f"imap://127.0.0.1:{nowhere}"),
        imap(dovecot, tmp_path, "c", name="folderless", folder="Nonsense"),
    ]
    path = write_config(
        tmp_path, mailbox=boxes, smtp={"port": nowhere}, database={"url": "sqlite:////nonexistent/folder/t.sqlite3"}
    )

    found = checked(run, path, Exit.FAILED)

    assert "check host, port and tls" in found["mailbox unreachable"]["remedy"]
    assert "folder" in found["mailbox folderless"]["remedy"]
    assert "check host, port and tls" in found["smtp"]["remedy"]
    assert "mkdir -p /nonexistent/folder" in found["database"]["remedy"]
    assert all(found[name]["state"] == "failed" for name in found if name.startswith(("mailbox", "smtp", "database")))


def test_check_says_when_the_mailbox_refuses_the_login(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    with ImapScript() as server:
        server.fault("LOGIN|AUTHENTICATE", say("{tag} NO [AUTHENTICATIONFAILED] 授权码错误\r\n".encode()))
        login = {"username": "desk", "password_file": password_file(tmp_path, "canary-5e1f")}
        path = write_config(tmp_path, mailbox={"url": server.url, "tls": "none", **login}, smtp={"port": smtp.port})

        found = checked(run, path, Exit.FAILED)

    assert found["mailbox support"]["detail"].endswith("support: [AUTHENTICATIONFAILED] 授权码错误")
    assert found["mailbox support"]["remedy"] == (
        f"check username, password (it is in {login['password_file']}) and folder"
    )
    assert "canary" not in str(found)


def test_check_tries_the_smtp_login(run: Run, tmp_path: Path) -> None:
    with SmtpSink(login=Login("desk", "right")) as server:
        for password, status in (("right", Exit.OK), ("wrong", Exit.FAILED)):
            login = {"username": "desk", "password_file": password_file(tmp_path, password)}
            path = write_config(tmp_path, smtp={"port": server.port, **login})
            found = checked(run, path, status)
            assert found["smtp"]["state"] == ("ok" if status is Exit.OK else "failed")
        assert server.deliveries == []


def test_check_says_when_the_schema_is_another_one(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    path = write_config(tmp_path, smtp={"port": smtp.port})
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    migrate(store)
    store.unit(lambda: store.database.execute_sql("DELETE FROM schema_migration"))
    store.close()

    assert "ticketd migrate" in checked(run, path, Exit.FAILED)["database"]["remedy"]


def test_check_reaches_postgresql(run: Run, tmp_path: Path, smtp: SmtpSink, postgres_url: str) -> None:
    path = write_config(tmp_path, smtp={"port": smtp.port}, database={"url": postgres_url})

    assert checked(run, path, Exit.OK)["database"]["detail"] == "postgresql: this version's schema"


def test_check_says_when_the_database_server_is_away(run: Run, tmp_path: Path, smtp: SmtpSink) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    path = write_config(tmp_path, smtp={"port": smtp.port}, database={"url": url})

    assert "is the database server up?" in checked(run, path, Exit.FAILED)["database"]["remedy"]


def test_check_of_a_wrong_configuration_ends_with_2(run: Run, tmp_path: Path) -> None:
    found = checked(run, write_config(tmp_path, desk={"adress": "x"}), Exit.MISUSE)

    assert 'did you mean "address"?' in found["configuration"]["detail"]


def test_check_for_people_has_a_mark_a_line_and_the_remedy_below(run: Run, tmp_path: Path) -> None:
    result = run("check", "--config", write_config(tmp_path, smtp={"port": free_port()}))

    lines = result.stdout.splitlines()
    assert result.exit_code == Exit.FAILED
    assert f"✔ configuration: {tmp_path}/ticketd.toml is valid" in lines
    assert any(line.startswith("⚠ trust.authserv_id: ") and "at most 1 acknowledgement" in line for line in lines)
    smtp = next(number for number, line in enumerate(lines) if line.startswith("✘ smtp: "))
    assert lines[smtp + 1].startswith("    → check host")


def test_check_proposes_the_server_that_signs_most_of_the_newest_mails(
    run: Run, tmp_path: Path, dovecot: Dovecot, smtp: SmtpSink
) -> None:
    signed = [a_mail(f"mx{number % 4 // 3 or ''}.example.org 1; spf=pass") for number in range(8)]
    dovecot.deliver("signed", a_mail(), *signed)
    path = write_config(tmp_path, mailbox=imap(dovecot, tmp_path, "signed"), smtp={"port": smtp.port})

    remedy = checked(run, path, Exit.OK)["trust.authserv_id"]["remedy"]

    assert remedy.startswith('your mail server signs as "mx.example.org" (in 6 of 9 mails)')


def test_check_proposes_nothing_when_few_mails_are_signed(
    run: Run, tmp_path: Path, dovecot: Dovecot, smtp: SmtpSink
) -> None:
    dovecot.deliver("rarely", a_mail(), a_mail(), a_mail("stranger.example; dkim=pass"))
    path = write_config(tmp_path, mailbox=imap(dovecot, tmp_path, "rarely"), smtp={"port": smtp.port})

    assert checked(run, path, Exit.OK)["trust.authserv_id"]["remedy"] == ""


def test_init_asks_writes_and_tries_out(run: Run, tmp_path: Path, dovecot: Dovecot, smtp: SmtpSink) -> None:
    dovecot.deliver("asked", a_mail("mx.example.org; spf=pass"))
    path = tmp_path / "etc" / "desk.toml"
    answers = [
        "nonsense",  # no address: asked again
        "help@example.org",
        "en",
        "",  # name: the default
        "Europe/Berlin",
        dovecot.url.removeprefix("imap://"),
        "none",
        "asked",
        PASSWORD,
        "none",
        f"127.0.0.1:{smtp.port}",
        "-",
        "",  # database: the default
        "y",  # believe mx.example.org
    ]

    result = run("init", "--config", path, typed="\n".join(answers) + "\n")

    assert result.exit_code == Exit.OK, result.output
    assert f'"{PASSWORD}"' not in path.read_text(encoding="utf-8")
    assert '"nonsense" is not a mail address' in result.output
    config = load(path, {})
    assert (config.desk.name, config.desk.locale, config.desk.timezone) == ("IT Help Desk", "en", "Europe/Berlin")
    assert (config.mailbox[0].url, config.mailbox[0].username, config.mailbox[0].tls) == (dovecot.url, "asked", "none")
    assert config.mailbox[0].password_file == path.parent / "desk.imap.password"
    assert (config.smtp.port, config.smtp.username) == (smtp.port, "")
    assert config.trust.authserv_id == "mx.example.org"
    assert config.database.url == f"sqlite:///{path.parent}/desk.sqlite3"
    assert stat.S_IMODE((path.parent / "desk.imap.password").stat().st_mode) == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == ["desk.imap.password", "desk.toml"]


def test_what_init_writes_keeps_the_explanations(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ticketd.toml"
    words = ("--address", "a@example.org", "--mailbox", f"maildir:{tmp_path}", "--non-interactive", "--no-test")

    assert run("init", "--config", path, *words).exit_code == Exit.OK
    assert "# Seconds between two polls" in path.read_text(encoding="utf-8")


def test_init_without_questions_takes_options_and_defaults(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ticketd.toml"
    words = [
        "init",
        "--non-interactive",
        "--no-test",
        "--address",
        "it@163.com",
        "--password-env",
        "PW",
        "--timezone",
        "Asia/Shanghai",
    ]

    result = run(*words, "--config", path, environ={"PW": "secret"})

    assert result.exit_code == Exit.OK, result.output
    assert "授权码" in result.stderr
    config = load(path, {"PW": "x"})
    assert config.desk.name == "IT 服务台"
    assert (config.mailbox[0].url, config.mailbox[0].username) == ("imap://imap.163.com", "it@163.com")
    assert (config.smtp.host, config.smtp.port, config.smtp.tls) == ("smtp.163.com", 465, "implicit")
    assert (config.smtp.username, config.smtp.password_env) == ("it@163.com", "PW")


def test_init_without_questions_names_every_option_that_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("init", "--non-interactive", "--config", tmp_path / "t.toml")

    assert result.exit_code == Exit.MISUSE
    for option in ("--address", "--password-file or --password-env"):
        assert option in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--address", "nonsense", "not a mail address"),
        ("--timezone", "Asia/Beijing", 'did you mean "Asia/Shanghai"?'),
        ("--mailbox", "pop3://h", '"imap://host:port"'),
        ("--smtp", "h:port", '"host:port"'),
        ("--smtp-tls", "startls", 'did you mean "starttls"?'),
        ("--database", "mysql://h", "postgresql://"),
    ],
)
def test_init_refuses_a_wrong_option(run: Run, tmp_path: Path, option: str, value: str, words: str) -> None:
    given = {"--address": "a@example.org", "--password-env": "PW", option: value}
    arguments = [word for pair in given.items() for word in pair]

    result = run("init", "--non-interactive", "--config", tmp_path / "t.toml", *arguments, environ={"PW": "x"})

    assert result.exit_code == Exit.MISUSE
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_does_not_write_a_configuration_that_would_not_load(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    words = [
        "--non-interactive",
        "--address",
        "a@example.org",
        "--tls",
        "none",
        "--mailbox",
        "mail.example.org",
        "--password-env",
        "PW",
    ]

    result = run("init", "--config", path, *words, environ={"PW": "x"})

    assert result.exit_code == Exit.MISUSE
    assert "readable over the network" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_overwrites_only_with_force(run: Run, tmp_path: Path) -> None:
    path = write_config(tmp_path)
    before = path.read_text(encoding="utf-8")
    words = f"--non-interactive --no-test --address new@example.org --mailbox maildir:{tmp_path}".split()

    assert run("init", "--config", path, *words).exit_code == Exit.MISUSE
    assert path.read_text(encoding="utf-8") == before
    assert run("init", "--config", path, "--force", *words).exit_code == Exit.OK
    assert load(path, {}).desk.address == "new@example.org"


def test_init_keeps_what_it_wrote_when_a_connection_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    words = f"--non-interactive --address a@example.org --mailbox maildir:{tmp_path}/none --smtp-tls none".split()

    result = run("init", "--config", path, "--smtp", f"127.0.0.1:{free_port()}", *words)

    assert result.exit_code == Exit.FAILED
    assert f"ticketd check --config {path}" in result.stdout
    assert load(path, {}).desk.address == "a@example.org"
