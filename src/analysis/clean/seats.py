"""Seats that follow from stated ones: the rest of a full assembly, and a county's kommuner."""

from __future__ import annotations

import pandas as pd

from analysis.clean.schemas import AREA_KEY, SCHEMAS

PARTY = [*AREA_KEY, "party_code"]
REST = "rest of a full assembly"
SUM = "sum of kommuner"


def complete_seats(seats: pd.DataFrame, votes: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    """Add the parties whose seats follow from stated ones; `basis` says which and how.

    None where the stated seats fill the assembly; in a county's kommun elections the sum of its
    kommuner. A party whose number neither is stated nor follows gets no row.
    """
    columns = list(SCHEMAS["seats"].columns)
    known = pd.concat([seats, _rest(seats, votes, turnout)[columns]], ignore_index=True)
    sums = _without(kommuner_seats(known, votes), known)
    return pd.concat([known, sums[columns]], ignore_index=True)


def _rest(seats: pd.DataFrame, votes: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    stated = seats.groupby(AREA_KEY)["seats"].sum().rename("stated").reset_index()
    sizes = turnout[[*AREA_KEY, "assembly_seats"]].merge(stated, on=AREA_KEY)
    full = sizes.loc[(sizes["assembly_seats"] == sizes["stated"]).fillna(False), AREA_KEY]
    rest = _without(votes.merge(full, on=AREA_KEY), seats)
    return rest.assign(seats=0, basis=REST, adjustment_seats=_unknown(rest))


def _unknown(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.NA, index=rows.index, dtype="Int64")


def _without(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    marked = rows.merge(known[PARTY], on=PARTY, how="left", indicator="there")
    return marked[marked["there"] == "left_only"]


def kommuner_seats(seats: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Sum kommun seats to the county, party by party, where every kommun's seats are all known."""
    below = votes[(votes["election_type"] == "kommun") & (votes["area_level"] == "kommun")]
    both = below.drop(columns="source").merge(
        seats[[*PARTY, "seats", "source"]], on=PARTY, how="left"
    )
    both["area_code"] = both["area_code"].str[:2]
    unknown = both.loc[both["seats"].isna(), AREA_KEY].drop_duplicates()
    merged = both.merge(unknown, on=AREA_KEY, how="left", indicator="gap")
    complete = merged[merged["gap"] == "left_only"]
    complete = complete.merge(_whole_counties(both, votes), on=AREA_KEY)
    sums = complete.groupby(PARTY, as_index=False).agg(
        count_stage=("count_stage", "first"),
        published_code=("published_code", "first"),
        publication=("publication", "first"),
        seats=("seats", "sum"),
        source=("source", "; ".join),
    )
    return sums.assign(
        area_level="county",
        basis=SUM,
        seats=sums["seats"].astype("int64"),
        adjustment_seats=_unknown(sums),
    )


def _whole_counties(kommuner: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Give the keys of the counties whose kommuner's votes make up all of the county's."""
    counties = votes[(votes["election_type"] == "kommun") & (votes["area_level"] == "county")]
    parts = kommuner.groupby(AREA_KEY)["votes"].sum().rename("parts").reset_index()
    whole = counties.groupby(AREA_KEY)["votes"].sum().rename("whole").reset_index()
    both = parts.merge(whole, on=AREA_KEY)
    return both.loc[both["parts"] == both["whole"], AREA_KEY]
