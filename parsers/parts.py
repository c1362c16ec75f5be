"""The pieces that the walk over a mail gives to those who interpret it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Headers:
    """
    Decoded headers of one part: lower-case name → values, topmost first.

    A repeated header never becomes a list by surprise: `first` is always a string.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        found = self.values.get(name.lower())
        return found[0] if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        return self.values.get(name.lower(), ())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.values


@dataclass(frozen=True, slots=True)
class Part:
    """
    A leaf of the MIME tree, transfer encoding undone.

    Attributes:
        content_type: lower case, "text/plain" where none or an impossible one is given.
        data: decoded bytes; for message/rfc822 the whole attached mail.
        text: decoded text with LF line ends for text/* and message/* parts that are no attached mails; else "".
        filename: as given, decoded and cleaned; "" without one.
        disposition: "inline", "attachment" or "".
        path: position in the tree, such as "1.2".
    """

    content_type: str
    headers: Headers
    data: bytes
    text: str = ""
    filename: str = ""
    disposition: str = ""
    cid: str = ""
    path: str = ""
