"""Where a report's numbers come from: publications, days, files and lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.content import Column, Prose, Table
from analysis.entries import ELECTION_TYPES
from analysis.extract.places import compressed, lines_in
from analysis.present.lookup import Measure
from analysis.present.names import election_label
from analysis.present.publications import Origin, publication_uses
from analysis.present.view import GAP, Report

RESULTS = "valmyndigheten/"
IN_ZIP = re.compile(r"([^:]*\.zip)/[^:]+:", re.IGNORECASE)
# More would make a note longer than its table; measures.csv names them all.
MOST_IN_ZIP = 8
MOST_RANGES = 12
# A note that is longer all the same names fewer, as many letters as three lines hold.
MOST_LETTERS = 360
FEW_IN_ZIP = 3  # one an election
FEW_RANGES = 2
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
    return report.texts("note_source", rows=short_places(report, found)) if found else ""


def short_places(report: Report, sources: list[str]) -> str:
    """Write places in few words: a zip's many files as one, and a file's many lines as a number."""
    written = _written(report, sources, (MOST_IN_ZIP, MOST_RANGES))
    return (
        written
        if len(written) <= MOST_LETTERS
        else _written(report, sources, (FEW_IN_ZIP, FEW_RANGES))
    )


def _written(report: Report, sources: list[str], most: tuple[int, int]) -> str:
    """Write places with at most so many files of a zip, and ranges of a file, one by one."""
    most_in_zip, most_ranges = most
    places = compressed(sources).replace(RESULTS, "").split("; ")
    zips = [match[1] if (match := IN_ZIP.match(place)) else "" for place in places]
    number = Counter(zips)
    short = [
        report.texts("places_in_zip", zip=name, n=number[name])
        if name and number[name] > most_in_zip
        else _short_place(report, place, most_ranges)
        for place, name in zip(places, zips, strict=True)
    ]
    return "; ".join(dict.fromkeys(short))


def _short_place(report: Report, place: str, most: int) -> str:
    """Write one file's lines with room to break between them; how many where they are too many."""
    file, lines = place.rsplit(":", 1)
    ranges = lines.split(",")
    if len(ranges) <= most:
        return f"{file}:{', '.join(ranges)}"
    return report.texts(
        "places_in_file",
        file=file,
        n=report.numbers.whole(lines_in(lines)),
        first=ranges[0].partition("-")[0],
        last=ranges[-1].rpartition("-")[2],
    )


def sources_table(report: Report) -> Table:
    """List each publication: publisher, title, how it was read, and what it is used for."""
    t = report.texts
    labels = ("col_title", "col_publisher", "col_kind", "col_elections")
    rows: dict[tuple[str, ...], list[str]] = {}
    for origin, uses in publication_uses(report).items():
        rows.setdefault(_source_row(report, origin), []).extend(uses)
    return Table(
        id="sources",
        caption=t("cap_sources"),
        columns=tuple(Column(t(label), "left") for label in labels),
        rows=tuple((*row, ", ".join(dict.fromkeys(uses))) for row, uses in rows.items()),
    )


def _source_row(report: Report, origin: Origin) -> tuple[str, ...]:
    """Say a publication's title, publisher and reading, as they stand in the table."""
    entry = report.config.sources.publications[origin.publication]
    publisher = report.config.sources.publishers[entry.publisher].name
    kind = report.texts(f"kind_{entry.kind}")
    # What is added up already, by its publication's own account, isn't said to be so twice.
    if origin.parts and entry.kind != "summed":
        kind = report.texts("sum_of", kind=kind, parts=report.texts(f"parts_{origin.parts}"))
    return (entry.title, publisher, kind)


def trace_table(report: Report) -> Table:
    """List the main figures of the area with calculation and source rows."""
    t = report.texts
    labels = ("col_figure", "col_value", "col_formula", "col_source")
    aligns = ("left", "right", "right", "left")
    rows = [row for e in ELECTION_TYPES for row in _trace_rows(report, e)]
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
    label = report.texts(election) if election not in ELECTION_TYPES else None
    label = label or election_label(report, election)
    name = f"{label}: {report.texts(f'm_{measure.measure}')}"
    changes = measure.measure.startswith(("change", "diff", "members_change", "members_growth"))
    value = report.signed(measure) if changes else report.plain(measure)
    return (name, value, calculation(report, measure), short_places(report, [measure.source]))


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
    t = report.texts
    sentences = [t("method_share"), t("method_exact"), *_renamed(report)]
    sentences += [t("method_missing"), t("method_rank")]
    method = "\n".join(f"- {sentence}" for sentence in sentences)
    return Prose(f"{t('sources_intro')}\n\n{method}")


def _renamed(report: Report) -> list[str]:
    """Say under which names the party and the elections went before, as the registers have it."""
    t, now = report.texts, report.party_name()
    parties = [p for p in report.config.parties if p.party_code == report.party and p.valid_to]
    said = [
        t.prose(
            "method_party",
            now=report.party_now(),
            code=report.party,
            old=p.name or p.published_code,
            old_code=p.published_code,
            last=p.valid_to.year,
        )
        for p in parties
        if p.valid_to and (p.name or now) != report.party_now()
    ]
    for kind, entry in report.config.elections.election_types.items():
        old = [name for name in entry.names if name.valid_to]
        said += [
            t("method_election", now=t(kind), old=n.official, last=n.valid_to.year)
            for n in old
            if n.valid_to
        ]
    return said


def trace_text(report: Report) -> Prose:
    """Say how a figure is traced to the row of the raw file that it stands on, with an example."""
    found = [report.get("votes", election) for election in report.elections]
    first = next(m.source for m in found if m is not None).split("; ", maxsplit=1)[0]
    place = re.match(r".*?:[0-9]+", first)
    file, line = (place[0] if place else first).rsplit(":", 1)
    folder = RESULTS.rstrip("/") if file.startswith(RESULTS) else ""
    return Prose(
        report.texts.prose(
            "trace_text",
            place=f"{file.removeprefix(RESULTS)}:{line}",
            line=line,
            folder=report.texts("trace_folder", folder=folder) if folder else "",
        )
    )
