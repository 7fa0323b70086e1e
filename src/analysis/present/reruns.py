"""What a report says of elections that were held again, here or in a part of the area."""

from __future__ import annotations

from analysis.present.view import Report


def reruns_sentence(report: Report, election: str) -> str:
    """Name the re-votes of an election shown, and whose figures these are; nothing if none was held."""
    found = [
        entry
        for entry in report.config.elections.reruns
        if entry.election_type == election
        and entry.year in (report.year, report.compare_year)
        and _is_here(report, entry.area_code)
    ]
    said = [
        report.texts.prose(
            "rerun_whole" if entry.whole else "rerun_part",
            election=report.texts(f"in_{election}"),
            year=entry.year,
            area=report.area_name(entry.area_code),
            day=report.numbers.day(entry.date),
        )
        for entry in found
    ]
    basis = [report.texts.prose("rerun_basis")] if found else []
    again = any(entry.year == report.compare_year for entry in found)
    if again and _compares_districts(report, election):
        basis.append(report.texts.prose("rerun_compared"))
    return " ".join([*said, *basis])


def _compares_districts(report: Report, election: str) -> bool:
    """Say if the publisher compares any valdistrikt of that election with the one before."""
    rows = report.tables["valdistrikt"]
    here = (rows["election_type"] == election) & (rows["year"] == report.year)
    return bool(rows.loc[here, "valid_votes_before"].notna().any())


def _is_here(report: Report, code: str) -> bool:
    """Say if a re-vote's area is the report's, lies in it, or has it inside."""
    return report.area == "00" or report.area.startswith(code) or code.startswith(report.area)
