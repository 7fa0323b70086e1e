"""Texts written for other counties, years and parties by people who hadn't seen the checker.

Those of Västernorrland are held against the transcribed figures; `make texts` runs all of them against
official files.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.claims.judging.facts import Facts
from analysis.claims.reading.documents import read_bytes
from analysis.claims.session import Session
from analysis.config import Config
from analysis.parameters import ReportParameters
from claim_texts import MarkedText, TextScore, marked_texts, offsets_hold, score_text

TEXTS = Path(__file__).parents[1] / "corpus" / "texts"
NEAR = "22"  # the county whose kommuner are transcribed


@pytest.fixture(scope="module")
def near(measures: pd.DataFrame, config: Config) -> list[tuple[MarkedText, Session]]:
    facts = Facts(measures)
    made: dict[tuple[str, int, str], Session] = {}
    found = []
    for path in sorted(TEXTS.glob("*.txt")):
        for text in marked_texts(path):
            at = (text.area, text.year, text.party)
            if text.area.startswith(NEAR):
                if at not in made:
                    given = ReportParameters(area=at[0], year=at[1], party=at[2], language="en")
                    made[at] = Session(facts, config, given)
                found.append((text, made[at]))
    return found


def test_the_texts_of_the_county_are_judged_within_the_limits(
    near: list[tuple[MarkedText, Session]],
) -> None:
    score = TextScore()
    for text, session in near:
        score.add(score_text(text, session))
    wrong, right = score.wrong.total(), score.right.total()
    assert wrong > 60, score
    assert right > 500, score
    assert score.wrong["called right"] == 0, score.failures
    assert score.wrong["found"] >= 0.95 * wrong, score.failures
    assert score.right["called wrong"] <= 0.02 * right, score.failures
    assert score.causes[True] >= 0.9 * score.causes.total(), score.failures


def test_every_number_of_the_texts_stands_where_it_is_said_to(
    near: list[tuple[MarkedText, Session]],
) -> None:
    assert near
    for text, session in near:
        assert offsets_hold(session.check(read_bytes("text.txt", text.text.encode())))
