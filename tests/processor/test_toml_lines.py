"""Lines of keys: found wherever TOML lets a key stand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.toml_lines import line_of, lines_of_keys

TEXT = '''\
top = 1
[desk]  # a remark
name = "a"
signature = """
name = "no key"
[no.table]
"""
"quoted key" = 1
  [ acknowledgement . response_hours ]
  urgent = 2
[[mailbox]]
url = "a = b"
[[mailbox]]
  url= 'x'
note = \'\'\'one line\'\'\'
after = "keep"
[limits]
a.b = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 1),
        (("desk",), 2),
        (("desk", "name"), 3),
        (("desk", "signature"), 4),
        (("desk", "quoted key"), 8),
        (("acknowledgement", "response_hours"), 9),
        (("acknowledgement", "response_hours", "urgent"), 10),
        (("mailbox",), 11),
        (("mailbox", 0), 11),
        (("mailbox", 0, "url"), 12),
        (("mailbox", 1), 13),
        (("mailbox", 1, "url"), 14),
        (("mailbox", 1, "after"), 16),
        (("limits", "a", "b"), 18),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)

    assert lines_of_keys(TEXT)[path] == line


def test_text_inside_a_multi_line_string_is_no_key() -> None:
    assert not any("no" in path for path in lines_of_keys(TEXT))


def test_a_key_that_is_not_there_has_the_line_of_its_table() -> None:
    lines = lines_of_keys(TEXT)

    assert line_of(("mailbox", 1, "absent"), lines) == 13
    assert line_of(("limits", "a", "b", "c"), lines) == 18
    assert line_of(("absent", "x"), lines) is None


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    lines_of_keys(text)


@given(
    st.dictionaries(st.from_regex(r"[a-z_]{1,6}", fullmatch=True), st.booleans(), min_size=1),
    st.integers(min_value=1, max_value=3),
)
def test_every_key_of_every_table_is_found(keys: dict[str, bool], tables: int) -> None:
    lines = [
        line for _ in range(tables) for line in ("[[t]]", *(f"{key} = {str(on).lower()}" for key, on in keys.items()))
    ]
    text = "\n".join(lines)

    found = lines_of_keys(text)

    for number, table in enumerate(tomllib.loads(text)["t"]):
        for key in table:
            assert lines[found["t", number, key] - 1].startswith(f"{key} = ")
