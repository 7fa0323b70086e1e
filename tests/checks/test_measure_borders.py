"""What stands at the borders of measures and of prose: shares make a whole, no number is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis import present
from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.table import build_measures

# An example of a source row, and the least share that a table of parties shows.
TYPED = {"note_parties": {"1"}}
NUMBER = re.compile(r"[0-9]+")


def typed_numbers(texts: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """Give the numbers that stand in the texts themselves, by key."""
    found = {
        key: {number for text in words.values() for number in NUMBER.findall(text)}
        for key, words in texts.items()
    }
    return {key: numbers for key, numbers in found.items() if numbers}


def test_shares_that_make_no_whole_stop_the_run(
    tables: dict[str, pd.DataFrame], config: Config
) -> None:
    votes = tables["votes"].copy()
    here = (votes["area_code"] == "2283") & (votes["year"] == 2018) & (votes["party_code"] == "V")
    place = votes.index[here & (votes["election_type"] == "kommun")][0]
    assert votes.loc[place, "votes"] == 1537
    votes.loc[place, "votes"] = 1538
    with pytest.raises(DataError, match=r"kommun 2018 2283.*12890 / 12889.*sum to 1"):
        build_measures({**tables, "votes": votes}, config, {})


def test_no_number_is_typed_into_the_reports_words() -> None:
    file = Path(present.__file__).with_name("texts.yml")
    assert typed_numbers(yaml.safe_load(file.read_text(encoding="utf-8"))) == TYPED


def test_a_typed_number_is_found() -> None:
    assert typed_numbers({"x": {"sv": "fick 13 125 röster", "en": "votes"}}) == {"x": {"13", "125"}}
