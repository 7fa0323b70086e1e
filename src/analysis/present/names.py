"""What elections are called in headings and sentences, and which years the data span."""

from __future__ import annotations

from analysis.present.view import Report


def election_label(report: Report, election: str) -> str:
    """Name an election as a heading does; a county has many kommun elections, a kommun one."""
    many = election == "kommun" and len(report.area) != 4
    return report.texts("kommun_many" if many else election)


def in_election(report: Report, election: str) -> str:
    """Name an election as a sentence does: "kommunvalen", "the Riksdag election"."""
    many = election == "kommun" and len(report.area) != 4
    return report.texts("in_kommun_many" if many else f"in_{election}")


def trend_years(report: Report) -> tuple[int, int]:
    """Give the first and last year in which the area has votes in the data."""
    years = report.votes.loc[report.votes["area_code"] == report.area, "year"]
    return int(years.min()), int(years.max())
