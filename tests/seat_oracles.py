"""Other ways to the same seats: votelib's divisors, every number sorted, and the law's plain text."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import lcm
from typing import Any

from votelib.component.divisor import modified_first_coef, sainte_lague
from votelib.evaluate.core import Tie
from votelib.evaluate.proportional import HighestAverages

from analysis.seats.election import Constituency, Election, Rules

Places = dict[str, dict[str, tuple[int, int, int]]]
COMMON = 42 * lcm(*range(1, 200, 2))  # over 1.2, 1.4, 3, 5, 7 ... it is whole


@cache
def multiples(first: Fraction) -> tuple[int, ...]:
    """Give a common multiple over the divisor after 0, 1, 2 ... seats: whole numbers, so exact."""
    found = [COMMON / (first if taken == 0 else Fraction(2 * taken + 1)) for taken in range(100)]
    assert all(number.denominator == 1 for number in found), first
    return tuple(map(int, found))


def by_votelib(votes: Mapping[str, int], seats: int, first: Fraction) -> dict[str, int] | None:
    """Give the seats by votelib's highest averages; None where it says that there is a tie."""
    evaluator = HighestAverages(modified_first_coef(sainte_lague, first))
    found = evaluator.evaluate({p: n for p, n in votes.items() if n}, seats)
    if any(isinstance(party, Tie) for party in found):
        return None
    return {party: n for party, n in found.items() if n}


def by_sorting(votes: Mapping[str, int], seats: int, first: Fraction) -> dict[str, int] | None:
    """Write out every comparative number, sort them, and count; None where the last are equal."""
    exact = multiples(first)
    numbers = [
        (count * exact[place], party)
        for party, count in votes.items()
        for place in range(seats if count else 0)
    ]
    numbers.sort(key=lambda pair: pair[0], reverse=True)
    if len(numbers) > seats and numbers[seats - 1][0] == numbers[seats][0]:
        return None
    counts: dict[str, int] = {}
    for _, party in numbers[:seats]:
        counts[party] = counts.get(party, 0) + 1
    return counts


def plain_outcomes(election: Election, rules: Rules, most: int) -> list[Places] | None:
    """Give all outcomes of an election by the text of the law, one for each way lots may fall.

    Places of (fixed, adjustment, returned) seats, parties without any left out. Writes every number
    out and sorts it, and follows one way at a time; None for more than `most` ways. LookupError where
    nobody has votes for a seat.
    """
    waiting: list[list[int]] = [[]]
    ends: list[Places] = []
    while waiting:
        told = waiting.pop()
        try:
            ends.append(_PlainLaw(election, rules, list(told)).places())
        except _ChoiceError as choice:
            waiting += [[*told, number] for number in range(choice.ways)]
        if len(waiting) + len(ends) > most:
            return None
    return ends


class _ChoiceError(Exception):
    """A lot that isn't told: in how many ways it may fall."""

    def __init__(self, ways: int) -> None:
        super().__init__(ways)
        self.ways = ways


class _PlainLaw:
    """The law followed once, with lots as told: each is the place of what falls in all that may."""

    def __init__(self, election: Election, rules: Rules, told: list[int]) -> None:
        self.places_ = dict(election.constituencies)
        self.rules, self.told, self.adjustment = rules, told, election.adjustment_seats
        self.divided = len(self.places_) > 1
        self.size = sum(c.seats for c in self.places_.values()) + self.adjustment
        names = sorted({p for c in self.places_.values() for p in c.votes})
        self.whole = {p: sum(c.votes.get(p, 0) for c in self.places_.values()) for p in names}
        valid = sum(c.valid_votes for c in self.places_.values())
        share = rules.threshold if self.divided else rules.undivided_threshold
        self.over = {p for p in names if self.whole[p] and Fraction(self.whole[p], valid) >= share}
        self.fixed: dict[str, dict[str, int]] = {}
        self.back: dict[str, list[str]] = {name: [] for name in self.places_}

    def places(self) -> Places:
        """Give fixed, adjustment and returned seats by constituency and party."""
        for name in sorted(self.places_):
            here = self.places_[name]
            votes = {p: n for p, n in here.votes.items() if p in self._taking(here)}
            self.fixed[name] = self._shared(votes, here.seats)
        extra: dict[str, list[str]] = {name: [] for name in self.places_}
        if self.adjustment:
            due = self._due()
            if self.rules.over_represented == "returned":
                self._give_back(due)
            for party in sorted(due):
                for name in self._adjusted(party, due[party] - self._has(party)):
                    extra[name].append(party)
        found: Places = {}
        for name, fixed in self.fixed.items():
            parties = {*fixed, *extra[name], *self.back[name]}
            found[name] = {
                p: (fixed.get(p, 0), extra[name].count(p), self.back[name].count(p))
                for p in sorted(parties)
                if fixed.get(p, 0) or p in extra[name] or p in self.back[name]
            }
        return found

    def _taking(self, here: Constituency) -> set[str]:
        local = self.rules.constituency_threshold
        if local is None or not self.divided:
            return self.over
        votes = here.votes.items()
        return self.over | {p for p, n in votes if n and Fraction(n, here.valid_votes) >= local}

    def _largest(self, numbers: list[tuple[int, str]], seats: int) -> list[str]:
        """Give whose the largest numbers are; a lot where not all of the equal last ones can be."""
        if len(numbers) < seats:
            raise LookupError(seats)
        if seats < 1:
            return []
        numbers = sorted(numbers, reverse=True)
        last = numbers[seats - 1][0]
        sure = [key for number, key in numbers if number > last]
        equals = [key for number, key in numbers if number == last]
        return sure + self._fallen(list(combinations(sorted(equals), seats - len(sure))))

    def _fallen(self, ways: list[Any]) -> Any:
        """Give how a lot fell, of the ways in which it may."""
        if len(ways) == 1:
            return list(ways[0])
        if not self.told:
            raise _ChoiceError(len(ways))
        return list(ways[self.told.pop(0)])

    def _shared(self, votes: Mapping[str, int], seats: int) -> dict[str, int]:
        exact = multiples(self.rules.first_divisor)
        numbers = [
            (n * exact[taken], party)
            for party, n in votes.items()
            for taken in range(seats if n else 0)
        ]
        won = self._largest(numbers, seats)
        return {party: won.count(party) for party in sorted(set(won))}

    def _has(self, party: str) -> int:
        return sum(won.get(party, 0) for won in self.fixed.values())

    def _due(self) -> dict[str, int]:
        """Give what each party is due of all seats, those set aside with what they keep."""
        returned = self.rules.over_represented == "returned"
        aside = {p: self._has(p) for p in self.whole if p not in self.over and self._has(p)}
        while True:
            sharing = {p: self.whole[p] for p in self.over - aside.keys()}
            due = self._shared(sharing, self.size - sum(aside.values()))
            keeps = {
                p: sum(
                    won.get(p, 0)
                    for name, won in self.fixed.items()
                    if not returned or self.places_[name].seats < 3
                )
                for p in sharing
            }
            above = {p: n for p, n in keeps.items() if n > due.get(p, 0)}
            if not above:
                return {**dict.fromkeys(sharing, 0), **due, **aside}
            aside |= above

    def _give_back(self, due: Mapping[str, int]) -> None:
        """Take seats above the due where their numbers are lowest, and give them anew there."""
        exact, waiting = multiples(self.rules.first_divisor), []
        for party in sorted(due):
            numbers = [
                (-self.places_[name].votes[party] * exact[taken], name)
                for name, won in self.fixed.items()
                for taken in range(won.get(party, 0) if self.places_[name].seats >= 3 else 0)
            ]
            for name in self._largest(numbers, self._has(party) - due[party]):
                self.fixed[name][party] -= 1
                self.back[name].append(party)
                waiting.append(name)
        while waiting:
            numbers_anew = {
                (name, p): here.votes[p] * exact[self.fixed[name].get(p, 0)]
                for name, here in self.places_.items()
                for p in due
                if name in waiting and here.votes.get(p, 0) and self._has(p) < due[p]
            }
            if not numbers_anew:
                break
            largest = max(numbers_anew.values())
            ways = sorted(pair for pair, n in numbers_anew.items() if n == largest)
            name, party = self._fallen(ways)
            self.fixed[name][party] = self.fixed[name].get(party, 0) + 1
            waiting.remove(name)

    def _adjusted(self, party: str, seats: int) -> list[str]:
        """Give where a party's adjustment seats lie: a first one by its votes as they are."""
        numbers, exact = [], multiples(Fraction(1))
        for name, here in self.places_.items():
            has, votes = self.fixed[name].get(party, 0), here.votes.get(party, 0)
            numbers += [
                (votes * exact[taken], name) for taken in range(has, has + seats if votes else 0)
            ]
        return self._largest(numbers, seats)


def least_totals(outcomes: list[Places]) -> dict[str, int]:
    """Give the seats in all that each party has in every outcome, of those that have any."""
    sums = []
    for places in outcomes:
        counts: dict[str, int] = {}
        for won in places.values():
            for party, (fixed, adjustment, _) in won.items():
                counts[party] = counts.get(party, 0) + fixed + adjustment
        sums.append(counts)
    least = {party: min(one.get(party, 0) for one in sums) for party in sums[0]}
    return {party: n for party, n in sorted(least.items()) if n}


def least_places(outcomes: list[Places]) -> Places:
    """Give the seats of each kind that each party has in every outcome, where it has any."""
    found: Places = {}
    for name in outcomes[0]:
        parties = sorted({party for places in outcomes for party in places[name]})
        each = {p: [places[name].get(p, (0, 0, 0)) for places in outcomes] for p in parties}
        least = {
            p: tuple(min(kind) for kind in zip(*seats, strict=True)) for p, seats in each.items()
        }
        found[name] = {p: seats for p, seats in least.items() if any(seats)}  # type: ignore[misc]
    return found


def one_by_one(total: Callable[[int], int], signed: tuple[int, int], most: int) -> int | None:
    """Give the least number of votes up to `most` that changes a total in a direction, trying each.

    `signed` is +1 and the seats for one more than those, -1 for fewer.
    """
    sign, seats = signed
    return next((n for n in range(1, most + 1) if sign * (total(sign * n) - seats) > 0), None)


def random_votes(random_: random.Random, parties: int) -> dict[str, int]:
    """Give votes that are often equal or in whole proportions, so that ties come up.

    Some have 2 for another's 5, or 7 for 15: one's first number, by 1.2 or 1.4, is then the other's
    second, but not always in floats.
    """
    scale = random_.choice([1, 3, 10, 100, 10_000])
    votes = {f"P{n}": random_.randint(0, 40) * scale for n in range(parties)}
    if random_.random() < 0.3:
        unit, (few, many) = random_.randint(1, 2_000), random_.choice([(2, 5), (7, 15)])
        votes |= {"P0": few * unit, "P1": many * unit}
    return votes


def random_rules(random_: random.Random) -> Rules:
    """Give rules of one kind or another."""
    first = random_.choice([Fraction(12, 10), Fraction(14, 10), Fraction(1)])
    share = random_.choice([Fraction(0), Fraction(2, 100), Fraction(4, 100)])
    local = random_.choice([None, Fraction(12, 100)])
    return Rules(first, share, share, local, random_.choice(["set_aside", "returned"]))


def random_election(random_: random.Random) -> Election:
    """Give an undivided or divided assembly with few seats, fewer than three fixed ones at times."""
    number, parties = random_.choice([1, 1, 2, 3, 5]), random_.randint(1, 7)
    made = {}
    for place in range(number):
        votes = {p: n for p, n in random_votes(random_, parties).items() if int(p[1:]) < parties}
        votes["P0"] = votes.get("P0", 0) + 1
        others = random_.choice([0, 0, 7])
        made[f"C{place}"] = Constituency(
            random_.randint(random_.choice([1, 3]), 12), votes, sum(votes.values()) + others
        )
    return Election(made, random_.randint(1, 4) if number > 1 else 0)


def small_election(random_: random.Random) -> tuple[Election, Rules]:
    """Give an assembly of so few votes that each number of votes more or fewer can be tried."""
    number, parties = random_.choice([1, 1, 2, 3, 4]), "ABCDE"[: random_.randint(1, 5)]
    most, least = random_.choice([6, 20, 60]), random_.choice([0, 3, 3])
    made = {}
    for place in range(number):
        votes = {party: random_.randint(0, most) for party in parties}
        others = random_.choice([0, 0, random_.randint(1, 10)])
        made[f"C{place}"] = Constituency(
            random_.randint(least, 7), votes, sum(votes.values()) + others
        )
    local = random_.choice([None, Fraction(12, 100)])
    shares = (3, 4, 10) if local is None else (4, 8, 15)
    share = Fraction(random_.choice([0, *shares]), 100)
    first = random_.choice([Fraction(12, 10), Fraction(14, 10)])
    rules = Rules(first, share, share, local, random_.choice(["set_aside", "returned"]))
    return Election(made, random_.choice([0, 1, 2, 4]) if number > 1 else 0), rules


def tied_election(random_: random.Random) -> Election:
    """Give a divided assembly of so few votes that seats are given back and received by lots."""
    parties, most = "ABCDE"[: random_.randint(3, 5)], random_.choice([3, 5, 8])
    made = {}
    for place in range(random_.randint(3, 5)):
        votes = {party: random_.randint(0, most) for party in parties}
        votes["A"] += 1
        made[f"C{place}"] = Constituency(random_.randint(3, 6), votes, sum(votes.values()))
    return Election(made, random_.randint(1, 2))
