"""All sources made one whole: kommuner, counties, country, valkretsar and valdistrikt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.clean.comparability import with_comparisons
from analysis.clean.differences import kept_areas
from analysis.clean.merge import compare_sources, matching, merge_sources, without
from analysis.clean.official import Results, concat_results, typed_results
from analysis.clean.sums import kommuner_from_valdistrikt, missing_wholes
from analysis.clean.valkretsar import county_seats, riksdag_valkretsar, valkretsar_from_valdistrikt
from analysis.clean.whole_files import check_whole_file
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.results import (
    LINK_COLUMNS,
    RESULT_KEY,
    OfficialFile,
    RawResults,
    text_table,
)

STATED = ("country", "county", "kommun")
DISTRICTS = ("valdistrikt", "uppsamlingsdistrikt")
ELECTION = ["election_type", "year"]
OF_KOMMUN = ["election_type", "year", "kommun_code"]


@dataclass(frozen=True)
class Whole:
    """Country, counties and kommuner; the valdistrikt; the valkretsar; and how much was compared."""

    areas: Results
    valdistrikt: Results
    valkretsar: Results
    compared: int
    uncounted: pd.DataFrame


def combine(
    official: Sequence[tuple[OfficialFile, RawResults]],
    transcription: Results | None,
    config: Config,
) -> Whole:
    """Merge official files and the transcription, and sum what no source states.

    DataError where two sources differ on a figure without a reason, or there is no source at all.
    """
    read = _sources(official, config)
    sources = [counted(source) for source in read]
    if not sources and transcription is None:
        action = "Put official files there (valanalys fetch), or name another folder (--raw)."
        raise DataError("the raw folder", "", "no election results", "at least one file", action)
    districts, compared = _chosen_districts(sources, config)
    links = pd.concat([raw.links for _, raw in official] or [text_table({}, LINK_COLUMNS)])
    districts = with_comparisons(districts, links, config)
    whole = [concat_results([s, kommuner_from_valdistrikt(s)]).level(*STATED) for s in read]
    whole = [counted(source) for source in whole]
    own = [] if transcription is None else [transcription]
    areas, agreed = merge_sources([*whole, *own], config)
    for level in ("county", "country"):
        areas = concat_results([areas, missing_wholes(areas, config, level)])
    valkretsar, same = _valkretsar(sources, (areas, districts), config)
    seats = county_seats(valkretsar, areas.seats, config)
    areas = Results(areas.areas, areas.votes, pd.concat([areas.seats, seats], ignore_index=True))
    return Whole(areas, districts, valkretsar, compared + agreed + same, _uncounted(read))


def _sources(official: Sequence[tuple[OfficialFile, RawResults]], config: Config) -> list[Results]:
    """Give the results of each layout, the most believed first; files of one layout are one source.

    Unless they hold the same areas: then each is a source of its own, and they must agree.
    """
    order = {name: place for place, name in enumerate(config.official.order)}
    by_layout: dict[str, list[Results]] = {}
    for file, raw in official:
        if len(raw.areas):
            typed = typed_results(file, raw, config)
            check_whole_file(file, typed, config)
            by_layout.setdefault(file.layout_name, []).append(typed)
    sources = []
    for name in sorted(by_layout, key=lambda name: (order.get(name, len(order)), name)):
        together = concat_results(by_layout[name])
        doubled = together.areas.duplicated(RESULT_KEY).any()
        sources += by_layout[name] if doubled else [together]
    return sources


def _chosen_districts(sources: Sequence[Results], config: Config) -> tuple[Results, int]:
    """Take each kommun's valdistrikt from the first source that has them; the others must agree.

    One election at a time: copies of all of them would take the most memory of the whole run.
    """
    keys = [source.level(*DISTRICTS).areas[ELECTION].drop_duplicates() for source in sources]
    elections = pd.concat([pd.DataFrame(columns=ELECTION), *keys]).drop_duplicates()
    parts, compared = [], 0
    for election in elections.sort_values(ELECTION).itertuples(index=False, name=None):
        here = [_of_election(source, election) for source in sources]
        chosen, agreed = _chosen_of_election([part for part in here if len(part.areas)], config)
        parts.append(chosen)
        compared += agreed
    return concat_results(parts) if parts else _nothing(), compared


def _of_election(source: Results, election: tuple[str, int]) -> Results:
    """Give a source's valdistrikt and uppsamlingsdistrikt of one election."""
    kind, year = election
    return source.where(
        lambda table: (
            (table["election_type"] == kind)
            & (table["year"] == year)
            & table["area_level"].isin(DISTRICTS)
        )
    )


def _chosen_of_election(sources: Sequence[Results], config: Config) -> tuple[Results, int]:
    """Take each kommun's valdistrikt of one election from the first of its sources."""
    chosen, compared = sources[0], 0
    for source in sources[1:]:
        chosen, districts = _final_kommuner(chosen, source), _final_kommuner(source, chosen)
        both = [part.level("valdistrikt") for part in (chosen, districts)]
        compared += compare_sources(both[0], both[1], config)
        kept = matching(districts, kept_areas(districts.areas, config))
        fresh = _other_kommuner(districts, chosen)
        chosen = concat_results([without(chosen, kept.areas), kept, fresh])
    return chosen, compared


def _final_kommuner(districts: Results, other: Results) -> Results:
    """Leave out the kommuner that are preliminary here and final there, whole: codes may differ."""
    final = other.areas.loc[other.areas["count_stage"] == "final", OF_KOMMUN].drop_duplicates()
    marked = districts.areas.merge(final, on=OF_KOMMUN, how="left", indicator="at")
    given_way = (marked["at"] == "both") & (marked["count_stage"] == "preliminary")
    areas = marked[~given_way].drop(columns="at")
    votes = districts.votes.merge(areas[RESULT_KEY], on=RESULT_KEY)
    return Results(areas, votes, districts.seats.iloc[:0])


def _nothing() -> Results:
    areas = pd.DataFrame(columns=[*RESULT_KEY, "kommun_code"])
    return Results(areas, pd.DataFrame(columns=RESULT_KEY), pd.DataFrame(columns=RESULT_KEY))


def counted(results: Results) -> Results:
    """Leave out the areas that the publisher hasn't counted yet: their numbers are unknown."""
    there = results.areas[results.areas["valid_votes"].notna()]
    keys = there[RESULT_KEY]
    return Results(
        there, results.votes.merge(keys, on=RESULT_KEY), results.seats.merge(keys, on=RESULT_KEY)
    )


def _uncounted(sources: Sequence[Results]) -> pd.DataFrame:
    """Give the kommuner with a valdistrikt that isn't counted: one row an election and kommun."""
    parts = [s.areas[s.areas["valid_votes"].isna()].reindex(columns=OF_KOMMUN) for s in sources]
    rows = pd.concat([pd.DataFrame(columns=OF_KOMMUN), *parts])
    return rows[rows["kommun_code"].fillna("") != ""].drop_duplicates()


def _other_kommuner(districts: Results, known: Results) -> Results:
    there = known.areas[OF_KOMMUN].drop_duplicates()
    marked = districts.areas.merge(there, on=OF_KOMMUN, how="left", indicator="at")
    areas = marked[marked["at"] == "left_only"].drop(columns="at")
    keys = areas[RESULT_KEY]
    return Results(areas, districts.votes.merge(keys, on=RESULT_KEY), districts.seats.iloc[:0])


def _valkretsar(
    sources: Sequence[Results], known: tuple[Results, Results], config: Config
) -> tuple[Results, int]:
    """Merge stated valkretsar with those that follow from kommuner and valdistrikt."""
    areas, districts = known
    stated = [source.level("valkrets") for source in sources]
    follow = [riksdag_valkretsar(areas, config), valkretsar_from_valdistrikt(districts, config)]
    parts = [part for part in [*stated, *follow] if len(part.areas)]
    return merge_sources(parts, config) if parts else (areas.level("valkrets"), 0)
