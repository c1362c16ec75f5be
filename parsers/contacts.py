"""Who signs: name, department, telephone and employee number in the block at the end of a mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.form_labels import REGISTRATION, Labels
from parsers.form_lines import Line, cells_of, find_marks, split_lines
from parsers.form_values import value_of
from parsers.phrases.closings import COMPANY_MARKS, REGARDS, THANKS
from parsers.phrases.form_labels import DEPARTMENT_ENDS, DEPARTMENT_STARTS, POSTS
from parsers.signature_lines import is_name

MAX_LINES = 40  # a signature has fewer
MAX_LINE = 200  # characters

_PARTS = re.compile(r"\s*[|/·•,，;；]\s*|\s{2,}|\s[-–—]\s")
_PHONE = re.compile(
    r"(?<![\w@./-])\+?\(?[0-9][0-9 ()./\-]{5,22}[0-9](?:\s?(?:ext\.?|x|转|-)\s?[0-9]{1,6})?(?![\w@-])", re.IGNORECASE
)
_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9]{1,2}:[0-9]{2}")
_FAX = re.compile(r"fax|传真|傳真|\bf[:.]", re.IGNORECASE)
_URL = re.compile(r"https?://|www\.|@")
_COLON = re.compile(r"[:：]")
_PIECES = re.compile(r"[|;；,，]|\s{2,}")
_CLOSINGS = REGARDS | THANKS
_DEPARTMENT_STARTS = tuple(DEPARTMENT_STARTS)
_NO_NAME_ENDS = (*DEPARTMENT_ENDS, *POSTS, *COMPANY_MARKS)


@dataclass(frozen=True, slots=True)
class Contact:
    """Each "" when the signature does not tell it."""

    name: str = ""
    department: str = ""
    phone: str = ""
    employee_number: str = ""


def read_contact(signature: str) -> Contact:
    """What a signature block tells of its author; labelled lines before what merely looks like it."""
    lines = [Line(0, line.text[:MAX_LINE]) for line in split_lines(signature)[:MAX_LINES] if not line.depth]
    told = _labelled(lines)
    parts = list(_parts(lines))
    return Contact(
        told.get("name") or next((part for part in parts if _is_name(part)), ""),
        told.get("department") or next(_departments(parts), ""),
        told.get("phone") or told.get("contact") or next(_phones(lines), ""),
        told.get("employee_number", ""),
    )


def _labelled(lines: list[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for mark in find_marks([line for line in lines if not _FAX.match(line.text.strip())], _LABELS):
        if mark.kind not in ("alone", "blank") and len(mark.label.fields) == 1:
            field = mark.label.fields[0]
            value = value_of("phone" if field == "contact" else field, mark.value)
            if value:
                found.setdefault(field, value)
    return found


_LABELS = Labels(REGISTRATION)


def _parts(lines: list[Line]) -> Iterator[str]:
    """What stands between bars, commas and wide blanks, without closings and links."""
    for line in lines:
        for cell in cells_of(line):
            for part in _PARTS.split(cell):
                bare = part.strip(" *_-–—~,，。.|<>【】[]")
                if bare and bare.casefold() not in _CLOSINGS and not _URL.search(bare) and not _COLON.search(bare):
                    yield bare


def _is_name(part: str) -> bool:
    lower = part.casefold()
    if lower.endswith(_NO_NAME_ENDS) or lower.startswith(_DEPARTMENT_STARTS):
        return False
    return is_name(part) and (len(part.split()) > 1 or not part.isascii() or len(part) >= 2)


def _departments(parts: list[str]) -> Iterator[str]:
    for part in parts:
        lower = part.casefold()
        marked = lower.startswith(_DEPARTMENT_STARTS) or lower.endswith(DEPARTMENT_ENDS)
        if marked and len(part) <= 40 and not lower.endswith(COMPANY_MARKS) and lower not in DEPARTMENT_ENDS:
            yield _own(part)


def _own(part: str) -> str:
    """The department behind the company's name: 某某有限公司信息部 → 信息部."""
    for mark in ("有限公司", "集团", "分公司", "公司"):
        _, found, rest = part.rpartition(mark)
        if found and rest.strip():
            return rest.strip()
    return part


def _phones(lines: list[Line]) -> Iterator[str]:
    """Numbers of enough digits, not those of a fax, a day or a machine."""
    for line in lines:
        for piece in _PIECES.split(unicodedata.normalize("NFKC", line.text)):
            if _FAX.search(piece):
                continue
            found = _PHONE.search(_DATE.sub(" ", piece))
            if found and 7 <= sum(char.isdigit() for char in found[0]) <= 18:
                yield found[0].strip()
