"""Writing a gallery into a folder, and over an earlier one; nothing else in the world is touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from processor.errors import ProcessorError

MARK = ".ticketd-gallery"  # the names of the files that we wrote, so that the next gallery can take away just these


def write_gallery(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """
    Write *files* into *folder*, which is made, or is empty, or holds an earlier gallery; how many.

    Raises:
        ProcessorError: there is something else in it, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        made = dict(files)
        (folder / MARK).write_text("".join(f"{path}\n" for path in made), encoding="utf-8")  # first: we may be stopped
        for path, content in made.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except FileExistsError as error:
        raise ProcessorError(f"{folder} is a file; name a folder") from error
    except OSError as error:
        raise ProcessorError(f"{folder} cannot be written: {error.strerror}") from error
    return len(made)


def _clear(folder: Path) -> None:
    mark = folder / MARK
    if not mark.is_file():
        if any(folder.iterdir()):
            raise ProcessorError(f"{folder} is not empty, and holds no gallery; name another folder")
        return
    for path in mark.read_text(encoding="utf-8").split("\n"):
        file = folder / path
        if path and folder.resolve() in file.resolve().parents:
            file.unlink(missing_ok=True)
