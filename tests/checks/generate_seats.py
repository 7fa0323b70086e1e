"""The generated parts of the page on seats: rules, one assembly's steps, what can be worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analysis.clean.coverage import listed
from analysis.clean.election_tables import CleanElections
from analysis.config import Config
from analysis.measures.elected import Assembly, assemblies
from analysis.measures.seat_request import SeatsRequest, requested_seats
from analysis.seats.divisors import Step
from analysis.seats.numbers import divisor

Rows = list[list[str]]


def rules(config: Config) -> Rows:
    """Give head and rows of the rules, one row a kind of election and period."""
    rows = [["election", "from", "until", "first divisor", "threshold", "adjustment seats", "law"]]
    for entry in config.elections.seat_rules:
        share = f"{_percent(entry.threshold)} of the area"
        if entry.undivided_threshold != entry.threshold:
            share += f", {_percent(entry.undivided_threshold)} where undivided"
        if entry.constituency_threshold:
            share += f"; {_percent(entry.constituency_threshold)} of a constituency"
        days = [str(day) if day else "" for day in (entry.valid_from, entry.valid_to)]
        more = {"tenth": "a tenth, where divided", 0: "none"}.get(
            entry.adjustment_seats, str(entry.adjustment_seats)
        )
        rows.append([entry.election_type, *days, entry.first_divisor, share, more, entry.law])
    return rows


def _percent(share: str) -> str:
    number = Fraction(share) * 100
    return "none" if not number else f"{float(number):g} %"


def walk(transcription: CleanElections, config: Config) -> Rows:
    """Give head and rows of Sollefteå's seats in 2018, one row a seat."""
    found = requested_seats(transcription.tables, config, SeatsRequest("kommun", "2018", "2283"))
    rows = [["seat", "party", "votes / divisor", "comparative number", "next", "its number"]]
    taken: dict[str, int] = defaultdict(int)
    for step in found.allocation.steps:
        votes = found.allocation.election.votes[step.party]
        by = divisor(taken[step.party], found.allocation.rules.first_divisor)
        rows.append(_row(step, f"{votes} / {float(by):g}"))
        taken[step.party] += 1
    return rows


def _row(step: Step, formula: str) -> list[str]:
    rival = "" if step.runner_up_number is None else f"{float(step.runner_up_number):.2f}"
    number = f"{float(step.number):.2f}"
    return [str(step.order), step.party, formula, number, step.runner_up, rival]


def worked_out(cleaned: CleanElections, config: Config) -> Rows:
    """Give head and rows of what can be worked out, one row an election and reason."""
    rows = [["election", "worked out", "not", "why not"]]
    turnout = cleaned.tables["turnout"][["election_type", "year"]].drop_duplicates()
    for kind, year in turnout.sort_values(["election_type", "year"]).itertuples(index=False):
        chosen = _of(cleaned.tables, str(kind), int(year))
        found = list(assemblies(chosen, config))
        rows += list(_reasons(found, config))
    return rows


def _of(tables: Mapping[str, pd.DataFrame], kind: str, year: int) -> dict[str, pd.DataFrame]:
    return {
        name: table[(table["election_type"] == kind) & (table["year"] == year)]
        for name, table in tables.items()
        if {"election_type", "year"} <= set(table)
    }


def _reasons(found: Sequence[Assembly], config: Config) -> Iterator[list[str]]:
    reasons: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.election is None:
            reasons[_plain(one.lacking)].add(one.area_code)
    kind, year = found[0].election_type, found[0].year
    done = sum(1 for one in found if one.election is not None)
    groups = _groups(found, config)
    for place, (reason, codes) in enumerate(sorted(reasons.items()) or [("", set())]):
        head = [f"{kind} {year}", str(done)] if place == 0 else ["", ""]
        yield [*head, listed(codes, groups) if codes else "none", reason]


def _groups(found: Sequence[Assembly], config: Config) -> dict[str, set[str]]:
    """Give the codes that there are, kommuner by county."""
    groups: dict[str, set[str]] = defaultdict(set)
    for one in found:
        groups[one.area_code[:2] if len(one.area_code) == 4 else ""].add(one.area_code)
    return groups


def _plain(reason: str) -> str:
    """Leave numbers out of a reason, so that areas with the same one stand together."""
    words = [word for word in reason.split() if not word.isdigit()]
    return " ".join(words)
