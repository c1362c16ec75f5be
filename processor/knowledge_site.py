"""
The knowledge base as a folder of pages that need no server and no network; pure.

One page an article, one list with a search for each language of the reader. The index is a script and no JSON file,
because browsers do not let a page of a folder fetch its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import groupby
from zoneinfo import ZoneInfo

from db.article_ranking import IN_TITLE, LENGTH, STATUS, USUAL_WORDS
from parsers.phrases.search_noise import CHINESE, ENGLISH
from parsers.phrases.traditional import SIMPLIFIED
from parsers.search_terms import MAX_CHARACTERS, MAX_TERM
from processor.desk.knowledge import MOST_CHARACTERS
from processor.labels import label

SHOWN = 50  # results of a search; who does not find it among them says more
LOCALES = ("zh", "en")
# Scripts and styles of this folder alone, and nothing from the network, whatever an article says.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "lang": "zh-CN",
        "title": "知识库",
        "search": "搜索知识库",
        "hint": "输入关键词或错误代码，例如：退款、打印机卡纸、0x80070005",
        "found": "找到 {count} 篇",
        "none": "没有找到相关文章。请换一个关键词，或发邮件联系服务台。",
        "empty": "暂无已发布的文章。",
        "problem": "问题描述",
        "solution": "解决办法",
        "all": "全部文章",
        "other": "其他",
        "facts": "{number} · {category} · 更新于 {day}",
        "made": "{desk} · 共 {count} 篇 · 导出于 {day}",
        "language": "English",
    },
    "en": {
        "lang": "en",
        "title": "Knowledge base",
        "search": "Search the knowledge base",
        "hint": "Words or an error code, such as: paper jam, VPN, 0x80070005",
        "found": "{count} found",
        "none": "Nothing was found. Try another word, or write to the service desk.",
        "empty": "No article has been published yet.",
        "problem": "Problem",
        "solution": "Solution",
        "all": "All articles",
        "other": "Other",
        "facts": "{number} · {category} · changed {day}",
        "made": "{desk} · {count} articles · exported {day}",
        "language": "中文",
    },
}


@dataclass(frozen=True, slots=True)
class Page:
    """
    An article as it is shown.

    Attributes:
        category: its code. language: anything but zh and en is shown as the site's.
        words: by which it is found, see `db.article_ranking.indexed`.
    """

    number: str
    title: str
    problem: str
    solution: str
    category: str
    language: str
    changed_at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Site:
    """desk: its name. locale: of the list that opens first."""

    desk: str
    locale: str
    zone: ZoneInfo
    made_at: datetime


def site_files(pages: Sequence[Page], site: Site) -> Iterator[tuple[str, str]]:
    """(name, content) of all files of the site; *pages* in the order of their numbers."""
    yield "site.css", _resource("site.css")
    yield "search.js", _resource("search.js")
    yield "articles.js", _index(pages, site)
    for locale in LOCALES:
        yield _list_name(locale, site), _list(pages, site, locale)
    for page in pages:
        yield f"{page.number}.html", _article(page, site)


def _resource(name: str) -> str:
    return (files("templates") / "knowledge" / name).read_text(encoding="utf-8")


def _index(pages: Sequence[Page], site: Site) -> str:
    """What search.js goes by: the words of the articles, and how texts are cut into terms and articles ranked."""
    index = {
        "articles": [
            {"number": page.number, "title": page.title, "language": WORDS[_locale(page, site)]["lang"],
             "words": " ".join(word for word in page.words.split() if not word.startswith(STATUS))}
            for page in pages
        ],
        "noise": sorted(CHINESE), "english": sorted(ENGLISH), "maxCharacters": MAX_CHARACTERS, "maxTerm": MAX_TERM,
        "traditional": "".join(map(chr, SIMPLIFIED)), "simplified": "".join(map(chr, SIMPLIFIED.values())),
        "inTitle": IN_TITLE, "usualWords": USUAL_WORDS, "length": LENGTH, "shown": SHOWN,
        "mostCharacters": MOST_CHARACTERS,
    }  # fmt: skip
    return f"const KB = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _list_name(locale: str, site: Site) -> str:
    return "index.html" if locale == site.locale else f"index.{locale}.html"


def _list(pages: Sequence[Page], site: Site, locale: str) -> str:
    words = WORDS[locale]
    other = next(each for each in LOCALES if each != locale)
    made = words["made"].format(desk=site.desk, count=len(pages), day=_day(site.made_at, site))
    body = f"""\
<nav><span>{escape(site.desk)}</span><a href="{_list_name(other, site)}" lang="{WORDS[other]["lang"]}">{words["language"]}</a></nav>
<main>
<h1>{words["title"]}</h1>
<form role="search" hidden>
<input id="words" type="search" autocomplete="off" autofocus aria-label="{words["search"]}" placeholder="{words["hint"]}">
</form>
<p class="count" id="count" aria-live="polite" data-found="{words["found"]}" data-none="{words["none"]}"></p>
<ol id="results"></ol>
<div id="everything">
{_sections(pages, site, locale) or f"<p>{words['empty']}</p>"}
</div>
</main>
<p class="facts">{escape(made)}</p>"""  # noqa: E501 - a line of HTML
    scripts = '<script src="articles.js"></script>\n<script src="search.js"></script>\n'
    return _page(words["lang"], f"{words['title']} · {site.desk}", scripts, body)


def _sections(pages: Sequence[Page], site: Site, locale: str) -> str:
    """All articles by category, those without one last."""
    by_category = sorted(pages, key=lambda page: (not page.category, page.category))
    return "\n".join(
        f"<h2>{escape(_category(category, locale))}</h2>\n<ul>\n{_rows(list(found), site)}\n</ul>"
        for category, found in groupby(by_category, key=lambda page: page.category)
    )


def _rows(pages: Sequence[Page], site: Site) -> str:
    return "\n".join(
        f'<li><a href="{page.number}.html" lang="{WORDS[_locale(page, site)]["lang"]}">{escape(page.title)}</a>'
        f' <span class="number">{page.number}</span></li>'
        for page in pages
    )


def _article(page: Page, site: Site) -> str:
    locale = _locale(page, site)
    words = WORDS[locale]
    category, day = _category(page.category, locale), _day(page.changed_at, site)
    facts = words["facts"].format(number=page.number, category=category, day=day)
    parts = (("problem", page.problem), ("solution", page.solution))
    texts = "\n".join(
        f'<h2>{words[name]}</h2>\n<p class="text">{escape(text)}</p>' for name, text in parts if text.strip()
    )
    body = f"""\
<nav><a href="{_list_name(locale, site)}">← {words["title"]}</a></nav>
<main>
<h1>{escape(page.title)}</h1>
<p class="facts">{escape(facts)}</p>
{texts}
</main>"""
    return _page(words["lang"], f"{page.number} {page.title}", "", body)


def _page(lang: str, title: str, scripts: str, body: str) -> str:
    return f"""\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="stylesheet" href="site.css">
{scripts}</head>
<body>
{body}
</body>
</html>
"""


def _locale(page: Page, site: Site) -> str:
    return page.language if page.language in WORDS else site.locale


def _category(code: str, locale: str) -> str:
    return label(locale, "category", code) if code else WORDS[locale]["other"]


def _day(at: datetime, site: Site) -> str:
    return f"{at.astimezone(site.zone):%Y-%m-%d}"
