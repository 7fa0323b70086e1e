"""What an election lacks: which areas should be there, by the registers, and aren't."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.clean.schemas import SCHEMAS, validate
from analysis.config import Config

COLUMNS = list(SCHEMAS["missing"].columns)


def missing_areas(
    tables: dict[str, pd.DataFrame], uncounted: pd.DataFrame, config: Config
) -> pd.DataFrame:
    """Give one row for each area that an election in the data lacks, and what it lacks.

    `missing` is country, county or kommun for votes of that level, and valdistrikt for a kommun
    whose valdistrikt aren't there, or not all: `uncounted` has those by election.
    """
    rows = [
        (kind, year, level, code)
        for (kind, year), votes in tables["votes"].groupby(["election_type", "year"])
        for level, code in _missing(votes, _districts(tables, str(kind), int(str(year))), config)
    ]
    part = zip(*(uncounted[name] for name in uncounted), strict=True)
    rows += [(kind, year, "valdistrikt", code) for kind, year, code in part]
    rows = list(dict.fromkeys(rows))
    table = pd.DataFrame(rows, columns=COLUMNS).astype(
        {"election_type": "str", "year": "int64", "missing": "str", "area_code": "str"}
    )
    return validate(table.sort_values(COLUMNS, ignore_index=True), "missing")


def _districts(tables: dict[str, pd.DataFrame], kind: str, year: int) -> set[str]:
    rows = tables["valdistrikt"]
    return set(rows.loc[(rows["election_type"] == kind) & (rows["year"] == year), "kommun_code"])


def _missing(votes: pd.DataFrame, districts: set[str], config: Config) -> Iterator[tuple[str, str]]:
    kind, year = str(votes["election_type"].iloc[0]), int(votes["year"].iloc[0])
    there = set(votes["area_code"])
    counties = config.parts_of("00", kind, year)
    if "00" not in there:
        yield "country", "00"
    yield from (("county", code) for code in sorted(counties - there))
    kommuner = {code for county in counties for code in config.parts_of(county, kind, year)}
    yield from (("kommun", code) for code in sorted(kommuner - there))
    yield from (("valdistrikt", code) for code in sorted(kommuner - districts))


def coverage(missing: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Say for each election how many areas of each kind are missing: one row an election."""
    elections = votes[["election_type", "year"]].drop_duplicates()
    counts = missing.groupby(["election_type", "year", "missing"]).size().unstack(fill_value=0)
    kinds = ["country", "county", "kommun", "valdistrikt"]
    counts = counts.reindex(columns=kinds, fill_value=0).reset_index()
    whole = elections.merge(counts, on=["election_type", "year"], how="left").fillna(0)
    return whole.astype(dict.fromkeys(kinds, "int64")).sort_values(
        ["election_type", "year"], ignore_index=True
    )
