"""Seats in turn to the largest comparative number (jämkade uddatalsmetoden, vallagen 14:3)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from analysis.seats.election import SeatsError
from analysis.seats.numbers import comparative_number, order_key

LOTS = {"due": "entitlement"}  # what a lot is called, where that isn't the kind of its steps


@dataclass(frozen=True)
class Step:
    """One seat: its order, who took it with which number, and who came next with which.

    `kind` is fixed, returned (given back), received (a returned seat), adjustment, or due (of all
    seats as if the whole area were one constituency). `constituency` is where the seat lies, '' for
    a due one; of an adjustment seat the runner-up is the party's next constituency.
    """

    order: int
    kind: str
    constituency: str
    party: str
    number: Fraction
    runner_up: str = ""
    runner_up_number: Fraction | None = None


@dataclass(frozen=True)
class Lot:
    """A drawing of lots (vallagen 14:2): `seats` seats, from number `seat` on, among equals."""

    kind: str
    constituency: str
    seat: int
    seats: int
    among: tuple[str, ...]
    number: Fraction


Draw = Callable[[Lot], tuple[str, ...]]  # who won a lot; nobody where that isn't told


class Counts(NamedTuple):
    """Seats by party that are sure, and a lot: among whom, for how many seats; nobody for none."""

    taken: dict[str, int]
    among: tuple[str, ...]
    left: int


@dataclass
class Awards:
    """What one round gave: seats by party, the steps, and the lot at which it stopped, if any."""

    kind: str
    taken: dict[str, int]
    steps: list[Step] = field(default_factory=list)
    lot: Lot | None = None


def sure_seats(votes: Mapping[str, int], seats: int) -> dict[str, int]:
    """Give by party a number of seats that it has for certain, most of them in all, for any first divisor.

    At most `seats` comparative numbers are V / (2 * seats - n) or more, with V all votes of these n
    parties: of a party with v votes at most v * (2 * seats - n) / (2 V) + 1 / 2 are. So whoever has
    so large a number has a seat for it. A first seat is left out unless a second one is sure.
    """
    whole = sum(votes.values())
    share = 2 * seats - sum(1 for count in votes.values() if count)
    if share <= 0 or not whole:
        return dict.fromkeys(votes, 0)
    odd = {party: count * share // whole for party, count in votes.items()}
    return {party: (number + 1) // 2 if number >= 3 else 0 for party, number in odd.items()}


def count_awards(votes: Mapping[str, int], seats: int, first: Fraction) -> Counts:
    """Give the seats by party that no lot can take, without steps, and what a lot is about."""
    taken = sure_seats(votes, seats)
    heap = [(-order_key(count, taken[p], first), p) for p, count in votes.items() if count]
    heapq.heapify(heap)
    if seats and not heap:
        raise SeatsError("no party with votes", "one for the seats")
    if not seats:
        return Counts(taken, (), 0)
    left = seats - sum(taken.values())
    last = 0 if left else max(-order_key(votes[p], n - 1, first) for p, n in taken.items() if n)
    for _ in range(left):
        last, party = heap[0]
        taken[party] += 1
        heapq.heapreplace(heap, (-order_key(votes[party], taken[party], first), party))
    if heap[0][0] != last:
        return Counts(taken, (), 0)
    # A party's numbers all differ: of each party, only its last seat can be one of the equals.
    won = [p for p, n in taken.items() if n and -order_key(votes[p], n - 1, first) == last]
    for party in won:
        taken[party] -= 1
    waiting = [party for key, party in heap if key == last]
    return Counts(taken, tuple(sorted({*won, *waiting})), len(won))


def award_seats(
    votes: Mapping[str, int], seats: int, first: Fraction, *, place: str = "", kind: str = "fixed"
) -> Awards:
    """Award seats one by one; equal numbers of which not all can have a seat are a lot.

    SeatsError where there are seats and no votes. The order of `votes` doesn't matter.
    """
    awards = Awards(kind, dict.fromkeys(sorted(votes), 0))
    heap = [(-order_key(count, 0, first), party) for party, count in votes.items() if count]
    heapq.heapify(heap)
    if seats and not heap:
        raise SeatsError(f"no party with votes in {place or 'the election'}", "one for the seats")
    while len(awards.steps) < seats and awards.lot is None:
        _award_equals(votes, seats, (first, place), (awards, heap))
    return awards


def settle(awards: Awards, draw: Draw) -> None:
    """Give a round's lot's seats to those that won it, in the order of the lot; none if it is open."""
    lot = awards.lot
    winners = draw(lot) if lot is not None else ()
    if lot is None or not winners:
        return
    after = [party for party in lot.among if party not in winners]
    turns = [party for party in lot.among if party in winners]
    for place, party in enumerate(turns, start=1):
        rival = [*turns[place:], *after][0]
        order = len(awards.steps) + 1
        step = Step(order, awards.kind, lot.constituency, party, lot.number, rival, lot.number)
        awards.steps.append(step)
        awards.taken[party] += 1


def _award_equals(
    votes: Mapping[str, int],
    seats: int,
    about: tuple[Fraction, str],
    state: tuple[Awards, list[tuple[int, str]]],
) -> None:
    """Award a seat to each of those with the largest number, or leave them to a lot."""
    (first, place), (awards, heap) = about, state
    equals = [heapq.heappop(heap)]
    while heap and heap[0][0] == equals[0][0]:
        equals.append(heapq.heappop(heap))
    parties = [party for _, party in equals]
    number = comparative_number(votes[parties[0]], awards.taken[parties[0]], first)
    left = seats - len(awards.steps)
    if len(parties) > left:
        order = len(awards.steps) + 1
        awards.lot = Lot(
            LOTS.get(awards.kind, awards.kind), place, order, left, tuple(parties), number
        )
        return
    for here, party in enumerate(parties):
        after = parties[here + 1] if here + 1 < len(parties) else ""
        rival = after or _best_other(heap, party)
        other = None
        if rival:
            other = comparative_number(votes[rival], awards.taken[rival], first)
        order = len(awards.steps) + 1
        awards.steps.append(Step(order, awards.kind, place, party, number, rival, other))
        awards.taken[party] += 1
        heapq.heappush(heap, (-order_key(votes[party], awards.taken[party], first), party))


def _best_other(heap: list[tuple[int, str]], party: str) -> str:
    """Give who has the largest number besides a party; '' if there is nobody."""
    best = min(((key, name) for key, name in heap if name != party), default=(0, ""))
    return best[1]
