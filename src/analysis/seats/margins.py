"""How near a seat was: the least votes more for one more, and the least fewer that cost one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analysis.seats.allocation import Allocation
from analysis.seats.counting import Counter
from analysis.seats.guesses import Guesser

DOUBLINGS = 40


@dataclass(frozen=True)
class Margin:
    """Votes more for one more seat in the assembly, and votes fewer for one fewer; None if none do.

    Others' votes are unchanged. A seat is a party's own when no lot can take it.
    """

    gain: int | None
    lose: int | None


@dataclass(frozen=True)
class Margins:
    """A party's margins: by the constituency in which the votes are cast, and the least of them."""

    constituencies: dict[str, Margin]

    @property
    def whole(self) -> Margin:
        """The least in any constituency."""
        gains = [m.gain for m in self.constituencies.values() if m.gain is not None]
        losses = [m.lose for m in self.constituencies.values() if m.lose is not None]
        return Margin(min(gains, default=None), min(losses, default=None))


def seat_margins(allocation: Allocation, parties: Iterable[str] = ()) -> dict[str, Margins]:
    """Give the margins of some parties, or of every party with a vote, by its name.

    Each is proved by counting again: with that number the seats change, with one less they don't.
    """
    election = allocation.election
    counter = Counter(election, allocation.rules)
    guesser = Guesser(election, allocation.rules, counter.set_aside())
    totals = allocation.totals
    chosen = list(parties) or [party for party, votes in election.votes.items() if votes]
    return {party: _margins((counter, guesser), party, totals.get(party, 0)) for party in chosen}


def _margins(tools: tuple[Counter, Guesser], party: str, seats: int) -> Margins:
    counter, guesser = tools
    found = {}
    for name, here in counter.election.constituencies.items():

        def has_more(more: int, name: str = name) -> bool:
            return counter.total(party, name, more) > seats

        def has_fewer(fewer: int, name: str = name) -> bool:
            return counter.total(party, name, -fewer) < seats

        own, gain, lose = here.votes.get(party, 0), None, None
        if seats < counter.election.seats:
            guesses = guesser.gains(party, name)
            gain = _first(has_more, (guesses, _doublings(guesses, None)))
        if seats and own:
            guesses = [guess for guess in guesser.losses(party, name) if guess <= own]
            lose = _first(has_fewer, (guesses, _doublings(guesses, own)))
        found[name] = Margin(gain, lose)
    return Margins(found)


def _first(holds: Callable[[int], bool], rounds: Iterable[Iterable[int]]) -> int | None:
    """Give the least number by the first round of guesses that leads to one."""
    found = (_least(holds, guesses) for guesses in rounds)
    return next((number for number in found if number is not None), None)


def _least(holds: Callable[[int], bool], guesses: Iterable[int]) -> int | None:
    """Give the least number from 1 at which something holds, proved at it and at one less.

    The guesses are tried, smallest first; None if it holds at none. Between the last at which it
    doesn't and the first at which it does, what holds at a number is taken to hold at larger ones.
    """
    low, high = 0, None
    for guess in sorted({max(1, guess) for guess in guesses}):
        if holds(guess):
            high = guess
            break
        low = guess
    if high is None or (high - low > 1 and not holds(high - 1)):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _doublings(guesses: Iterable[int], most: int | None) -> Iterator[int]:
    """Give 1 and ever twice as much, far beyond the guesses, and last the most that there may be."""
    limit = max([1, *guesses]) << DOUBLINGS if most is None else most
    number = 1
    while number < limit:
        yield number
        number *= 2
    yield limit
