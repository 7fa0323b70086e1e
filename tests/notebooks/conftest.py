"""The runs that the tests of notebooks share: each report is made once a session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from report_files import Page, pdf_text, read_page
from runs import GOOD, Finished, options, publish_all, run_script


@dataclass(frozen=True)
class ReportRun:
    """One run of `valanalys report` for V in 22 in 2018: where it was told to write, and its end."""

    base: Path
    finished: Finished

    @property
    def folder(self) -> Path:
        return self.base / "out" / "2018" / "22-vasternorrland" / "V"

    @property
    def data(self) -> Path:
        return self.base / "data"


def run_report(base: Path, **changes: str) -> ReportRun:
    places = ("--out", "out", "--data", "data")
    return ReportRun(
        base, run_script("valanalys", "report", *options(GOOD), *places, cwd=base, **changes)
    )


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The real command on an empty data folder: it cleans, computes, runs and exports."""
    return run_report(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="session")
def page(run: ReportRun) -> Page:
    return read_page(run.folder / "report.html")


@pytest.fixture(scope="session")
def pdf(run: ReportRun) -> str:
    return pdf_text(run.folder / "report.pdf")


@pytest.fixture(scope="session")
def tidy(tables: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project's tidy tables. Tests that change it take a copy."""
    return publish_all(tmp_path_factory.mktemp("tidy"), tables)
