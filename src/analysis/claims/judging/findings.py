"""A verdict with its place in the document becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.claims.judging.examine import Judged, Read, stated_of, wrong_way
from analysis.claims.judging.facts import Fact
from analysis.claims.judging.verdicts import RIGHT, SEVERITY
from analysis.claims.model import Finding, Verdict


@dataclass(frozen=True)
class Place:
    """Where something stands in the document, as written there."""

    quote: str
    start: int
    end: int
    page: int | None

    @property
    def quoted(self) -> tuple[str, int, int, int | None]:
        """The four in the order of a finding."""
        return self.quote, self.start, self.end, self.page


@dataclass(frozen=True)
class Told:
    """A verdict at its place; `read` is the number's reading, `stated` what a phrase says instead."""

    place: Place
    judged: Judged
    read: Read | None
    stated: Fraction | None


def verdict_of(told: Told) -> Verdict:
    """Give the verdict, with the direction that the words give a change taken in."""
    verdict = told.judged.verdict
    if verdict in RIGHT and wrong_way(told.judged):
        return "direction"
    return "uncheckable" if verdict in RIGHT and own_count(told.judged.fact) else verdict


def own_count(fact: Fact) -> bool:
    """Say if the only source of a figure is the party itself: its count of members."""
    return fact.key.measure in {"members_start", "members_end", "members_change"}


def finding_of(told: Told, diagnosis: str) -> Finding:
    """Give the finding: stated and computed in the same unit."""
    fact, verdict = told.judged.fact, verdict_of(told)
    stated = told.stated if told.read is None else signed_stated(told)
    key = fact.key
    return Finding(
        *told.place.quoted,
        None if stated is None else float(stated),
        fact.unit,
        key.measure,
        key.election,
        key.year,
        key.compare_year,
        key.area,
        key.party,
        float(fact.value),
        verdict,
        SEVERITY[verdict],
        diagnosis,
        fact.source,
    )


def signed_stated(told: Told) -> Fraction | None:
    """Give the stated number with the sign that its words give it."""
    if told.read is None:
        return told.stated
    value = stated_of(told.read.number)
    role = told.judged.role
    changes = role.kind in {"change", "country", "county"}
    return -value if changes and role.direction < 0 else value
