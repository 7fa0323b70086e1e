"""The shape of the measures table, and how a frame of numbers becomes rows of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.measures.catalogue import FACTORS, MEASURES, UNDIVIDED

COLUMNS = [
    "measure",
    "election_type",
    "year",
    "compare_year",
    "as_of",
    "count_stage",
    "area_level",
    "area_code",
    "party_code",
    "value",
    "numerator",
    "denominator",
    "unit",
    "source",
]
AREA = ["election_type", "year", "area_code"]
PARTY = [*AREA, "party_code"]
EMPTY = {"election_type": "", "as_of": "", "count_stage": "", "area_level": "", "party_code": ""}


@dataclass(frozen=True)
class Fraction:
    """Names of the columns that hold a measure's numerator, denominator and source."""

    numerator: str
    denominator: str | None = None
    source: str = "source"


def as_measures(frame: pd.DataFrame, measure: str, fraction: Fraction) -> pd.DataFrame:
    """Give one measure row for each row of `frame` (its keys kept, its numbers exact integers)."""
    definition = MEASURES[measure]
    numerator = frame[fraction.numerator].astype("int64")
    denominator = frame[fraction.denominator].astype("int64") if fraction.denominator else 1
    divisor = 1 if definition.unit in UNDIVIDED else denominator
    rows = frame.assign(
        measure=measure,
        numerator=numerator,
        denominator=denominator,
        value=FACTORS[definition.unit] * numerator / divisor,
        unit=definition.unit,
        source=frame[fraction.source],
    )
    return _complete(rows)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    for column, empty in EMPTY.items():
        if column not in rows:
            rows[column] = empty
    compared = rows.get("compare_year", pd.NA)
    rows["compare_year"] = pd.Series(compared, index=rows.index, dtype="Int64")
    return rows[COLUMNS]


def joined_sources(*columns: pd.Series) -> pd.Series:
    """Join source columns row by row with "; "; the same place twice in a row is written once."""
    joined = columns[0]
    for last, column in pairwise(columns):
        joined = joined.where(column == last, joined + "; " + column)
    return joined
