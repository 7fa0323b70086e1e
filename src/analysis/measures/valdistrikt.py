"""Measures of valdistrikt: levels, changes by the authority's comparison, and how many moved."""

from __future__ import annotations

import pandas as pd

from analysis.extract.places import compressed
from analysis.measures.late import by_whole, late_measures, whole_elections
from analysis.measures.results import share_difference
from analysis.measures.rows import AREA, PARTY, Fraction, as_measures, joined_sources

KOMMUN = ["election_type", "year", "kommun_code"]
BEFORE = ["comparability", "year_before", "valid_votes_before"]


def valdistrikt_measures(tables: dict[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """Measure each party in each valdistrikt and uppsamlingsdistrikt, and late votes by kommun.

    Nothing where the tables `valdistrikt` and `valdistrikt_votes` are absent or empty.
    """
    districts, votes = tables.get("valdistrikt"), tables.get("valdistrikt_votes")
    if districts is None or votes is None or districts.empty:
        return []
    results = district_results(districts, votes, tables["votes"])
    moved = _changes(results[results["kind"] == "party"])
    whole = whole_elections(districts, tables["turnout"])
    open_ = districts[(districts["eligible_voters"] > 0).fillna(False)]
    return [
        as_measures(results, "votes", Fraction("votes")),
        as_measures(
            results[results["valid_votes"] > 0],
            "vote_share",
            Fraction("votes", "valid_votes", "source_share"),
        ),
        as_measures(moved, "change_votes", Fraction("change_votes")),
        as_measures(moved, "change_pp", Fraction("difference", "common", "source_share")),
        as_measures(open_, "turnout_valdistrikt", Fraction("votes_cast", "eligible_voters")),
        *_counts(results, moved, whole),
        *late_measures(results, whole, tables["votes"]),
    ]


def district_results(
    districts: pd.DataFrame, votes: pd.DataFrame, votes_by_area: pd.DataFrame
) -> pd.DataFrame:
    """Give one row per district and party: votes, valid votes and sources.

    A party that a district's rows leave out has no votes there if its others make up the kommun's.
    """
    settled = _settled(votes, votes_by_area)
    there = districts[[*KOMMUN, "area_code"]].merge(settled, on=KOMMUN)
    stated = votes.drop(columns=["published_code", "publication", "area_level", "count_stage"])
    rows = stated.merge(there, on=[*KOMMUN, "area_code", "party_code", "kind"], how="outer")
    known = [*AREA, "area_level", "count_stage", "valid_votes", *BEFORE, "source"]
    both = rows.merge(
        districts[known], on=AREA, suffixes=("", "_area"), validate="many_to_one"
    ).rename(columns={"source_area": "source_district"})
    source = both["source"].fillna(both["source_district"])
    return both.assign(
        votes=both["votes"].fillna(0).astype("int64"),
        source=source,
        source_share=joined_sources(source, both["source_district"]),
    )


def _settled(votes: pd.DataFrame, votes_by_area: pd.DataFrame) -> pd.DataFrame:
    """Give the kommuner and parties whose votes by district make up the kommun's number.

    Where that number is itself a sum of districts, no lump of parties may hide votes in it.
    """
    key = [*KOMMUN, "party_code", "kind"]
    sums = votes.groupby(key)["votes"].sum().reset_index()
    kommuner = votes_by_area[votes_by_area["area_level"] == "kommun"]
    kommuner = kommuner.rename(columns={"area_code": "kommun_code"})
    lumped = kommuner["votes"].where(kommuner["kind"] == "unspecified", 0)
    hidden = lumped.groupby([kommuner[name] for name in KOMMUN]).transform("sum") > 0
    summed = kommuner["basis"] != "stated" if "basis" in kommuner else False
    sure = kommuner[~(hidden & summed)]
    return sums.merge(sure[[*key, "votes"]], on=[*key, "votes"]).drop(columns="votes")


def _changes(results: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that the authority compares with the election before, with their changes."""
    compared = (
        (results["comparability"] == "comparable")
        & results["votes_before"].notna()
        & (results["valid_votes_before"] > 0).fillna(False)
        & (results["valid_votes"] > 0)
    )
    counts = dict.fromkeys(("votes_before", "valid_votes_before"), "int64")
    rows = results[compared].astype(counts)
    return rows.assign(
        compare_year=rows["year_before"],
        change_votes=rows["votes"] - rows["votes_before"],
        **share_difference(rows, "votes", "valid_votes", "_before"),
    )


def _counts(results: pd.DataFrame, moved: pd.DataFrame, whole: pd.DataFrame) -> list[pd.DataFrame]:
    """Count the valdistrikt of each whole election where a party's share is known, and moved."""
    change = moved[[*PARTY, "difference", "compare_year"]]
    rows = results.merge(change, on=PARTY, how="left", validate="one_to_one")
    rows = rows[rows["area_level"] == "valdistrikt"]
    rows = by_whole(
        rows.assign(
            known=rows["valid_votes"] > 0,
            compared=rows["difference"].notna(),
            higher=(rows["difference"] > 0).fillna(False),
            lower=(rows["difference"] < 0).fillna(False),
        )
    )
    counted = rows.groupby([*PARTY, "kind"], as_index=False).agg(
        **{name: (name, "sum") for name in ("known", "compared", "higher", "lower")},
        compare_year=("compare_year", "max"),
        source=("source_share", compressed),
    )
    counted = counted.merge(whole.drop(columns="source"), on=AREA, validate="many_to_one")
    some = counted[counted["compared"] > 0]
    return [
        as_measures(counted.drop(columns="compare_year"), *_count("known", "valdistrikt")),
        as_measures(counted, *_count("compared", "valdistrikt")),
        as_measures(some, *_count("higher", "compared")),
        as_measures(some, *_count("lower", "compared")),
    ]


COUNTS = {
    "known": "valdistrikt_with_share",
    "compared": "valdistrikt_compared",
    "higher": "valdistrikt_with_higher_share",
    "lower": "valdistrikt_with_lower_share",
}


def _count(of: str, among: str) -> tuple[str, Fraction]:
    return COUNTS[of], Fraction(of, among)
