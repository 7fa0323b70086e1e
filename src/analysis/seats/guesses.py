"""Where a seat changes hands, worked out from the comparative numbers; to be proved by counting."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from analysis.seats.counting import largest_numbers
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number, divisor


class Guesser:
    """Gives numbers of votes at which a party may win or lose a seat, smallest changes only.

    In the whole area as if it were one constituency, in the constituency by itself, and where other
    parties come to stand under a threshold.
    """

    def __init__(self, election: Election, rules: Rules, aside: dict[str, int]) -> None:
        self.election, self.rules, self.aside = election, rules, aside
        self.over = election.parties_over(rules)
        self.share = rules.threshold if election.divided else rules.undivided_threshold
        self._whole: dict[str, tuple[int, int]] = {}

    def gains(self, party: str, name: str) -> list[int]:
        """Give guesses of the votes more for one more seat."""
        return [change[0] for change in self._changes(party, name)] + self._falls(party, name)

    def losses(self, party: str, name: str) -> list[int]:
        """Give guesses of the votes fewer for one fewer seat."""
        return [change[1] for change in self._changes(party, name)]

    def _falls(self, party: str, name: str) -> list[int]:
        """Give the votes more with which rivals come to stand under a threshold, one after another."""
        here = self.election.constituencies[name]
        local = self.rules.constituency_threshold
        found = [more for rival, more in self._fall_under if rival != party]
        if local and self.election.divided:
            least = local * here.valid_votes
            found += [
                floor(n / local) - here.valid_votes + 1
                for p, n in here.votes.items()
                if p != party and p not in self.over and n and n >= least
            ]
        return found

    @cached_property
    def _fall_under(self) -> list[tuple[str, int]]:
        """Give the parties over the threshold, each with the votes more of others that put it under."""
        if not self.share:
            return []
        votes, valid = self.election.votes, self.election.valid_votes
        return [(p, floor(votes[p] / self.share) - valid + 1) for p in self.over]

    def _changes(self, party: str, name: str) -> list[tuple[int, int]]:
        if party not in self._whole:
            self._whole[party] = self._in_whole(party)
        whole = self._whole[party]
        return [whole, *self._in_constituency(party, name)] if self.election.divided else [whole]

    def _in_whole(self, party: str) -> tuple[int, int]:
        aside = {other: seats for other, seats in self.aside.items() if other != party}
        votes = {p: n for p, n in self.election.votes.items() if p not in aside}
        seats, has = self.election.seats - sum(aside.values()), self.aside.get(party, 0)
        gain, lose = self._change(votes, seats, party, has=has)
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

    def _change(
        self, votes: dict[str, int], seats: int, party: str, *, has: int = 0
    ) -> tuple[int, int]:
        """Give votes more for the next seat and fewer for the loss of one, thresholds apart.

        `has` are seats that the party keeps, be they more than it is due.
        """
        own, first = votes.get(party, 0), self.rules.first_divisor
        others = {p: n for p, n in votes.items() if p != party and p in self.over and n}
        both = {**others, party: own} if own else others
        taken = max(has, largest_numbers(both, seats, first).get(party, 0))
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
