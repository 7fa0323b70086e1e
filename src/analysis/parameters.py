"""A report's parameters, held against what the data offer before any kernel starts."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from analysis.config import Config
from analysis.errors import ParameterError

Language = Literal["sv", "en"]
NAMES = ("area", "year", "party", "compare_year", "language")
INJECTED = "# Parameters"
YEAR = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, kw_only=True)
class ReportParameters:
    """What a report is about; `compare_year` None means the election before."""

    area: str
    year: int
    party: str
    compare_year: int | None = None
    language: str = "sv"

    def as_given(self) -> dict[str, object]:
        """Give the parameters under the names that the notebook knows them by."""
        return {name: getattr(self, name) for name in NAMES}


@dataclass(frozen=True)
class Offer:
    """What the data hold: parties by area and year, and the codes that some were published under."""

    parties: Mapping[tuple[str, int], frozenset[str]]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def areas(self) -> list[str]:
        """Give the area codes in the data."""
        return sorted({area for area, _ in self.parties})

    def years(self, area: str) -> list[int]:
        """Give the election years in the data for that area."""
        return sorted(year for known, year in self.parties if known == area)


def read_parameters(named: Mapping[str, str], compare_year: str | None) -> ReportParameters:
    """Give the parameters typed on a command line; ParameterError for a year that is no number."""
    before = None if compare_year is None else whole_year("compare_year", compare_year)
    year = whole_year("year", named["year"])
    texts = {name: text for name, text in named.items() if name != "year"}
    return ReportParameters(**texts, year=year, compare_year=before)


def whole_year(name: str, text: str) -> int:
    """Give a year typed on a command line; ParameterError for what is no whole number."""
    if not YEAR.fullmatch(text):
        raise ParameterError(name, repr(text), "a year is a whole number, as 2018.")
    return int(text)


def check_types(given: ReportParameters) -> ReportParameters:
    """Give the parameters back if each is of its type; ParameterError names the first that isn't."""
    for name in ("area", "party"):
        _check_text(name, getattr(given, name))
    _check_year("year", given.year)
    if given.compare_year is not None:
        _check_year("compare_year", given.compare_year)
    if given.language not in get_args(Language):
        choices = " or ".join(get_args(Language))
        raise ParameterError("language", repr(given.language), f"the languages are {choices}.")
    return given


def check_parameters(given: ReportParameters, offer: Offer) -> ReportParameters:
    """Give the parameters back if the data hold a report for them; else ParameterError."""
    check_types(given)
    check_choice("area", given.area, offer.areas())
    years = offer.years(given.area)
    check_choice("year", given.year, years)
    earlier = [year for year in years if year < given.year]
    if given.compare_year is not None:
        check_choice("compare_year", given.compare_year, earlier)
    _check_party(given, offer)
    return given


def check_names(given: ReportParameters, config: Config) -> ReportParameters:
    """ParameterError where an area or party is given by its name, with the code that is meant."""
    areas = {name.casefold(): a.area_code for a in config.areas for name in (a.name, a.short_name)}
    parties = {
        name.casefold(): p.party_code
        for p in config.parties
        for name in (p.name, p.name_en)
        if name
    }
    for name, known in (("area", areas), ("party", parties)):
        value = getattr(given, name)
        if isinstance(value, str) and value not in known.values() and value.casefold() in known:
            hint = f"give its code, {known[value.casefold()]}."
            raise ParameterError(name, repr(value), hint)
    return given


def check_registered(given: ReportParameters, config: Config) -> ReportParameters:
    """Give the parameters back if the registers know area, years and party; else ParameterError.

    Needs no data: it comes before anything is cleaned.
    """
    check_types(given)
    check_choice("area", given.area, [area.area_code for area in config.areas])
    years = sorted(config.elections.elections)
    check_choice("year", given.year, years)
    if given.compare_year is not None:
        check_choice("compare_year", given.compare_year, [y for y in years if y < given.year])
    known = {p.party_code for p in config.parties} | {p.published_code for p in config.parties}
    if given.party not in known:
        hint = f"the nearest in config/parties.csv is {_nearest(given.party, sorted(known))}."
        raise ParameterError("party", repr(given.party), hint)
    return given


def check_formats(name: str, given: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the formats, each once and in order, if all are known; else ParameterError."""
    for asked in given:
        check_choice(name, asked, list(known))
    return tuple(asked for asked in known if asked in given)


def check_injected(cells: Iterable[str]) -> None:
    """ParameterError for a name that papermill injected and the notebook doesn't know.

    `cells` are the texts of the cells run so far (the notebook's `In`).
    """
    for cell in cells:
        if cell.startswith(INJECTED):
            for name in _assigned(cell):
                check_name(name)


def check_name(name: str) -> None:
    """ParameterError for a parameter that no report has."""
    if name not in NAMES:
        hint = f"did you mean {_nearest(name, NAMES)}? The parameters are {', '.join(NAMES)}."
        raise ParameterError(name, "an unknown parameter", hint)


def _assigned(cell: str) -> list[str]:
    statements = [node for node in ast.parse(cell).body if isinstance(node, ast.Assign)]
    return [t.id for node in statements for t in node.targets if isinstance(t, ast.Name)]


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        hint = f'codes are text: write "{value}" (with papermill: -r {name} {value}).'
        raise ParameterError(name, f"{value!r} ({type(value).__name__})", hint)


def _check_year(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        hint = "a year is a whole number, as 2018."
        raise ParameterError(name, f"{value!r} ({type(value).__name__})", hint)


def check_choice(name: str, value: str | int, choices: list[str] | list[int]) -> None:
    """ParameterError that names the nearest choice, unless the value is one of them."""
    if value not in choices:
        near = _nearest(value, choices)
        hint = f"the nearest in the data is {near} (there are {_listed(choices)})."
        raise ParameterError(name, repr(value), hint if choices else "the data hold none.")


def _check_party(given: ReportParameters, offer: Offer) -> None:
    parties = offer.parties[given.area, given.year]
    if given.party in parties:
        return
    today = offer.renamed.get(given.party)
    if today in parties:
        hint = f"it goes by {today} here in every year."
    else:
        near = _nearest(given.party, sorted(parties))
        hint = (
            f"the nearest in {given.area} in {given.year} is {near} ({_listed(sorted(parties))})."
        )
    raise ParameterError("party", repr(given.party), hint)


def _nearest(value: str | int, choices: Iterable[str] | Iterable[int]) -> str:
    known = list(choices)
    if isinstance(value, int):
        years = [choice for choice in known if isinstance(choice, int)]
        return str(min(years, key=lambda year: abs(year - value), default="none"))
    texts = [str(choice) for choice in known]
    if value.isdigit() and len(value) > 2:
        alike = [text for text in texts if text.isdigit() and len(text) == len(value)]
        if value[:2] in texts and not any(text[:2] == value[:2] for text in alike):
            return value[:2]
        return min(alike or texts, key=lambda text: _distance(value, text), default="none")
    folded = {text.casefold(): text for text in texts}
    padded = value.zfill(2)
    if value.casefold() in folded:
        return folded[value.casefold()]
    if padded in texts:
        return padded
    return next(iter(difflib.get_close_matches(value, texts, n=1, cutoff=0.0)), "none")


def _distance(code: str, other: str) -> tuple[int, int]:
    """Measure how far two codes are apart: first by county, then by number."""
    return int(code[:2] != other[:2]), abs(int(code) - int(other)) if other.isdigit() else 0


def _listed(choices: Iterable[str] | Iterable[int], most: int = 12) -> str:
    texts = [str(choice) for choice in choices]
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more
