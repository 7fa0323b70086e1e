"""The parts of the pages that are written from schemas, layouts, registers and cleaned data.

`python generate_docs.py ROOT` writes them anew; with --check it only says which pages differ.
A part stands between `<!-- generated: its name -->` and `<!-- end -->`. What the official files lack
is written where those lie: with --official FOLDER; else that part stays as it is. How the corpus of
sentences is judged is written with --corpus, and held by a test.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pandera.pandas as pa
from pydantic import BaseModel

from analysis.clean.election_tables import FOLDER, CleanElections, clean_elections, read_elections
from analysis.clean.schemas import SCHEMAS
from analysis.config import Config, load_config
from analysis.entries import Layout
from analysis.extract.official import DELIMITED
from analysis.fetch.register import Downloads
from analysis.measures.table import build_measures, compared_years
from analysis.members.counts import read_member_counts
from analysis.paths import Paths
from checks import generate_claims, generate_seats
from claim_score import score

PART = re.compile(r"(<!-- generated: ([a-zåäö ]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
ELECTION = re.compile(r"[a-z]+_[0-9]{4}(?=_)")  # as in kommun_2018_votes.csv
REGISTERS = {
    "sources": "sources.yml",
    "layouts": "layouts/*.yml",
    "elections": "elections.yml",
    "parties": "parties.csv",
    "areas": "areas.csv",
    "corrections": "corrections.yml",
    "differences": "corrections.yml",
    "official": "official.yml",
    "valkretsar": "valkretsar.csv",
    "national_totals": "national_totals.csv",
    "seats_to_fill": "seats_to_fill.csv",
}
# What stands in these registers without a name above it.
ISSUES = "docs/known-data-issues.md"
SEATS = "docs/seats.md"
CLAIMS = "docs/claim-checking.md"
CORPUS = "corpus"
ASSEMBLIES = "assemblies in official files"
OF_OFFICIAL = "missing in official files"
NAMELESS = (
    "sources",
    "layouts",
    "elections",
    "parties",
    "areas",
    "official",
    "valkretsar",
    "national_totals",
)


def rewritten(text: str, parts: Mapping[str, str]) -> str:
    """Give a page with its parts written anew; ValueError unless it has each of them once."""
    there = [name for _, name, _ in PART.findall(text)]
    if sorted(there) != sorted(parts):
        raise ValueError(f"the page marks {sorted(there)}, and is given {sorted(parts)}")
    return PART.sub(lambda found: f"{found[1]}\n{parts[found[2]].strip()}\n\n{found[3]}", text)


def part_of(text: str, name: str) -> str:
    """Give what stands now in a page's generated part; nothing where the page has no such part."""
    found = re.search(rf"<!-- generated: {name} -->\n(.*?)<!-- end -->\n", text, re.DOTALL)
    return found[1] if found else ""


def pages(root: Path, official: Path | None = None, corpus: str = "") -> dict[str, str]:
    """Give each page that has generated parts, as it should be; `corpus` where it was judged."""
    config = load_config(root / "config")
    own = transcription(root, config)
    parts = {
        "docs/data-dictionary.md": {
            "raw tables": raw_tables(config),
            "official layouts": official_layouts(config),
            "tidy tables": tidy_tables(SCHEMAS),
            "registers": registers(),
        },
        ISSUES: {
            "corrections": corrections(config),
            "differences": differences(config),
            "reruns": reruns(config),
            "missing": missing(own),
        },
    }
    parts[SEATS] = {
        "seat rules": as_table(generate_seats.rules(config)),
        "seats of sollefteå": as_table(generate_seats.walk(own, config)),
    }
    judged = corpus or part_of((root / CLAIMS).read_text("utf-8"), CORPUS)
    parts[CLAIMS] = {CORPUS: judged}
    if official is not None:
        files = cleaned_files(official, config)
        parts[ISSUES][OF_OFFICIAL] = missing(files)
        parts[SEATS][ASSEMBLIES] = as_table(generate_seats.worked_out(files, config))
    else:
        for page, name in ((ISSUES, OF_OFFICIAL), (SEATS, ASSEMBLIES)):
            parts[page][name] = part_of((root / page).read_text("utf-8"), name)
    return {
        name: rewritten((root / name).read_text(encoding="utf-8"), found)
        for name, found in parts.items()
    }


def transcribed_measures(root: Path, config: Config) -> pd.DataFrame:
    """Compute the measures of the transcription, each election compared with the one before."""
    counts = read_member_counts(Paths(raw=root / "data" / "raw", data=root), config)
    tables = {**transcription(root, config).tables, "members": counts}
    return build_measures(tables, config, compared_years(config, 2018, None))


def judged_corpus(root: Path) -> str:
    """Judge the corpus anew, which takes some seconds."""
    config = load_config(root / "config")
    return generate_claims.corpus_text(score(root, transcribed_measures(root, config), config))


def as_table(rows: Sequence[Sequence[str]]) -> str:
    """Write rows in Markdown, the first of them the head."""
    return table(rows[0], rows[1:])


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown; a line break in a cell becomes a space."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(' '.join(c.split()) for c in line)} |" for line in lines)


# the data dictionary


def raw_tables(config: Config) -> str:
    """Describe each layout of our own files, column by column."""
    own = {name: entry for name, entry in config.layouts.items() if entry.reader == DELIMITED}
    return "\n\n".join(_raw_table(name, layout, config) for name, layout in own.items())


def _raw_table(name: str, layout: Layout, config: Config) -> str:
    catalogued = [entry.file for entry in config.sources.files if entry.layout == name]
    files = sorted({f"`{ELECTION.sub('*', file)}`" for file in catalogued})
    rows = [
        [f"`{header}`", f"`{c.column}`", c.kind + (", may be empty" if c.blank else ""), c.meaning]
        for header, c in layout.columns.items()
    ]
    columns = table(["column", "becomes", "kind", "meaning"], rows)
    word = "File" if len(catalogued) == 1 else "Files"
    return f"### `{name}`\n\n{layout.description} {word} {', '.join(files)}.\n\n{columns}"


def official_layouts(config: Config) -> str:
    """List the layouts of official files: name, reader, description."""
    rows = [
        [f"`{name}`", f"`{entry.reader}`", entry.description]
        for name, entry in config.layouts.items()
        if entry.reader != DELIMITED
    ]
    return table(["layout", "reader", "what it is"], rows)


def tidy_tables(schemas: Mapping[str, pa.DataFrameSchema]) -> str:
    """Describe each tidy table: what a row is, its key, its columns."""
    return "\n\n".join(_tidy_table(name, schema) for name, schema in schemas.items())


def _tidy_table(name: str, schema: pa.DataFrameSchema) -> str:
    rows = [
        [f"`{column}`", _type(entry), _meaning(entry)] for column, entry in schema.columns.items()
    ]
    key = ", ".join(f"`{column}`" for column in schema.unique or [])
    columns = table(["column", "type", "meaning"], rows)
    return f"### `{name}`\n\n{schema.description} Key: {key}.\n\n{columns}"


def _type(column: pa.Column) -> str:
    name = str(column.dtype).partition("[")[0]
    return "string" if name == "str" else name


def _meaning(column: pa.Column) -> str:
    """Give a column's description, with the values that it may have unless that names them all."""
    text = column.description or ""
    allowed = [
        f"`{value}`"
        for check in column.checks
        for value in (check.statistics or {}).get("allowed_values", [])
    ]
    return text if all(value in text for value in allowed) else f"{text}: {', '.join(allowed)}"


def registers() -> str:
    """List what each register's entries hold; a field in parentheses may be left out."""
    rows = []
    for name, field in Config.model_fields.items():
        above = "" if name in NAMELESS else name
        for model in _models(field.annotation):
            rows += list(_entries(REGISTERS[name], above, model))
    rows += list(_entries("downloads.yml", "", Downloads))
    return table(["register", "at", "one entry is", "fields"], rows)


def _entries(file: str, above: str, model: type[BaseModel]) -> Iterator[list[str]]:
    what = (model.__doc__ or "").strip().splitlines()[0]
    fields = [
        f"`{name}`" if field.is_required() else f"(`{name}`)"
        for name, field in model.model_fields.items()
    ]
    yield [f"`{file}`", f"`{above}`" if above else "", what, ", ".join(fields)]
    for name, field in model.model_fields.items():
        for below in _models(field.annotation):
            yield from _entries(file, f"{above}.{name}".strip("."), below)


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Give the models in an annotation such as list[Party] or dict[str, Layout]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


# known data issues


def corrections(config: Config) -> str:
    """List the corrections of raw rows."""
    rows = [
        [f"`{c.file}`", " ".join(c.row.values()), f"`{c.column}`", c.says, c.becomes, c.reason]
        for c in config.corrections
    ]
    header = ["file", "row", "column", "says", "becomes", "why"]
    return table(header, rows) if rows else "No row is corrected."


def differences(config: Config) -> str:
    """List the figures on which publications differ."""
    rows = [
        [
            f"{d.election_type} {d.year}",
            f"{d.area_level} {d.area_code}",
            f"`{d.figure}`",
            "; ".join(f"{number} in `{publication}`" for publication, number in d.says.items()),
            f"`{d.keep}`",
            d.reason,
        ]
        for d in config.differences
    ]
    header = ["election", "area", "figure", "says", "kept", "why"]
    return table(header, rows) if rows else "None: no two publications that are read differ."


def reruns(config: Config) -> str:
    """List the elections that were held again."""
    rows = [
        [
            f"{entry.election_type} {entry.year}",
            f"{config.area(entry.area_code).name} ({entry.area_code})",
            "all of it" if entry.whole else "a part of it",
            str(entry.date),
        ]
        for entry in config.elections.reruns
    ]
    return table(["election", "where", "held again in", "on"], rows)


def transcription(root: Path, config: Config) -> CleanElections:
    """Clean the tracked transcription, without what else lies in data/raw."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        shutil.copytree(root / "data" / "raw" / FOLDER, raw / FOLDER)
        paths = Paths(raw=raw, data=raw, root=root)
        return clean_elections(read_elections(paths, config), config)


def cleaned_files(official: Path, config: Config) -> CleanElections:
    """Clean the official files in a folder, without the transcription."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(raw=official, data=Path(folder))
        return clean_elections(read_elections(paths, config), config)


def missing(cleaned: CleanElections) -> str:
    """List, for each election, which areas of each kind are missing."""
    return table(list(cleaned.coverage.columns), cleaned.coverage.astype(str).values.tolist())


def main(root: Path, *, check: bool, official: Path | None = None, corpus: bool = False) -> int:
    """Write the pages, or say which aren't as they should be; 1 when there is one."""
    made = pages(root, official, judged_corpus(root) if corpus else "")
    stale = [name for name in made if (root / name).read_text(encoding="utf-8") != made[name]]
    for name in [] if check else stale:
        (root / name).write_text(made[name], encoding="utf-8")
    said = "differs from what it is generated from: run `make docs`" if check else "written"
    print("\n".join(f"{name}: {said}" for name in stale) or f"{len(made)} pages are up to date")
    return 1 if check and stale else 0


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("root", type=Path)
    given.add_argument("--check", action="store_true")
    given.add_argument("--official", type=Path)
    given.add_argument("--corpus", action="store_true")
    options = given.parse_args()
    chosen = {"official": options.official, "corpus": options.corpus}
    sys.exit(main(options.root, check=options.check, **chosen))
