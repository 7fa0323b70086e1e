"""Which row and which column a cell of a table belongs to, merged cells and all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MAX_SPAN = 1000  # as browsers count
# A cell below a header that spans several columns is its part ("2018", "Andel"), or a number.
_NUMBER = re.compile(r"[+\-−–±]?\s*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class TableCell:
    """A cell as its file has it; a merged one goes on from the cell above, and has no text."""

    text: str
    span: int = 1
    down: int = 1
    merged: bool = False
    header: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row's cells in order; a header row says so, or has nothing but header cells."""

    cells: tuple[TableCell, ...]
    header: bool = False

    @property
    def is_header(self) -> bool:
        """Whether the file marks the row as a header."""
        return self.header or all(cell.header for cell in self.cells)


@dataclass(frozen=True)
class _Placed:
    """A cell on the grid: its first column, the one after its last, and where it stands."""

    start: int
    end: int
    label: str
    rows_left: int
    index: int | None  # in its row; None where it reaches down from a row above


def labels(rows: Sequence[TableRow]) -> list[list[tuple[str, str] | None]]:
    """Give for each cell the text of its row's first cell and of its column's header.

    None for a header, for a cell of the first column, and for one without text.
    """
    grid = _grid(rows)
    headers = grid[: _count_headers(rows, grid)]
    return [
        [
            _label(placed, line, headers, below=number >= len(headers))
            for placed in line
            if _own(placed)
        ]
        for number, line in enumerate(grid)
    ]


def _own(placed: _Placed) -> bool:
    return placed.index is not None


def _label(
    placed: _Placed, line: list[_Placed], headers: list[list[_Placed]], *, below: bool
) -> tuple[str, str] | None:
    if not below or placed.start == 0 or not placed.label:
        return None
    found = (_at(header, placed.start) for header in headers)
    width = max(header[-1].end for header in headers if header)
    parts = [at.label for at in found if at and at.label and at.end - at.start < width]
    return line[0].label, " ".join(dict.fromkeys(parts))


def _grid(rows: Sequence[TableRow]) -> list[list[_Placed]]:
    grid: list[list[_Placed]] = []
    above: list[_Placed] = []
    for row in rows:
        above = _place(row, above)
        grid.append(above)
    return grid


def _place(row: TableRow, above: list[_Placed]) -> list[_Placed]:
    """Lay a row's cells into the columns that no cell from above reaches down into."""
    reaching = [
        _Placed(cell.start, cell.end, cell.label, cell.rows_left - 1, None)
        for cell in above
        if cell.rows_left > 0
    ]
    line: list[_Placed] = []
    column = 0
    for index, cell in enumerate(row.cells):
        while reaching and reaching[0].start <= column:
            line.append(reaching.pop(0))
            column = line[-1].end
        line.append(_placed(cell, column, above, index))
        column = line[-1].end
    return line + reaching


def _placed(cell: TableCell, column: int, above: list[_Placed], index: int) -> _Placed:
    over = _at(above, column) if cell.merged else None
    label = over.label if over else cell.text
    span, down = (min(max(count, 1), MAX_SPAN) for count in (cell.span, cell.down))
    return _Placed(column, column + span, label, down - 1, index)


def _at(line: list[_Placed], column: int) -> _Placed | None:
    index = bisect_right(line, column, key=lambda placed: placed.start) - 1
    return line[index] if index >= 0 and column < line[index].end else None


def _count_headers(rows: Sequence[TableRow], grid: list[list[_Placed]]) -> int:
    """Count the rows on top that are headers: one at least, and not all of them."""
    count = 0
    while count < len(rows) and rows[count].is_header:
        count += 1
    if count in {0, len(rows)}:
        count = 1
        while count < len(rows) - 1 and _goes_on(grid[count - 1], grid[count]):
            count += 1
    return count


def _goes_on(header: list[_Placed], line: list[_Placed]) -> bool:
    """Whether a row says the parts of the header above it, some of which spans columns."""
    spans = any(cell.end - cell.start > 1 and cell.label for cell in header)
    parts = [cell.label for cell in line if cell.start > 0 and cell.label]
    return spans and bool(parts) and not any(map(_is_number, parts))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.match(text)) and not _YEAR.fullmatch(text)
