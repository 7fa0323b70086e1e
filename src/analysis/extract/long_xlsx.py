"""Valmyndigheten's long workbooks: one row a valdistrikt and party, totals among the parties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from analysis.config import ElectionType, Entry, Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import OfficialFile, RawResults
from analysis.extract.sheets import created
from analysis.extract.tallies import Tally, check_valid_votes, raw_results
from analysis.extract.workbooks import Row, mapped_rows, read_table, sheets_of, the_sheet

INVALID = ("blank_votes", "unnotified_votes", "other_invalid_votes")
NEEDED = ("valid_votes", "votes_cast")  # without them a lost row couldn't be seen
SHOWN_NAMES = 20
SAID_OF_AREA = ("election", "name", "valkrets", "eligible_voters")  # the same in all its rows
Tallies = dict[str, tuple[tuple[str, ...], Tally]]  # by the area's code, with what is said of it

Count = Literal[
    "valid_votes",
    "votes_cast",
    "blank_votes",
    "unnotified_votes",
    "other_invalid_votes",
    "eligible_voters",
]
Column = Literal["election", "name", "code", "valkrets", "party", "votes", "eligible_voters"]


class Settings(Entry):
    """Sheets and columns by the publisher's words, and what the cells of `party` mean."""

    year: int
    made_before: date
    count_stage: Literal["preliminary", "final"]
    sheets: dict[str, ElectionType]
    elections: dict[str, ElectionType]
    columns: dict[str, Column]
    ignored: list[str]
    valdistrikt_code: re.Pattern[str]
    late_name: str
    late_code: re.Pattern[str]
    valkrets_codes: dict[ElectionType, re.Pattern[str]]
    undivided_valkrets: str
    counts: dict[str, Count]
    parties: dict[str, str]


@dataclass(frozen=True)
class Words:
    """The map for one sheet: its election, and its counts and parties by their names in small."""

    settings: Settings
    election: ElectionType
    counts: dict[str, Count]
    parties: dict[str, str]

    @classmethod
    def of(cls, settings: Settings, election: ElectionType) -> Words:
        """Make them from the map's settings."""
        counts = {name.casefold(): column for name, column in settings.counts.items()}
        parties = {name.casefold(): code for name, code in settings.parties.items()}
        return cls(settings, election, counts, parties)


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout one of whose sheets the workbook has; None if there is none."""
    names = sheets_of(path)
    for name, layout in layouts.items():
        if names & read_settings(Settings, name, layout).sheets.keys():
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read the sheet of votes: an area a valdistrikt or uppsamlingsdistrikt.

    DataError for a wrong header, a party or total that the map doesn't name, an area whose
    parties don't make its valid votes, or whose valid and invalid votes don't make all.
    """
    settings = read_settings(Settings, official.layout_name, official.layout)
    _check_age(official, settings)
    sheet = the_sheet(official, settings.sheets)
    words = Words.of(settings, settings.sheets[sheet])
    table = read_table(official, sheet)
    rows = list(mapped_rows(table, dict(settings.columns), settings.ignored))
    _refuse_unknown_parties(rows, words, official)
    tallies: Tallies = {}
    for row in rows:
        _add(row, words, tallies)
    for _, tally in tallies.values():
        _check(tally)
    if not tallies:
        raise DataError(official.file, sheet, "no rows", "at least one", "Fetch the file again.")
    return raw_results([tally for _, tally in tallies.values()])


def _check_age(official: OfficialFile, settings: Settings) -> None:
    """DataError for a workbook that may be a later election's: nothing else in it says the year."""
    made = created(official.path, official.file)
    if made is not None and made >= settings.made_before:
        expected = f"one made before {settings.made_before}, of the election of {settings.year}"
        action = "Describe the later election's workbook in config/layouts, by a map of its own."
        raise DataError(official.file, "", f"a workbook made on {made}", expected, action)


def _refuse_unknown_parties(rows: list[Row], words: Words, official: OfficialFile) -> None:
    """DataError that names what stands in the parties' column and isn't in the map."""
    named = {row.cells["party"]: row.line for row in reversed(rows)}
    known = words.parties.keys() | words.counts.keys()
    unknown = [name for name in named if name.casefold() not in known]
    if unknown:
        shown = ", ".join(repr(name) for name in sorted(unknown)[:SHOWN_NAMES])
        found = f"{len(unknown)} that the map lacks: {shown}"
        first = min((named[name] for name in unknown), key=lambda line: line.number)
        raise first.error(
            "party",
            found,
            "names of parties and counts that the map lists",
            f"Give each one's code in config/layouts/{official.layout_name}.yml, under parties.",
        )


def _add(row: Row, words: Words, tallies: Tallies) -> None:
    """Put a row's count where it belongs: an area's own count, or a party's votes."""
    code = row.cells["code"]
    said = tuple(row.cells[name] for name in SAID_OF_AREA)
    if code not in tallies:
        tallies[code] = (said, Tally(row.line, _area(row, words)))
    known, tally = tallies[code]
    if said != known:
        found, expected = "another name, valkrets or electorate", f"as in line {tally.line.number}"
        raise row.line.error(f"area {code}", found, expected)
    count = row.line.whole(row.cells["votes"], f"votes of {tally.code}")
    label = row.cells["party"].casefold()
    if label in words.counts:
        tally.state(words.counts[label], count, row.line)
    else:
        tally.vote(words.parties[label], count, row.line)


def _area(row: Row, words: Words) -> dict[str, str]:
    """Give what a row says of its area; DataError for a code of the wrong form."""
    settings, cells = words.settings, row.cells
    if settings.elections.get(cells["election"]) != words.election:
        raise row.line.error("election", repr(cells["election"][:20]), words.election)
    late = cells["name"].casefold().startswith(settings.late_name.casefold())
    form = settings.late_code if late else settings.valdistrikt_code
    matched = form.fullmatch(cells["code"])
    if matched is None:
        raise row.line.error("code", repr(cells["code"][:20]), f"a code as {form.pattern}")
    eligible = cells["eligible_voters"]
    return {
        "election_type": words.election,
        "year": str(settings.year),
        "area_level": "uppsamlingsdistrikt" if late else "valdistrikt",
        "area_code": cells["code"],
        "count_stage": settings.count_stage,
        "area_name": cells["name"],
        "kommun_code": matched["kommun"],
        "valkrets_code": _valkrets(row, words),
        "eligible_voters": eligible and row.line.whole(eligible, "eligible voters"),
    }


def _valkrets(row: Row, words: Words) -> str:
    """Give the valkrets' code; '' in an undivided region or kommun."""
    code, settings = row.cells["valkrets"], words.settings
    form = settings.valkrets_codes[words.election]
    if form.fullmatch(code) is None:
        raise row.line.error("valkrets", repr(code[:20]), f"a code as {form.pattern}")
    undivided = words.election != "riksdag" and code.endswith(settings.undivided_valkrets)
    return "" if undivided else code


def _check(tally: Tally) -> None:
    """DataError unless the area states its totals, and its parts make them."""
    for column in NEEDED:
        if tally.number(column) is None:
            raise tally.line.error(f"area {tally.code}", f"no row of {column}", "one in each area")
    check_valid_votes(tally)
    parts = sum(tally.number(column) or 0 for column in ("valid_votes", *INVALID))
    if parts != tally.number("votes_cast"):
        found = f"{parts} valid and invalid votes"
        expected = f"{tally.number('votes_cast')}, the votes cast as stated"
        raise tally.line.error(f"area {tally.code}", found, expected)
