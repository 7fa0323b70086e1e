"""Whether a JSON result file's valdistrikt make the totals that it states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.errors import DataError
from analysis.extract.result_json_areas import AreaResult
from analysis.extract.result_json_document import FETCH
from analysis.extract.result_json_tallies import Election

# What an area's valdistrikt make together; what they are compared with doesn't add up.
SUMMED = {
    "valid_votes",
    "blank_votes",
    "unnotified_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "eligible_voters",
}


def check_counted(districts: Sequence[AreaResult], election: Election) -> None:
    """DataError unless as many valdistrikt have counts as the file says, and each is there once."""
    seen: set[tuple[str, str]] = set()
    for district in districts:
        key = (district.codes["area_level"], district.codes["area_code"])
        if key in seen:
            district.node.refuse("valdistriktskod", f"{key[1]} once more", "each area once")
        seen.add(key)
    first = districts[0].node
    counted = sum(district.counted for district in districts)
    if counted != election.counted or not counted <= len(districts) <= election.due:
        found = f"{counted} counted of {len(districts)}"
        expected = f"{election.counted} counted of {election.due}, as is stated"
        raise DataError(first.file, "antalValdistriktRaknade", found, expected, FETCH)


def check_places(districts: Sequence[AreaResult], area_code: str) -> None:
    """DataError for a valdistrikt of another area than the one that was voted for."""
    for district in districts:
        stated = district.node.needed("valomradeskod")
        inside = area_code == "00" or district.codes["kommun_code"].startswith(area_code)
        if stated != area_code or not inside:
            district.node.refuse("valomradeskod", "another area", f"{area_code}, as in valomrade")


def check_totals(districts: Sequence[AreaResult], area: AreaResult) -> None:
    """DataError where the valdistrikt don't make what the file states of the area they lie in."""
    for column in sorted(SUMMED & area.counts.keys()):
        stating = [part.counts[column] for part in districts if column in part.counts]
        # Who could vote isn't stated of an uppsamlingsdistrikt, for they belong elsewhere.
        if len(stating) == len(districts) or column == "eligible_voters":
            _compare(area, column, sum(stating), area.counts[column])
    summed: Counter[str] = Counter()
    for district in districts:
        summed.update({code: party.votes or 0 for code, party in district.parties.items()})
    stated_votes = {code: party.votes or 0 for code, party in area.parties.items()}
    for code in sorted(summed.keys() | stated_votes.keys()):
        _compare(area, f"votes of {code}", summed[code], stated_votes.get(code, 0))


def _compare(area: AreaResult, what: str, summed: int, stated: int) -> None:
    if summed != stated:
        where = f"{area.codes['area_level']} {area.codes['area_code']}, {what}"
        raise DataError(
            area.node.file, where, f"{stated}", f"{summed}, the sum of its valdistrikt", FETCH
        )
