"""The measures table as a lookup: one exact number at a time, or none where none is known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import pandas as pd

from analysis.measures.catalogue import FACTORS, UNDIVIDED, Unit

Key = tuple[str, str, int, str, str]
COLUMNS = ["measure", "election_type", "year", "area_code", "party_code"]


@dataclass(frozen=True)
class Measure:
    """One row of the measures table, exact."""

    measure: str
    election_type: str
    year: int
    area_code: str
    party_code: str
    compare_year: int | None
    as_of: str
    count_stage: str
    numerator: int
    denominator: int
    unit: Unit
    source: str

    @property
    def value(self) -> Fraction:
        """The exact value in its unit; a rank's denominator says among how many, not divided by."""
        divisor = 1 if self.unit in UNDIVIDED else self.denominator
        return Fraction(FACTORS[self.unit] * self.numerator, divisor)


class Lookup:
    """Measures by name, election, year, area and party."""

    def __init__(self, measures: pd.DataFrame) -> None:
        """Index the rows; `measures` is the measures table or a part of it."""
        self._rows = measures.reset_index(drop=True)
        keys = zip(*(self._rows[name] for name in COLUMNS), strict=True)
        self._places: dict[Key, int] = {cast(Key, key): n for n, key in enumerate(keys)}

    def get(self, key: Key) -> Measure | None:
        """Give the measure, or None where the data don't have it."""
        place = self._places.get(key)
        return None if place is None else _measure(self._rows.iloc[place])

    def rows(self) -> pd.DataFrame:
        """Give the table behind the lookup."""
        return self._rows


def _measure(row: pd.Series) -> Measure:
    compared = row["compare_year"]
    return Measure(
        measure=str(row["measure"]),
        election_type=str(row["election_type"]),
        year=int(row["year"]),
        area_code=str(row["area_code"]),
        party_code=str(row["party_code"]),
        compare_year=None if pd.isna(compared) else int(compared),
        as_of=str(row["as_of"]),
        count_stage=str(row["count_stage"]),
        numerator=int(row["numerator"]),
        denominator=int(row["denominator"]),
        unit=cast(Unit, row["unit"]),
        source=str(row["source"]),
    )
