"""How well the corpus of sentences is judged: by what was expected, and by kind of planted error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.claims.judging.facts import Facts
from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.model import Checked, Document, Finding
from analysis.claims.session import Session
from analysis.config import Config
from analysis.parameters import ReportParameters
from claim_corpus import Case, Expected, corpus

WRONG = ("wrong", "unit", "direction", "rank")
# What a diagnosis in English says where it names the planted cause.
CAUSES = {
    "header_year": "header",
    "total_row_twice": "twice as large",
    "kommun_left_out": "the sum without",
    "swapped_digits": "changed places",
    "previous_election": "the figure of 20",
    "other_election_type": "election",
    "other_party": "the figure of",
    "other_area": "the figure of",
    "derived": "follows from",
    "votes_cast_share": "of votes cast",
    "unit": "percentage points",
    "sign": "the opposite",
    "wrong_rank": "the place is",
    "false_superlative": "the place is",
}


@dataclass
class Score:
    """Counts of (expected, given) verdicts, of causes by kind (named or not), and what failed."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, bool]] = field(default_factory=Counter)
    causes: Counter[tuple[str, bool]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def part(self, counted: Counter[tuple[str, bool]]) -> float:
        """Give the part of planted errors that a count says yes to."""
        return sum(n for (_, yes), n in counted.items() if yes) / counted.total()

    def given(self, expected: tuple[str, ...], got: tuple[str, ...]) -> int:
        """Count the numbers of some expectations that were given some verdicts."""
        return sum(n for (e, g), n in self.verdicts.items() if e in expected and g in got)


def sessions(measures: pd.DataFrame, config: Config) -> Iterator[object]:
    """Give a function that makes a session of an area, year and party, each once."""
    facts, made = Facts(measures), {}

    def session(area: str, year: int, party: str) -> Session:
        key = (area, year, party)
        if key not in made:
            given = ReportParameters(area=area, year=year, party=party, language="en")
            made[key] = Session(facts, config, given)
        return made[key]

    return session


def score(root: Path, measures: pd.DataFrame, config: Config) -> Score:
    """Judge every sentence of the corpus."""
    session, result = sessions(measures, config), Score()
    for case in corpus(root):
        checked = session(case.area, case.year, case.party).check(Document("x", case.text))
        for number in case.numbers:
            _count(result, case, number, checked)
    return result


def _count(result: Score, case: Case, number: Expected, checked: Checked) -> None:
    finding = overlapping(number, checked)
    got = _given(finding)
    result.verdicts[number.expect, got] += 1
    planted = number.expect in WRONG
    right = got in WRONG if planted else got == number.expect
    named = ""
    if planted:
        result.found[number.kind, right] += 1
        if number.kind in CAUSES and finding:
            named = finding.diagnosis
            result.causes[number.kind, CAUSES[number.kind] in named] += 1
    if not right or got != number.expect:
        result.failures.append(
            f"{case.id}: {number.quote!r} is {number.expect}, was given {got}: {case.text}"
        )


def overlapping(number: Expected, checked: Checked) -> Finding | None:
    """Give the finding at a number's place: one that starts there before one that only touches it."""
    touching = [f for f in checked.findings if f.start < number.end and number.start < f.end]
    inside = [f for f in touching if number.start - 1 <= f.start <= number.end]
    return (inside or touching or [None])[0]


def _given(finding: Finding | None) -> str:
    if finding is None:
        return "unchecked"
    # A count that only the party itself has published agrees, but nobody can confirm it.
    return "right" if finding.verdict in (*RIGHT, "uncheckable") else finding.verdict
