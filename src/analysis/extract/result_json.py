"""Valmyndigheten's zips of JSON, one an election and area: votes by valdistrikt, and seats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.result_json_areas import (
    AREA_LEVELS,
    AreaResult,
    assembly_result,
    district_result,
    predecessors,
    valkrets_result,
)
from analysis.extract.result_json_checks import check_counted, check_places, check_totals
from analysis.extract.result_json_document import (
    FETCH,
    Node,
    head_of,
    pick_members,
    read_document,
)
from analysis.extract.result_json_heads import read_election, read_occasion
from analysis.extract.result_json_settings import Settings
from analysis.extract.result_json_tallies import Election
from analysis.extract.results import (
    AREA_COLUMNS,
    LINK_COLUMNS,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
    text_table,
)

Row = dict[str, str]


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout of a zip whose member of votes begins as such a JSON document."""
    for name, layout in layouts.items():
        settings = read_settings(Settings, name, layout)
        head = head_of(path, settings.members.votes).removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith(b"{") and b'"valtillfalle"' in head:
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read votes by valdistrikt and the totals and seats of the area they make, checked.

    A row's `source` ends with the ordinal of its valdistrikt, party or valkrets in the list. An
    area that isn't all counted has a row without counts. DataError for a rehearsal, an unknown
    field or word, a count that is none, parts that don't make the whole, or files that disagree.
    """
    settings = read_settings(Settings, official.layout_name, official.layout)
    members = pick_members(official.path, official.file, settings.members)
    votes, seats = (read_document(official.path, official.file, name, settings) for name in members)
    nodes = votes.children("valdistrikt")
    area = seats.child("valomrade")
    if not nodes or area is None:
        raise DataError(votes.file, "", "no valdistrikt or no valomrade", "both", FETCH)
    election = read_election(votes, nodes)
    _check_same(election, seats, area)
    districts = [district_result(node, place, election) for place, node in enumerate(nodes, 1)]
    whole = _assembly(area, election)
    _check_whole(districts, whole, election)
    areas = [*districts, *whole]
    links = list(_links(districts, election))
    _finish(areas, [votes, seats])
    return RawResults(
        _table([_area_row(found, election) for found in areas], AREA_COLUMNS),
        _table([row for found in areas for row in _vote_rows(found, election)], VOTE_COLUMNS),
        _table(links, LINK_COLUMNS),
    )


def _check_same(election: Election, seats: Node, area: Node) -> None:
    """DataError unless both files are about the same election and equally far counted."""
    found = read_occasion(seats)
    counted = area.needed_count("antalValdistriktRaknade")
    due = area.needed_count("antalValdistriktSomSkaRaknas")
    if (found, counted, due) != (election.occasion, election.counted, election.due):
        said = f"{found}, {counted} counted of {due}"
        expected = f"{election.occasion}, {election.counted} counted of {election.due}"
        seats.refuse("valomrade", said, f"{expected}, as in the file of votes")


def _assembly(area: Node, election: Election) -> list[AreaResult]:
    """Read the area that is voted for as a whole, then its valkretsar."""
    valkretsar = area.children("valkretsLista")
    found = [assembly_result(area, election)]
    found += [valkrets_result(node, place, election) for place, node in enumerate(valkretsar, 1)]
    codes = [result.codes["area_code"] for result in found[1:]]
    if len(set(codes)) != len(codes):
        area.refuse("valkretsLista", "a valkrets once more", "each once")
    return found


def _check_whole(
    districts: Sequence[AreaResult], whole: Sequence[AreaResult], election: Election
) -> None:
    """DataError where a valdistrikt lies elsewhere, or where counts don't make their totals."""
    area, *valkretsar = whole
    check_places(districts, area.codes["area_code"])
    check_counted(districts, election)
    if not election.finished:
        return
    check_totals(districts, area)
    for valkrets in valkretsar:
        code = valkrets.codes["area_code"]
        check_totals([part for part in districts if part.codes["valkrets_code"] == code], valkrets)


def _finish(districts: Sequence[AreaResult], nodes: Sequence[Node]) -> None:
    """DataError for a field that the map doesn't know, in an area or at the top of a file."""
    for node in (*nodes, *(district.node for district in districts)):
        node.finish()


def _key(found: AreaResult, election: Election) -> Row:
    return {
        "election_type": election.occasion.election_type,
        "year": election.occasion.year,
        "area_level": found.codes["area_level"],
        "area_code": found.codes["area_code"],
    }


def _area_row(found: AreaResult, election: Election) -> Row:
    counts = {column: str(count) for column, count in found.counts.items()}
    source = f"{found.node.file}:{found.place}"
    stage = {"count_stage": election.occasion.count_stage}
    return {**_key(found, election), **found.codes, **counts, **stage, "source": source}


def _vote_rows(found: AreaResult, election: Election) -> Iterator[Row]:
    whole = found.codes["area_level"] in set(AREA_LEVELS.values())
    for code, party in found.parties.items():
        stated = {
            "votes": party.votes,
            "votes_before": party.votes_before,
            "seats": party.seats,
            "adjustment_seats": party.adjustment_seats,
        }
        cells = {column: str(count) for column, count in stated.items() if count is not None}
        source = f"{found.node.file}:{party.place if whole else found.place}"
        yield {**_key(found, election), "published_code": code, **cells, "source": source}


def _links(districts: Sequence[AreaResult], election: Election) -> Iterator[Row]:
    """Give a row a valdistrikt of the election before that the file names."""
    for district in districts:
        for code in predecessors(district.node):
            if not election.year_before:
                district.node.refuse(
                    "valdistriktskodForegaendeVal", "a code", "tidigareValdatum too"
                )
            yield {
                "year": election.occasion.year,
                "area_code": district.codes["area_code"],
                "year_before": election.year_before,
                "area_code_before": code,
                "comparability": district.codes["comparability"],
                "source": f"{district.node.file}:{district.place}",
            }


def _table(rows: Sequence[Row], columns: list[str]) -> pd.DataFrame:
    return text_table({name: [row.get(name, "") for row in rows] for name in columns}, columns)
