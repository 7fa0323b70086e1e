"""An assembly's election as the rules of another year would have it: how many seats are fixed, where."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from analysis.config import Config
from analysis.errors import ParameterError
from analysis.measures.elected import Assembly, adjustment_seats, rules_of
from analysis.seats.election import Constituency, Election, SeatsError


def by_rules(assembly: Assembly, year: int, config: Config) -> tuple[Election | None, str]:
    """Give the election with as many adjustment seats as a year's rules say, and what was assumed.

    The assembly keeps its size and its constituencies. Where more or fewer seats are fixed, they are
    spread by eligible voters; ParameterError where that isn't known to be right for this assembly,
    and where parties that aren't told apart might have seats by these rules.
    """
    election = assembly.election
    rules, entry = rules_of(config, assembly.election_type, year)
    if election is None:
        return election, ""
    valid = {name: place.valid_votes for name, place in election.constituencies.items()}
    if assembly.unnamed.might_have_seats(valid, rules):
        raise _refusal(
            assembly,
            year,
            f"{assembly.unnamed.votes} votes of small parties aren't told apart, and one of them "
            "might have a seat by these rules",
        )
    own = rules_of(config, assembly.election_type, assembly.year)[1] == entry
    if own or not election.divided:
        return election, ""
    more = adjustment_seats(entry, election.seats)
    if more == election.adjustment_seats:
        return election, ""
    return _spread_anew(assembly, election, (year, more))


def _spread_anew(
    assembly: Assembly, election: Election, asked: tuple[int, int]
) -> tuple[Election, str]:
    """Give the election with another number of adjustment seats, and in words what was assumed."""
    year, more = asked
    had = {name: place.seats for name, place in election.constituencies.items()}
    fixed = election.seats - more
    unknown = _why_not_spread(assembly, had)
    if unknown:
        found = f"{fixed} seats are fixed by these rules, and it had {sum(had.values())}; how they "
        raise _refusal(
            assembly, year, f"{found}would lie in its constituencies isn't known: {unknown}"
        )
    try:
        spread = spread_seats(assembly.eligible, fixed)
    except SeatsError as error:
        raise _refusal(assembly, year, f"{fixed} fixed seats: {error.found}") from error
    made = {
        name: Constituency(spread[name], place.votes, place.valid_votes)
        for name, place in election.constituencies.items()
    }
    said = f"{fixed} fixed and {more} adjustment seats instead of {sum(had.values())} and "
    said += f"{election.adjustment_seats}, the fixed ones spread by eligible voters on election day"
    return Election(made, more), said


def _refusal(assembly: Assembly, year: int, why: str) -> ParameterError:
    hint = f"{assembly.key}: {why}. Choose a year with the same rules, or another assembly."
    return ParameterError("rules", str(year), hint)


def _why_not_spread(assembly: Assembly, fixed: Mapping[str, int]) -> str:
    """Say why eligible voters can't be trusted to spread an assembly's fixed seats; '' if they can.

    The authority counts them on 1 March, and the data have those of election day: they are taken
    only where they give the seats that the constituencies really had.
    """
    if set(assembly.eligible) != set(fixed) or not all(assembly.eligible.values()):
        return "its constituencies' eligible voters aren't in the data"
    try:
        same = spread_seats(assembly.eligible, sum(fixed.values())) == dict(fixed)
    except SeatsError as error:
        return error.found
    return "" if same else "eligible voters on election day don't give the fixed seats that it had"


def spread_seats(eligible: Mapping[str, int], seats: int) -> dict[str, int]:
    """Spread fixed seats over constituencies by eligible voters: whole quotas, largest remainders.

    SeatsError where equal remainders would be a lot.
    """
    quota = Fraction(sum(eligible.values()), seats)
    found = {name: int(voters // quota) for name, voters in eligible.items()}
    rest = {name: voters - found[name] * quota for name, voters in eligible.items()}
    order = sorted(rest, key=lambda name: (-rest[name], name))
    left = seats - sum(found.values())
    if 0 < left < len(order) and rest[order[left - 1]] == rest[order[left]]:
        raise SeatsError("equal remainders of eligible voters", "different ones")
    return {name: found[name] + (name in order[:left]) for name in found}
