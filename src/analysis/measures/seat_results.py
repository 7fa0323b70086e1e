"""Seats computed by the law beside the seats declared, with each party's margins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.elected import Assembly, rules_of
from analysis.seats.allocation import Allocation, allocate_seats
from analysis.seats.election import SeatsError
from analysis.seats.margins import Margins, seat_margins

COMPUTED = "computed"  # how config/corrections.yml names what is computed, in `differences`


@dataclass(frozen=True)
class SeatResult:
    """One assembly's seats by the rules of a year, its margins by party, and the law they follow.

    `compared` says whether the rules are the election's own, so that declared seats must be equal.
    """

    assembly: Assembly
    allocation: Allocation
    margins: dict[str, Margins]
    rules_year: int
    law: str
    compared: bool


def seat_result(
    assembly: Assembly, config: Config, parties: Iterable[str] = (), rules_year: int | None = None
) -> SeatResult:
    """Allocate an assembly's seats; `parties` are those with margins, every one if none is named.

    DataError where the data don't suffice, and where the seats differ from those that were declared
    and neither a lot nor config/corrections.yml explains it.
    """
    if assembly.election is None:
        raise _source_error(assembly, assembly.lacking, "what seats are allocated from")
    year = rules_year or assembly.year
    rules, entry = rules_of(config, assembly.election_type, year)
    try:
        allocation = allocate_seats(assembly.election, rules)
    except SeatsError as error:
        raise _source_error(assembly, error.found, error.expected) from error
    own = rules_of(config, assembly.election_type, assembly.year)[1] == entry
    if own:
        check_declared(assembly, allocation, config)
    margins = seat_margins(allocation, parties)
    return SeatResult(assembly, allocation, margins, year, entry.law, own)


def check_declared(assembly: Assembly, allocation: Allocation, config: Config) -> int:
    """Count the parties whose seats are those declared; DataError at an unexplained difference.

    A seat that was decided by lot is one of those that were in it.
    """
    declared, sure = assembly.official, allocation.totals
    if not declared:
        return 0
    more = {p: n - sure.get(p, 0) for p, n in declared.items() if n != sure.get(p, 0)}
    more |= {p: -n for p, n in sure.items() if p not in declared}
    among = {party for lot in allocation.lots for party in lot.among}
    drawn = assembly.election.seats - sum(sure.values()) if assembly.election else 0
    by_lot = set(more) <= among and all(n > 0 for n in more.values())
    if more and not (by_lot and sum(more.values()) == drawn):
        unexplained = [
            p for p in sorted(more) if not _explained(assembly, config, p, sure.get(p, 0))
        ]
        if unexplained:
            party = unexplained[0]
            found = f"{sure.get(party, 0)} seats by the law"
            expected = f"{declared.get(party, 0)}, those declared"
            raise _source_error(assembly, found, expected, party)
    return len(declared)


def _explained(assembly: Assembly, config: Config, party: str, computed: int) -> bool:
    key = (assembly.election_type, assembly.year, assembly.area_code, f"seats of {party}")
    return any(
        (known.election_type, known.year, known.area_code, known.figure) == key
        and known.says.get(COMPUTED) == computed
        and assembly.official.get(party, 0) in known.says.values()
        for known in config.differences
    )


def _source_error(assembly: Assembly, found: str, expected: str, party: str = "") -> DataError:
    file, _, line = assembly.source.rpartition(":")
    return DataError(
        file,
        f"line {line} ({assembly.key}{f', {party}' if party else ''})",
        found,
        expected,
        "Look up votes, seats to fill and declared seats; if all are right, say in differences of "
        f"config/corrections.yml what is {COMPUTED} and what was declared, and why.",
    )
