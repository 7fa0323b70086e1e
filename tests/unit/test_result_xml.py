"""The reader of the authority's XML: what it gives of made-up files, and what it refuses."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import xml_samples as samples
from analysis.config import load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract import result_xml, result_xml_tags
from analysis.extract.results import AREA_COLUMNS, VOTE_COLUMNS, OfficialFile, RawResults
from analysis.paths import CHECKOUT
from xml_samples import District, Kommun, Krets

LAYOUT = load_config(CHECKOUT / "config").layouts["result_xml"]
MARKER = "PLANTED-MARKER"
LAYOUTS = {"result_xml": LAYOUT}


def read(path: Path, layout: Layout = LAYOUT) -> RawResults:
    return result_xml.read(OfficialFile(path, f"val/{path.name}", "result_xml", layout))


def read_text(folder: Path, text: str) -> RawResults:
    return read(samples.write_xml(folder, text))


def area(results: RawResults, code: str) -> dict[str, str]:
    found = results.areas.set_index("area_code").loc[code]
    assert isinstance(found, pd.Series)
    return {str(name): str(cell) for name, cell in found.items()}


def votes(results: RawResults, code: str, column: str = "votes") -> dict[str, str]:
    rows = results.votes[results.votes["area_code"] == code]
    return dict(zip(rows["published_code"], rows[column], strict=True))


def refusal(read_it: Callable[[], object]) -> DataError:
    with pytest.raises(DataError) as caught:
        read_it()
    return caught.value


def mutated(old: str, new: str, kommun: Kommun | None = None, count: int = 1) -> str:
    text = samples.kommun_xml(kommun or samples.two_kretsar())
    assert old in text
    return text.replace(old, new, count)


class TestKommunInTwoConstituencies:
    """Five districts: 34, 70, 4, 114 and 7 valid votes; kretsar 108 and 121; kommun 229."""

    @pytest.fixture
    def results(self, tmp_path: Path) -> RawResults:
        return read_text(tmp_path, samples.kommun_xml(samples.two_kretsar()))

    def test_areas_come_in_the_files_order_all_text(self, results: RawResults) -> None:
        assert list(results.areas.columns) == AREA_COLUMNS
        assert list(results.votes.columns) == VOTE_COLUMNS
        assert results.areas[["area_level", "area_code", "valid_votes"]].to_numpy().tolist() == [
            ["kommun", "2281", "229"],
            ["valkrets", "228101", "108"],
            ["valdistrikt", "22810101", "34"],
            ["valdistrikt", "22810102", "70"],
            ["uppsamlingsdistrikt", "K-2281-01", "4"],
            ["valkrets", "228102", "121"],
            ["valdistrikt", "22810201", "114"],
            ["uppsamlingsdistrikt", "K-2281-02", "7"],
        ]
        assert {str(kind) for kind in [*results.areas.dtypes, *results.votes.dtypes]} == {"str"}

    def test_the_election_is_what_the_root_says(self, results: RawResults) -> None:
        for column, said in (
            ("election_type", "kommun"),
            ("year", "2018"),
            ("count_stage", "final"),
            ("kommun_code", "2281"),
            ("area_name", ""),
        ):
            assert set(results.areas[column]) == {said}

    def test_invalid_votes_and_turnout_of_the_kommun(self, results: RawResults) -> None:
        # Five districts with 2 blank and 1 other invalid vote; three of them with 500 voters.
        kommun = area(results, "2281")
        assert kommun["blank_votes"] == "10"
        assert kommun["other_invalid_votes"] == "5"
        assert kommun["unnotified_votes"] == "0"
        assert kommun["invalid_votes"] == ""
        assert kommun["votes_cast"] == "244"
        assert kommun["eligible_voters"] == "1500"
        assert kommun["valdistrikt_count"] == "5"

    def test_an_uppsamlingsdistrikt_states_no_voters(self, results: RawResults) -> None:
        late = area(results, "K-2281-01")
        assert (late["eligible_voters"], late["votes_cast"]) == ("", "")
        assert late["blank_votes"] == "2"

    def test_votes_are_of_the_areas_own_children(self, results: RawResults) -> None:
        own = {"M": "94", "S": "126", "ABC": "5", "HANDSKRIVNA": "4"}
        assert votes(results, "2281") == own
        district = {"M": "10", "S": "20", "ABC": "3", "HANDSKRIVNA": "1"}
        assert votes(results, "22810101") == district

    def test_seats_and_adjustment_seats(self, results: RawResults) -> None:
        assert votes(results, "2281", "seats")["M"] == "3"
        assert votes(results, "2281", "seats")["HANDSKRIVNA"] == ""
        assert votes(results, "2281", "adjustment_seats") == {
            "M": "1",
            "S": "",
            "ABC": "",
            "HANDSKRIVNA": "",
        }
        assert votes(results, "228102", "seats")["S"] == "3"
        assert area(results, "2281")["assembly_seats"] == "9"
        # four fixed seats, and M's one adjustment seat
        assert area(results, "228102")["assembly_seats"] == "4"
        assert votes(results, "228101", "adjustment_seats")["M"] == "0"
        assert votes(results, "228102", "adjustment_seats")["M"] == "1"

    def test_each_district_lies_in_its_constituency(self, results: RawResults) -> None:
        in_first = results.areas["valkrets_code"] == "228101"
        assert set(results.areas.loc[in_first, "area_code"]) == {
            "228101",
            "22810101",
            "22810102",
            "K-2281-01",
        }
        assert area(results, "2281")["valkrets_code"] == ""

    def test_what_a_district_is_compared_with(self, results: RawResults) -> None:
        same = area(results, "22810101")
        assert (same["comparability"], same["votes_before"]) == ("comparable", "30")
        assert votes(results, "22810101", "votes_before")["M"] == "12"
        assert area(results, "22810102")["comparability"] == "redrawn"
        assert area(results, "22810102")["votes_before"] == ""
        assert area(results, "22810201")["comparability"] == "summed"
        assert area(results, "228101")["comparability"] == "redrawn"
        assert area(results, "K-2281-01")["comparability"] == ""
        assert area(results, "2281")["comparability"] == ""
        assert area(results, "2281")["votes_before"] == "30"

    def test_the_source_is_the_line(self, tmp_path: Path, results: RawResults) -> None:
        lines = (tmp_path / "sample.xml").read_text("latin-1").splitlines()
        for source, code in zip(results.areas["source"], results.areas["area_code"], strict=True):
            file, line = source.rsplit(":", 1)
            assert file == "val/sample.xml"
            assert f'KOD="{code}"' in lines[int(line) - 1]
        rows = results.votes[results.votes["published_code"] == "S"]
        for source, count in zip(rows["source"], rows["votes"], strict=True):
            line = int(source.rsplit(":", 1)[1])
            assert f'PARTI="S" RÖSTER="{count}"' in lines[line - 1]


def test_the_same_kommun_in_a_riksdag_election_has_no_kommun_constituencies(tmp_path: Path) -> None:
    results = read_text(tmp_path, samples.kommun_xml(samples.two_kretsar("R")))
    assert set(results.areas["election_type"]) == {"riksdag"}
    assert "valkrets" not in set(results.areas["area_level"])
    assert set(results.areas["valkrets_code"]) == {""}
    assert len(results.areas) == 6


def test_a_region_election_names_each_districts_constituency(tmp_path: Path) -> None:
    results = read_text(tmp_path, samples.kommun_xml(samples.two_kretsar("L")))
    assert area(results, "22810102")["valkrets_code"] == "2201"
    assert area(results, "L-2281-02")["valkrets_code"] == "2202"
    assert area(results, "2281")["valkrets_code"] == ""
    assert set(results.areas["area_level"]) == {"kommun", "valdistrikt", "uppsamlingsdistrikt"}


def test_a_kommun_within_one_region_constituency_lies_there(tmp_path: Path) -> None:
    text = samples.kommun_xml(samples.undivided("L"))
    whole = read_text(tmp_path, text.replace('LANDSTING="2200"', 'LANDSTING="2204"'))
    assert set(whole.areas["valkrets_code"]) == {"2204"}
    assert set(read_text(tmp_path, text).areas["valkrets_code"]) == {""}


@pytest.mark.parametrize("code", ["2301", "22", "x"])
def test_a_region_constituency_of_another_county_is_refused(tmp_path: Path, code: str) -> None:
    kommun = samples.undivided("L")
    text = mutated('KRETS_LANDSTING="2200"', f'KRETS_LANDSTING="{code}"', kommun)
    assert refusal(lambda: read_text(tmp_path, text)).expected == "a constituency of county 22"


def test_an_undivided_kommun_has_no_constituency(tmp_path: Path) -> None:
    results = read_text(tmp_path, samples.kommun_xml(samples.undivided()))
    levels = results.areas["area_level"].tolist()
    assert levels == ["kommun", "valdistrikt", "valdistrikt", "uppsamlingsdistrikt"]
    assert set(results.areas["valkrets_code"]) == {""}


def test_the_lump_of_2006_is_taken_apart(tmp_path: Path) -> None:
    results = read_text(tmp_path, samples.kommun_xml(samples.as_2006(samples.two_kretsar())))
    assert set(results.areas["year"]) == {"2006"}
    assert votes(results, "2281") == {"M": "94", "S": "126", "ABC": "5", "HANDSKRIVNA": "4"}
    assert votes(results, "2281", "votes_before")["HANDSKRIVNA"] == ""
    assert area(results, "2281")["unnotified_votes"] == ""
    assert area(results, "2281")["votes_cast"] == "244"


def test_a_lump_of_2006_without_parts_is_hand_written(tmp_path: Path) -> None:
    krets = Krets("228300", [District("22830101", {"M": 5}, {}, 2)])
    plain = samples.as_2006(Kommun("2283", [krets]))
    results = read_text(tmp_path, samples.kommun_xml(plain))
    assert votes(results, "22830101") == {"M": "5", "HANDSKRIVNA": "2"}
    assert votes(results, "22830101", "votes_before") == {"M": "", "HANDSKRIVNA": ""}


class TestCountry:
    """The country's file: 229 votes in one kommun and 124 in the other make 353."""

    def test_levels_and_constituencies_of_the_riksdag(self, tmp_path: Path) -> None:
        kommuner = [samples.two_kretsar("R"), samples.undivided("R")]
        results = read_text(tmp_path, samples.national_xml(kommuner))
        told = results.areas[["area_level", "area_code", "valkrets_code", "valid_votes"]]
        assert told.to_numpy().tolist() == [
            ["country", "00", "", "353"],
            ["county", "22", "", "353"],
            ["valkrets", "26", "26", "353"],
            ["kommun", "2281", "26", "229"],
            ["kommun", "2283", "26", "124"],
        ]

    def test_a_riksdag_constituency_is_a_mere_sum_in_kommun_elections(self, tmp_path: Path) -> None:
        kommuner = [samples.two_kretsar(), samples.undivided()]
        results = read_text(tmp_path, samples.national_xml(kommuner))
        assert results.areas["area_level"].tolist() == ["country", "county", "kommun", "kommun"]
        assert set(results.areas["valkrets_code"]) == {""}

    @pytest.mark.parametrize("country_first", [True, False])
    def test_a_kommun_that_two_files_state_is_listed_once(
        self, tmp_path: Path, country_first: bool
    ) -> None:
        own, other = samples.two_kretsar("R"), samples.undivided("R")
        files = {
            "slutresultat_00R.xml": samples.national_xml([own, other]),
            own.file: samples.kommun_xml(own),
        }
        members = dict(files if country_first else reversed(files.items()))
        results = read(samples.write_zip(tmp_path, members))
        kommuner = results.areas[results.areas["area_level"] == "kommun"].set_index("area_code")
        assert sorted(kommuner.index) == ["2281", "2283"]
        assert kommuner.loc["2281", "source"].startswith("val/sample.zip/slutresultat_2281R.xml:")
        assert kommuner.loc["2283", "source"].startswith("val/sample.zip/slutresultat_00R.xml:")
        assert set(kommuner["valkrets_code"]) == {"26"}
        assert votes(results, "2281")["S"] == "126"

    def test_two_files_that_disagree_on_a_kommun_are_refused(self, tmp_path: Path) -> None:
        own, other = samples.two_kretsar("R"), samples.undivided("R")
        first = own.kretsar[0].districts[0]
        moved = replace(first, votes={"M": 11, "S": 19})
        kretsar = [replace(own.kretsar[0], districts=[moved, *own.kretsar[0].districts[1:]])]
        changed = replace(own, kretsar=[*kretsar, own.kretsar[1]])
        members = {
            "00R.xml": samples.national_xml([own, other]),
            own.file: samples.kommun_xml(changed),
        }
        error = refusal(lambda: read(samples.write_zip(tmp_path, members)))
        assert error.key.startswith("slutresultat_2281R.xml:")
        assert error.found == "votes of M 95"
        assert error.expected.startswith("94, as in 00R.xml:")

    def test_the_same_kommun_in_two_files_is_refused(self, tmp_path: Path) -> None:
        text = samples.kommun_xml(samples.undivided())
        members = {"a/one.xml": text, "b/two.xml": text}
        error = refusal(lambda: read(samples.write_zip(tmp_path, members)))
        assert "kommun 2018 kommun 2283" in error.key
        assert error.found.startswith("the area a second time (first at a/one.xml:")

    def test_a_kommun_split_between_region_constituencies_is_no_second_kommun(
        self, tmp_path: Path
    ) -> None:
        whole = samples.two_kretsar("L")
        parts = [replace(whole, kretsar=[krets]) for krets in whole.kretsar]
        lines = []
        for part, code in zip(parts, ("2201", "2202"), strict=True):
            text = samples.national_xml([part], "KRETS_LANDSTING", code)
            lines.append(re.search("<KRETS_LANDSTING.*</KRETS_LANDSTING>", text, re.DOTALL))
        text = samples.national_xml([whole], "KRETS_LANDSTING", "2201")
        both = "\n".join(found[0] for found in lines if found)
        country = re.sub("<KRETS_LANDSTING.*</KRETS_LANDSTING>", both, text, flags=re.DOTALL)
        members = {"00L.xml": country, whole.file: samples.kommun_xml(whole)}
        results = read(samples.write_zip(tmp_path, members))
        kommuner = results.areas[results.areas["area_level"] == "kommun"]
        assert kommuner["valid_votes"].tolist() == ["229"]
        kretsar = results.areas[results.areas["area_level"] == "valkrets"]
        assert dict(zip(kretsar["area_code"], kretsar["valid_votes"], strict=True)) == {
            "2201": "108",
            "2202": "121",
        }


def test_an_unfinished_count_is_preliminary(tmp_path: Path) -> None:
    kommun = replace(samples.undivided(), stage="PRELIMINÄR RÖSTRÄKNING RESULTAT")
    text = mutated('KLARA_VALDISTRIKT="3"', 'KLARA_VALDISTRIKT="2"', kommun)
    assert set(read_text(tmp_path, text).areas["count_stage"]) == {"preliminary"}


def test_an_area_without_any_vote_has_its_rows(tmp_path: Path) -> None:
    nobody = District("22830101", {"M": 0}, {}, 0, {"BLANK": 0, "OG": 0})
    kommun = Kommun("2283", [Krets("228300", [nobody])])
    assert votes(read_text(tmp_path, samples.kommun_xml(kommun)), "22830101") == {
        "M": "0",
        "HANDSKRIVNA": "0",
    }


class TestEncodings:
    TEXT = samples.kommun_xml(replace(samples.undivided(), name="Örnsköldsvik"))

    def names(self, folder: Path, content: bytes) -> str:
        path = folder / "sample.xml"
        path.write_bytes(content)
        return area(read(path), "2283")["area_name"]

    def test_each_is_read_as_it_says(self, tmp_path: Path) -> None:
        assert self.names(tmp_path, self.TEXT.encode("latin-1")) == "Örnsköldsvik"
        in_utf8 = self.TEXT.replace("ISO-8859-1", "utf-8").encode()
        assert self.names(tmp_path, in_utf8) == "Örnsköldsvik"
        assert self.names(tmp_path, b"\xef\xbb\xbf" + in_utf8) == "Örnsköldsvik"

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_lines_may_end_in_other_ways(self, tmp_path: Path, end: str) -> None:
        path = tmp_path / "sample.xml"
        path.write_bytes(self.TEXT.replace("\n", end).encode("latin-1"))
        first = int(area(read(path), "2283")["source"].rsplit(":", 1)[1])
        assert 'KOMMUN KOD="2283"' in self.TEXT.splitlines()[first - 1]

    @pytest.mark.parametrize(
        "content",
        [
            TEXT.encode(),  # UTF-8 that says latin-1
            TEXT.replace("ISO-8859-1", "UTF-8").encode("latin-1"),
            b"\xef\xbb\xbf" + TEXT.encode("latin-1"),
            TEXT.replace("ISO-8859-1", "UTF-16").encode("utf-16"),
            TEXT.replace("ISO-8859-1", "UTF-7").encode("latin-1"),
            TEXT.replace("Örnsköldsvik", "Vännäs".encode().decode("latin-1")).encode("latin-1"),
            TEXT.replace('"ABC"', '"\xc3\x85BC"').encode("latin-1"),
        ],
        ids=["utf8", "latin1", "bom", "utf16", "utf7", "name", "party"],
    )
    def test_a_wrong_one_is_refused(self, tmp_path: Path, content: bytes) -> None:
        error = refusal(lambda: self.names(tmp_path, content))
        assert error.file == "val/sample.xml"


DOCTYPE = re.compile("<!DOCTYPE.*>")
HOSTILE = {
    "internal subset": lambda text: DOCTYPE.sub('<!DOCTYPE VAL [<!ENTITY a "1">]>', text),
    "subset beside the DTD": lambda text: DOCTYPE.sub(
        '<!DOCTYPE VAL SYSTEM "http://example.org/a.dtd" [<!ENTITY a "1">]>', text
    ),
    "second doctype": lambda text: text.replace("<VAL ", "<!DOCTYPE VAL>\n<VAL ", 1),
    "doctype of another root": lambda text: DOCTYPE.sub("<!DOCTYPE OTHER>", text),
    "entity after the root": lambda text: text.replace("<KOMMUN", '<!ENTITY a "1"><KOMMUN', 1),
    "undefined entity in an attribute": lambda text: text.replace(
        'RÖSTER="10"', 'RÖSTER="1&gone;0"', 1
    ),
    "comment that hides a party": lambda text: text.replace(
        '<GILTIGA PARTI="M"', '<!-- <PERSONVAL --><GILTIGA PARTI="M"', 1
    ),
    "cdata": lambda text: text.replace("<KOMMUN", "<![CDATA[<A/>]]><KOMMUN", 1),
    "instruction": lambda text: text.replace("<KOMMUN", "<?php a?><KOMMUN", 1),
    "> in a value": lambda text: text.replace('PARTI="M" R', 'PARTI="M>" R', 1),
    "< in a value": lambda text: text.replace('PARTI="M" R', 'PARTI="M<" R', 1),
    "an attribute twice": lambda text: text.replace('PARTI="M" R', 'PARTI="M" PARTI="S" R', 1),
    "two roots": lambda text: text + "<VAL/>",
    "cut in the middle": lambda text: text[: len(text) // 2],
    "cut before the last tag": lambda text: text.replace("</VAL>", ""),
    "no element": lambda text: text[: text.index("<VAL")],
    "another root": lambda text: text.replace("<VAL ", "<HTML ").replace("</VAL>", "</HTML>"),
    "a million levels": lambda text: text.replace(
        "</KOMMUN>", "<KOMMUN>" * 100_000 + "</KOMMUN>" * 100_001
    ),
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_hostile_xml_is_refused(tmp_path: Path, trick: str) -> None:
    text = HOSTILE[trick](samples.kommun_xml(samples.two_kretsar()))
    error = refusal(lambda: read_text(tmp_path, text))
    assert error.file == "val/sample.xml"
    assert error.key.startswith("line ")


def test_predefined_entities_are_read(tmp_path: Path) -> None:
    text = samples.kommun_xml(samples.two_kretsar()).replace('"ABC"', '"A&amp;B"')
    assert votes(read_text(tmp_path, text), "2281")["A&B"] == "5"


# What is wrong, how the file becomes so, and the word of the error that names it.
WRONG = [
    ("unknown element", "<OGILTIGA ", "<NYA_RÖSTER ", "the element 'NYA_RÖSTER'"),
    ("unknown attribute", 'PROCENT="80,00"', 'FÖRTIDSRÖSTER="3"', "attribute 'FÖRTIDSRÖSTER'"),
    ("no votes", 'PARTI="M" RÖSTER="94"', 'PARTI="M"', "no RÖSTER"),
    ("negative", 'RÖSTER="94"', 'RÖSTER="-94"', "'-94'"),
    ("decimal", 'RÖSTER="94"', 'RÖSTER="94,0"', "'94,0'"),
    ("spaced", 'RÖSTER="94"', 'RÖSTER=" 94"', "' 94'"),
    ("other digits", 'RÖSTER="94"', 'RÖSTER="&#1641;&#1636;"', "'٩٤'"),
    ("leading zero", 'RÖSTER="94"', 'RÖSTER="094"', "'094'"),
    ("empty", 'RÖSTER="94"', 'RÖSTER=""', "''"),
    ("seats no number", 'MANDAT="3"', 'MANDAT="tre"', "'tre'"),
    ("votes moved", 'PARTI="M" RÖSTER="94"', 'PARTI="M" RÖSTER="95"', "230 votes by party"),
    ("party renamed", 'PARTI="M" RÖSTER="94"', 'PARTI="N" RÖSTER="94"', "0 votes in its parts"),
    ("party twice", 'PARTI="M" RÖSTER="94"', 'PARTI="S" RÖSTER="94"', "the party twice"),
    ("party unnamed", 'PARTI="ABC"', 'PARTI=""', "a party's code"),
    ("valid votes", 'KOD="22810101" NAMN="Namnet gallrat" RÖSTER="34"',
     'KOD="22810101" NAMN="Namnet gallrat" RÖSTER="35"', "34 votes by party"),
    ("small parties", '<ÖVRIGA_GILTIGA RÖSTER="9"', '<ÖVRIGA_GILTIGA RÖSTER="8"', "9 votes"),
    ("small parties' seats", 'PROCENT="0,10" MANDAT="0"', 'PROCENT="0,10" MANDAT="1"', "0 seats"),
    ("votes of before", 'RÖSTER_FGVAL="30"', 'RÖSTER_FGVAL="3O"', "'3O'"),
    ("voters", 'RÖSTBERÄTTIGADE="500"', 'RÖSTBERÄTTIGADE="5e2"', "'5e2'"),
    ("seats to fill", 'MANDAT_VALKRETS="4"', 'MANDAT_VALKRETS="4,0"', "'4,0'"),
    ("invalid no number", 'TEXT="BLANK" RÖSTER="2"', 'TEXT="BLANK" RÖSTER="+2"', "'+2'"),
    ("votes cast", 'SUMMA_RÖSTER="244"', 'SUMMA_RÖSTER="243"', "244 valid and invalid votes"),
    ("kind of invalid", 'TEXT="BLANK"', 'TEXT="SVART"', "unknown kind of invalid votes"),
    ("invalid twice", 'TEXT="BLANK"', 'TEXT="OG"', "other_invalid_votes twice"),
    ("districts", 'ALLA_VALDISTRIKT="5"', 'ALLA_VALDISTRIKT="6"', "'5' districts counted"),
    ("unfinished", 'KLARA_VALDISTRIKT="5"', 'KLARA_VALDISTRIKT="4"', "'4' districts counted"),
    ("code of a district", 'KOD="22810102"', 'KOD="2281010"', "the code '2281010'"),
    ("district of another kommun", 'KOD="22810102"', 'KOD="22830102"', "the code '22830102'"),
    ("late votes of another", 'KOD="K-2281-01"', 'KOD="K-2283-01"', "the code 'K-2283-01'"),
    ("district twice", 'KOD="22810102"', 'KOD="22810101"', "the area a second time"),
    ("how it was made", 'INDELNING="Summerad"', 'INDELNING="Sammanlagd"', "an unknown word"),
    ("election", "Kommunfullmäktigval", "Folkomröstning", "an unknown kind of election"),
    ("day", 'VALDAG="20180909"', 'VALDAG="2018-09-09"', "the election day '2018-09-09'"),
    ("no day", 'VALDAG="20180909"', 'VALDAG="20189999"', "the election day '20189999'"),
    ("no such day", 'VALDAG="20180909"', 'VALDAG="20180231"', "the election day '20180231'"),
    ("another election's name", 'FILNAMN="slutresultat_2281K', 'FILNAMN="slutresultat_2281R',
     "results of Kommunfullmäktigval in '2281'"),
    ("another election", "Kommunfullmäktigval", "Riksdagsval", "results of Riksdagsval in '2281'"),
    ("another kommun's name", 'FILNAMN="slutresultat_2281K', 'FILNAMN="slutresultat_2283K',
     "results of Kommunfullmäktigval in '2281'"),
    ("share unended", 'PROCENT="80,00"', 'PROCENT="80,00', "not well-formed"),
    ("share of an entity", 'PROCENT="80,00"', 'PROCENT="&gone;"', "undefined entity"),
    ("share without a space", ' PROCENT="80,00"', 'PROCENT="80,00"', "not well-formed"),
    ("share after a stray quote", 'SUMMA_RÖSTER="244" PROCENT="80,00"',
     'SUMMA_RÖSTER="244"" PROCENT="80,00"', "not well-formed"),
    ("share in a broken value", 'SUMMA_RÖSTER="244" PROCENT="80,00"',
     'SUMMA_RÖSTER="244" TYP=" PROCENT="80,00""', "not well-formed"),
    ("district outside", "</KRETS_KOMMUN>", '</KRETS_KOMMUN><VALDISTRIKT KOD="1"/>',
     "the element 'VALDISTRIKT'"),
    ("party in a party", "</GILTIGA>", '<GILTIGA PARTI="Q" RÖSTER="1"/></GILTIGA>',
     "an element inside"),
    ("party in a cut element", '<VALSEDEL LISTNUMMER="0001-00001" RÖSTER="3">',
     '<VALSEDEL><GILTIGA PARTI="Q" RÖSTER="1"/>', "an element inside"),
]  # fmt: skip


def test_values_in_apostrophes_are_read_as_they_are(tmp_path: Path) -> None:
    text = samples.kommun_xml(samples.two_kretsar())
    name = """'a" PROCENT="5"'"""
    quoted = text.replace('"Namnet gallrat"', name, 1)
    assert area(read_text(tmp_path, quoted), "2281")["area_name"] == 'a" PROCENT="5"'
    assert votes(read_text(tmp_path, quoted), "2281") == votes(read_text(tmp_path, text), "2281")


class TestBounds:
    """What is kept of a file is bounded before any of it is parsed."""

    TEXT = samples.kommun_xml(samples.two_kretsar())

    def crowded(self, tags: str) -> str:
        return self.TEXT.replace("<GILTIGA", f"\n{tags}<GILTIGA", 1)

    def test_a_file_of_unknown_elements_is_refused_at_the_first(self, tmp_path: Path) -> None:
        text = self.crowded("<a/>\n" * 300_000)
        error = refusal(lambda: read_text(tmp_path, text))
        line = text[: text.index("<a/>")].count("\n") + 1
        assert (error.key, error.found) == (f"line {line}", "the element 'a'")

    def test_no_more_tags_are_held_than_the_bound(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = samples.kommun_xml(samples.two_kretsar()).count("<")
        monkeypatch.setattr(result_xml_tags, "MAX_TAGS", kept)
        assert len(read_text(tmp_path, self.TEXT).areas) == 8
        known = self.crowded('<GILTIGA PARTI="Q" RÖSTER="0"/>' * kept)
        error = refusal(lambda: read_text(tmp_path, known))
        assert error.found == f"more than {kept} tags"

    def test_a_value_of_megabytes_is_refused(self, tmp_path: Path) -> None:
        text = self.TEXT.replace('PARTI="M"', f'PARTI="{"M" * 17_000_000}"', 1)
        assert refusal(lambda: read_text(tmp_path, text)).found.startswith("tags of 17")

    def test_unended_tags_take_linear_time(self, tmp_path: Path) -> None:
        """Each of a million would otherwise be followed to the end of the file."""
        cut = self.TEXT[: self.TEXT.index("<GILTIGA")] + "<GILTIGA " * 1_000_000
        assert refusal(lambda: read_text(tmp_path, cut)).expected == "well-formed XML"

    @pytest.mark.parametrize(("limit", "value"), [("MAX_ELEMENTS", 60), ("MAX_AREAS", 10)])
    def test_a_zip_of_many_is_bounded_as_a_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
    ) -> None:
        files = [samples.undivided(code=code) for code in ("2281", "2283", "2284")]
        members = {kommun.file: samples.kommun_xml(kommun) for kommun in files}
        path = samples.write_zip(tmp_path, members)
        assert len(read(path).areas) == 12
        monkeypatch.setattr(result_xml, limit, value)
        assert "in all files up to here" in refusal(lambda: read(path)).found

    def test_lines_are_right_beyond_what_is_looked_at_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = read_text(tmp_path, self.TEXT)
        monkeypatch.setattr(result_xml_tags, "LINES_AT_ONCE", 100)
        again = read_text(tmp_path, self.TEXT)
        pd.testing.assert_frame_equal(whole.votes, again.votes)
        pd.testing.assert_frame_equal(whole.areas, again.areas)


@pytest.mark.parametrize(
    ("old", "new", "found"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG]
)
def test_what_is_wrong_is_refused_by_name(tmp_path: Path, old: str, new: str, found: str) -> None:
    error = refusal(lambda: read_text(tmp_path, mutated(old, new)))
    assert found in error.found
    line = re.match(r"line (\d+)", error.key)
    assert line is not None
    assert int(line[1]) > 1


def test_a_lost_district_without_votes_is_noticed(tmp_path: Path) -> None:
    nobody = District("22830103", {"M": 0, "S": 0}, {"ABC": 0}, 0, {"BLANK": 0, "OG": 0}, 0)
    krets = samples.undivided().kretsar[0]
    kommun = replace(
        samples.undivided(), kretsar=[replace(krets, districts=[*krets.districts, nobody])]
    )
    text = samples.kommun_xml(kommun)
    whole = re.search('<VALDISTRIKT KOD="22830103".*?</VALDISTRIKT>', text, re.DOTALL)
    assert whole
    assert len(read_text(tmp_path, text).areas) == 5
    error = refusal(lambda: read_text(tmp_path, text.replace(whole[0], "")))
    assert (error.found, error.expected) == ("3 districts in its parts", "4")


def test_a_district_moved_between_kretsar_is_noticed(tmp_path: Path) -> None:
    text = samples.kommun_xml(samples.two_kretsar())
    found = re.search('<VALDISTRIKT KOD="22810102".*?</VALDISTRIKT>', text, re.DOTALL)
    assert found
    moved = text.replace(found[0], "").replace(
        '<VALDISTRIKT KOD="22810201"', found[0] + '<VALDISTRIKT KOD="22810201"'
    )
    error = refusal(lambda: read_text(tmp_path, moved))
    assert (error.found, error.expected) == ("38 valid votes in its parts", "108")


def test_a_lump_of_2006_that_its_parts_dont_make_is_refused(tmp_path: Path) -> None:
    text = mutated('<GILTIGA PARTI="ÖVR" RÖSTER="9"', '<GILTIGA PARTI="ÖVR" RÖSTER="8"',
                   samples.as_2006(samples.two_kretsar()))  # fmt: skip
    assert refusal(lambda: read_text(tmp_path, text)).found == "9 votes"


def test_an_error_in_a_zip_names_member_and_line(tmp_path: Path) -> None:
    good, bad = samples.undivided(), samples.two_kretsar()
    members = {
        good.file: samples.kommun_xml(good),
        bad.file: mutated('PARTI="S" RÖSTER="60"', 'PARTI="S" RÖSTER="61"'),
    }
    error = refusal(lambda: read(samples.write_zip(tmp_path, members)))
    line = next(
        number
        for number, text in enumerate(members[bad.file].splitlines(), 1)
        if 'KOD="22810201"' in text
    )
    assert error.key == f"slutresultat_2281K.xml:{line}, VALDISTRIKT 22810201"
    assert (error.found, error.expected) == ("115 votes by party", "114, the valid votes stated")


def test_the_collector_works_again_after_a_failure(tmp_path: Path) -> None:
    refusal(lambda: read_text(tmp_path, "<VAL VALTYP=''>"))
    assert gc.isenabled()


def test_other_members_are_left_out_or_refused(tmp_path: Path) -> None:
    text = samples.kommun_xml(samples.undivided())
    members = {"a.dtd": "x", "folder/a.xml": text, "readme.txt": "x"}
    assert len(read(samples.write_zip(tmp_path, members)).areas) == 4
    members["program.exe"] = "x"
    assert "program.exe" in refusal(lambda: read(samples.write_zip(tmp_path, members))).found
    assert refusal(lambda: read(samples.write_zip(tmp_path, {"a.dtd": "x"}))).found == "no XML file"


class TestPersons:
    """Nothing of a candidate gets out, neither of a file that is read nor of one that fails."""

    def text(self) -> str:
        text = samples.kommun_xml(samples.two_kretsar())
        assert f'NAMN="{samples.PERSON}"' in text
        planted = text.replace(f'NAMN="{samples.PERSON}"', f'NAMN="{MARKER}"')
        return planted.replace("<VALSEDEL ", f'<VALSEDEL {MARKER}="1" ').replace(
            "<GRUPP_VALDA", f'<SAMMANFATTNING_VALDA PARTI="{MARKER}"/><GRUPP_VALDA'
        )

    def test_in_no_table(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        results = read_text(tmp_path, self.text())
        for table in (results.areas, results.votes, results.links):
            assert MARKER not in table.to_csv()
        assert caplog.text == ""

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text[: text.rindex(MARKER) + 3],
            lambda text: text.replace('RÖSTER="94"', 'RÖSTER="95"'),
            lambda text: text.replace('RÖSTER="94"', 'RÖSTER="&gone;"'),
            lambda text: text.replace("<OGILTIGA", "<!--  --><OGILTIGA"),
            lambda text: text.replace("<OGILTIGA", "<NYTT"),
            lambda text: text.replace("</GILTIGA>", "", 1),
            lambda text: text.replace(f'NAMN="{MARKER}"', f'NAMN="&{MARKER};"').replace(
                "</KOMMUN>", ""
            ),
        ],
        ids=["cut", "sum", "entity", "comment", "element", "unclosed", "entity in a name"],
    )
    def test_in_no_error(
        self,
        tmp_path: Path,
        change: Callable[[str], str],
        caplog: pytest.LogCaptureFixture,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        error = refusal(lambda: read_text(tmp_path, change(self.text())))
        told: BaseException | None = error
        while told is not None:
            assert MARKER not in f"{told!s}{told!r}{told.args}"
            told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
        assert MARKER not in caplog.text + "".join(capsys.readouterr())


class TestMatch:
    def test_by_content_whatever_the_name(self, tmp_path: Path) -> None:
        text = samples.kommun_xml(samples.undivided())
        bare = samples.write_xml(tmp_path, text, "anything.txt")
        zipped = samples.write_zip(tmp_path, {"a.xml": text}, "anything.bin")
        assert result_xml.match(bare, LAYOUTS) == "result_xml"
        assert result_xml.match(zipped, LAYOUTS) == "result_xml"
        zipped.write_bytes(zipped.read_bytes()[:-40])
        assert result_xml.match(zipped, LAYOUTS) == "result_xml"

    @pytest.mark.parametrize(
        "content",
        [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(60), b"<html>", b"<VAL>", b"\xff\xfe<\x00"],
    )
    def test_nothing_else(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "slutresultat.zip"
        path.write_bytes(content)
        assert result_xml.match(path, LAYOUTS) is None
        assert result_xml.match(tmp_path / "absent.xml", LAYOUTS) is None

    def test_no_other_zip_of_xml(self, tmp_path: Path) -> None:
        path = samples.write_zip(tmp_path, {"[Content_Types].xml": "<Types/>"})
        assert result_xml.match(path, LAYOUTS) is None

    @settings(max_examples=100)
    @given(content=st.binary(max_size=300), zipped=st.booleans())
    def test_never_raises(
        self, tmp_path_factory: pytest.TempPathFactory, content: bytes, zipped: bool
    ) -> None:
        path = tmp_path_factory.mktemp("match") / "sample"
        path.write_bytes(b"PK\x03\x04" * zipped + content)
        assert result_xml.match(path, LAYOUTS) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("surplus", 1), ("members", "("), ("election_types", {"Riksdagsval": "parliament"})],
)
def test_a_map_that_is_wrong_is_named(tmp_path: Path, field: str, value: object) -> None:
    wrong = Layout(description="", reader="result_xml", settings={**LAYOUT.settings, field: value})
    path = samples.write_xml(tmp_path, samples.kommun_xml(samples.undivided()))
    error = refusal(lambda: read(path, wrong))
    assert error.file == "layouts/result_xml.yml"
    assert field in error.key


def test_another_years_words_are_a_matter_of_the_map(tmp_path: Path) -> None:
    """A file of other element names is read by a map alone, without a line of Python."""
    text = samples.kommun_xml(samples.two_kretsar())
    described = yaml.safe_dump(LAYOUT.settings, allow_unicode=True)
    for ours, theirs in (("VALDISTRIKT", "DISTRIKT"), ("HANDSKRIVNA", "SKRIVNA"), ("RÖSTER", "N")):
        text, described = (re.sub(rf"\b{ours}\b", theirs, old) for old in (text, described))
    described = re.sub(r"\bONSDAGSDISTRIKT\b", "SEN", described)
    text = re.sub(r"\bONSDAGSDISTRIKT\b", "SEN", text)
    other = Layout(description="", reader="result_xml", settings=yaml.safe_load(described))
    results = read(samples.write_xml(tmp_path, text), other)
    assert votes(results, "2281") == {"M": "94", "S": "126", "ABC": "5", "HANDSKRIVNA": "4"}


LINES = samples.kommun_xml(samples.two_kretsar()).split("\n")


@settings(max_examples=250)
@given(st.data())
def test_any_changed_line_reconciles_or_is_our_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "swap", "digit", "byte", "cut"]))
        mutate(lines, place, how, data)
    path = samples.write_xml(tmp_path_factory.mktemp("fuzz"), "\n".join(lines))
    try:
        results = read(path)
    except DataError:
        return
    assert_reconciles(results)


def mutate(lines: list[str], place: int, how: str, data: st.DataObject) -> None:
    line = lines[place]
    if how == "drop":
        lines[place] = ""
    elif how == "double":
        lines[place] = f"{line}\n{line}"
    elif how == "swap":
        other = data.draw(st.integers(0, len(lines) - 1))
        lines[place], lines[other] = lines[other], line
    elif how == "cut":
        del lines[place:]
        lines.append("")
    elif line:
        at = data.draw(st.integers(0, len(line) - 1))
        new = "0123456789" if how == "digit" else "\x00<>&\"'/ a-,Ö"
        lines[place] = line[:at] + data.draw(st.sampled_from(new)) + line[at + 1 :]


def assert_reconciles(results: RawResults) -> None:
    """The made-up kommun's 229 votes in eight areas are all there, whatever was changed."""
    keys = ["election_type", "year", "area_level", "area_code"]
    cast = results.votes.assign(votes=results.votes["votes"].astype(int))
    sums = cast.groupby(keys)["votes"].sum()
    stated = results.areas.set_index(keys)["valid_votes"].astype(int)
    assert sums.to_dict() == stated.to_dict()
    districts = results.areas["area_level"].isin(["valdistrikt", "uppsamlingsdistrikt"])
    assert results.areas.loc[districts, "valid_votes"].astype(int).sum() == 229
    assert len(results.areas) in {6, 8}  # a changed VALTYP or code may make kretsar subtotals
