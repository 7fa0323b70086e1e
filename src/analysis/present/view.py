"""One report's view of the data: its parameters, its measures, and the names of things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.clean.store import load_table, load_tables
from analysis.config import Config, load_config
from analysis.entries import ELECTION_TYPES, ElectionType
from analysis.measures.offer import offer_of
from analysis.measures.scope import scope_of, scoped_tables
from analysis.measures.table import build_measures, compared_years, report_measures
from analysis.parameters import ReportParameters, check_parameters
from analysis.paths import project_paths
from analysis.present.lookup import Lookup, Measure
from analysis.present.numbers import NumberFormat
from analysis.present.texts import Texts

GAP = "–"


@dataclass(frozen=True)
class Report:
    """What every sentence, table and figure of a report is made from."""

    parameters: ReportParameters
    config: Config
    lookup: Lookup
    texts: Texts
    numbers: NumberFormat
    tables: dict[str, pd.DataFrame]

    @property
    def votes(self) -> pd.DataFrame:
        """The tidy votes table."""
        return self.tables["votes"]

    @property
    def area(self) -> str:
        """The code of the area that the report is about."""
        return self.parameters.area

    @property
    def year(self) -> int:
        """The election year that the report is about."""
        return self.parameters.year

    @property
    def party(self) -> str:
        """The code of the party that the report is about."""
        return self.parameters.party

    @property
    def compare_year(self) -> int | None:
        """The year compared with: as asked, else the election before if the data have it here."""
        asked = self.parameters.compare_year
        year = asked if asked is not None else self.config.previous_year(self.year)
        here = self.votes.loc[self.votes["area_code"] == self.area, "year"]
        return year if year in set(here) else None

    @property
    def language(self) -> str:
        """The language that the report is written in: sv or en."""
        return self.parameters.language

    def get(self, measure: str, election: str, **other: str | int) -> Measure | None:
        """Give a measure of this report's area, party and year, or of another given by name."""
        area, party = str(other.get("area", self.area)), str(other.get("party", self.party))
        return self.lookup.get((measure, election, int(other.get("year", self.year)), area, party))

    def plain(self, measure: Measure | None) -> str:
        """Write a measure as a level, or a dash where there is none."""
        return GAP if measure is None else self.numbers.plain(measure.value, measure.unit)

    def signed(self, measure: Measure | None) -> str:
        """Write a measure as a change with its sign, or a dash where there is none."""
        return GAP if measure is None else self.numbers.signed(measure.value, measure.unit)

    @cached_property
    def elections(self) -> list[ElectionType]:
        """The election types in which the party has votes here this year, riksdag first."""
        return [kind for kind in ELECTION_TYPES if self.get("votes", kind)]

    def valkrets_name(self, code: str) -> str:
        """Name a constituency, by its code where the publication has no name."""
        rows = self.tables["valkretsar"]
        names = rows.loc[rows["valkrets_code"] == code, "valkrets_name"]
        named = [str(name) for name in names if name]
        named += [e.name for e in self.config.seats_to_fill if e.valkrets_code == code and e.name]
        return named[-1] if named else (self.area_name() if code == self.area else code)

    @cached_property
    def held(self) -> list[ElectionType]:
        """The election types that there are here: Gotland has no region election."""
        without = self.area[:2] in self.config.elections.without_region_election
        return [kind for kind in ELECTION_TYPES if not (without and kind == "region")]

    @property
    def is_region(self) -> bool:
        """Say if the area is a county with a region election."""
        return len(self.area) == 2 and self.area != "00" and "region" in self.held

    @cached_property
    def parts(self) -> list[str]:
        """The kommuner to list: a county's, a kommun's whole county's; none for the country."""
        if self.area == "00":
            return []
        return sorted(self.config.parts_of(self.area[:2], "kommun", self.year))

    @cached_property
    def beside(self) -> list[str]:
        """The areas above this one that it is compared with: its county, the country."""
        return [code for code in (self.area[:2], "00") if code != self.area]

    def has_parts(self, election: str) -> bool:
        """Say if the kommuner's votes are in the data for that election."""
        return any(self.get("votes", election, area=code, year=self.year) for code in self.parts)

    def lumps_parties(self, election: str) -> bool:
        """Say if the source lumps small parties here, so that not every party is named."""
        rows = self.votes
        here = (rows["area_code"] == self.area) & (rows["year"] == self.year)
        lumped = (rows["kind"] == "unspecified") & (rows["votes"] > 0)
        return bool((here & lumped & (rows["election_type"] == election)).any())

    def area_name(self, code: str | None = None) -> str:
        """Name an area as in a heading: "Västernorrlands län", "Sundsvall"."""
        return self.config.area_name(code or self.area, self.language)

    def party_name(self, code: str | None = None) -> str:
        """Name a party as it was called on election day; its code where no name is registered."""
        return self.config.party_name(code or self.party, self.year, self.language)

    def party_now(self) -> str:
        """Name the party as it is called today; its code where no name is registered."""
        names = [p.name for p in self.config.parties if p.party_code == self.party]
        last = [p for p in self.config.parties if p.party_code == self.party and not p.valid_to]
        return (last[0].name if last else names[-1]) or self.party

    def party_phrase(self) -> str:
        """Name the party as inside a sentence: English puts "the" before an English name."""
        return self.config.party_phrase(self.party, self.year, self.language)


def open_report(
    *, area: str, year: int, party: str, compare_year: int | None = None, language: str = "sv"
) -> Report:
    """Check the parameters against the tidy tables and compute the measures.

    ParameterError for a parameter that the data have nothing for; DataError for missing tables.
    """
    paths = project_paths()
    config = load_config(paths.config)
    given = ReportParameters(
        area=area, year=year, party=party, compare_year=compare_year, language=language
    )
    parameters = check_parameters(given, offer_of(load_table(paths, "votes")))
    compared = compared_years(config, year, compare_year)
    scope = scope_of(parameters, compared)
    near = scoped_tables(load_tables(paths, scope.filters()), scope)
    measures = report_measures(build_measures(near, config, compared, scope.years), area, party)
    return Report(
        parameters=parameters,
        config=config,
        lookup=Lookup(measures),
        texts=Texts(language),
        numbers=NumberFormat(language),
        tables=near,
    )
