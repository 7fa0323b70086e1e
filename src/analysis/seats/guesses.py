"""Where a seat changes hands, worked out from the comparative numbers; to be proved by counting."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from analysis.seats.counting import largest_numbers
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number, divisor


class Guesser:
    """Gives numbers of votes at which a party may win or lose a seat, smallest changes only.

    In the whole area as if it were one constituency, and in the constituency by itself.
    """

    def __init__(self, election: Election, rules: Rules, aside: dict[str, int]) -> None:
        self.election, self.rules, self.aside = election, rules, aside
        self.over = election.parties_over(rules)
        self.share = rules.threshold if election.divided else rules.undivided_threshold
        self._whole: dict[str, tuple[int, int]] = {}

    def gains(self, party: str, name: str) -> list[int]:
        """Give guesses of the votes more for one more seat."""
        return [change[0] for change in self._changes(party, name)]

    def losses(self, party: str, name: str) -> list[int]:
        """Give guesses of the votes fewer for one fewer seat."""
        return [change[1] for change in self._changes(party, name)]

    def _changes(self, party: str, name: str) -> list[tuple[int, int]]:
        if party not in self._whole:
            self._whole[party] = self._in_whole(party)
        whole = self._whole[party]
        return [whole, *self._in_constituency(party, name)] if self.election.divided else [whole]

    def _in_whole(self, party: str) -> tuple[int, int]:
        aside = {other: seats for other, seats in self.aside.items() if other != party}
        votes = {p: n for p, n in self.election.votes.items() if p not in aside}
        gain, lose = self._change(votes, self.election.seats - sum(aside.values()), party)
        own, valid = votes[party], self.election.valid_votes
        return self._over_threshold((gain, lose), own, self.share, valid)

    def _in_constituency(self, party: str, name: str) -> list[tuple[int, int]]:
        here = self.election.constituencies[name]
        alone = self._change(dict(here.votes), here.seats, party)
        share = self.rules.constituency_threshold
        if share is None or party in self.over:
            return [alone]
        own = here.votes.get(party, 0)
        return [self._over_threshold(alone, own, share, here.valid_votes)]

    def _over_threshold(
        self, change: tuple[int, int], own: int, share: Fraction, valid: int
    ) -> tuple[int, int]:
        """Take in that the party must reach a share, or may fall below it."""
        gain, lose = change
        least = share * valid
        if own < least:
            return max(gain, ceil((least - own) / (1 - share))), lose
        return gain, min(lose, floor((own - least) / (1 - share)) + 1) if share else lose

    def _change(self, votes: dict[str, int], seats: int, party: str) -> tuple[int, int]:
        """Give votes more for the next seat and fewer for the loss of one, thresholds apart."""
        own, first = votes.get(party, 0), self.rules.first_divisor
        others = {p: n for p, n in votes.items() if p != party and p in self.over and n}
        both = {**others, party: own} if own else others
        taken = largest_numbers(both, seats, first).get(party, 0)
        gain, lose = 1, own
        if taken < seats and others:
            bar = self._nth(others, seats - taken)
            gain = floor(bar * divisor(taken, first)) + 1 - own
        if taken and others:
            bar = self._nth(others, seats - taken + 1)
            lose = own - floor(bar * divisor(taken - 1, first))
        return max(gain, 1), max(lose, 1)

    def _nth(self, votes: dict[str, int], place: int) -> Fraction:
        """Give the `place`th largest comparative number of some parties, from 1."""
        first = self.rules.first_divisor
        taken = largest_numbers(votes, place, first)
        return min(
            comparative_number(votes[party], seats - 1, first)
            for party, seats in taken.items()
            if seats
        )
