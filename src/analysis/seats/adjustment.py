"""What each party is entitled to in the whole area (14:4), and where adjustment seats lie (14:5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from analysis.seats.divisors import Lot, Step, award_seats
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number

Draw = Callable[[Lot], tuple[str, ...]]
Fixed = Mapping[str, Mapping[str, int]]
UNDIVIDED = Fraction(1)  # a first adjustment seat is placed by votes as they are


def fixed_by_party(fixed: Fixed) -> dict[str, int]:
    """Give the fixed seats of each party in all constituencies."""
    sums: dict[str, int] = {}
    for parties in fixed.values():
        for party, seats in parties.items():
            sums[party] = sums.get(party, 0) + seats
    return sums


def entitled_seats(
    of: tuple[Election, Rules],
    who: tuple[frozenset[str], Mapping[str, int]],
    fixed: Fixed,
    draw: Draw,
) -> dict[str, int] | None:
    """Give the seats that each party is due; None where a lot is open.

    `who` are the parties over the threshold, and those that keep seats above their due, with how
    many: they are set aside with them, and the others share the rest. So is a party that has fixed
    seats by its votes in a constituency alone, and, by the rules until 2014, one above its due.
    """
    (election, rules), (over, kept) = of, who
    has = fixed_by_party(fixed)
    aside = {party: seats for party, seats in has.items() if seats and party not in over}
    aside |= kept
    while True:
        votes = {p: count for p, count in election.votes.items() if p in over and p not in aside}
        seats = election.seats - sum(aside.values())
        due = _awarded(votes, seats, rules, draw) if votes else {}
        if due is None:
            return None
        above = {party: has[party] for party in due if has.get(party, 0) > due[party]}
        if rules.over_represented == "returned" or not above:
            return {**due, **aside}
        aside |= above


def _awarded(
    votes: Mapping[str, int], seats: int, rules: Rules, draw: Draw
) -> dict[str, int] | None:
    awards = award_seats(votes, seats, rules.first_divisor, kind="entitlement")
    if awards.lot is not None:
        winners = draw(awards.lot)
        if not winners:
            return None
        for party in winners:
            awards.taken[party] += 1
    return awards.taken


def place_adjustment_seats(
    of: tuple[Election, Rules],
    due: Mapping[str, int],
    fixed: Fixed,
    tell: tuple[Draw, list[Step]],
) -> dict[str, dict[str, int]] | None:
    """Give adjustment seats by constituency and party; None where a lot is open.

    Each lies where the party's comparative number is largest after the seats that it has there; for
    a first seat that is its votes.
    """
    placed: dict[str, dict[str, int]] = {name: {} for name in fixed}
    has = fixed_by_party(fixed)
    for party in sorted(due):
        for _ in range(due[party] - has.get(party, 0)):
            if not _place(of[0], party, (fixed, placed), tell):
                return None
    return placed


def _place(
    election: Election,
    party: str,
    seats: tuple[Fixed, dict[str, dict[str, int]]],
    tell: tuple[Draw, list[Step]],
) -> bool:
    """Place one seat of a party; say if that could be done without a lot that isn't drawn."""
    (fixed, placed), (draw, steps) = seats, tell
    numbers: dict[str, Fraction] = {}
    for name, here in election.constituencies.items():
        taken = fixed[name].get(party, 0) + placed[name].get(party, 0)
        numbers[name] = comparative_number(here.votes.get(party, 0), taken, UNDIVIDED)
    largest = max(numbers.values())
    equals = sorted(name for name, number in numbers.items() if number == largest)
    chosen = equals[0]
    order = sum(1 for step in steps if step.kind == "adjustment") + 1
    if len(equals) > 1:
        lot = Lot(f"adjustment seat of {party}", "", order, 1, tuple(equals), largest)
        winners = draw(lot)
        if not winners:
            return False
        chosen = winners[0]
    others = {name: number for name, number in numbers.items() if name != chosen}
    rival = max(sorted(others), key=lambda name: others[name])
    placed[chosen][party] = placed[chosen].get(party, 0) + 1
    steps.append(Step(order, "adjustment", chosen, party, largest, rival, others[rival]))
    return True
