"""Wide tables, one row an area and one column a party, made into areas and votes."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.errors import DataError
from analysis.extract.results import AREA_COLUMNS, VOTE_COLUMNS, RawResults, text_table
from analysis.extract.wide_areas import LATE, areas_of
from analysis.extract.wide_columns import TOTALS, WideColumns, columns_of
from analysis.extract.wide_per_cents import PER_CENT, check_per_cents
from analysis.extract.wide_settings import WideSettings
from analysis.extract.wide_table import WideTable

COUNT = re.compile(r"[0-9]{1,9}")
# In every row; others may be empty, unless the map says that all are stated.
STATED = ("eligible_voters", "valid_votes", "votes_cast")
INVALID = ("unnotified_votes", "blank_votes", "other_invalid_votes")
NOT_STATED, NO_COUNT = -1, -2

Counts = npt.NDArray[np.int64]


def read_wide(table: WideTable, settings: WideSettings) -> RawResults:
    """Make areas and votes of a wide table whose every row is an area that adds up.

    DataError for a column or row that the map doesn't describe, a total row, an area that stands
    twice, a count that isn't a whole number, parties that don't add up to the valid votes, or per
    cents that contradict the counts.
    """
    if not table.rows:
        raise DataError(
            table.file, "", "no rows", "one an area", "The file is cut: fetch it again."
        )
    columns = columns_of(table.header, settings, table.file)
    _check_texts(table, columns)
    areas = _described(table, areas_of(table, columns, settings))
    numbers = _counts(table, [*columns.counts.values(), *columns.parties.values()])
    needed = columns.counts.keys() if settings.counts_stated else STATED
    _check_stated(table, columns, numbers, needed)
    counts = {role: numbers[:, place] for place, role in enumerate(columns.counts)}
    votes = numbers[:, len(counts) :]
    _check_sums(table, counts, votes)
    late = np.array([level == LATE for level in areas["area_level"]])
    _check_turnout(table, columns.turnout, counts, decimals=settings.turnout.decimals)
    if settings.per_cents is not None:
        named = counts | {code: votes[:, at] for at, code in enumerate(columns.parties)}
        check_per_cents(table, columns, named, decimals=settings.per_cents.decimals)
    _check_eligible(table, counts, late)
    for role, values in counts.items():
        areas[role] = list(map(str, np.maximum(values, 0).tolist()))
    for row in np.flatnonzero(late).tolist():
        areas["eligible_voters"][row] = ""
    melted = _melted(areas, votes, list(columns.parties))
    return RawResults(text_table(areas, AREA_COLUMNS), melted)


def _described(table: WideTable, areas: dict[str, list[str]]) -> dict[str, list[str]]:
    """Add what is the same for every row, and where each one stood."""
    file = table.file.replace(" ", "_")
    return areas | {
        "election_type": [table.election_type] * len(table.rows),
        "year": [table.year] * len(table.rows),
        "count_stage": ["final"] * len(table.rows),
        "source": [f"{file}:{line}" for line in table.lines],
    }


def _melted(areas: dict[str, list[str]], votes: Counts, codes: list[str]) -> pd.DataFrame:
    """Give one row an area and party for which the table states a number."""
    row, party = np.nonzero(votes != NOT_STATED)
    columns = {name: pa.array(areas[name]).take(row) for name in VOTE_COLUMNS if name in areas} | {
        "published_code": pa.array(codes).take(party),
        "votes": pa.array(votes[row, party]).cast(pa.string()),
    }
    empty = pa.repeat("", len(row))
    melted: pd.DataFrame = pa.table({n: columns.get(n, empty) for n in VOTE_COLUMNS}).to_pandas()
    return melted


def _check_texts(table: WideTable, columns: WideColumns) -> None:
    """DataError for a short or long row, a total row, or a cell in a column without a name."""
    width = len(table.header)
    for row, cells in enumerate(table.rows):
        if len(cells) != width:
            found, expected = f"{len(cells)} cells", f"{width}, as in the header"
            raise table.error(row, "the row", found=found, expected=expected)
    for place in columns.names:
        names = table.column(place)
        total = next((name for name in set(names) if TOTALS.fullmatch(name.strip())), None)
        if total is not None:
            row = names.index(total)
            raise table.error(row, "the name", found="a total row", expected="rows of areas only")
    for place in columns.empty:
        row = next((row for row, cell in enumerate(table.column(place)) if cell), -1)
        if row >= 0:
            what = f"column {place + 1}"
            raise table.error(row, what, found="a cell", expected="nothing, as it has no header")


class _Numbers(dict[str, int]):
    """The number of every cell that was met."""

    def __missing__(self, cell: str) -> int:
        number = int(cell) if COUNT.fullmatch(cell) else NO_COUNT
        self[cell] = NOT_STATED if cell == "" else number
        return self[cell]


def _counts(table: WideTable, places: list[int]) -> Counts:
    """Give the columns' counts, one row an area; `NOT_STATED` where a cell is empty."""
    cells, number = itemgetter(*places), _Numbers().__getitem__
    flat = chain.from_iterable(map(number, cells(row)) for row in table.rows)
    size = len(table.rows) * len(places)
    numbers = np.fromiter(flat, dtype=np.int64, count=size).reshape(-1, len(places))
    if (numbers == NO_COUNT).any():
        row, column = np.argwhere(numbers == NO_COUNT)[0].tolist()
        place = places[column]
        found, expected = repr(table.rows[row][place][:40]), "a whole number, nine digits at most"
        raise table.error(row, f"column {table.header[place]}", found=found, expected=expected)
    return numbers


def _check_stated(
    table: WideTable, columns: WideColumns, numbers: Counts, needed: Collection[str]
) -> None:
    """DataError for a row that lacks a number which every row has: it isn't zero, but cut."""
    for column, (role, place) in enumerate(columns.counts.items()):
        lacking = np.flatnonzero(numbers[:, column] == NOT_STATED)
        if role in needed and lacking.size:
            what = f"column {table.header[place]}"
            row = int(lacking[0])
            raise table.error(row, what, found="nothing", expected="a number in every row")


def _check_sums(table: WideTable, counts: dict[str, Counts], votes: Counts) -> None:
    """DataError unless parties make the valid votes, and these and the invalid those cast."""
    stated = {role: np.maximum(values, 0) for role, values in counts.items()}
    invalid = stated.get("invalid_votes")
    kinds = np.zeros_like(stated["valid_votes"])
    for role in INVALID:
        kinds = kinds + stated.get(role, 0)
    parts = {
        "valid_votes": np.maximum(votes, 0).sum(axis=1),
        "votes_cast": stated["valid_votes"] + (kinds if invalid is None else invalid),
    }
    for role, summed in parts.items():
        _refuse_first(table, stated[role] != summed, role, (stated[role], summed))
    if invalid is not None:
        _refuse_first(table, kinds > invalid, "invalid_votes", (invalid, kinds))


def _refuse_first(
    table: WideTable, wrong: npt.NDArray[np.bool_], role: str, values: tuple[Counts, Counts]
) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        stated, summed = (int(value[row]) for value in values)
        found = f"{stated} stated, {summed} by its parts"
        raise table.error(row, role, found=found, expected="the same number")


def _check_eligible(
    table: WideTable, counts: dict[str, Counts], late: npt.NDArray[np.bool_]
) -> None:
    """DataError unless every place whose votes count has voters, and no uppsamlingsdistrikt has."""
    eligible, cast = counts["eligible_voters"], counts["votes_cast"]
    wrong = np.where(late, eligible > 0, (eligible == 0) & (cast > 0))
    if wrong.any():
        row = int(np.argmax(wrong))
        kind = f"an {LATE}" if late[row] else "a place with votes"
        found = f"{eligible[row]} eligible voters in {kind}"
        expected = "none in an uppsamlingsdistrikt, some anywhere else"
        raise table.error(row, "eligible_voters", found=found, expected=expected)


def _check_turnout(
    table: WideTable, place: int, counts: dict[str, Counts], *, decimals: int
) -> None:
    """DataError where votes cast by eligible voters isn't the per cent that the row states."""
    eligible, cast = counts["eligible_voters"], counts["votes_cast"]
    cells = table.column(place)
    for row, cell in enumerate(cells):
        if PER_CENT.fullmatch(cell or "0") is None:
            what = f"column {table.header[place]}"
            raise table.error(row, what, found=repr(cell[:40]), expected="per cent")
    stated = np.array([float((cell or "0").replace(",", ".")) for cell in cells])
    exact = 100 * cast / np.where(eligible > 0, eligible, 1) * (eligible > 0)
    wrong = np.abs(stated - exact) > 0.5 * 10.0**-decimals + 1e-9
    if wrong.any():
        row = int(np.argmax(wrong))
        found = f"{cells[row]} per cent, but {cast[row]} cast of {eligible[row]} eligible"
        raise table.error(row, "turnout", found=found, expected="numbers that agree")
