"""Late votes: what part of the votes in a kommun or county was counted in uppsamlingsdistrikt."""

from __future__ import annotations

import pandas as pd

from analysis.extract.places import compressed
from analysis.measures.rows import AREA, PARTY, Fraction, as_measures, joined_sources


def by_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Give every district's row twice: under its kommun's code, and under its county's."""
    kommuner = rows["kommun_code"]
    return pd.concat(
        [rows.assign(area_code=kommuner), rows.assign(area_code=kommuner.str[:2])],
        ignore_index=True,
    ).drop(columns=["area_level", "count_stage"])


def whole_elections(districts: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    """Give the kommuner and counties whose districts make up all votes cast there, one row each.

    `valdistrikt` is how many there are, `late` the votes cast in uppsamlingsdistrikt; each kommun
    has one, so that without any the late votes aren't counted yet.
    """
    is_late = districts["area_level"] == "uppsamlingsdistrikt"
    cast = districts["votes_cast"]
    rows = by_whole(
        districts.assign(
            late=cast.where(is_late, 0),
            valdistrikt=~is_late,
            late_in=districts["kommun_code"].where(is_late),
        )
    )
    sums = rows.groupby(AREA, as_index=False).agg(
        cast=("votes_cast", "sum"),
        late=("late", "sum"),
        valdistrikt=("valdistrikt", "sum"),
        kommuner=("kommun_code", "nunique"),
        late_in=("late_in", "nunique"),
    )
    columns = [*AREA, "area_level", "count_stage", "votes_cast", "source"]
    both = sums.merge(turnout[columns], on=AREA, validate="one_to_one")
    both = both.assign(late_known=both["late_in"] == both["kommuner"])
    whole = both[(both["cast"] == both["votes_cast"]) & (both["valdistrikt"] > 0)]
    late_rows = rows[rows["late_in"].notna()]
    sources = late_rows.groupby(AREA)["source"].agg(compressed).rename("source_late").reset_index()
    return whole.merge(sources, on=AREA, how="left", validate="one_to_one")


def late_measures(
    results: pd.DataFrame, whole: pd.DataFrame, votes: pd.DataFrame
) -> list[pd.DataFrame]:
    """Measure the late part of all votes cast, and of each party's votes, by kommun and county.

    Only where the districts in the data make up the area's number.
    """
    known = whole[whole["late_known"]]
    known = known.assign(source=joined_sources(known["source_late"], known["source"]))
    parties = _by_party(results, votes).merge(known[AREA], on=AREA)
    return [
        as_measures(known, "votes_cast_late_share", Fraction("late", "votes_cast")),
        as_measures(parties, "votes_late_share", Fraction("late", "votes")),
    ]


def _by_party(results: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    is_late = results["area_level"] == "uppsamlingsdistrikt"
    rows = by_whole(results.assign(late=results["votes"].where(is_late, 0), is_late=is_late))
    sums = rows.groupby(PARTY, as_index=False).agg(votes=("votes", "sum"), late=("late", "sum"))
    late_rows = rows[rows["is_late"]]
    sources = late_rows.groupby(PARTY)["source"].agg(compressed).rename("source_late").reset_index()
    columns = [*PARTY, "area_level", "count_stage", "votes", "source"]
    both = sums.merge(votes[columns], on=[*PARTY, "votes"], validate="one_to_one")
    both = both[both["votes"] > 0].merge(sources, on=PARTY, validate="one_to_one")
    return both.assign(source=joined_sources(both["source_late"], both["source"]))
