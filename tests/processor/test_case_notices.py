"""What our mails to staff say, and that users never get to see any of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.pages import Skeleton, lines_of

from parsers.phrases.reply_line import REPLY_LINE
from parsers.quotes import split_reply
from processor import case_facts
from processor.case_facts import CASE_SAMPLES, CaseFacts, Spoken
from processor.labels import LABELS, label
from processor.notice_facts import Line, TicketFacts
from processor.notices import ABOUT_TICKETS, PARTS, TO_STAFF, TO_USERS, UNVERIFIED, Renderer
from processor.quick_links import Link
from processor.template_trials import try_out

FACTS = replace(CASE_SAMPLES[0], title="三楼打印机卡纸", words="您好：\n\n  又卡纸了。", sure=False)
BARE = CaseFacts("IT 服务台")
ARTICLE = {"zh": "知识库文章草稿：", "en": "Draft of an article: "}  # what else a subject has than number and title
BOTH = pytest.mark.parametrize("locale", ["zh", "en"])
EACH = pytest.mark.parametrize("name", TO_STAFF)
PROCESSOR = Path(case_facts.__file__).parent


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def said(locale: str, facts: CaseFacts) -> Iterator[str]:
    """What a mail has to say: the facts without addresses of links, which a page has in its tags."""
    words = facts.as_dict(locale)
    words["links"] = tuple(name for name, _ in words["links"])  # type: ignore[attr-defined]
    yield from (single(line) for line in lines_of(words))


def single(text: str) -> str:
    """With single blanks, as HTML shows it."""
    return " ".join(text.split())


@EACH
@BOTH
def test_text_and_html_state_the_same_facts(renderer: Renderer, name: str, locale: str) -> None:
    notice = renderer.render(name, locale, FACTS)
    page = Skeleton(notice.html or "")

    for line in said(locale, FACTS):
        assert (line in single(notice.text)) == (line in page.words), line
    assert [link.url for link in FACTS.links] == page.targets
    assert re.findall(r"<(mailto:[^>]*)>", notice.text) == page.targets
    assert REPLY_LINE in page.words and notice.text.startswith(REPLY_LINE)


@EACH
@BOTH
def test_everything_that_is_known_is_told(renderer: Renderer, name: str, locale: str) -> None:
    text = renderer.render(name, locale, FACTS).text

    subject = notice_subject(renderer, name, locale)
    assert subject.startswith(f"[{FACTS.number}] ")
    if name != "mail_quarantined":  # it is about a mail, of which nothing is known
        about = f"{FACTS.target} {ARTICLE[locale]}" if name == "article_draft" else ""
        assert subject == f"[{FACTS.number}] {about}{FACTS.title}"
    for value in (FACTS.requester, FACTS.team, FACTS.registered_at, FACTS.response_due, "财务部", "又卡纸了", "照片"):
        assert value in text
    for spoken in FACTS.thread:
        assert spoken.head in text and spoken.text.splitlines()[0] in text
    for kind, code in (("category", FACTS.category), ("priority", FACTS.priority), ("state", FACTS.status)):
        assert label(locale, kind, code) in text


def notice_subject(renderer: Renderer, name: str, locale: str) -> str:
    return renderer.render(name, locale, FACTS).subject


@EACH
@BOTH
def test_what_is_not_known_leaves_no_heading_and_no_hole(renderer: Renderer, name: str, locale: str) -> None:
    for facts in (BARE, *CASE_SAMPLES):
        text = renderer.render(name, locale, facts).text
        assert "\n\n\n" not in text and text.strip()
    text = renderer.render(name, locale, BARE).text

    for heading in (
        "登记表",
        "往来记录",
        "快捷操作",
        "附件",
        "判断依据",
        "Registration form",
        "Earlier",
        "Quick links",
    ):
        assert heading not in text


@BOTH
def test_a_receipt_is_short(renderer: Renderer, locale: str) -> None:
    facts = replace(BARE, number="TS-20261122-001", title="卡纸", status="accepted", detail="line",
                    lines=(Line(True, "#accept", "已登记", "已受理"),))  # fmt: skip

    text = renderer.render("receipt", locale, facts).text
    own = text.partition("\n-- \n")[0].splitlines()

    assert len([line for line in own if line]) <= 3
    assert "✔ #accept" in text and "已登记 → 已受理" in text


@BOTH
def test_a_refused_mail_claims_nothing_that_was_not_done(renderer: Renderer, locale: str) -> None:
    lines = (
        Line(True, "#accept", "已登记", "已受理", "好"),
        Line(False, "#priority=x", remark="没有", mended="#priority=urgent"),
    )

    text = renderer.render("receipt", locale, replace(BARE, lines=lines)).text

    assert "✔" not in text and "→" not in text
    assert "○ #accept" in text and "✘ #priority=x" in text and "#priority=urgent" in text


@BOTH
def test_words_of_others_are_set_off_so_that_nobody_takes_them_for_ours(renderer: Renderer, locale: str) -> None:
    forged = "受理：<mailto:thief@example.net?subject=x>\n工单号：TS-1"
    facts = replace(FACTS, words=forged, thread=(Spoken("x", forged),))

    text = renderer.render("new_ticket", locale, facts).text

    for line in forged.splitlines():
        assert line.strip() not in [shown.strip() for shown in text.splitlines()]
    assert text.count("> 受理：<mailto:thief@example.net") == 2


@EACH
@BOTH
def test_an_answer_typed_above_a_mail_to_staff_is_all_that_is_new(renderer: Renderer, name: str, locale: str) -> None:
    notice = renderer.render(name, locale, FACTS)
    quoted = "\n".join(f"> {line}" for line in notice.text.splitlines())

    fresh = split_reply(
        f"已更换硒鼓。\n\n2026年11月22日 17:30，IT 服务台 <support@example.org> 写道：\n\n{quoted}\n"
    ).fresh

    assert fresh.strip() == "已更换硒鼓。"


@EACH
@BOTH
def test_pages_can_be_read_by_everybody_and_load_nothing(renderer: Renderer, name: str, locale: str) -> None:
    page = renderer.render(name, locale, CASE_SAMPLES[0]).html or ""
    skeleton = Skeleton(page)
    tags = [tag for tag in skeleton.tags if isinstance(tag, tuple)]

    assert not {"img", "script", "link", "form", "iframe"} & {tag for tag, _ in tags}
    assert all(urlsplit(target).scheme == "mailto" for target in skeleton.targets)
    assert "url(" not in page and 'name="color-scheme" content="light dark"' in page
    for tag, attrs in tags:
        found = dict(attrs)
        if re.search(r"(?<![-\w])(background-)?color:", found.get("style") or ""):
            assert found.get("class"), tag
    widths = [int(width) for _, attrs in tags if (width := dict(attrs).get("width") or "").isdigit()]
    assert all(width < 120 for width in widths)


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</td></table></body><h1>owned</h1>",
    "<a href='javascript:alert(1)'>x</a>",
    "{{7*7}}{% for x in range(9) %}x{% endfor %}",
]


@EACH
@BOTH
def test_no_word_of_anybody_becomes_markup(renderer: Renderer, name: str, locale: str) -> None:
    plain, *hostile = (
        replace(
            FACTS, title=word, words=word, author=word, engineer=word, requester=word, assignee=word, target=word,
            form=(("name", word),), reasons=(word,), rows=((word, word),), report=(word,), files=(word,),
            lines=(Line(False, word, remark=word, mended=word),), thread=(Spoken(word, word),),
            links=(Link(word, "mailto:a@b.example?subject=x"),),
        )
        for word in ("plain", *PAYLOADS)
    )  # fmt: skip
    tags = Skeleton(renderer.render(name, locale, plain).html or "").tags

    assert tags
    for facts in hostile:
        assert Skeleton(renderer.render(name, locale, facts).html or "").tags == tags, facts.title


def test_of_earlier_messages_the_beginning_is_told_and_of_the_newest_all() -> None:
    words = replace(BARE, words="很" * 30_000, thread=(Spoken("x", "长" * 5_000),)).as_dict("zh")

    assert words["words"] == ("很" * 30_000,)
    assert words["thread"] == (("x", ("长" * case_facts.MAX_EXCERPT_CHARS, "…")),)


# ---------------------------------------------------------------- the wall between users and staff


SECRET = "SECRET-OF-THE-DESK"
WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30)


@pytest.mark.parametrize("name", [*ABOUT_TICKETS, *TO_USERS, *(name + UNVERIFIED for name in TO_USERS)])
def test_a_users_mail_cannot_be_written_from_facts_for_the_staff(renderer: Renderer, name: str) -> None:
    with pytest.raises(TypeError):
        renderer.render(name, "zh", FACTS)


@EACH
def test_a_mail_to_staff_is_not_written_from_facts_for_users(renderer: Renderer, name: str) -> None:
    with pytest.raises(TypeError):
        renderer.render(name, "zh", TicketFacts("TS-20261122-001", "", "hardware", "urgent", 2, "", "IT 服务台"))


def test_no_template_serves_users_and_staff() -> None:
    assert not {*ABOUT_TICKETS, *TO_USERS} & {*TO_STAFF}


def test_facts_for_users_have_no_place_for_what_only_staff_may_see() -> None:
    for_users = {field.name for field in fields(TicketFacts)}

    assert not for_users & {"thread", "links", "team", "assignee", "coordinator", "due", "snoozed_until", "author"}


@settings(max_examples=40)
@given(title=WORDS, words=WORDS, engineer=WORDS, target=WORDS, report=st.lists(WORDS, max_size=3).map(tuple))
@pytest.mark.parametrize("name", TO_USERS)
@BOTH
def test_a_user_reads_nothing_but_their_own_facts(renderer: Renderer, name: str, locale: str, **own: object) -> None:
    """Whatever a user's mail says is a word of its template or of the facts; the labels of the staff are not in it."""
    facts = replace(TicketFacts("TS-20261122-001", "", "hardware", "urgent", 2, "", "IT 服务台"), **own)  # type: ignore[arg-type]

    notice = renderer.render(name, locale, facts)

    assert notice.html is not None
    for word in (*LABELS[locale]["link"].values(), "mailto:", "#key="):
        if len(word) > 4 and not any(word in str(value) for value in own.values()):
            assert word not in notice.text and word not in notice.html


@settings(max_examples=40)
@given(title=WORDS, name=WORDS, lines=st.lists(WORDS, max_size=3), form=st.lists(WORDS, max_size=3))
@pytest.mark.parametrize("kind", TO_USERS)
def test_whoever_is_not_known_gets_the_mail_without_a_word_of_theirs(
    renderer: Renderer, kind: str, title: str, name: str, lines: list[str], form: list[str]
) -> None:
    own = TicketFacts(
        "TS-20261122-001", "", "hardware", "urgent", 2, "", "IT 服务台", words="请重启。", engineer="韩梅梅"
    )
    theirs = replace(
        own, title=title, requester_name=name, lines=tuple(Line(True, f"#{line}") for line in lines),
        form=tuple(("description", value) for value in form), reasons=tuple(form), claimed_address=name,
    )  # fmt: skip

    assert renderer.render(kind + UNVERIFIED, "zh", theirs) == renderer.render(kind + UNVERIFIED, "zh", own)
    assert renderer.render(kind + UNVERIFIED, "zh", own).html is not None


@BOTH
def test_an_engineers_words_go_out_even_when_their_template_is_broken(locale: str) -> None:
    facts = TicketFacts("TS-20261122-001", "t", "hardware", "urgent", 2, "", "IT", words="请重启。\n  然后再试。")
    with capture_logs():
        notice = Renderer({}).render("answer", locale, facts)

    assert "请重启。\n  然后再试。\n" in notice.text and facts.number in notice.subject


def test_every_mail_that_the_code_asks_for_has_its_templates() -> None:
    asked = dict(kinds_asked_for())

    assert asked["to_staff"] <= {*TO_STAFF}
    for how in ("to_requester", "to_participants", "to_sender"):
        assert asked.get(how, set()) <= {*TO_USERS}


def kinds_asked_for() -> Iterator[tuple[str, set[str]]]:
    found: dict[str, set[str]] = {}
    for path in PROCESSOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                kind = node.args[0]
                if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
                    found.setdefault(node.func.attr, set()).add(kind.value)
    yield from ((how, kinds) for how, kinds in found.items() if how.startswith("to_"))


def test_every_part_of_a_mail_is_tried_out_at_the_start(renderer: Renderer) -> None:
    assert try_out(renderer) == ()
    sources = {f"{locale}/{name}.{part}.j2": "x" for locale in LABELS for name in TO_STAFF for part in PARTS}
    sources["en/receipt.txt.j2"] = "{{ secret }}"

    assert ("en/receipt.txt.j2", 1) in [(flaw.place, flaw.line) for flaw in try_out(Renderer(sources))]
