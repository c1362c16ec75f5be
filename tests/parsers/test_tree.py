from __future__ import annotations

import pytest
from support.raw_mails import raw_mail

from parsers.bodies import leaves
from parsers.structure import parse_bytes
from parsers.tree import read_tree


def filename(headers: str) -> str:
    (part,) = leaves(read_tree(parse_bytes(raw_mail(headers, "x"), []), []))
    return part.filename


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Type: application/pdf; name=a.pdf\n",
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n",
        "Content-Type: application/pdf; name=b.pdf\nContent-Disposition: attachment; filename=a.pdf\n",
        'Content-Type: application/pdf; file="a.pdf"\n',
        "Content-Type: application/pdf; filename=a.pdf\n",
        "Content-Type: application/pdf\nContent-Disposition: attachment; name=a.pdf\n",
    ],
)
def test_a_file_has_its_name_wherever_a_program_puts_it(headers: str) -> None:
    assert filename(headers) == "a.pdf"


@pytest.mark.parametrize(
    ("outer", "inner"), [("a", "a--"), ("a--", "a----"), ("a", "aa"), ("a", "a----"), ("a--", "a")]
)
def test_a_boundary_that_begins_like_another_one_loses_no_part(outer: str, inner: str) -> None:
    nested = (
        f'Content-Type: multipart/alternative; boundary="{inner}"\n\n--{inner}\n\nwords\n'
        f"--{inner}\nContent-Type: text/html\n\n<p>words</p>\n--{inner}--\n"
    )
    raw = raw_mail(
        f'Content-Type: multipart/mixed; boundary="{outer}"\n',
        f"--{outer}\n{nested}--{outer}\nContent-Type: application/pdf\n\npdf\n--{outer}--\n",
    )

    found = [(part.content_type, part.data) for part in leaves(read_tree(parse_bytes(raw, []), []))]
    assert found == [("text/plain", b"words"), ("text/html", b"<p>words</p>"), ("application/pdf", b"pdf")]
