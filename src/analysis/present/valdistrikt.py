"""The chapter on valdistrikt: how many, where the party is strongest, what moved, late votes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.content import Prose, Table
from analysis.entries import ElectionType
from analysis.measures.ranks import exact_order
from analysis.present.lookup import Measure
from analysis.present.names import election_label, in_election
from analysis.present.table_rows import Cell, Row, build_table, marked, with_note
from analysis.present.texts import escape_markdown
from analysis.present.view import Report

MOST_MOVED = 5
MOST_NAMED = 3


@dataclass(frozen=True)
class Counts:
    """How many valdistrikt an area has, and where the party's share is known and compared."""

    known: Measure
    compared: Measure
    higher: Measure | None
    lower: Measure | None


def districts_text(report: Report) -> Prose | None:
    """Say of each election how many valdistrikt there are, where the share was highest and rose.

    Nothing where the data hold no valdistrikt of the area.
    """
    told = [e for e in report.elections if not _rows(report, "votes", e).empty]
    if not told:
        return None
    items = "\n".join(f"- {_election_text(report, election)}" for election in told)
    return Prose(f"{items}\n\n{report.texts('vd_late_basis')}")


def _election_text(report: Report, election: ElectionType) -> str:
    names = {"election": in_election(report, election), "year": report.year}
    counts = _counts(report, election)
    if counts is None:
        return report.texts.prose("vd_some", **names)
    number = _number(report, counts.known.denominator)
    first = report.texts.prose("vd_have", **names, area=report.area_name(), number=number)
    parts = [first, _extremes(report, election, counts), _compared(report, counts)]
    return " ".join(part for part in [*parts, _late(report, election)] if part)


def _number(report: Report, number: int) -> str:
    key = "vd_number_one" if number == 1 else "vd_number"
    return report.texts(key, n=report.numbers.whole(number))


def _counts(report: Report, election: str) -> Counts | None:
    """Give the counts of an election; None where not all of its valdistrikt are in the data."""
    known = report.get("valdistrikt_with_share", election)
    compared = report.get("valdistrikt_compared", election)
    if known is None or compared is None:
        return None
    higher = report.get("valdistrikt_with_higher_share", election)
    return Counts(known, compared, higher, report.get("valdistrikt_with_lower_share", election))


def _rows(report: Report, measure: str, election: str) -> pd.DataFrame:
    """Give the party's measure rows of the area's valdistrikt, with their exact order."""
    rows = report.lookup.rows()
    chosen = rows[
        (rows["area_level"] == "valdistrikt")
        & (rows["measure"] == measure)
        & (rows["election_type"] == election)
        & (rows["year"] == report.year)
        & (rows["party_code"] == report.party)
    ]
    return chosen.assign(order=exact_order(chosen))


def _extremes(report: Report, election: str, counts: Counts) -> str:
    """Say where the share was highest and lowest; nothing where it was the same everywhere."""
    shares = _rows(report, "vote_share", election)
    if shares["order"].nunique() < 2:
        return ""
    ends = {}
    for name, order in (("high", shares["order"].max()), ("low", shares["order"].min())):
        codes = [str(code) for code in shares.loc[shares["order"] == order, "area_code"]]
        ends[name] = _places(report, election, codes)
        ends[f"{name}_share"] = report.plain(report.get("vote_share", election, area=codes[0]))
    known = counts.known
    key = "vd_extremes" if known.numerator == known.denominator else "vd_extremes_known"
    return report.texts(key, **ends, known=report.plain(known))


def _places(report: Report, election: str, codes: list[str]) -> str:
    """Name valdistrikt as a sentence does; a number where several share a place."""
    if len(codes) > MOST_NAMED:
        return _number(report, len(codes))
    names = district_names(report, election)
    key = "vd_in_kommun" if len(report.area) == 2 else "vd_name"
    said = [
        report.texts(key, name=names[code], kommun=report.area_name(_kommun(code)))
        for code in codes
    ]
    return escape_markdown(report.texts.listed(said))


def _kommun(code: str) -> str:
    return code[:4]


def district_names(report: Report, election: str) -> dict[str, str]:
    """Give the name of each valdistrikt; its code where it has none, or too where it isn't alone."""
    table = report.tables["valdistrikt"]
    here = (table["election_type"] == election) & (table["year"] == report.year)
    rows = table[here & (table["area_level"] == "valdistrikt")]
    unnamed = rows["area_name"] == ""
    doubled = rows.duplicated(["kommun_code", "area_name"], keep=False)
    names = rows["area_name"].where(~doubled, rows["area_name"] + " (" + rows["area_code"] + ")")
    names = names.where(~unnamed, rows["area_code"])
    return dict(zip(rows["area_code"].tolist(), names.tolist(), strict=True))


def _compared(report: Report, counts: Counts) -> str:
    """Say in how many valdistrikt the share rose and fell, of those that can be compared."""
    compared, higher, lower = counts.compared, counts.higher, counts.lower
    only = "_one" if compared.denominator == 1 else ""
    if higher is None or lower is None:
        return report.texts(f"vd_compared_none{only}")
    if only:
        way = "rose" if higher.numerator else "fell" if lower.numerator else "same"
        return report.texts(f"vd_{way}", before=compared.compare_year)
    return report.texts(
        "vd_compared_all" if compared.numerator == compared.denominator else "vd_compared",
        n=report.plain(compared),
        before=compared.compare_year,
        more=report.plain(higher) if higher.numerator else report.texts("vd_none"),
        fewer=report.plain(lower) if lower.numerator else report.texts("vd_none"),
    )


def _late(report: Report, election: str) -> str:
    """Say what part of all votes, and of the party's, was counted late, and what it was before."""
    cast = report.get("votes_cast_late_share", election, party="")
    own = report.get("votes_late_share", election)
    if cast is None or own is None:
        return ""
    before = report.compare_year or 0
    old_cast = report.get("votes_cast_late_share", election, party="", year=before)
    old_own = report.get("votes_late_share", election, year=before)
    return report.texts(
        "vd_late_both" if old_cast and old_own else "vd_late",
        cast=report.plain(cast),
        own=report.plain(own),
        before=before,
        old_cast=report.plain(old_cast),
        old_own=report.plain(old_own),
    )


def moved_most(report: Report, election: str) -> Table | None:
    """Give the five valdistrikt where the share rose most, and the five where it fell most.

    All that share the last place are shown. Nothing where the share moved in none, or where not
    every valdistrikt of the area is in the data.
    """
    counts = _counts(report, election)
    changes = _rows(report, "change_pp", election)
    codes = _most(changes)
    if counts is None or not codes:
        return None
    t, names = report.texts, district_names(report, election)
    labels = [t(key) for key in ("col_valdistrikt", "col_votes", "col_share", "col_change_pp")]
    rows = [(_label(report, names, code), _cells(report, election, code)) for code in codes]
    caption = t(
        "cap_moved",
        election=election_label(report, election),
        year=report.year,
        before=counts.compared.compare_year,
    )
    table = build_table(report, (f"{election}-valdistrikt", caption), labels, rows)
    left_out = len(codes) < int((changes["numerator"] != 0).sum())
    return with_note(table, _moved_note(report, counts.compared, left_out=left_out))


def _moved_note(report: Report, compared: Measure, *, left_out: bool) -> str:
    """Say how many valdistrikt can't be compared, and if some that moved aren't shown."""
    t, notes = report.texts, []
    if compared.numerator < compared.denominator:
        number = report.numbers.whole(compared.denominator)
        notes.append(t("note_compared", n=report.plain(compared), all=number))
    return " ".join([*notes, *([t("note_most", most=MOST_MOVED)] if left_out else [])])


def _most(changes: pd.DataFrame) -> list[str]:
    """Give the codes of those that rose most and, below, of those that fell most, by change."""
    rose, fell = changes[changes["numerator"] > 0], changes[changes["numerator"] < 0]
    high = rose[rose["order"].rank(method="min", ascending=False) <= MOST_MOVED]
    low = fell[fell["order"].rank(method="min") <= MOST_MOVED]
    shown = pd.concat([high, low]).sort_values(["order", "area_code"], ascending=[False, True])
    return [str(code) for code in shown["area_code"]]


def _label(report: Report, names: dict[str, str], code: str) -> str:
    if len(report.area) != 2:
        return names[code]
    return f"{names[code]}, {report.area_name(_kommun(code))}"


def _cells(report: Report, election: str, code: str) -> list[Cell]:
    return [
        (report.get("votes", election, area=code), report.plain),
        (report.get("vote_share", election, area=code), report.plain),
        (report.get("change_pp", election, area=code), report.signed),
    ]


def late_votes(report: Report) -> Table | None:
    """Give the part of all votes and of the party's that was counted late, by kommun and election."""
    areas = [report.area] if len(report.area) == 4 else [*report.parts, report.area]
    elections = [e for e in report.elections if any(_late_pair(report, e, a)[0] for a in areas)]
    areas = [a for a in areas if any(_late_pair(report, e, a)[0] for e in elections)]
    if not areas:
        return None
    t = report.texts
    labels = [t("col_kommun")]
    for election in elections:
        short = t(f"short_{election}")
        labels += [t("col_late_all", election=short), t("col_late_own", election=short)]
    rows: list[Row] = [
        (
            report.area_name(area),
            [(m, report.plain) for e in elections for m in _late_pair(report, e, area)],
        )
        for area in areas
    ]
    caption = t("cap_late", year=report.year)
    table = build_table(report, ("late-votes", caption), labels, rows)
    return marked(report, table, areas)


def _late_pair(report: Report, election: str, area: str) -> tuple[Measure | None, Measure | None]:
    cast = report.get("votes_cast_late_share", election, area=area, party="")
    return cast, report.get("votes_late_share", election, area=area)
