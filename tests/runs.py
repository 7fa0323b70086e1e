"""How tests run the project as its users do: the commands, the notebooks, and their folders."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from nbformat.v4 import new_output

from analysis.clean.store import GROUPS, publish_tables
from analysis.paths import CHECKOUT, Paths
from analysis.present import chapters
from analysis.render.html import write_html
from analysis.render.report import compose_report
from report_files import Page

NOTEBOOKS = CHECKOUT / "notebooks"
RAW = CHECKOUT / "data" / "raw"
GOOD = {"area": "22", "year": "2018", "party": "V"}
OWN = ("VALANALYS_RAW", "VALANALYS_DATA")


@dataclass(frozen=True)
class Finished:
    """A command that has ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def run_script(name: str, *arguments: object, cwd: Path, **changes: str) -> Finished:
    """Run a script of this environment in a process of its own; `changes` are its variables."""
    environment = {key: value for key, value in os.environ.items() if key not in OWN}
    done = subprocess.run(
        [Path(sys.executable).with_name(name), *map(str, arguments)],
        cwd=cwd,
        env={**environment, **changes},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)


def options(given: Mapping[str, str]) -> list[str]:
    """Write parameters as a command line takes them."""
    return [part for name, value in given.items() for part in (f"--{name}", value)]


def publish_all(data: Path, tables: Mapping[str, pd.DataFrame]) -> Path:
    """Write the tidy tables with their records, as the cleaning notebooks do, without a kernel."""
    paths = Paths(raw=RAW, data=data)
    for group, names in GROUPS.items():
        publish_tables(paths, group, {name: tables[name] for name in names})
    return data


def files_below(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, hidden ones too, by its path there."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def copy_tree(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target))


def report_page(**parameters: Any) -> Page:
    """Run the report notebook's cells in this process, and give the page that they make.

    The parameters are put in after the notebook's own, as papermill does.
    """
    notebook = nbformat.read(NOTEBOOKS / "03_report.ipynb", as_version=4)
    names: dict[str, Any] = {"In": []}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            items = _run_cell(cell.source, names)
            bundles = [item._repr_mimebundle_() for item in items]
            cell.outputs = [new_output("display_data", data=bundle) for bundle in bundles]
            if "parameters" in cell.metadata.get("tags", []):
                names.update(parameters)
    return Page(write_html(compose_report(notebook)))


def _run_cell(source: str, names: dict[str, Any]) -> list[Any]:
    """Run one cell as IPython does: what it displays, then the value of its last line."""
    items: list[Any] = []
    names["display"] = lambda *shown: items.extend(shown)
    chapters.display = names["display"]  # type: ignore[attr-defined] # chapters show themselves
    *first, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        exec(compile(source, "<cell>", "exec"), names)  # noqa: S102
        return items
    exec(compile(ast.Module(first, []), "<cell>", "exec"), names)  # noqa: S102
    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307
    return items if value is None else [*items, value]
