"""The measures table as a claim asks it: one measure of one election, year, area and party."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.measures.catalogue import FACTORS, MEASURES, UNDIVIDED

COLUMNS = [
    "measure",
    "election_type",
    "year",
    "compare_year",
    "area_code",
    "party_code",
    "numerator",
    "denominator",
    "source",
    "count_stage",
    "as_of",
]


@dataclass(frozen=True)
class Key:
    """What a number may speak of. `compare_year` is None where nothing is compared, or the usual."""

    measure: str
    election: str
    year: int
    area: str
    party: str
    compare_year: int | None = None


@dataclass(frozen=True)
class Fact:
    """A row of the measures table. `value` is exact: shares in per cent, all else in its unit."""

    key: Key
    value: Fraction
    numerator: int
    denominator: int
    unit: str
    source: str
    stage: str
    as_of: str = ""


class Facts:
    """Answers with rows of measures.

    `compared` gives rows of change from one year to another than the usual; it is asked only where
    a text names such a year.
    """

    def __init__(
        self,
        measures: pd.DataFrame,
        compared: Callable[[int, int], pd.DataFrame] | None = None,
    ) -> None:
        self._compared = compared
        self._asked: set[tuple[int, int]] = set()
        self._rows: dict[tuple[str, str, int, str, str], list[Fact]] = {}
        self._of: dict[tuple[str, str, int], list[Fact]] = {}
        self._add(measures)

    def _add(self, measures: pd.DataFrame) -> None:
        columns = [measures[name].tolist() for name in COLUMNS]
        for fact in map(_fact, *columns):
            key = fact.key
            place = (key.measure, key.election, key.year, key.area, key.party)
            self._rows.setdefault(place, []).append(fact)
            if len(self._rows[place]) == 1:
                self._of.setdefault(place[:3], []).append(fact)

    def find(self, key: Key) -> Fact | None:
        """Give the row of a key, None where the data have none."""
        place = (key.measure, key.election, key.year, key.area, key.party)
        rows = self._rows.get(place, [])
        if key.compare_year is None:
            return rows[0] if rows else None
        found = next((row for row in rows if row.key.compare_year == key.compare_year), None)
        if found or not self._compared or not key.measure.startswith("change"):
            return found
        pair = (key.year, key.compare_year)
        if pair not in self._asked and key.compare_year < key.year:
            self._asked.add(pair)
            self._add(self._compared(*pair))
            return self.find(key)
        return None

    def all_of(self, measure: str, election: str = "", year: int = 0) -> Iterator[Fact]:
        """Give every row of a measure, of one election and year where they are given."""
        if election and year:
            yield from self._of.get((measure, election, year), [])
            return
        for (name, kind, when), rows in self._of.items():
            if name == measure and election in {"", kind} and year in {0, when}:
                yield from rows

    @cached_property
    def years(self) -> list[int]:
        """The election years that the data have votes of."""
        return sorted({fact.key.year for fact in self.all_of("votes")})

    def usual_before(self, key: Key) -> int | None:
        """Give the year with which an area's election is compared as a rule, None for none."""
        fact = self.find(replace(key, measure="change_votes", compare_year=None))
        if fact:
            return fact.key.compare_year
        earlier = [year for year in self.years if year < key.year]
        return earlier[-1] if earlier else None

    def known_parties(self, area: str) -> dict[str, int]:
        """Give every party with votes, with their sum in the area's county over all elections."""
        found: dict[str, int] = {}
        for fact in self.all_of("votes"):
            near = area == "00" or fact.key.area.startswith(area[:2])
            found[fact.key.party] = found.get(fact.key.party, 0) + near * fact.numerator
        return found

    def areas(self, election: str, year: int) -> list[str]:
        """Give the areas that the data have valid votes or votes of, by code."""
        return sorted({f.key.area for f in self.all_of("valid_votes", election, year)})


def _fact(*row: Any) -> Fact:
    measure, election, year, compare, area, party, numerator, denominator, source, stage, as_of = (
        row
    )
    unit = MEASURES[measure].unit
    factor = 100 if unit == "share" else FACTORS[unit]
    divisor = 1 if unit in UNDIVIDED else int(denominator)
    before = None if pd.isna(compare) else int(compare)
    return Fact(
        Key(measure, election, int(year), area, party, before),
        Fraction(factor * int(numerator), divisor),
        int(numerator),
        int(denominator),
        "per cent" if unit == "share" else unit,
        source,
        stage,
        as_of,
    )
