"""The election paragraphs of a party district's annual report, written from the measures table."""

from __future__ import annotations

import pandas as pd

from analysis.config import Config
from analysis.errors import DataError
from analysis.parameters import ReportParameters
from analysis.present.draft_members import members_sentences
from analysis.present.draft_numbers import Wording
from analysis.present.draft_places import (
    area_place,
    party_place,
    seats_lead,
    seats_lost,
    seats_sentences,
    standouts,
)
from analysis.present.draft_results import (
    beside_sentences,
    share_sentence,
    turnout_sentence,
    votes_sentences,
)
from analysis.present.draft_runs import DraftTexts, Paragraph, Runs, Value, capital, paragraph
from analysis.present.draft_view import Draft, DraftRequest
from analysis.present.lookup import Lookup

ELECTIONS = ("kommun", "riksdag", "region")


def request_of(config: Config, given: ReportParameters) -> DraftRequest:
    """Give what a draft is about, with names as on election day."""
    day = config.election_date(given.year)
    kommuner = [a for a in config.areas if a.area_level == "kommun" and a.holds_on(day)]
    return DraftRequest(
        area=given.area,
        area_name=config.area_name(given.area, given.language),
        year=given.year,
        party=given.party,
        party_name=config.party_phrase(given.party, given.year, given.language),
        compare_year=given.compare_year,
        language=given.language,
        kommuner={area.area_code: area.short_name for area in kommuner},
        short_name=config.area(given.area).short_name,
    )


def draft_paragraphs(measures: pd.DataFrame, asked: DraftRequest) -> list[Paragraph]:
    """Write a heading, a paragraph for each election that the party has votes in, and its members.

    `measures` is the measures table, or what of it is near the area. What it doesn't hold isn't
    written; DataError where that is everything.
    """
    language = asked.language
    draft = Draft(asked, Lookup(_near(measures, asked)), DraftTexts(language), Wording(language))
    results = [paragraph(_election(draft, kind), language) for kind in ELECTIONS]
    elections = [written for written in results if written.runs]
    members = paragraph(members_sentences(draft), language)
    written = [*elections, *([members] if members.runs else [])]
    if not written:
        raise _nothing(asked)
    return [_heading(draft, elections=bool(elections)), *written]


def _near(measures: pd.DataFrame, asked: DraftRequest) -> pd.DataFrame:
    """Keep the party's rows and the areas' own: a draft says nothing of other parties."""
    return measures[measures["party_code"].isin([asked.party, ""])]


def _heading(draft: Draft, *, elections: bool) -> Paragraph:
    asked = draft.asked
    names: dict[str, Value] = {"party": capital(asked.party_name), "area": asked.area_name}
    runs = draft.texts("heading" if elections else "heading_members", **names, year=asked.year)
    return Paragraph(runs, asked.language, heading=True)


def _election(draft: Draft, election: str) -> list[Runs]:
    votes = votes_sentences(draft, election)
    if not votes:
        lead = seats_lead(draft, election)
        return [lead, turnout_sentence(draft, election)] if lead else []
    row = draft.get("votes", election)
    if row is not None and not row.numerator:
        return [*votes, *seats_lost(draft, election)]
    return [
        *votes,
        share_sentence(draft, election),
        *beside_sentences(draft, election),
        *seats_sentences(draft, election),
        party_place(draft, election),
        area_place(draft, election),
        *standouts(draft, election),
        turnout_sentence(draft, election),
    ]


def _nothing(asked: DraftRequest) -> DataError:
    return DataError(
        "the measures",
        f"{asked.party_name} ({asked.party}) in {asked.area_name} ({asked.area}) {asked.year}",
        "no votes, no seats and no members of the party",
        "at least one of them, to write of",
        "Choose an area, a year and a party that are in the data: `valanalys measures` shows them.",
    )
