"""A number in a table, read by the headers of its row and column and the words above the table."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from analysis.claims.grammar.asked import Carried
from analysis.claims.grammar.bearings import ELECTIONS, Bearings
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.labels import Label, label_of
from analysis.claims.grammar.mentions import KOMMUN, Mentions
from analysis.claims.grammar.numbers import Number
from analysis.claims.grammar.roles import Role, roles_of
from analysis.claims.grammar.topics import Topic
from analysis.claims.judging.combined import FEWEST, judge_sum, summed
from analysis.claims.judging.examine import Bench, Judged, Read, judge_number, stated_of, telling
from analysis.claims.judging.facts import Key
from analysis.claims.judging.readings import AREA_MEASURES, measures_for
from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.model import Cell, Document

UNTOLD = "table"  # the key of the reason where the headers say too little
CAPTION = 100  # characters of a line below a table that can be its caption
PAIR = 2  # years between which something changed
ABOVE = 300  # characters above a table that may say what it is of
BY_PER_CENT = {"turnout", "members", "seats", "votes", "blank_votes", "invalid_votes"}


@dataclass(frozen=True)
class _Told:
    """The two headers of a cell, the words above its table and the heading that it is under."""

    row: Label
    column: Label
    above: Label
    heading: Label

    @property
    def labels(self) -> tuple[Label, ...]:
        return self.row, self.column, self.above, self.heading

    def headers(self, *kinds: str) -> list[str]:
        """Give what the two headers name of these kinds."""
        return list(dict.fromkeys(self.row.named(*kinds) + self.column.named(*kinds)))

    def over(self, *kinds: str) -> list[str]:
        """Give what the words above name of these kinds, or else the heading."""
        return self.above.named(*kinds) or self.heading.named(*kinds)

    def one(self, *kinds: str) -> str:
        """Give the only thing of these kinds that the headers name, or else the words above."""
        for found in (self.headers(*kinds), self.over(*kinds)):
            if found:
                return found[0] if len(found) == 1 else ""
        return ""

    @property
    def counts(self) -> str:
        return next((label.counts for label in self._by_nearness if label.counts), "")

    @property
    def _by_nearness(self) -> tuple[Label, ...]:
        return self.column, self.row, self.above, self.heading

    @property
    def unit(self) -> str:
        return self.column.unit or self.row.unit

    @property
    def change(self) -> int:
        return self.column.change or self.row.change


class Tables:
    """Reads the cells of a document's tables."""

    def __init__(self, document: Document, mentions: Mentions, bench: Bench) -> None:
        self._document, self._mentions, self._bench = document, mentions, bench
        self._cells = sorted(document.cells, key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self._cells]
        self._headings = [start for start, _ in document.headings]
        self._label = cache(lambda text: label_of(text, mentions))
        self._levels = cache(self._level)

    def cell_at(self, offset: int) -> Cell | None:
        """Give the cell that an offset of the document is in."""
        at = bisect_right(self._starts, offset) - 1
        return self._cells[at] if at >= 0 and offset < self._cells[at].end else None

    def read(self, cell: Cell, clause: Clause, carried: Carried) -> Read | str:
        """Give a number of a cell with what the headers say of it, or the key of a reason."""
        above = self._above(cell.table)
        over = (above or self._below(cell.table), self._heading(cell.table))
        told = _Told(*(self._label(text) for text in (cell.row, cell.column, *over)))
        for kind in ("polls", "other_elections"):
            if any(kind in label.named("election") for label in told.labels):
                return kind
        if told.row.strange or told.column.strange:
            return UNTOLD
        number = _with_unit(clause.number, clause, told)
        here = replace(clause, number=number, numbers=_put(clause, number))
        topic = Topic(_topic(here, told))
        if not topic.name or not self._speaks_of_votes(told, carried):
            return UNTOLD
        role = _role(here, told)
        bearings = self._bearings(told, cell, role, carried)
        return Read(here, topic, (role,), (bearings,)) if bearings else UNTOLD

    def judge(self, cell: Cell, read: Read, carried: Carried) -> Judged | str:
        """Judge a cell; one that fits nothing is wrong only where its election is known."""
        total = self._total(cell, read)
        judged = total or judge_number(read, self._bench)
        if not isinstance(judged, Judged):
            return judged
        known = len({reading.key.election for reading, _ in judged.tried}) == 1
        if judged.verdict in RIGHT and (known or telling(read.number)):
            return judged
        return judged if known or carried.election else UNTOLD

    def _total(self, cell: Cell, read: Read) -> Judged | str | None:
        """Judge a cell of a total row as the sum of the rows that the table has; None for no such."""
        row = self._label(cell.row)
        if not row.whole or row.named("area", "party"):
            return None
        parties, areas = (self._of_rows(cell.table, kind) for kind in ("party", "area"))
        if len(parties) > 1:
            return self._all_seats(cell, read) if read.topic.name == "seats" else UNTOLD
        if any(
            self._label(other.row).strange for other in self._cells if other.table == cell.table
        ):
            return None  # not all that it is the sum of is known
        codes = [value.split("|")[0] for value in areas]
        kommuner = [code for code in codes if len(code) == KOMMUN]
        bearings, role = read.bearings, read.roles[0]
        if len(kommuner) < FEWEST or role.kind != "level" or self._all_of_one(kommuner, bearings):
            return None
        measure = (*measures_for(read.clause, read.topic, role), "")[0]
        party = "" if measure in AREA_MEASURES else bearings.parties[0]
        at = (measure, bearings.elections[0], bearings.years[0])
        keys = [Key(*at, area, party) for area in kommuner]
        listed = judge_sum(read, keys, self._bench)
        if not listed:
            return UNTOLD
        return None if listed.verdict not in RIGHT and self._nearer(read, listed) else listed

    def _nearer(self, read: Read, listed: Judged) -> bool:
        """Say if a total is nearer to that of the whole area than to the sum of the rows listed."""
        whole = judge_number(read, self._bench)
        if not isinstance(whole, Judged):
            return False
        stated = stated_of(read.number)
        return abs(stated - whole.fact.value) < abs(stated - listed.fact.value)

    def _all_seats(self, cell: Cell, read: Read) -> Judged | str:
        """Judge the total of a table of parties' seats as those of the assembly."""
        whole = replace(read, topic=Topic("seats_total"))
        judged = judge_number(whole, self._bench)
        parties = self._of_rows(cell.table, "party")
        key = judged.fact.key if isinstance(judged, Judged) else None
        if key and isinstance(judged, Judged) and judged.verdict not in RIGHT:
            keys = [replace(key, measure="seats", party=party) for party in parties]
            listed = summed(self._bench, keys)
            return judged if listed and listed.value == judged.fact.value else UNTOLD
        return judged

    def _of_rows(self, table: int, kind: str) -> list[str]:
        rows = dict.fromkeys(cell.row for cell in self._cells if cell.table == table)
        return list(dict.fromkeys(value for row in rows for value in self._label(row).named(kind)))

    def _all_of_one(self, kommuner: list[str], bearings: Bearings) -> bool:
        """Say if these are all kommuner of the county that the table is of."""
        known = self._bench.facts.areas(bearings.elections[0], bearings.years[0])
        inside = {c for c in known if len(c) == KOMMUN and c[:2] == kommuner[0][:2]}
        return set(kommuner) == inside

    def _above(self, table: int) -> str:
        """Give the paragraph or heading directly above a table, where it is short."""
        before = self._document.text[max(0, table - ABOVE) : table].rstrip()
        line = before[before.rfind("\n") + 1 :].lstrip("# ")
        return "" if line.endswith((".", "!", "?")) else line  # what ends so is of the text

    def _below(self, table: int) -> str:
        """Give the line directly below a table, where it is short and can be its caption."""
        end = max(cell.end for cell in self._cells if cell.table == table)
        rows = self._document.text[end : end + ABOVE].split("\n")[1:]
        line = next((row.strip() for row in rows if row.strip()), "")
        told = len(line) <= CAPTION and "|" not in line and "\t" not in line
        return line if told and not re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", line)) else ""

    def _heading(self, table: int) -> str:
        """Give the heading that a table is under, nothing where the file marks none."""
        at = bisect_right(self._headings, table) - 1
        return self._document.text[slice(*self._document.headings[at])] if at >= 0 else ""

    def _speaks_of_votes(self, told: _Told, carried: Carried) -> bool:
        return bool(carried.election) or any(
            label.counts or label.named("election") for label in told.labels
        )

    def _bearings(self, told: _Told, cell: Cell, role: Role, carried: Carried) -> Bearings | None:
        asked = self._bench.asked
        areas = self._areas(told, cell)
        years = _years(told, role, self._bench)
        if not areas or not years or len(told.headers("party")) > 1:
            return None
        year, compare = years
        election = told.one("election") or carried.election
        party = told.one("party") or asked.party
        elections = (election,) if election else ELECTIONS
        told_compare = compare is not None
        return Bearings(elections, areas, (year,), (party,), compare, told_compare, asked.year)

    def _areas(self, told: _Told, cell: Cell) -> tuple[str, ...]:
        """Give the areas that a cell may be of; none where the headers name several."""
        named = told.headers("area") or [value for value in told.over("area") if value != "00"]
        if len(named) > 1:
            return ()
        return self._of_level(named[0], cell) if named else (self._bench.asked.area,)

    def _of_level(self, value: str, cell: Cell) -> tuple[str, ...]:
        """Give the codes of a name, those of the table's other rows' level first."""
        codes = value.split("|")
        level = self._levels(cell.table)
        return tuple(sorted(codes, key=lambda code: len(code) != level)) if level else tuple(codes)

    def _level(self, table: int) -> int:
        """Give the length of the codes of the rows' names that stand for one area each."""
        rows = {cell.row for cell in self._cells if cell.table == table}
        named = [v for row in sorted(rows) for v in self._label(row).named("area") if "|" not in v]
        lengths = [len(code) for code in named if code != "00"]
        return max(set(lengths), key=lengths.count) if lengths else 0


def cut_at(clause: Clause) -> tuple[int, int]:
    """Give where in its sentence the cell of a number starts and ends: a row may be one sentence."""
    start = max(clause.text.rfind(sign, 0, clause.start) for sign in "|\t\n") + 1
    ends = [clause.text.find(sign, clause.end) for sign in "|\t\n"]
    return start, min([end for end in ends if end >= 0], default=len(clause.text))


def _with_unit(number: Number, clause: Clause, told: _Told) -> Number:
    """Give a number the unit that it has by itself, or else that of its headers."""
    if number.unit:
        return number
    changes = bool(told.change or number.sign)
    unit = "" if changes and clause.previous else told.unit
    if not unit and (number.decimals or told.counts in {"share", "turnout"}):
        unit = "percentage points" if changes else "per cent"
    return replace(number, unit=unit, unit_end=number.end) if unit else number


def _put(clause: Clause, number: Number) -> tuple[Number, ...]:
    numbers = list(clause.numbers)
    numbers[clause.index] = number
    return tuple(numbers)


def _topic(clause: Clause, told: _Told) -> str:
    counts = told.counts
    if clause.unit:
        return counts if counts in BY_PER_CENT else "share"
    return {"all_seats": "seats_total", "share": ""}.get(counts, counts)


def _role(clause: Clause, told: _Told) -> Role:
    sign = clause.number.sign
    if told.change or sign or clause.unit == "percentage points":
        return Role("change", sign or told.change)
    role = roles_of(clause, [])[0]
    return role if role.kind in {"change", "level"} else Role("level")


def _years(told: _Told, role: Role, bench: Bench) -> tuple[int, int | None] | None:
    """Give a cell's year, and the one it is compared with where the headers say; None if unclear."""
    asked = bench.asked
    years = sorted(int(value) for value in told.headers("year"))
    above = sorted(int(value) for value in told.over("year"))
    if role.kind == "change":
        return _change_years(years, above, told, asked.year)
    if len(years) > 1:
        return None
    before = (asked.before(asked.year) or 0) if told.headers("before") else 0
    alone = above[0] if len(above) == 1 else asked.year
    return (years[0] if years else before or alone), None


def _change_years(
    years: list[int], above: list[int], told: _Told, asked: int
) -> tuple[int, int | None] | None:
    found = years or above
    if len(found) == PAIR:
        return found[1], found[0]
    if len(found) > PAIR:
        return None
    since = bool(years) and years[0] < asked and not told.row.named("year")
    return (asked, years[0]) if since else ((found or [asked])[0], None)
