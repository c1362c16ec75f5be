"""In which language somebody is written to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.languages import WRITTEN, html_lang, locale_for, stand_ins


@pytest.mark.parametrize(
    ("language", "default", "tags"),
    [
        ("", "en", ("en",)),
        ("zh", "en", ("zh", "en")),
        ("zh-CN", "en", ("zh-cn", "zh", "en")),
        ("zh-Hant", "zh", ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh")),
        ("zh_TW", "en", ("zh-tw", "zh-hant", "zh-hk", "zh-mo", "zh", "en")),
        ("zh-Hant-HK", "zh", ("zh-hant-hk", "zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh")),
        ("en-GB", "zh", ("en-gb", "en", "zh")),
        ("fr-CA", "zh", ("fr-ca", "fr", "en", "zh")),
        ("ja", "en", ("ja", "en")),
    ],
)
def test_what_stands_in_for_a_language_is_the_nearest_first(language: str, default: str, tags: tuple[str, ...]) -> None:
    found = stand_ins(language, default)

    assert found[0] == tags[0] and found[-1] == tags[-1]
    assert set(found) == set(tags)
    assert [tag for tag in found if tag in WRITTEN] == [tag for tag in tags if tag in WRITTEN]


@given(st.text(max_size=12), st.sampled_from(WRITTEN))
def test_whatever_a_language_is_called_there_are_words_for_it(language: str, default: str) -> None:
    assert locale_for(language, default) in WRITTEN
    assert stand_ins(language, default)[-1] == default or default in stand_ins(language, default)


def test_chinese_is_read_as_chinese_others_as_english_and_nobody_as_the_desk() -> None:
    assert [locale_for(each, "zh") for each in ("zh-Hant", "de", "en-GB", "")] == ["zh", "en", "en", "zh"]
    assert locale_for("", "en") == "en"


def test_a_page_in_chinese_names_its_region() -> None:
    assert (html_lang("zh"), html_lang("en"), html_lang("zh-TW")) == ("zh-CN", "en", "zh-TW")
