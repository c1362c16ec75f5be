"""Reading what our mails show."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class Skeleton(HTMLParser):
    """Tags and attributes of a page, without its words; `words` is what a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[object] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] not in (("style", ()), ("title", ())):
            self.texts.append(data)

    @property
    def targets(self) -> list[str]:
        """Where links lead."""
        found = [dict(tag[1]).get("href") for tag in self.tags if isinstance(tag, tuple) and tag[0] == "a"]
        return [target for target in found if target]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.texts).split())


def lines_of(value: object) -> Iterator[str]:
    """All lines in a template's words, however deep."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict):
        yield from lines_of(tuple(value.values()))
    elif isinstance(value, tuple):
        for entry in value:
            yield from lines_of(entry)
