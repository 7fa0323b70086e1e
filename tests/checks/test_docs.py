"""The pages are held against the code that they describe, and each rule is seen failing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import typer

from analysis.clean.schemas import SCHEMAS
from analysis.cli import app
from analysis.config import load_config
from analysis.measures.catalogue import MEASURES
from analysis.measures.rows import COLUMNS
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
    name: {option for parameter in command.params for option in parameter.opts}
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
