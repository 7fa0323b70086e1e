"""Fixed seats above what a party is due, given back and awarded anew (14:4 a-c, from 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from analysis.seats.adjustment import Draw, Fixed, fixed_by_party
from analysis.seats.divisors import Lot, Step
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number

LEAST_SEATS = 3  # no seat is given back in a constituency with fewer fixed seats


def return_surplus(
    of: tuple[Election, Rules],
    due: Mapping[str, int],
    seats: tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]],
    tell: tuple[Draw, list[Step]],
) -> bool:
    """Take seats from parties above their due and award them anew; say if no lot was open.

    `seats` are the fixed ones and those given back, by constituency and party, both changed here.
    A seat is given back where the party won one with its lowest comparative number, and goes there
    to the next number among parties below their due. Where there is none, it becomes an adjustment
    seat.
    """
    fixed, back = seats
    given = _give_back(of, due, fixed, (back, tell)) if _returns(of[1]) else []
    if given is None:
        return False
    while given:
        chosen = _next_constituency(of, (given, due), fixed)
        if chosen is None:
            break
        given.remove(chosen)
        if not _award_anew(of, (chosen, due), fixed, tell):
            return False
    return True


def _returns(rules: Rules) -> bool:
    return rules.over_represented == "returned"


def _give_back(
    of: tuple[Election, Rules],
    due: Mapping[str, int],
    fixed: dict[str, dict[str, int]],
    into: tuple[dict[str, dict[str, int]], tuple[Draw, list[Step]]],
) -> list[str] | None:
    """Take every surplus seat, and give the constituencies in turn; None where a lot is open."""
    back, tell = into
    given: list[str] = []
    for party in sorted(due):
        while fixed_by_party(fixed).get(party, 0) > due[party]:
            name = _lowest(of, party, fixed, tell)
            if name is None:
                return None
            if name == "":
                break
            fixed[name][party] -= 1
            back[name][party] = back[name].get(party, 0) + 1
            given.append(name)
    return given


def _next_constituency(
    of: tuple[Election, Rules], what: tuple[list[str], Mapping[str, int]], fixed: Fixed
) -> str | None:
    """Give where the largest number is among those that wait for a returned seat (14:4 c).

    None where no party with votes is below its due; of equal numbers, the first by name: each of
    them has a seat to be given.
    """
    given, due = what
    best: dict[str, Fraction] = {}
    for name in sorted(set(given)):
        numbers = _numbers_below_due(of, (name, due), fixed)
        if numbers:
            best[name] = max(numbers.values())
    return max(best, key=lambda name: best[name]) if best else None


def _numbers_below_due(
    of: tuple[Election, Rules], what: tuple[str, Mapping[str, int]], fixed: Fixed
) -> dict[str, Fraction]:
    """Give the next comparative numbers in a constituency of parties that are below their due."""
    (election, rules), (name, due) = of, what
    has, votes = fixed_by_party(fixed), election.constituencies[name].votes
    return {
        party: comparative_number(votes[party], fixed[name].get(party, 0), rules.first_divisor)
        for party in due
        if has.get(party, 0) < due[party] and votes.get(party, 0)
    }


def _lowest(
    of: tuple[Election, Rules], party: str, fixed: Fixed, tell: tuple[Draw, list[Step]]
) -> str | None:
    """Give the constituency of the party's seat with the lowest number; None where a lot is open.

    '' where all its seats lie in constituencies with too few.
    """
    election, rules = of
    draw, steps = tell
    numbers: dict[str, Fraction] = {}
    for name, here in election.constituencies.items():
        seats = fixed[name].get(party, 0)
        if seats and here.seats >= LEAST_SEATS:
            votes = here.votes[party]
            numbers[name] = comparative_number(votes, seats - 1, rules.first_divisor)
    if not numbers:
        return ""
    lowest = min(numbers.values())
    equals = sorted(name for name, number in numbers.items() if number == lowest)
    chosen, order = equals[0], sum(1 for step in steps if step.kind == "returned") + 1
    if len(equals) > 1:
        winners = draw(Lot(f"returned seat of {party}", "", order, 1, tuple(equals), lowest))
        if not winners:
            return None
        chosen = winners[0]
    steps.append(Step(order, "returned", chosen, party, lowest))
    return chosen


def _award_anew(
    of: tuple[Election, Rules],
    what: tuple[str, Mapping[str, int]],
    fixed: dict[str, dict[str, int]],
    tell: tuple[Draw, list[Step]],
) -> bool:
    """Award a returned seat in its constituency; say if that could be done without an open lot."""
    name, (draw, steps) = what[0], tell
    numbers = _numbers_below_due(of, what, fixed)
    largest = max(numbers.values())
    equals = sorted(party for party, number in numbers.items() if number == largest)
    chosen, order = equals[0], sum(1 for step in steps if step.kind == "received") + 1
    if len(equals) > 1:
        winners = draw(Lot("received", name, order, 1, tuple(equals), largest))
        if not winners:
            return False
        chosen = winners[0]
    fixed[name][chosen] = fixed[name].get(chosen, 0) + 1
    others = {party: number for party, number in numbers.items() if party != chosen}
    rival = max(sorted(others), key=lambda party: others[party], default="")
    steps.append(Step(order, "received", name, chosen, largest, rival, others.get(rival)))
    return True
