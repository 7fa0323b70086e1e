"""The sentence on seats: in each assembly, before and now, and where they were won and lost."""

from __future__ import annotations

from analysis.entries import ELECTION_TYPES
from analysis.present.lookup import Measure
from analysis.present.view import Report


def seats_sentence(report: Report) -> str:
    """List the party's seats in each assembly, with those of the compared election."""
    parts = [part for e in ELECTION_TYPES if (part := _seats_part(report, e))]
    if not parts:
        return report.texts("seats_none")
    compared = any(report.get("change_seats", e) for e in ELECTION_TYPES)
    return report.texts(
        "seats_both" if compared else "seats_alone",
        year=report.year,
        before=report.compare_year,
        parts=report.texts.listed(parts),
        winners=_winners(report),
    )


def _seats_part(report: Report, election: str) -> str:
    seats = report.get("seats", election)
    if seats is None:
        return ""
    before = report.get("seats", election, year=report.compare_year or 0)
    both = "_both" if before and report.get("change_seats", election) else ""
    values = {"seats": report.plain(seats), "before": report.plain(before)}
    totals = [_all_seats(report, y) for y in (report.year, report.compare_year or 0)]
    known = [total for total in totals if total is not None]
    if election == "riksdag" and _is_county(report) and len(known) == 1 + bool(both):
        values |= {"all": report.plain(totals[0]), "all_before": report.plain(totals[1])}
        return report.texts(f"seats_part_riksdag{both}", **values)
    return report.texts(f"seats_part{both}", assembly=_assembly(report, election), **values)


def _is_county(report: Report) -> bool:
    return len(report.area) == 2 and report.area != "00"


def _assembly(report: Report, election: str) -> str:
    if election == "kommun" and len(report.area) != 4:
        return report.texts(f"assembly_kommun_{'many' if _is_county(report) else 'country'}")
    county = election == "riksdag" and _is_county(report)
    return report.texts(f"assembly_{election}" + ("_county" if county else ""))


def _all_seats(report: Report, year: int) -> Measure | None:
    return report.get("seats_total", "riksdag", party="", year=year)


def _winners(report: Report) -> str:
    more = report.get("kommuner_with_more_seats", "kommun")
    fewer = report.get("kommuner_with_fewer_seats", "kommun")
    # Gotland's county is one kommun, whose seats are told already.
    if more is None or fewer is None or more.denominator == 1:
        return ""
    return "; " + report.texts(
        "kommuner_more_fewer",
        more=report.plain(more) if more.numerator else report.texts("none"),
        fewer=report.plain(fewer) if fewer.numerator else report.texts("none"),
        all=more.denominator,
    )
