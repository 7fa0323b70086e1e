"""Areas gathered cell by cell from a long table, checked as they come, and made raw results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.errors import DataError
from analysis.extract.results import (
    AREA_COLUMNS,
    RESULT_KEY,
    VOTE_COLUMNS,
    RawResults,
    text_table,
)

LOOK = (
    "Fetch the file again; if it is so at the publisher's, describe it in config/corrections.yml."
)
# 0 may be written at any length, and no count of one election has more than seven digits.
_WHOLE = re.compile(r"0*([0-9]{1,9})")


@dataclass(frozen=True)
class Line:
    """A line of a text or a row of a sheet, 1-based."""

    file: str
    number: int

    @property
    def source(self) -> str:
        """Where it is, as tables say it: "roster.xlsx:12"."""
        return f"{self.file.replace(' ', '_')}:{self.number}"

    def error(self, what: str, found: str, expected: str, action: str = LOOK) -> DataError:
        """Give the error that something on this line is wrong."""
        return DataError(self.file, f"line {self.number}, {what}", found, expected, action)

    def whole(self, cell: str, what: str) -> str:
        """Give a count as plain digits; DataError for what is no whole number, 0 or more."""
        matched = _WHOLE.fullmatch(cell)
        if matched is None:
            raise self.error(what, repr(cell[:40]), "a whole number, 0 or more, digits only")
        return str(int(matched[1]))


@dataclass
class Tally:
    """One area: its cells by `AREA_COLUMNS`, and its parties' votes with the line of each."""

    line: Line
    cells: dict[str, str]
    votes: dict[str, tuple[str, Line]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The area's code, for messages."""
        return self.cells["area_code"]

    def state(self, column: str, count: str, line: Line) -> None:
        """Note a count of the area; DataError if the file has stated it before."""
        if column in self.cells:
            raise line.error(f"{column} of {self.code}", f"{count} once more", "each row once")
        self.cells[column] = count

    def vote(self, code: str, count: str, line: Line) -> None:
        """Note a party's votes; DataError if the area has that party already."""
        if code in self.votes:
            raise line.error(f"party {code} of {self.code}", f"{count} once more", "each row once")
        self.votes[code] = (count, line)

    def lump(self, code: str, count: str, line: Line) -> None:
        """Add the votes of a party that has no code to a lump's, which stands at its first line."""
        before, first = self.votes.get(code, ("0", line))
        self.votes[code] = (str(int(before) + int(count)), first)

    def voted(self) -> int:
        """Give the sum of the parties' votes."""
        return sum(int(count) for count, _ in self.votes.values())

    def number(self, column: str) -> int | None:
        """Give a count of the area, or None if the file doesn't state it."""
        cell = self.cells.get(column, "")
        return int(cell) if cell else None


def check_valid_votes(tally: Tally) -> None:
    """DataError where the parties' votes don't make the area's valid votes as stated."""
    stated = tally.number("valid_votes")
    if stated is not None and stated != tally.voted():
        found = f"{tally.voted()} votes by party"
        raise tally.line.error(f"area {tally.code}", found, f"{stated}, the valid votes stated")


def raw_results(tallies: list[Tally]) -> RawResults:
    """Make the areas' tables, in the order in which the areas came."""
    areas: dict[str, list[str]] = {
        name: [tally.cells.get(name, "") for tally in tallies] for name in AREA_COLUMNS
    }
    areas["source"] = [tally.line.source for tally in tallies]
    rows = [
        [*(tally.cells[name] for name in RESULT_KEY), code, count, line.source]
        for tally in tallies
        for code, (count, line) in tally.votes.items()
    ]
    names = [*RESULT_KEY, "published_code", "votes", "source"]
    votes = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return RawResults(text_table(areas, AREA_COLUMNS), text_table(votes, VOTE_COLUMNS))
