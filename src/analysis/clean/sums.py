"""Areas that no source states, summed from all their parts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.clean.official import Results, empty_seats
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.places import compressed
from analysis.extract.results import RESULT_KEY

ELECTION = ["election_type", "year", "publication"]
WHOLE = ["election_type", "year", "whole"]
LUMP = "ÖVRIGA_OSPEC"
# Levels whose parts each have a row of their own for the party; a valdistrikt's stands in its area's.
FEW_PARTS = ("county", "country")
UNKNOWN_IF_ANY = (
    "valid_votes",
    "invalid_votes",
    "votes_cast",
    "blank_votes",
    "other_invalid_votes",
)


def kommuner_from_valdistrikt(results: Results) -> Results:
    """Sum a source's valdistrikt and uppsamlingsdistrikt to the kommuner that it doesn't state."""
    parts = results.level("valdistrikt", "uppsamlingsdistrikt")
    stated = results.level("kommun").areas[["election_type", "year", "area_code"]]
    key = ["election_type", "year", "kommun_code"]
    marked = parts.areas.merge(
        stated.rename(columns={"area_code": "kommun_code"}), on=key, how="left", indicator="at"
    )
    areas = marked[marked["at"] == "left_only"].drop(columns="at")
    _check_late_votes(areas)
    return summed(areas, parts.votes, areas["kommun_code"], named=("kommun", "sum of valdistrikt"))


def _check_late_votes(areas: pd.DataFrame) -> None:
    """DataError for a kommun without late votes in a publication that gives them for others."""
    late = areas["area_level"] == "uppsamlingsdistrikt"
    there = late.groupby([areas[name] for name in [*ELECTION, "kommun_code"]]).agg("max")
    with_late = there.groupby(level=[*ELECTION]).transform("max")
    lacking = there.index[with_late & ~there]
    if len(lacking):
        kind, year, publication, kommun = lacking[0]
        rows = areas[(areas["kommun_code"] == kommun) & (areas["publication"] == publication)]
        file, line = str(rows["source"].iloc[0]).rsplit(":", 1)
        raise DataError(
            file,
            f"line {line} ({kind} {year} {kommun})",
            "no uppsamlingsdistrikt in this kommun",
            "one, as in the other kommuner",
            "The file is cut: fetch it anew.",
        )


def missing_wholes(merged: Results, config: Config, level: str) -> Results:
    """Sum the counties (or the country) that no source states, where all their parts are there."""
    below = {"county": "kommun", "country": "county"}[level]
    parts = merged.level(below)
    have = {tuple(row) for row in _keys(merged.level(level).areas)}
    codes = _wholes_of(parts.areas, config, level)
    areas = parts.areas.assign(whole=codes)
    complete = [
        (kind, year, whole)
        for (kind, year, whole), rows in areas.groupby(WHOLE)
        if (kind, year, whole) not in have
        and set(rows["area_code"]) == config.parts_of(str(whole), str(kind), int(str(year)))
    ]
    keys = pd.DataFrame(complete, columns=WHOLE).astype(areas[WHOLE].dtypes.to_dict())
    areas = areas.merge(keys, on=WHOLE)
    label = "sum of kommuner" if level == "county" else "sum of counties"
    return summed(areas, parts.votes, areas["whole"], named=(level, label))


def _keys(areas: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(areas[["election_type", "year", "area_code"]].itertuples(index=False, name=None))


def _wholes_of(areas: pd.DataFrame, config: Config, level: str) -> pd.Series:
    if level == "country":
        return pd.Series("00", index=areas.index, dtype="str")
    counties = {area.area_code: area.county_code for area in config.areas}
    return areas["area_code"].map(counties)


def summed(
    areas: pd.DataFrame, parts: pd.DataFrame, wholes: pd.Series, *, named: tuple[str, str]
) -> Results:
    """Sum areas (and their parties' votes) to the wholes that each belongs to.

    `parts` are the votes, `named` the wholes' level and what the sum is called. A figure that a
    part lacks is unknown in the whole, but for late votes, which have no eligible voters of their
    own. The source of a sum is the rows of its parts.
    """
    level, basis = named
    seats = empty_seats(parts)
    if areas.empty:
        return Results(areas, parts.iloc[:0], seats)
    areas = areas.assign(whole=wholes)
    votes = _lumped(parts.merge(areas[[*RESULT_KEY, "whole"]], on=RESULT_KEY))
    head = areas.groupby(WHOLE, as_index=False).agg(
        count_stage=("count_stage", "max"),
        publication=("publication", "first"),
        source=("source", compressed),
        eligible_voters=("eligible_voters", "sum"),
        **{name: (name, _sum_if_known) for name in UNKNOWN_IF_ANY},
    )
    parties = votes.groupby([*WHOLE, "party_code"], as_index=False).agg(
        votes=("votes", "sum"),
        published_code=("published_code", "first"),
        kind=("kind", "first"),
        source=("source", compressed if level in FEW_PARTS else "first"),
    )
    parties = parties.merge(
        head[[*WHOLE, "source", "publication"]], on=WHOLE, suffixes=("", "_all")
    )
    if level not in FEW_PARTS:
        parties["source"] = parties["source_all"]
    return Results(
        _as_level(head, level, basis, like=areas.drop(columns="whole")),
        _as_level(parties, level, basis, like=parts),
        seats,
    )


def _lumped(votes: pd.DataFrame) -> pd.DataFrame:
    """Put a party into the whole's lump where some part lumps parties and doesn't name it.

    Its votes there are unknown, so that the sum of its other votes would be no number of the whole.
    """
    lumping = votes[(votes["kind"] == "unspecified") & (votes["votes"] > 0)]
    parts = lumping[[*RESULT_KEY, "whole"]].drop_duplicates()
    sizes = parts.groupby(WHOLE).size().rename("lumping").reset_index()
    named = votes.merge(parts, on=[*RESULT_KEY, "whole"]).groupby([*WHOLE, "party_code"]).size()
    both = votes.merge(sizes, on=WHOLE, how="left").merge(
        named.rename("named").reset_index(), on=[*WHOLE, "party_code"], how="left"
    )
    unknown = both["lumping"].fillna(0) > both["named"].fillna(0)
    lump = {"party_code": LUMP, "published_code": LUMP, "kind": "unspecified"}
    return both.assign(**{name: both[name].mask(unknown, value) for name, value in lump.items()})


def _sum_if_known(values: pd.Series) -> object:
    return values.sum(skipna=False)


def _as_level(rows: pd.DataFrame, level: str, basis: str, *, like: pd.DataFrame) -> pd.DataFrame:
    rows = rows.rename(columns={"whole": "area_code"}).assign(area_level=level, basis=basis)
    if level == "kommun" and "kommun_code" in like:
        rows = rows.assign(kommun_code=rows["area_code"])
    absent = [name for name in like.columns if name not in rows]
    empty: dict[str, Any] = {name: "" if like[name].dtype == "str" else pd.NA for name in absent}
    return rows.assign(**empty)[list(like.columns)].astype(like.dtypes.to_dict())
