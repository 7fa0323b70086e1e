"""What each party is entitled to in the whole area (14:4), and where adjustment seats lie (14:5)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from analysis.seats.divisors import Draw, Lot, Step, award_seats, settle
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number

Fixed = Mapping[str, Mapping[str, int]]
LEAST_SEATS = 3  # no seat is given back in a constituency with fewer fixed seats
UNDIVIDED = Fraction(1)  # a first adjustment seat is placed by votes as they are


def fixed_by_party(fixed: Fixed) -> dict[str, int]:
    """Give the fixed seats of each party in all constituencies."""
    sums: dict[str, int] = {}
    for parties in fixed.values():
        for party, seats in parties.items():
            sums[party] = sums.get(party, 0) + seats
    return sums


def entitled_seats(
    of: tuple[Election, Rules], over: frozenset[str], fixed: Fixed, tell: tuple[Draw, list[Step]]
) -> dict[str, int] | None:
    """Give the seats that each party is due; None where a lot is open.

    `over` are the parties over the threshold. A party that has fixed seats by its votes in a
    constituency alone is set aside with them, and the others share the rest. So is one that keeps
    more than its due: by the rules until 2014 all its fixed seats, now those in constituencies with
    too few to give any back. The list of steps told gets those of the last round, whose dues hold.
    """
    (election, rules), (draw, steps) = of, tell
    has, keeps = fixed_by_party(fixed), _kept(of, fixed)
    aside = {party: seats for party, seats in has.items() if seats and party not in over}
    while True:
        votes = {p: count for p, count in election.votes.items() if p in over and p not in aside}
        seats = election.seats - sum(aside.values())
        awards = award_seats(votes, seats, rules.first_divisor, kind="due")
        settle(awards, draw)
        steps[:] = awards.steps
        if len(awards.steps) < seats:
            return None
        above = {p: keeps[p] for p, due in awards.taken.items() if keeps.get(p, 0) > due}
        if not above:
            return {**awards.taken, **aside}
        aside |= above


def _kept(of: tuple[Election, Rules], fixed: Fixed) -> dict[str, int]:
    """Give by party the fixed seats that it keeps, be they more than its due."""
    election, rules = of
    if rules.over_represented == "set_aside":
        return fixed_by_party(fixed)
    small = (n for n, here in election.constituencies.items() if here.seats < LEAST_SEATS)
    return fixed_by_party({name: fixed[name] for name in small})


def place_adjustment_seats(
    of: tuple[Election, Rules],
    due: Mapping[str, int],
    fixed: Fixed,
    tell: tuple[Draw, list[Step]],
) -> dict[str, dict[str, int]] | None:
    """Give adjustment seats by constituency and party; None where a lot is open.

    Each lies where the party's comparative number is largest after the seats that it has there; for
    a first seat that is its votes. Equal numbers are a lot where there are fewer seats than numbers.
    """
    placed: dict[str, dict[str, int]] = {name: {} for name in fixed}
    has = fixed_by_party(fixed)
    for party in sorted(due):
        left = due[party] - has.get(party, 0)
        while left > 0:
            names = _place(of[0], (party, left), (fixed, placed), tell)
            if not names:
                return None
            left -= len(names)
    return placed


def _place(
    election: Election,
    what: tuple[str, int],
    seats: tuple[Fixed, dict[str, dict[str, int]]],
    tell: tuple[Draw, list[Step]],
) -> tuple[str, ...]:
    """Place a party's next seat, or one in each of equal places; nothing where a lot is open."""
    (party, left), (draw, steps) = what, tell
    numbers = _numbers(election, party, seats)
    largest = max(numbers.values())
    chosen = tuple(sorted(name for name, number in numbers.items() if number == largest))
    order = sum(1 for step in steps if step.kind == "adjustment") + 1
    if len(chosen) > left:
        chosen = draw(Lot(f"adjustment seat of {party}", "", order, left, chosen, largest))
    for name in chosen:
        others = {n: one for n, one in _numbers(election, party, seats).items() if n != name}
        rival = max(sorted(others), key=lambda n: others[n])
        seats[1][name][party] = seats[1][name].get(party, 0) + 1
        steps.append(Step(order, "adjustment", name, party, largest, rival, others[rival]))
        order += 1
    return chosen


def _numbers(
    election: Election, party: str, seats: tuple[Fixed, Mapping[str, Mapping[str, int]]]
) -> dict[str, Fraction]:
    """Give the party's comparative number for its next seat in each constituency."""
    fixed, placed = seats
    return {
        name: comparative_number(
            here.votes.get(party, 0),
            fixed[name].get(party, 0) + placed[name].get(party, 0),
            UNDIVIDED,
        )
        for name, here in election.constituencies.items()
    }
