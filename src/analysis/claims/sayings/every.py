"""Every phrase of a sentence that says as much as a number does."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.claims.grammar.asked import Carried
from analysis.claims.grammar.mentions import Mention
from analysis.claims.judging.examine import Bench
from analysis.claims.sayings.holding import holding_phrases
from analysis.claims.sayings.phrases import Phrase, Spoken
from analysis.claims.sayings.places import place_phrases
from analysis.claims.sayings.ratios import ratio_phrases


def phrases_in(text: str, named: list[Mention], state: tuple[Bench, Carried]) -> list[Phrase]:
    """Give every phrase of a sentence, in order; of two that overlap, the first and longest."""
    spoken = Spoken(text, tuple(named), *state)
    found = [*place_phrases(spoken), *ratio_phrases(spoken), *holding_phrases(spoken)]
    return list(_apart(sorted(found, key=lambda phrase: (phrase.start, -phrase.end))))


def _apart(phrases: list[Phrase]) -> Iterator[Phrase]:
    end = -1
    for phrase in phrases:
        if phrase.start >= end:
            yield phrase
            end = phrase.end
