"""`ticketd kb`: what is found, shown and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.configs import write_config
from support.kb_shelf import NOW, shelve

from db import articles, people
from db.connection import Store, open_store
from db.migrations import migrate
from db.people import Profile
from processor.cli import ticketd
from processor.desk.knowledge import content_of


@pytest.fixture
def shelf(tmp_path: Path) -> Store:
    """Approved samples, and a draft."""
    write_config(tmp_path, database={"url": f"sqlite:///{tmp_path}/kb.sqlite3"}, desk={"timezone": "Asia/Shanghai"})
    store = open_store(f"sqlite:///{tmp_path}/kb.sqlite3")
    migrate(store)
    shelve(store)
    store.unit(lambda: articles.add(content_of("退款草稿", "退款", "等待审核\x1b[2J。"), NOW))
    store.close()
    return store


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(ticketd, ["--config", str(folder / "ticketd.toml"), "kb", *map(str, words)])


def titles(result: Result) -> list[str]:
    return [json.loads(line)["title"] for line in result.stdout.splitlines()]


def test_the_best_article_is_printed_first(shelf: Store, tmp_path: Path) -> None:
    lines = run(tmp_path, "search", "退款", "流程").output.splitlines()

    assert next(line for line in lines if "KB-" in line).split()[:2] == ["KB-0041", "approved"]


def test_drafts_are_found_only_when_asked_for(shelf: Store, tmp_path: Path) -> None:
    assert "退款草稿" not in titles(run(tmp_path, "search", "退款", "--json"))
    assert "退款草稿" in titles(run(tmp_path, "search", "退款", "--drafts", "--json"))
    assert len(titles(run(tmp_path, "search", "打印机", "--limit", 2, "--json"))) == 2


def test_nothing_found_is_said(shelf: Store, tmp_path: Path) -> None:
    result = run(tmp_path, "search", "量子纠缠")

    assert (result.exit_code, result.output.strip()) == (0, "Nothing to show.")


def test_an_article_is_shown_whole_and_cannot_drive_the_terminal(shelf: Store, tmp_path: Path) -> None:
    result = run(tmp_path, "show", "kb-95")

    assert result.exit_code == 0 and "\x1b" not in result.output
    assert "KB-0095  退款草稿" in result.output and "status    draft" in result.output
    assert "Problem\n  退款\n\nSolution\n  等待审核" in result.output
    assert json.loads(run(tmp_path, "show", "95", "--json").stdout)["status"] == "draft"


def test_who_approved_is_shown(shelf: Store, tmp_path: Path) -> None:
    def approve() -> None:
        han = people.add(Profile(name="韩梅梅"))
        articles.approve(articles.require("95").id, han.id, NOW)

    shelf.unit(approve)
    shelf.close()

    assert "approved  2026-11-22 17:00 韩梅梅" in run(tmp_path, "show", "95").output


def test_an_article_that_there_is_not_is_an_error_with_a_way_on(shelf: Store, tmp_path: Path) -> None:
    result = run(tmp_path, "show", "KB-7777")

    assert result.exit_code == 1 and "ticketd kb search" in result.output


def test_the_export_has_what_is_approved_now_and_nothing_else(shelf: Store, tmp_path: Path) -> None:
    folder = tmp_path / "site" / "kb"
    first = run(tmp_path, "export", folder)
    (folder / "notes.txt").write_text("mine")
    shelf.unit(lambda: articles.drop(articles.require("1").id, NOW))
    shelf.close()
    second = run(tmp_path, "export", folder)

    assert "94 articles" in first.output and "93 articles" in second.output
    names = {path.name for path in folder.iterdir()}
    assert {"index.html", "index.en.html", "articles.js", "search.js", "site.css", "KB-0094.html", "notes.txt"} <= names
    assert not {"KB-0001.html", "KB-0095.html"} & names
    assert "退款草稿" not in (folder / "articles.js").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_an_error(shelf: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert run(tmp_path, "export", tmp_path / "file" / "kb").exit_code == 1
