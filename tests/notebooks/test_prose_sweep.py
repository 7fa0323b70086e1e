"""The prose of many reports, areas, years and parties: no hole, no wrong word, nothing made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.measures.offer import offer_of
from analysis.parameters import ReportParameters
from analysis.present import prose
from analysis.present.lookup import Lookup
from analysis.present.texts import Texts
from analysis.present.view import NumberFormat, Report, open_report
from notebooks.prose_rules import KOMMUNER, broken, items, other_risers, sentences

ELECTIONS = ("riksdag", "region", "kommun")
AREAS = ("22", "2281", "2283", "00", "24")
BEFORE = {2010: 2006, 2014: 2010, 2018: 2014, 2022: 2018, 2026: 2022}
# Large and small ones, one of the county alone (SJVP), one of Sollefteå alone (VSKB), one of the
# county's kommun elections (SPI), and two that came late (MED, AFS).
PARTIES = ("V", "S", "SD", "L", "MED", "AFS", "SJVP", "SPI", "VSKB", "TimP")
NO_EARLIER = ("finns inget tidigare val", "hold no earlier election")
Key = tuple[str, int, str, str]


def prose_of(report: Report) -> dict[str, str]:
    """Write all sentences of a report, by the chapter."""
    written = {election: prose.election_text(report, election) for election in ELECTIONS}
    written |= {
        "what happened": prose.what_happened(report),
        "turnout": prose.turnout_text(report),
        "members": prose.members_text(report),
    }
    return {name: text.text for name, text in written.items()}


@pytest.fixture(scope="module")
def swept(
    tidy: Path, tables: dict[str, pd.DataFrame], measures: pd.DataFrame
) -> dict[Key, dict[str, str]]:
    """The prose of every report that the data offer, by area, year, party and language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        first = open_report(area="22", year=2018, party="V")
    offered = offer_of(tables["votes"]).parties

    @cache
    def lookup(party: str) -> Lookup:
        return Lookup(measures[measures["party_code"].isin([party, ""])])

    def reports() -> Iterator[tuple[Key, Report]]:
        for area, year in sorted(offered):
            for party in PARTIES:
                if area in AREAS and party in offered[area, year]:
                    given = ReportParameters(area=area, year=year, party=party)
                    swedish = replace(first, parameters=given, lookup=lookup(party))
                    yield (area, year, party, "sv"), swedish
                    yield (area, year, party, "en"), _english(swedish)

    return {key: prose_of(report) for key, report in reports()}


def _english(report: Report) -> Report:
    parameters = replace(report.parameters, language="en")
    return replace(report, parameters=parameters, texts=Texts("en"), numbers=NumberFormat("en"))


def shown(faults: Mapping[object, object]) -> str:
    return "\n".join(f"{key}: {fault}" for key, fault in list(faults.items())[:20])


def test_a_report_swept_is_the_report_itself(tidy: Path, swept: dict[Key, dict[str, str]]) -> None:
    for area, year, party, language in (("2283", 2014, "SD", "sv"), ("22", 2026, "MED", "en")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VALANALYS_DATA", str(tidy))
            report = open_report(area=area, year=year, party=party, language=language)
        assert prose_of(report) == swept[area, year, party, language]


def test_the_sweep_is_wide(swept: dict[Key, dict[str, str]]) -> None:
    assert len(swept) > 200
    assert {area for area, *_ in swept} == set(AREAS)
    assert {year for _, year, *_ in swept} == {2006, *BEFORE}
    assert {party for _, _, party, _ in swept} == set(PARTIES)


def test_no_sentence_has_a_hole_or_a_wrong_word(swept: dict[Key, dict[str, str]]) -> None:
    faults = {
        (*key, name): (rules, sentence)
        for key, texts in swept.items()
        for name, text in texts.items()
        for sentence in sentences(text)
        if (rules := broken(sentence))
    }
    assert not faults, shown(faults)


def test_every_sentence_ends(swept: dict[Key, dict[str, str]]) -> None:
    faults = {
        (*key, name): text
        for key, texts in swept.items()
        for name, text in texts.items()
        if not all(line.endswith(".") for line in text.splitlines() if line)
    }
    assert not faults, shown(faults)


def test_what_happened_is_five_sentences(swept: dict[Key, dict[str, str]]) -> None:
    faults = {}
    for key, texts in swept.items():
        listed = items(texts["what happened"])
        if len(listed) != 5:
            faults[key, "items"] = str(len(listed))
        for item in listed:
            if len(sentences(item)) != 1 or not item.endswith(".") or item.endswith(".."):
                faults[key, item[:30]] = item
    assert not faults, shown(faults)


def test_only_a_warning_stands_before_the_five(swept: dict[Key, dict[str, str]]) -> None:
    for key, texts in swept.items():
        first = texts["what happened"].splitlines()[0]
        preliminary = first.startswith(("**Preliminärt:**", "**Preliminary:**"))
        assert preliminary or first.startswith("- "), key
        assert not preliminary or key[1] == 2026, key


def test_a_kommuns_report_tells_of_no_other_kommuns_rise(swept: dict[Key, dict[str, str]]) -> None:
    faults = {
        key: told
        for key, texts in swept.items()
        if key[0] in KOMMUNER and (told := other_risers(key[0], texts.values()))
    }
    assert not faults, shown(faults)


def test_an_earlier_election_that_is_there_is_not_denied(
    swept: dict[Key, dict[str, str]], tables: dict[str, pd.DataFrame]
) -> None:
    votes = tables["votes"]
    held = set(zip(votes["election_type"], votes["year"], votes["area_code"], strict=True))
    faults = {}
    for key, texts in swept.items():
        listed = items(texts["what happened"])[:3]
        for election, item in zip(ELECTIONS, listed, strict=True):
            if (election, BEFORE.get(key[1]), key[0]) in held:
                said = f"{item} {texts[election]}"
                if any(words in said for words in NO_EARLIER):
                    faults[*key, election] = item
    assert not faults, shown(faults)


def test_an_earlier_election_that_is_missing_is_not_compared_with(
    swept: dict[Key, dict[str, str]], tables: dict[str, pd.DataFrame]
) -> None:
    votes = tables["votes"]
    held = set(zip(votes["election_type"], votes["year"], votes["area_code"], strict=True))
    faults = {
        (*key, election): item
        for key, texts in swept.items()
        for election, item in zip(ELECTIONS, items(texts["what happened"])[:3], strict=True)
        if (election, BEFORE.get(key[1]), key[0]) not in held
        and re.search(r"\b(fler|färre|lika många|more|fewer|as many)\b", item)
    }
    assert not faults, shown(faults)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Andelen var – i riket.", "a dash for a number"),
        ("Rösterna ökade (– till 7).", "a dash for a number"),
        ("Partiet fick 3 röster, – mandat.", "a dash for a number"),
        ("Partiet fick None röster.", "None"),
        ("Partiet fick {votes} röster.", "an unfilled place"),
        ("Partiet fick 3 röster ().", "a hole"),
        ("Andelen i Ånge var 0,10\u00a0%: 0,00 procentenheter över riket.", "no difference above"),
        ("The share was 0.10%: 0.00 percentage points below the country.", "no difference above"),
        ("Partiet fick 1 röster i Ånge.", "one in plural"),
        ("It received 1 votes in Ånge.", "one in plural"),
        ("Andelen var högst av landets 19 regioner.", "places of a county"),
        ("Andelen var högst av länets 6 kommuner.", "places of a county"),
        ("Andelen var högst av de 6 kommuner i länet.", "some areas"),
        ("Andelen var högst, tillsammans med 2, av 6.", "a share's place"),
        ("Rösterna ökade mest i Ånge och Timrå (+3,0 %, från 9 till 12).", "one old figure"),
        ("Rösterna ökade mest i Ånge och Timrå, både i procent (+1 %, från 9 till 12).", "one old"),
    ],
)
def test_each_rule_is_seen_failing(sentence: str, rule: str) -> None:
    assert [name for name in broken(sentence) if name.startswith(rule)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I kommunvalen 2018 fick V 13\u00a0001 röster i Sundsvall (2014–2018), +0,00 procentenheter.",
        "Andelen var 20,00 procentenheter över riket, näst högst av landets 20 regioner.",
        "Andelen var högst av de 6 kommuner i länet där källan namnger partiet.",
        "Rösterna ökade mest i Ånge (+3 %, från 9 till 12) och mest i antal i Timrå (+5).",
        "Högst andel hade partiet i Ånge och Timrå (10,00 %).",
    ],
)
def test_a_sound_sentence_breaks_no_rule(sentence: str) -> None:
    assert broken(sentence) == []


def test_another_kommuns_rise_is_seen() -> None:
    told = "Rösterna ökade mest i Timrå (+3 %)."
    assert other_risers("2281", [told]) == [told]
    assert other_risers("2262", [told]) == []
