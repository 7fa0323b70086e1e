"""The same command gives the same bytes: in another place, at another hour, for another user."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from notebooks.conftest import ReportRun, run_report
from runs import files_below

MATPLOTLIBRC = "font.size: 30\nlines.linewidth: 9\nsavefig.transparent: True\n"


@pytest.fixture(scope="session")
def elsewhere(run: ReportRun, tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The command of `run` once more: other folders, clock, language, account and hash seed."""
    assert run.finished.code == 0, run.finished.err
    home = tmp_path_factory.mktemp("home of another")
    style = home / ".config" / "matplotlib" / "matplotlibrc"
    style.parent.mkdir(parents=True)
    style.write_text(MATPLOTLIBRC, encoding="utf-8")
    return run_report(
        tmp_path_factory.mktemp("another place"),
        HOME=str(home),
        XDG_CONFIG_HOME=str(home / ".config"),
        TZ="Pacific/Kiritimati",
        LANG="C",
        LC_ALL="C",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="86400",
        COLUMNS="40",
    )


def hashes(folder: Path) -> dict[str, str]:
    return {
        file: hashlib.sha256(content).hexdigest() for file, content in files_below(folder).items()
    }


@pytest.mark.parametrize(
    "file", ["report.html", "report.pdf", "report.ipynb", "measures.csv", "manifest.json"]
)
def test_a_second_run_gives_the_same_bytes(file: str, run: ReportRun, elsewhere: ReportRun) -> None:
    assert elsewhere.finished.code == 0, elsewhere.finished.err
    assert hashes(elsewhere.folder)[file] == hashes(run.folder)[file]


def test_the_tidy_tables_and_their_notebooks_are_the_same_too(
    run: ReportRun, elsewhere: ReportRun
) -> None:
    assert hashes(elsewhere.data) == hashes(run.data)
