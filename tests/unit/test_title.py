"""The title says when the figures were read, and nothing that nobody knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from analysis.clean.store import GROUPS
from analysis.content import Document
from analysis.present.prose import result_sentence, title_page
from analysis.render.labels import byline
from tiny_report import tiny_report
from title_samples import ENTERED, OWN, config, tables

ZIP, TEXT = "val2018/slut resultat.zip", "val2014/a.csv"
# An area's rows of 2018 and 2014 in the zip and the text; sources have no spaces.
OFFICIAL = {2018: "val2018/slut_resultat.zip/kommun_91.xml:7; val2014/a.csv:2-9", 2014: f"{TEXT}:2"}


def title(sources: Mapping[int, str], language: str = "sv") -> Document:
    return title_page(tiny_report(tables(sources), config(), language=language))


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Raw and data folders whose records say that both files were fetched, and are as they were."""
    raw, data = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    data.mkdir()
    monkeypatch.setenv("VALANALYS_RAW", str(raw))
    monkeypatch.setenv("VALANALYS_DATA", str(data))
    entries = {
        file: {"address": "https://x", "sha256": file, "bytes": 1, "retrieved": day}
        for file, day in ((ZIP, "2026-11-25"), (TEXT, "2026-11-27"))
    }
    (raw / "fetched.json").write_text(json.dumps(entries), encoding="utf-8")
    made = {f"{name}.parquet": "" for name in GROUPS["elections"]}
    record = {"raw": {ZIP: ZIP, TEXT: TEXT}, "tables": made}
    (data / "elections.json").write_text(json.dumps(record), encoding="utf-8")
    return raw


@pytest.fixture
def nothing_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALANALYS_RAW", str(tmp_path))
    monkeypatch.setenv("VALANALYS_DATA", str(tmp_path))


def test_the_transcription_was_entered_on_its_day() -> None:
    page = title({2018: OWN, 2014: OWN})
    assert page.subtitle.endswith("Uppgifterna förda till tabellerna 23 november 2026.")
    assert (page.date, page.dated) == (ENTERED, True)
    assert byline(page) == "Källa: Myndigheten. Uppgifternas datum: 23 november 2026"


@pytest.mark.usefixtures("nothing_fetched")
def test_official_files_that_no_record_dates_are_named_and_nothing_is_dated() -> None:
    page = title(OFFICIAL)
    said = "Lästa ur utgivarnas filer: val2018/slut_resultat.zip, val2014/a.csv."
    assert page.subtitle.endswith(f"jämförda med 2014. {said}")
    assert (page.date, page.dated) == ("2018-09-09", False)
    assert byline(page) == "Källa: Myndigheten"
    english = title(OFFICIAL, "en")
    assert "Read from the publishers' files: val2018" in english.subtitle
    assert "2026" not in english.subtitle + byline(english)


@pytest.mark.usefixtures("nothing_fetched")
def test_of_many_files_three_are_named() -> None:
    page = title({2018: "a.csv:2; b.csv:2; c.csv:2; d.csv:2", 2014: "e.csv:2"})
    assert page.subtitle.endswith("filer: a.csv, b.csv, c.csv m.fl.")


@pytest.mark.usefixtures("fetched")
def test_official_files_have_the_day_on_which_the_last_was_fetched() -> None:
    page = title(OFFICIAL)
    assert page.subtitle.endswith("Utgivarnas filer hämtade 27 november 2026.")
    assert page.date == date(2026, 11, 27).isoformat()
    assert byline(page).endswith("Uppgifternas datum: 27 november 2026")


def test_a_file_that_is_no_longer_the_one_that_was_fetched_has_no_day(fetched: Path) -> None:
    text = (fetched / "fetched.json").read_text(encoding="utf-8")
    (fetched / "fetched.json").write_text(text.replace(f'"sha256": "{TEXT}"', '"sha256": "0"'))
    page = title(OFFICIAL)
    assert "Lästa ur utgivarnas filer" in page.subtitle
    assert not page.dated


@pytest.mark.usefixtures("fetched")
def test_what_was_transcribed_beside_official_files_keeps_its_day() -> None:
    page = title({2018: f"{ZIP}/a.xml:2".replace(" ", "_"), 2014: OWN})
    assert page.subtitle.endswith(
        "Utgivarnas filer hämtade 25 november 2026. "
        "Övriga uppgifter förda till tabellerna 23 november 2026."
    )
    assert page.date == "2026-11-25"


def test_a_party_without_a_name_is_called_by_its_code_as_a_code() -> None:
    known = config()
    unnamed = [p.model_copy(update={"name": ""}) for p in known.parties]
    report = tiny_report(
        tables({2018: OWN, 2014: OWN}), known.model_copy(update={"parties": unnamed})
    )
    assert title_page(report).title == "Partiet med koden ”A” i Area 9101: valen 2018"
    assert "fick partiet med koden ”A” 50 röster i" in result_sentence(report, "kommun")
    named = tiny_report(tables({2018: OWN, 2014: OWN}), known)
    assert title_page(named).title == "A i Area 9101: valen 2018"
