"""All seats of an assembly: fixed seats, entitlement, returned seats, adjustment seats, and lots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb

from analysis.seats.adjustment import entitled_seats, place_adjustment_seats
from analysis.seats.divisors import Lot, Step, award_seats, settle
from analysis.seats.election import (
    MOST_OUTCOMES,
    Election,
    OpenLotsError,
    Rules,
    SeatsError,
    takes_part,
)
from analysis.seats.returned import return_surplus

Placed = dict[str, dict[str, "Seats"]]  # by constituency and party


@dataclass(frozen=True)
class Seats:
    """A party's seats: fixed ones that it has in the end, adjustment seats, and how many it gave back."""

    fixed: int = 0
    adjustment: int = 0
    returned: int = 0

    @property
    def total(self) -> int:
        """Fixed and adjustment seats."""
        return self.fixed + self.adjustment

    def __add__(self, other: Seats) -> Seats:
        """Give the sum, for a party's constituencies."""
        return Seats(
            self.fixed + other.fixed,
            self.adjustment + other.adjustment,
            self.returned + other.returned,
        )


@dataclass(frozen=True)
class Allocation:
    """The outcome: seats by constituency and party, the steps in order, and lots still to be drawn.

    Where a lot is open, `constituencies` has the seats of each kind that a party has whatever the
    lot says, `totals` its seats in all, and `steps` end where the lot stands: on a fixed seat those
    of its constituency, and none come after fixed seats. A lot that comes to the same seats however
    it falls is told all the same. `over` are the parties over the threshold of the whole area.
    `due_steps` say what each of them is due of all seats, by the last round, in which those that are
    set aside have no part: they are no seats besides those of `steps`. There are none where there
    are no adjustment seats.
    """

    election: Election
    rules: Rules
    over: frozenset[str]
    constituencies: Placed
    steps: tuple[Step, ...]
    totals: dict[str, int]
    lots: tuple[Lot, ...] = ()
    due_steps: tuple[Step, ...] = ()

    @property
    def seats(self) -> dict[str, Seats]:
        """Seats by party in the whole assembly, parties without any included, in order of names."""
        sums = {party: Seats() for party in self.election.votes}
        for parties in self.constituencies.values():
            for party, seats in parties.items():
                sums[party] += seats
        return sums


@dataclass
class _Run:
    """One way through the rules, with the lots drawn so far as they were told."""

    election: Election
    rules: Rules
    drawn: list[tuple[str, ...]]
    open: list[Lot] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    due_steps: list[Step] = field(default_factory=list)

    def draw(self, lot: Lot) -> tuple[str, ...]:
        """Give who won a lot; nobody, and the lot is open, where that isn't told."""
        if self.drawn:
            winners = self.drawn.pop(0)
            chosen = set(winners) & set(lot.among)
            if not len(chosen) == len(winners) == lot.seats:
                found = f"{', '.join(winners) or 'nobody'} drawn"
                raise SeatsError(found, f"{lot.seats} among {', '.join(lot.among)}")
            return winners
        self.open.append(lot)
        return ()


def allocate_seats(
    election: Election, rules: Rules, drawn: Sequence[tuple[str, ...]] = ()
) -> Allocation:
    """Allocate all seats by the rules; equal numbers at a last seat come out as lots.

    `drawn` has the winners of lots that were drawn, in the order in which they come up. SeatsError
    where no party may take part, a constituency has seats and no votes of those that may, or a lot
    that was drawn doesn't come up.
    """
    over = election.parties_over(rules)
    if not over and not _over_in_some(election, rules):
        raise SeatsError("no party at or over the threshold", "one that takes part")
    run = _Run(election, rules, list(drawn))
    found = _run(run, over)
    if run.drawn:
        told = "; ".join(", ".join(winners) for winners in run.drawn)
        raise SeatsError(f"{told} drawn in no lot", "draws for lots that come up only")
    outcomes, lots = [found], run.open
    if run.open and election.adjustment_seats:  # else each lot is about its own seats alone
        outcomes, lots = _outcomes(run, over, list(drawn))
    return Allocation(
        election,
        rules,
        over,
        _least(outcomes),
        tuple(run.steps),
        _totals(outcomes),
        tuple(lots),
        tuple(run.due_steps),
    )


def _totals(outcomes: list[Placed]) -> dict[str, int]:
    """Give by party the seats that it has in all in every outcome, of those that have any."""
    sums: list[dict[str, int]] = []
    for outcome in outcomes:
        found: dict[str, int] = {}
        for parties in outcome.values():
            for party, seats in parties.items():
                found[party] = found.get(party, 0) + seats.total
        sums.append(found)
    least = {party: min(one.get(party, 0) for one in sums) for party in sorted(sums[0])}
    return {party: seats for party, seats in least.items() if seats}


def _outcomes(
    first: _Run, over: frozenset[str], drawn: list[tuple[str, ...]]
) -> tuple[list[Placed], list[Lot]]:
    """Give the seats after each way in which the open lots may fall, and the lots that came up."""
    ends: list[Placed] = []
    lots = list(first.open)
    waiting = _falls(drawn, first.open[0], 0)
    while waiting:
        told = waiting.pop()
        run = _Run(first.election, first.rules, list(told))
        found = _run(run, over)
        lots += [lot for lot in run.open if lot not in lots]
        if run.open:
            waiting += _falls(told, run.open[0], len(waiting) + len(ends))
        else:
            ends.append(found)
    return ends, lots


def _falls(told: list[tuple[str, ...]], lot: Lot, besides: int) -> list[list[tuple[str, ...]]]:
    """Give what was drawn so far with each way in which a lot may fall; OpenLotsError for too many."""
    if besides + comb(len(lot.among), lot.seats) > MOST_OUTCOMES:
        raise OpenLotsError
    return [[*told, winners] for winners in combinations(lot.among, lot.seats)]


def _least(outcomes: list[Placed]) -> Placed:
    """Give the seats that each party has in every outcome, kind by kind."""
    kinds = ("fixed", "adjustment", "returned")
    least: Placed = {}
    for name in outcomes[0]:
        parties = sorted({party for one in outcomes for party in one[name]})
        found = {p: [one[name].get(p, Seats()) for one in outcomes] for p in parties}
        least[name] = {
            party: Seats(*(min(getattr(seats, kind) for seats in each) for kind in kinds))
            for party, each in found.items()
        }
    return least


def _over_in_some(election: Election, rules: Rules) -> bool:
    return any(takes_part(election, rules, name) for name in election.constituencies)


def _run(run: _Run, over: frozenset[str]) -> Placed:
    """Go through the steps of the law; stop where a lot is open."""
    fixed = _fixed_seats(run, over)
    seats = {name: {p: Seats(n) for p, n in won.items()} for name, won in fixed.items()}
    if run.open or not run.election.adjustment_seats:
        return seats
    of, tell = (run.election, run.rules), (run.draw, run.steps)
    back: dict[str, dict[str, int]] = {name: {} for name in fixed}
    due = entitled_seats(of, over, fixed, (run.draw, run.due_steps))
    if due is None or not return_surplus(of, due, (fixed, back), tell):
        return seats
    placed = place_adjustment_seats(of, due, fixed, tell)
    return seats if placed is None else _all_kinds(fixed, placed, back)


def _all_kinds(
    fixed: Mapping[str, Mapping[str, int]],
    placed: Mapping[str, Mapping[str, int]],
    back: Mapping[str, Mapping[str, int]],
) -> Placed:
    """Put fixed, adjustment and returned seats together, by constituency and party."""
    found: Placed = {}
    for name in fixed:
        kinds = (fixed[name], placed[name], back[name])
        parties = sorted({party for kind in kinds for party in kind})
        found[name] = {p: Seats(*(kind.get(p, 0) for kind in kinds)) for p in parties}
    return found


def _fixed_seats(run: _Run, over: frozenset[str]) -> dict[str, dict[str, int]]:
    """Award the fixed seats of each constituency (14:3), in the order of their names."""
    found: dict[str, dict[str, int]] = {}
    for name in sorted(run.election.constituencies):
        here = run.election.constituencies[name]
        parties = over | takes_part(run.election, run.rules, name)
        votes = {party: count for party, count in here.votes.items() if party in parties}
        awards = award_seats(votes, here.seats, run.rules.first_divisor, place=name)
        settle(awards, run.draw)
        run.steps += awards.steps
        found[name] = awards.taken
    return found
