"""Member counts as published: read, refused where wrong, and measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.schemas import validate
from analysis.clean.store import file_sha256
from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.members import member_measures
from analysis.members.counts import read_member_counts
from analysis.paths import Paths

FILE = "members/22_V.csv"
LAST = "22,V,2018-12-31,620,district-2018"


@pytest.fixture
def copied(paths: Paths, tmp_path: Path) -> Paths:
    shutil.copytree(paths.raw / "members", tmp_path / "members")
    return Paths(raw=tmp_path, data=tmp_path / "processed")


def edit(paths: Paths, old: str, new: str) -> None:
    path = paths.raw / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def renewed(paths: Paths, config: Config) -> Config:
    """Give the registers with the file's sha256 as it is now."""
    files = [
        entry.model_copy(update={"sha256": file_sha256(paths.raw / FILE)})
        for entry in config.sources.files
        if entry.file == FILE
    ]
    assert len(files) == 1
    sources = config.sources.model_copy(update={"files": files})
    return config.model_copy(update={"sources": sources})


def refused(paths: Paths, config: Config) -> DataError:
    with pytest.raises(DataError) as raised:
        read_member_counts(paths, config)
    assert raised.value.action
    return raised.value


def test_the_two_published_counts(tables: dict[str, pd.DataFrame]) -> None:
    """The district published 411 members on 1 January 2018, and 620 on 31 December."""
    rows = tables["members"].to_dict("records")
    assert [(row["as_of"], row["members"], row["source"]) for row in rows] == [
        ("2018-01-01", 411, f"{FILE}:2"),
        ("2018-12-31", 620, f"{FILE}:3"),
    ]
    assert {(row["area_code"], row["party_code"]) for row in rows} == {("22", "V")}
    assert validate(tables["members"], "members").equals(tables["members"])


@pytest.mark.parametrize("is_renewed", [False, True], ids=["as catalogued", "catalogue renewed"])
@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("620", "6 20", "line 3, column members", "'6 20'"),
        ("620", "-620", "line 3, column members", "'-620'"),
        ("620", "", "line 3, column members", "''"),
        ("2018-12-31", "2018-12-32", "line 3, column as_of", "'2018-12-32'"),
        ("2018-12-31", "31/12", "line 3, column as_of", "'31/12'"),
        (LAST, LAST.replace("22", "2"), "line 3, column area_code", "'2'"),
        (LAST, LAST.replace("V", "QQQ"), "line 3, column party_code", "'QQQ'"),
        (LAST, LAST.replace("district-2018", "hearsay"), "line 3, column publication", "'hearsay'"),
        (LAST, "Totalt,V,2018-12-31,620,district-2018", "line 3", "a total row ('Totalt')"),
        (LAST, LAST + ",7", "line 3", "6 cells"),
        ("members", "member", "line 1", "no column 'members'"),
    ],
)
def test_a_wrong_cell_is_refused_where_it_stands(
    old: str, new: str, key: str, found: str, is_renewed: bool, copied: Paths, config: Config
) -> None:
    edit(copied, old, new)
    error = refused(copied, renewed(copied, config) if is_renewed else config)
    assert error.file == FILE
    assert error.key.startswith(key)
    assert error.found.startswith(found)


def test_a_count_that_was_altered_is_refused_by_its_hash(copied: Paths, config: Config) -> None:
    edit(copied, "620", "621")
    error = refused(copied, config)
    assert (error.file, error.key) == (FILE, "sha256")
    assert error.found == file_sha256(copied.raw / FILE)
    taken = read_member_counts(copied, renewed(copied, config))
    assert list(taken["members"]) == [411, 621]


def test_a_missing_file_is_refused(copied: Paths, config: Config) -> None:
    (copied.raw / FILE).unlink()
    assert (refused(copied, config).file, refused(copied, config).found) == (FILE, "no such file")


def test_a_list_of_members_does_not_slip_in(copied: Paths, config: Config) -> None:
    (copied.raw / "members" / "list.csv").write_text("name\n", encoding="utf-8")
    error = refused(copied, config)
    assert error.file == "members/list.csv"
    assert error.found == "a file that the catalogue lacks"


def test_a_day_that_is_counted_twice_is_refused(copied: Paths, config: Config) -> None:
    edit(copied, LAST, f"{LAST}\n{LAST.replace('620', '621')}")
    with pytest.raises(DataError) as raised:
        validate(read_member_counts(copied, renewed(copied, config)), "members")
    assert (raised.value.file, raised.value.key) == (FILE, "line 4 (22 V 2018-12-31)")


# -- measures ------------------------------------------------------------------------------------


def measured(*counts: tuple[str, int]) -> dict[str, tuple[int, int]]:
    """Give {measure year: (numerator, denominator)} of counts by day."""
    members = pd.DataFrame(
        [
            {
                "area_code": "22",
                "party_code": "V",
                "as_of": day,
                "members": n,
                "source": f"m.csv:{n}",
            }
            for day, n in counts
        ]
    )
    table = pd.concat(member_measures(members))
    return {
        f"{row.measure} {row.year}": (row.numerator, row.denominator)
        for row in table.itertuples(index=False)
    }


def test_growth_from_the_first_count_to_the_last() -> None:
    found = measured(("2018-12-31", 620), ("2018-06-30", 500), ("2018-01-01", 411))
    # 620 - 411 = 209
    assert found == {
        "members_start 2018": (411, 1),
        "members_end 2018": (620, 1),
        "members_change 2018": (209, 1),
        "members_growth_pct 2018": (209, 411),
    }


def test_one_count_is_no_growth() -> None:
    found = measured(("2018-12-31", 620), ("2019-12-31", 700))
    assert not [name for name in found if "change" in name or "growth" in name]
    assert found["members_end 2019"] == (700, 1)


def test_no_growth_in_per_cent_from_nothing() -> None:
    found = measured(("2018-01-01", 0), ("2018-12-31", 7))
    assert found["members_change 2018"] == (7, 1)
    assert "members_growth_pct 2018" not in found


def test_the_published_growth(measures: pd.DataFrame) -> None:
    """209 / 411 = 0.5085: both rows stand behind it."""
    (row,) = measures[measures["measure"] == "members_growth_pct"].to_dict("records")
    assert (row["numerator"], row["denominator"], row["unit"]) == (209, 411, "per cent")
    assert set(row["source"].split("; ")) == {f"{FILE}:2", f"{FILE}:3"}
