"""Assemblies made from the tidy tables, for the law of seats: what is known of each, or what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

import pandas as pd

from analysis.config import Config
from analysis.entries import ElectionType, SeatRules
from analysis.errors import DataError
from analysis.measures.elected_rows import (
    declared_places,
    declared_seats,
    eligible_voters,
    fixed_seats,
    in_area,
    party_votes,
    tells_constituencies,
)
from analysis.measures.unnamed import Unnamed, unnamed_parties
from analysis.seats.election import Constituency, Election, Rules, SeatsError

LENGTHS: dict[ElectionType, int] = {"riksdag": 2, "region": 2, "kommun": 4}
COUNTRY = "00"
Reason = Literal["", "constituencies", "constituency", "fixed_seats", "size", "lump", "law"]


@dataclass(frozen=True)
class Assembly:
    """One assembly to be elected: who votes where, for how many seats, and what was declared.

    `election` is None where the data don't suffice, and `lacking` then says what they lack, which
    `reason` has a word for. `official` has the declared seats by party; none where nobody states
    them. `source` is where the votes and turnout stand. `eligible` are eligible voters by
    constituency, where known of all; `unnamed` are parties whose votes aren't told apart.
    """

    election_type: ElectionType
    year: int
    area_code: str
    election: Election | None
    lacking: str
    official: dict[str, int]
    official_places: dict[str, dict[str, int]]
    source: str
    count_stage: str
    reason: Reason = ""
    eligible: dict[str, int] = field(default_factory=dict)
    unnamed: Unnamed = field(default_factory=Unnamed)

    @property
    def key(self) -> str:
        """Name it as messages do: "kommun 2018 2283"."""
        return f"{self.election_type} {self.year} {self.area_code}"


def rules_of(config: Config, election_type: str, year: int) -> tuple[Rules, SeatRules]:
    """Give the rules of a kind of election in a year, as numbers and as registered."""
    day = config.election_date(year)
    for entry in config.elections.seat_rules:
        if entry.election_type == election_type and entry.holds_on(day):
            local = entry.constituency_threshold
            return Rules(
                Fraction(entry.first_divisor),
                Fraction(entry.threshold),
                Fraction(entry.undivided_threshold),
                Fraction(local) if local else None,
                entry.over_represented,
            ), entry
    raise DataError(
        "config/elections.yml",
        f"seat_rules, {election_type} {year}",
        "no rules on that day",
        "one entry for each kind of election and day",
        "Add the rules of that election.",
    )


def adjustment_seats(entry: SeatRules, seats: int) -> int:
    """Give how many of all seats of a divided assembly are adjustment seats by some rules."""
    if entry.adjustment_seats == "tenth":
        return seats - seats * 9 // 10
    return entry.adjustment_seats


def assembly(
    tables: Mapping[str, pd.DataFrame], config: Config, key: tuple[ElectionType, int, str]
) -> Assembly:
    """Give one assembly by election type, year and area code (00 for the Riksdag)."""
    [found] = assemblies(_of_assembly(tables, key), config)
    return found


def assemblies(tables: Mapping[str, pd.DataFrame], config: Config) -> Iterator[Assembly]:
    """Give every assembly that the turnout table has: kommuner, regions, and the Riksdag."""
    turnout = tables["turnout"]
    lengths = turnout["election_type"].map(LENGTHS)
    own = turnout["area_code"].str.len() == lengths
    own &= (turnout["area_code"] == COUNTRY) == (turnout["election_type"] == "riksdag")
    votes, seats = (_by_area(tables[name]) for name in ("votes", "seats"))
    for row in turnout[own].itertuples(index=False):
        key = (str(row.election_type), str(row.year), str(row.area_code))
        if key in votes:
            known = _Known(tables, config, row, votes[key], seats.get(key))
            yield known.assembly()


def _by_area(table: pd.DataFrame) -> dict[tuple[str, ...], pd.DataFrame]:
    groups = table.groupby(["election_type", "year", "area_code"])
    return {tuple(map(str, key)): rows for key, rows in groups}


def _of_assembly(
    tables: Mapping[str, pd.DataFrame], key: tuple[ElectionType, int, str]
) -> dict[str, pd.DataFrame]:
    kind, year, code = key
    chosen = {}
    for name, table in tables.items():
        if "election_type" not in table:
            continue
        here = (table["election_type"] == kind) & (table["year"] == year)
        if name in ("votes", "turnout", "seats"):
            here &= table["area_code"] == code
        chosen[name] = table[here]
    return chosen


@dataclass(frozen=True)
class _Known:
    """What the tables have of one assembly: its turnout row, its votes, its declared seats."""

    tables: Mapping[str, pd.DataFrame]
    config: Config
    row: object
    votes: pd.DataFrame
    seats: pd.DataFrame | None

    def assembly(self) -> Assembly:
        election, lacking = None, ""
        reason: Reason = ""
        places = self._places()
        unnamed = self._unnamed(places)
        try:
            election = self._election(places, unnamed)
        except SeatsError as error:
            lacking, reason = f"{error.found} where there should be {error.expected}", "law"
        except _LackingError as error:
            lacking, reason = str(error), error.reason
        return Assembly(
            self._text("election_type"),  # type: ignore[arg-type]
            int(self._text("year")),
            self._text("area_code"),
            election,
            lacking,
            declared_seats(self.seats),
            declared_places(self._place_votes),
            str(self.votes["source"].iloc[0]).split("; ")[0],
            self._text("count_stage"),
            reason,
            eligible_voters(places),
            unnamed,
        )

    def _text(self, name: str) -> str:
        return str(getattr(self.row, name))

    def _election(self, places: pd.DataFrame, unnamed: Unnamed) -> Election:
        """Give the election, of one constituency or of those that make up the area."""
        code = self._text("area_code")
        self._refuse_part(places)
        self._refuse_large_lump(places, unnamed)
        filled = self._to_fill(places)
        if places.empty:
            total = filled.get("") or self._assembly_seats()
            votes = party_votes(self.votes)
            return Election({code: Constituency(total, votes, int(self._text("valid_votes")))})
        return self._divided(places, filled, unnamed)

    def _refuse_large_lump(self, places: pd.DataFrame, unnamed: Unnamed) -> None:
        """Refuse where small parties are lumped, and one of them might be over a threshold."""
        rules, _ = rules_of(self.config, self._text("election_type"), int(self._text("year")))
        valid = {self._text("area_code"): int(self._text("valid_votes"))}
        if len(places):
            valid = dict(zip(places["valkrets_code"], places["valid_votes"].map(int), strict=True))
        if unnamed.might_have_seats(valid, rules):
            raise _LackingError("lump", f"{unnamed.votes} votes of small parties aren't told apart")

    def _divided(
        self, places: pd.DataFrame, filled: Mapping[str, int], unnamed: Unnamed
    ) -> Election:
        here = self._votes_by_place(places)
        made = {
            str(place.valkrets_code): Constituency(
                fixed_seats(place, filled),
                party_votes(here[str(place.valkrets_code)], unnamed.parties),
                int(str(place.valid_votes)),
            )
            for place in places.itertuples(index=False)
        }
        fixed = sum(place.seats for place in made.values())
        return Election(made, self._adjustment_seats(fixed, filled))

    @cached_property
    def _place_votes(self) -> pd.DataFrame:
        kind, code = self._text("election_type"), self._text("area_code")
        return in_area(self.tables["valkrets_votes"], kind, code)

    def _votes_by_place(self, places: pd.DataFrame) -> dict[str, pd.DataFrame]:
        if places.empty:
            return {}
        rows = self._place_votes
        rows = rows[rows["valkrets_code"].isin(places["valkrets_code"])]
        return {str(name): part for name, part in rows.groupby("valkrets_code")}

    def _adjustment_seats(self, fixed: int, filled: Mapping[str, int]) -> int:
        """Give the seats beyond the fixed ones; SeatsError where those aren't what the law says."""
        _, entry = rules_of(self.config, self._text("election_type"), int(self._text("year")))
        if entry.adjustment_seats != "tenth":
            return entry.adjustment_seats
        total = filled.get("") or self._assembly_seats()
        expected = adjustment_seats(entry, total)
        if total - fixed != expected:
            raise SeatsError(f"{total - fixed} adjustment seats of {total}", f"{expected} by law")
        return expected

    def _places(self) -> pd.DataFrame:
        """Give the area's constituencies that the data have, none where it is undivided."""
        kind, code = self._text("election_type"), self._text("area_code")
        return in_area(self.tables["valkretsar"], kind, code)

    def _refuse_part(self, places: pd.DataFrame) -> None:
        """Refuse where a constituency lacks, or it isn't known whether there are any."""
        if len(places):
            if int(places["valid_votes"].sum()) != int(self._text("valid_votes")):
                raise _LackingError("constituency", "not all of its constituencies are in the data")
        elif not self._known_undivided(self._text("election_type"), self._text("area_code")):
            raise _LackingError("constituencies", "its constituencies aren't in the data")

    def _unnamed(self, places: pd.DataFrame) -> Unnamed:
        return unnamed_parties(self.votes, self._votes_by_place(places))

    def _known_undivided(self, kind: str, code: str) -> bool:
        listed = self._listed()
        if listed:
            return set(listed) == {""}
        districts = self.tables["valdistrikt"]
        here = districts[
            (districts["election_type"] == kind)
            & districts["kommun_code"].str.startswith(code)
            & (districts["area_level"] == "valdistrikt")
        ]
        told = all(tells_constituencies(self.config, name) for name in here["publication"].unique())
        undivided = bool((here["valkrets_code"] == "").all())
        return kind != "riksdag" and len(here) > 0 and told and undivided

    def _listed(self) -> dict[str, int]:
        """Give the seats to fill that the register has of this assembly, by constituency."""
        key = (self._text("election_type"), int(self._text("year")), self._text("area_code"))
        return {
            entry.valkrets_code: entry.seats
            for entry in self.config.seats_to_fill
            if (entry.election_type, entry.year, entry.area_code) == key
        }

    def _to_fill(self, places: pd.DataFrame) -> dict[str, int]:
        listed = self._listed()
        if places.empty or places["fixed_seats"].notna().all():
            return listed
        lacking = sorted(set(places["valkrets_code"]) - set(listed))
        if lacking:
            raise _LackingError(
                "fixed_seats", f"the fixed seats of {len(lacking)} constituencies aren't known"
            )
        return listed

    def _assembly_seats(self) -> int:
        stated = getattr(self.row, "assembly_seats", pd.NA)
        if not pd.isna(stated):
            return int(stated)
        official = declared_seats(self.seats)
        if not official:
            raise _LackingError("size", "how many seats there are to fill isn't known")
        return sum(official.values())


class _LackingError(Exception):
    """What the data lack of an assembly, and the word for it."""

    def __init__(self, reason: Reason, said: str) -> None:
        super().__init__(said)
        self.reason = reason
