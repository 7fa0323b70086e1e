"""Zips of JSON: votes, seats and gaps, and what is refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analysis.config import load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract import result_json
from analysis.extract import result_json_document as document
from analysis.extract.results import OfficialFile, RawResults
from analysis.paths import CHECKOUT
from json_samples import (
    MARKER,
    Document,
    copied,
    documents,
    old_documents,
    party,
    result,
    unfinished_documents,
    zipped,
)

Change = Callable[[Document, Document], object]
VOTES = "zips/a.zip/Val_2026_slutlig_rostfordelning_2283_KF.json"
SEATS = "zips/a.zip/Val_2026_slutlig_mandatfordelning_2283_KF.json"


@pytest.fixture(scope="module")
def layout() -> Layout:
    return load_config(CHECKOUT / "config").layouts["result_json"]


def read(path: Path, layout: Layout, file: str = "zips/a.zip") -> RawResults:
    return result_json.read(OfficialFile(path, file, "result_json", layout))


def read_changed(tmp_path: Path, layout: Layout, change: Change, pair=None) -> RawResults:
    votes, seats = pair or documents()
    change(votes, seats)
    return read(zipped(tmp_path / "a.zip", votes, seats), layout)


def area(found: RawResults, code: str, level: str) -> dict[str, str]:
    rows = found.areas[(found.areas.area_code == code) & (found.areas.area_level == level)]
    assert len(rows) == 1
    return rows.iloc[0].to_dict()


def votes_of(found: RawResults, code: str, level: str, column: str = "votes") -> dict[str, str]:
    rows = found.votes[(found.votes.area_code == code) & (found.votes.area_level == level)]
    return dict(zip(rows.published_code, rows[column], strict=True))


@pytest.fixture
def final(tmp_path, layout) -> RawResults:
    return read(zipped(tmp_path / "a.zip", *documents()), layout)


def test_a_valdistrikt_has_what_the_file_states_of_it(final):
    assert area(final, "22830101", "valdistrikt") == {
        "election_type": "kommun",
        "year": "2026",
        "area_level": "valdistrikt",
        "area_code": "22830101",
        "count_stage": "final",
        "area_name": "Distrikt 22830101",
        "kommun_code": "2283",
        "valkrets_code": "228301",
        "eligible_voters": "500",
        "valid_votes": "155",
        "blank_votes": "2",
        "unnotified_votes": "0",
        "other_invalid_votes": "1",
        "invalid_votes": "3",
        "votes_cast": "158",
        "assembly_seats": "",
        "valdistrikt_count": "",
        "comparability": "comparable",
        "votes_before": "150",
        "source": f"{VOTES}:1",
    }
    assert votes_of(final, "22830101", "valdistrikt") == {"S": "100", "M": "50", "0999": "5"}
    assert votes_of(final, "22830101", "valdistrikt", "votes_before") == {
        "S": "90",
        "M": "",
        "0999": "",
    }


def test_late_votes_have_the_published_code_and_no_eligible_voters(final):
    late = area(final, "228301", "uppsamlingsdistrikt")
    assert (late["kommun_code"], late["eligible_voters"], late["votes_cast"]) == ("2283", "", "15")


def test_comparability_is_as_stated_and_each_valdistrikt_before_has_a_row(final):
    stated = dict(zip(final.areas.area_code, final.areas.comparability, strict=True))
    assert stated["22830102"] == "redrawn"
    assert stated["22830201"] == "summed"
    rows = final.links[["year", "area_code", "year_before", "area_code_before", "comparability"]]
    assert rows.to_numpy().tolist() == [
        ["2026", "22830101", "2022", "22830101", "comparable"],
        ["2026", "22830102", "2022", "22830102", "redrawn"],
        ["2026", "22830201", "2022", "22830201", "summed"],
        ["2026", "22830201", "2022", "22830202", "summed"],
    ]
    assert final.links.source.iloc[3] == f"{VOTES}:3"


def test_the_whole_has_votes_and_seats_of_each_party(final):
    whole = area(final, "2283", "kommun")
    counts = ("valid_votes", "invalid_votes", "votes_cast", "eligible_voters")
    assert [whole[name] for name in counts] == ["320", "6", "326", "1500"]
    assert (whole["assembly_seats"], whole["valdistrikt_count"]) == ("9", "4")
    assert whole["source"] == f"{SEATS}:1"
    assert votes_of(final, "2283", "kommun") == {"S": "210", "M": "105", "0999": "5"}
    assert votes_of(final, "2283", "kommun", "seats") == {"S": "6", "M": "3", "0999": ""}
    assert votes_of(final, "2283", "kommun", "adjustment_seats") == {"S": "1", "M": "0", "0999": ""}
    assert votes_of(final, "2283", "kommun", "source")["M"] == f"{SEATS}:2"


def test_a_valkrets_has_its_own_votes_and_seats(final):
    first = area(final, "228301", "valkrets")
    assert (first["valkrets_code"], first["kommun_code"]) == ("228301", "2283")
    assert (first["valid_votes"], first["valdistrikt_count"]) == ("260", "3")
    assert votes_of(final, "228302", "valkrets") == {"S": "40", "M": "20", "0999": "0"}
    assert votes_of(final, "228302", "valkrets", "seats") == {"S": "1", "M": "1", "0999": ""}
    assert votes_of(final, "228302", "valkrets", "source")["S"] == f"{SEATS}:2"


def test_2022_has_no_date_no_class_and_no_comparison(tmp_path, layout):
    found = read(zipped(tmp_path / "a.zip", *old_documents()), layout)
    assert set(found.areas.year) == {"2022"}
    assert set(found.areas.comparability) == {""}
    assert found.links.empty
    assert area(found, "2283", "kommun")["valid_votes"] == "320"


def test_an_uncounted_valdistrikt_is_a_stated_gap(tmp_path, layout):
    found = read(zipped(tmp_path / "a.zip", *unfinished_documents()), layout)
    gap = area(found, "22830201", "valdistrikt")
    counts = [
        name for name in gap if name.endswith("_votes") or name in {"votes_cast", "eligible_voters"}
    ]
    assert {gap[name] for name in counts} == {""}
    assert (gap["count_stage"], gap["comparability"]) == ("preliminary", "summed")
    assert votes_of(found, "22830201", "valdistrikt") == {}
    # Zeros without a time of report are no votes yet either.
    assert area(found, "228301", "uppsamlingsdistrikt")["valid_votes"] == ""
    assert area(found, "22830101", "valdistrikt")["valid_votes"] == "155"


def test_a_whole_with_an_uncounted_valdistrikt_has_neither_votes_nor_seats(tmp_path, layout):
    found = read(zipped(tmp_path / "a.zip", *unfinished_documents()), layout)
    for code, level in (("2283", "kommun"), ("228301", "valkrets"), ("228302", "valkrets")):
        row = area(found, code, level)
        assert {row[name] for name in ("valid_votes", "votes_cast", "eligible_voters")} == {""}
        assert votes_of(found, code, level) == {}
    assert area(found, "2283", "kommun")["valdistrikt_count"] == "4"


def test_a_reported_valdistrikt_with_no_vote_at_all_is_counted_as_zero(tmp_path, layout):
    def add(votes, seats):
        empty = json.loads(json.dumps(votes["valdistrikt"][3]))
        empty.update(valdistriktskod="228302", kretskod="228302", totaltAntalRoster=0)
        empty["rostfordelning"] = result([], 0, (0, 0, 0))
        votes["valdistrikt"].append(empty)
        for each in (votes, seats["valomrade"]):
            each.update(antalValdistriktRaknade=5, antalValdistriktSomSkaRaknas=5)

    found = read_changed(tmp_path, layout, add)
    assert area(found, "228302", "uppsamlingsdistrikt")["valid_votes"] == "0"


def test_other_parties_are_a_lump_in_a_preliminary_count_also_when_zero(tmp_path, layout):
    def move(votes, seats):
        valkretsar = seats["valomrade"]["valkretsLista"]
        for each in (*votes["valdistrikt"], seats["valomrade"], *valkretsar):
            valid = each["rostfordelning"]["rosterPaverkaMandat"]
            small = valid["partiRoster"].pop()
            valid["rosterOvrigaPartier"]["antalRoster"] = small["antalRoster"]

    found = read_changed(tmp_path, layout, move, documents("preliminär"))
    assert votes_of(found, "22830101", "valdistrikt")["ÖVRIGA_OSPEC"] == "5"
    assert votes_of(found, "22830102", "valdistrikt")["ÖVRIGA_OSPEC"] == "0"
    assert votes_of(found, "2283", "kommun")["ÖVRIGA_OSPEC"] == "5"


def test_in_a_final_count_others_are_a_row_only_where_they_have_votes(tmp_path, layout, final):
    assert "ÖVRIGA_OSPEC" not in set(final.votes.published_code)


def test_a_short_form_that_two_parties_share_gives_way_to_their_numbers(tmp_path, layout):
    def share(votes, seats):
        valkretsar = seats["valomrade"]["valkretsLista"]
        for each in (*votes["valdistrikt"], seats["valomrade"], *valkretsar):
            each["rostfordelning"]["rosterPaverkaMandat"]["partiRoster"][2]["partiforkortning"] = (
                "M"
            )

    found = read_changed(tmp_path, layout, share)
    assert votes_of(found, "2283", "kommun") == {"S": "210", "0001": "105", "0999": "5"}
    assert votes_of(found, "2283", "kommun", "seats")["0001"] == "3"


def test_a_kretskod_of_an_undivided_kommun_is_no_valkrets(tmp_path, layout):
    def undivide(votes, seats):
        seats["valomrade"]["valkretsLista"] = None
        for each, code in zip(
            votes["valdistrikt"], ("228300", "2283", None, "228300"), strict=True
        ):
            each["kretskod"] = code

    found = read_changed(tmp_path, layout, undivide)
    assert set(found.areas.valkrets_code) == {""}
    assert "valkrets" not in set(found.areas.area_level)


@pytest.mark.parametrize(
    ("kind", "election", "code", "level", "krets"),
    [("RD", "riksdag", "00", "country", "26"), ("RF", "region", "22", "county", "2201")],
)
def test_riksdag_and_region_are_the_country_and_a_county(
    tmp_path, layout, kind, election, code, level, krets
):
    def turn(votes, seats):
        votes["valtyp"] = seats["valtyp"] = kind
        seats["valomrade"].update(kod=code, valkretsLista=None)
        for each in votes["valdistrikt"]:
            each.update(valomradeskod=code, kretskod=krets)

    found = read_changed(tmp_path, layout, turn)
    assert set(found.areas.election_type) == {election}
    whole = area(found, code, level)
    assert (whole["kommun_code"], whole["valid_votes"]) == ("", "320")
    assert area(found, "22830101", "valdistrikt")["valkrets_code"] == krets


def test_no_name_of_a_person_is_in_any_table(final):
    for table in (final.areas, final.votes, final.links):
        assert MARKER not in table.to_csv()


def test_the_fields_of_persons_never_leave_the_parser(tmp_path, layout):
    path = zipped(tmp_path / "a.zip", *documents())
    settings = result_json.read_settings(result_json.Settings, "result_json", layout)
    for name in document.pick_members(path, "a.zip", settings.members):
        kept = document.read_document(path, "a.zip", name, settings)
        assert MARKER not in json.dumps(kept.fields)


def test_a_source_has_no_spaces(tmp_path, layout):
    found = read(zipped(tmp_path / "a.zip", *documents()), layout, "val 2026/a b.zip")
    assert not found.areas.source.str.contains(" ").any()
    assert found.votes.source.iloc[0].startswith("val_2026/a_b.zip/")


def _district(votes: Document, place: int = 0) -> Document:
    return votes["valdistrikt"][place]


def _valid(votes: Document, place: int = 0) -> Document:
    return _district(votes, place)["rostfordelning"]["rosterPaverkaMandat"]


def _first_party(votes: Document) -> Document:
    return _valid(votes)["partiRoster"][0]


REFUSED: dict[str, tuple[Change, str]] = {
    "rehearsal": (lambda v, s: v.update(test=True), "rehearsal"),
    "rehearsal of seats only": (lambda v, s: s.update(test=True), "rehearsal"),
    "rehearsal's word": (lambda v, s: v.update(test="true"), "rehearsal"),
    "rehearsal's name": (lambda v, s: v.update(valtillfalle="Genrep_2026"), "rehearsal"),
    "re-run": (lambda v, s: v.update(valklass="Omval"), "Omval"),
    "another election": (lambda v, s: v.update(valtyp="E"), "'E'"),
    "another count": (lambda v, s: v.update(rakningstillfalle="x"), "preliminär"),
    "no year": (lambda v, s: (v.pop("valdatum"), v.update(valtillfalle="Val")), "no year"),
    "two years": (lambda v, s: v.update(valdatum="2022-09-11"), "2026"),
    "no date": (lambda v, s: v.update(valdatum="2026-13-13"), "a date"),
    "files of two elections": (lambda v, s: s.update(valtyp="RF"), "region 2026"),
    "files of two counts": (lambda v, s: s.update(rakningstillfalle="preliminär"), "preliminary"),
    "files of two times": (
        lambda v, s: s["valomrade"].update(antalValdistriktRaknade=3),
        "3 counted",
    ),
    "files of two areas": (lambda v, s: s["valomrade"].update(kod="2284"), "2284"),
    "no valdistrikt": (lambda v, s: v.update(valdistrikt=[]), "no valdistrikt"),
    "no area": (lambda v, s: s.pop("valomrade"), "no valomrade"),
    "valdistrikt no list": (lambda v, s: v.update(valdistrikt={}), "a list of objects"),
    "valdistrikt a text": (lambda v, s: v.update(valdistrikt=[MARKER]), "a list of objects"),
    "unknown field": (lambda v, s: _district(v).update(nyttFalt=1), "nyttFalt"),
    "unknown field above": (lambda v, s: s.update(nyttFalt=1), "nyttFalt"),
    "unknown field of votes": (lambda v, s: _valid(v).update(nyttFalt=1), "nyttFalt"),
    "a name as field": (lambda v, s: _district(v).update({MARKER: 1}), "'a field'"),
    "unknown status": (lambda v, s: _district(v).update(statusJamforelse="x"), "'x'"),
    "unknown type": (lambda v, s: _district(v).update(valdistriktstyp="x"), "'x'"),
    "float": (lambda v, s: _first_party(v).update(antalRoster=100.0), "100.0"),
    "text": (lambda v, s: _first_party(v).update(antalRoster="100"), "a text"),
    "truth": (lambda v, s: _first_party(v).update(antalRoster=True), "True"),
    "below zero": (lambda v, s: _first_party(v).update(antalRoster=-1), "-1"),
    "huge": (lambda v, s: _first_party(v).update(antalRoster=10**9), "1000000000"),
    "object": (lambda v, s: _first_party(v).update(antalRoster={"x": MARKER}), "an object"),
    "no valid votes": (lambda v, s: _valid(v).update(antalRoster=None), "nothing"),
    "party not all": (lambda v, s: _first_party(v).update(antalRoster=99), "154"),
    "party unstated": (lambda v, s: _first_party(v).update(antalRoster=None), "55"),
    "party twice": (lambda v, s: _valid(v)["partiRoster"].append(party("2", "S", 0)), "once more"),
    "party's number": (lambda v, s: _first_party(v).update(partikod="2x"), "partikod"),
    "party without number": (lambda v, s: _first_party(v).update(partikod=None), "partikod"),
    "line break in a name": (lambda v, s: _first_party(v).update(partiforkortning="S\n"), "a text"),
    "cast": (lambda v, s: _district(v).update(totaltAntalRoster=159), "158"),
    "no words for digits": (lambda v, s: _district(v).update(totaltAntalRoster="x"), "a text"),
    "area twice": (lambda v, s: _district(v, 1).update(valdistriktskod="22830101"), "once more"),
    "short code": (lambda v, s: _district(v).update(valdistriktskod="2283101"), "valdistriktskod"),
    "code a number": (
        lambda v, s: _district(v).update(valdistriktskod=22830101),
        "valdistriktskod",
    ),
    "another kommun": (lambda v, s: _district(v).update(kommunkod="2284"), "2284"),
    "another area": (lambda v, s: _district(v).update(valomradeskod="2284"), "2283"),
    "valkrets": (lambda v, s: _district(v).update(kretskod="01"), "kretskod"),
    "predecessor": (
        lambda v, s: _district(v).update(valdistriktskodForegaendeVal=[MARKER]),
        "code",
    ),
    "predecessor twice": (
        lambda v, s: _district(v).update(valdistriktskodForegaendeVal=["22830101"] * 2),
        "each once",
    ),
    "predecessor of no year": (lambda v, s: v.pop("tidigareValdatum"), "tidigareValdatum"),
    "counted though not": (lambda v, s: _district(v).update(rostfordelning=None), "3 counted of 4"),
    "fewer listed": (lambda v, s: v["valdistrikt"].pop(), "3 counted of 3"),
    "total of a party": (
        lambda v, s: s["valomrade"]["rostfordelning"]["rosterPaverkaMandat"].update(
            partiRoster=[party("2", "S", 200), party("1", "M", 115), party("999", None, 5)]
        ),
        "votes of M: found 115; expected 105",
    ),
    "total of who could vote": (
        lambda v, s: s["valomrade"].update(antalRostberattigade=1501),
        "found 1501; expected 1500",
    ),
    "total of a valkrets": (
        lambda v, s: _district(v).update(kretskod="228302"),
        "valkrets 228301",
    ),
    "valkrets twice": (
        lambda v, s: s["valomrade"]["valkretsLista"][1].update(kod="228301"),
        "once more",
    ),
    "seats in all": (lambda v, s: s["valomrade"].update(totaltAntalMandat=10), "together, 9"),
    "fixed seats": (
        lambda v, s: s["valomrade"]["mandatfordelning"]["partiLista"][0].update(antalFastaMandat=4),
        "antalMandat",
    ),
    "seats twice": (
        lambda v, s: s["valomrade"]["mandatfordelning"]["partiLista"][1].update(
            partikod="0002", partiforkortning="S"
        ),
        "once more",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_trusted_is_refused_with_its_place(case, tmp_path, layout):
    change, says = REFUSED[case]
    with pytest.raises(DataError) as refused:
        read_changed(tmp_path, layout, change)
    assert says in str(refused.value)
    assert refused.value.file.startswith("zips/a.zip/")
    assert MARKER not in str(refused.value)


def test_a_kind_of_invalid_votes_that_does_not_fit_is_refused(tmp_path, layout):
    def change(votes, seats):
        _district(votes)["rostfordelning"]["rosterEjPaverkaMandat"]["blankaRoster"][
            "antalRoster"
        ] = 1

    with pytest.raises(DataError, match="parts that make 2"):
        read_changed(tmp_path, layout, change)


def test_digits_in_quotation_marks_are_a_number_only_where_the_map_says(tmp_path, layout):
    found = read_changed(
        tmp_path, layout, lambda v, s: _district(v).update(totaltAntalRoster="158")
    )
    assert area(found, "22830101", "valdistrikt")["votes_cast"] == "158"


def test_a_rehearsal_is_read_where_the_map_asks_for_it(tmp_path, layout):
    asked = layout.model_copy(update={"settings": {**layout.settings, "rehearsals": True}})
    found = read_changed(tmp_path, asked, lambda v, s: v.update(test=True))
    assert area(found, "2283", "kommun")["valid_votes"] == "320"


HOSTILE: dict[str, str | bytes] = {
    "empty": b"",
    "cut": json.dumps(documents()[0])[:-40],
    "a list": "[]",
    "a text": f'"{MARKER}"',
    "a page": "<!DOCTYPE html><html></html>",
    "lists without end": '{"valda": ' + "[" * 200_000,
    "objects without end": '{"a":' * 100_000,
    "latin-1": '{"namn": "Sollefteå"}'.encode("latin-1"),
    "utf-16": json.dumps(documents()[0]).encode("utf-16"),
    "two documents": "{}{}",
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("place", [0, 1])
def test_a_member_that_is_no_sound_json_is_refused(kind, place, tmp_path, layout):
    pair: list[object] = list(documents())
    pair[place] = HOSTILE[kind]
    path = zipped(tmp_path / "a.zip", *pair)
    with pytest.raises(DataError) as refused:
        read(path, layout)
    assert refused.value.file.startswith("zips/a.zip/Val_2026")
    assert MARKER not in str(refused.value)


@pytest.mark.parametrize(
    ("sound", "unsound", "says"),
    [
        ('"andelRoster": 12.5', '"andelRoster": NaN', "no number of JSON"),
        ('"andelRoster": 12.5', '"andelRoster": Infinity', "no number of JSON"),
        ('"kandidatNummer": 1', f'"kandidatNummer": {"9" * 5000}', "thousands of digits"),
        ('"antalRoster": 100', '"antalRoster": 1, "antalRoster": 100', "stands twice"),
        ('"listnummer": "1"', '"listnummer": "1", "listnummer": "2"', "stands twice"),
    ],
)
def test_one_unsound_value_refuses_a_file_that_is_else_sound(
    sound, unsound, says, tmp_path, layout
):
    votes, seats = documents()
    text = json.dumps(votes)
    assert sound in text
    with pytest.raises(DataError, match=says):
        read(zipped(tmp_path / "a.zip", text.replace(sound, unsound, 1), seats), layout)


def test_a_byte_order_mark_is_no_fault(tmp_path, layout):
    votes, seats = (json.dumps(each).encode("utf-8-sig") for each in documents())
    path = zipped(tmp_path / "a.zip", votes, seats)
    assert result_json.match(path, {"result_json": layout}) == "result_json"
    assert area(read(path, layout), "2283", "kommun")["valid_votes"] == "320"


def _add(path: Path, *members: tuple[str, str]) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("../Val_2026_slutlig_summering_22_RF.json", "leads out"),
        ("/Val_2026_slutlig_summering_22_RF.json", "leads out"),
        ("C:\\Val_2026_slutlig_summering_22_RF.json", "leads out"),
        ("Val_2026_slutlig_rostfordelning_2284_KF.json", "2 members"),
        ("Val_2026_slutlig_mandatfordelning_2284_KF.json", "2 members"),
        (f"{MARKER}.json", "unknown kind"),
    ],
)
def test_a_member_too_many_is_refused(member, says, tmp_path, layout):
    path = _add(zipped(tmp_path / "a.zip", *documents()), (member, "{}"))
    with pytest.raises(DataError, match=says) as refused:
        read(path, layout)
    assert MARKER not in str(refused.value)


def test_the_sums_by_kommun_are_passed_over(tmp_path, layout):
    path = _add(
        zipped(tmp_path / "a.zip", *documents()), ("Val_2026_slutlig_summering_22_RF.json", "{")
    )
    assert area(read(path, layout), "2283", "kommun")["valid_votes"] == "320"


def test_a_member_that_is_packed_too_tightly_is_not_unpacked(tmp_path, layout):
    path = zipped(tmp_path / "a.zip", " " * 5_000_000, documents()[1])
    with pytest.raises(DataError, match="packed 100:1"):
        read(path, layout)


DENSE = {
    "lists": b'{"a":[' + b"[]," * 400_000 + b"[]]}",
    "objects": b'{"a":[' + b"{}," * 400_000 + b"{}]}",
    "numbers": b'{"a":[' + b"9999," * 300_000 + b"1]}",
    "fields": b'{"a":0' + b"".join(b',"aaaa%07d":0' % n for n in range(100_000)) + b"}",
}


@pytest.mark.parametrize("kind", DENSE)
@pytest.mark.parametrize("part", ["votes", "seats"])
def test_a_member_of_little_else_than_lists_is_refused_before_they_are_made(
    kind, part, tmp_path, layout, monkeypatch
):
    made = documents() if part == "seats" else (DENSE[kind], documents()[1])
    path = zipped(tmp_path / "a.zip", *(made if part == "votes" else (made[0], DENSE[kind])))
    monkeypatch.setattr(document, "TIGHTEST", 10_000)
    parsed: list[int] = []
    loads = json.loads
    monkeypatch.setattr(
        document.json, "loads", lambda text, **how: parsed.append(len(text)) or loads(text, **how)
    )
    with pytest.raises(DataError, match="longer texts in fewer of them") as refused:
        read(path, layout)
    assert refused.value.file == (VOTES if part == "votes" else SEATS)
    assert max(parsed, default=0) < 1_000_000


def test_a_long_member_in_the_publishers_form_is_read(tmp_path, layout, monkeypatch):
    """Persons' lists make most of it; with or without spaces it stays far below the bounds."""
    votes, seats = documents()
    persons = votes["valdistrikt"][0]["rostfordelning"]["rosterPaverkaMandat"]["partiRoster"][0]
    persons["listRoster"] = persons["listRoster"] * 20_000
    for separators in (None, (",", ":")):
        text = json.dumps(votes, separators=separators)
        assert len(text) > 2_000_000
        monkeypatch.setattr(document, "TIGHTEST", 10_000)
        found = read(zipped(tmp_path / "a.zip", text, seats), layout)
        assert area(found, "2283", "kommun")["valid_votes"] == "320"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE html><html><body>Error</body></html>", "an HTML page (the download failed)"),
        (json.dumps(documents()[0]).encode("utf-16"), "UTF-16 text"),
        (json.dumps(documents()[0]).encode("utf-16-le"), "UTF-16 text"),
        (b"[]", "a list"),
        (b'"x"', "a text"),
        (b" ", "nothing"),
        (b"x", "no JSON object"),
    ],
)
def test_what_is_no_json_object_is_said_to_be_what_it_is(content, found, tmp_path, layout):
    with pytest.raises(DataError) as refused:
        read(zipped(tmp_path / "a.zip", content, documents()[1]), layout)
    assert (refused.value.file, refused.value.found) == (VOTES, found)


def test_a_member_too_large_is_not_unpacked(tmp_path, layout, monkeypatch):
    monkeypatch.setattr(document, "LARGEST", 100)
    with pytest.raises(DataError, match="at most 100"):
        read(zipped(tmp_path / "a.zip", *documents()), layout)


def test_too_many_members_are_refused(tmp_path, layout):
    extra = [(f"{place}_sign.sha256", "") for place in range(40)]
    with pytest.raises(DataError, match="at most 40"):
        read(_add(zipped(tmp_path / "a.zip", *documents()), *extra), layout)


def test_a_zip_without_one_of_the_two_is_refused(tmp_path, layout):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Val_2026_slutlig_rostfordelning_2283_KF.json", json.dumps(documents()[0]))
    with pytest.raises(DataError, match="_mandatfordelning_: found 0 members"):
        read(path, layout)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_zip_is_refused_and_matches_nothing(part, tmp_path, layout):
    path = zipped(tmp_path / "a.zip", *documents())
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert result_json.match(path, {"result_json": layout}) is None
    with pytest.raises(DataError, match="no zip that opens"):
        read(path, layout)


def test_a_damaged_member_is_refused(tmp_path, layout):
    path = zipped(tmp_path / "a.zip", *documents())
    content = bytearray(path.read_bytes())
    content[200:230] = b"x" * 30
    path.write_bytes(bytes(content))
    with pytest.raises(DataError, match="can't be unpacked"):
        read(path, layout)


def test_a_match_is_by_content_not_by_name(tmp_path, layout):
    layouts = {"result_json": layout}
    path = zipped(tmp_path / "whatever.bin", *documents())
    assert result_json.match(path, layouts) == "result_json"
    assert result_json.match(path, {}) is None
    other = zipped(tmp_path / "b.zip", "<html>", "{}")
    assert result_json.match(other, layouts) is None
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("slutresultat_00R.xml", "<VAL/>")
    assert result_json.match(tmp_path / "c.zip", layouts) is None
    assert result_json.match(tmp_path / "missing.zip", layouts) is None


@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_match_raise(content, tmp_path_factory, layout):
    path = tmp_path_factory.getbasetemp() / "bytes.zip"
    path.write_bytes(content)
    assert result_json.match(path, {"result_json": layout}) is None


def test_a_map_that_lacks_something_says_where(tmp_path, layout):
    broken = layout.model_copy(update={"settings": {**layout.settings, "lumped_in": ["x"]}})
    official = OfficialFile(tmp_path / "a.zip", "a.zip", "result_json", broken)
    with pytest.raises(DataError, match=r"settings\.lumped_in\.0"):
        result_json.read(official)
    with pytest.raises(DataError, match=r"layouts/other\.yml"):
        result_json.read(replace(official, layout_name="other"))


def _places(node: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [
        found for key, value in items for found in [(*path, key), *_places(value, (*path, key))]
    ]


BASES = [documents(), unfinished_documents(), old_documents()]
SPOTS = [[(part, spot) for part in (0, 1) for spot in _places(pair[part])] for pair in BASES]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 12),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "0", "100", "228301", "22830101", "2283", "S", "None", "Kan jämföras"]),
    st.just([]),
    st.just({}),
    st.just([{"x": 1}]),
)


@hypothesis_settings(max_examples=300)
@given(data=st.data(), base=st.integers(0, len(BASES) - 1))
def test_a_mutated_file_reconciles_or_is_refused(data, base, tmp_path_factory, layout):
    pair = copied(BASES[base])
    for part, spot in data.draw(st.lists(st.sampled_from(SPOTS[base]), min_size=1, max_size=3)):
        _put(pair[part], spot, data.draw(VALUES), remove=data.draw(st.booleans()))
    path = zipped(tmp_path_factory.getbasetemp() / "mutated.zip", *pair)
    found = _read_or_refused(path, layout)
    assert found is None or is_whole(found, pair[0])


TEXT = json.dumps(documents()[0])


@given(put=st.text(max_size=8), start=st.integers(0, len(TEXT)), length=st.integers(0, 40))
def test_a_text_with_a_piece_exchanged_reconciles_or_is_refused(
    put, start, length, tmp_path_factory, layout
):
    text = TEXT[:start] + put + TEXT[start + length :]
    path = zipped(
        tmp_path_factory.getbasetemp() / "text.zip", text.encode("utf-8", "replace"), documents()[1]
    )
    found = _read_or_refused(path, layout)
    assert found is None or is_whole(found, json.loads(text))


def _read_or_refused(path: Path, layout: Layout) -> RawResults | None:
    """Read the file, or see that it is refused without a word of a person."""
    try:
        return read(path, layout)
    except DataError as error:
        said = str(error)
    assert MARKER not in said
    return None


def _put(node: object, spot: tuple[object, ...], value: object, *, remove: bool) -> None:
    try:
        for key in spot[:-1]:
            node = node[key]
        if remove:
            del node[spot[-1]]
        else:
            node[spot[-1]] = value
    except (KeyError, IndexError, TypeError):
        return  # an earlier mutation took the place away


def is_whole(found: RawResults, votes: Document) -> bool:
    """See that every valdistrikt is there, and that each area's parties make its valid votes."""
    levels = {"valdistrikt", "uppsamlingsdistrikt"}
    assert found.areas.area_level.isin(levels).sum() == len(votes["valdistrikt"])
    keys = ["area_level", "area_code"]
    assert not found.areas.duplicated(keys).any()
    assert not found.votes.duplicated([*keys, "published_code"]).any()
    stated = found.votes[found.votes.votes != ""]
    sums = stated.assign(votes=stated.votes.astype(int)).groupby(keys).votes.sum()
    for row in found.areas.itertuples():
        key = (row.area_level, row.area_code)
        assert int(row.valid_votes or 0) == sums.get(key, 0)
        assert row.valid_votes != "" or key not in sums.index
        assert MARKER not in (row.area_code, row.kommun_code, row.valkrets_code)
    cells = found.areas[["valid_votes", "votes_cast", "eligible_voters", "votes_before"]]
    return bool(cells.apply(lambda column: column.str.fullmatch("[0-9]*")).all(axis=None))
