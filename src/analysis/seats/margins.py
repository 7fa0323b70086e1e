"""How near a seat was: the least votes more for one more, and the least fewer that cost one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

        own, all_seats = here.votes.get(party, 0), counter.election.seats
        gain = _least(has_more, guesser.gains(party, name), None) if seats < all_seats else None
        lose = _least(has_fewer, guesser.losses(party, name), own) if seats and own else None
        found[name] = Margin(gain, lose)
    return Margins(found)


def _least(holds: Callable[[int], bool], guesses: list[int], most: int | None) -> int | None:
    """Give the least number from 1 at which something holds, proved at it and at one less.

    The guesses are tried first. It is taken that what holds at a number holds at larger ones.
    """
    limit = most if most is not None else max([1, *guesses]) << DOUBLINGS
    tried = sorted({max(1, guess) for guess in guesses if guess <= limit})
    high = next((guess for guess in tried if holds(guess)), None)
    if high is None:
        high = _doubled(holds, max([1, *tried]), limit)
    if high is None or high == 1 or not holds(high - 1):
        return high
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _doubled(holds: Callable[[int], bool], number: int, limit: int) -> int | None:
    """Give a number at which something holds, doubling up to a limit; None if there is none."""
    while not holds(number):
        if number >= limit:
            return None
        number = min(number * 2, limit)
    return number
