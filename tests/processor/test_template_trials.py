"""Trying out templates of the desk's own: what is told, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs
from support.configs import make_config

from processor.config import Config
from processor.notices import renderer_of
from processor.template_files import Flaw
from processor.template_trials import flaws_in, report_flaws


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for language in ("zh", "en"):
        (tmp_path / "own" / language).mkdir(parents=True)
    return make_config(tmp_path, templates={"override_dir": "own"})


def flaws(config: Config, files: dict[str, str]) -> tuple[Flaw, ...]:
    assert config.templates.override_dir
    for path, text in files.items():
        (config.templates.override_dir / path).write_text(text, encoding="utf-8")
    return flaws_in(config, renderer_of(config))


def test_a_broken_template_is_told_once_with_its_file_line_and_reason(config: Config) -> None:
    assert config.templates.override_dir
    found = flaws(config, {"zh/accepted.txt.j2": "{{ reply_line }}\n\n{{ numer }}\n"})

    assert found == (
        Flaw(str(config.templates.override_dir / "zh/accepted.txt.j2"), 3, "UndefinedError: 'numer' is undefined"),
    )


def test_a_broken_layout_is_told_once_though_every_mail_is_made_of_it(config: Config) -> None:
    (flaw,) = flaws(config, {"base.html.j2": "<html>\n{% block content %}{% endblock %}\n{{ nonsense }}"})
    assert (flaw.line, flaw.broken) == (3, True)

    (flaw,) = flaws(config, {"base.html.j2": "<html>\n{% block"})
    assert flaw.line == 2


ILL_FORMED = {
    "zh/answer.subject.j2": ("{{ title or 'x' }}", "has no [{{ number }}]"),
    "zh/answer.txt.j2": ("{{ reply_line }} {{ number }}", "leaves out {{ words }}"),
    "en/answer.html.j2": ("<p>{{ reply_line }} {{ number }}</p>", "leaves out {{ words }}"),
    "en/answer.txt.j2": ("{{ words | join(' ') or 'x' }}", "has no {{ reply_line }}"),
    "zh/accepted.html.j2": ('{{ reply_line }}<img src="https://example.org/a.png">', "loads something (src="),
    "en/accepted.html.j2": ("{{ reply_line }}<style>@import 'x'</style>", "loads something (@import)"),
    "zh/verification_question.html.j2": ("{{ reply_line }}<p style=\"background:url('a')\">", "loads something (url()"),
    "zh/follow_up.html.j2": ("{{ reply_line }}<p>{{ title | safe }}</p>", "takes words of others as HTML"),
    "en/question.html.j2": ("{{ reply_line }}{{ words | join(' ') }}{{ '很' * 40000 }}", "more than 100 KB"),
}


def test_what_the_desk_depends_on_is_missed_though_nothing_is_broken(config: Config) -> None:
    found = flaws(config, {path: text for path, (text, _) in ILL_FORMED.items()})

    for path, (_, reason) in ILL_FORMED.items():
        assert [flaw.broken for flaw in found if flaw.place.endswith(path) and reason in flaw.reason] == [False], path
    assert len(found) == len(ILL_FORMED)


def test_what_a_layout_does_wrong_is_told_once_for_all_mails(config: Config) -> None:
    (flaw,) = flaws(config, {"base.html.j2": "{{ reply_line }}<link href=x>{% block content %}{% endblock %}"})

    assert "loads something (<link)" in flaw.reason and "more files)" in flaw.reason


def test_a_link_that_a_reader_may_click_and_an_image_inside_the_mail_are_no_fault(config: Config) -> None:
    text = '{{ reply_line }}<a href="https://intranet.example">x</a><img src="cid:a@b" alt="x">'

    assert flaws(config, {"zh/accepted.html.j2": text}) == ()


def test_the_start_logs_what_is_wrong_and_goes_on(config: Config) -> None:
    flaws(config, {"zh/accepted.subject.j2": "{{ number"})
    flaws(config, {"zh/aceppted.subject.j2": "x"})

    with capture_logs() as lines:
        report_flaws(config, renderer_of(config))

    assert [(line["event"], line["log_level"], line["line"]) for line in lines] == [
        ("template.flawed", "error", 0),
        ("template.flawed", "error", 1),
    ]
    assert "did you mean zh/accepted.subject.j2?" in lines[0]["reason"]
