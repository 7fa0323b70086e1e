"""Raw election tables made tidy: votes, turnout and seats, one row a key, counts as integers."""

from __future__ import annotations

import pandas as pd

from analysis.clean.registers import (
    check_areas,
    check_election,
    check_publications,
    check_year,
    parties_on,
    party_codes,
)
from analysis.clean.schemas import SCHEMAS
from analysis.config import Config
from analysis.entries import SourceFile

RawTable = tuple[SourceFile, pd.DataFrame]


def tidy_votes(raw: RawTable, config: Config) -> pd.DataFrame:
    """Give one row per area and party with its votes; DataError where a register says no."""
    entry, table = _checked(raw, config)
    tidy = _with_parties(entry, table, config).assign(basis="stated")
    return tidy.assign(votes=tidy["votes"].astype("int64"))[list(SCHEMAS["votes"].columns)]


def tidy_seats(raw: RawTable, config: Config) -> pd.DataFrame:
    """Give one row per area and party whose seats are stated; DataError where a register says no."""
    entry, table = _checked(raw, config)
    tidy = _with_parties(entry, table, config).assign(basis="stated")
    unknown = pd.Series(pd.NA, index=tidy.index, dtype="Int64")
    tidy = tidy.assign(adjustment_seats=unknown)
    return tidy.assign(seats=tidy["seats"].astype("int64"))[list(SCHEMAS["seats"].columns)]


def tidy_turnout(raw: RawTable, config: Config) -> pd.DataFrame:
    """Give one row per area with valid, invalid and cast votes and eligible voters.

    Blank and other invalid votes, and the assembly's seats, are missing where not stated.
    """
    entry, table = _checked(raw, config)
    columns = SCHEMAS["turnout"].columns
    numbers = {
        name: _whole_numbers(table[name], str(column.dtype))
        for name, column in columns.items()
        if name in table and str(column.dtype).lower() == "int64" and name != "year"
    }
    return _with_election(entry, table.assign(**numbers, basis="stated"))[list(columns)]


def _whole_numbers(cells: pd.Series, dtype: str) -> pd.Series:
    values = [int(cell) if cell else pd.NA for cell in cells]
    return pd.Series(values, index=cells.index, dtype="Int64").astype(
        "Int64" if dtype == "Int64" else "int64"
    )


def _checked(raw: RawTable, config: Config) -> RawTable:
    entry, table = raw
    check_year(entry, config)
    day = config.election_date(int(entry.year or 0))
    check_election(table, entry)
    check_areas(table, config, day)
    check_publications(table, config)
    return raw


def _with_election(entry: SourceFile, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(year=int(entry.year or 0), count_stage=str(entry.count_stage))


def _with_parties(entry: SourceFile, table: pd.DataFrame, config: Config) -> pd.DataFrame:
    day = config.election_date(int(entry.year or 0))
    known = parties_on(config, day)
    codes = party_codes(table, config, day)
    kinds = table["published_code"].map(lambda code: known[code].kind)
    return _with_election(entry, table).assign(party_code=codes, kind=kinds)
