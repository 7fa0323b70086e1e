"""The publications that a report stands on: what each is used for, who answers for it, when read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.clean.store import raw_hashes
from analysis.fetch.record import read_record
from analysis.paths import project_paths
from analysis.present.standouts import regions_by_share, shown_parties
from analysis.present.view import Report

RESULTS = ("published", "summed", "copied")
SUM = "sum of "
OWN = "valmyndigheten/"
IN_ZIP = re.compile(r"(.*?\.zip)/", re.IGNORECASE)
LABELS = {"seats": "col_seats", "valdistrikt": "col_valdistrikt"}


@dataclass(frozen=True)
class Origin:
    """A publication, and what its rows were added up from: "kommuner", or nothing as stated."""

    publication: str
    parts: str = ""


def publication_uses(report: Report) -> dict[Origin, list[str]]:
    """Give every publication behind a figure that the report may show, with what it is used for.

    In the order of years; votes and turnout first, then seats, valdistrikt and members.
    """
    used: dict[Origin, list[str]] = {}
    for table in ("votes", "turnout", "seats", "valdistrikt"):
        label = f"{report.texts(LABELS[table])}: " if table in LABELS else ""
        for kind, year, name, basis in _origins(report, table):
            origin = Origin(name, basis.removeprefix(SUM) if basis.startswith(SUM) else "")
            uses = used.setdefault(origin, [])
            election = f"{report.texts(kind)} {year}"
            # Of a file that is named for the election already, its valdistrikt are a part.
            part_of = election if table == "valdistrikt" else f"{label}{election}"
            if not {f"{label}{election}", part_of} & set(uses):
                uses.append(f"{label}{election}")
    for name in _member_publications(report):
        used.setdefault(Origin(name), []).append(report.texts("h_members"))
    return used


def _origins(report: Report, name: str) -> Iterator[tuple[str, int, str, str]]:
    """Give election type, year, publication and basis behind a table's shown rows, each once."""
    rows = report.tables.get(name)
    if rows is None or rows.empty:
        return
    shown = _shown_districts(report, rows) if name == "valdistrikt" else _shown(report, rows)
    chosen = rows[shown].sort_values(["year", "election_type"], kind="stable")
    # What states no basis is stated by the publisher.
    chosen = chosen.assign(basis=chosen.get("basis", "stated"))
    keys = chosen[["election_type", "year", "publication", "basis"]].drop_duplicates()
    yield from zip(*(keys[column].tolist() for column in keys), strict=True)


def _shown_districts(report: Report, rows: pd.DataFrame) -> pd.Series:
    years = rows["year"].isin([report.year, report.compare_year or 0])
    return years & rows["election_type"].isin(report.elections)


def _shown(report: Report, rows: pd.DataFrame) -> pd.Series:
    """Mark the raw rows behind the report's tables: own ones, those beside, and the regions."""
    years = rows["year"].isin([report.year, report.compare_year or 0])
    area, party = rows["area_code"], _of_party(report, rows)
    near = area.isin([*report.parts, *report.beside]) & years & party
    near &= rows["election_type"].isin(report.held)
    regions = area.isin(_regions(report)) & (rows["election_type"] == "region")
    return (
        ((area == report.area) & (party | (years & _of_others(report, rows))))
        | near
        | (regions & (rows["year"] == report.year) & party)
    )


def _of_party(report: Report, rows: pd.DataFrame) -> pd.Series:
    return rows.get("party_code", pd.Series(report.party, index=rows.index)) == report.party


def _of_others(report: Report, rows: pd.DataFrame) -> pd.Series:
    shown = {code for election in report.elections for code in shown_parties(report, election)}
    return rows.get("party_code", pd.Series("", index=rows.index)).isin(shown)


def _regions(report: Report) -> list[str]:
    """Give the regions of the table of regions, which only a region's report has."""
    return [str(c) for c in regions_by_share(report)["area_code"]] if report.is_region else []


def _member_publications(report: Report) -> list[str]:
    rows = report.tables["members"]
    own = (rows["area_code"] == report.area) & (rows["party_code"] == report.party)
    chosen = rows[own & rows["as_of"].str.startswith(str(report.year))]
    return [str(name) for name in chosen["publication"].unique()]


def publisher_line(report: Report) -> str:
    """Name the publishers of the report's results, and say if there are others besides."""
    sources = report.config.sources
    used = [sources.publications[origin.publication] for origin in publication_uses(report)]
    named = dict.fromkeys(p.publisher for p in used if p.kind in RESULTS)
    names = [sources.publishers[code].name for code in named]
    more = any(p.publisher not in named for p in used)
    key = "publisher_more" if more else "publisher" if len(names) > 1 else "publisher_one"
    return report.texts(key, publishers=report.texts.listed(names))


@dataclass(frozen=True)
class Reading:
    """When what the report shows was read: the transcription's latest day; official files and theirs.

    `fetched` is None where the record of what was fetched doesn't have every one of the files.
    """

    own: date | None
    files: tuple[str, ...]
    fetched: date | None


def reading(report: Report) -> Reading:
    """Say when the report's figures were read, as far as it is known."""
    shown = _sources(report)
    official = dict.fromkeys(
        raw_file(place) for places, _ in shown for place in places if not _is_own(place)
    )
    named = [name for places, name in shown if any(_is_own(place) for place in places)]
    if not official:
        named = [origin.publication for origin in publication_uses(report)]
    publications = report.config.sources.publications
    own = max((publications[name].retrieved for name in named), default=None)
    days = _fetch_days() if official else {}
    known = [days[file] for file in official if file in days]
    whole = len(known) == len(official) > 0
    return Reading(own, tuple(official), max(known) if whole else None)


def _sources(report: Report) -> list[tuple[list[str], str]]:
    """Give the places of each shown row, and its publication; those of the report's year first."""
    found = []
    for name in ("turnout", "votes", "seats", "valdistrikt"):
        rows = report.tables.get(name)
        if rows is None or rows.empty:
            continue
        shown = _shown_districts(report, rows) if name == "valdistrikt" else _shown(report, rows)
        chosen = rows[shown]
        chosen = chosen.sort_values("year", key=lambda years: years != report.year, kind="stable")
        found += [
            (str(source).split("; "), str(publication))
            for source, publication in zip(chosen["source"], chosen["publication"], strict=True)
        ]
    return found


def _is_own(place: str) -> bool:
    return place.startswith(OWN)


def raw_file(place: str) -> str:
    """Give the raw file of a place, without its lines: of a zip's member the zip."""
    file = place.rpartition(":")[0]
    in_zip = IN_ZIP.match(file)
    return in_zip[1] if in_zip else file


def _fetch_days() -> dict[str, date]:
    """Give the day on which each raw file was fetched, where it is still the one that was."""
    paths = project_paths()
    record = read_record(paths.raw)
    hashes = raw_hashes(paths) if record else {}
    return {
        file.replace(" ", "_"): entry.retrieved
        for file, entry in record.items()
        if hashes.get(file) == entry.sha256
    }
