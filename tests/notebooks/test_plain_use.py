"""Without our command: papermill and nbconvert as their users type them give the same report."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest

from analysis.render.notebooks import normalised
from notebooks.conftest import ReportRun
from runs import NOTEBOOKS, Finished, run_script

SOURCE = NOTEBOOKS / "03_report.ipynb"


@pytest.fixture(scope="session")
def by_hand(tidy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report notebook run by papermill's own command; parameters as -r (text) and -p."""
    base = tmp_path_factory.mktemp("by hand")
    given = ["-r", "area", "22", "-p", "year", "2018", "-r", "party", "V"]
    options = [*given, "--cwd", NOTEBOOKS, "--no-progress-bar", "--log-level", "ERROR"]
    done = run_script(
        "papermill", SOURCE, "mine.ipynb", *options, cwd=base, VALANALYS_DATA=str(tidy)
    )
    assert done.code == 0, done.err
    return base


def convert(base: Path, exporter: str) -> Finished:
    return run_script("jupyter", "nbconvert", "--to", exporter, "mine.ipynb", cwd=base)


@pytest.mark.parametrize(("exporter", "kind"), [("valrapport", "html"), ("valrapport-pdf", "pdf")])
def test_papermill_and_nbconvert_give_the_commands_bytes(
    exporter: str, kind: str, by_hand: Path, run: ReportRun
) -> None:
    done = convert(by_hand, exporter)
    assert done.code == 0, done.err
    made = (by_hand / f"mine.{kind}").read_bytes()
    assert made == (run.folder / f"report.{kind}").read_bytes()


def test_papermills_notebook_shows_what_the_commands_does(by_hand: Path, run: ReportRun) -> None:
    mine = normalised(nbformat.read(by_hand / "mine.ipynb", as_version=4))
    commands = nbformat.read(run.folder / "report.ipynb", as_version=4)
    outputs = [[cell.get("outputs") for cell in book.cells] for book in (mine, commands)]
    assert outputs[0] == outputs[1]


def test_the_cleaning_notebooks_run_by_papermill(
    tables: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("VALANALYS_DATA", str(data))
    for name in ("01_clean_votes", "02_clean_members"):
        papermill.execute_notebook(
            NOTEBOOKS / f"{name}.ipynb",
            tmp_path / f"{name}.ipynb",
            cwd=str(NOTEBOOKS),
            progress_bar=False,
        )
    for name, table in tables.items():
        assert pd.read_parquet(data / f"{name}.parquet").equals(table), name
