"""Seats computed by the law beside the seats declared, with each party's margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.elected import Assembly, rules_of
from analysis.measures.other_rules import by_rules
from analysis.measures.unnamed import Unnamed
from analysis.seats.allocation import Allocation, allocate_seats
from analysis.seats.divisors import Lot
from analysis.seats.election import SeatsError, with_votes
from analysis.seats.margins import Margin, Margins, seat_margins

COMPUTED = "computed"  # how config/corrections.yml names what is computed, in `differences`


@dataclass(frozen=True)
class SeatResult:
    """One assembly's seats by the rules of a year, its margins by party, and the law they follow.

    `compared` says whether the election and its rules are the real ones, so that declared seats must
    be equal; `assumed` says in words what of a what-if isn't.
    """

    assembly: Assembly
    allocation: Allocation
    margins: dict[str, Margins]
    rules_year: int
    law: str
    compared: bool
    assumed: tuple[str, ...] = ()

    @property
    def in_lots(self) -> frozenset[str]:
        """The parties that stand in a lot: a seat more or less hangs on it."""
        return frozenset(party for lot in self.allocation.lots for party in lot.among)


def seat_result(
    assembly: Assembly,
    config: Config,
    parties: Iterable[str] = (),
    rules_year: int | None = None,
    *,
    changed: tuple[str, ...] = (),
) -> SeatResult:
    """Allocate an assembly's seats; `parties` are those with margins, every one if none is named.

    `changed` says in words what of the assembly isn't as it was. DataError where the data don't
    suffice, and where the seats differ from those that were declared and neither a lot nor
    config/corrections.yml explains it; ParameterError where they don't suffice for other rules.
    """
    year = rules_year or assembly.year
    rules, entry = rules_of(config, assembly.election_type, year)
    election, assumed = by_rules(assembly, year, config)
    if election is None:
        raise _source_error(assembly, assembly.lacking, "what seats are allocated from")
    try:
        allocation = allocate_seats(election, rules)
    except SeatsError as error:
        raise _source_error(assembly, error.found, error.expected) from error
    own = rules_of(config, assembly.election_type, assembly.year)[1] == entry and not changed
    if own:
        check_declared(assembly, allocation, config)
    margins = _provable(seat_margins(allocation, parties), assembly.unnamed, allocation)
    said = (*changed, *([assumed] if assumed else []))
    return SeatResult(assembly, allocation, margins, year, entry.law, own, said)


def _provable(
    margins: dict[str, Margins], unnamed: Unnamed, allocation: Allocation
) -> dict[str, Margins]:
    """Leave out losses so large that a party that isn't told apart might be over a threshold."""
    places = allocation.election.constituencies
    valid = {name: place.valid_votes for name, place in places.items()}

    def sure(name: str, margin: Margin) -> Margin:
        left = valid[name] - (margin.lose or 0)
        might = unnamed.might_have_seats({**valid, name: left}, allocation.rules)
        return Margin(margin.gain, None) if might else margin

    return {
        party: Margins({name: sure(name, margin) for name, margin in found.constituencies.items()})
        for party, found in margins.items()
    }


def check_declared(assembly: Assembly, allocation: Allocation, config: Config) -> int:
    """Count the parties whose seats are those declared; DataError at an unexplained difference.

    A seat that was decided by lot is one of those that were in it, and all of them are declared.
    """
    declared, sure = assembly.official, allocation.totals
    if not declared:
        return 0
    more = _more(assembly, allocation)
    lots = _times_in_lots(allocation)
    for party in sorted(party for party, n in more.items() if not 0 < n <= lots[party]):
        if not _explained(assembly, config, party, sure.get(party, 0)):
            found = f"{sure.get(party, 0)} seats by the law"
            expected = f"{declared.get(party, 0)}, those declared"
            raise _source_error(assembly, found, expected, party)
    drawn = allocation.election.seats - sum(sure.values())
    won = sum(n for party, n in more.items() if 0 < n <= lots[party])
    if won != drawn:
        found = f"{sum(declared.values())} seats declared, {won} of them decided by lot"
        expected = f"{allocation.election.seats} and {drawn}: all seats of the assembly"
        raise _source_error(assembly, found, expected)
    return len(declared)


def _more(assembly: Assembly, allocation: Allocation) -> dict[str, int]:
    """Give by party the declared seats beyond those by the law, where they differ."""
    declared, sure = assembly.official, allocation.totals
    both = {p: declared.get(p, 0) - sure.get(p, 0) for p in {*declared, *sure}}
    return {party: n for party, n in both.items() if n}


def _times_in_lots(allocation: Allocation) -> Counter[str]:
    return Counter(party for lot in allocation.lots for party in lot.among)


def lot_winners(result: SeatResult, lot: Lot) -> tuple[str, ...]:
    """Give who won a lot, by the declared seats; nobody where they don't tell."""
    lots = _times_in_lots(result.allocation)
    if not result.compared or any(lots[party] != 1 for party in lot.among):
        return ()
    more = _more(result.assembly, result.allocation)
    winners = tuple(party for party in lot.among if more.get(party) == 1)
    return winners if len(winners) == lot.seats else ()


def one_vote_decides(result: SeatResult, lot: Lot, party: str) -> bool:
    """Say if a vote more gives a party the seat of a lot, and a vote fewer takes it from the lot.

    Both are allocated anew.
    """
    election, rules = result.allocation.election, result.allocation.rules
    if lot.constituency not in election.constituencies:
        return False
    more, fewer = (
        allocate_seats(with_votes(election, lot.constituency, party, change), rules)
        for change in (1, -1)
    )
    sure = result.allocation.totals.get(party, 0)
    outside = all(party not in other.among for other in fewer.lots)
    return more.totals.get(party, 0) == sure + 1 and fewer.totals.get(party, 0) == sure and outside


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
