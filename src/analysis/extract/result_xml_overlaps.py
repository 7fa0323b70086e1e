"""Areas that two files state, the country's and a kommun's own: held together, listed once."""

from __future__ import annotations

from collections import defaultdict

from analysis.extract.result_xml_areas import Area
from analysis.extract.result_xml_gathered import Gathered

COMPARED = (
    "eligible_voters",
    "valid_votes",
    "blank_votes",
    "unnotified_votes",
    "other_invalid_votes",
    "votes_cast",
    "assembly_seats",
)
Figures = dict[str, tuple[str, str, str]]


def drop_repeated(gathered: Gathered) -> None:
    """List each area once: a kommun's own file goes before the country's, and must agree with it.

    DataError for an area that stands twice otherwise, or whose figures differ.
    """
    by_key: dict[tuple[str, ...], list[Area]] = defaultdict(list)
    for area in gathered.areas:
        if area.listed:
            by_key[area.key].append(area)
    repeated = [_without_parts(areas) for areas in by_key.values() if len(areas) > 1]
    pairs = [_pair(gathered, areas) for areas in repeated if len(areas) > 1]
    figures = _figures(gathered, {area.number for pair in pairs for area in pair})
    for national, own in pairs:
        _check_same(gathered, national, own, figures)
        own.valkrets = own.valkrets or national.valkrets
        national.listed = False


def _without_parts(areas: list[Area]) -> list[Area]:
    """Leave out a kommun's parts, which the country's file has under several constituencies.

    What they hold is in the constituencies' sums; the kommun's own file states the whole.
    """
    parts = [area for area in areas if area.national and area.level == "kommun" and area.valkrets]
    if len({area.valkrets for area in parts}) < max(len(parts), 2):
        return areas
    for area in parts:
        area.listed = False
    return [area for area in areas if area.listed]


def _pair(gathered: Gathered, areas: list[Area]) -> tuple[Area, Area]:
    """Give the country's element and the kommun's own; DataError for any other repetition."""
    national = [area for area in areas if area.national]
    own = [area for area in areas if not area.national]
    if len(national) != 1 or len(own) != 1:
        first, second = areas[:2]
        place = gathered.text_of(first.element).place(int(gathered.lines[first.element]))
        found, expected = f"the area a second time (first at {place})", "each area once"
        gathered.refuse(second.element, " ".join(second.key), found, expected)
    return national[0], own[0]


def _figures(gathered: Gathered, wanted: set[int]) -> dict[int, Figures]:
    """Give the parties' votes, seats and adjustment seats of some areas."""
    figures: dict[int, Figures] = {number: {} for number in wanted}
    votes = gathered.votes
    for row, number in enumerate(votes.areas):
        if number in wanted:
            said = (votes.votes[row], votes.seats[row], votes.adjustment_seats[row])
            figures[number][votes.codes[row]] = said
    return figures


def _check_same(gathered: Gathered, national: Area, own: Area, figures: dict[int, Figures]) -> None:
    """DataError where two files that state an area disagree on a figure that both give."""
    there, here = figures[national.number], figures[own.number]
    pairs = [(name, national.cells.get(name, ""), own.cells.get(name, "")) for name in COMPARED]
    for code in sorted(there.keys() | here.keys()):
        theirs, ours = there.get(code, ("0", "", "")), here.get(code, ("0", "", ""))
        kinds = ("votes", "seats", "adjustment seats")
        pairs += [
            (f"{kind} of {code}", *said)
            for kind, said in zip(kinds, zip(theirs, ours, strict=True), strict=True)
        ]
    for what, theirs_said, ours_said in pairs:
        if theirs_said and ours_said and int(theirs_said) != int(ours_said):
            place = gathered.text_of(national.element).place(int(gathered.lines[national.element]))
            found, expected = f"{what} {ours_said}", f"{theirs_said}, as in {place}"
            gathered.refuse(own.element, " ".join(own.key), found, expected)
