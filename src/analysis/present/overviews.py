"""The report's wider tables: beside the country, among the regions, turnout, trend, members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from analysis.content import Prose, Table
from analysis.entries import ELECTION_TYPES
from analysis.present.lookup import Measure
from analysis.present.names import election_label, trend_years
from analysis.present.standouts import regions_by_share
from analysis.present.table_rows import Cell, Row, build_table, marked, of_n
from analysis.present.view import Report

TREND_LABELS = {"votes": "col_votes", "vote_share": "col_share", "seats": "col_seats"}


def beside_country(report: Report) -> Table | None:
    """Give votes, valid votes and share here, in the county and in the country, by election.

    Nothing for the country, or where no other area has the party.
    """
    if not any(report.get("votes", e, area=c) for e in report.elections for c in report.beside):
        return None
    t = report.texts
    labels = [f"{t('col_election')}, {t('col_area').lower()}"]
    labels += [t(key) for key in ("col_votes", "col_valid", "col_share", "col_diff")]
    rows: list[Row] = [
        (
            f"{election_label(report, election)}, {report.area_name(code)}",
            _country_cells(report, election, code),
        )
        for election in report.elections
        for code in [report.area, *report.beside]
        if report.get("votes", election, area=code)
    ]
    caption = t("cap_country", year=report.year)
    return build_table(report, ("country", caption), labels, rows)


def _country_cells(report: Report, election: str, code: str) -> list[Cell]:
    return [
        (report.get("votes", election, area=code), report.plain),
        (report.get("valid_votes", election, area=code, party=""), report.plain),
        (report.get("vote_share", election, area=code), report.plain),
        (report.get("diff_to_country_pp", election, area=code), _beside(report, code)),
    ]


def _beside(report: Report, code: str) -> Callable[[Measure | None], str]:
    """Give the writer of a difference to the country: the country itself can't have one."""
    return report.signed if code != "00" else lambda _: ""


def rank_table(report: Report) -> Table:
    """Give the party's place here by votes and by seats, and the area's place among its peers."""
    t = report.texts
    peers = "col_rank_kommuner" if len(report.area) == 4 else "col_rank_regions"
    names = ["party_rank", "party_rank_by_seats"] + ([] if report.area == "00" else ["area_rank"])
    labels = [t(key) for key in ("col_election", "col_rank_votes", "col_rank_seats", peers)]
    rows: list[Row] = [
        (
            election_label(report, election),
            [(report.get(name, election), of_n(report)) for name in names],
        )
        for election in report.elections
    ]
    caption = t("cap_rank", party=report.party_name(), area=report.area_name(), year=report.year)
    return build_table(report, ("rank", caption), labels[: len(names) + 1], rows)


def region_ranks(report: Report) -> Table | Prose | None:
    """Give the regions with the party's highest shares, and this county's place among them."""
    if not report.is_region:
        return None
    ranks = regions_by_share(report)
    if ranks.empty:
        return Prose(report.texts.prose("no_rank", area=report.area_name()))
    t = report.texts
    labels = [t("col_region"), t("col_rank"), t("col_votes"), t("col_valid"), t("col_share")]
    codes = [str(code) for code in ranks["area_code"]]
    rows = [(report.area_name(code), _region_cells(report, code)) for code in codes]
    caption = t("cap_regions", year=report.year)
    table = build_table(report, ("regions", caption), labels, rows)
    return marked(report, table, codes)


def _region_cells(report: Report, code: str) -> list[Cell]:
    return [
        (report.get("area_rank", "region", area=code), of_n(report)),
        (report.get("votes", "region", area=code), report.plain),
        (report.get("valid_votes", "region", area=code, party=""), report.plain),
        (report.get("vote_share", "region", area=code), report.plain),
    ]


def turnout_table(report: Report) -> Table:
    """Give eligible voters, votes cast and turnout of each election, with change and difference."""
    t = report.texts
    labels = [t("col_election"), t("col_eligible"), t("col_cast"), t("col_turnout")]
    labels += [t("col_change_pp"), t("col_diff")][: 2 if report.area != "00" else 1]
    levels = ("eligible_voters", "votes_cast", "turnout")
    changes = ["change_turnout_pp"]
    changes += ["turnout_diff_to_country_pp"] if report.area != "00" else []
    rows: list[Row] = []
    for e in report.held:
        cells: list[Cell] = [(report.get(name, e, party=""), report.plain) for name in levels]
        cells += [(report.get(name, e, party=""), report.signed) for name in changes]
        rows.append((election_label(report, e), cells))
    caption = t("cap_turnout", area=report.area_name(), year=report.year)
    return build_table(report, ("turnout", caption), labels, rows)


def trend_table(report: Report) -> Table:
    """Give votes and share in every election in the data, and the seats, one row a year."""
    t = report.texts
    first, last = trend_years(report)
    years = [y for y in sorted(report.config.elections.elections) if first <= y <= last]
    shown = [
        (election, measure)
        for election in ELECTION_TYPES
        for measure in ("votes", "vote_share", "seats")
        if any(report.get(measure, election, year=year) for year in years)
    ]
    labels = [f"{t(f'short_{e}')}, {t(TREND_LABELS[m]).lower()}" for e, m in shown]
    rows: list[Row] = [
        (str(year), [(report.get(m, e, year=year), report.plain) for e, m in shown])
        for year in years
    ]
    caption = t("cap_trend", party=report.party_name(), area=report.area_name())
    return build_table(report, ("trend", caption), [t("col_year"), *labels], rows)


def members_table(report: Report) -> Table | None:
    """Give the members at the year's first and last count, and the growth; nothing if none."""
    t = report.texts
    start, end = report.get("members_start", ""), report.get("members_end", "")
    if start is None or end is None:
        return None
    counts = [start] if start.as_of == end.as_of else [start, end]
    rows: list[Row] = [
        (t("row_members", day=report.numbers.day(date.fromisoformat(m.as_of))), [(m, report.plain)])
        for m in counts
    ]
    rows += (
        []
        if len(counts) == 1
        else [
            (t("row_members_change"), [(report.get("members_change", ""), report.signed)]),
            (t("row_members_growth"), [(report.get("members_growth_pct", ""), report.signed)]),
        ]
    )
    caption = t("cap_members", party=report.party_name(), area=report.area_name())
    return build_table(report, ("members", caption), [t("col_figure"), t("col_members")], rows)
