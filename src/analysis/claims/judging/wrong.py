"""A wrong number, and the rows that its cause may be looked for in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.claims.judging import derived
from analysis.claims.judging.examine import Bench
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.judging.verdicts import rounds_to


@dataclass(frozen=True)
class Wrong:
    """A wrong number as stated, with the row that it should have been."""

    stated: Fraction
    decimals: int
    fact: Fact
    bench: Bench

    @property
    def key(self) -> Key:
        """The row's key."""
        return self.fact.key

    def fits(self, value: Fraction) -> bool:
        """Say if a value gives the stated number, at the decimals written."""
        if self.decimals == 0 and value.denominator == 1:
            return abs(value) == self.stated
        return rounds_to(abs(value), self.stated, self.decimals)

    def level(self, measure: str, year: int) -> Fact | None:
        """Give a level of the same election, area and party."""
        return derived.find(
            self.bench.facts, replace(self.key, measure=measure, year=year, compare_year=None)
        )

    @property
    def before(self) -> int:
        """The year compared with, 0 for none."""
        return derived.before_of(self.bench.facts, self.key) or 0

    def say(self, key: str, **values: object) -> str:
        """Give a cause in words."""
        return self.bench.words(key, **values)

    def number(self, value: Fraction) -> str:
        """Write a value."""
        return self.bench.words.number(value)
