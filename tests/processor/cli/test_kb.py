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
    (folder / "index.html").rename(folder / "index.zh.html")  # the desk had another language then
    shelf.unit(lambda: articles.drop(articles.require("1").id, NOW))
    shelf.close()
    second = run(tmp_path, "export", folder)

    assert "94 articles" in first.output and "93 articles" in second.output
    names = {path.name for path in folder.iterdir()}
    assert {"index.html", "index.en.html", "articles.js", "search.js", "site.css", "KB-0094.html", "notes.txt"} <= names
    assert not {"KB-0001.html", "KB-0095.html", "index.zh.html"} & names
    assert "退款草稿" not in (folder / "articles.js").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_an_error(shelf: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert run(tmp_path, "export", tmp_path / "file" / "kb").exit_code == 1


# ---------------------------------------------------------------- list, approve, drop, edit


def status(store: Store, number: str = "95") -> tuple[str, str]:
    found = store.unit(lambda: articles.require(number))
    store.close()
    return found.status, found.solution


def test_drafts_are_listed_alone_if_wanted(shelf: Store, tmp_path: Path) -> None:
    assert titles(run(tmp_path, "list", "--drafts", "--json")) == ["退款草稿"]
    assert len(titles(run(tmp_path, "list", "--limit", 200, "--json"))) == 95


def test_an_article_is_approved_and_dropped_once(shelf: Store, tmp_path: Path) -> None:
    assert run(tmp_path, "approve", "KB-0095").output.strip() == "KB-0095: draft → approved"
    assert run(tmp_path, "approve", "95").exit_code == 1
    assert "退款草稿" in titles(run(tmp_path, "search", "退款", "--json"))
    assert run(tmp_path, "drop", "kb-95").output.strip() == "KB-0095: approved → dropped"
    assert "dropped already" in run(tmp_path, "drop", "95").output
    assert status(shelf)[0] == "dropped"


def test_who_says_so_has_to_be_somebody(shelf: Store, tmp_path: Path) -> None:
    shelf.unit(lambda: people.add(Profile(name="韩梅梅", addresses=("han@desk.example",))))
    shelf.close()

    assert "nobody of the directory" in run(tmp_path, "approve", "95", "--by", "nobody@desk.example").output
    run(tmp_path, "approve", "95", "--by", "han@desk.example")

    assert "韩梅梅" in run(tmp_path, "show", "95").output


def test_parts_come_from_a_file_and_the_status_stays(shelf: Store, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("标题：退款怎么办\n解决方案：\n1. 打开订单\n2. 点退款\n", encoding="utf-8")

    assert "KB-0095 is changed (draft)" in run(tmp_path, "edit", "95", file).output
    assert "stays as it is" in run(tmp_path, "edit", "95", file).output

    assert status(shelf) == ("draft", "1. 打开订单\n2. 点退款")
    assert titles(run(tmp_path, "search", "退款怎么办", "--drafts", "--json"))[0] == "退款怎么办"


@pytest.mark.parametrize(
    ("text", "told"), [("谢谢", "belongs to no part"), ("", "no line begins"), ("标题：a\n\n---\n胡说", "no part")]
)
def test_what_is_no_part_changes_nothing(shelf: Store, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "new.txt"
    file.write_text(text, encoding="utf-8")

    result = run(tmp_path, "edit", "95", file)

    assert result.exit_code == 1 and told in result.output
    assert status(shelf) == ("draft", "等待审核\x1b[2J。")


def test_a_file_that_is_no_text_and_an_article_that_there_is_not_are_errors(shelf: Store, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_bytes(b"\xff\xfe\x00")

    assert "UTF-8" in run(tmp_path, "edit", "95", file).output
    for command in ("edit", "approve", "drop"):
        assert "there is no article 7777" in run(tmp_path, command, "7777").output


def test_an_article_is_edited_in_the_editor(shelf: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/等待审核/三天内到账/' \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)

    assert "is changed" in run(tmp_path, "edit", "95").output
    assert "三天内到账" in status(shelf)[1]
    monkeypatch.setenv("EDITOR", "true")
    assert "nothing was saved" in run(tmp_path, "edit", "95").output
