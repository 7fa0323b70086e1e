"""Runs that must fail: bad raw files, altered tables, cells that raise, writes that break off.

Each leaves what was there before as it was, byte for byte, and nothing half-written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.clean.store import GROUPS, is_fresh, load_tables
from analysis.errors import DataError, ExportError, RunError
from analysis.paths import Paths
from analysis.render.make import ReportJob, make_report
from analysis.render.publish import publish
from checks.conftest import Command
from runs import GOOD, RAW, copy_tree, files_below, options, publish_all

TITLE = """from analysis.content import Document, Figure, Prose
Document(title="Ett", subtitle="", language="sv", date="2018-09-09", description="d", publisher="p")"""
TEXT = 'Prose("## Rubrik\\n\\nEn mening.")'
RAISING = '1 / 0  # "a cell that raises"'
MUTE = """svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 L 9 9"/></svg>'
Figure(id="f", svg=svg, alt="", caption="Utan text")"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Raw files that a test may spoil."""
    return copy_tree(RAW, tmp_path / "raw")


def alter(raw: Path) -> str:
    """Change 1 537 votes to 1 573: 36 more than the 12 889 valid votes hold."""
    path = raw / "valmyndigheten" / "kommun_2018_votes.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count("Sollefteå,V,,1537,") == 1
    path.write_text(text.replace("Sollefteå,V,,1537,", "Sollefteå,V,,1573,"), encoding="utf-8")
    return r"kommun_2018_.*line \d+.*2283.*: found 12925 .*; expected 12889 "


def lengthen(raw: Path) -> str:
    """Add an empty line, which changes no figure: only the catalogue's checksum can tell."""
    path = raw / "valmyndigheten" / "kommun_2018_votes.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    return (
        r"kommun_2018_votes\.csv, sha256: found [0-9a-f]{64}; expected [0-9a-f]{64}\. The file was "
    )


def remove(raw: Path) -> str:
    (raw / "valmyndigheten" / "region_2018_turnout.csv").unlink()
    return r"region_2018_turnout\.csv: found no such file; expected "


def cut_members(raw: Path) -> str:
    path = raw / "members" / "22_V.csv"
    path.write_bytes(path.read_bytes()[:-4])
    return r"members/22_V\.csv"


@pytest.mark.parametrize("spoil", [alter, lengthen, remove, cut_members])
def test_bad_raw_files_stop_the_run_and_spare_what_was_there(
    spoil: Callable[[Path], str], raw: Path, data: Path, command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    last = out / "2018" / "22-vasternorrland" / "V"
    publish(last, {"report.html": b"the last good report"}, {})
    tables, reports = files_below(data), files_below(out)
    message = spoil(raw)
    ended = command("report", *options(GOOD), "--raw", raw, "--data", data, "--out", out)
    assert ended.code == 1
    (sentence,) = [line for line in ended.said.splitlines() if line.strip()]
    assert re.search(message, sentence), sentence
    assert "; expected " in sentence
    assert files_below(out) == reports
    after = files_below(data)
    kept = {name for name in after if name.endswith(".failed.ipynb")}
    assert {name: after[name] for name in after if name not in kept} == tables
    assert len(kept) == 1


def test_bad_raw_files_leave_an_empty_data_folder_without_tables(
    raw: Path, command: Command, tmp_path: Path
) -> None:
    alter(raw)
    places = ["--raw", raw, "--data", tmp_path / "new", "--out", tmp_path / "out"]
    assert command("report", *options(GOOD), *places).code == 1
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["01_clean_votes.failed.ipynb"]
    assert not (tmp_path / "out").exists()


def test_a_run_after_the_mending_takes_the_failed_notebook_away(
    data: Path, command: Command
) -> None:
    (data / "02_clean_members.failed.ipynb").write_text("{}", encoding="utf-8")
    (data / "members.parquet").unlink()
    assert command("clean", "--data", data).code == 0
    assert not (data / "02_clean_members.failed.ipynb").exists()
    tables = {name for names in GROUPS.values() for name in names}
    assert set(load_tables(Paths(raw=RAW, data=data))) == tables


def test_an_altered_table_is_not_used(data: Path) -> None:
    paths = Paths(raw=RAW, data=data)
    assert is_fresh(paths, "elections")
    votes = pd.read_parquet(data / "votes.parquet")
    votes.loc[votes["votes"] == 1537, "votes"] = 1573
    votes.to_parquet(data / "votes.parquet", index=False)
    assert not is_fresh(paths, "elections")
    with pytest.raises(DataError, match=r"votes\.parquet.*The table was altered"):
        load_tables(paths)


@pytest.mark.parametrize("name", ["votes.parquet", "seats.parquet", "elections.json"])
def test_a_missing_table_or_record_is_not_overlooked(name: str, data: Path) -> None:
    paths = Paths(raw=RAW, data=data)
    (data / name).unlink()
    assert not is_fresh(paths, "elections")
    with pytest.raises(DataError, match=name.replace(".", r"\.")):
        load_tables(paths)


def test_a_raw_file_changed_since_makes_the_tables_stale(data: Path, raw: Path) -> None:
    assert is_fresh(Paths(raw=raw, data=data), "elections")
    alter(raw)
    assert not is_fresh(Paths(raw=raw, data=data), "elections")


def small_notebook(folder: Path, *sources: str) -> Path:
    """A notebook of a few cells that any kernel runs at once."""
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    path = folder / "03_report.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


@pytest.fixture
def good(tmp_path: Path) -> ReportJob:
    """A report that was made once, by a small notebook; its folder holds nothing else."""
    notebook = small_notebook(tmp_path, TITLE, TEXT)
    job = ReportJob(notebook, tmp_path / "out", {}, ("html", "ipynb"), lambda: b"measure\n")
    make_report(job, str)
    return job


@pytest.mark.parametrize(
    ("cell", "error", "message"),
    [
        (
            RAISING,
            RunError,
            r"^cell \[3\] of 03_report raised ZeroDivisionError: division by zero "
            r"\(the notebook as far as it got: .*report\.failed\.ipynb\)$",
        ),
        (MUTE, ExportError, r"^cell 3 .*the alternative text of figure f empty"),
    ],
    ids=["a cell raises", "a figure says nothing"],
)
def test_a_failed_run_keeps_its_notebook_and_the_last_report(
    cell: str, error: type[Exception], message: str, good: ReportJob, tmp_path: Path
) -> None:
    before = files_below(good.folder)
    small_notebook(tmp_path, TITLE, TEXT, cell)
    with pytest.raises(error, match=message):
        make_report(good, str)
    after = files_below(good.folder)
    failed = nbformat.reads(after.pop("report.failed.ipynb").decode(), as_version=4)
    assert after == before
    assert failed.cells[-1].source == cell
    assert failed.cells[-1].outputs
    small_notebook(tmp_path, TITLE, TEXT)
    make_report(good, str)
    assert files_below(good.folder) == before


@pytest.mark.parametrize("broken", ["first", "second", "last"])
def test_a_write_that_breaks_off_leaves_no_half_file(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {name: f"old {name}".encode() for name in ("report.html", "report.pdf", "measures.csv")}
    new = {name: f"new {name}".encode() for name in old}
    publish(tmp_path, old, {})
    before = files_below(tmp_path)
    number = {"first": 1, "second": 2, "last": 4}[broken]
    break_rename(monkeypatch, number)
    with pytest.raises(OSError, match="no space"):
        publish(tmp_path, new, {})
    after = files_below(tmp_path)
    monkeypatch.undo()
    publish(tmp_path, new, {})
    whole = files_below(tmp_path)
    for name, content in after.items():
        assert content in {before[name], whole[name]}, f"{name} is half written"
    vouched = json.loads(after.get("manifest.json", b'{"outputs": {}}'))["outputs"]
    stale = [name for name in vouched if after.get(name) != before.get(name)]
    assert stale == [], "the manifest vouches for a file that has changed"


def break_rename(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the rename of that number, from one, fail as on a full disk."""
    done: list[Path] = []
    rename = Path.replace

    def breaking(self: Path, target: Path) -> Path:
        done.append(self)
        if len(done) == number:
            raise OSError(28, "no space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", breaking)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_tables_whose_writing_breaks_off_are_not_used(
    number: int, data: Path, tables: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rename(monkeypatch, number)
    with pytest.raises(OSError, match="no space"):
        publish_all(data, tables)
    monkeypatch.undo()
    assert not is_fresh(Paths(raw=RAW, data=data), "elections")
    assert not [name for name in files_below(data) if "writing" in name]
    with pytest.raises(DataError):
        load_tables(Paths(raw=RAW, data=data))


def test_a_format_left_out_takes_its_old_file_away(good: ReportJob) -> None:
    make_report(replace(good, formats=("html", "pdf")), str)
    names = ["manifest.json", "measures.csv", "report.html", "report.pdf"]
    assert sorted(files_below(good.folder)) == names
    make_report(replace(good, formats=("html",)), str)
    assert sorted(files_below(good.folder)) == ["manifest.json", "measures.csv", "report.html"]


def test_an_unknown_file_in_the_reports_folder_is_left_alone(good: ReportJob) -> None:
    (good.folder / "notes.txt").write_text("mine", encoding="utf-8")
    publish(good.folder, {"report.html": b"new"}, {})
    assert (good.folder / "notes.txt").read_text(encoding="utf-8") == "mine"
