"""The pages are held against the code that they describe, and each rule is seen failing."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
import typer

from analysis.clean.coverage import listed, missing_counted, missing_listed
from analysis.clean.election_tables import CleanElections
from analysis.clean.schemas import SCHEMAS
from analysis.cli import app
from analysis.config import Config, load_config
from analysis.entries import Difference
from analysis.measures.catalogue import MEASURES
from analysis.measures.rows import COLUMNS
from checks import generate_docs
from checks.docs_rules import (
    broken_links,
    commands,
    section,
    table_rows,
    unknown_options,
    unknown_targets,
)
from checks.house_rules import project_files

ROOT = Path(__file__).parents[2]
PAGES = [name for name in project_files(ROOT) if name.endswith(".md")]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONFIG = load_config(ROOT / "config")
OPTIONS = {
    name: {
        option
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")  # the others are arguments
    }
    for name, command in typer.main.get_command(app).commands.items()
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


DICTIONARY = read("docs/data-dictionary.md")


# links


def test_the_pages_are_found() -> None:
    assert {"README.md", "docs/architecture.md", "data/raw/README.md"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    assert broken_links(ROOT, name) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# Åtta, nio & tio\n", encoding="utf-8")
    links = "[a](there.md) [b](gone.md) [c](there.md#åtta-nio--tio) [d](there.md#elva) [e](#here)"
    code = "```\n[f](code.md)\n```\n"
    page = tmp_path / "page.md"
    page.write_text(f"{links} [g](https://example.org/h)\n\n{code}## Here\n", encoding="utf-8")
    assert broken_links(tmp_path, "page.md") == ["page.md: gone.md", "page.md: there.md#elva"]


# commands


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_and_option_exists(name: str) -> None:
    assert unknown_targets(read(name), MAKEFILE) == []
    assert unknown_options(read(name), OPTIONS) == []


def test_unknown_commands_are_found() -> None:
    text = (
        "`make test`, `make\nbrew TEA=1`\n```\nmake soup  # hot\nvalanalys report --aera 22\n```\n"
    )
    assert unknown_targets(text, MAKEFILE) == ["brew", "soup"]
    assert unknown_options(text, OPTIONS) == ["report --aera"]
    assert unknown_options("`.venv/bin/valanalys reprot`", OPTIONS) == ["reprot"]


def test_the_readme_has_every_command_and_option() -> None:
    named = {words[0] for words in commands(read("README.md"), "valanalys") if words}
    assert named == set(OPTIONS)
    stated: dict[str, set[str]] = {name: set() for name in OPTIONS}
    for option, users, *_ in table_rows(section(read("README.md"), "## The command `valanalys`")):
        if option.startswith("--"):
            for command in OPTIONS if users == "all" else re.findall(r"`(\w+)`", users):
                stated[command].add(option)
    assert stated == OPTIONS


def test_the_readme_quotes_the_source_row() -> None:
    file = "data/raw/valmyndigheten/kommun_2018_votes.csv"
    row = read(file).splitlines()[245 - 1]
    assert f"`{row}`" in " ".join(read("README.md").split())
    assert ",13125," in row


# measures and columns


def stated_measures(text: str) -> Counter[tuple[str, str]]:
    measures = text.partition("## The measures")[2].partition("\n## ")[0]
    return Counter((name, unit) for name, unit, *_ in table_rows(measures))


CATALOGUE = Counter((name, definition.unit) for name, definition in MEASURES.items())


def test_the_methodology_has_every_measure_with_its_unit() -> None:
    assert stated_measures(read("docs/methodology.md")) == CATALOGUE


@pytest.mark.parametrize(
    "altered", ["| `turn_out` | share |", "| `turnout` | votes |", "| turnout |"]
)
def test_a_measure_under_another_name_or_unit_is_seen(altered: str) -> None:
    text = read("docs/methodology.md")
    assert "| `turnout` | share |" in text
    assert stated_measures(text.replace("| `turnout` | share |", altered)) != CATALOGUE


@pytest.mark.parametrize("layout", CONFIG.layouts)
def test_the_dictionary_has_every_column_of_a_layout(layout: str) -> None:
    stated = table_rows(section(DICTIONARY, f"### `{layout}`"))
    columns = CONFIG.layouts[layout].columns
    expected = [
        [name, f"`{c.column}`", f"{c.kind}{', may be empty' if c.blank else ''}"]
        for name, c in columns.items()
    ]
    assert [row[:3] for row in stated] == expected


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_dictionary_has_every_column_of_a_tidy_table(name: str) -> None:
    text = section(DICTIONARY, f"### `{name}`")
    schema = SCHEMAS[name]
    types = {column: str(c.dtype).partition("[")[0] for column, c in schema.columns.items()}
    expected = [[c, t.replace("str", "string") if t == "str" else t] for c, t in types.items()]
    assert [row[:2] for row in table_rows(text)] == expected
    assert f"Key: {', '.join(f'`{column}`' for column in schema.unique or [])}." in text


def test_the_dictionary_has_every_column_of_the_measures() -> None:
    stated = table_rows(section(DICTIONARY, "## `measures`"))
    assert [row[0] for row in stated] == COLUMNS


def test_a_column_that_is_missing_from_a_page_is_seen() -> None:
    whole = section(DICTIONARY, "### `members`")
    cut = "\n".join(line for line in whole.splitlines() if not line.startswith("| `as_of`"))
    names = [row[0] for row in table_rows(cut)]
    assert names != list(SCHEMAS["members"].columns)
    assert [*names[:2], "as_of", *names[2:]] == list(SCHEMAS["members"].columns)


# generated parts


@pytest.fixture(scope="module")
def transcription() -> CleanElections:
    return generate_docs.transcription(ROOT, CONFIG)


@pytest.fixture
def checkout(
    tmp_path: Path, transcription: CleanElections, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The pages and registers, to be spoiled; what the transcription lacks is known already."""
    monkeypatch.setattr(generate_docs, "transcription", lambda *_: transcription)
    for folder in ("docs", "config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_generated_parts_are_what_they_are_generated_from(checkout: Path) -> None:
    assert generate_docs.main(checkout, check=True) == 0


PLANTED = [
    ("docs/data-dictionary.md", "| `basis` | string |", "| `basis` | int64 |"),
    ("docs/data-dictionary.md", "| `wide_text_2014_kommun` |", "| `wide_text_2015_kommun` |"),
    ("docs/data-dictionary.md", "(`later_code`)", "(`older_code`)"),
    ("docs/known-data-issues.md", "| region 2006 | missing |", "| region 2006 | there |"),
    ("docs/known-data-issues.md", "| 17 | 0 |", "| 17 | 1 |"),
    ("config/layouts/member_counts.yml", "number of members", "number of friends"),
    ("config/corrections.yml", "would be counted twice", "would be counted thrice"),
]


@pytest.mark.parametrize(("name", "there", "planted"), PLANTED)
def test_a_planted_difference_is_seen_and_mended(
    checkout: Path, capsys: pytest.CaptureFixture[str], name: str, there: str, planted: str
) -> None:
    page = checkout / name
    text = page.read_text(encoding="utf-8")
    assert there in text
    page.write_text(text.replace(there, planted, 1), encoding="utf-8")
    assert generate_docs.main(checkout, check=True) == 1
    assert "run `make docs`" in capsys.readouterr().out
    assert generate_docs.main(checkout, check=False) == 0
    assert generate_docs.main(checkout, check=True) == 0


def test_what_is_written_by_hand_stays() -> None:
    page = "# A\n<!-- generated: one -->\nold\n<!-- end -->\nby hand\n"
    made = generate_docs.rewritten(page, {"one": "new"})
    assert made == "# A\n<!-- generated: one -->\n\nnew\n\n<!-- end -->\nby hand\n"
    assert generate_docs.rewritten(made, {"one": "new"}) == made


@pytest.mark.parametrize("parts", [{}, {"two": ""}, {"one": "", "two": ""}])
def test_a_part_without_its_place_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="the page marks"):
        generate_docs.rewritten("<!-- generated: one -->\n<!-- end -->\n", parts)


def undescribed(schemas: dict[str, pa.DataFrameSchema]) -> list[str]:
    bare = [name for name, schema in schemas.items() if not schema.description]
    return bare + [
        f"{name}.{column}"
        for name, schema in schemas.items()
        for column, entry in schema.columns.items()
        if not entry.description
    ]


def test_every_table_and_column_is_described() -> None:
    assert undescribed(SCHEMAS) == []
    own = [entry for entry in CONFIG.layouts.values() if entry.reader == "delimited"]
    assert all(column.meaning for layout in own for column in layout.columns.values())
    assert undescribed({"a": pa.DataFrameSchema({"b": pa.Column(str)})}) == ["a", "a.b"]


def test_the_values_of_a_closed_list_are_told_once() -> None:
    allowed = pa.Check.isin(["x", "y"])
    bare = pa.Column(str, allowed, description="which")
    told = pa.Column(str, allowed, description="`x`, or else `y`")
    assert generate_docs._meaning(bare) == "which: `x`, `y`"
    assert generate_docs._meaning(told) == "`x`, or else `y`"


def test_every_register_is_in_the_dictionary() -> None:
    assert set(generate_docs.REGISTERS) == set(Config.model_fields)
    files = {path.name for path in (ROOT / "config").iterdir() if path.is_file()}
    stated = {row[0] for row in table_rows(section(DICTIONARY, "## Registers"))}
    assert files == stated - {"layouts/*.yml"}


def test_a_difference_is_listed_with_both_numbers() -> None:
    known = Difference(
        election_type="riksdag",
        year=2018,
        area_level="kommun",
        area_code="2281",
        figure="V",
        says={"one": 4, "other": 5},
        keep="one",
        reason="Because.",
    )
    text = generate_docs.differences(CONFIG.model_copy(update={"differences": [known]}))
    row = "| riksdag 2018 | kommun 2281 | `V` | 4 in `one`; 5 in `other` | `one` | Because. |"
    assert row in text.splitlines()


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ([], "none"),
        (["0101", "0102", "0201", "0202", "0203"], "all 5"),
        (["0202"], "1: 0202"),
        (["0101", "0102"], "2: those of county 01"),
        (["0101", "0102", "0202"], "3: those of county 01, 0202"),
        (["0101", "0201", "0202", "0203"], "4: all but 0102"),
    ],
)
def test_what_is_missing_is_said_shortly(gone: list[str], said: str) -> None:
    counties = {"01": {"0101", "0102"}, "02": {"0201", "0202", "0203"}}
    assert listed(set(gone), counties) == said


def test_the_gaps_are_those_of_the_transcription(transcription: CleanElections) -> None:
    # data/raw/README.md: county 22, its seven kommuner, the country; every region in 2018 and 2022.
    # Sweden has 21 counties and 290 kommuner, of which Gotland has no region election.
    gaps = transcription.tables["missing"]
    counts = gaps.groupby(["election_type", "year", "missing"]).size()
    assert counts["riksdag", 2018].to_dict() == {"county": 20, "kommun": 283, "valdistrikt": 290}
    assert counts["region", 2022].to_dict() == {"kommun": 282, "valdistrikt": 289}
    assert counts["region", 2026]["country"] == 1


def test_an_election_that_lacks_nothing_is_listed_too() -> None:
    # 20 regions; Gotland has no region election, so that it isn't missing
    elections = pd.DataFrame({"election_type": ["region"] * 3, "year": [2018, 2018, 2022]})
    rows = [("region", 2018, "country", "00"), ("region", 2018, "county", "22")]
    rows += [
        ("region", 2018, "valdistrikt", code) for code in CONFIG.parts_of("22", "region", 2018)
    ]
    gone = pd.DataFrame(rows, columns=["election_type", "year", "missing", "area_code"])
    said = missing_listed(gone, elections, CONFIG).values.tolist()
    assert said == [
        ["region 2018", "missing", "1: 22", "none", "7: those of county 22"],
        ["region 2022", "there", "none", "none", "none"],
    ]
    assert missing_counted(gone) == [
        "region 2018 lacks the country, 1 county, 7 kommuner's valdistrikt"
    ]


# counts


@pytest.mark.parametrize(("table", "place"), [("votes", 2), ("turnout", 3), ("seats", 4)])
def test_the_raw_page_counts_rows_by_kind(table: str, place: int) -> None:
    kinds = {name: entry.kind for name, entry in CONFIG.sources.publications.items()}
    counted: Counter[str] = Counter()
    for path in sorted((ROOT / "data/raw/valmyndigheten").glob(f"*_{table}.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            counted.update(kinds[row["publication"]] for row in csv.DictReader(lines))
    rows = table_rows(section(read("data/raw/README.md"), "## Publications and kinds"))
    stated = {row[0]: int(re.sub(r"\D", "", row[place])) for row in rows}
    assert stated == {name: counted[name] for name in stated}
    assert sum(counted.values()) == sum(stated.values())
