"""Excel's workbooks (.xlsx), read and written."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from processor.errors import PermanentError, ProcessorError

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_COLUMNS = 200  # Excel's sheets may claim 16,384
MAX_SHEET_NAME_CHARS = 31  # Excel's limit
_PADDED = re.compile(r"0{2,20}")


class NoWorkbooks(PermanentError):
    """Writing .xlsx needs openpyxl: pip install 'ticketd[xlsx]'; CSV needs nothing."""


def sheet_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """
    Number (from 1) and cells of each row of the first visible sheet; *path* is named in errors.

    Raises:
        ProcessorError: it cannot be read, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise ProcessorError(
            "reading .xlsx needs openpyxl: pip install 'ticketd[xlsx]'; or save the sheet as CSV UTF-8"
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
            if sheet is None:
                raise ProcessorError(f"{path} has no sheet to read")
            sheet.reset_dimensions()  # what a program wrote there may be wrong
            for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
                yield number, [_cell_text(cell) for cell in cells]
    except ProcessorError:
        raise
    except Exception as error:  # a damaged file raises BadZipFile, KeyError, ParseError, ValueError ... as it likes
        raise ProcessorError(f"{path} is no Excel workbook that can be read: {error}") from error


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> bytes:
    """
    (name, rows) of each sheet as one file; the caller sees to it that no text is a formula.

    Raises:
        NoWorkbooks: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise NoWorkbooks from error
    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name[:MAX_SHEET_NAME_CHARS])
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell_text(cell: Any) -> str:
    """As the sheet shows it: 1001 for 1001.0, 00123 for a number that is shown with five digits."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and _PADDED.fullmatch(str(cell.number_format)):
        return str(value).zfill(len(cell.number_format))
    return value.isoformat() if isinstance(value, date) else str(value)
