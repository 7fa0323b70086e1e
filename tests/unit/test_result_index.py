"""The list of result files: one line a file, and which of two counts is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.extract.result_index import IndexEntry, preferred, read_index

MD5 = "0123456789abcdef0123456789abcdef"
FINAL = f"{MD5}  ./s/kf/Val_2026_slutlig_2283_KF.zip"
EARLY = f"{MD5}  ./p/kf/Val_2026_preliminar_2283_KF.zip"


def test_a_line_gives_its_md5_path_stage_election_and_area():
    assert read_index(f"{FINAL}\n", "index.md5") == [
        IndexEntry(MD5, "s/kf/Val_2026_slutlig_2283_KF.zip", "s", "kf", "2283")
    ]


@pytest.mark.parametrize(
    ("line", "stage", "election", "area"),
    [
        (f"{MD5}  ./p/rd/Val_2026_preliminar_00_RD.zip", "p", "rd", "00"),
        (f"{MD5.upper()} *./s/rf/Val_20220911_slutlig_22_RF.zip\r", "s", "rf", "22"),
    ],
)
def test_each_election_has_areas_of_its_own_kind(line, stage, election, area):
    (entry,) = read_index(line, "index.md5")
    assert (entry.md5, entry.stage, entry.election, entry.area_code) == (MD5, stage, election, area)


@pytest.mark.parametrize("text", ["", "\n \n", "d41d8cd98f00b204e9800998ecf8427e  -\n"])
def test_a_list_from_before_the_first_result_names_no_file(text):
    assert read_index(text, "index.md5") == []


def test_the_sums_over_all_kommuner_are_no_election():
    text = f"{MD5}  ./p/kf/Val_2026_preliminar_OS_KF.zip\n{FINAL}\n"
    assert [entry.area_code for entry in read_index(text, "index.md5")] == ["2283"]


@pytest.mark.parametrize(
    "line",
    [
        "garbage",
        f"{MD5}",
        f"{MD5[:-1]}  ./s/kf/Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  s/kf/Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  /s/kf/Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  ./../kf/Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  ./s/kf/../Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  ./s/kf/Val_2026_slutlig_2283_KF.zip?x",
        f"{MD5}  ./s\\kf\\Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  ./x/kf/Val_2026_slutlig_2283_KF.zip",
        f"{MD5}  ./s/eu/Val_2026_slutlig_00_EU.zip",
        f"{MD5}  ./s/kf/Val_2026_preliminar_2283_KF.zip",
        f"{MD5}  ./s/kf/Val_2026_slutlig_2283_RF.zip",
        f"{MD5}  ./s/kf/Val_2026_slutlig_22_KF.zip",
        f"{MD5}  ./s/rd/Val_2026_slutlig_22_RD.zip",
        f"{MD5}  ./s/rf/Val_2026_slutlig_2283_RF.zip",
        f"{MD5}  ./s/kf/Val_2026_slutlig_２２８３_KF.zip",
        "<!DOCTYPE html>",
    ],
)
def test_a_line_that_is_no_result_file_is_refused_with_its_number(line):
    with pytest.raises(DataError) as refused:
        read_index(f"{FINAL}\n{line}\n", "index.md5")
    assert (refused.value.file, refused.value.key) == ("index.md5", "line 2")


def test_a_file_of_a_rehearsal_is_refused_by_name():
    with pytest.raises(DataError, match="rehearsal"):
        read_index(f"{MD5}  ./s/kf/Genrep_2026_slutlig_2283_KF.zip", "index.md5")


@pytest.mark.parametrize("again", [FINAL, FINAL.replace("Val_2026", "Val_20260913")])
def test_a_count_of_an_area_stands_once(again):
    with pytest.raises(DataError, match="line 1"):
        read_index(f"{FINAL}\n{again}", "index.md5")


def test_a_list_beyond_measure_is_refused():
    with pytest.raises(DataError, match="at most"):
        read_index(" " * 4_000_001, "index.md5")


@pytest.mark.parametrize("lines", [[FINAL, EARLY], [EARLY, FINAL]])
def test_the_final_count_comes_before_the_preliminary(lines):
    other = f"{MD5}  ./p/rf/Val_2026_preliminar_22_RF.zip"
    chosen = preferred(read_index("\n".join([*lines, other]), "index.md5"))
    assert [(entry.stage, entry.area_code) for entry in chosen] == [("s", "2283"), ("p", "22")]


@given(st.text(max_size=60), st.integers(0, len(FINAL)), st.integers(0, len(FINAL)))
def test_whatever_is_put_into_a_line_gives_safe_paths_or_our_error(put, start, length):
    line = FINAL[:start] + put + FINAL[start + length :]
    try:
        entries = read_index(line, "index.md5")
    except DataError:
        return
    for entry in entries:
        assert entry.path.split("/")[:2] == [entry.stage, entry.election]
        assert ".." not in entry.path
        assert entry.path.count("/") == 2
