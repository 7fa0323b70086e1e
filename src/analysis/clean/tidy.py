"""The whole in tidy tables, and the transcription as one source of it."""

from __future__ import annotations

import pandas as pd

from analysis.clean.official import SEAT_COLUMNS, Results
from analysis.clean.schemas import AREA_KEY, SCHEMAS, validate
from analysis.clean.whole import Whole


def transcribed(tables: dict[str, pd.DataFrame]) -> Results:
    """Give the transcription's tidy tables as one source: its areas, votes and stated seats."""
    turnout, votes, seats = (tables[name] for name in ("turnout", "votes", "seats"))
    counts = {
        str(name): turnout[name].astype("Int64")
        for name in turnout
        if str(turnout[name].dtype) == "int64"
    }
    areas = turnout.assign(**{**counts, "year": turnout["year"]}).assign(
        area_name="",
        kommun_code="",
        valkrets_code="",
        comparability="unknown",
        valdistrikt_count="",
        valid_votes_before=pd.Series(pd.NA, index=turnout.index, dtype="Int64"),
    )
    votes = votes.assign(
        votes=votes["votes"].astype("Int64"),
        votes_before=pd.Series(pd.NA, index=votes.index, dtype="Int64"),
    )
    stated = seats[seats["basis"] == "stated"]
    stated = stated.assign(
        seats=stated["seats"].astype("Int64"),
        adjustment_seats=pd.Series(pd.NA, index=stated.index, dtype="Int64"),
    )
    return Results(areas, votes, stated[SEAT_COLUMNS])


def tidy_tables(whole: Whole) -> dict[str, pd.DataFrame]:
    """Give votes, turnout, seats, valdistrikt and valkretsar, each by its schema, sorted by key."""
    stages = whole.areas.areas[[*AREA_KEY, "area_level", "count_stage"]]
    level = [*AREA_KEY, "area_level"]
    tables = {
        "turnout": whole.areas.areas,
        "votes": _with(whole.areas.votes, stages, level),
        "seats": _with(whole.areas.seats, stages, level),
        **_district_tables(whole.valdistrikt),
        **_valkrets_tables(whole.valkretsar),
    }
    return {name: _as_schema(table, name) for name, table in tables.items()}


def _with(rows: pd.DataFrame, areas: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    bare = rows.drop(columns=[name for name in areas if name in rows and name not in key])
    return bare.merge(areas, on=key)


def _district_tables(districts: Results) -> dict[str, pd.DataFrame]:
    names = [*AREA_KEY, "area_level", "count_stage", "kommun_code"]
    areas = districts.areas.reindex(columns=list(dict.fromkeys([*districts.areas, "year_before"])))
    places = areas.reindex(columns=names)
    return {
        "valdistrikt": areas,
        "valdistrikt_votes": _with(districts.votes, places, [*AREA_KEY, "area_level"]),
    }


def _valkrets_tables(valkretsar: Results) -> dict[str, pd.DataFrame]:
    renamed = {"area_code": "valkrets_code", "area_name": "valkrets_name"}
    areas = valkretsar.areas.drop(columns="valkrets_code", errors="ignore")
    areas = areas.rename(columns={**renamed, "assembly_seats": "fixed_seats"})
    key = ["election_type", "year", "valkrets_code"]
    votes, seats = (table.rename(columns=renamed) for table in (valkretsar.votes, valkretsar.seats))
    seats = seats.reindex(columns=[*key, "party_code", "seats", "adjustment_seats"])
    votes = _with(votes, areas.reindex(columns=[*key, "count_stage"]), key)
    return {
        "valkretsar": areas,
        "valkrets_votes": votes.merge(seats, on=[*key, "party_code"], how="left"),
    }


def _as_schema(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a table the columns, types and order of its schema."""
    schema = SCHEMAS[name]
    types = {
        column: "str" if str(entry.dtype).startswith("str") else str(entry.dtype)
        for column, entry in schema.columns.items()
    }
    ordered = table.reindex(columns=list(types)).astype(types)
    first = [key for key in ("kommun_code",) if key in ordered]
    keys = [*first, *(schema.unique or [])]
    return validate(ordered.sort_values(keys, kind="stable", ignore_index=True), name)
