"""The publications that a report stands on: what each is used for, who answers for it, when read."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.present.standouts import regions_by_share, shown_parties
from analysis.present.view import Report

RESULTS = ("published", "summed", "copied")


def publication_uses(report: Report) -> dict[str, list[str]]:
    """Give every publication behind a figure that the report may show, with what it is used for.

    In the order of years; votes and turnout first, then seats and members.
    """
    used: dict[str, list[str]] = {}
    for table in ("votes", "turnout", "seats"):
        label = f"{report.texts('col_seats')}: " if table == "seats" else ""
        rows = report.tables[table]
        chosen = rows[_shown(report, rows)].sort_values(["year", "election_type"], kind="stable")
        for row in chosen.itertuples(index=False):
            use = f"{label}{report.texts(str(row.election_type))} {row.year}"
            uses = used.setdefault(str(row.publication), [])
            if use not in uses:
                uses.append(use)
    for name in _member_publications(report):
        used.setdefault(name, []).append(report.texts("h_members"))
    return used


def _shown(report: Report, rows: pd.DataFrame) -> pd.Series:
    """Mark the raw rows behind the report's tables: own ones, those beside, and the regions."""
    years = rows["year"].isin([report.year, report.compare_year or 0])
    area, party = rows["area_code"], _of_party(report, rows)
    near = area.isin([*report.parts, *report.beside]) & years & party
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
    return [str(code) for code in regions_by_share(report)["area_code"]]


def _member_publications(report: Report) -> list[str]:
    rows = report.tables["members"]
    own = (rows["area_code"] == report.area) & (rows["party_code"] == report.party)
    chosen = rows[own & rows["as_of"].str.startswith(str(report.year))]
    return [str(name) for name in chosen["publication"].unique()]


def publisher_line(report: Report) -> str:
    """Name the publishers of the report's results, and say if there are others besides."""
    sources = report.config.sources
    used = [sources.publications[name] for name in publication_uses(report)]
    named = dict.fromkeys(p.publisher for p in used if p.kind in RESULTS)
    names = [sources.publishers[code].name for code in named]
    more = any(p.publisher not in named for p in used)
    key = "publisher_more" if more else "publisher" if len(names) > 1 else "publisher_one"
    return report.texts(key, publishers=report.texts.listed(names))


def retrieved(report: Report) -> date:
    """Give the latest day on which a publication behind the report was read."""
    publications = report.config.sources.publications
    return max(publications[name].retrieved for name in publication_uses(report))
