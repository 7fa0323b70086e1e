"""Time of seats with margins: all kommuner of a year, one Riksdag; and a round beside votelib's.

Prints times and the ratio from one run, and asserts nothing. The assemblies are the official ones
where the files are at hand; of 290 kommuner those that lack are other ones once more.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from analysis.clean.election_tables import clean_elections, read_elections
from analysis.config import Config, load_config
from analysis.measures.elected import assemblies, rules_of
from analysis.paths import CHECKOUT, Paths
from analysis.seats.allocation import allocate_seats
from analysis.seats.divisors import award_seats, count_awards
from analysis.seats.election import Election
from analysis.seats.margins import seat_margins
from seat_oracles import by_votelib

OFFICIAL = CHECKOUT.parent / "shared" / "data" / "official"
KOMMUNER = 290
YEAR = 2018
LIMITS = {"kommuner": 3.0, "riksdag": 1.0}


def elections_of(config: Config) -> dict[str, list[Election]]:
    """Give that year's elections of kommuner and of the Riksdag."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(raw=OFFICIAL, data=Path(folder))
        tables = clean_elections(read_elections(paths, config), config).tables
    found: dict[str, list[Election]] = {}
    for kind in ("kommun", "riksdag"):
        chosen = {
            name: table[(table["election_type"] == kind) & (table["year"] == YEAR)]
            for name, table in tables.items()
            if {"election_type", "year"} <= set(table)
        }
        found[kind] = [one.election for one in assemblies(chosen, config) if one.election]
    return found


def seconds(act: Callable[[], object], rounds: int = 3) -> float:
    """Give the least seconds of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Measure and print; 1 where a limit isn't kept."""
    if not OFFICIAL.is_dir():
        print("no official files at hand: seats aren't timed")
        return 0
    config = load_config(CHECKOUT / "config")
    found = elections_of(config)
    kommuner = list(islice(cycle(found["kommun"]), KOMMUNER))
    times = {
        "kommuner": seconds(lambda: _with_margins(kommuner, config, "kommun")),
        "riksdag": seconds(lambda: _with_margins(found["riksdag"], config, "riksdag")),
    }
    print(f"\nSeats with the margins of every party, {YEAR}, least of 3 rounds, one process")
    print(
        f"({KOMMUNER} kommuner, {len(found['kommun'])} of them real; the Riksdag's 29 constituencies)"
    )
    for name, elections, kind in (
        ("kommuner", kommuner, "kommun"),
        ("riksdag", found["riksdag"], "riksdag"),
    ):
        first = rules_of(config, kind, YEAR)[0].first_divisor
        rounds = [round_ for election in elections for round_ in _rounds(election)]
        print(f"  {name:<10}{times[name]:>7.2f} s  (limit {LIMITS[name]:g})")
        theirs = seconds(lambda r=rounds, f=first: [by_votelib(*one, f) for one in r])  # type: ignore[misc]
        counted = seconds(lambda r=rounds, f=first: [count_awards(*one, f) for one in r])  # type: ignore[misc]
        steps = seconds(lambda r=rounds, f=first: [award_seats(*one, f) for one in r])  # type: ignore[misc]
        print(f"    one round of divisors each: votelib {1000 * theirs:.0f} ms")
        print(f"    ours, counted {1000 * counted:.1f} ms: {theirs / counted:.1f} times as fast")
        print(
            f"    ours, with every step {1000 * steps:.0f} ms: {theirs / steps:.1f} times as fast"
        )
        print(f"    all with margins: {times[name] / theirs:.0f} times votelib's one round")
    kept = all(times[name] < limit for name, limit in LIMITS.items())
    print("within the limits" if kept else "a limit isn't kept")
    return 0 if kept else 1


def _rounds(election: Election) -> list[tuple[dict[str, int], int]]:
    """Give the votes and seats of each constituency, and of the whole where it is divided."""
    rounds = [(dict(here.votes), here.seats) for here in election.constituencies.values()]
    return [*rounds, (election.votes, election.seats)] if election.divided else rounds


def _with_margins(elections: list[Election], config: Config, kind: str) -> None:
    rules, _ = rules_of(config, kind, YEAR)
    for election in elections:
        seat_margins(allocate_seats(election, rules))


if __name__ == "__main__":
    sys.exit(main())
