"""The registers in config/: sources, layouts, elections, parties, areas and corrections, checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.entries import (
    Area,
    Correction,
    Dated,
    Difference,
    Elections,
    Layout,
    NationalTotal,
    Official,
    Party,
    SeatsToFill,
    Sources,
    Valkrets,
)
from analysis.errors import DataError
from analysis.register_files import read_csv, read_yaml


class Config(BaseModel):
    """All registers of one checkout."""

    model_config = ConfigDict(frozen=True)
    sources: Sources
    layouts: dict[str, Layout]
    elections: Elections
    parties: list[Party]
    areas: list[Area]
    corrections: list[Correction]
    differences: list[Difference] = []
    official: Official = Official(order=[], publications=[])
    valkretsar: list[Valkrets] = []
    national_totals: list[NationalTotal] = []
    seats_to_fill: list[SeatsToFill] = []

    def election_date(self, year: int) -> date:
        """Give the election day of that year; KeyError when no election is registered."""
        return self.elections.elections[year].date

    def previous_year(self, year: int) -> int | None:
        """Give the election year before this one, or None for the first."""
        return max((known for known in self.elections.elections if known < year), default=None)

    def parts_of(self, area_code: str, election_type: str, year: int) -> set[str]:
        """Give the codes of the areas that make up a county or the country in that election."""
        day = self.election_date(year)
        areas = [area for area in self.areas if area.holds_on(day)]
        if area_code != "00":
            kommuner = [area for area in areas if area.area_level == "kommun"]
            return {area.area_code for area in kommuner if area.county_code == area_code}
        without = self.elections.without_region_election if election_type == "region" else []
        counties = {area.area_code for area in areas if area.area_level == "county"}
        return counties - set(without)

    def area_name(self, code: str, language: str = "sv") -> str:
        """Name an area as in a heading: "Västernorrlands län", "Sundsvall"."""
        area = self.area(code)
        if language == "en" and area.area_level != "kommun":
            return "Sweden" if area.area_level == "country" else f"{area.short_name} county"
        return area.name

    def party_name(self, code: str, year: int, language: str = "sv") -> str:
        """Name a party as it was called on election day; its code where no name is registered."""
        day = self.election_date(year)
        named = [p for p in self.parties if p.party_code == code and p.holds_on(day)]
        best = max(named, key=lambda party: party.published_code == party.party_code, default=None)
        if best is None:
            return code
        english = best.name_en if language == "en" else ""
        return english or best.name or code

    def party_phrase(self, code: str, year: int, language: str = "sv") -> str:
        """Name a party as inside a sentence: English puts "the" before an English name."""
        name = self.party_name(code, year, language)
        translated = language == "en" and any(party.name_en == name for party in self.parties)
        return f"the {name}" if translated else name

    def area(self, code: str) -> Area:
        """Give the area with that code; KeyError when it isn't registered."""
        return _areas_by_code(tuple(self.areas))[code]


@cache
def _areas_by_code(areas: tuple[Area, ...]) -> dict[str, Area]:
    return {area.area_code: area for area in areas}


@cache
def load_config(folder: Path) -> Config:
    """Read every register below `folder`; a malformed one is a DataError that names its place."""
    layouts = {path.stem: read_yaml(path) for path in sorted((folder / "layouts").glob("*.yml"))}
    content = {
        "sources": read_yaml(folder / "sources.yml"),
        "layouts": layouts,
        "elections": read_yaml(folder / "elections.yml"),
        "parties": read_csv(folder / "parties.csv"),
        "areas": read_csv(folder / "areas.csv"),
        "valkretsar": read_csv(folder / "valkretsar.csv"),
        "seats_to_fill": read_csv(folder / "seats_to_fill.csv"),
        "national_totals": read_csv(folder / "national_totals.csv"),
        "official": read_yaml(folder / "official.yml"),
        **read_yaml(folder / "corrections.yml"),
    }
    return _validated(folder, content)


def _validated(folder: Path, content: dict[str, Any]) -> Config:
    try:
        config = Config.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        found = repr(first.get("input"))[:80]
        raise DataError(
            folder.name, place, found, first["msg"], "Mend that entry of the register."
        ) from error
    _check_doubled("parties.csv", [(party.published_code, party) for party in config.parties])
    _check_doubled("areas.csv", [(area.area_code, area) for area in config.areas])
    _check_doubled("valkretsar.csv", [(entry.kommun_code, entry) for entry in config.valkretsar])
    return config


def _check_doubled(file: str, coded: Sequence[tuple[str, Dated]]) -> None:
    """DataError for a code that two entries claim for the same day."""
    last: dict[str, date] = {}
    for code, entry in sorted(coded, key=lambda pair: (pair[0], pair[1].valid_from or date.min)):
        if code in last and (entry.valid_from or date.min) <= last[code]:
            found = "two entries that hold on the same day"
            action = "Take one out, or end the first before the second begins."
            raise DataError(file, code, found, "one entry a code and day", action)
        last[code] = entry.valid_to or date.max
