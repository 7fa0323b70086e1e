"""Seats: each party's and all parties', what they were the time before, and places by seats."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.extract.places import compressed
from analysis.measures.ranks import ranked_in_area
from analysis.measures.results import with_before
from analysis.measures.rows import AREA, PARTY, Fraction, as_measures, joined_sources


def seat_measures(
    seats: pd.DataFrame, votes: pd.DataFrame, compared: Mapping[int, int]
) -> list[pd.DataFrame]:
    """Measure seats and their change by party, and for all parties where every one's is known.

    `seats` and `votes` are the tidy tables; a party may have seats in a county that lumps its votes.
    """
    complete = complete_assemblies(seats, votes)
    return [
        as_measures(seats, "seats", Fraction("seats")),
        _change(seats, "change_seats", compared, PARTY),
        *_totals(complete, compared),
        *ranked_in_area(complete[complete["seats"] > 0], "seats", "party_rank_by_seats"),
    ]


def complete_assemblies(seats: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Keep the seats of areas where the seats of every party with votes are known."""
    both = votes[PARTY].merge(seats[PARTY], on=PARTY, how="left", indicator="known")
    gaps = both.loc[both["known"] == "left_only", AREA].drop_duplicates()
    marked = seats.merge(gaps, on=AREA, how="left", indicator="gap")
    return marked[marked["gap"] == "left_only"].drop(columns="gap")


def _totals(complete: pd.DataFrame, compared: Mapping[int, int]) -> list[pd.DataFrame]:
    sums = complete.groupby([*AREA, "area_level", "count_stage"], as_index=False).agg(
        seats=("seats", "sum"), source=("source", compressed)
    )
    return [
        as_measures(sums, "seats_total", Fraction("seats")),
        _change(sums, "change_seats_total", compared, AREA),
    ]


def _change(
    rows: pd.DataFrame, measure: str, compared: Mapping[int, int], key: list[str]
) -> pd.DataFrame:
    both = with_before(rows, compared, key)
    both = both.assign(
        change=both["seats"] - both["seats_before"],
        source=joined_sources(both["source"], both["source_before"]),
    )
    return as_measures(both, measure, Fraction("change"))
