"""Sums that the authority's XML states besides votes: invalid votes, voters, seats, votes before."""

from __future__ import annotations

import numpy as np

from analysis.extract.result_xml_areas import Area
from analysis.extract.result_xml_gathered import COUNT, INVALID, WHOLE, Gathered, Ints

SUMMED = (*INVALID, "eligible_voters")


def check_sums(gathered: Gathered, of_area: Ints) -> None:
    """DataError for sums of invalid votes, voters, seats or votes before that don't hold.

    Parts make what an area states, and parties its seats and its votes of the election before.
    """
    for column in SUMMED:
        _check_parts(gathered, column)
    _check_seats(gathered, of_area)
    _check_seat_parts(gathered, of_area)
    _check_before(gathered, of_area)


def _check_parts(gathered: Gathered, column: str) -> None:
    """DataError where parts that state a count don't make that of the area around them."""
    stated = gathered.counts(column)
    within, divided = gathered.of_parts(stated)
    for number in np.flatnonzero(divided & (stated >= 0) & (within != stated))[:1]:
        found = f"{within[number]} {column} in its parts"
        _refuse(gathered, gathered.areas[number], found, str(stated[number]))


def _check_seats(gathered: Gathered, of_area: Ints) -> None:
    """DataError where the parties' seats aren't the area's; a valkrets's own are its fixed seats."""
    votes = gathered.votes
    rows = [row for row, seats in enumerate(votes.seats) if seats]
    seats = _sums(gathered, rows, votes.seats, of_area)
    extra = _sums(gathered, rows, votes.adjustment_seats, of_area)
    filled = {int(of_area[row]) for row in rows}
    for area in gathered.areas:
        stated = area.count("assembly_seats")
        if stated is None or area.number not in filled:
            continue
        own = int(seats[area.number])
        own -= int(extra[area.number]) if area.level == "valkrets" else 0
        if own != stated:
            _refuse(gathered, area, f"{own} seats of its parties", f"{stated}, the seats to fill")


def _check_seat_parts(gathered: Gathered, of_area: Ints) -> None:
    """DataError where the parts' seats of a party aren't those of the area around them.

    Adjustment seats are stated at both levels or at neither, and by every valkrets.
    """
    votes = gathered.votes
    whole: dict[tuple[int, str], int] = {}
    parts: dict[tuple[int, str], list[int]] = {}
    for row, seats in enumerate(votes.seats):
        if seats:
            area = gathered.areas[int(of_area[row])]
            whole[area.number, votes.codes[row]] = row
            parts.setdefault((area.parent, votes.codes[row]), []).append(row)
    divided = {number for number, _ in parts}
    for (number, code), row in whole.items():
        if number in divided:
            within = parts.get((number, code), [])
            found = sum(int(votes.seats[part]) for part in within)
            stated = votes.seats[row]
            if found != int(stated):
                said = f"{found} seats of {code} in its parts"
                _refuse(gathered, gathered.areas[number], said, stated)
            if within:
                _check_adjustment(gathered, row, within)


def _check_adjustment(gathered: Gathered, row: int, within: list[int]) -> None:
    """DataError where the parts' adjustment seats of a party don't make those that a row states."""
    votes = gathered.votes
    stated, code = votes.adjustment_seats[row], votes.codes[row]
    said = [votes.adjustment_seats[part] for part in within]
    found = sum(int(cell) for cell in said if cell)
    area = gathered.areas[votes.areas[row]]
    key = f"{area.tag} {area.code}, adjustment seats of {code}"
    if bool(stated) != any(said):
        where = (f"{found} in its parts", "the area's too") if any(said) else ("none", "its parts'")
        gathered.refuse(
            votes.elements[row], key, f"{where[0]}, {stated or 'none'} stated", where[1]
        )
    if found != int(stated or 0):
        gathered.refuse(votes.elements[row], key, f"{found} in its parts", stated)
    for part, cell in zip(within, said, strict=True):
        valkrets = gathered.areas[votes.areas[part]]
        if stated and not cell and valkrets.level == "valkrets" and valkrets.listed:
            key = f"{valkrets.tag} {valkrets.code}, adjustment seats of {code}"
            gathered.refuse(votes.elements[part], key, "nothing", "a number, as the whole has one")


def _check_before(gathered: Gathered, of_area: Ints) -> None:
    """DataError where the votes of the election before aren't the area's, or the small parties'."""
    votes, size = gathered.votes, len(gathered.areas)
    before = np.array([int(cell) if cell else 0 for cell in votes.before], dtype=np.int64)
    sums = np.bincount(of_area, weights=before, minlength=size).astype(np.int64)
    total = np.concatenate(([0], np.cumsum(before)))
    for lump in gathered.lumps:
        inside = int(total[lump.end] - total[lump.first])
        stated = _count(gathered, lump.element, lump.before)
        rest = _count(gathered, lump.element, lump.rest or "")
        if lump.rest is not None and lump.before and inside + rest != stated:
            found = f"{inside + rest} votes before of small parties"
            _refuse(gathered, gathered.areas[lump.area], found, f"{stated}, the sum stated")
        sums[lump.area] += stated - inside
    said = gathered.counts("votes_before")
    for number in np.flatnonzero((said >= 0) & (said != sums))[:1]:
        found = f"{sums[number]} votes before by party"
        _refuse(gathered, gathered.areas[number], found, f"{said[number]}, those stated")


def _sums(gathered: Gathered, rows: list[int], cells: list[str], of_area: Ints) -> Ints:
    numbers = [int(cells[row] or 0) for row in rows]
    places = of_area[np.array(rows, dtype=np.int64)]
    return np.bincount(places, weights=numbers, minlength=len(gathered.areas)).astype(np.int64)


def _count(gathered: Gathered, element: int, cell: str) -> int:
    if cell and not COUNT.fullmatch(cell):
        gathered.refuse(element, "small parties", repr(cell[:40]), WHOLE)
    return int(cell or 0)


def _refuse(gathered: Gathered, area: Area, found: str, expected: str) -> None:
    gathered.refuse(area.element, f"{area.tag} {area.code}", found, expected)
