"""What a draft is asked to be, and its view of the measures: rows, words and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.present.draft_numbers import Wording
from analysis.present.draft_runs import DraftTexts, Number, Runs
from analysis.present.lookup import Lookup, Measure


@dataclass(frozen=True, kw_only=True)
class DraftRequest:
    """What a draft is about.

    Names are as in a sentence: "i Västernorrlands län", "the Left Party". `short_name` is what a
    county is called among others ("Västernorrland"), its name where none is given. `compare_year`
    None means whichever the measures compare with. `kommuner` gives names by code.
    """

    area: str
    area_name: str
    year: int
    party: str
    party_name: str
    compare_year: int | None = None
    language: str = "sv"
    kommuner: Mapping[str, str] = field(default_factory=dict)
    short_name: str = ""


@dataclass(frozen=True)
class Draft:
    """One draft's view of the data."""

    asked: DraftRequest
    lookup: Lookup
    texts: DraftTexts
    wording: Wording

    @property
    def level(self) -> str:
        """Say what the area is: country, county or kommun."""
        if self.asked.area == "00":
            return "country"
        return "county" if len(self.asked.area) == 2 else "kommun"

    @property
    def parts(self) -> list[str]:
        """The codes of a county's kommuner; none for another area."""
        if self.level != "county":
            return []
        return sorted(code for code in self.asked.kommuner if code[:2] == self.asked.area)

    def many(self, election: str) -> bool:
        """Say if the election is several: the kommun elections of a county, all in the country."""
        if self.level == "country":
            return election != "riksdag"
        return election == "kommun" and self.level == "county" and len(self.parts) != 1

    def get(self, measure: str, election: str, **other: str | int) -> Measure | None:
        """Give a measure of the draft's area, party and year, or of another given by name."""
        asked = self.asked
        area, party = str(other.get("area", asked.area)), str(other.get("party", asked.party))
        year = int(other.get("year", asked.year))
        return self.lookup.get((measure, election, year, area, party))

    def change(self, measure: str, election: str, **other: str | int) -> Measure | None:
        """Give a measure that compares two elections; None where it isn't with the one asked for."""
        found = self.get(measure, election, **other)
        if found is None or found.compare_year is None:
            return None
        return found if self.asked.compare_year in {None, found.compare_year} else None

    def first(self, measure: str, election: str, area: str) -> Measure | None:
        """Give an area's rank if it is first and alone there."""
        rank = self.get(measure, election, area=area)
        tied = self.get(f"{measure}_tied", election, area=area)
        alone = rank is not None and tied is not None and rank.numerator == tied.numerator == 1
        return rank if alone else None

    def count(self, row: Measure) -> Number:
        """Write a count, or the size of a change, in figures; a zero as a word."""
        size = abs(row.numerator)
        return Number(self.wording.write(size) if size else self.texts.word("word_none"), row)

    def word(self, key: str, row: Measure) -> Number:
        """Write a word of the catalogue that says a number."""
        return Number(self.texts.word(f"word_{key}"), row)

    def compared(self, noun: str, level: Measure, change: Measure | None) -> Runs:
        """Say how many more or fewer than before: ", 3 046 fler än 2014"; nothing if not known."""
        if change is None or (not level.numerator and not change.numerator):
            return ()
        before = str(change.compare_year)
        if not change.numerator:
            key = "same" if level.numerator == 1 else "as_many"
            return self.texts("as_many", n=self.word(key, change), before=before)
        way = "more" if change.numerator > 0 else "fewer"
        if abs(change.numerator) > 1:
            return self.texts(f"{way}_many", n=self.count(change), before=before)
        one = Number(self.wording.word(1, neuter=noun == "seats"), change)
        return self.texts(f"{noun}_{way}_one", n=one, before=before)
