"""What seats are allocated from: votes and seats by constituency, and the rules of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

MOST_SEATS = 1_000_000
MOST_OUTCOMES = 1_000  # ways for lots to fall that are gone through
OverRepresented = Literal["set_aside", "returned"]


class SeatsError(ValueError):
    """Votes, seats or rules from which no seats can be allocated: what was found, what is needed."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found}; expected {expected}")
        self.found, self.expected = found, expected


class OpenLotsError(SeatsError):
    """Lots that may fall in more ways than can be gone through."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_OUTCOMES} ways for lots to fall", "the lots drawn")


def _require_count(what: str, number: object) -> None:
    if type(number) is not int or number < 0:  # True is an int, and no number of anything
        raise SeatsError(f"{what} {number!r}", "a whole number, 0 or more")


@dataclass(frozen=True)
class Rules:
    """The rules of one kind of election in a period.

    `first_divisor` (vallagen 14:3), `threshold` of all valid votes, `undivided_threshold` where
    there is one constituency, `constituency_threshold` of a constituency's valid votes for a party
    below the first. `over_represented`: what becomes of a party with more fixed seats than its due.
    """

    first_divisor: Fraction
    threshold: Fraction
    undivided_threshold: Fraction
    constituency_threshold: Fraction | None = None
    over_represented: OverRepresented = "returned"

    def __post_init__(self) -> None:
        """SeatsError for a divisor under 1 or over 3, a threshold that is no share, or no such word.

        Numbers are exact: a float is refused, a whole number becomes a Fraction, so that it divides
        as one.
        """
        for name in ("first_divisor", "threshold", "undivided_threshold", "constituency_threshold"):
            number = getattr(self, name)
            if number is None and name == "constituency_threshold":
                continue
            if type(number) not in (int, Fraction):
                raise SeatsError(f"{name} {number!r}", "a Fraction or a whole number")
            object.__setattr__(self, name, Fraction(number))
        if self.over_represented not in get_args(OverRepresented):
            words = " or ".join(get_args(OverRepresented))
            raise SeatsError(f"over_represented {self.over_represented!r}", words)
        if not 1 <= self.first_divisor <= 3:
            raise SeatsError(f"the first divisor {self.first_divisor}", "one from 1 to 3")
        shares = (self.threshold, self.undivided_threshold, self.constituency_threshold or 0)
        if not all(0 <= share < 1 for share in shares):
            raise SeatsError(f"thresholds {shares}", "shares from 0 up to 1")


@dataclass(frozen=True)
class Constituency:
    """Fixed seats, votes by party, and all valid votes, also those of nobody who can have a seat."""

    seats: int
    votes: Mapping[str, int]
    valid_votes: int

    def __post_init__(self) -> None:
        """SeatsError for negative or missing numbers, and more votes than valid ones."""
        own = (("seats", self.seats), ("valid votes", self.valid_votes))
        for what, number in (*own, *self.votes.items()):  # a party may be called seats
            _require_count(what, number)
        if self.seats > MOST_SEATS:
            raise SeatsError(f"{self.seats} seats", f"{MOST_SEATS} at most")
        if sum(self.votes.values()) > self.valid_votes:
            found = f"{sum(self.votes.values())} votes by party of {self.valid_votes} valid ones"
            raise SeatsError(found, "no more than the valid votes")


@dataclass(frozen=True)
class Election:
    """One assembly's election: its constituencies by name, and adjustment seats besides theirs."""

    constituencies: Mapping[str, Constituency]
    adjustment_seats: int = 0

    def __post_init__(self) -> None:
        """SeatsError for no constituency, no seats, no votes, or adjustment seats in a single one."""
        _require_count("adjustment seats", self.adjustment_seats)
        if not self.constituencies:
            raise SeatsError("no constituency", "one at least")
        if len(self.constituencies) == 1 and self.adjustment_seats:
            raise SeatsError("adjustment seats in one constituency", "fixed seats only")
        if not self.seats or not self.valid_votes:
            raise SeatsError(f"{self.seats} seats, {self.valid_votes} valid votes", "some of both")

    @cached_property
    def divided(self) -> bool:
        """Whether there are several constituencies."""
        return len(self.constituencies) > 1

    @cached_property
    def seats(self) -> int:
        """All seats of the assembly."""
        return sum(c.seats for c in self.constituencies.values()) + self.adjustment_seats

    @cached_property
    def valid_votes(self) -> int:
        """All valid votes."""
        return sum(c.valid_votes for c in self.constituencies.values())

    @cached_property
    def votes(self) -> dict[str, int]:
        """Votes by party in all constituencies together, in the order of the parties' names."""
        sums: dict[str, int] = {}
        for constituency in self.constituencies.values():
            for party, count in constituency.votes.items():
                sums[party] = sums.get(party, 0) + count
        return dict(sorted(sums.items()))

    def parties_over(self, rules: Rules) -> frozenset[str]:
        """Give the parties with a vote whose share of all valid votes is the threshold or more."""
        least = (rules.threshold if self.divided else rules.undivided_threshold) * self.valid_votes
        return frozenset(p for p, count in self.votes.items() if count and count >= least)


def takes_part(election: Election, rules: Rules, name: str) -> frozenset[str]:
    """Give the parties that take part in a constituency by their votes there (the 12 % rule)."""
    share, here = rules.constituency_threshold, election.constituencies[name]
    if share is None or not election.divided:
        return frozenset()
    least = share * here.valid_votes
    return frozenset(p for p, count in here.votes.items() if count and count >= least)


def with_seats(election: Election, name: str, seats: int) -> Election:
    """Give the same election with another number of fixed seats in a constituency."""
    known = election.constituencies[name]
    changed = Constituency(seats, known.votes, known.valid_votes)
    return Election({**election.constituencies, name: changed}, election.adjustment_seats)


def with_votes(election: Election, name: str, party: str, more: int) -> Election:
    """Give the same election with more votes (or fewer) for a party in a constituency."""
    known = election.constituencies[name]
    votes = {**known.votes, party: known.votes.get(party, 0) + more}
    changed = Constituency(known.seats, votes, known.valid_votes + more)
    return Election({**election.constituencies, name: changed}, election.adjustment_seats)
