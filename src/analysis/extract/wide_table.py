"""A wide table as it was read: text cells, and where each row stood in its file."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.errors import DataError

LOOK = "Look the row up in the publisher's file; fetch the file again if it was altered."


@dataclass(frozen=True)
class WideTable:
    """A table with its header apart: `lines` says on which line or row, from 1, each row stood."""

    file: str
    election_type: str
    year: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int]

    def error(self, row: int, what: str, *, found: str, expected: str) -> DataError:
        """Give the error for one of `rows`, by its place there."""
        key = f"line {self.lines[row]}, {what}"
        return DataError(self.file, key, found, expected, LOOK)

    def column(self, place: int) -> list[str]:
        """Give one column's cells."""
        return [row[place] for row in self.rows]


def filled(rows: list[list[str]]) -> tuple[list[list[str]], list[int]]:
    """Leave out the rows in which nothing stands; give the others and their numbers from 1."""
    numbers = [number for number, row in enumerate(rows, start=1) if any(row)]
    return [rows[number - 1] for number in numbers], numbers
