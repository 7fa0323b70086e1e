"""The report's tables about one party: key figures, kommuner, seats and the other parties."""

from __future__ import annotations

from analysis.content import Prose, Table
from analysis.present.names import election_label, in_election
from analysis.present.standouts import shown_parties
from analysis.present.table_rows import Cell, Row, build_table, marked, of_n, with_note
from analysis.present.view import Report


def key_figures(report: Report) -> Table:
    """Give one column an election and one row a key figure, for both years."""
    t, before = report.texts, report.compare_year
    rows: list[Row] = []
    for label, measure in (("row_votes", "votes"), ("row_share", "vote_share")):
        rows += [_key_row(report, label, measure, year) for year in (report.year, before) if year]
    rows += [_key_row(report, "row_share_cast", "share_of_votes_cast")]
    changes = ("change_votes", "change_pct", "change_pp")
    rows += [_key_row(report, f"row_{name}", name) for name in changes if before]
    rows += [_key_row(report, "row_seats", "seats", year) for year in (report.year, before) if year]
    rows += [_key_row(report, "row_change_seats", "change_seats")] if before else []
    if report.area != "00":
        rows.append(_key_row(report, "row_diff", "diff_to_country_pp"))
    rows.append(_key_row(report, "row_rank", "party_rank"))
    years = f"{before}–{report.year}" if before else str(report.year)
    caption = t("cap_key", party=report.party_name(), area=report.area_name(), years=years)
    labels = [t("col_figure"), *(election_label(report, e) for e in report.held)]
    return build_table(report, ("key-figures", caption), labels, rows)


def _key_row(report: Report, label: str, measure: str, year: int | None = None) -> Row:
    name = report.texts(label)
    if year is not None:
        name = report.texts("of_year", label=name, year=year)
    changes = measure.startswith(("change", "diff"))
    write = report.signed if changes else of_n(report) if "rank" in measure else report.plain
    chosen = year or report.year
    return name, [(report.get(measure, e, year=chosen), write) for e in report.held]


def by_kommun(report: Report, election: str) -> Table | Prose | None:
    """Give votes and share of each kommun in both years, with the county and the country below.

    A sentence where the kommuner aren't in the data; nothing where the party has no votes at all.
    """
    if report.get("votes", election) is None or report.area == "00":
        return None
    if not report.has_parts(election):
        return _no_parts(report, election)
    t, before = report.texts, report.compare_year
    labels = [t("col_kommun")]
    for key in ("votes", "share"):
        if before:
            labels.append(t(f"col_{key}_year", year=before))
        labels.append(t(f"col_{key}_year", year=report.year))
        if before and key == "votes":
            labels += [t("col_change_votes"), t("col_change_pct")]
    labels += [t("col_change_pp")] if before else []
    areas = _areas_below(report, election)
    rows = [(report.area_name(code), _kommun_cells(report, election, code)) for code in areas]
    caption = t("cap_parts", election=election_label(report, election), year=report.year)
    table = build_table(report, (f"{election}-kommuner", caption), labels, rows)
    return marked(report, table, areas)


def _areas_below(report: Report, election: str) -> list[str]:
    areas = [*report.parts, report.area[:2], "00"]
    return [code for code in areas if report.get("votes", election, area=code)]


def _kommun_cells(report: Report, election: str, code: str) -> list[Cell]:
    votes: Cell = (report.get("votes", election, area=code), report.plain)
    share: Cell = (report.get("vote_share", election, area=code), report.plain)
    before = report.compare_year
    if not before:
        return [votes, share]
    old_votes: Cell = (report.get("votes", election, area=code, year=before), report.plain)
    old_share: Cell = (report.get("vote_share", election, area=code, year=before), report.plain)
    change, pct, points = (
        (report.get(name, election, area=code), report.signed)
        for name in ("change_votes", "change_pct", "change_pp")
    )
    return [old_votes, votes, change, pct, old_share, share, points]


def _no_parts(report: Report, election: str) -> Prose:
    name = in_election(report, election)
    return Prose(report.texts.prose("no_parts", election=name, year=report.year))


def seats_by_kommun(report: Report) -> Table | None:
    """Give the party's seats in each kommun in both years, with the county's sum below."""
    codes = [c for c in [*report.parts, report.area[:2]] if report.get("seats", "kommun", area=c)]
    if not codes or report.area == "00":
        return None
    t, before = report.texts, report.compare_year
    labels = [t("col_kommun")]
    labels += [t("col_seats_year", year=year) for year in (before, report.year) if year]
    labels += [t("col_change_seats")] if before else []
    rows = [(report.area_name(code), _seat_cells(report, code)) for code in codes]
    caption = t("cap_seats", election=election_label(report, "kommun"), year=report.year)
    table = build_table(report, ("kommun-seats", caption), labels, rows)
    return marked(report, table, codes)


def _seat_cells(report: Report, code: str) -> list[Cell]:
    seats = (report.get("seats", "kommun", area=code), report.plain)
    if not report.compare_year:
        return [seats]
    before = report.get("seats", "kommun", area=code, year=report.compare_year)
    change = report.get("change_seats", "kommun", area=code)
    return [(before, report.plain), seats, (change, report.signed)]


def all_parties(report: Report, election: str) -> Table | None:
    """Give the area's larger parties: votes, share and its change, seats and their change.

    Nothing where the election isn't in the data; seats only where the area has an assembly.
    """
    t, before = report.texts, report.compare_year
    parties = shown_parties(report, election)
    if not parties:
        return None
    labels = [t("col_party"), t("col_votes"), t("col_share")]
    labels += [t("col_change_pp")] if before else []
    seated = _has_assembly(report, election)
    labels += [t("col_seats_year", year=y) for y in (before, report.year) if y and seated]
    labels += [t("col_change_seats")] if before and seated else []
    rows: list[Row] = [
        (_party_label(report, code), _party_cells(report, election, code)) for code in parties
    ]
    rows.append((t("all_seats"), _total_cells(report, election)))
    caption = t(
        "cap_parties",
        election=election_label(report, election),
        year=report.year,
        area=report.area_name(),
    )
    rows = [(name, cells[: len(labels) - 1]) for name, cells in rows]
    table = build_table(report, (f"{election}-parties", caption), labels, rows)
    return with_note(marked(report, table, parties), t("note_parties"))


def _has_assembly(report: Report, election: str) -> bool:
    years = (report.year, report.compare_year or 0)
    return any(report.get("seats_total", election, party="", year=year) for year in years)


def _party_label(report: Report, code: str) -> str:
    name = report.party_name(code)
    return name if name == code else f"{name} ({code})"


def _party_cells(report: Report, election: str, code: str) -> list[Cell]:
    cells: list[Cell] = [
        (report.get("votes", election, party=code), report.plain),
        (report.get("vote_share", election, party=code), report.plain),
    ]
    seats = (report.get("seats", election, party=code), report.plain)
    if not report.compare_year:
        return [*cells, seats]
    old = report.get("seats", election, party=code, year=report.compare_year)
    return [
        *cells,
        (report.get("change_pp", election, party=code), report.signed),
        (old, report.plain),
        seats,
        (report.get("change_seats", election, party=code), report.signed),
    ]


def _total_cells(report: Report, election: str) -> list[Cell]:
    votes = (report.get("valid_votes", election, party=""), report.plain)
    seats = (report.get("seats_total", election, party=""), report.plain)
    empty: Cell = (None, lambda _: "")
    if not report.compare_year:
        return [votes, empty, seats]
    old = report.get("seats_total", election, party="", year=report.compare_year)
    change = report.get("change_seats_total", election, party="")
    return [votes, empty, empty, (old, report.plain), seats, (change, report.signed)]
