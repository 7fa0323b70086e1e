"""Places: of a party in its area, of an area among its peers, and where seats were won or lost."""

from __future__ import annotations

import pandas as pd

from analysis.config import Config
from analysis.extract.places import compressed
from analysis.measures.rows import AREA, PARTY, Fraction, as_measures

PEERS = ["election_type", "year", "whole"]
RANKED = [*PEERS, "party_code"]
# A county of fifty kommuner, each with a file of its own, would repeat fifty places in fifty rows.
MOST_FILES = 10
AREA_RANKS = {
    "area_rank": "vote_share",
    "area_rank_change_votes": "change_votes",
    "area_rank_change_pct": "change_pct",
    "area_rank_change_pp": "change_pp",
    "area_rank_change_seats": "change_seats",
}


def party_ranks(results: pd.DataFrame) -> list[pd.DataFrame]:
    """Rank each area's parties by votes; parties that are equal share the better place.

    One without votes has none, nor has one so small that a lumped one may be larger.
    """
    parties = results[(results["kind"] == "party") & (results["votes"] > 0)]
    lumped = results["votes"].where(results["kind"] == "unspecified", 0)
    lump = lumped.groupby([results[name] for name in AREA]).transform("sum")
    unsure = results.loc[results["votes"] < lump, PARTY]
    ranked = ranked_in_area(parties, "votes", "party_rank")
    return [_without(rows, unsure) for rows in ranked]


def _without(rows: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    marked = rows.merge(keys, on=PARTY, how="left", indicator="found")
    return marked.loc[marked["found"] == "left_only", rows.columns]


def ranked_in_area(rows: pd.DataFrame, by: str, measure: str) -> list[pd.DataFrame]:
    """Rank an area's rows by a whole number, the largest first, and count who shares each place."""
    ranked = _with_rank(rows, AREA, rows[by].astype("int64")).pipe(_with_all_sources, AREA)
    tied = ranked.groupby([*AREA, "rank"])[by].transform("size")
    return [
        as_measures(ranked, measure, Fraction("rank", "ranked")),
        as_measures(ranked.assign(tied=tied), f"{measure}_tied", Fraction("tied", "ranked")),
    ]


def _with_all_sources(rows: pd.DataFrame, group: list[str]) -> pd.DataFrame:
    """Give each row the sources of its whole group; its own where those lie in many files."""
    files = rows["source"].str.split(":", n=1).str[0]
    number = files.groupby([rows[name] for name in group]).transform("nunique")
    few = rows[number <= MOST_FILES]
    sources = few.groupby(group)["source"].agg(compressed).rename("of_all").reset_index()
    both = rows.merge(sources, on=group, how="left", validate="many_to_one")
    return both.assign(source=both["of_all"].fillna(both["source"])).drop(columns="of_all")


def _with_rank(rows: pd.DataFrame, group: list[str], by: pd.Series) -> pd.DataFrame:
    grouped = rows.assign(by=by).groupby(group)["by"]
    return rows.assign(
        rank=grouped.rank(method="min", ascending=False).astype("int64"),
        ranked=grouped.transform("size"),
    )


def area_ranks(measures: pd.DataFrame, results: pd.DataFrame, config: Config) -> list[pd.DataFrame]:
    """Rank the kommuner of a county, and the regions, by a party's share and its changes.

    Only where every peer is in the data, and none that lacks a number for the party lumps parties:
    it may have votes for it. Areas without votes for it aren't ranked. Measures are compared as
    exact fractions.
    """
    lumps = results.loc[(results["kind"] == "unspecified") & (results["votes"] > 0), AREA]
    named = {party.party_code for party in config.parties if party.kind == "party"}
    parties = measures[measures["party_code"].isin(named)]
    return [
        part
        for measure, by in AREA_RANKS.items()
        for part in _peer_ranks(_candidates(parties, by, lumps), config, measure)
    ]


def _candidates(measures: pd.DataFrame, by: str, lumps: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of one measure that may be ranked, each with the whole that it belongs to."""
    rows = measures[(measures["measure"] == by) & (measures["area_level"] != "country")]
    if by == "vote_share":
        rows = rows[rows["numerator"] > 0]
    rows = rows.assign(whole=_whole(rows["area_code"]))
    parts = lumps[lumps["area_code"] != "00"]
    hidden = parts.assign(whole=_whole(parts["area_code"]))
    pairs = rows[[*RANKED]].drop_duplicates().merge(hidden, on=PEERS)
    named = pairs.merge(rows[[*RANKED, "area_code"]], how="left", indicator="named")
    unsure = named.loc[named["named"] == "left_only", RANKED].drop_duplicates()
    marked = rows.merge(unsure, on=RANKED, how="left", indicator="sure")
    return marked[marked["sure"] == "left_only"].drop(columns="sure")


def _whole(codes: pd.Series) -> pd.Series:
    return codes.str[:2].where(codes.str.len() == 4, "00")


def _peer_ranks(rows: pd.DataFrame, config: Config, measure: str) -> list[pd.DataFrame]:
    complete = _with_all_peers(rows, config)
    several = complete[complete.groupby(RANKED)["area_code"].transform("size") > 1]
    ranked = _with_rank(several, RANKED, exact_order(several)).pipe(_with_all_sources, RANKED)
    tied = ranked.groupby([*RANKED, "rank"])["rank"].transform("size")
    return [
        as_measures(ranked, measure, Fraction("rank", "ranked")),
        as_measures(ranked.assign(tied=tied), f"{measure}_tied", Fraction("tied", "ranked")),
    ]


def _with_all_peers(rows: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Keep the elections in which every part of the whole has a row for some party."""
    there: dict[tuple[str, int, str], set[str]] = {}
    pairs = rows[[*PEERS, "area_code"]].drop_duplicates()
    for kind, year, whole, area in zip(*(pairs[n].tolist() for n in pairs), strict=True):
        there.setdefault((kind, year, whole), set()).add(area)
    full = [
        (kind, year, whole)
        for (kind, year, whole), areas in there.items()
        if areas == config.parts_of(whole, kind, year)
    ]
    known = pd.DataFrame(full, columns=PEERS).astype(rows[PEERS].dtypes.to_dict())
    return rows.merge(known, on=PEERS)


def exact_order(rows: pd.DataFrame) -> pd.Series:
    """Give measure rows numbers by their exact values, equal ones alike: 0 for the smallest."""
    pairs = zip(rows["numerator"], rows["denominator"], strict=True)
    # Two fractions of 64-bit numbers that differ do so by more than 2**-126: their floors do too.
    values = [(int(n) << 128) // int(d) for n, d in pairs]
    order = {value: place for place, value in enumerate(sorted(set(values)))}
    return pd.Series([order[value] for value in values], index=rows.index)


def seat_winners(measures: pd.DataFrame, config: Config) -> list[pd.DataFrame]:
    """Count a county's kommuner where a party won seats, and where it lost seats.

    Only where the change is known in every kommun of the county.
    """
    rows = measures[(measures["measure"] == "change_seats") & (measures["area_level"] == "kommun")]
    if rows.empty:
        return []
    change = rows["numerator"]
    rows = rows.assign(whole=rows["area_code"].str[:2], more=change > 0, fewer=change < 0)
    counted = rows.groupby(
        ["election_type", "year", "compare_year", "whole", "party_code", "count_stage"],
        as_index=False,
    ).agg(
        more=("more", "sum"),
        fewer=("fewer", "sum"),
        known=("area_code", "nunique"),
        source=("source", compressed),
    )
    counted = counted.rename(columns={"whole": "area_code"}).assign(area_level="county")
    complete = counted[_all_kommuner(counted, config)]
    return [
        as_measures(complete, "kommuner_with_more_seats", Fraction("more", "known")),
        as_measures(complete, "kommuner_with_fewer_seats", Fraction("fewer", "known")),
    ]


def _all_kommuner(rows: pd.DataFrame, config: Config) -> pd.Series:
    assemblies = rows[AREA].drop_duplicates()
    keys = zip(*(assemblies[name] for name in AREA), strict=True)
    all_of_them = [len(config.parts_of(area, kind, year)) for kind, year, area in keys]
    both = rows.merge(assemblies.assign(all=all_of_them), on=AREA, how="left")
    return pd.Series(both["known"].to_numpy() == both["all"].to_numpy(), index=rows.index)
