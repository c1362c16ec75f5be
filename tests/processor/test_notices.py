"""What our mails say, and what they never say."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from parsers.phrases.reply_line import REPLY_LINE
from processor.labels import LABELS, label
from processor.notices import NAMES, PARTS, SAMPLES, UNVERIFIED, Renderer, TicketFacts, fallback, local_time

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
)
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


class Skeleton(HTMLParser):
    """Tags and attributes of a page, without its words; `words` is what a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[object] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] != ("style", ()):
            self.texts.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.texts).split())


def test_every_template_can_be_rendered(renderer: Renderer) -> None:
    assert renderer.validate() == ()


@EACH
@BOTH
def test_text_and_html_state_the_same_facts(renderer: Renderer, name: str, locale: str) -> None:
    notice = renderer.render(name, locale, FACTS)
    page = Skeleton(notice.html or "").words

    for fact in FACTS.as_dict(locale).values():
        for line in fact.splitlines():
            assert (line in notice.text) == (line in page), line
    assert REPLY_LINE in page
    assert notice.text.startswith(REPLY_LINE)


@BOTH
def test_an_acknowledgement_says_what_was_understood_and_when_to_expect_an_answer(
    renderer: Renderer, locale: str
) -> None:
    notice = renderer.render("acknowledgement", locale, FACTS)
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
    assert said in renderer.render("acknowledgement", "en", replace(FACTS, response_hours=hours)).text


@BOTH
def test_the_words_of_a_notice_promise_no_solution(renderer: Renderer, locale: str) -> None:
    text = renderer.render("acknowledgement", locale, FACTS).text

    assert re.search("小时内(解决|修复|处理完)|will be (solved|fixed)|solve it within", text) is None
    assert {"zh": "已开始处理，将尽快跟进", "en": "follow up as soon as we can"}[locale] in text


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(UNVERIFIED)])
@BOTH
def test_the_unverified_get_not_one_word_of_theirs(renderer: Renderer, name: str, locale: str) -> None:
    theirs = replace(FACTS, title="BUY-NOW cheap pills", requester_name="Miss VICTIM-7")

    notice = renderer.render(name, locale, theirs)
    everything = notice.subject + notice.text + (notice.html or "")

    for word in ("BUY", "cheap", "pills", "Miss", "VICTIM"):
        assert word not in everything
    assert FACTS.number in notice.subject and FACTS.number in notice.text


def test_a_template_for_the_unverified_cannot_use_their_words_by_mistake() -> None:
    broken = Renderer({f"en/follow_up_unverified.{part}.j2": "{{ number }} {{ title }}" for part in PARTS})

    with capture_logs():
        notice = broken.render("follow_up_unverified", "en", FACTS)

    assert notice == fallback("en", FACTS.number)


@pytest.mark.parametrize("payload", PAYLOADS)
@EACH
@BOTH
def test_no_word_of_a_sender_becomes_markup_or_is_computed(
    renderer: Renderer, payload: str, name: str, locale: str
) -> None:
    hostile = replace(FACTS, title=payload, requester_name=payload, signature=FACTS.desk_name)
    benign = replace(FACTS, title="plain", requester_name="plain", signature=FACTS.desk_name)

    notice, known = renderer.render(name, locale, hostile), renderer.render(name, locale, benign)
    page = Skeleton(notice.html or "")

    assert page.tags == Skeleton(known.html or "").tags
    assert page.words.replace(" ".join(payload.split()), "plain") == Skeleton(known.html or "").words
    assert len(notice.text.splitlines()) == len(known.text.splitlines())
    if name == "acknowledgement":
        assert " ".join(payload.split()) in notice.text
        assert "49" not in notice.text


@pytest.mark.parametrize("title", ["a\nb", "a\r\nBcc: x", "a\x0bb", "a\u2028b", "a\0b"])
def test_a_title_is_one_line_everywhere(renderer: Renderer, title: str) -> None:
    notice = renderer.render("acknowledgement", "en", replace(FACTS, title=title))

    assert len(notice.subject.splitlines()) == 1
    assert len([line for line in notice.text.splitlines() if line.startswith("Subject:")]) == 1
    assert "\nBcc" not in notice.text


@BOTH
def test_a_mail_without_a_title_or_a_name_is_acknowledged_too(renderer: Renderer, locale: str) -> None:
    notice = renderer.render("acknowledgement", locale, replace(FACTS, title="", requester_name="", signature=""))

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
    assert any(problem.startswith("zh/acknowledgement.html.j2: ") for problem in broken.validate())


def test_an_empty_template_is_found_before_it_is_used() -> None:
    problems = Renderer({f"zh/follow_up.{part}.j2": " " for part in PARTS}).validate()

    assert "zh/follow_up.txt.j2: is empty" in problems


@EACH
@BOTH
def test_pages_can_be_read_by_everybody(renderer: Renderer, name: str, locale: str) -> None:
    page = renderer.render(name, locale, SAMPLES[0]).html or ""
    tags = [tag for tag in Skeleton(page).tags if isinstance(tag, tuple)]
    styles = [dict(attrs).get("style") or "" for _, attrs in tags]

    assert ("html", (("lang", {"zh": "zh-CN", "en": "en"}[locale]),)) in tags
    assert page.startswith("<!DOCTYPE html>")
    assert 'name="color-scheme" content="light dark"' in page and "prefers-color-scheme: dark" in page
    assert not {"img", "script", "link", "a", "form"} & {tag for tag, _ in tags}  # nothing is loaded, nothing tracks
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


def test_facts_give_templates_nothing_but_text() -> None:
    for locale in LABELS:
        words = FACTS.as_dict(locale)
        assert words.keys() == {field.name for field in fields(TicketFacts)}
        assert all(isinstance(value, str) for value in words.values())
