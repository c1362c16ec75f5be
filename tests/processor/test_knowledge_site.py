"""The exported knowledge base: complete, harmless, found in a browser as at the desk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from support.browser import Browser, make_browser
from support.kb_articles import samples
from support.kb_searches import searches
from support.kb_shelf import shelve
from support.pages import Skeleton

from db.connection import Store, open_store
from db.migrations import migrate
from parsers.search_terms import index_terms, query_terms
from processor.desk.knowledge import content_of, look_up
from processor.knowledge_site import Page, Site, site_files

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
SITE = Site("IT 服务台", "zh", ZoneInfo("Asia/Shanghai"), NOW)
FIRST = 5
EVIL = '</script><script>document.title="x"</script><img src=x onerror=alert(1)>"\'&'
TEXTS = (
    "ＯＲＡ－01652 临时段",
    "我的U盘 can't",
    "Wi-Fi policies，C++ 与 C#",
    "打印機卡紙",
    "x_y.z-9 boxes 10.0.0.1",
    EVIL,
)


def pages() -> list[Page]:
    made = [(each, content_of(each.title, each.problem, each.solution)) for each in samples()]
    return [
        Page(f"KB-{at:04d}", each.title, each.problem, each.solution, each.category, each.language, NOW, content.words)
        for at, (each, content) in enumerate(made, 1)
    ]


def write(folder: Path, shown: list[Page], site: Site = SITE) -> Path:
    for name, content in site_files(shown, site):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("site"), pages())


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return make_browser(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('db')}/kb.sqlite3")
    migrate(store)
    shelve(store)
    yield store
    store.close()


def test_each_article_has_a_page_and_stands_in_both_lists(folder: Path) -> None:
    for page in pages():
        text = Skeleton((folder / f"{page.number}.html").read_text(encoding="utf-8")).words
        assert page.title in text and page.solution in text
    for name in ("index.html", "index.en.html"):
        targets = Skeleton((folder / name).read_text(encoding="utf-8")).targets
        assert {f"{page.number}.html" for page in pages()} <= set(targets)
        assert all((folder / target).is_file() for target in targets)


def test_nothing_comes_from_elsewhere(folder: Path) -> None:
    for path in folder.iterdir():
        assert not re.search(r"https?://|url\(|@import|//cdn", path.read_text(encoding="utf-8")), path.name


def test_words_of_an_article_are_no_markup(tmp_path: Path) -> None:
    page = Page("KB-0001", EVIL, EVIL, EVIL, EVIL, "zh", NOW, content_of(EVIL, EVIL, EVIL).words)
    harmless = Page("KB-0001", "a", "a", "a", "a", "zh", NOW, "")
    write(tmp_path, [page])
    shown = {name: (tmp_path / name).read_text(encoding="utf-8") for name in ("KB-0001.html", "index.html")}
    plain = dict(site_files([harmless], SITE))

    for name, text in shown.items():
        assert Skeleton(text).tags == Skeleton(plain[name]).tags


def test_days_are_those_of_the_desk(folder: Path) -> None:
    assert "更新于 2026-11-23" in (folder / "KB-0001.html").read_text(encoding="utf-8")


def test_an_empty_knowledge_base_says_so(tmp_path: Path) -> None:
    write(tmp_path, [], Site("Desk", "en", ZoneInfo("UTC"), NOW))

    assert "No article has been published yet." in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "暂无已发布的文章。" in (tmp_path / "index.zh.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words", "title", "count"),
    [
        ("index.html", "退款", "会员退款流程", "找到 2 篇"),
        ("index.html", "會員退款", "会员退款流程", "找到 "),
        ("index.en.html", "paper jam", "Printer shows paper jam although there is none", " found</p>"),
    ],
)
def test_a_search_in_the_browser_finds(
    folder: Path, browser: Browser, name: str, words: str, title: str, count: str
) -> None:
    page = browser.dom(f"{(folder / name).as_uri()}#{quote(words)}")

    results = re.search(r'<ol id="results">(.*?)</ol>', page, re.DOTALL)
    assert results and title in "".join(results[1].split("</li>")[:2])
    assert count in page
    assert re.search(r'<div id="everything" hidden', page)


def test_what_is_not_there_is_said(folder: Path, browser: Browser) -> None:
    page = browser.dom(f"{(folder / 'index.html').as_uri()}#{quote('量子纠缠')}")

    assert (
        '<ol id="results"></ol>' in page and "没有找到相关文章" in page.partition('id="count"')[2].partition("</p>")[0]
    )


def test_the_browser_finds_what_the_desk_finds(folder: Path, browser: Browser, shelf: Store) -> None:
    asked = [*(text for text, _ in searches()), "充不进电", "量子纠缠", "的"]
    script = f"""
        const asked = {json.dumps(asked)}, texts = {json.dumps(TEXTS)};
        document.addEventListener("DOMContentLoaded", () => {{
          document.getElementById("out").textContent = JSON.stringify({{
            found: asked.map((text) => search(text).slice(0, {FIRST}).map((article) => article.number)),
            terms: texts.map((text) => [termsOf(text, false), termsOf(text, true)]),
          }});
        }});"""
    (folder / "check.js").write_text(script, encoding="utf-8")
    check = folder / "check.html"
    scripts = "".join(f'<script src="{name}"></script>' for name in ("articles.js", "search.js", "check.js"))
    check.write_text(f'<meta charset="utf-8">{scripts}<p id="out"></p>', encoding="utf-8")

    words = Skeleton(browser.dom(check.as_uri())).words
    check.unlink()
    (folder / "check.js").unlink()

    told = json.loads(words)
    here = [[each.article.number for each in shelf.unit(lambda text=text: look_up(text, FIRST))] for text in asked]
    assert dict(zip(asked, told["found"], strict=True)) == dict(zip(asked, here, strict=True))
    assert told["terms"] == [[list(query_terms(text)), list(index_terms(text))] for text in TEXTS]


@pytest.mark.parametrize("name", ["KB-0001.html", "index.html"])
def test_pages_can_be_printed(folder: Path, browser: Browser, name: str) -> None:
    printed = browser.pages((folder / name).as_uri())

    assert printed == 1 if name.startswith("KB") else 2 <= printed <= 5
