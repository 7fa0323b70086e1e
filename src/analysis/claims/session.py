"""One area, year and party's measures, made ready to hold any number of documents against."""

from __future__ import annotations

from dataclasses import replace

from analysis.claims.check import check_document
from analysis.claims.grammar.asked import Asked
from analysis.claims.grammar.mentions import Mentions
from analysis.claims.judging.examine import Bench
from analysis.claims.judging.facts import Facts
from analysis.claims.listing.listing_parts import Heading
from analysis.claims.model import Checked, Document
from analysis.claims.texts import Words
from analysis.config import Config
from analysis.parameters import ReportParameters


class Session:
    """Checks documents of one area, year and party; the facts may serve many sessions."""

    def __init__(self, facts: Facts, config: Config, given: ReportParameters) -> None:
        years = tuple(sorted(config.elections.elections, reverse=True))
        self._mentions = Mentions(config, given.area, given.year, facts.known_parties(given.area))
        self._bench = Bench(
            facts,
            Asked(given.area, given.year, given.party, years),
            Words(given.language),
            {area.area_code: area.short_name for area in config.areas},
        )

    def check(self, document: Document, language: str = "") -> Checked:
        """Give a document's findings, with what is said of them in a language."""
        words = Words(language) if language else self._bench.words
        return check_document(document, self._mentions, replace(self._bench, words=words))


def heading_of(config: Config, given: ReportParameters) -> Heading:
    """Give what a listing says that it was held against, names as on election day."""
    return Heading(
        area_code=given.area,
        area_name=config.area_name(given.area),
        year=given.year,
        party_code=given.party,
        party_name=config.party_name(given.party, given.year),
    )
