"""A made-up county of three kommuner and its neighbour: registers and tables small enough to add up.

County 91 has the kommuner 9101, 9102 and 9103; county 92 has 9201 alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.clean.schemas import validate
from analysis.config import Config

Areas = Mapping[str, object]
YEARS = (2010, 2014, 2018)
KINDS = {"HAND": "write_in", "REST": "unspecified"}


def tiny_config() -> Config:
    """Give registers of the made-up areas, with elections in 2010, 2014 and 2018."""
    levels = {"00": "country", "91": "county", "92": "county"}
    codes = [*levels, "9101", "9102", "9103", "9201"]
    areas = [
        {
            "area_code": code,
            "name": f"Area {code}",
            "short_name": code,
            "area_level": levels.get(code, "kommun"),
            "county_code": "" if code == "00" else code[:2],
        }
        for code in codes
    ]
    parties = [
        {
            "published_code": code,
            "party_code": code,
            "name": code,
            "name_en": "",
            "kind": KINDS.get(code, "party"),
            "colour": "",
        }
        for code in ("A", "B", "C", "NEW", "GONE", *KINDS)
    ]
    elections = {
        "election_types": {},
        "elections": {year: {"date": f"{year}-09-09"} for year in YEARS},
        "without_region_election": [],
    }
    return Config.model_validate(
        {
            "sources": {"publishers": {}, "publications": {}, "files": []},
            "layouts": {},
            "elections": elections,
            "parties": parties,
            "areas": areas,
            "corrections": [],
        }
    )


def level_of(area: str) -> str:
    return "country" if area == "00" else {2: "county", 4: "kommun"}[len(area)]


def _rows(
    counts: Mapping[tuple[int, str], Mapping[str, int]], file: str, election_type: str
) -> list[dict[str, object]]:
    return [
        {
            "election_type": election_type,
            "year": year,
            "count_stage": "final",
            "area_level": level_of(area),
            "area_code": area,
            "party_code": party,
            "published_code": party,
            "kind": KINDS.get(party, "party"),
            "count": count,
            "basis": "stated",
            "publication": "made-up",
        }
        for (year, area), parties in counts.items()
        for party, count in parties.items()
    ]


def party_table(
    name: str,
    counts: Mapping[tuple[int, str], Mapping[str, int]],
    *,
    election_type: str = "kommun",
) -> pd.DataFrame:
    """Give the tidy table `name` (votes or seats) of {(year, area): {party: count}}.

    `source` counts the rows: "votes.csv:2" is the first.
    """
    rows = pd.DataFrame(_rows(counts, name, election_type)).rename(columns={"count": name})
    rows["source"] = [f"{name}.csv:{line}" for line in range(2, len(rows) + 2)]
    rows["adjustment_seats"] = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    columns = {
        "votes": ["party_code", "published_code", "kind", "votes", "basis"],
        "seats": ["party_code", "published_code", "seats", "adjustment_seats", "basis"],
    }[name]
    area = ["election_type", "year", "count_stage", "area_level", "area_code"]
    return validate(rows[[*area, *columns, "publication", "source"]], name)


def turnout_table(
    areas: Mapping[tuple[int, str], tuple[int, int, int]],
    *,
    election_type: str = "kommun",
    assembly: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Give the tidy turnout table of {(year, area): (valid, blank, eligible)}; all invalid is blank."""
    rows = pd.DataFrame(
        {
            "election_type": election_type,
            "year": year,
            "count_stage": "final",
            "area_level": level_of(area),
            "area_code": area,
            "valid_votes": valid,
            "blank_votes": blank,
            "other_invalid_votes": 0,
            "invalid_votes": blank,
            "votes_cast": valid + blank,
            "eligible_voters": eligible,
            "assembly_seats": (assembly or {}).get(area, pd.NA),
            "basis": "stated",
            "publication": "made-up",
            "source": f"turnout.csv:{line}",
        }
        for line, ((year, area), (valid, blank, eligible)) in enumerate(areas.items(), start=2)
    )
    nullable = ["blank_votes", "other_invalid_votes", "assembly_seats"]
    return validate(rows.astype(dict.fromkeys(nullable, "Int64")), "turnout")


def no_rows(table: pd.DataFrame) -> pd.DataFrame:
    return table.iloc[0:0]
