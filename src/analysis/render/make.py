"""One report made whole: the notebook run, its exports, its measures and its manifest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.errors import ExportError, RunError
from analysis.render.html import write_html
from analysis.render.notebooks import NotebookRun, run_notebook
from analysis.render.pdf import write_pdf
from analysis.render.publish import FAILED, publish
from analysis.render.report import compose_report

Told = Callable[[str], object]


@dataclass(frozen=True)
class ReportJob:
    """What one report is made from: notebook, parameters, folders, and who writes its measures.

    `measures` is asked after the kernel has ended, so that both needn't fit in memory together.
    """

    notebook: Path
    folder: Path
    parameters: Mapping[str, object]
    formats: tuple[str, ...]
    measures: Callable[[], bytes]
    environment: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


def make_report(job: ReportJob, tell: Told) -> Path:
    """Run the notebook, export it and put all files in the report's folder; gives the manifest.

    When a cell raises or the notebook can't be exported, the executed notebook is kept as
    report.failed.ipynb, the report made before stays as it was, and the error goes on.
    """
    with tempfile.TemporaryDirectory(prefix="valanalys-") as scratch:
        executed = Path(scratch) / "report.ipynb"
        run = NotebookRun(job.notebook, executed, job.parameters, job.environment)
        try:
            tell("running the notebook")
            notebook = run_notebook(run)
            tell("exporting")
            files = _exports(notebook, job.formats)
        except RunError as error:
            error.kept = str(_keep_failed(executed, job.folder) or "")
            raise
        except ExportError:
            _keep_failed(executed, job.folder)
            raise
    tell("writing the measures")
    files["measures.csv"] = job.measures()
    facts = {"parameters": dict(job.parameters), **job.facts}
    return publish(job.folder, files, facts)


def _exports(notebook: NotebookNode, formats: tuple[str, ...]) -> dict[str, bytes]:
    report = compose_report(notebook)
    writers: dict[str, Callable[[], bytes]] = {
        "html": lambda: write_html(report).encode(),
        "pdf": lambda: write_pdf(report),
        "ipynb": lambda: nbformat.writes(notebook).encode(),
    }
    return {f"report.{name}": writers[name]() for name in formats}


def _keep_failed(executed: Path, folder: Path) -> Path | None:
    if not executed.is_file():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(executed, folder / FAILED))
