"""Valmyndigheten's long workbooks: one row a valdistrikt and party, totals among the parties."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from analysis.entries import ElectionType, Entry, Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import OfficialFile, RawResults
from analysis.extract.sheets import created
from analysis.extract.tallies import Tally, check_valid_votes, raw_results
from analysis.extract.workbooks import Row, mapped_rows, read_table, sheets_of, the_sheet

INVALID = ("blank_votes", "unnotified_votes", "other_invalid_votes")
NEEDED = ("valid_votes", "votes_cast")  # without them a lost row couldn't be seen
NEAR = 0.85  # two names this alike are one, misspelt; Moderaterna and Demokraterna are 0.78
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
    in_every_file: list[str]
    unnamed: str


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

    def is_lumped(self, label: str) -> bool:
        """Say if a name in small is that of a party that goes into the lump."""
        lump = self.settings.unnamed
        return label not in self.counts and self.parties.get(label, lump) == lump


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout one of whose sheets the workbook has; None if there is none."""
    names = sheets_of(path)
    for name, layout in layouts.items():
        if names & read_settings(Settings, name, layout).sheets.keys():
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read the sheet of votes: an area a valdistrikt or uppsamlingsdistrikt.

    A party that the map doesn't name is counted in the lump, and its name is among `lumped`.
    DataError for a wrong header, a name that is a known one misspelt, a file without the parties
    that stand in every one, an area whose parties don't make its valid votes, or whose valid and
    invalid votes don't make all.
    """
    settings = read_settings(Settings, official.layout_name, official.layout)
    _check_age(official, settings)
    sheet = the_sheet(official, settings.sheets)
    words = Words.of(settings, settings.sheets[sheet])
    table = read_table(official, sheet)
    rows = list(mapped_rows(table, dict(settings.columns), settings.ignored))
    lumped = _unnamed_parties(rows, words, official)
    tallies: Tallies = {}
    for row in rows:
        _add(row, words, tallies)
    for _, tally in tallies.values():
        _check(tally)
    _refuse_absent(rows, words, official)
    if not tallies:
        raise DataError(official.file, sheet, "no rows", "at least one", "Fetch the file again.")
    results = raw_results([tally for _, tally in tallies.values()])
    return replace(results, lumped=tuple(lumped))


def _check_age(official: OfficialFile, settings: Settings) -> None:
    """DataError for a workbook that may be a later election's: nothing else in it says the year."""
    made = created(official.path, official.file)
    if made is not None and made >= settings.made_before:
        expected = f"one made before {settings.made_before}, of the election of {settings.year}"
        action = "Describe the later election's workbook in config/layouts, by a map of its own."
        raise DataError(official.file, "", f"a workbook made on {made}", expected, action)


def _unnamed_parties(rows: list[Row], words: Words, official: OfficialFile) -> list[str]:
    """Give the names that the map lacks, for the lump; each area has each of them once at most.

    DataError for one that is a known name misspelt: a known party's votes would be lumped.
    """
    unnamed: dict[str, Row] = {}
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        label = row.cells["party"].casefold()
        first = seen.setdefault((row.cells["code"], label), row)
        if words.is_lumped(label) and first is not row:
            found = f"{row.cells['party']!r} once more"
            raise row.line.error(f"party of {row.cells['code']}", found, "each row once")
        if words.is_lumped(label) and label not in words.parties:
            unnamed.setdefault(label, row)
    _refuse_misspelt(unnamed, words, official)
    return sorted(row.cells["party"] for row in unnamed.values())


def _refuse_misspelt(unnamed: Mapping[str, Row], words: Words, official: OfficialFile) -> None:
    known = [*words.parties, *words.counts]
    for label, row in unnamed.items():
        near = difflib.get_close_matches(label, known, n=1, cutoff=NEAR)
        if near or not any(sign.isalpha() for sign in label):
            raise row.line.error(
                "party",
                repr(row.cells["party"][:60]),
                f"the name as the map has it ({near[0]!r})" if near else "a name",
                f"Fetch the file again, or give the name its code in config/layouts/"
                f"{official.layout_name}.yml, under parties.",
            )


def _refuse_absent(rows: list[Row], words: Words, official: OfficialFile) -> None:
    """DataError for a file without a party that must be there: it would be in the lump."""
    there = {words.parties.get(row.cells["party"].casefold()) for row in rows}
    absent = [code for code in words.settings.in_every_file if code not in there]
    if rows and absent:
        raise DataError(
            official.file,
            "party",
            f"no row of {', '.join(absent)} in the whole file",
            "each of them, by a name that the map has",
            f"Give its name in config/layouts/{official.layout_name}.yml, under parties.",
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
    elif words.is_lumped(label):
        tally.lump(words.settings.unnamed, count, row.line)
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
