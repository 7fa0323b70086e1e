"""What the readers of workbooks share: a glance at the sheets, and rows below a header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import DataError
from analysis.extract.maps import mapped_columns
from analysis.extract.results import OfficialFile
from analysis.extract.sheets import read_sheet, sheet_names
from analysis.extract.tallies import Line

ZIP_SIGN = b"PK\x03\x04"


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its place, and its cells by our columns, without spaces around them."""

    line: Line
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet's header, without spaces around the names, and the rows below it."""

    file: str
    name: str
    header: list[str]
    rows: list[list[str]]

    @property
    def place(self) -> tuple[str, str]:
        """The header's place, as an error says it."""
        return self.file, f"{self.name}, line 1"


def sheets_of(path: Path) -> set[str]:
    """Give the names of a workbook's sheets; none if it isn't a sound one."""
    try:
        with path.open("rb") as opened:
            if opened.read(len(ZIP_SIGN)) != ZIP_SIGN:
                return set()
        return set(sheet_names(path, path.name))
    except (OSError, DataError):
        return set()


def the_sheet(official: OfficialFile, known: Mapping[str, object]) -> str:
    """Give the one sheet that the map knows; DataError if there is none, or more than one."""
    found = [name for name in sheet_names(official.path, official.file) if name in known]
    if len(found) != 1:
        expected = f"one of {', '.join(known)}"
        action = "Fetch the file again; other sheets than these are left alone."
        raise DataError(official.file, "sheets", ", ".join(found) or "none", expected, action)
    return found[0]


def read_table(official: OfficialFile, sheet: str) -> Sheet:
    """Read a sheet whose first row is the header; columns without any cell at its end are cut."""
    rows = read_sheet(official.path, official.file, sheet)
    header = [cell.strip() for cell in rows[0]] if rows else []
    while header and header[-1] == "" and not any(row[len(header) - 1] for row in rows):
        header.pop()
    return Sheet(official.file, sheet, header, rows[1:])


def mapped_rows(sheet: Sheet, columns: dict[str, str], ignored: list[str]) -> Iterator[Row]:
    """Give the rows by our columns (`columns` is ours by theirs), but for empty ones.

    DataError for a column that is doubled, missing, or neither mapped nor ignored.
    """
    found = mapped_columns(sheet.header, columns, ignored, sheet.place)
    for number, row in enumerate(sheet.rows, start=2):
        if any(cell.strip() for cell in row):
            cells = {name: row[at].strip() for name, at in found.items()}
            yield Row(Line(sheet.file, number), cells)
