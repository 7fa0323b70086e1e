"""Places worked out from rows: an area among its peers, an election among others, a year among years."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.claims.judging.facts import Fact, Facts, Key

CHANGES = ("change_pp", "change_pct", "change_votes", "change_seats")


@dataclass(frozen=True)
class Ranked:
    """A place from 1 among `of`, with how many share it, and the row that is ranked."""

    place: int
    tied: int
    of: int
    fact: Fact
    first: Fact

    def holds(self, stated: int) -> bool:
        """Say if the stated place is this; a shared place is each of those shared."""
        return (
            self.place <= stated < self.place + self.tied if self.tied > 1 else self.place == stated
        )


def place_of(own: Fact, peers: list[Fact], *, lowest: bool = False) -> Ranked:
    """Rank a row among all, itself included; ties share the best place."""
    sign = -1 if lowest else 1
    values = [sign * fact.value for fact in peers]
    mine = sign * own.value
    place = 1 + sum(1 for value in values if value > mine)
    first = max(peers, key=lambda fact: sign * fact.value)
    return Ranked(place, values.count(mine), len(values), own, first)


def among_areas(facts: Facts, key: Key, *, lowest: bool = False) -> Ranked | None:
    """Rank an area among its peers: a kommun in its county, a county among all; None if unknown."""
    own = facts.find(key)
    if own is None or key.area == "00":
        return None
    level, inside = len(key.area), key.area[:2] if len(key.area) == 4 else ""
    peers = [
        fact
        for fact in facts.all_of(key.measure, key.election, key.year)
        if len(fact.key.area) == level
        and fact.key.area != "00"
        and fact.key.area.startswith(inside)
        and fact.key.party == key.party
    ]
    return place_of(own, peers, lowest=lowest) if len(peers) > 1 else None


def complete(facts: Facts, key: Key) -> bool:
    """Say if all peers of an area are in the data: the measures rank areas only then."""
    ranked = facts.find(replace(key, measure="area_rank", compare_year=None))
    return ranked is not None


def among_elections(facts: Facts, key: Key, *, lowest: bool = False) -> Ranked | None:
    """Rank an election among the three of its day, for the same area and party."""
    own = facts.find(key)
    found = [facts.find(replace(key, election=name)) for name in ("kommun", "region", "riksdag")]
    peers = [fact for fact in found if fact is not None]
    return place_of(own, peers, lowest=lowest) if own and len(peers) > 1 else None


def among_years(
    facts: Facts, key: Key, since: int | None, *, lowest: bool = False
) -> Ranked | None:
    """Rank a year among those after `since` (all in the data where None) up to itself."""
    own = facts.find(key)
    years = [year for year in facts.years if year <= key.year and (since is None or year > since)]
    found = [facts.find(replace(key, year=year)) for year in years]
    peers = [fact for fact in found if fact is not None]
    return place_of(own, peers, lowest=lowest) if own and peers else None
