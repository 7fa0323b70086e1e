"""Who may know whom: the contracts hold for the code, and each breaks when an import breaks it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from analysis.paths import CHECKOUT
from runs import Finished, run_script

FLOORS = "Each floor knows only the floors below it"
GROUND = "Render knows only the ground"
CIRCLES = "No circles"

# The file that gets a line, the line, the contract that it breaks, and what the linter names.
BROKEN = {
    "render knows measures": (
        "render/dates.py",
        "from analysis.measures import rows",
        GROUND,
        "analysis.render is not allowed to import analysis.measures",
    ),
    "extract knows clean": (
        "extract/places.py",
        "from analysis.clean import seats",
        FLOORS,
        "analysis.extract is not allowed to import analysis.clean",
    ),
    "the ground knows present": (
        "errors.py",
        "from analysis.present import numbers",
        FLOORS,
        "analysis.errors is not allowed to import analysis.present",
    ),
    "present knows render": (
        "present/drawing.py",
        "from analysis.render import dates",
        FLOORS,
        "analysis.present is not allowed to import analysis.render",
    ),
    "a circle on one floor": (
        "present/texts.py",
        "from analysis.present import view",
        CIRCLES,
        "No cycles are allowed in analysis.present",
    ),
    "a module without a floor": ("attic.py", "LOOSE = 1", FLOORS, "attic"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree of the settings and the code alone, which a test may spoil."""
    shutil.copyfile(CHECKOUT / "pyproject.toml", tmp_path / "pyproject.toml")
    source = CHECKOUT / "src" / "analysis"
    for path in source.rglob("*.py"):
        target = tmp_path / "src" / "analysis" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return tmp_path


def lint(tree: Path) -> Finished:
    """Run the linter on that tree's own code."""
    return run_script("lint-imports", "--no-cache", cwd=tree, PYTHONPATH=str(tree / "src"))


def broken_contracts(done: Finished) -> list[str]:
    return re.findall(r"^(.+) BROKEN$", done.out, flags=re.MULTILINE)


def test_the_code_keeps_every_contract(copy: Path) -> None:
    done = lint(copy)
    assert done.code == 0, done.out + done.err
    assert broken_contracts(done) == []
    assert re.findall(r"^(.+) KEPT$", done.out, flags=re.MULTILINE) == [FLOORS, GROUND, CIRCLES]


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_contract_is_named(case: str, copy: Path) -> None:
    file, line, contract, named = BROKEN[case]
    path = copy / "src" / "analysis" / file
    before = path.read_text(encoding="utf-8") if path.is_file() else '"""Loose."""\n'
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    done = lint(copy)
    assert done.code == 1, done.out + done.err
    assert contract in broken_contracts(done)
    assert named in " ".join(done.out.split())
