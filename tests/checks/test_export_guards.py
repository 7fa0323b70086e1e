"""A report that would shut readers out is refused by `jupyter nbconvert` itself, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.nbconvertapp import NbConvertApp
from nbformat.v4 import new_code_cell, new_output

from analysis.content import FIGURE_MIME, Prose
from analysis.errors import ExportError
from render_samples import bare_notebook, figure, notebook, sample, show, table
from runs import files_below, run_script

FORMATS = {"valrapport": ".html", "valrapport-pdf": ".pdf"}
WITHOUT_ALT = {**figure()._repr_mimebundle_(), FIGURE_MIME: {"id": "share", "caption": "Andel"}}
FAILED = new_output("error", ename="KeyError", evalue="'V'", traceback=[])

GUARDED = {
    "figure with an empty alt": (
        notebook(show(figure(alt=""))),
        "alternative text of figure share",
    ),
    "figure without alt": (notebook(show(WITHOUT_ALT)), "shows something incomplete"),
    "no title": (bare_notebook(show(table())), "has no title"),
    "heading jump": (
        notebook(show(Prose("## Valet\n\n#### Kommunerna"))),
        "jumps to the level-4 heading 'Kommunerna'",
    ),
    "heading jump over two cells": (
        notebook(show(Prose("## Valet")), show(figure()), show(Prose("#### Kommunerna"))),
        "jumps to the level-4 heading 'Kommunerna'",
    ),
    "error output": (
        notebook(show(table()), new_code_cell("votes['V']", outputs=[FAILED])),
        "cell 3 (votes['V']) failed with KeyError",
    ),
}


def written(folder: Path, content: Any) -> Path:
    """Write a notebook as Jupyter saves it, and give its path."""
    path = folder / "mine.ipynb"
    nbformat.write(content, path)
    return path


def nbconvert(exporter: str, path: Path) -> None:
    """Run `jupyter nbconvert` in this process."""
    app = NbConvertApp()
    app.initialize(["--to", exporter, "--output-dir", str(path.parent), str(path)])
    app.start()


@pytest.mark.parametrize(("exporter", "suffix"), FORMATS.items(), ids=FORMATS)
def test_a_sound_notebook_is_exported(exporter: str, suffix: str, tmp_path: Path) -> None:
    path = written(tmp_path, sample())
    nbconvert(exporter, path)
    assert sorted(files_below(tmp_path)) == sorted(["mine.ipynb", f"mine{suffix}"])
    assert path.with_suffix(suffix).stat().st_size > 1000


@pytest.mark.parametrize("exporter", FORMATS)
@pytest.mark.parametrize("case", GUARDED)
def test_a_report_that_shuts_readers_out_is_refused(
    case: str, exporter: str, tmp_path: Path
) -> None:
    content, said = GUARDED[case]
    path = written(tmp_path, content)
    with pytest.raises(ExportError) as refused:
        nbconvert(exporter, path)
    assert said in str(refused.value)
    assert list(files_below(tmp_path)) == ["mine.ipynb"]


@pytest.mark.parametrize("exporter", FORMATS)
def test_the_command_ends_with_an_error(exporter: str, tmp_path: Path) -> None:
    written(tmp_path, notebook(show(figure(alt=""))))
    done = run_script("jupyter-nbconvert", "--to", exporter, "mine.ipynb", cwd=tmp_path)
    assert done.code != 0
    assert "leaves the alternative text of figure share empty" in done.err
    assert list(files_below(tmp_path)) == ["mine.ipynb"]


def test_a_file_of_an_earlier_export_is_not_passed_off_as_new(tmp_path: Path) -> None:
    path = written(tmp_path, notebook(show(figure(alt=""))))
    path.with_suffix(".html").write_text("earlier", encoding="utf-8")
    with pytest.raises(ExportError):
        nbconvert("valrapport", path)
    assert path.with_suffix(".html").read_text(encoding="utf-8") == "earlier"
