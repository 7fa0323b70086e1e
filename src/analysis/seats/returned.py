"""Fixed seats above what a party is due, given back and awarded anew (14:4 a-c, from 2018)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from analysis.seats.adjustment import LEAST_SEATS, Fixed, fixed_by_party
from analysis.seats.divisors import Draw, Lot, Step
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number

Pair = tuple[str, str]  # a constituency and a party
Scarce = set[tuple[int, str]]  # (0, a constituency) or (1, a party) with too few seats left


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
    given = _give_back(of, due, fixed, (back, tell)) if _returns(of[1]) else Counter()
    if given is None:
        return False
    while given:
        number, pairs = _largest(of, (given, due), fixed)
        if not pairs:
            break
        has = fixed_by_party(fixed)
        room = {party: due[party] - has.get(party, 0) for _, party in pairs}
        chosen = _settled(pairs, (given, room), number, tell)
        if not chosen:
            return False
        for name, party in chosen:
            _award_anew(of, (name, party, due), fixed, tell[1])
        given -= Counter(name for name, _ in chosen)
    return True


def _returns(rules: Rules) -> bool:
    return rules.over_represented == "returned"


def _give_back(
    of: tuple[Election, Rules],
    due: Mapping[str, int],
    fixed: dict[str, dict[str, int]],
    into: tuple[dict[str, dict[str, int]], tuple[Draw, list[Step]]],
) -> Counter[str] | None:
    """Take every surplus seat, and count them by constituency; None where a lot is open."""
    back, (draw, steps) = into
    given: Counter[str] = Counter()
    for party in sorted(due):
        surplus = fixed_by_party(fixed).get(party, 0) - due[party]
        while surplus > 0:
            lowest, names = _lowest(of, party, fixed)
            order = _next_order(steps, "returned")
            if len(names) > surplus:
                lot = Lot(f"returned seat of {party}", "", order, surplus, names, lowest)
                names = draw(lot)
            if not names:
                return None
            for after, name in enumerate(names):
                fixed[name][party] -= 1
                back[name][party] = back[name].get(party, 0) + 1
                steps.append(Step(order + after, "returned", name, party, lowest))
            given.update(names)
            surplus -= len(names)
    return given


def _lowest(
    of: tuple[Election, Rules], party: str, fixed: Fixed
) -> tuple[Fraction, tuple[str, ...]]:
    """Give the party's lowest number with a seat that it can give back, and where that is.

    There is one: what a party can't give back is part of its due.
    """
    election, rules = of
    numbers = {
        name: comparative_number(here.votes[party], seats - 1, rules.first_divisor)
        for name, here in election.constituencies.items()
        if (seats := fixed[name].get(party, 0)) and here.seats >= LEAST_SEATS
    }
    lowest = min(numbers.values())
    return lowest, tuple(sorted(name for name, number in numbers.items() if number == lowest))


def _next_order(steps: list[Step], kind: str) -> int:
    return sum(1 for step in steps if step.kind == kind) + 1


def _largest(
    of: tuple[Election, Rules], what: tuple[Counter[str], Mapping[str, int]], fixed: Fixed
) -> tuple[Fraction, list[Pair]]:
    """Give the largest number for a seat that waits (14:4 c), and whose it is where; nobody's if none."""
    given, due = what
    numbers = {
        (name, party): number
        for name in sorted(given)
        for party, number in sorted(_numbers_below_due(of, (name, due), fixed).items())
    }
    largest = max(numbers.values(), default=Fraction(0))
    return largest, [pair for pair, number in numbers.items() if number == largest]


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


def _settled(
    pairs: list[Pair],
    left: tuple[Counter[str], Mapping[str, int]],
    number: Fraction,
    tell: tuple[Draw, list[Step]],
) -> list[Pair]:
    """Give who gets a seat where, of equal numbers; nobody where a lot is open (14:2).

    `left` are the seats that wait in each constituency, and those that each party lacks to its due.
    Where neither is too few for the equal numbers, all get one. Else lots are drawn: on the party
    in one constituency, on the constituency of one party, or on both one after the other.
    """
    waiting, room = left
    equal = Counter(wanted for pair in pairs for wanted in enumerate(pair))
    scarce = {wanted for wanted, n in equal.items() if n > (waiting, room)[wanted[0]][wanted[1]]}
    free = [pair for pair in pairs if not scarce & set(enumerate(pair))]
    if free:
        return free
    linked = _linked(pairs, scarce)
    names = tuple(sorted({name for name, _ in linked}))
    parties = tuple(sorted({party for _, party in linked}))
    draw, order = tell[0], _next_order(tell[1], "received")
    if len(names) == 1:
        lot = Lot("received", names[0], order, waiting[names[0]], parties, number)
        return [(names[0], party) for party in draw(lot)]
    if len(parties) == 1:
        lot = Lot(f"received seat of {parties[0]}", "", order, room[parties[0]], names, number)
        return [(name, parties[0]) for name in draw(lot)]
    drawn = draw(Lot("constituency of a received seat", "", order, 1, names, number))
    among = tuple(party for name, party in linked if name in drawn)
    if len(among) > 1:
        among = draw(Lot("received", drawn[0], order, 1, among, number))
    return [(drawn[0], party) for party in among]


def _linked(pairs: list[Pair], scarce: Scarce) -> list[Pair]:
    """Give the first pair and those that want for the same seats, directly or by others."""
    linked = pairs[:1]
    for pair in linked:  # grows while it is gone through
        wanted = scarce & set(enumerate(pair))
        linked += [o for o in pairs if o not in linked and wanted & set(enumerate(o))]
    return linked


def _award_anew(
    of: tuple[Election, Rules],
    what: tuple[str, str, Mapping[str, int]],
    fixed: dict[str, dict[str, int]],
    steps: list[Step],
) -> None:
    """Award a returned seat to a party in its constituency, with who had the next number there."""
    name, party, due = what
    numbers = _numbers_below_due(of, (name, due), fixed)
    number = numbers.pop(party)
    rival = max(sorted(numbers), key=lambda other: numbers[other], default="")
    fixed[name][party] = fixed[name].get(party, 0) + 1
    order = _next_order(steps, "received")
    steps.append(Step(order, "received", name, party, number, rival, numbers.get(rival)))
