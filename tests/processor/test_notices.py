"""What our mails say, and what they never say."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.pages import Skeleton, lines_of

from parsers.form_labels import REGISTRATION, Labels
from parsers.forms import read_form
from parsers.html import to_text
from parsers.phrases import form_labels
from parsers.phrases.reply_line import REPLY_LINE
from processor.desk.guidance import load_guidance
from processor.fact_lines import MAX_VALUE_CHARS, MAX_VALUE_LINES
from processor.labels import FIELDS, LABELS, label, open_line
from processor.notice_facts import Line
from processor.notices import (
    ABOUT_TICKETS,
    PARTS,
    SAMPLES,
    TO_USERS,
    UNVERIFIED,
    Renderer,
    TicketFacts,
    fallback,
    local_time,
)
from processor.template_trials import try_out

FACTS = TicketFacts(
    number="TS-20261122-001",
    title="三楼打印机卡纸",
    category="hardware",
    priority="urgent",
    response_hours=2,
    registered_at="2026-11-22 17:30 (UTC+8)",
    desk_name="IT 服务台",
    signature="IT 服务台\n分机 8000",
    requester_name="李雷",
    promise="今天 19:30 前",
    form=(("employee_number", "E1001"), ("department", "财务部"), ("description", "打印机卡纸\n重启后仍然卡纸")),
    missing=("asset", "occurred_at", "screenshot"),
    reasons=("紧急：整个部门", "硬件：打印机"),
    sure=False,
    self_checks=("重启打印机。", "检查纸盒。"),
    claimed_address="lilei@home.example.net",
    answer_by="2026-11-25 17:30 (UTC+8)",
    words="已更换硒鼓。\n\n  请再打印一次。",
    engineer="韩梅梅",
    moment="明天 10:00 前",
    hours=5,
    target="硬件组",
    status="escalated",
    rows=(("处理步骤", "清洁走纸通道"), ("结果", "第一行\n第二行")),
    lines=(Line(True, "#加急", "旧", "新", "已转告。"), Line(False, "#状态=x", remark="没有该工单。", mended="#状态")),
    report=("TS-20261122-007 一张别的工单", "", "TS-20261122-008 又一张"),
    commands=("cancel",),
    files=("说明.pdf",),
    left_out=("录屏.mp4",),
)
BARE = TicketFacts("TS-20261122-001", "", "hardware", "urgent", 2, "2026-11-22 17:30 (UTC+8)", "IT 服务台")
NEWS_UNVERIFIED = [name + UNVERIFIED for name in TO_USERS]
NAMES = [*ABOUT_TICKETS, *TO_USERS, *NEWS_UNVERIFIED]
UNVERIFIED_NAMES = [name for name in ABOUT_TICKETS if name.endswith(UNVERIFIED)]
BOTH = pytest.mark.parametrize("locale", ["zh", "en"])
EACH = pytest.mark.parametrize("name", NAMES)

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" style="position:fixed" x="',
    "</td></table></body><h1>owned</h1>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "</title><script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "{{7*7}}",
    "{% for x in range(9) %}x{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 'a' * 10**9 }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "\u202ecod.exe\u2028<b>x</b>",
]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def test_every_template_can_be_rendered(renderer: Renderer) -> None:
    assert try_out(renderer) == ()


@EACH
@BOTH
def test_text_and_html_state_the_same_facts(renderer: Renderer, name: str, locale: str) -> None:
    notice = renderer.render(name, locale, FACTS)
    page = Skeleton(notice.html or "").words

    for line in lines_of(FACTS.as_dict(locale)):
        assert (line.strip() in notice.text) == (line.strip() in page), line
    assert REPLY_LINE in page
    assert notice.text.startswith(REPLY_LINE)


@BOTH
def test_an_acknowledgement_says_what_was_understood_and_when_to_expect_an_answer(
    renderer: Renderer, locale: str
) -> None:
    notice = renderer.render("acknowledgement", locale, replace(FACTS, promise=""))
    hardware, urgent = label(locale, "category", "hardware"), label(locale, "priority", "urgent")

    assert notice.subject == "[TS-20261122-001] 三楼打印机卡纸"
    for words in (FACTS.number, FACTS.title, hardware, urgent, FACTS.registered_at, "李雷", "分机 8000"):
        assert words in notice.text
    assert {"zh": "2 小时内", "en": "within 2 hours"}[locale] in notice.text
    assert "[TS-20261122-001]" in notice.text.partition(FACTS.registered_at)[2]  # how to reply: keep the tag


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "within 1 hour\n"), (0.5, "within 0.5 hours"), (8.0, "within 8 hours")]
)
def test_hours_are_counted_as_people_do(renderer: Renderer, hours: float, said: str) -> None:
    assert said in renderer.render("acknowledgement", "en", replace(BARE, response_hours=hours)).text


@pytest.mark.parametrize("name", ["acknowledgement", "acknowledgement_unverified", "promise_changed"])
@BOTH
def test_a_time_in_local_words_stands_in_the_place_of_the_hours(renderer: Renderer, name: str, locale: str) -> None:
    hours = {"zh": "2 小时内", "en": "within 2 hours"}[locale]

    told, counted = renderer.render(name, locale, FACTS), renderer.render(name, locale, BARE)

    assert FACTS.promise in told.text and hours not in told.text
    assert hours in counted.text


@BOTH
def test_an_acknowledgement_shows_the_form_as_understood_and_why_it_was_judged_so(
    renderer: Renderer, locale: str
) -> None:
    text = renderer.render("acknowledgement", locale, FACTS).text
    colon = {"zh": "：", "en": ": "}[locale]

    for code, value in FACTS.form:
        first, *more = value.splitlines()
        name = label(locale, "field", code) + colon
        assert (f"\n{name.rstrip()}\n  {first}\n" if more else f"\n{name}{first}\n") in text
    assert "\n  重启后仍然卡纸\n" in text  # set in: a line of the sender is never taken for one of ours
    assert "紧急：整个部门" in text and "硬件：打印机" in text
    assert "\n1. 重启打印机。\n2. 检查纸盒。\n" in text


@BOTH
def test_only_a_judgement_that_is_not_sure_is_announced_to_be_checked(renderer: Renderer, locale: str) -> None:
    words = {"zh": "服务台会再核对", "en": "the help desk will check"}[locale]

    assert words in renderer.render("acknowledgement", locale, FACTS).text
    assert words not in renderer.render("acknowledgement", locale, replace(FACTS, sure=True)).text


@BOTH
def test_what_is_not_known_leaves_no_empty_heading(renderer: Renderer, locale: str) -> None:
    notice = renderer.render("acknowledgement", locale, BARE)
    page = Skeleton(notice.html or "").words

    for words in ("登记表", "自查", "请补充", "判断依据", "Registration form", "steps", "missing", "Reasons"):
        assert words not in notice.text and words not in page
    assert "\n\n\n" not in notice.text
    assert "\n\n\n" not in renderer.render("acknowledgement", locale, FACTS).text


def test_a_long_value_is_shown_by_its_beginning(renderer: Renderer) -> None:
    lines, chars = "\n".join(f"第{at}行" for at in range(1, 100)), "很" * 5000

    (_, few), (_, short) = replace(FACTS, form=(("description", lines), ("name", chars))).as_dict("zh")["form"]  # type: ignore[misc]

    assert few[0] == "第1行" and few[-1] == "…" and len(few) == MAX_VALUE_LINES
    assert short == ("很" * MAX_VALUE_CHARS + "…",)


def test_a_value_is_cut_only_where_something_is_left_out() -> None:
    exact = (("description", "\n".join("x" * MAX_VALUE_LINES)), ("name", "很" * MAX_VALUE_CHARS), ("phone", " "))

    rows = replace(FACTS, form=exact).as_dict("zh")["form"]

    assert rows == (("问题描述", ("x",) * MAX_VALUE_LINES), ("姓名", ("很" * MAX_VALUE_CHARS,)))


def test_what_has_a_line_of_its_own_is_not_shown_twice() -> None:
    form = (("category", "软件"), ("priority", "一般"), ("title", "x"), ("name", "李雷"))

    assert replace(FACTS, form=form).as_dict("zh")["form"] == (("姓名", ("李雷",)),)


# ---------------------------------------------------------------- forms that are filled in by replying


@pytest.mark.parametrize("field", FIELDS)
@BOTH
def test_the_words_for_a_field_are_read_back_as_that_field(field: str, locale: str) -> None:
    labels = Labels(REGISTRATION)

    for words in (label(locale, "field", field), open_line(locale, field)):
        read = labels.read(words)
        assert read is not None and read.fields == (field,) and read.sure, words


def test_every_field_of_the_registration_form_has_words() -> None:
    assert set(FIELDS) == form_labels.REGISTRATION.keys()
    assert all(LABELS[locale]["hint"].keys() <= set(FIELDS) for locale in LABELS)


FILLED = [
    ("asset", "PC-00123"),
    ("contact", "13800138000"),
    ("occurred_at", "2026-11-22 09:30"),
    ("location", "3F-12"),
    ("error_text", "0x80070005"),
    ("affected", "AP team of 5"),
    ("steps", "open, then print"),
    ("system", "ERP 5.2"),
    ("screenshot", "see attachment"),
]


def typed_behind(text: str, typed: dict[str, str], locale: str) -> str:
    colon = {"zh": "：", "en": ":"}[locale]
    for field, value in typed.items():
        blank = f"{open_line(locale, field)}{colon}"
        assert blank in text.splitlines() or f"> {blank}" in text.splitlines(), blank
        text = text.replace(blank, f"{blank} {value}")
    return text


@pytest.mark.parametrize("chosen", [*([pair] for pair in FILLED), FILLED, FILLED[::2], []], ids=len)
@pytest.mark.parametrize("name", ["acknowledgement", "acknowledgement_unverified"])
@BOTH
def test_what_is_typed_behind_the_colons_of_the_quoted_mail_is_read_and_nothing_else(
    renderer: Renderer, name: str, locale: str, chosen: list[tuple[str, str]]
) -> None:
    asked = tuple(field for field, _ in FILLED)
    notice = renderer.render(name, locale, replace(FACTS, missing=asked, form=(("name", "李雷"),)))
    typed = dict(chosen)

    by_text = read_form(typed_behind(f"OK\n\n{quoted(notice.text)}", typed, locale))
    by_html = read_form(typed_behind(to_text(f"<p>OK</p><blockquote>{notice.html}</blockquote>"), typed, locale))

    for form in (by_text, by_html):
        assert {field: value for field, value in form.values.items() if field in asked} == typed


@pytest.mark.parametrize("name", ["identity_question", "identity_question_again"])
@pytest.mark.parametrize("ending", ["", UNVERIFIED])
@BOTH
def test_who_somebody_is_can_be_typed_behind_the_colons(
    renderer: Renderer, name: str, ending: str, locale: str
) -> None:
    notice = renderer.render(name + ending, locale, FACTS)
    who = {"name": "韩梅梅", "employee_number": "E1002", "department": "财务部"}

    for text in (quoted(notice.text), to_text(f"<blockquote>{notice.html}</blockquote>")):
        assert not read_form(text)
        assert read_form(typed_behind(text, who, locale)).values == who


# ---------------------------------------------------------------- identity


@BOTH
def test_the_question_who_somebody_is_says_what_happens_and_until_when(renderer: Renderer, locale: str) -> None:
    for ending in ("", UNVERIFIED):
        text = renderer.render("identity_question" + ending, locale, FACTS).text

        assert {"zh": "临时登记", "en": "provisionally"}[locale] in text
        assert FACTS.answer_by in text and FACTS.answer_by not in renderer.render("follow_up", locale, FACTS).text


@BOTH
def test_a_second_question_never_tells_which_part_was_wrong(renderer: Renderer, locale: str) -> None:
    wrong = replace(FACTS, form=(("name", "WRONG-NAME"), ("department", "WRONG-DEPARTMENT")), reasons=("WRONG",))

    for ending in ("", UNVERIFIED):
        notice = renderer.render("identity_question_again" + ending, locale, wrong)
        assert "WRONG" not in notice.subject + notice.text + (notice.html or "")
        assert notice == renderer.render("identity_question_again" + ending, locale, replace(wrong, form=()))


@BOTH
def test_a_confirmation_names_the_other_address_and_how_to_answer_but_shows_nothing_of_the_ticket(
    renderer: Renderer, locale: str
) -> None:
    notice = renderer.render("identity_confirmation", locale, replace(FACTS, title="SECRET TITLE"))

    assert FACTS.claimed_address in notice.text and FACTS.answer_by in notice.text
    assert {"zh": "确认", "en": "confirm"}[locale] in notice.text
    assert {"zh": "不是我", "en": "not me"}[locale] in notice.text
    assert "SECRET" not in notice.subject + notice.text + (notice.html or "")
    assert "打印机" not in notice.text


@pytest.mark.parametrize("ending", ["", UNVERIFIED])
@BOTH
def test_a_refusal_needs_no_ticket(renderer: Renderer, ending: str, locale: str) -> None:
    notice = renderer.render("identity_refused" + ending, locale, replace(FACTS, number=""))

    assert "[" not in notice.subject
    assert FACTS.desk_name in notice.text
    assert f"<title>{FACTS.desk_name}</title>" in (notice.html or "")


@BOTH
def test_the_words_of_a_notice_promise_no_solution(renderer: Renderer, locale: str) -> None:
    for name in NAMES:
        text = renderer.render(name, locale, FACTS).text
        assert re.search("前(解决|修复|处理完)|by .* today it will", text) is None
    text = renderer.render("acknowledgement", locale, FACTS).text

    assert re.search("小时内(解决|修复|处理完)|will be (solved|fixed)|solve it within", text) is None
    assert {"zh": "已开始处理，将尽快跟进", "en": "follow up as soon as we can"}[locale] in text


@pytest.mark.parametrize("name", UNVERIFIED_NAMES)
@BOTH
def test_the_unverified_get_not_one_word_of_theirs(renderer: Renderer, name: str, locale: str) -> None:
    theirs = replace(
        FACTS,
        title="BUY-NOW cheap pills",
        requester_name="Miss VICTIM-7",
        form=(("name", "VICTIM-7"), ("description", "cheap\npills")),
        reasons=("BUY-NOW",),
        claimed_address="VICTIM-7@example.net",
    )

    notice = renderer.render(name, locale, theirs)
    everything = notice.subject + notice.text + (notice.html or "")

    for word in ("BUY", "cheap", "pills", "Miss", "VICTIM"):
        assert word not in everything
    assert FACTS.number in notice.subject
    assert FACTS.number in notice.text or "refused" in name


THEIRS = st.text(max_size=60)


@settings(max_examples=60)
@given(
    title=THEIRS,
    requester_name=THEIRS,
    form=st.lists(st.tuples(st.sampled_from(FIELDS), THEIRS), max_size=4).map(tuple),
    reasons=st.lists(THEIRS, max_size=2).map(tuple),
    claimed_address=THEIRS,
    self_checks=st.lists(THEIRS, max_size=2).map(tuple),
    sure=st.booleans(),
)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_whatever_the_unverified_write_their_mail_is_the_same(
    renderer: Renderer, locale: str, **theirs: object
) -> None:
    nothing = replace(FACTS, title="", requester_name="", form=(), reasons=(), claimed_address="", self_checks=())

    for name in UNVERIFIED_NAMES:
        notice = renderer.render(name, locale, replace(FACTS, **theirs))  # type: ignore[arg-type]
        assert notice == renderer.render(name, locale, nothing)
        assert notice.html is not None  # and it is no fallback


def test_a_template_for_the_unverified_cannot_use_their_words_by_mistake() -> None:
    broken = Renderer({f"en/follow_up_unverified.{part}.j2": "{{ number }} {{ title }}" for part in PARTS})

    with capture_logs():
        notice = broken.render("follow_up_unverified", "en", FACTS)

    assert notice == fallback("follow_up_unverified", "en", FACTS.number)


@EACH
@BOTH
def test_no_word_of_a_sender_becomes_markup_or_is_computed(renderer: Renderer, name: str, locale: str) -> None:
    known = renderer.render(name, locale, everywhere("plain"))
    plain = Skeleton(known.html or "")

    for payload in PAYLOADS:
        notice = renderer.render(name, locale, everywhere(payload))
        page = Skeleton(notice.html or "")

        assert page.tags == plain.tags, payload
        assert page.words.replace(" ".join(payload.split()), "plain") == plain.words, payload
        assert len(notice.text.splitlines()) == len(known.text.splitlines()), payload
        if name == "acknowledgement":
            assert " ".join(payload.split()) in notice.text
            assert "49" not in notice.text, payload
        assert notice.html is not None, payload


def everywhere(word: str) -> TicketFacts:
    return replace(
        FACTS,
        title=word,
        requester_name=word,
        signature=FACTS.desk_name,
        form=(("name", word), ("description", word.replace("\u2028", " "))),
        reasons=(word,),
        claimed_address=word,
        self_checks=(word,),
        promise=word,
    )


@pytest.mark.parametrize("title", ["a\nb", "a\r\nBcc: x", "a\x0bb", "a\u2028b", "a\0b"])
def test_a_title_is_one_line_everywhere(renderer: Renderer, title: str) -> None:
    notice = renderer.render("acknowledgement", "en", replace(FACTS, title=title))

    assert len(notice.subject.splitlines()) == 1
    assert len([line for line in notice.text.splitlines() if line.startswith("Subject:")]) == 1
    assert "\nBcc" not in notice.text


@BOTH
def test_a_mail_without_a_title_or_a_name_is_acknowledged_too(renderer: Renderer, locale: str) -> None:
    notice = renderer.render("acknowledgement", locale, BARE)

    assert {"zh": "（无主题）", "en": "(no subject)"}[locale] in notice.text
    assert notice.text.split("\n\n")[1] == {"zh": "您好：", "en": "Hello,"}[locale]
    assert FACTS.desk_name in notice.text


@pytest.mark.parametrize(
    "source", ["{{ titel }}", "{{ number", "{{ 1 / 0 }}", "{{ number.x.y }}", "{% include 'gone.j2' %}", None]
)
def test_a_broken_template_is_replaced_by_plain_words_and_reported(source: str | None) -> None:
    parts = {f"zh/acknowledgement.{part}.j2": "ok {{ number }}" for part in PARTS}
    if source is None:
        del parts["zh/acknowledgement.html.j2"]
    else:
        parts["zh/acknowledgement.html.j2"] = source
    broken = Renderer(parts)

    with capture_logs() as lines:
        notice = broken.render("acknowledgement", "zh", FACTS)

    assert FACTS.number in notice.subject and FACTS.number in notice.text
    assert FACTS.title not in notice.text
    assert notice.html is None
    assert [line["log_level"] for line in lines] == ["error"]
    assert lines[0]["template"] == "zh/acknowledgement"
    assert any(flaw.place == "zh/acknowledgement.html.j2" for flaw in try_out(broken))


def test_an_empty_template_is_found_before_it_is_used() -> None:
    flaws = try_out(Renderer({f"zh/follow_up.{part}.j2": " " for part in PARTS}))

    assert "zh/follow_up.txt.j2: is empty" in [str(flaw) for flaw in flaws]


@EACH
@BOTH
def test_pages_can_be_read_by_everybody(renderer: Renderer, name: str, locale: str) -> None:
    page = renderer.render(name, locale, SAMPLES[0]).html or ""
    tags = [tag for tag in Skeleton(page).tags if isinstance(tag, tuple)]
    styles = [dict(attrs).get("style") or "" for _, attrs in tags]

    assert ("html", (("lang", {"zh": "zh-CN", "en": "en"}[locale]),)) in tags
    assert page.startswith("<!DOCTYPE html>")
    assert 'name="color-scheme" content="light dark"' in page and "prefers-color-scheme: dark" in page
    assert not {"img", "script", "link", "form"} & {tag for tag, _ in tags}  # nothing is loaded, nothing tracks
    assert all((dict(attrs).get("href") or "").startswith("mailto:") for tag, attrs in tags if tag == "a")
    assert "url(" not in page
    widths = [int(width) for style in styles for width in re.findall(r"(?<![-\w])width:(\d+)px", style)]
    widths += [int(width) for _, attrs in tags if (width := dict(attrs).get("width") or "").isdigit()]
    assert all(width < 120 for width in widths)  # a phone of 320 px keeps room for the second cell
    assert len(page) < 20_000  # Gmail cuts at 102 KB


@EACH
@BOTH
def test_every_style_that_dark_mode_must_change_has_a_class_to_change_it_by(
    renderer: Renderer, name: str, locale: str
) -> None:
    page = renderer.render(name, locale, SAMPLES[0]).html or ""

    for tag, attrs in (tag for tag in Skeleton(page).tags if isinstance(tag, tuple)):
        found = dict(attrs)
        if re.search(r"(?<![-\w])(background-)?color:", found.get("style") or ""):
            assert found.get("class"), tag


def test_each_locale_has_every_label() -> None:
    for kind, words in LABELS["zh"].items():
        assert words.keys() == LABELS["en"][kind].keys()
        assert all(len(set(LABELS[locale][kind].values())) == len(words) for locale in LABELS)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert label("zh", "status", "on_the_moon") == "on_the_moon"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Shanghai", "2026-11-22 17:30 (UTC+8)"),
        ("America/St_Johns", "2026-11-22 06:00 (UTC-3:30)"),
        ("Asia/Kathmandu", "2026-11-22 15:15 (UTC+5:45)"),
        ("UTC", "2026-11-22 09:30 (UTC+0)"),
    ],
)
def test_times_are_written_in_the_desks_zone_and_say_so(zone: str, expected: str) -> None:
    assert local_time(datetime(2026, 11, 22, 9, 30, tzinfo=UTC), ZoneInfo(zone)) == expected


@BOTH
def test_facts_give_templates_nothing_but_plain_values(locale: str) -> None:
    words = FACTS.as_dict(locale)

    assert words.keys() == {field.name for field in fields(TicketFacts)} | {"response"}
    assert {key for key, value in words.items() if not isinstance(value, str)} == {
        "form", "missing", "reasons", "self_checks", "sure", "words", "rows", "lines", "report", "commands", "files",
        "left_out", "answers", "solution",
    }  # fmt: skip
    assert len(list(lines_of(words))) > len(words)  # nothing but texts in the tuples


@BOTH
def test_a_notice_that_registers_nothing_does_not_say_so_even_when_its_template_is_broken(locale: str) -> None:
    with capture_logs():
        notice = Renderer({}).render("identity_refused_unverified", locale, replace(FACTS, number=""))

    assert notice == fallback("identity_refused_unverified", locale, "")
    assert "[" not in notice.subject and "登记" not in notice.text and "registered" not in notice.text


@BOTH
def test_the_shipped_guidance_fits_into_a_mail(renderer: Renderer, locale: str) -> None:
    guidance = load_guidance(None)
    for category in LABELS[locale]["category"]:
        checks, asked = guidance.self_checks(category, locale), guidance.required_fields(category)
        notice = renderer.render("acknowledgement", locale, replace(FACTS, self_checks=checks, missing=asked))

        for line in (*checks, *(open_line(locale, field) for field in asked)):
            assert line in notice.text and line in Skeleton(notice.html or "").words
