"""Comma-separated files of a described layout, read as text with the line each row stood on."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.entries import Layout, LayoutColumn
from analysis.errors import DataError

TOTALS = re.compile(r"(summa|totalt?|totals?|sum|s:a|samtliga|hela landet)", re.IGNORECASE)
COUNT = re.compile(r"[0-9]{1,9}")


def read_delimited(path: Path, file: str, layout: Layout) -> pd.DataFrame:
    """Read a file as the layout says: one row a line, our column names, all text.

    `source` holds file and line ("valmyndigheten/kommun_2018_votes.csv:12"; the header is line 1).
    DataError for a wrong header, a short or long row, a total row, or a cell of the wrong kind.
    """
    lines = list(csv.reader(io.StringIO(_text(path, file), newline="")))
    header = _checked_header(lines, file, layout)
    rows = [_checked_row(cells, header, file, number) for number, cells in _numbered(lines)]
    if not rows:
        raise DataError(file, "line 2", "no rows", "at least one", "Restore the file: it is cut.")
    columns = [layout.columns[name].column for name in header]
    table = pd.DataFrame(rows, columns=columns, dtype="str")
    table["source"] = [f"{file}:{number}" for number, _ in _numbered(lines)]
    for described in layout.columns.values():
        _check_cells(table, described)
    return table


def _numbered(lines: list[list[str]]) -> list[tuple[int, list[str]]]:
    return [(number, cells) for number, cells in enumerate(lines[1:], start=2) if cells]


def _text(path: Path, file: str) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
        raise DataError(file, "", found, "UTF-8 text", "Save the file as UTF-8.") from error
    if text and not text.endswith("\n"):
        last = text.count("\n") + 1
        raise DataError(
            file,
            f"line {last}",
            "a last line without its end",
            "every line ended",
            "The file is cut: restore it.",
        )
    return text


def _checked_header(lines: list[list[str]], file: str, layout: Layout) -> list[str]:
    header = lines[0] if lines else []
    expected = list(layout.columns)
    action = "Give the columns the names that the layout in config/layouts lists, once each."
    doubled = sorted({name for name in header if header.count(name) > 1})
    missing = [name for name in expected if name not in header]
    unmapped = [name for name in header if name not in expected]
    for names, what in (
        (doubled, "a doubled column"),
        (missing, "no column"),
        (unmapped, "an unknown column"),
    ):
        if names:
            found = f"{what} {', '.join(map(repr, names))} (columns: {', '.join(header)})"
            raise DataError(file, "line 1", found, f"columns {', '.join(expected)}", action)
    return header


def _checked_row(cells: list[str], header: list[str], file: str, number: int) -> list[str]:
    if len(cells) != len(header):
        raise DataError(
            file,
            f"line {number}",
            f"{len(cells)} cells",
            f"{len(header)}, as in the header",
            "The row is cut or has a comma too many: mend it.",
        )
    broken = next((cell for cell in cells if "\n" in cell or "\r" in cell), None)
    if broken is not None:
        raise DataError(
            file,
            f"line {number}",
            f"a line break inside a cell ({broken[:40]!r})",
            "one row a line",
            "Take the break (or the stray quotation mark) out: lines couldn't be traced.",
        )
    total = next((cell for cell in cells if TOTALS.fullmatch(cell.strip())), None)
    if total is not None:
        raise DataError(
            file,
            f"line {number}",
            f"a total row ({total!r})",
            "rows of areas and parties only",
            "Take the row out: totals are computed, and would be counted twice.",
        )
    return cells


def _check_cells(table: pd.DataFrame, described: LayoutColumn) -> None:
    cells = table[described.column]
    for wrong in cells.index[~cells.map(lambda cell: _is_of_kind(cell, described))]:
        file, line = str(table.at[wrong, "source"]).rsplit(":", 1)
        row = ", ".join(f"{name} {table[name][wrong]}" for name in _key_columns(table))
        raise DataError(
            file,
            f"line {line}, column {described.column} ({row})",
            repr(cells[wrong]),
            _expectation(described) + (", at most nine" if len(cells[wrong]) > 9 else ""),
            "Look the cell up in the publisher's file and mend it.",
        )


def _key_columns(table: pd.DataFrame) -> list[str]:
    wanted = ("area_code", "published_code", "party_code", "as_of")
    return [name for name in wanted if name in table.columns]


def _is_of_kind(cell: str, described: LayoutColumn) -> bool:
    if cell == "":
        return described.blank
    if described.kind == "count":
        return COUNT.fullmatch(cell) is not None
    if described.kind == "date":
        return _is_date(cell)
    return described.kind == "text" or cell == cell.strip()


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _expectation(described: LayoutColumn) -> str:
    kinds = {
        "count": "a whole number, 0 or more, digits only",
        "date": "a date as 2018-12-31",
        "code": "a code without spaces around it",
        "text": "text",
    }
    return kinds[described.kind] + (" (or empty)" if described.blank else "")
