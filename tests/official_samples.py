"""Made-up official results, raw and typed, for tests of what comes after the readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.clean.official import Results, typed_results
from analysis.config import load_config
from analysis.entries import Layout, OfficialPublication
from analysis.extract.results import (
    AREA_COLUMNS,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
    text_table,
)

CONFIG = load_config(Path(__file__).parents[1] / "config")
LEVELS = {2: "county", 4: "kommun", 8: "valdistrikt"}
ELIGIBLE = 200


@dataclass(frozen=True)
class Sample:
    """One file: {area: {party: votes}}; codes of other lengths are uppsamlingsdistrikt."""

    file: str
    areas: Mapping[str, Mapping[str, int]]
    publication: str = "val-2018-xml"
    election_type: str = "kommun"
    year: int = 2018
    stage: str = "final"
    kommun: str = ""
    blank: int | None = None
    valid: int | None = None
    seats: Mapping[str, int] | None = None

    def level(self, area: str) -> str:
        return "country" if area == "00" else LEVELS.get(len(area), "uppsamlingsdistrikt")


def raw(sample: Sample) -> RawResults:
    """Give what a reader would give: row 2 is the first area."""
    key = {"election_type": sample.election_type, "year": str(sample.year)}
    areas = []
    votes = []
    for line, (area, parties) in enumerate(sample.areas.items(), start=2):
        level = sample.level(area)
        place = {**key, "area_level": level, "area_code": area, "source": f"{sample.file}:{line}"}
        valid = sum(parties.values()) if sample.valid is None else sample.valid
        areas.append(
            {
                **place,
                "count_stage": sample.stage,
                "kommun_code": sample.kommun or (area if level == "kommun" else ""),
                "eligible_voters": "" if level == "uppsamlingsdistrikt" else str(ELIGIBLE),
                "valid_votes": str(valid),
                "blank_votes": "" if sample.blank is None else str(sample.blank),
                "other_invalid_votes": "" if sample.blank is None else "0",
                "votes_cast": "" if sample.blank is None else str(valid + sample.blank),
                "invalid_votes": "" if level != "uppsamlingsdistrikt" else "0",
            }
        )
        for party, count in parties.items():
            seats = "" if sample.seats is None else str(sample.seats.get(party, ""))
            votes.append({**place, "published_code": party, "votes": str(count), "seats": seats})
    return RawResults(_table(areas, AREA_COLUMNS), _table(votes, VOTE_COLUMNS))


def _table(rows: list[dict[str, str]], columns: list[str]):  # type: ignore[no-untyped-def]
    return text_table({name: [row.get(name, "") for row in rows] for name in columns}, columns)


def typed(sample: Sample) -> Results:
    """Give the sample as cleaning has it, its publication registered for a made-up layout."""
    entry = OfficialPublication(
        layout="made-up",
        election_type=sample.election_type,
        year=sample.year,
        publication=sample.publication,
    )
    official = CONFIG.official.model_copy(update={"publications": [entry]})
    layout = Layout(description="made up", reader="none")
    file = OfficialFile(Path(sample.file), sample.file, "made-up", layout)
    return typed_results(file, raw(sample), CONFIG.model_copy(update={"official": official}))
