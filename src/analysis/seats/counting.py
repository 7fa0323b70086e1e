"""Totals by party without their steps, for asking over and over with other votes."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb

from analysis.seats.adjustment import LEAST_SEATS
from analysis.seats.allocation import allocate_seats
from analysis.seats.divisors import Counts, count_awards, sure_seats
from analysis.seats.election import (
    MOST_OUTCOMES,
    Election,
    OpenLotsError,
    Rules,
    SeatsError,
    takes_part,
    with_votes,
)
from analysis.seats.numbers import order_key

Counted = dict[str, int]
Places = dict[str, Counted]


@dataclass(frozen=True)
class Change:
    """Votes more (or fewer) for a party in a constituency."""

    party: str
    name: str
    more: int


class Counter:
    """Counts an election's seats again and again, each time with one change of votes.

    What a change leaves as it is has been counted before: the constituencies that it isn't in, who
    is over the threshold, and what all are due for the same number of votes cast elsewhere.
    """

    def __init__(self, election: Election, rules: Rules) -> None:
        self.election, self.rules = election, rules
        self._over: dict[tuple[str, int], frozenset[str]] = {}
        self._fixed: dict[frozenset[str], tuple[Places, Counted, bool]] = {}
        self._due: dict[tuple[object, ...], Counts] = {}

    def total(self, party: str, name: str, more: int) -> int:
        """Give the party's seats that no lot can take, with `more` votes for it there.

        OpenLotsError where lots may fall in too many ways.
        """
        change = Change(party, name, more)
        try:
            totals = self._totals(change)
            if totals is None:  # a lot: all ways in which it may fall are gone through
                changed = with_votes(self.election, name, party, more)
                totals = allocate_seats(changed, self.rules).totals
        except OpenLotsError:
            raise
        except SeatsError:
            return 0  # nobody is over the threshold, or has votes: no seat is anyone's
        return totals.get(party, 0)

    @cached_property
    def _local(self) -> dict[str, frozenset[str]]:
        """Who takes part in each constituency by the votes there alone."""
        names = self.election.constituencies
        return {name: takes_part(self.election, self.rules, name) for name in names}

    @cached_property
    def _small(self) -> list[str]:
        """The constituencies where no seat is given back."""
        return [n for n, c in self.election.constituencies.items() if c.seats < LEAST_SEATS]

    def _parties_over(self, change: Change) -> frozenset[str]:
        key = (change.party, change.more)
        if key not in self._over:
            rules, election = self.rules, self.election
            share = rules.threshold if election.divided else rules.undivided_threshold
            least = share.numerator * (election.valid_votes + change.more)
            votes = self._votes(change)
            self._over[key] = frozenset(
                party for party, n in votes.items() if n and n * share.denominator >= least
            )
        return self._over[key]

    def _votes(self, change: Change) -> Counted:
        votes = self.election.votes
        return {**votes, change.party: votes.get(change.party, 0) + change.more}

    def _totals(self, change: Change) -> Counted | None:
        """Give all totals that no lot can take; None where a lot elsewhere must be gone through.

        A lot on a fixed seat can change who is set aside with how many, and so what others are due.
        """
        over = self._parties_over(change)
        places, sums, elsewhere = self._all_fixed(over)
        here = self._changed_fixed(over, change)
        before = places.get(change.name, {})
        rest = {party: sums.get(party, 0) - before.get(party, 0) for party in sums}
        if not self.election.adjustment_seats:
            return _added(rest, here.taken)
        if elsewhere:
            return None
        outcomes: list[Counted] = []
        for winners in _falls(here):
            won = _added(here.taken, dict.fromkeys(winners, 1))
            of = (_added(rest, won), {**places, change.name: won})
            outcomes += self._adjusted(over, of, change, {})
        return {p: min(one.get(p, 0) for one in outcomes) for p in outcomes[0]}

    def _all_fixed(self, over: frozenset[str]) -> tuple[Places, Counted, bool]:
        """Give the fixed seats with nobody's votes changed, by constituency and in all."""
        if over not in self._fixed:
            self._fixed[over] = self._count_fixed(over)
        return self._fixed[over]

    def _count_fixed(self, over: frozenset[str]) -> tuple[Places, Counted, bool]:
        places: Places = {}
        sums: Counted = {}
        lots = False
        single = len(self.election.constituencies) == 1
        for name, here in {} if single else self.election.constituencies.items():
            parties = over | self._local[name]
            votes = {party: n for party, n in here.votes.items() if party in parties}
            won = count_awards(votes, here.seats, self.rules.first_divisor)
            places[name], lots = won.taken, lots or bool(won.left)
            for party, seats in won.taken.items():
                sums[party] = sums.get(party, 0) + seats
        return places, sums, lots

    def _changed_fixed(self, over: frozenset[str], change: Change) -> Counts:
        here = self.election.constituencies[change.name]
        votes = {**here.votes, change.party: here.votes.get(change.party, 0) + change.more}
        parties = over
        share = self.rules.constituency_threshold
        if share is not None and self.election.divided:
            least = share * (here.valid_votes + change.more)
            parties = over | {party for party, n in votes.items() if n and n >= least}
        taking = {party: n for party, n in votes.items() if party in parties}
        return count_awards(taking, here.seats, self.rules.first_divisor)

    def _adjusted(
        self, over: frozenset[str], of: tuple[Counted, Places], change: Change, kept: Counted
    ) -> list[Counted]:
        """Give fixed and adjustment seats, once for each way in which a lot on dues may fall.

        A seat that is given back goes to a party below its due, or is adjusted for: all get theirs,
        but for those that keep seats above their due (`kept`), which are set aside with them.
        """
        fixed, places = of
        aside = {p: seats for p, seats in fixed.items() if seats and p not in over} | kept
        due = self._entitled(over - frozenset(aside), sum(aside.values()), change)
        outcomes: list[Counted] = []
        # Nobody in the lot keeps more than is sure: whoever wins it, the same are set aside.
        alike = not due.left or not self._above(due.taken, fixed, places).keys() & set(due.among)
        for winners in [()] if alike else _falls(due):
            seats = _added(due.taken, dict.fromkeys(winners, 1))
            above = self._above(seats, fixed, places)
            if above:
                outcomes += self._adjusted(over, of, change, {**kept, **above})
            else:
                outcomes.append({**seats, **aside})
        return outcomes

    def set_aside(self) -> dict[str, int]:
        """Give the parties set aside as the votes are, with the fixed seats that they keep."""
        change = Change(
            next(iter(self.election.votes)), next(iter(self.election.constituencies)), 0
        )
        over = self._parties_over(change)
        places, fixed, _ = self._all_fixed(over)
        aside = {party: seats for party, seats in fixed.items() if seats and party not in over}
        while self.election.adjustment_seats:
            due = self._entitled(over - frozenset(aside), sum(aside.values()), change).taken
            above = self._above(due, fixed, places)
            if not above:
                break
            aside |= above
        return aside

    def _above(self, due: Counted, fixed: Counted, places: Places) -> Counted:
        """Give the parties that keep more seats than their due, with how many they keep."""
        keeps = fixed
        if self.rules.over_represented == "returned":
            keeps = {p: sum(places[n].get(p, 0) for n in self._small) for p in due}
        return {p: keeps.get(p, 0) for p in due if keeps.get(p, 0) > due[p]}

    def _entitled(self, parties: frozenset[str], gone: int, change: Change) -> Counts:
        key = (parties, gone, change.party, change.more)
        if key not in self._due:
            votes = {p: n for p, n in self._votes(change).items() if p in parties}
            seats = self.election.seats - gone
            first = self.rules.first_divisor
            self._due[key] = count_awards(votes, seats, first)
        return self._due[key]


def _falls(lot: Counts) -> Iterable[tuple[str, ...]]:
    """Give the winners in each way in which a lot may fall; OpenLotsError for too many."""
    if comb(len(lot.among), lot.left) > MOST_OUTCOMES:
        raise OpenLotsError
    return combinations(lot.among, lot.left)


def _added(one: Counted, other: Counted) -> Counted:
    return {party: one.get(party, 0) + other.get(party, 0) for party in {*one, *other}}


def largest_numbers(votes: Mapping[str, int], seats: int, first: Fraction) -> dict[str, int]:
    """Give who has how many of the `seats` largest comparative numbers; of equals, some."""
    taken = sure_seats(votes, seats)
    heap = [(-order_key(count, taken[p], first), p) for p, count in votes.items() if count]
    heapq.heapify(heap)
    for _ in range(seats - sum(taken.values()) if heap else 0):
        _, party = heap[0]
        taken[party] += 1
        heapq.heapreplace(heap, (-order_key(votes[party], taken[party], first), party))
    return taken
