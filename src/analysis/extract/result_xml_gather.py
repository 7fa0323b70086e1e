"""Trees of the authority's XML as areas and votes: each area's own children, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple, NoReturn
from xml.etree.ElementTree import Element

from analysis.extract.result_xml_areas import Area, Head, fill_area
from analysis.extract.result_xml_settings import Settings
from analysis.extract.result_xml_tags import Tree

WRITE_IN = "HANDSKRIVNA"
_DAY = re.compile(r"(?:19|20)[0-9]{6}")


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True)
class Votes:
    """Parties' figures, one list a column: lists of text cost the collector of garbage nothing.

    `areas` and `elements` are places, in the areas and in all elements.
    """

    areas: list[int]
    codes: list[str]
    votes: list[str]
    before: list[str]
    seats: list[str]
    adjustment_seats: list[str]
    elements: list[int]


FIGURES = len(fields(Votes))


class Lump(NamedTuple):
    """A sum of small parties, which stand among the votes from `first` up to `end`.

    `before` is its figure of the election before, and `rest` what of it is no party's; '' where
    that isn't stated, or (in 2006) not by party.
    """

    area: int
    votes: str
    seats: str
    first: int
    end: int
    element: int
    before: str
    rest: str | None


class Gatherer:
    """Takes areas and votes out of trees, one tree after the other.

    An element is known by its place among those of all trees: `base` is the tree's first.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.areas: list[Area] = []
        # A party's figures one after the other, in the order of the fields of `Votes`.
        self._figures: list[Any] = []
        self.lumps: list[Lump] = []
        self._tree: Tree
        self._base = 0
        self._number = 0
        self._forms: set[tuple[str, ...]] = set()
        names = {ours: name for name, ours in settings.party_attributes.items()}
        self._code, self._votes = names["published_code"], names["votes"]
        self._before, self._seats = names["votes_before"], names["seats"]
        self._adjustment = names["adjustment_seats"]
        invalid = {ours: name for name, ours in settings.invalid_attributes.items()}
        self._kind, self._invalid_votes = invalid["kind"], invalid["votes"]

    def votes(self) -> Votes:
        """Give all parties' figures so far."""
        return Votes(*(self._figures[place::FIGURES] for place in range(FIGURES)))

    @property
    def _rows(self) -> int:
        return len(self._figures) // FIGURES

    def add(self, tree: Tree, place: int) -> None:
        """Take what one file says; `place` is its number. DataError for what the map lacks."""
        self._tree, self._number = tree, self._base
        if tree.root.tag != self.settings.root:
            self._refuse("another root", self.settings.root)
        head = self._head(tree.root.attrib, place)
        if len(tree.root) != 1:
            self._refuse(f"{len(tree.root)} areas", "one that holds the others", tree.root.tag)
        self._check_file_name(tree.root.attrib, tree.root[0].attrib)
        for child in tree.root:
            self._area(child, head, None)
        self._base += len(tree.lines)

    def _refuse(self, found: str, expected: str, key: str = "") -> NoReturn:
        line = self._tree.line(self._number - self._base)
        raise self._tree.text.error(line, found, expected, key)

    def _check(self, element: Element) -> None:
        """DataError for an element or attribute that the map lacks, or that lacks an attribute."""
        form = (element.tag, *element.attrib)
        if form in self._forms:
            return
        known = self.settings.known_attributes.get(element.tag)
        if known is None:
            self._refuse(f"the element {element.tag!r}", "one that the layout's map names")
        for name in element.attrib:
            if name not in known:
                self._refuse(f"the attribute {name!r}", "one that the map names", element.tag)
        for name in self.settings.required_attributes[element.tag]:
            if name not in element.attrib:
                self._refuse(f"no {name}", "that attribute", element.tag)
        self._forms.add(form)

    def _head(self, attributes: dict[str, str], place: int) -> Head:
        self._check(self._tree.root)
        said = {ours: attributes[name] for name, ours in self.settings.root_attributes.items()}
        election = self.settings.election_types.get(said["election_type"])
        if election is None:
            known = ", ".join(self.settings.election_types)
            self._refuse("an unknown kind of election", f"one of {known}")
        day = said["election_day"]
        if not _is_day(day):
            self._refuse(f"the election day {day[:12]!r}", "a day as 20180909")
        final = said["count_stage"].startswith(self.settings.final_begins_with)
        return Head(election, day[:4], "final" if final else "preliminary", place)

    def _check_file_name(self, root: dict[str, str], area: dict[str, str]) -> None:
        """DataError where the name that a file gives itself is another election's or area's."""
        name = re.fullmatch(
            self.settings.file_name, root.get(self.settings.file_name_attribute, "")
        )
        if name is None:
            return
        kind = next(
            root[n] for n, o in self.settings.root_attributes.items() if o == "election_type"
        )
        codes = [
            area.get(n, "") for n, o in self.settings.area_attributes.items() if o == "area_code"
        ]
        if (name["code"], name["kind"]) != (*codes, kind[:1]):
            found = f"results of {kind} in {codes[0][:20]!r}"
            expected = f"those of {name[0]!r}, as the file calls itself"
            self._refuse(found, expected, self.settings.root)

    def _area(self, element: Element, head: Head, around: Area | None) -> Area:
        """Take an area with all that is in it, depth first."""
        self._number += 1
        kind = self.settings.areas.get(element.tag)
        outside = around.tag if around else self.settings.root
        if kind is None or outside not in kind.within:
            self._refuse(f"the element {element.tag!r}", "another element here", outside)
        self._check(element)
        place = (len(self.areas), self._number)
        area = Area(head, element.tag, kind.level, "", *place)
        if around:
            area.parent, area.county, area.kommun = around.number, around.county, around.kommun
            area.valkrets, area.national = around.valkrets, around.national
        area.national = area.national or area.level == "country"
        fill_area(area, element.attrib, self.settings, self._refuse)
        self.areas.append(area)
        self._children(element, area)
        return area

    def _children(self, element: Element, area: Area) -> None:
        party, areas, parts = self.settings.elements.party, self.settings.areas, []
        for child in element:
            if child.tag == party:
                self._number += 1
                self._party(child, area)
            elif child.tag in areas:
                parts.append(self._area(child, area.head, area))
            else:
                self._number += 1
                self._other(child, area)
        constituencies = {part.valkrets for part in parts}
        if area.level == "kommun" and not area.valkrets and len(constituencies) == 1:
            area.valkrets = constituencies.pop() if area.head.election_type == "region" else ""

    def _other(self, child: Element, area: Area) -> None:
        elements = self.settings.elements
        self._check(child)
        if child.tag == elements.small_parties:
            self._small_parties(child, area)
            return
        self._leaf(child)
        if child.tag == elements.invalid:
            self._invalid(child, area)
        elif child.tag == elements.turnout:
            for name, ours in self.settings.turnout_attributes.items():
                self._state(area, ours, child.attrib[name])
        else:
            self._refuse(f"the element {child.tag!r}", "another element here", area.tag)

    def _leaf(self, element: Element) -> None:
        if len(element):
            self._refuse("an element inside", "none", element.tag)

    def _invalid(self, child: Element, area: Area) -> None:
        column = self.settings.invalid_kinds.get(child.attrib[self._kind])
        if column is None:
            known = ", ".join(self.settings.invalid_kinds)
            self._refuse("an unknown kind of invalid votes", f"one of {known}", area.code)
        self._state(area, column, child.attrib[self._invalid_votes])

    def _state(self, area: Area, column: str, count: str) -> None:
        if column in area.cells:
            self._refuse(f"{column} twice", "once", area.code)
        area.cells[column] = count

    def _party(self, element: Element, area: Area) -> None:
        self._check(element)
        said = element.attrib
        code = said[self._code]
        if code != self.settings.write_in_code:
            if len(element):
                self._leaf(element)
            self._vote(said, area.number, code)
        elif len(element):
            self._lumped(element, area)
        else:
            # Nobody in the lump has a name: the districts' sums show that all are hand-written.
            self._vote({self._votes: said[self._votes]}, area.number, WRITE_IN)
            before, row = said.get(self._before, ""), self._rows
            lump = (said[self._votes], "", row - 1, row, self._number, before, None)
            self.lumps.append(Lump(area.number, *lump))

    def _vote(self, said: dict[str, str], area: int, code: str) -> None:
        get = said.get
        before, seats, extra = (
            get(self._before, ""),
            get(self._seats, ""),
            get(self._adjustment, ""),
        )
        self._figures += (area, code, said[self._votes], before, seats, extra, self._number)

    def _lumped(self, element: Element, area: Area) -> None:
        """Take the parts of 2006's lump; its seats and its figure of before are not the parts'."""
        first, number = self._rows, self._number
        for part in element:
            self._number += 1
            self._check(part)
            if part.tag != self.settings.elements.lumped_part:
                self._refuse(f"the element {part.tag!r}", "a part of the lump", element.tag)
            self._leaf(part)
            code = part.attrib[self._code]
            named = code != self.settings.write_in_code
            self._vote(part.attrib, area.number, code if named else WRITE_IN)
        votes, before = element.attrib[self._votes], element.attrib.get(self._before, "")
        end = self._rows
        self.lumps.append(Lump(area.number, votes, "", first, end, number, before, None))

    def _small_parties(self, element: Element, area: Area) -> None:
        elements, first, number = self.settings.elements, self._rows, self._number
        rest = ""
        for part in element:
            self._number += 1
            self._check(part)
            self._leaf(part)
            if part.tag == elements.party:
                self._vote(part.attrib, area.number, part.attrib[self._code])
            elif part.tag == elements.write_ins:
                self._vote(part.attrib, area.number, WRITE_IN)
            elif part.tag == elements.before_only:
                rest = part.attrib.get(self._before, "")
            else:
                self._refuse(f"the element {part.tag!r}", "a small party", element.tag)
        said = element.attrib
        votes, seats, before = (
            said[self._votes],
            said.get(self._seats, ""),
            said.get(self._before, ""),
        )
        end = self._rows
        self.lumps.append(Lump(area.number, votes, seats, first, end, number, before, rest))
