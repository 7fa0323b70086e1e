"""Places in a ranking as sentences say them, and source notes that stay short."""

from __future__ import annotations

import pytest

from analysis.measures.catalogue import Unit
from analysis.present.lookup import Lookup, Measure
from analysis.present.prose import area_rank_sentence
from analysis.present.provenance import MOST_LETTERS, short_places
from analysis.present.texts import Texts
from tiny_report import tiny_report
from title_samples import OWN, config, tables

RANK: Unit = "rank"


class Ranked(Lookup):
    """A lookup that knows the area's place only."""

    def __init__(self, place: int, all_: int, tied: int) -> None:
        """Give the place of so many, shared by so many."""
        self.known = {"area_rank": (place, all_), "area_rank_tied": (tied, all_)}

    def get(self, key: tuple[str, str, int, str, str]) -> Measure | None:
        """Give it for any area and party."""
        name, kind, year, area, party = key
        if name not in self.known:
            return None
        top, below = self.known[name]
        return Measure(name, kind, year, area, party, None, "", "final", top, below, RANK, "x:2")


@pytest.mark.parametrize(
    ("place", "all_", "tied", "sv", "en"),
    [
        (1, 3, 1, "högst av länets 3", "highest of the county's 3"),
        (2, 3, 1, "näst högst av länets 3", "second highest of the county's 3"),
        (3, 3, 1, "lägst av länets 3", "lowest of the county's 3"),
        (
            2,
            3,
            2,
            "lägst av länets 3 kommuner, en plats som 2 av dem delar",
            "lowest of the county",
        ),
        (
            1,
            3,
            3,
            "högst av länets 3 kommuner, en plats som 3 av dem delar",
            "highest of the county",
        ),
        (1, 2, 1, "högst av de 2", "highest of the 2"),
        (2, 2, 1, "lägst av de 2", "lowest of the 2"),
    ],
)
def test_the_lowest_place_is_called_so(place: int, all_: int, tied: int, sv: str, en: str) -> None:
    for language, said in (("sv", sv), ("en", en)):
        report = tiny_report(tables({2018: OWN, 2014: OWN}), config(), language=language)
        ranked = type(report)(**{**vars(report), "lookup": Ranked(place, all_, tied)})
        assert said in area_rank_sentence(ranked, "kommun")


@pytest.mark.parametrize(
    ("place", "all_", "said"),
    [
        (15, 15, "lägst"),
        (14, 15, "näst lägst"),
        (13, 15, "trettonde högst"),
        (9, 49, "nionde högst"),
    ],
)
def test_places_of_a_large_county_are_told_in_one_way(place: int, all_: int, said: str) -> None:
    report = tiny_report(tables({2018: OWN, 2014: OWN}), config())
    ranked = type(report)(**{**vars(report), "lookup": Ranked(place, all_, 1)})
    assert f"Andelen var {said} av länets {all_} kommuner" in area_rank_sentence(ranked, "kommun")


@pytest.mark.parametrize(
    ("rank", "sv", "en"),
    [
        (1, "störst", "the largest"),
        (2, "näst störst", "the second largest"),
        (9, "nionde störst", "the ninth largest"),
        (20, "tjugonde störst", "the twentieth largest"),
        (21, "21:a störst", "the 21st largest"),
        (22, "22:a störst", "the 22nd largest"),
        (33, "33:e störst", "the 33rd largest"),
        (111, "111:e störst", "the 111th largest"),
        (112, "112:e störst", "the 112th largest"),
        (121, "121:a störst", "the 121st largest"),
    ],
)
def test_sizes_are_ordinals_in_both_languages(rank: int, sv: str, en: str) -> None:
    assert Texts("sv").place(rank, "size") == sv
    assert Texts("en").place(rank, "size") == en


def test_a_long_note_counts_rows_and_files_instead_of_naming_them() -> None:
    report = tiny_report(tables({2018: OWN, 2014: OWN}), config())
    few = ["b.xlsx:2,4,6", *(f"a.zip/{kind}.xml:7" for kind in "RLK")]
    assert (
        short_places(report, few) == "a.zip/K.xml:7; a.zip/L.xml:7; a.zip/R.xml:7; b.xlsx:2, 4, 6"
    )
    many = [f"{letter * 40}.xlsx:2-900,1000-1900,2000-2009" for letter in "bcdefgh"]
    written = short_places(report, [*few, *many, *(f"z.zip/{n}.xml:7" for n in range(5))])
    assert written.startswith("a.zip/K.xml:7; a.zip/L.xml:7; a.zip/R.xml:7; b.xlsx (3 rader mellan")
    # 899 + 901 + 10
    assert f"{'b' * 40}.xlsx (1\u00a0810 rader mellan 2 och 2009)" in written
    assert written.endswith("z.zip (5 filer i den)")
    assert len("; ".join(many)) > MOST_LETTERS
