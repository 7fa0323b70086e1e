"""The command run in this process, and tidy tables that a test may spoil."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import papermill
import pytest

from analysis import cli
from runs import copy_tree, publish_all


class Ended(NamedTuple):
    """How a command ended: its exit code, and what it said on standard error."""

    code: int
    said: str


Command = Callable[..., Ended]


@pytest.fixture(scope="session")
def tidy(tables: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_all(tmp_path_factory.mktemp("tidy"), tables)


@pytest.fixture
def data(tidy: Path, tmp_path: Path) -> Path:
    """Good tidy tables that a test may spoil."""
    return copy_tree(tidy, tmp_path / "data")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run `valanalys` in this process, a terminal's width or a kernel's start left out."""
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["valanalys", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capfd.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, captured.err + captured.out)

    return run


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a kernel was asked for")

    monkeypatch.setattr(papermill, "execute_notebook", refuse)
    monkeypatch.setattr("analysis.render.make.run_notebook", refuse)
    monkeypatch.setattr("analysis.render.cleaning.run_notebook", refuse)
