"""What one report needs of the tidy tables: its area, those above, beside and below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.parameters import ReportParameters

DISTRICT_TABLES = ("valdistrikt", "valdistrikt_votes")
Filter = tuple[str, str, object]


@dataclass(frozen=True)
class Scope:
    """A report's area, and the party and years whose valdistrikt it tells of."""

    area: str
    party: str
    years: frozenset[int]
    counties: frozenset[str] = frozenset()  # others whose kommuner are needed too

    def filters(self) -> dict[str, list[Filter]]:
        """Give by table the rows to read of those with valdistrikt, as Parquet readers take them."""
        first, end = _kommun_codes(self.area)
        rows: list[Filter] = [
            ("kommun_code", ">=", first),
            ("kommun_code", "<", end),
            ("year", "in", sorted(self.years)),
        ]
        own: Filter = ("party_code", "==", self.party)
        return {"valdistrikt": rows, "valdistrikt_votes": [*rows, own]}


def scope_of(
    given: ReportParameters, compared: Mapping[int, int], counties: frozenset[str] = frozenset()
) -> Scope:
    """Give a report's scope: its valdistrikt in its own year and the one that is compared with.

    `counties` are other counties whose kommuner are to be known as well.
    """
    years = {given.year, compared.get(given.year, given.year)}
    return Scope(given.area, given.party, frozenset(years), counties)


def scoped_tables(tables: Mapping[str, pd.DataFrame], scope: Scope) -> dict[str, pd.DataFrame]:
    """Keep the country, all counties, the kommuner of the area's county, and its valdistrikt.

    Every rank of the area stays right: a kommun's peers are its county's, a county's all counties.
    Tables of other things than areas are given whole.
    """
    return {name: _scoped(name, table, scope) for name, table in tables.items()}


def _scoped(name: str, table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    if name in DISTRICT_TABLES:
        return table[_districts(table, scope)]
    return table[_near(table, scope)] if "area_code" in table else table


def _near(table: pd.DataFrame, scope: Scope) -> pd.Series:
    codes = table["area_code"]
    return (codes.str.len() == 2) | codes.str[:2].isin({scope.area[:2], *scope.counties})


def _districts(table: pd.DataFrame, scope: Scope) -> pd.Series:
    first, end = _kommun_codes(scope.area)
    codes = table["kommun_code"]
    kept = (codes >= first) & (codes < end) & table["year"].isin(scope.years)
    return kept & (table["party_code"] == scope.party) if "party_code" in table else kept


def _kommun_codes(area: str) -> tuple[str, str]:
    """Give the first code of an area's kommuner and the end of them; the country's are left out.

    A country's report lists no valdistrikt: there are six thousand.
    """
    if area == "00":
        return "", ""
    return area, area[:-1] + chr(ord(area[-1]) + 1)
