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
