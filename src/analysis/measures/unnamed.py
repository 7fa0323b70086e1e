"""Parties that a source doesn't tell apart: the most votes that one of them can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.seats.election import Rules

Votes = Mapping[str, int]


@dataclass(frozen=True)
class Unnamed:
    """The most votes of a party whose votes aren't known: in the area, and in each constituency.

    `parties` are those named somewhere, but not with all their votes in every constituency.
    """

    votes: int = 0
    whole: int = 0
    places: Votes = field(default_factory=dict)
    parties: frozenset[str] = frozenset()

    def might_have_seats(self, valid: Votes, rules: Rules) -> bool:
        """Say if one of them might be over a threshold; `valid` are votes by constituency."""
        divided, local = len(valid) > 1, rules.constituency_threshold
        share = rules.threshold if divided else rules.undivided_threshold
        if self.whole and self.whole >= share * sum(valid.values()):
            return True
        if local is None or not divided:
            return False
        return any(n and n >= local * valid[name] for name, n in self.places.items())


def unnamed_parties(whole: pd.DataFrame, places: Mapping[str, pd.DataFrame]) -> Unnamed:
    """Bound what parties that aren't told apart can have, by the rows of votes that there are.

    `whole` has the area's own rows, `places` those of each constituency. Of a lump, nobody can have
    what other small parties have where they are named; in a constituency somebody might have all.
    """
    lump = _lumped(whole)
    if not places:
        return Unnamed(lump, lump)
    named = _named(whole)
    parts = {name: _named(rows) for name, rows in places.items()}
    sums: dict[str, int] = {}
    for votes in parts.values():
        for party, number in votes.items():
            sums[party] = sums.get(party, 0) + number
    apart = frozenset(
        party for party in {*named, *sums} if named.get(party, 0) != sums.get(party, 0)
    )
    small = [sums[party] for party in apart if party not in named]
    most = lump - max(0, sum(small) - max(small, default=0))
    biggest = max([most, *small, *(named[party] for party in apart & named.keys())])
    local = {
        name: _lumped(places[name]) + max([0, *(votes.get(p, 0) for p in apart)])
        for name, votes in parts.items()
    }
    untold = lump or sum(_lumped(rows) for rows in places.values())
    return Unnamed(untold, biggest, local, apart)


def _named(rows: pd.DataFrame) -> dict[str, int]:
    chosen = rows[rows["kind"] == "party"]
    return {str(p): int(n) for p, n in zip(chosen["party_code"], chosen["votes"], strict=True)}


def _lumped(rows: pd.DataFrame) -> int:
    return int(rows.loc[rows["kind"] == "unspecified", "votes"].sum())
