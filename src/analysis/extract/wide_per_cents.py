"""The per cents that a wide table states beside its counts: each held against what it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from analysis.extract.wide_columns import WideColumns
from analysis.extract.wide_table import WideTable

PER_CENT = re.compile(r"[0-9]{1,5}([.,][0-9]{1,20})?")
NO_PER_CENT = -1.0
# What per cents are of: parties of the valid votes, the others of all votes cast.
OF_CAST = ("unnotified_votes", "blank_votes", "other_invalid_votes")
# Both ways of rounding a half are met; a float is a trifle off.
TRIFLE = 1e-9

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def check_per_cents(
    table: WideTable, columns: WideColumns, numbers: Mapping[str, Counts], *, decimals: int
) -> None:
    """DataError where a stated per cent isn't its count of the row's valid votes or votes cast.

    `numbers` are the counts by role or party code; an empty per cent is none.
    """
    if not columns.per_cents:
        return
    rows = table.rows
    names, places = list(columns.per_cents), list(columns.per_cents.values())
    stated = _stated(table, rows, places)
    counts = np.column_stack([np.maximum(numbers[name], 0) for name in names])
    cast = np.array([name in OF_CAST for name in names])
    whole = np.where(cast, numbers["votes_cast"][:, None], numbers["valid_votes"][:, None])
    exact = 100 * counts / np.maximum(whole, 1)
    wrong = np.abs(stated - exact) > 0.5 * 10.0**-decimals + TRIFLE
    if wrong.any():
        row, column = np.argwhere(wrong)[0].tolist()
        of = "votes cast" if cast[column] else "valid votes"
        beside = f"{counts[row, column]} of {whole[row, column]} {of}"
        found = f"{rows[row][places[column]] or 'no'} per cent beside {beside}"
        expected = f"{exact[row, column]:.{decimals}f} per cent, so that both agree"
        name = f"{names[column]} (column {table.header[places[column]]})"
        raise table.error(row, name, found=found, expected=expected)


class _PerCents(dict[str, float]):
    """The number of every cell that was met."""

    def __missing__(self, cell: str) -> float:
        known = PER_CENT.fullmatch(cell or "0")
        self[cell] = float((cell or "0").replace(",", ".")) if known else NO_PER_CENT
        return self[cell]


def _stated(table: WideTable, rows: list[list[str]], places: list[int]) -> Floats:
    """Give the columns' per cents, one row an area; DataError for a cell that holds none."""
    cells, number = itemgetter(*places), _PerCents().__getitem__
    flat = chain.from_iterable(map(number, cells(row)) for row in rows)
    stated = np.fromiter(flat, dtype=np.float64, count=len(rows) * len(places))
    stated = stated.reshape(-1, len(places))
    if (stated == NO_PER_CENT).any():
        row, column = np.argwhere(stated == NO_PER_CENT)[0].tolist()
        found = repr(rows[row][places[column]][:40])
        what = f"column {table.header[places[column]]}"
        raise table.error(row, what, found=found, expected="per cent")
    return stated
