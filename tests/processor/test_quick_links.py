"""Links that order something: what is read back from the mail that a click makes."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.forms import ESCALATION, PROGRESS, read_form
from parsers.message import Command
from parsers.orders import normalised
from parsers.phrases.commands import COMMANDS, read_category, read_priority
from parsers.subjects import read_subject
from processor.labels import LABELS, label
from processor.quick_links import FORMS, MAX_URL_CHARS, NEEDS_VALUE, Target, form_body, link_to, link_to_mended, mailto

NUMBER = "TS-20261122-001"
KEY = "abcdefghijklmnopqrstuvwxy2"
BOTH = pytest.mark.parametrize("locale", ["zh", "en"])
OFFERED = [name for name in COMMANDS if name in LABELS["zh"]["link"]]


def target(locale: str = "zh", title: str = "三楼打印机卡纸", number: str = NUMBER) -> Target:
    return Target("support+it@example.org", number, title, locale)


def opened(url: str) -> tuple[str, str, str]:
    """(recipient, subject, body) as a mail program fills them in (RFC 6068 §2)."""
    parts = urlsplit(url)
    fields = dict(pair.split("=", 1) for pair in parts.query.split("&"))
    assert parts.scheme == "mailto" and "+" not in parts.query and " " not in url
    return unquote(parts.path), unquote(fields["subject"]), unquote(fields.get("body", ""))


@pytest.mark.parametrize("name", OFFERED)
@BOTH
def test_a_click_orders_what_the_link_says_for_its_ticket_with_its_key(name: str, locale: str) -> None:
    link = link_to(target(locale), name, KEY)

    recipient, subject, _ = opened(link.url)
    read = read_subject(subject)

    assert recipient == "support+it@example.org"
    assert (read.ticket, read.key, read.root) == (NUMBER, KEY, "三楼打印机卡纸")
    assert normalised(read.commands) == (Command(name, ""),)
    assert link.label == label(locale, "link", name) != name


@pytest.mark.parametrize("name", sorted(NEEDS_VALUE))
@BOTH
def test_a_value_is_written_behind_the_equals_sign(name: str, locale: str) -> None:
    _, subject, _ = opened(link_to(target(locale), name, KEY).url)

    filled = read_subject(subject.replace("= ", "=li@example.org "))

    assert filled.key == KEY
    assert normalised(filled.commands) == (Command(name, "li@example.org"),)


@pytest.mark.parametrize("code", LABELS["zh"]["category"])
@BOTH
def test_a_category_is_ordered_by_a_word_that_is_read_as_its_code(code: str, locale: str) -> None:
    link = link_to(target(locale), f"category={code}", KEY)

    (command,) = normalised(read_subject(opened(link.url)[1]).commands)

    assert command.name == "category" and read_category(command.value) == code
    assert label(locale, "category", code) in link.label


@pytest.mark.parametrize("code", LABELS["zh"]["priority"])
@BOTH
def test_a_priority_is_ordered_by_a_word_that_is_read_as_its_code(code: str, locale: str) -> None:
    (command,) = normalised(read_subject(opened(link_to(target(locale), f"priority={code}", KEY).url)[1]).commands)

    assert command.name == "priority" and read_priority(command.value) == code


@pytest.mark.parametrize("name", FORMS)
@BOTH
def test_the_form_of_a_link_is_read_back_as_it_is_filled_in(name: str, locale: str) -> None:
    _, _, body = opened(link_to(target(locale), name, KEY).url)
    typed = {"step": "replaced", "result": "prints", "next_plan": "call", "escalate_to": "hardware",
             "reason": "mainboard", "tried": "new driver", "feedback": "4h"}  # fmt: skip

    lines = [f"{line} {typed[code]}" for line, code in zip(body.splitlines(), FORMS[name], strict=True)]
    form = read_form("\n".join(lines), ESCALATION if name == "escalate" else PROGRESS)

    assert form.values == {code: typed[code] for code in FORMS[name]}
    assert body.endswith("\r\n") and "\n" not in body.replace("\r\n", "")


@pytest.mark.parametrize("name", FORMS)
@BOTH
def test_a_form_that_nobody_has_filled_in_says_nothing(name: str, locale: str) -> None:
    assert not read_form(form_body(locale, name), ESCALATION if name == "escalate" else PROGRESS)


def test_mended_commands_are_sent_once_more_with_the_text_that_was_typed() -> None:
    link = link_to_mended(target(), "#优先级=紧急 #指派=李雷", KEY, "请尽快。\n谢谢 & 再见 100%")

    _, subject, body = opened(link.url)

    assert link.label == "改好重发：#优先级=紧急 #指派=李雷"
    assert read_subject(subject).commands == (Command("优先级", "紧急"), Command("指派", "李雷"))
    assert read_subject(subject).key == KEY
    assert body == "请尽快。\r\n谢谢 & 再见 100%\r\n"


def test_without_a_ticket_the_subject_holds_the_commands_alone() -> None:
    assert opened(link_to_mended(target(title="", number=""), "#help", "").url)[1] == "#help"


@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=600), body=st.text(max_size=3000))
def test_whatever_the_title_a_link_is_short_enough_and_orders_nothing_else(title: str, body: str) -> None:
    url = mailto(target(title=title), "#受理", KEY, body.encode("utf-8", "ignore").decode())

    _, subject, _ = opened(url)
    read = read_subject(subject)

    assert len(url) <= MAX_URL_CHARS and url.isascii()
    assert read.ticket == NUMBER and read.key == KEY
    assert Command("受理", "") in read.commands
    assert {command.name for command in normalised(read.commands)} == {"accept"}


@pytest.mark.parametrize("title", ["please #close this", "x ＃关闭=现在", "jam [status=resolved]", "#key=" + "a" * 26])
def test_a_title_of_a_user_orders_nothing_in_an_engineers_mail(title: str) -> None:
    read = read_subject(opened(link_to(target(title=title), "accept", KEY).url)[1])

    assert normalised(read.commands) == (Command("accept", ""),)
    assert read.key == KEY


def test_a_long_title_is_cut_before_the_text_is() -> None:
    _, subject, body = opened(mailto(target(title="很" * 500), "#进展", KEY, form_body("zh", "progress")))

    assert body.startswith("处理步骤：\r\n")
    assert "很" * 20 in subject and "很" * 500 not in subject


def test_a_long_title_does_not_make_every_link_of_a_mail_long() -> None:
    link = link_to(target(title="三楼的打印机又卡纸了" * 30), "resolve", KEY)

    assert len(link.url) < 800 and "…" in unquote(link.url)
