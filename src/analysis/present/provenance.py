"""Where a report's numbers come from: publications, days, files and lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.config import Publication
from analysis.content import Column, Prose, Table
from analysis.extract.places import compressed
from analysis.present.lookup import Measure
from analysis.present.view import GAP, Report

RESULTS = "valmyndigheten/"
LEVELS = {
    "change_votes": ("votes", "votes"),
    "change_seats": ("seats", "seats"),
    "members_change": ("members_end", "members_start"),
}
MAIN = (
    "votes",
    "change_votes",
    "change_pct",
    "vote_share",
    "change_pp",
    "diff_to_country_pp",
    "seats",
    "change_seats",
    "turnout",
)


def source_note(report: Report, measures: Sequence[Measure | None]) -> str:
    """Say the files and lines that measures stand on, shortened to ranges."""
    found = [measure.source for measure in measures if measure is not None]
    return report.texts("note_source", rows=short_places(found)) if found else ""


def short_places(sources: list[str]) -> str:
    """Write places in few words; the results' own folder is left out, as the report says."""
    return compressed(sources).replace(RESULTS, "")


def used_publications(report: Report) -> dict[str, list[str]]:
    """Give the publications behind the report's area, years and party, with their elections."""
    rows = report.votes
    years = rows["year"].isin([report.year, report.compare_year or 0])
    areas = rows["area_code"].isin([report.area, *report.parts, *report.beside])
    used: dict[str, list[str]] = {}
    chosen = rows[years & areas & (rows["party_code"] == report.party)]
    for row in chosen.sort_values(["year", "election_type"]).itertuples(index=False):
        name = f"{report.texts(str(row.election_type))} {row.year}"
        elections = used.setdefault(str(row.publication), [])
        if name not in elections:
            elections.append(name)
    return used


def publishers_of(report: Report) -> list[str]:
    """Name the publishers of the report's results, each once."""
    sources = report.config.sources
    codes = [sources.publications[name].publisher for name in used_publications(report)]
    return [sources.publishers[code].name for code in dict.fromkeys(codes)]


def retrieved(report: Report) -> date:
    """Give the latest day on which a publication behind the report was read."""
    publications = report.config.sources.publications
    return max(publications[name].retrieved for name in used_publications(report))


def sources_table(report: Report) -> Table:
    """List each publication: publisher, title, how it was read, and what it is used for."""
    t = report.texts
    labels = ("col_title", "col_publisher", "col_kind", "col_elections")
    rows = [
        _source_row(report, report.config.sources.publications[name], elections)
        for name, elections in all_publications(report).items()
    ]
    return Table(
        id="sources",
        caption=t("cap_sources"),
        columns=tuple(Column(t(label), "left") for label in labels),
        rows=tuple(rows),
    )


def all_publications(report: Report) -> dict[str, list[str]]:
    """Give the publications of votes, then those of seats and members, with their use."""
    used = dict(used_publications(report))
    for publication, use in [*_seat_uses(report), *_member_uses(report)]:
        uses = used.setdefault(publication, [])
        if use not in uses:
            uses.append(use)
    return used


def _seat_uses(report: Report) -> list[tuple[str, str]]:
    rows = report.tables["seats"]
    years = rows["year"].isin([report.year, report.compare_year or 0])
    areas = rows["area_code"].isin([report.area, *report.parts])
    chosen = rows[years & areas & (rows["party_code"] == report.party)]
    return [
        (
            str(row.publication),
            f"{report.texts('col_seats')}: {report.texts(str(row.election_type))} {row.year}",
        )
        for row in chosen.sort_values(["year", "election_type"]).itertuples(index=False)
    ]


def _member_uses(report: Report) -> list[tuple[str, str]]:
    rows = report.tables["members"]
    own = (rows["area_code"] == report.area) & (rows["party_code"] == report.party)
    chosen = rows[own & rows["as_of"].str.startswith(str(report.year))]
    return [(name, report.texts("h_members")) for name in chosen["publication"].unique()]


def _source_row(report: Report, entry: Publication, uses: list[str]) -> tuple[str, ...]:
    publisher = report.config.sources.publishers[entry.publisher].name
    kind = report.texts(f"kind_{entry.kind}")
    return (entry.title, publisher, kind, ", ".join(uses))


def trace_table(report: Report) -> Table:
    """List the main figures of the area with calculation and source rows."""
    t = report.texts
    labels = ("col_figure", "col_value", "col_formula", "col_source")
    aligns = ("left", "right", "right", "left")
    rows = [row for e in ("riksdag", "region", "kommun") for row in _trace_rows(report, e)]
    rows += [_trace_row(report, "h_members", m) for m in _member_measures(report)]
    return Table(
        id="trace",
        caption=t("cap_trace"),
        columns=tuple(
            Column(t(label), "left" if align == "left" else "right")
            for label, align in zip(labels, aligns, strict=True)
        ),
        rows=tuple(rows),
    )


def _trace_rows(report: Report, election: str) -> list[tuple[str, ...]]:
    found = [report.get(name, election, party=_party(report, name)) for name in MAIN]
    return [_trace_row(report, election, m) for m in found if m is not None]


def _party(report: Report, measure: str) -> str:
    return "" if measure == "turnout" else report.party


def _member_measures(report: Report) -> list[Measure]:
    names = ("members_start", "members_end", "members_change", "members_growth_pct")
    return [m for name in names if (m := report.get(name, ""))]


def _trace_row(report: Report, election: str, measure: Measure) -> tuple[str, ...]:
    name = f"{report.texts(election)}: {report.texts(f'm_{measure.measure}')}"
    changes = measure.measure.startswith(("change", "diff", "members_change", "members_growth"))
    value = report.signed(measure) if changes else report.plain(measure)
    return (name, value, calculation(report, measure), short_places([measure.source]))


def calculation(report: Report, measure: Measure) -> str:
    """Write a measure in whole numbers: a count, what was divided by what, or two shares' difference."""
    if measure.measure in LEVELS:
        return _difference(report, measure)
    if measure.unit == "percentage points":
        return f"{_quotient(report, _share(report, measure))} \u2212 {_quotient(report, _other(report, measure))}"
    return _quotient(report, measure)


def _difference(report: Report, measure: Measure) -> str:
    now, before = LEVELS[measure.measure]
    year = report.year if now != before else measure.compare_year or 0
    kind = measure.election_type
    return " \u2212 ".join(
        _quotient(report, found)
        for found in (report.get(now, kind), report.get(before, kind, year=year))
    )


def _share(report: Report, measure: Measure) -> Measure | None:
    return report.get("vote_share", measure.election_type, area=measure.area_code)


def _other(report: Report, measure: Measure) -> Measure | None:
    if measure.measure == "change_pp":
        before = measure.compare_year or 0
        return report.get("vote_share", measure.election_type, year=before)
    return report.get("vote_share", measure.election_type, area="00")


def _quotient(report: Report, measure: Measure | None) -> str:
    if measure is None:
        return GAP
    top = report.numbers.whole(measure.numerator)
    if measure.denominator == 1:
        return top
    return f"{top} / {report.numbers.whole(measure.denominator)}"


def sources_text(report: Report) -> Prose:
    """Say where the figures come from and how they are computed."""
    keys = ("share", "exact", "names", "missing", "rank")
    method = "\n".join(f"- {report.texts(f'method_{key}')}" for key in keys)
    return Prose(f"{report.texts('sources_intro')}\n\n{method}")


def trace_text(report: Report) -> Prose:
    """Say how a figure is traced to the row of the raw file that it stands on."""
    return Prose(report.texts("trace_text").replace("_", "\\_"))
