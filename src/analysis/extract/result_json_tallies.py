"""Counts, parties' votes and seats of one area in a JSON result file, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.entries import ElectionType
from analysis.extract.result_json_document import Node

LUMP = "ÖVRIGA_OSPEC"
PARTY_NUMBER = re.compile(r"[0-9]{1,4}")
INVALID_KINDS = {
    "blank_votes": "blankaRoster",
    "unnotified_votes": "rosterEjAnmaltDeltagande",
    "other_invalid_votes": "ovrigaOgiltiga",
}


@dataclass(frozen=True)
class Party:
    """What is stated of a party in an area; None is not stated. `place` is its ordinal."""

    place: int
    votes: int | None = None
    votes_before: int | None = None
    seats: int | None = None
    adjustment_seats: int | None = None


@dataclass(frozen=True)
class Occasion:
    """Which election and count a file is about."""

    election_type: ElectionType
    year: str
    count_stage: str

    def __str__(self) -> str:
        return f"{self.election_type} {self.year} {self.count_stage}"


@dataclass(frozen=True)
class Election:
    """What the files are about, how far counted, and which short forms two parties share."""

    occasion: Occasion
    year_before: str
    counted: int
    due: int
    shared_short_forms: frozenset[str] = frozenset()

    @property
    def finished(self) -> bool:
        """Whether every valdistrikt is counted."""
        return self.counted == self.due


def shared_short_forms(results: Iterable[Node]) -> frozenset[str]:
    """Give the short forms that two parties of the file go by; told apart by their numbers."""
    numbers: dict[str, set[str]] = {}
    for result in results:
        votes = result.child("rostfordelning")
        valid = votes.child("rosterPaverkaMandat") if votes else None
        for party in valid.children("partiRoster") if valid else []:
            numbers.setdefault(party.text("partiforkortning"), set()).add(_number(party))
    return frozenset(short for short, found in numbers.items() if len(found) > 1)


def tally(node: Node, election: Election) -> tuple[dict[str, int], dict[str, Party]]:
    """Read counts and parties of an area; DataError where the parts don't make the whole."""
    result = node.child("rostfordelning")
    valid = result.child("rosterPaverkaMandat") if result else None
    invalid = result.child("rosterEjPaverkaMandat") if result else None
    if result is None or valid is None:
        node.refuse("rostfordelning", "nothing", "votes, as it is counted")
    counts = {"valid_votes": valid.needed_count("antalRoster")}
    before = valid.count("antalRosterForegaendeVal")
    if before is not None:
        counts["votes_before"] = before
    parties = _parties(valid, election)
    _check_sum(
        valid, "partiRoster", [party.votes for party in parties.values()], counts["valid_votes"]
    )
    counts |= _invalid(invalid) if invalid else {}
    cast = node.count("totaltAntalRoster")
    if cast is not None:
        counts["votes_cast"] = cast
        if "invalid_votes" in counts:
            parts = [counts["valid_votes"], counts["invalid_votes"]]
            _check_sum(node, "totaltAntalRoster", parts, cast)
    eligible = node.count("antalRostberattigade")
    if eligible is not None:
        counts["eligible_voters"] = eligible
    result.finish()
    return counts, parties


def _parties(valid: Node, election: Election) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    nodes = valid.children("partiRoster")
    for place, node in enumerate(nodes, start=1):
        code = _party_code(node, election)
        before = node.count("antalRosterForegaendeVal")
        if code in parties:
            node.refuse("partikod", f"{code} once more", "each party once")
        votes = node.count("antalRoster")
        node.finish()
        if votes is not None:
            parties[code] = Party(place, votes, before)
    rest = valid.child("rosterOvrigaPartier")
    votes = rest.count("antalRoster") if rest else None
    before = rest.count("antalRosterForegaendeVal") if rest else None
    if rest is not None:
        rest.finish()
    if votes or (votes is not None and election.occasion.count_stage in valid.settings.lumped_in):
        parties[LUMP] = Party(len(nodes) + 1, votes, before)
    valid.finish()
    return parties


def _invalid(invalid: Node) -> dict[str, int]:
    """Read the invalid votes and their kinds; DataError where the kinds don't make the whole."""
    total = invalid.count("antalRoster")
    counts: dict[str, int] = {} if total is None else {"invalid_votes": total}
    for column, name in INVALID_KINDS.items():
        part = invalid.child(name)
        votes = part.count("antalRoster") if part else None
        if part is not None:
            part.finish()
        if votes is not None:
            counts[column] = votes
    kinds = [counts[column] for column in INVALID_KINDS if column in counts]
    if total is not None and len(kinds) == len(INVALID_KINDS):
        _check_sum(invalid, "antalRoster", kinds, total)
    invalid.finish()
    return counts


def with_seats(node: Node, parties: dict[str, Party], election: Election) -> dict[str, Party]:
    """Join the seats of an area's parties to their votes; none where no seats are shared out yet."""
    shared = node.child("mandatfordelning")
    joined = dict(parties)
    seen: set[str] = set()
    for place, row in enumerate(shared.children("partiLista") if shared else [], start=1):
        code = _party_code(row, election)
        if code in seen:
            row.refuse("partikod", f"{code} once more", "each party once")
        seen.add(code)
        seats, fixed = row.count("antalMandat"), row.count("antalFastaMandat")
        adjustment = row.count("antalUtjamningsmandat")
        row.finish()
        if seats is not None and fixed is not None and adjustment is not None:
            _check_sum(row, "antalMandat", [fixed, adjustment], seats)
        known = parties.get(code, Party(place))
        joined[code] = Party(known.place, known.votes, known.votes_before, seats, adjustment)
    if shared is not None:
        shared.finish()
    return joined


def _check_sum(node: Node, name: str, parts: Iterable[int | None], whole: int) -> None:
    found = sum(part or 0 for part in parts)
    if found != whole:
        node.refuse(name, f"parts that make {found}", f"{whole}, the whole that is stated")


def _party_code(node: Node, election: Election) -> str:
    number, short = _number(node), node.text("partiforkortning")
    return number if not short or short in election.shared_short_forms else short


def _number(node: Node) -> str:
    return code_text(node, "partikod", PARTY_NUMBER).zfill(4)


def code_text(node: Node, name: str, pattern: re.Pattern[str]) -> str:
    """Give a field's code; DataError for one of another form."""
    found = node.needed(name)
    if not pattern.fullmatch(found):
        node.refuse(name, "another form", f"a code as {pattern.pattern}")
    return found
