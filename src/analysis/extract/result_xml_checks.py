"""What the areas and votes of the authority's XML must hold: whole numbers and true sums."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.extract.result_xml_areas import Area
from analysis.extract.result_xml_gathered import COUNT, INVALID, WHOLE, Gathered, Ints
from analysis.extract.result_xml_sums import check_sums

AREA_COUNTS = (
    *INVALID,
    "valid_votes",
    "votes_before",
    "votes_cast",
    "eligible_voters",
    "assembly_seats",
    "valdistrikt_count",
)


def check_gathered(gathered: Gathered) -> None:
    """DataError where a figure is no count, stands twice, or isn't the sum of its parts."""
    for column in ("votes", "before", "seats", "adjustment_seats"):
        _check_counts(gathered, column)
    for column in AREA_COUNTS:
        _check_area_counts(gathered, column)
    _check_texts(gathered)
    votes = np.array([int(cell) for cell in gathered.votes.votes], dtype=np.int64)
    codes = pd.factorize(np.array(gathered.votes.codes, dtype=object))[0].astype(np.int64)
    of_area = np.array(gathered.votes.areas, dtype=np.int64)
    _check_doubled(gathered, of_area, codes)
    _check_valid(gathered, of_area, votes)
    _check_lumps(gathered, votes)
    _check_cast(gathered)
    _check_parts(gathered)
    _check_party_parts(gathered, of_area, codes, votes)
    check_sums(gathered, of_area)


def _check_counts(gathered: Gathered, column: str) -> None:
    """DataError unless every cell is a whole number; only votes must be stated."""
    cells: list[str] = getattr(gathered.votes, column)
    wrong = {cell for cell in set(cells) if not _is_count(cell, column)}
    if not wrong:
        return
    row = next(row for row, cell in enumerate(cells) if cell in wrong)
    key = f"{column} of party {gathered.votes.codes[row][:20]!r}"
    gathered.refuse(gathered.votes.elements[row], key, repr(cells[row][:40]), WHOLE)


def _check_area_counts(gathered: Gathered, column: str) -> None:
    """DataError for a stated count of an area that is no whole number."""
    stated = {area.cells[column] for area in gathered.areas if column in area.cells}
    wrong = {cell for cell in stated if not COUNT.fullmatch(cell)}
    for area in gathered.areas if wrong else ():
        if area.cells.get(column) in wrong:
            key = f"{column} of {area.tag} {area.code}"
            gathered.refuse(area.element, key, repr(area.cells[column][:40]), WHOLE)


def _is_count(cell: str, column: str) -> bool:
    return COUNT.fullmatch(cell) is not None if cell else column != "votes"


def _check_texts(gathered: Gathered) -> None:
    """DataError for a party's code or an area's name that was read in a wrong encoding."""
    codes = gathered.votes.codes
    wrong = {code for code in set(codes) if not (code and _is_text(code) and code == code.strip())}
    if wrong:
        place = next(place for place, code in enumerate(codes) if code in wrong)
        found, expected = "a party's code that is misread or empty", "the publisher's"
        gathered.refuse(gathered.votes.elements[place], "", found, expected)
    for area in gathered.areas:
        if not _is_text(area.cells.get("area_name", "")):
            found = "an area's name in another encoding than the file says"
            gathered.refuse(area.element, f"{area.tag} {area.code}", found, "the publisher's")


def _is_text(text: str) -> bool:
    """Say if a text has no control characters and isn't UTF-8 read byte by byte ("Ã¥" for "å")."""
    if text.isascii():
        return text.isprintable()
    try:
        text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text.isprintable()
    return False


def _check_doubled(gathered: Gathered, of_area: Ints, codes: Ints) -> None:
    keys = of_area * (codes.max(initial=0) + 1) + codes
    doubled = np.flatnonzero(pd.Series(keys).duplicated().to_numpy())
    if len(doubled):
        row = int(doubled[0])
        area = gathered.areas[gathered.votes.areas[row]]
        key = f"{area.tag} {area.code}, party {gathered.votes.codes[row]}"
        gathered.refuse(gathered.votes.elements[row], key, "the party twice", "once in an area")


def _check_valid(gathered: Gathered, of_area: Ints, votes: Ints) -> None:
    sums = np.bincount(of_area, weights=votes, minlength=len(gathered.areas))
    stated = gathered.counts("valid_votes")
    for number in np.flatnonzero(sums != stated)[:1]:
        area = gathered.areas[number]
        found, expected = f"{int(sums[number])} votes by party", f"{stated[number]}"
        key = f"{area.tag} {area.code}"
        gathered.refuse(area.element, key, found, f"{expected}, the valid votes stated")


def _check_lumps(gathered: Gathered, votes: Ints) -> None:
    """DataError where small parties don't make the sum that stands over them."""
    total = np.concatenate(([0], np.cumsum(votes)))
    for lump in gathered.lumps:
        made = int(total[lump.end] - total[lump.first])
        seated = gathered.votes.seats[lump.first : lump.end]
        seats = sum(int(cell) for cell in seated if cell)
        area = gathered.areas[lump.area]
        for what, found, stated in (("votes", made, lump.votes), ("seats", seats, lump.seats)):
            if str(found) != stated and (stated or what == "votes"):
                key = f"small parties of {area.tag} {area.code}"
                said = repr(stated[:40])
                gathered.refuse(lump.element, key, f"{found} {what}", f"{said}, the sum stated")


def _check_cast(gathered: Gathered) -> None:
    """DataError where valid and invalid votes don't make the votes cast, if these are stated."""
    made, cast = gathered.counts("valid_votes"), gathered.counts("votes_cast")
    for column in INVALID:
        made = made + np.maximum(gathered.counts(column), 0)
    for number in np.flatnonzero((cast >= 0) & (made != cast))[:1]:
        area = gathered.areas[number]
        found, expected = f"{made[number]} valid and invalid votes", f"{cast[number]}"
        key = f"{area.tag} {area.code}"
        gathered.refuse(area.element, key, found, f"{expected}, the votes cast")


def _check_parts(gathered: Gathered) -> None:
    """DataError where an area's parts don't make its valid votes and number of districts."""
    votes, districts = gathered.counts("valid_votes"), gathered.counts("valdistrikt_count")
    votes_within, divided = gathered.of_parts(votes)
    # A district states no number of districts, and is one.
    districts_within, _ = gathered.of_parts(np.where(districts < 0, 1, districts))
    unequal = (votes != votes_within) | ((districts >= 0) & (districts != districts_within))
    wrong = divided & unequal
    for area in gathered.areas:
        _check_counted(gathered, area)
        if not wrong[area.number]:
            continue
        for what, found, stated in (
            ("valid votes", votes_within[area.number], votes[area.number]),
            ("districts", districts_within[area.number], districts[area.number]),
        ):
            if found != stated >= 0:
                key = f"{area.tag} {area.code}"
                gathered.refuse(area.element, key, f"{found} {what} in its parts", str(stated))


def _check_counted(gathered: Gathered, area: Area) -> None:
    """DataError for a final count that isn't finished."""
    counted, stated = area.counted, area.cells.get("valdistrikt_count", "")
    if area.head.count_stage == "final" and counted and counted != stated:
        found = f"{counted[:9]!r} districts counted in a final count"
        gathered.refuse(area.element, f"{area.tag} {area.code}", found, f"all {stated}")


def _check_party_parts(gathered: Gathered, of_area: Ints, codes: Ints, votes: Ints) -> None:
    """DataError where an area's parts don't make each of its parties' votes."""
    parents = gathered.parents
    whole = np.isin(of_area, parents)
    above = parents[of_area]
    part = above >= 0
    width = codes.max(initial=0) + 1
    keys = np.concatenate(
        (above[part] * width + codes[part], of_area[whole] * width + codes[whole])
    )
    unique, places = np.unique(keys, return_inverse=True)
    rest = np.bincount(places, weights=np.concatenate((votes[part], -votes[whole])))
    wrong = np.flatnonzero(rest)
    if not len(wrong):
        return
    number, code = divmod(int(unique[wrong[0]]), int(width))
    area = gathered.areas[number]
    party = gathered.votes.codes[int(np.flatnonzero(codes == code)[0])]
    in_parts = int(votes[part & (above == number) & (codes == code)].sum())
    stated = int(votes[(of_area == number) & (codes == code)].sum())
    key = f"{area.tag} {area.code}, party {party}"
    gathered.refuse(area.element, key, f"{in_parts} votes in its parts", str(stated))
