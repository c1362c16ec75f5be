"""The pieces that the walk over a mail gives to those who interpret it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.headers import STRUCTURED, decode_value


class _Decoded(dict[str, tuple[str, ...]]):
    """Values on one line each, decoded when they are first asked for: of 30 headers a mail has, ten are."""

    def __init__(self, fields: Mapping[str, Sequence[str]], hint: str) -> None:
        super().__init__()
        self._fields = fields
        self._hint = hint

    def __missing__(self, name: str) -> tuple[str, ...]:
        words = name not in STRUCTURED
        found = tuple([decode_value(value, self._hint, words=words) for value in self._fields[name]])
        self[name] = found
        return found


class Headers:
    """
    Decoded headers of one part, asked for by their names in lower case.

    A repeated header never becomes a list by surprise: `first` is always a string.
    """

    __slots__ = ("_decoded", "fields")

    def __init__(self, fields: Mapping[str, Sequence[str]] | None = None, hint: str = "") -> None:
        """
        Args:
            fields: lower-case name → values as received, topmost first; raw bytes are surrogate escapes.
            hint: charset for raw 8-bit values that are no UTF-8; the body's, as a rule.
        """
        self.fields = fields or {}
        self._decoded = _Decoded(self.fields, hint)

    def first(self, name: str) -> str:
        return self._decoded[name][0] if name in self.fields else ""

    def all(self, name: str) -> tuple[str, ...]:
        return self._decoded[name] if name in self.fields else ()

    def __contains__(self, name: object) -> bool:
        return name in self.fields


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
