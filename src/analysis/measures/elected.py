"""Assemblies made from the tidy tables, for the law of seats: what is known of each, or what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.config import Config
from analysis.entries import ElectionType, SeatRules
from analysis.errors import DataError
from analysis.seats.election import Constituency, Election, Rules, SeatsError

LENGTHS: dict[ElectionType, int] = {"riksdag": 2, "region": 2, "kommun": 4}
COUNTRY = "00"


@dataclass(frozen=True)
class Assembly:
    """One assembly to be elected: who votes where, for how many seats, and what was declared.

    `election` is None where the data don't suffice, and `lacking` then says what they lack.
    `official` has the declared seats by party; none where nobody states them all. `source` is where
    the votes and turnout stand.
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
        try:
            election = self._election()
        except SeatsError as error:
            lacking = f"{error.found} where there should be {error.expected}"
        except _LackingError as error:
            lacking = str(error)
        official = self._official()
        return Assembly(
            self._text("election_type"),  # type: ignore[arg-type]
            int(self._text("year")),
            self._text("area_code"),
            election,
            lacking,
            official,
            self._official_places(),
            str(self.votes["source"].iloc[0]).split("; ")[0],
            self._text("count_stage"),
        )

    def _text(self, name: str) -> str:
        return str(getattr(self.row, name))

    def _election(self) -> Election:
        """Give the election, of one constituency or of those that make up the area."""
        code = self._text("area_code")
        places = self._places()
        self._refuse_large_lump()
        filled = self._to_fill(places)
        if places.empty:
            total = filled.get("") or self._assembly_seats()
            votes = _party_votes(self.votes)
            return Election({code: Constituency(total, votes, int(self._text("valid_votes")))})
        rows = self.tables["valkrets_votes"]
        rows = rows[rows["valkrets_code"].isin(places["valkrets_code"])]
        here = {str(name): part for name, part in rows.groupby("valkrets_code")}
        made = {
            str(place.valkrets_code): Constituency(
                _fixed(place, filled),
                _party_votes(here[str(place.valkrets_code)]),
                int(str(place.valid_votes)),
            )
            for place in places.itertuples(index=False)
        }
        fixed = sum(place.seats for place in made.values())
        return Election(made, self._adjustment_seats(fixed, filled))

    def _adjustment_seats(self, fixed: int, filled: Mapping[str, int]) -> int:
        """Give the seats beyond the fixed ones; SeatsError where those aren't what the law says."""
        _, entry = rules_of(self.config, self._text("election_type"), int(self._text("year")))
        if entry.adjustment_seats != "tenth":
            return entry.adjustment_seats
        total = filled.get("") or self._assembly_seats()
        expected = total - total * 9 // 10
        if total - fixed != expected:
            raise SeatsError(f"{total - fixed} adjustment seats of {total}", f"{expected} by law")
        return expected

    def _places(self) -> pd.DataFrame:
        """Give the area's constituencies, none where it is undivided; refuse where that isn't known."""
        kind, code = self._text("election_type"), self._text("area_code")
        rows = self.tables["valkretsar"]
        rows = rows[rows["valkrets_code"].str.startswith(code)] if code != COUNTRY else rows
        rows = rows[rows["election_type"] == kind]
        if len(rows):
            if int(rows["valid_votes"].sum()) != int(self._text("valid_votes")):
                raise _LackingError("not all of its constituencies are in the data")
            return rows
        if not self._known_undivided(kind, code):
            raise _LackingError("its constituencies aren't in the data")
        return rows

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
        told = all(
            _tells_constituencies(self.config, name) for name in here["publication"].unique()
        )
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
            raise _LackingError(f"the fixed seats of {len(lacking)} constituencies aren't known")
        return listed

    def _assembly_seats(self) -> int:
        stated = getattr(self.row, "assembly_seats", pd.NA)
        if not pd.isna(stated):
            return int(stated)
        official = self._official()
        if not official:
            raise _LackingError("how many seats there are to fill isn't known")
        return sum(official.values())

    def _refuse_large_lump(self) -> None:
        """Refuse where small parties are lumped, and one of them might be over the threshold."""
        lumped = int(self.votes.loc[self.votes["kind"] == "unspecified", "votes"].sum())
        rules, _ = rules_of(self.config, self._text("election_type"), int(self._text("year")))
        least = min(rules.threshold, rules.undivided_threshold)
        if lumped and lumped >= least * int(self._text("valid_votes")):
            raise _LackingError(f"{lumped} votes of small parties aren't told apart")

    def _official(self) -> dict[str, int]:
        """Give the declared seats; none unless all parties with votes have a number."""
        if self.seats is None:
            return {}
        return {
            p: int(n)
            for p, n in zip(self.seats["party_code"], self.seats["seats"], strict=True)
            if n
        }

    def _official_places(self) -> dict[str, dict[str, int]]:
        """Give the declared seats by constituency, where the source states them."""
        code = self._text("area_code")
        rows = self.tables["valkrets_votes"]
        rows = rows[(rows["election_type"] == self._text("election_type")) & rows["seats"].notna()]
        rows = rows[rows["valkrets_code"].str.startswith(code)] if code != COUNTRY else rows
        return {
            str(name): {
                p: int(n) for p, n in zip(part["party_code"], part["seats"], strict=True) if n
            }
            for name, part in rows.groupby("valkrets_code")
        }


def _tells_constituencies(config: Config, publication: str) -> bool:
    """Say if a publication's layout has its valdistrikt's constituency: wide tables may lack it."""
    layouts = {e.layout for e in config.official.publications if e.publication == publication}
    for name in layouts:
        leading = config.layouts[name].settings.get("leading")
        if leading is not None and all(entry["role"] != "valkrets_part" for entry in leading):
            return False
    return bool(layouts)


class _LackingError(Exception):
    """What the data lack of an assembly."""


def _fixed(place: object, listed: Mapping[str, int]) -> int:
    code = str(getattr(place, "valkrets_code", ""))
    return listed[code] if code in listed else int(str(getattr(place, "fixed_seats", "")))


def _party_votes(rows: pd.DataFrame) -> dict[str, int]:
    """Give the votes of those that can have a seat: parties, not names and not lumps."""
    named = rows[rows["kind"] == "party"]
    return {p: int(n) for p, n in zip(named["party_code"], named["votes"], strict=True)}
