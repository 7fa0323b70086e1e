"""Sources written short, and read back whole."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extract.places import compressed
from analysis.measures.rows import COLUMNS, Fraction, as_measures, joined_sources


@pytest.mark.parametrize(
    ("sources", "short"),
    [
        (["a.csv:2"], "a.csv:2"),
        (["a.csv:2", "a.csv:3", "a.csv:7"], "a.csv:2-3,7"),
        (["a.csv:7", "a.csv:3", "a.csv:2", "a.csv:3"], "a.csv:2-3,7"),
        (["b.csv:4", "a.csv:2"], "a.csv:2; b.csv:4"),
        (["a.csv:2; b.csv:4", "b.csv:5"], "a.csv:2; b.csv:4-5"),
        # what is short already can be made shorter with more
        (["a.csv:2-3,7", "a.csv:4-6"], "a.csv:2-7"),
        (["x/a.csv:9", "x/a.csv:10", "x/a.csv:11"], "x/a.csv:9-11"),
    ],
)
def test_lines_in_a_row_become_a_range(sources: list[str], short: str) -> None:
    assert compressed(sources) == short


def places(source: str) -> set[tuple[str, int]]:
    """Read a source back: each part is a file, a colon, and numbers or ranges between commas."""
    found = set()
    for part in source.split("; "):
        file, _, numbers = part.partition(":")
        for run in numbers.split(","):
            ends = [int(number) for number in run.split("-")]
            found |= {(file, line) for line in range(ends[0], ends[-1] + 1)}
    return found


LINES = st.sets(
    st.tuples(st.sampled_from(["v/a.csv", "v/b.csv", "members/c.csv"]), st.integers(2, 60)),
    min_size=1,
)


@given(LINES)
def test_short_sources_name_the_same_lines(lines: set[tuple[str, int]]) -> None:
    short = compressed(f"{file}:{line}" for file, line in lines)
    assert places(short) == lines
    assert compressed([short]) == short


def test_sources_are_joined_row_by_row() -> None:
    joined = joined_sources(pd.Series(["a:1", "a:2"]), pd.Series(["b:3", "b:4"]))
    assert list(joined) == ["a:1; b:3", "a:2; b:4"]


def test_a_frame_becomes_measures() -> None:
    frame = pd.DataFrame(
        {"area_code": ["91"], "year": [2018], "votes": [3], "valid": [4], "source": ["a.csv:2"]}
    )
    (row,) = as_measures(frame, "vote_share", Fraction("votes", "valid")).to_dict("records")
    assert list(row) == COLUMNS
    # 3 of 4; a share stays between 0 and 1
    assert (row["numerator"], row["denominator"], row["value"]) == (3, 4, 0.75)
    assert (row["unit"], row["party_code"], row["source"]) == ("share", "", "a.csv:2")
    assert pd.isna(row["compare_year"])
