"""Lines of plain text with tabs between their parts, as pasted from a sheet → cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from analysis.claims.model import Cell
from analysis.claims.reading.table_cells import TableCell, TableRow, labels

_LINE = re.compile(r"[^\r\n]+|(?:\r\n|\r|\n)(?=\r\n|\r|\n)")
FEWEST = 2  # lines that make a table: a header and one row

Line = tuple[int, list[str]]


def tabbed_cells(text: str) -> Iterator[Cell]:
    """Give the cells of each run of lines with as many tabs in each, one at least."""
    lines = [(match.start(), match[0].split("\t")) for match in _LINE.finditer(text)]
    for parts, run in groupby(lines, key=lambda line: len(line[1])):
        table = list(run)
        if parts > 1 and len(table) >= FEWEST:
            yield from _cells(table)


def _cells(table: list[Line]) -> Iterator[Cell]:
    rows = [TableRow(tuple(TableCell(part.strip()) for part in parts)) for _, parts in table]
    for (offset, parts), found in zip(table, labels(rows), strict=True):
        at = offset
        for part, label in zip(parts, found, strict=True):
            if label and part.strip():
                start = at + len(part) - len(part.lstrip())
                yield Cell(start, start + len(part.strip()), *label, table[0][0])
            at += len(part) + 1
