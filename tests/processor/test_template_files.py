"""Templates of the desk's own: what stands in for what, and what is said about the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs
from support.configs import make_config

from processor.notices import Renderer, TicketFacts, renderer_of, shipped_renderer
from processor.template_files import MAX_FILE_BYTES, own_files

FACTS = TicketFacts("TS-20261122-001", "卡纸", "hardware", "urgent", 2, "", "IT 服务台", words="已更换硒鼓。")
SHIPPED = shipped_renderer().render("accepted", "zh", FACTS)


def desk(folder: Path, files: dict[str, str], **sections: object) -> Renderer:
    """The renderer of a desk with these templates of its own."""
    for path, text in files.items():
        (folder / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "own" / path).write_text(text, encoding="utf-8")
    return renderer_of(make_config(folder, templates={"override_dir": "own"}, **sections))


def said_about(folder: Path, name: str, content: bytes = b"x") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return " ".join(flaw.reason for flaw in own_files(folder)[1])


def test_a_file_of_the_desks_own_stands_in_for_the_one_of_its_name_and_for_no_other(tmp_path: Path) -> None:
    mine = desk(tmp_path, {"zh/accepted.txt.j2": "{{ reply_line }}\n{{ number }} 收到"}).render("accepted", "zh", FACTS)

    assert mine.text.endswith("TS-20261122-001 收到")
    assert (mine.subject, mine.html) == (SHIPPED.subject, SHIPPED.html)


def test_a_layout_of_the_desks_own_is_in_all_mails_and_may_change_one_block_of_the_shipped_one(tmp_path: Path) -> None:
    base = '{% extends "shipped/base.html.j2" %}{% block band %}<tr><td>OUR BAND</td></tr>{% endblock %}'
    mine = desk(tmp_path, {"base.html.j2": base})

    for language in ("zh", "en"):
        page = mine.render("accepted", language, FACTS).html or ""
        assert "OUR BAND" in page and 'class="cell band"' not in page and FACTS.number in page


def test_a_folder_adds_a_language_and_what_is_missing_in_it_is_taken_from_the_next(tmp_path: Path) -> None:
    mine = desk(
        tmp_path,
        {
            "ja/accepted.subject.j2": "[{{ number }}] 受付",
            "ja/accepted.html.j2": '{% extends "ja/base.html.j2" %}\n'
            '{% block content %}{% include "ja/_a.html.j2" %}{% endblock %}',
            "ja/_a.html.j2": "<p>担当者が対応します</p>",
            "zh-TW/accepted.subject.j2": "[{{ number }}] 已受理（繁體）",
        },
    )  # fmt: skip

    japanese = mine.render("accepted", "ja", FACTS)
    assert japanese.subject.endswith("受付") and "担当者" in (japanese.html or "")
    assert '<html lang="ja">' in (japanese.html or "") and "is working on it" in japanese.text
    for language in ("zh-TW", "zh-Hant", "zh_hk"):
        traditional = mine.render("accepted", language, FACTS)
        assert "繁體" in traditional.subject and traditional.text == SHIPPED.text
        assert '<html lang="zh-CN">' in (traditional.html or "")
    assert mine.render("accepted", "zh", FACTS) == SHIPPED
    assert mine.languages == ("en", "ja", "zh", "zh-TW")


def test_without_such_a_folder_every_language_has_its_stand_in() -> None:
    mails = {language: shipped_renderer().render("accepted", language, FACTS) for language in ("zh-TW", "fr", "")}

    assert mails["zh-TW"] == mails[""] == SHIPPED
    assert "is working on it" in mails["fr"].text and '<html lang="en">' in (mails["fr"].html or "")


@pytest.mark.parametrize("broken", ["{{ titel }}", "{{ number", "{% extends 'gone.j2' %}", "{{ 1/0 }}"])
@pytest.mark.parametrize("path", ["zh/accepted.html.j2", "base.html.j2", "zh/accepted.subject.j2"])
def test_in_the_place_of_a_broken_one_comes_the_shipped_one_and_it_is_logged(
    tmp_path: Path, path: str, broken: str
) -> None:
    mine = desk(tmp_path, {path: broken})

    with capture_logs() as lines:
        assert mine.render("accepted", "zh", FACTS) == SHIPPED

    assert [line["event"] for line in lines] == ["notice.template_broken"]


@pytest.mark.parametrize(
    "spying",
    [
        "{{ number.__class__.__mro__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ config }}",
        "{% include '../../../etc/passwd' %}",
        "{{ range(10**9) | list }}",
    ],
)
def test_a_template_of_the_desks_own_is_kept_in_the_same_cage(tmp_path: Path, spying: str) -> None:
    with capture_logs():
        assert desk(tmp_path, {"zh/accepted.txt.j2": spying}).render("accepted", "zh", FACTS) == SHIPPED


def test_nor_does_it_see_more_than_the_shipped_one(tmp_path: Path) -> None:
    parts = {f"zh/acknowledgement_unverified.{part}.j2": "{{ number }} {{ title }}" for part in ("txt", "html")}
    mine = desk(tmp_path, parts)

    with capture_logs():
        mail = mine.render("acknowledgement_unverified", "zh", FACTS)

    assert FACTS.title not in mail.text + mail.subject + (mail.html or "")
    assert mail == shipped_renderer().render("acknowledgement_unverified", "zh", FACTS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("zh/acknowledgment.txt.j2", "did you mean zh/acknowledgement.txt.j2?"),
        ("zh_TW/accepted.txt.j2", "did you mean zh-TW/accepted.txt.j2?"),
        ("chinese/accepted.txt.j2", "did you mean zh/accepted.txt.j2?"),
        ("accepted.txt.j2", "did you mean zh/accepted.txt.j2?"),
        ("bas.html.j2", "did you mean base.html.j2?"),
        ("zh/accepted.txt", "did you mean zh/accepted.txt.j2?"),
        ("zh/more/accepted.txt.j2", "no mail is made of it"),
        ("zh/totally-else", "no mail is made of it"),
        ("zh/_ours.j2", "end its name with .html.j2, .txt.j2 or .subject.j2"),
    ],
)
def test_a_file_that_no_mail_is_made_of_is_told_with_what_may_be_meant(tmp_path: Path, name: str, said: str) -> None:
    assert said in said_about(tmp_path, name)
    assert own_files(tmp_path)[0] == {}


@pytest.mark.parametrize(
    "name", ["zh/.accepted.txt.j2.swp", "README.md", "zh/accepted.txt.j2~", "zh/_ours.html.j2", ".git/HEAD"]
)
def test_what_editors_leave_behind_and_files_to_include_are_no_fault(tmp_path: Path, name: str) -> None:
    assert said_about(tmp_path, name) == ""


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "is not UTF-8" in said_about(tmp_path, "zh/accepted.txt.j2", "工单".encode("gbk"))
    assert "larger than 256 KB" in said_about(tmp_path, "zh/accepted.txt.j2", b"x" * (MAX_FILE_BYTES + 1))


def test_a_link_out_of_the_folder_is_not_followed_and_one_inside_it_is(tmp_path: Path) -> None:
    """As a volume of Kubernetes lays its files; a link to a file of passwords would bring these into mails."""
    secret, own = tmp_path / "smtp.password", tmp_path / "own"
    secret.write_text("s3cret", encoding="utf-8")
    (own / "..data" / "zh").mkdir(parents=True)
    (own / "..data" / "zh" / "_footer.txt.j2").write_text("x", encoding="utf-8")
    (own / "zh").symlink_to(own / "..data" / "zh")
    (own / "zh" / "_secret.txt.j2").symlink_to(secret)
    (own / "zh" / "accepted.txt.j2").symlink_to("accepted.txt.j2")
    (own / "zh" / "again").symlink_to(own)

    found, flaws = own_files(own)

    assert set(found) == {"zh/_footer.txt.j2"}
    told = {Path(flaw.place).name: flaw.reason for flaw in flaws}
    assert "outside of the folder" in told["_secret.txt.j2"] and "cannot be read" in told["accepted.txt.j2"]


def test_a_folder_that_has_gone_is_told_and_the_shipped_mails_are_sent(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    config = make_config(tmp_path, templates={"override_dir": "own"})
    assert config.templates.override_dir
    (tmp_path / "own").rmdir()

    assert [flaw.reason for flaw in own_files(config.templates.override_dir)[1]] == [
        "cannot be read: No such file or directory"
    ]
    assert renderer_of(config).render("accepted", "zh", FACTS) == SHIPPED
