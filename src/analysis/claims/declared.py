"""Figures that a published report states, declared in a file: each is held against its measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.claims.grammar.asked import Asked
from analysis.claims.judging import derived
from analysis.claims.judging.causes import causes
from analysis.claims.judging.examine import Bench
from analysis.claims.judging.facts import Fact, Facts, Key
from analysis.claims.judging.findings import own_count
from analysis.claims.judging.verdicts import RIGHT, SEVERITY, judge
from analysis.claims.judging.wrong import Wrong
from analysis.claims.model import Severity, Verdict
from analysis.claims.texts import Words
from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.catalogue import MEASURES
from analysis.parameters import ReportParameters
from analysis.register_files import read_yaml

NUMBER = r"^[0-9]+(\.[0-9]+)?$"
TABLE = ["about", "stated", "decimals", "computed", "unit", "measure", "verdict", "cause", "source"]
RANKS = ("party_rank", "area_rank")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DeclaredClaim(_Entry):
    """One stated figure: what it is about in both languages, as written, and its measure."""

    about: dict[str, str]
    stated: str = Field(pattern=NUMBER)
    measure: str
    election: str = ""
    year: int | None = None
    area: str | None = None
    party: str | None = None


class DeclaredClaims(_Entry):
    """A report's figures: which report, what it is of, and each of them."""

    report: dict[str, str]
    area: str
    year: int
    party: str
    claims: list[DeclaredClaim] = Field(min_length=1)


@dataclass(frozen=True)
class DeclaredResult:
    """A declared figure with its verdict; `computed` is None where the data hold no such measure."""

    claim: DeclaredClaim
    stated: Fraction
    decimals: int
    fact: Fact | None
    verdict: Verdict
    severity: Severity
    cause: str


@dataclass(frozen=True)
class DeclaredReport:
    """The report that was checked, by name, and its figures in its own order; empty for none."""

    report: str = ""
    results: tuple[DeclaredResult, ...] = ()

    def table(self, language: str) -> pd.DataFrame:
        """Give a row a figure: about, stated, decimals, computed, unit, measure, verdict, cause, source.

        Numbers are exact Fractions; `computed` is None where the data hold no such measure.
        """
        return pd.DataFrame([_row(result, language) for result in self.results], columns=TABLE)


def _row(result: DeclaredResult, language: str) -> tuple[object, ...]:
    fact = result.fact
    return (
        result.claim.about[language],
        result.stated,
        result.decimals,
        abs(fact.value) if fact else None,
        fact.unit if fact else "",
        result.claim.measure,
        result.verdict,
        result.cause,
        fact.source if fact else "",
    )


def claims_file(raw: Path, given: ReportParameters) -> Path:
    """Give where the figures of a year, area and party are declared."""
    return raw / "claims" / f"{given.year}-{given.area}-{given.party}.yml"


def check_declared(
    raw: Path, measures: pd.DataFrame, config: Config, given: ReportParameters
) -> DeclaredReport:
    """Hold declared figures against the measures; nothing where none are declared for the report.

    DataError for a file whose form is wrong, or that is of something else than its name says.
    """
    path = claims_file(raw, given)
    if not path.is_file():
        return DeclaredReport()
    declared = _read(path, given)
    words = Words(given.language)
    asked = Asked(given.area, given.year, given.party, tuple(sorted(config.elections.elections)))
    names = {area.area_code: area.short_name for area in config.areas}
    bench = Bench(Facts(measures), asked, words, names)
    results = [_judged(claim, declared, bench) for claim in declared.claims]
    wrong = [(r.stated, r.fact) for r in results if r.verdict == "wrong" and r.fact]
    explained = tuple(_explained(result, wrong, bench) for result in results)
    return DeclaredReport(declared.report[given.language], explained)


def _read(path: Path, given: ReportParameters) -> DeclaredClaims:
    where = f"claims/{path.name}"
    try:
        declared = DeclaredClaims(**read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        found = f"{first['input']!r}"
        raise DataError(where, key, found, first["msg"], "Mend the declared claim.") from error
    found, asked = (f"{of.year}, {of.area}, {of.party}" for of in (declared, given))
    if found != asked:
        raise DataError(where, "", found, asked, "Rename or mend the file.")
    for claim in declared.claims:
        if claim.measure.rstrip("%") not in MEASURES:
            action = "Name one of the measures in docs/methodology.md."
            raise DataError(where, "measure", claim.measure, "a measure", action)
    return declared


def _judged(claim: DeclaredClaim, declared: DeclaredClaims, bench: Bench) -> DeclaredResult:
    whole = claim.measure in {"seats_total", "turnout", "valid_votes", "votes_cast"}
    key = Key(
        claim.measure,
        claim.election,
        claim.year or declared.year,
        claim.area or declared.area,
        "" if whole else claim.party or declared.party,
    )
    decimals = len(claim.stated.partition(".")[2])
    stated = Fraction(claim.stated)
    fact = derived.find(bench.facts, key)
    if fact is None:
        return DeclaredResult(claim, stated, decimals, None, "uncheckable", "ok", "")
    verdict = _verdict(fact, stated, decimals, bench)
    return DeclaredResult(claim, stated, decimals, fact, verdict, SEVERITY[verdict], "")


def _verdict(fact: Fact, stated: Fraction, decimals: int, bench: Bench) -> Verdict:
    if fact.key.measure.startswith(RANKS):
        tied = bench.facts.find(replace(fact.key, measure=f"{fact.key.measure}_tied"))
        places = range(fact.numerator, fact.numerator + (tied.numerator if tied else 1))
        return "exact" if stated in places else "rank"
    verdict = judge(abs(fact.value), stated, decimals, "")
    return "uncheckable" if verdict in RIGHT and own_count(fact) else verdict


def _explained(
    result: DeclaredResult, wrong: list[tuple[Fraction, Fact]], bench: Bench
) -> DeclaredResult:
    fact, words = result.fact, bench.words
    if fact is None:
        return replace(result, cause=words("no_data", what=""))
    if result.verdict == "uncheckable":
        return replace(result, cause=words("own_count", value=words.number(fact.value)))
    if result.verdict == "truncated":
        exact = words.number(abs(fact.value), result.decimals + 2)
        rounded = words.number(
            Fraction(round(abs(fact.value) * 10**result.decimals), 10**result.decimals)
        )
        return replace(result, cause=words("cut", value=exact, rounded=rounded))
    if result.verdict != "wrong":
        return result
    others = [one for one in wrong if one != (result.stated, fact)]
    found = Wrong(result.stated, result.decimals, fact, bench)
    return replace(result, cause=next(causes(found, others), ""))
