"""Levels and changes: votes, shares and turnout, and what they were the time before."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.measures.rows import AREA, PARTY, Fraction, as_measures, joined_sources


def results_by_party(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give one row per election, area and party: votes, valid votes, votes cast, sources."""
    turnout = tables["turnout"][[*AREA, "valid_votes", "votes_cast", "source"]]
    votes = tables["votes"].drop(columns=["publication", "published_code"])
    both = votes.merge(turnout, on=AREA, suffixes=("", "_turnout"), validate="many_to_one")
    return both.assign(source_share=joined_sources(both["source"], both["source_turnout"]))


def check_shares(results: pd.DataFrame) -> pd.DataFrame:
    """Give the rows back if each area's shares make one whole; else a DataError with both sums."""
    sums = results.groupby(AREA, as_index=False).agg(
        votes=("votes", "sum"), valid_votes=("valid_votes", "first"), source=("source", "first")
    )
    for row in sums[sums["votes"] != sums["valid_votes"]].itertuples(index=False):
        file, line = str(row.source).rsplit(":", 1)
        raise DataError(
            file,
            f"line {line} ({row.election_type} {row.year} {row.area_code})",
            f"shares of {row.votes} / {row.valid_votes}",
            "shares that sum to 1",
            "Run `valanalys clean`: the tidy tables don't belong together.",
        )
    return results


def levels(results: pd.DataFrame) -> list[pd.DataFrame]:
    """Measure votes, vote share and share of votes cast for each election, area and party."""
    return [
        as_measures(results, "votes", Fraction("votes")),
        as_measures(results, "vote_share", Fraction("votes", "valid_votes", "source_share")),
        as_measures(
            results, "share_of_votes_cast", Fraction("votes", "votes_cast", "source_share")
        ),
    ]


def with_before(rows: pd.DataFrame, compared: Mapping[int, int], key: list[str]) -> pd.DataFrame:
    """Pair each row with that of the compared election; rows without one are left out.

    Every column of the earlier row comes as `<column>_before`.
    """
    years = rows["year"].map(compared).astype("Int64")
    now = rows.assign(compare_year=years).dropna(subset=["compare_year"])
    before = rows.rename(columns={"year": "compare_year"}).astype({"compare_year": "Int64"})
    keys = ["compare_year" if name == "year" else name for name in key]
    return now.merge(before, on=keys, suffixes=("", "_before"), validate="many_to_one")


def changes(results: pd.DataFrame, compared: Mapping[int, int]) -> list[pd.DataFrame]:
    """Measure each party's change in votes, per cent and percentage points."""
    parties = results[results["kind"] == "party"]
    both = with_before(parties, compared, PARTY)
    both = both.assign(
        change_votes=both["votes"] - both["votes_before"],
        **share_difference(both, "votes", "valid_votes", "_before"),
        source_votes=joined_sources(both["source"], both["source_before"]),
        source_shares=joined_sources(both["source_share"], both["source_share_before"]),
    )
    had_votes = both[both["votes_before"] > 0]
    return [
        as_measures(both, "change_votes", Fraction("change_votes", source="source_votes")),
        as_measures(
            had_votes, "change_pct", Fraction("change_votes", "votes_before", "source_votes")
        ),
        as_measures(both, "change_pp", Fraction("difference", "common", "source_shares")),
    ]


def differences(results: pd.DataFrame) -> list[pd.DataFrame]:
    """Measure how far each party's vote share is from that of the country, and of the county."""
    parties = results[results["kind"] == "party"]
    below = parties[parties["area_level"] != "country"]
    kommuner = parties[parties["area_level"] == "kommun"]
    return [
        _difference(below.assign(whole="00"), parties, "diff_to_country_pp"),
        _difference(
            kommuner.assign(whole=kommuner["area_code"].str[:2]), parties, "diff_to_county_pp"
        ),
    ]


def _difference(parts: pd.DataFrame, wholes: pd.DataFrame, measure: str) -> pd.DataFrame:
    columns = [*PARTY, "votes", "valid_votes", "source_share"]
    both = parts.merge(
        wholes[columns].rename(columns={"area_code": "whole"}),
        on=["election_type", "year", "whole", "party_code"],
        suffixes=("", "_whole"),
        validate="many_to_one",
    )
    both = both.assign(
        **share_difference(both, "votes", "valid_votes", "_whole"),
        source_both=joined_sources(both["source_share"], both["source_share_whole"]),
    )
    return as_measures(both, measure, Fraction("difference", "common", "source_both"))


def share_difference(rows: pd.DataFrame, part: str, whole: str, other: str) -> dict[str, pd.Series]:
    """Give a/b - c/d as (ad - cb)/(bd): exact, and far within 64 bits for Swedish elections."""
    a, b, c, d = rows[part], rows[whole], rows[part + other], rows[whole + other]
    return {"difference": a * d - c * b, "common": b * d}


def turnout_measures(turnout: pd.DataFrame, compared: Mapping[int, int]) -> list[pd.DataFrame]:
    """Measure votes cast, eligible voters and turnout of each area, with change and difference."""
    both = with_before(turnout, compared, AREA)
    both = both.assign(
        **share_difference(both, "votes_cast", "eligible_voters", "_before"),
        source_both=joined_sources(both["source"], both["source_before"]),
    )
    country = turnout[turnout["area_code"] == "00"].drop(columns="area_code")
    beside = turnout[turnout["area_code"] != "00"].merge(
        country, on=["election_type", "year"], suffixes=("", "_whole"), validate="many_to_one"
    )
    beside = beside.assign(
        **share_difference(beside, "votes_cast", "eligible_voters", "_whole"),
        source_both=joined_sources(beside["source"], beside["source_whole"]),
    )
    counts = ["valid_votes", "blank_votes", "invalid_votes", "votes_cast", "eligible_voters"]
    difference = Fraction("difference", "common", "source_both")
    return [
        *(as_measures(turnout.dropna(subset=[name]), name, Fraction(name)) for name in counts),
        as_measures(turnout, "turnout", Fraction("votes_cast", "eligible_voters")),
        as_measures(both, "change_turnout_pp", difference),
        as_measures(beside, "turnout_diff_to_country_pp", difference),
    ]
