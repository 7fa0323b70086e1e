"""SCB's database export: an area a region and year, or refused where a row is lost or altered."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.config import Config, load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.results import RESULT_KEY, RawResults
from analysis.extract.scb_database import match, read
from analysis.paths import CHECKOUT
from table_samples import SCB_ROWS, official, scb_text

LAYOUT = "scb_database"
SHARED = CHECKOUT.parent / "shared" / "data"
FIGURES = SHARED / "figures" / "official_figures.csv"
FOUND = sorted((SHARED / "official" / "scb").glob("ME0104*.csv"))


def layouts(config: Config) -> dict[str, Layout]:
    return {LAYOUT: config.layouts[LAYOUT]}


def results(tmp_path: Path, text: str | bytes, config: Config) -> RawResults:
    path = tmp_path / "ME0104.csv"
    path.write_bytes(text.encode("latin-1") if isinstance(text, str) else text)
    return read(official(path, LAYOUT, config))


def refused(tmp_path: Path, text: str | bytes, config: Config) -> str:
    with pytest.raises(DataError) as raised:
        results(tmp_path, text, config)
    assert raised.value.file == "x/ME0104.csv"
    return str(raised.value)


def votes_of(raw: RawResults, year: str) -> dict[str, str]:
    rows = raw.votes[raw.votes["year"] == year]
    return dict(zip(rows["published_code"], rows["votes"], strict=True))


def test_a_region_is_an_area_in_each_year_from_2006(tmp_path: Path, config: Config) -> None:
    raw = results(tmp_path, scb_text(), config)
    areas = raw.areas.to_dict("records")
    assert [area["year"] for area in areas] == ["2006", "2018"]
    stated = {name: cell for name, cell in areas[0].items() if cell}
    assert stated == {
        "election_type": "riksdag",
        "year": "2006",
        "area_level": "kommun",
        "area_code": "2280",
        "count_stage": "final",
        "area_name": "Härnösand",
        "kommun_code": "2280",
        "eligible_voters": "600",  # 100+50+40+30+20+200+15+5+10 = 470; 470+7+123 = 600
        "valid_votes": "470",
        "invalid_votes": "7",
        "votes_cast": "477",
        "source": "x/ME0104.csv:4",
    }
    assert areas[1]["valid_votes"] == "501"  # 110+60+30+20+10+190+25+45+11
    assert areas[1]["eligible_voters"] == "600"  # 501+8+91


def test_parties_go_by_the_code_of_their_day(tmp_path: Path, config: Config) -> None:
    raw = results(tmp_path, scb_text(), config)
    assert votes_of(raw, "2006") == {
        "M": "100",
        "C": "50",
        "FP": "40",
        "KD": "30",
        "MP": "20",
        "S": "200",
        "V": "15",
        "SD": "5",
        "ÖVRIGA_OSPEC": "10",
    }
    assert votes_of(raw, "2018")["L"] == "30"
    assert "FP" not in votes_of(raw, "2018")
    lines = dict(zip(raw.votes["published_code"], raw.votes["source"], strict=True))
    assert lines["M"] == "x/ME0104.csv:4"
    assert lines["SD"] == "x/ME0104.csv:11"


def test_every_code_of_the_map_is_registered_in_its_elections(config: Config) -> None:
    for codes in config.layouts[LAYOUT].settings["parties"].values():
        for year in (2006, 2010, 2014, 2018):
            code = codes[max(first for first in codes if first <= year)]
            known = [party for party in config.parties if party.published_code == code]
            assert any(party.holds_on(config.election_date(year)) for party in known), code


def test_what_is_missing_is_no_row_and_no_sum_of_it(tmp_path: Path, config: Config) -> None:
    rows = {
        **SCB_ROWS,
        "Sverigedemokraterna": ("..", "..", "45"),
        "ej röstande": ("9", "123", ".."),
    }
    raw = results(tmp_path, scb_text(rows), config)
    first, second = raw.areas.to_dict("records")
    assert "SD" not in votes_of(raw, "2006")
    assert (first["valid_votes"], first["votes_cast"], first["eligible_voters"]) == ("", "", "")
    assert first["invalid_votes"] == "7"
    assert (second["votes_cast"], second["eligible_voters"]) == ("509", "")


def test_a_region_without_any_count_in_a_year_has_no_area(tmp_path: Path, config: Config) -> None:
    rows = {name: ("..", "..", counts[2]) for name, counts in SCB_ROWS.items()}
    raw = results(tmp_path, scb_text(rows), config)
    assert list(raw.areas["year"]) == ["2018"]
    assert set(raw.votes["year"]) == {"2018"}


@pytest.mark.parametrize(
    ("region", "level", "code"),
    [("00 Riket", "country", "00"), ("22 Västernorrlands län", "county", "22")],
)
def test_larger_areas_are_known_by_their_codes(
    tmp_path: Path, config: Config, region: str, level: str, code: str
) -> None:
    area = results(tmp_path, scb_text(region=region), config).areas.iloc[0]
    assert (area["area_level"], area["area_code"], area["kommun_code"]) == (level, code, "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Riksdagsval", "Europaval", "line 1, title"),
        ('"parti mm"', '"parti"', "line 3, header"),
        ('"2006"', '"2018"', "line 3, header"),
        ('"2006"', '"Totalt"', "line 3, header: found 'Totalt'"),
        ("Centerpartiet", "Summa", "line 5, row of 2280: found 'Summa'"),
        ("Centerpartiet", "Moderaterna", "line 5, row of 2280: found 'Moderaterna' once more"),
        ('"2280 Härnösand","Moderaterna",9,100,110\n', "", "region 2280: found no Moderaterna"),
        ("2280 Härnösand", "VR26 Härnösand", "line 4, region"),
        (",100,", ",100.5,", "Moderaterna 2006 of 2280: found '100.5'"),
        (",100,", ',"100,5",', "found '100,5'"),
        (",100,", ",-100,", "found '-100'"),
        (",100,", ",1 000,", "found '1 000'"),
        (",100,", ",,", "Moderaterna 2006 of 2280: found ''"),
        (",100,", ",", "line 4, cells: found 4; expected 5"),
        (",100,", ',100,"', "line 4, cells"),
        ('"2280 Härnösand","M', '"2280 Hernösand","M', "line 5, region"),
    ],
)
def test_what_was_altered_is_refused_with_its_place(
    tmp_path: Path, config: Config, old: str, new: str, said: str
) -> None:
    assert said in refused(tmp_path, scb_text().replace(old, new, 1), config)


def test_a_cut_file_is_refused(tmp_path: Path, config: Config) -> None:
    text = scb_text()
    assert "without its end" in refused(tmp_path, text[:-1], config)
    assert "found no ej röstande" in refused(
        tmp_path, "\n".join(text.split("\n")[:-2]) + "\n", config
    )
    assert "no rows" in refused(tmp_path, "\n".join(text.split("\n")[:3]) + "\n", config)


def test_a_file_saved_anew_as_utf8_reads_the_same(tmp_path: Path, config: Config) -> None:
    first = results(tmp_path, scb_text(), config)
    for content in (scb_text().encode("utf-8-sig"), scb_text().replace("\n", "\r").encode()):
        again = results(tmp_path, content, config)
        pd.testing.assert_frame_equal(first.areas, again.areas)
        pd.testing.assert_frame_equal(first.votes, again.votes)


def test_a_file_is_known_by_its_title(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "any.dat"
    for content, expected in (
        (scb_text().encode("latin-1"), LAYOUT),
        (scb_text().encode(), LAYOUT),
        (scb_text().replace("Riksdagsval", "Europaval").encode(), None),
        (b"", None),
        (b"\n\n", None),
        (b"PK\x03\x04\x00", None),
        (b"<html>", None),
    ):
        path.write_bytes(content)
        assert match(path, layouts(config)) == expected
    assert match(tmp_path / "none", layouts(config)) is None


def test_a_map_with_an_unknown_setting_is_refused(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "x.csv"
    path.write_text(scb_text())
    layout = config.layouts[LAYOUT]
    wrong = layout.model_copy(update={"settings": {**layout.settings, "years": "all"}})
    with pytest.raises(DataError, match=r"layouts/scb_database.yml, settings.years"):
        match(path, {LAYOUT: wrong})


LINES = scb_text().split("\n")


@settings(max_examples=400)
@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(["drop", "double", "cell", "byte"]),
    st.text(max_size=4) | st.sampled_from(["..", "1e3", "٣", "0007", '"', "9" * 12, "-1", "1.0"]),
    st.integers(0, 40),
)
def test_a_mutated_export_adds_up_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, how: str, text: str, place: int
) -> None:
    lines = list(LINES)
    if how == "drop":
        lines.pop(at)
    elif how == "double":
        lines.insert(at, lines[at])
    elif how == "cell":
        cells = lines[at].split(",")
        cells[place % len(cells)] = text
        lines[at] = ",".join(cells)
    else:
        lines[at] = lines[at][:place] + text + lines[at][place:]
    path = tmp_path_factory.getbasetemp() / "scb.csv"
    path.write_bytes("\n".join(lines).encode("utf-8", errors="surrogatepass"))
    config = load_config(CHECKOUT / "config")
    match(path, layouts(config))
    try:
        raw = read(official(path, LAYOUT, config))
    except DataError:
        return
    summed = (
        raw.votes.assign(votes=raw.votes["votes"].astype(int)).groupby(RESULT_KEY)["votes"].sum()
    )
    stated = (
        raw.areas[raw.areas["valid_votes"] != ""].set_index(RESULT_KEY)["valid_votes"].astype(int)
    )
    assert stated.to_dict() == summed.reindex(stated.index).to_dict()
    assert len(raw.areas) <= 2
    assert len(raw.votes) <= 18


@pytest.mark.skipif(
    not (FOUND and FIGURES.is_file()), reason="no official files beside the checkout"
)
def test_the_kommuner_of_the_real_export_make_the_country(config: Config) -> None:
    raw = read(official(FOUND[0], LAYOUT, config))
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["election_type"] == "riksdag"]
    country = {
        row["year"]: (int(row["valid_votes"]), int(row["votes_cast"]), int(row["eligible_voters"]))
        for row in rows
        if row["area_code"] == "00" and row["count_stage"] == "final" and row["year"] < "2022"
    }
    names = ["valid_votes", "votes_cast", "eligible_voters"]
    summed = raw.areas[names].astype(int).groupby(raw.areas["year"]).sum()
    assert {year: tuple(summed.loc[year]) for year in country} == country
    assert len(country) == 4
    assert len(raw.areas) == 4 * 290
