"""A cleaning notebook run, and kept beside the tables that it wrote."""

from __future__ import annotations

from pathlib import Path

from analysis.errors import RunError
from analysis.paths import Paths, writing_beside
from analysis.render.notebooks import NotebookRun, run_notebook


def run_cleaning(paths: Paths, name: str) -> Path:
    """Run one cleaning notebook and give the executed one, which lies beside its tables.

    RunError when it stops: the executed notebook is kept as <name>.failed.ipynb, the tables of
    the run before stay as they were.
    """
    kept, failed = paths.data / f"{name}.ipynb", paths.data / f"{name}.failed.ipynb"
    with writing_beside(paths.data) as scratch:
        executed = scratch / "executed.ipynb"
        source = paths.notebooks / f"{name}.ipynb"
        try:
            run_notebook(NotebookRun(source, executed, {}, paths.environment()))
        except RunError:
            if executed.is_file():
                executed.replace(failed)
            raise
        executed.replace(kept)
    failed.unlink(missing_ok=True)
    return kept
