"""An undivided assembly with another number of seats, or other votes for a party, as a what-if."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.errors import ParameterError
from analysis.measures.elected import Assembly
from analysis.parameters import check_choice
from analysis.seats.election import Constituency, Election, SeatsError

MOST_SEATS = 1_000  # of an assembly in a what-if; the Riksdag has 349
NUMBER = re.compile(r"[0-9]{1,9}")


def changed_assembly(
    assembly: Assembly, seats: str | None, votes: Sequence[str]
) -> tuple[Assembly, tuple[str, ...]]:
    """Give the assembly with so many seats and votes ("V=1600"), and in words what is changed.

    ParameterError for what is no number, for a party without votes here, and in a divided assembly:
    where its seats or votes would lie isn't asked.
    """
    if assembly.election is None or (seats is None and not votes):
        return assembly, ()
    parameter = "votes" if seats is None else "seats"
    given = seats or ", ".join(votes)
    if assembly.election.divided:
        hint = f"{assembly.key} is divided into constituencies: only its rules can be others"
        raise ParameterError(parameter, repr(given), f"{hint} (--rules).")
    try:
        election, said = _changed(assembly.election, seats, votes)
    except SeatsError as error:
        raise ParameterError(
            parameter, repr(given), f"{error.found}: give {error.expected}."
        ) from error
    return replace(assembly, election=election), tuple(said)


def _changed(
    election: Election, seats: str | None, votes: Sequence[str]
) -> tuple[Election, list[str]]:
    [(name, place)] = election.constituencies.items()
    said = []
    if seats is not None:
        number = _whole("seats", seats)
        if not 0 < number <= MOST_SEATS:
            raise SeatsError(f"{number} seats", f"1 to {MOST_SEATS}")
        said.append(f"{number} seats instead of {place.seats}")
        place = Constituency(number, place.votes, place.valid_votes)
    for change in votes:
        party, number = _party_votes(change, place)
        said.append(f"{number} votes for {party} instead of {place.votes[party]}")
        valid = place.valid_votes + number - place.votes[party]
        place = Constituency(place.seats, {**place.votes, party: number}, valid)
    return Election({name: place}), said


def _party_votes(change: str, place: Constituency) -> tuple[str, int]:
    party, _, number = change.partition("=")
    check_choice("votes", party, sorted(p for p, n in place.votes.items() if n))
    return party, _whole("votes", number)


def _whole(parameter: str, text: str) -> int:
    if not NUMBER.fullmatch(text):
        example = "V=1600" if parameter == "votes" else "51"
        raise ParameterError(parameter, repr(text), f"give a whole number, as {example}.")
    return int(text)
