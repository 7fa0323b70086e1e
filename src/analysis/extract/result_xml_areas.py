"""An area element of the authority's XML: its codes, its constituency, its own counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from analysis.entries import ElectionType
from analysis.extract.result_xml_settings import AreaElement, Settings

# Raises: what was found, what was expected, and of what.
Refuse = Callable[[str, str, str], NoReturn]


@dataclass(frozen=True)
class Head:
    """What a file says of itself: election, year, count stage; and its number among the files."""

    election_type: ElectionType
    year: str
    count_stage: str
    tree: int


@dataclass
class Area:
    """One area element: its place, its codes, and its other cells by `AREA_COLUMNS`.

    `number` and `parent` are places among all areas, `element` one among the file's elements.
    `listed` is False for a subtotal, which takes part in the sums and is no row.
    """

    head: Head
    tag: str
    level: str
    code: str
    number: int
    element: int
    parent: int = -1
    county: str = ""
    kommun: str = ""
    valkrets: str = ""
    national: bool = False
    listed: bool = True
    counted: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the area is known by: election type, year, level, code."""
        return self.head.election_type, self.head.year, self.level, self.code

    def count(self, column: str) -> int | None:
        """Give a count of the area, or None where the file doesn't state it."""
        cell = self.cells.get(column, "")
        return int(cell) if cell else None


def fill_area(area: Area, attributes: dict[str, str], settings: Settings, refuse: Refuse) -> None:
    """Give an area the codes and counts of its attributes; it knows already what it stands in."""
    kind = settings.areas[area.tag]
    cells: dict[str, str] = {
        ours: attributes[name]
        for name, ours in settings.area_attributes.items()
        if name in attributes
    }
    area.code = cells.pop("area_code")
    region_valkrets = cells.pop("region_valkrets", "")
    area.counted = cells.pop("counted_valdistrikt", "")
    _place(area, kind, refuse)
    if region_valkrets and area.head.election_type == "region":
        _region_valkrets(area, region_valkrets, settings, refuse)
    if cells.get("area_name") == settings.blanked_name:
        cells["area_name"] = ""
    cells["comparability"] = _comparability(area, cells, settings, refuse)
    area.cells = cells


def _place(area: Area, kind: AreaElement, refuse: Refuse) -> None:
    """Hold the code against its form and what is around, and take out what it says of places."""
    said = re.fullmatch(kind.code, area.code)
    if said is None:
        refuse(f"the code {area.code[:20]!r}", f"a code as {kind.code}", area.tag)
    _check_around(area, said.groupdict(), refuse)
    if area.level == "county":
        area.county = area.code
    if area.level == "kommun":
        area.kommun = area.code
    if kind.constituency_of is None:
        return
    undivided = kind.undivided is not None and area.code.endswith(kind.undivided)
    area.listed = kind.constituency_of == area.head.election_type and not undivided
    if area.listed:
        area.code = area.valkrets = said["constituency"]


def _check_around(area: Area, said: dict[str, str | None], refuse: Refuse) -> None:
    for name, around in (("county", area.county), ("kommun", area.kommun)):
        stated = said.get(name)
        if stated and around and stated != around:
            refuse(f"the code {area.code!r}", f"a code of {name} {around}", area.tag)


def _region_valkrets(area: Area, code: str, settings: Settings, refuse: Refuse) -> None:
    said = re.fullmatch(settings.region_valkrets, code)
    if said is None or not area.kommun.startswith(said["county"]):
        expected = f"a constituency of county {area.kommun[:2]}"
        refuse(f"the code {code[:20]!r}", expected, f"{area.tag} {area.code}")
    area.valkrets = "" if code.endswith(settings.region_undivided) else code


def _comparability(area: Area, cells: dict[str, str], settings: Settings, refuse: Refuse) -> str:
    said = cells.get("comparability")
    if said is None:
        compared = area.level in settings.comparable_levels and "votes_before" in cells
        return "comparable" if compared else ""
    if said not in settings.comparability:
        known = ", ".join(settings.comparability)
        refuse("an unknown word on how the area was made", f"one of {known}", area.code)
    return settings.comparability[said]
