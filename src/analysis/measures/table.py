"""The measures table: built whole, selected by area, year and party, written in four formats."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

import pandas as pd

from analysis.config import Config
from analysis.measures.assemblies import seat_measures
from analysis.measures.members import member_measures
from analysis.measures.ranks import area_ranks, party_ranks, seat_winners
from analysis.measures.results import (
    changes,
    check_shares,
    differences,
    levels,
    results_by_party,
    turnout_measures,
)
from analysis.measures.rows import COLUMNS
from analysis.measures.seat_law import law_measures
from analysis.measures.valdistrikt import valdistrikt_measures

SORT = ["election_type", "year", "area_code", "party_code", "measure", "compare_year"]


def compared_years(config: Config, year: int, compare_year: int | None) -> dict[int, int]:
    """Give for each election year the one it is compared with: the one before, or as asked."""
    pairs = {known: config.previous_year(known) for known in config.elections.elections}
    pairs[year] = compare_year if compare_year is not None else pairs.get(year)
    return {known: before for known, before in pairs.items() if before is not None}


def build_measures(
    tables: dict[str, pd.DataFrame],
    config: Config,
    compared: Mapping[int, int],
    seats_of: Collection[int] = (),
) -> pd.DataFrame:
    """Compute every measure of every election, area and party: one row each (see docs).

    `numerator` and `denominator` are exact integers; `value` is their quotient times the unit's
    factor; `source` names file and line of every raw row it stands on. Of the years in `seats_of`
    the assemblies' seats are computed by the law too.
    """
    results = check_shares(results_by_party(tables))
    parts = [
        *levels(results),
        *changes(results, compared),
        *differences(results),
        *party_ranks(results),
        *turnout_measures(tables["turnout"], compared),
        *seat_measures(tables["seats"], tables["votes"], compared),
        *member_measures(tables["members"]),
        *law_measures(tables, config, seats_of),
    ]
    first = pd.concat(parts, ignore_index=True)
    ranked = [*area_ranks(first, results, config), *seat_winners(first, config)]
    districts = valdistrikt_measures(tables)
    whole = pd.concat([first, *ranked, *districts], ignore_index=True)
    return whole.sort_values(SORT, kind="stable", ignore_index=True)[COLUMNS]


def change_measures(tables: dict[str, pd.DataFrame], year: int, before: int) -> pd.DataFrame:
    """Compute the measures of change from one election to another, whichever lies between them."""
    compared = {year: before}
    parts = [
        *changes(check_shares(results_by_party(tables)), compared),
        *turnout_measures(tables["turnout"], compared),
        *seat_measures(tables["seats"], tables["votes"], compared),
    ]
    whole = pd.concat(parts, ignore_index=True)
    changed = (whole["compare_year"] == before).fillna(False) & (whole["year"] == year)
    return whole[changed].reset_index(drop=True)


def select_measures(measures: pd.DataFrame, area: str, year: int, party: str) -> pd.DataFrame:
    """Select a party's measures that year in the area, its parts, its county and the country.

    The areas' own measures (turnout, all seats) come with them. Of uppsamlingsdistrikt, whose codes
    don't tell where they belong, all are taken: the measures are those of a report's scope.
    """
    parts = measures["area_code"].str.startswith(area) if area != "00" else False
    areas = measures["area_code"].isin({area, area[:2], "00"}) | parts
    areas |= measures["area_level"] == "uppsamlingsdistrikt"
    chosen = areas & (measures["year"] == year) & measures["party_code"].isin([party, ""])
    return measures[chosen].reset_index(drop=True)


def report_measures(measures: pd.DataFrame, area: str, party: str) -> pd.DataFrame:
    """Select what a report may show: the area's every party and year, and the party elsewhere."""
    own = (measures["area_code"] == area) | measures["party_code"].isin([party])
    wholes = measures["area_code"].isin({area, area[:2], "00"}) & (measures["party_code"] == "")
    parts = measures["area_code"].str.startswith(area[:2]) & (measures["party_code"] == "")
    regions = (measures["measure"] == "valid_votes") & (measures["election_type"] == "region")
    return measures[own | wholes | parts | regions].reset_index(drop=True)


FORMATS = ("csv", "json", "parquet", "xlsx")


def measures_as(measures: pd.DataFrame, fmt: str) -> bytes:
    """Give the table's bytes as csv, json, parquet or xlsx; KeyError for another format."""
    writers: dict[str, Callable[[pd.DataFrame], bytes]] = {
        "csv": lambda table: table.to_csv(index=False, lineterminator="\n").encode(),
        "json": _json,
        "parquet": lambda table: table.to_parquet(index=False),
        "xlsx": _xlsx,
    }
    return writers[fmt](measures)


def _json(table: pd.DataFrame) -> bytes:
    rows = json.loads(table.to_json(orient="records", double_precision=15))
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(table: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="xlsxwriter") as writer:
        # Else the file would say when it was made, and differ from run to run.
        writer.book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        table.to_excel(writer, sheet_name="measures", index=False)
    return stream.getvalue()
