"""All seats of an assembly: fixed seats, entitlement, returned seats, adjustment seats, and lots."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from analysis.seats.adjustment import (
    entitled_seats,
    fixed_by_party,
    place_adjustment_seats,
)
from analysis.seats.divisors import Awards, Lot, Step, award_seats
from analysis.seats.election import Election, Rules, SeatsError, takes_part
from analysis.seats.returned import return_surplus

MOST_OUTCOMES = 1_000


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
    lot says, `totals` its seats in all, and `steps` end where the lot stands. `over` are the parties
    over the threshold of the whole area.
    """

    election: Election
    rules: Rules
    over: frozenset[str]
    constituencies: dict[str, dict[str, Seats]]
    steps: tuple[Step, ...]
    totals: dict[str, int]
    lots: tuple[Lot, ...] = ()

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
    open: Lot | None = None
    steps: list[Step] = field(default_factory=list)

    def draw(self, lot: Lot) -> tuple[str, ...]:
        """Give who won a lot; nobody, and the lot is open, where that isn't told."""
        if self.drawn:
            winners = self.drawn.pop(0)
            if len(winners) != lot.seats or not set(winners) <= set(lot.among):
                found = f"{', '.join(winners)} drawn"
                raise SeatsError(found, f"{lot.seats} among {', '.join(lot.among)}")
            return winners
        self.open = lot
        return ()


def allocate_seats(
    election: Election, rules: Rules, drawn: Sequence[tuple[str, ...]] = ()
) -> Allocation:
    """Allocate all seats by the rules; equal numbers at a last seat come out as lots.

    `drawn` has the winners of lots that were drawn, in the order in which they come up. SeatsError
    where no party may take part, or a constituency has seats and no votes of those that may.
    """
    over = election.parties_over(rules)
    if not over and not _over_in_some(election, rules):
        raise SeatsError("no party at or over the threshold", "one that takes part")
    run = _Run(election, rules, list(drawn))
    found = _run(run, over)
    if run.open is None:
        return Allocation(election, rules, over, found, tuple(run.steps), _totals([found]))
    outcomes, lots = _outcomes(election, rules, (list(drawn), run.open))
    return Allocation(
        election,
        rules,
        over,
        _least(outcomes),
        tuple(run.steps),
        _totals(outcomes),
        tuple(lots),
    )


def _totals(outcomes: list[dict[str, dict[str, Seats]]]) -> dict[str, int]:
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
    election: Election, rules: Rules, lot: tuple[list[tuple[str, ...]], Lot]
) -> tuple[list[dict[str, dict[str, Seats]]], list[Lot]]:
    """Give the seats after each way in which the open lots may fall, and the lots that came up."""
    drawn, first = lot
    ends: list[dict[str, dict[str, Seats]]] = []
    lots = [first]
    waiting = [[*drawn, winners] for winners in combinations(first.among, first.seats)]
    over = election.parties_over(rules)
    while waiting:
        if len(waiting) + len(ends) > MOST_OUTCOMES:
            raise SeatsError(f"more than {MOST_OUTCOMES} ways for lots to fall", "the lots drawn")
        told = waiting.pop()
        run = _Run(election, rules, list(told))
        found = _run(run, over)
        if run.open is None:
            ends.append(found)
            continue
        if run.open not in lots:
            lots.append(run.open)
        waiting += [[*told, winners] for winners in combinations(run.open.among, run.open.seats)]
    return ends, lots


def _least(outcomes: list[dict[str, dict[str, Seats]]]) -> dict[str, dict[str, Seats]]:
    """Give the seats that each party has in every outcome, kind by kind."""
    kinds = ("fixed", "adjustment", "returned")
    least: dict[str, dict[str, Seats]] = {}
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


def _run(run: _Run, over: frozenset[str]) -> dict[str, dict[str, Seats]]:
    """Go through the steps of the law; stop where a lot is open."""
    fixed = _fixed_seats(run, over)
    seats = {name: {p: Seats(n) for p, n in won.items()} for name, won in fixed.items()}
    if run.open is not None or not run.election.adjustment_seats:
        return seats
    draw: Callable[[Lot], tuple[str, ...]] = run.draw
    of = (run.election, run.rules)
    back: dict[str, dict[str, int]] = {name: {} for name in fixed}
    kept: dict[str, int] = {}
    while True:
        due = entitled_seats(of, (over, kept), fixed, draw)
        if due is None or not return_surplus(of, due, (fixed, back), (draw, run.steps)):
            return seats
        # What can't be given back, in constituencies with too few seats, is kept.
        held = {p: n for p, n in fixed_by_party(fixed).items() if n > due.get(p, 0)}
        if not held.keys() - kept.keys():
            break
        kept |= held
    placed = place_adjustment_seats(of, due, fixed, (draw, run.steps))
    return seats if placed is None else _all_kinds(fixed, placed, back)


def _all_kinds(
    fixed: Mapping[str, Mapping[str, int]],
    placed: Mapping[str, Mapping[str, int]],
    back: Mapping[str, Mapping[str, int]],
) -> dict[str, dict[str, Seats]]:
    """Put fixed, adjustment and returned seats together, by constituency and party."""
    found: dict[str, dict[str, Seats]] = {}
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
        _settle(run, awards)
        run.steps += awards.steps
        found[name] = awards.taken
        if run.open is not None:
            break
    for name in run.election.constituencies:
        found.setdefault(name, {})
    return found


def _settle(run: _Run, awards: Awards) -> None:
    """Give a lot's seats to those that won it."""
    if awards.lot is None:
        return
    for party in run.draw(awards.lot):
        order = len(awards.steps) + 1
        lot = awards.lot
        others = [name for name in lot.among if name != party]
        step = Step(order, lot.kind, lot.constituency, party, lot.number, others[0], lot.number)
        awards.steps.append(step)
        awards.taken[party] += 1
