"""The logo: which images can go with each mail, and how large they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.images import gif, jpeg, png

from processor.logos import MAX_LOGO_BYTES, read_logo


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (png(80, 20), "logo.png", "image/png"),
        (gif(80, 20), "logo.gif", "image/gif"),
        (jpeg(80, 20), "logo.jpg", "image/jpeg"),
    ],
)
def test_an_image_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path, data: bytes, name: str, kind: str) -> None:
    path = tmp_path / "logo.txt"
    path.write_bytes(data)

    logo = read_logo(path)

    assert (logo.name, logo.content_type, logo.width, logo.height, logo.data) == (name, kind, 80, 20, data)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((400, 80), (200, 40)), ((1000, 10), (200, 2)), ((30, 3000), (1, 40)), ((16, 16), (16, 16)), ((400, 1), (200, 1))],
)
def test_a_large_image_is_shown_small_and_in_its_proportions(
    tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    path = tmp_path / "logo"
    path.write_bytes(gif(*size))

    assert (read_logo(path).width, read_logo(path).height) == shown


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or GIF"),
        (b"", "no PNG, JPEG or GIF"),
        (png(2, 2)[:20], "damaged"),
        (gif(0, 5), "damaged"),
        (gif(5000, 5), "more than 4000 pixels"),
        (jpeg(5, 5)[:12], "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (png(2, 2) + bytes(MAX_LOGO_BYTES), "101 KB"),
    ],
)
def test_what_cannot_go_with_a_mail_is_refused_with_the_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(data)

    with pytest.raises(ValueError, match=said):
        read_logo(path)


def test_a_logo_that_is_gone_is_a_fault_in_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_logo(tmp_path / "logo.png")
