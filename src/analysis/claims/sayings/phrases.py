"""Words that say as much as a number: places, superlatives, over and under, doubled and halved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.claims.grammar.asked import Carried
from analysis.claims.grammar.bearings import Bearings, bearings_of
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.numbers import Number
from analysis.claims.grammar.roles import Role
from analysis.claims.grammar.vocabulary import pattern
from analysis.claims.judging.examine import Bench, Judged
from analysis.claims.judging.facts import Key
from analysis.claims.model import Verdict


@dataclass(frozen=True)
class Phrase:
    """A phrase's span in its sentence, and its verdict or the key of the reason for none."""

    start: int
    end: int
    judged: Judged | None = None
    reason: str = ""
    stated: Fraction | None = None


@dataclass(frozen=True)
class Spoken:
    """A sentence with what is named in it and what earlier ones left."""

    text: str
    named: tuple[Mention, ...]
    bench: Bench
    carried: Carried

    def clause(self, match: re.Match[str]) -> Clause:
        """Give a matched phrase as if it were the sentence's only number."""
        number = Number(match.start(), match.end(), Fraction(0), 0, unit_end=match.end())
        return Clause(self.text, number, (number,), self.named, 0)

    def bearings(self, match: re.Match[str], role: str = "level") -> Bearings:
        """Give what a matched phrase speaks of, areas that the data have first."""
        found = bearings_of(self.clause(match), Role(role), self.bench.asked, self.carried)
        known = [
            area for area in found.areas if self._knows(found.elections[0], found.years[0], area)
        ]
        return replace(found, areas=tuple(known)) if known else found

    def _knows(self, election: str, year: int, area: str) -> bool:
        return self.bench.facts.find(Key("valid_votes", election, year, area, "")) is not None

    @property
    def names_other(self) -> str:
        """The key of the reason where the sentence is about a poll or an unknown election."""
        kinds = {mention.value for mention in self.named if mention.kind == "election"}
        return next((kind for kind in ("polls", "other_elections") if kind in kinds), "")

    def topic(self, match: re.Match[str]) -> str:
        """Give what the sentence counts nearest before a phrase: seats, turnout, members, votes, share."""
        best, place = "", -1
        for name in ("seats", "turnout", "members", "votes", "share"):
            for found in pattern("topics", name).finditer(self.text[: match.start()]):
                if found.start() >= place:
                    best, place = name, found.start()
        return best


def judged(verdict: Verdict, fact: object, note: str = "") -> Judged:
    """Give a phrase's verdict on a row."""
    return Judged(verdict, fact, Role("level"), note)  # type: ignore[arg-type]
