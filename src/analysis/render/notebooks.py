"""Notebooks run by papermill: parameters in, executed notebook out, the cause kept when one fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from analysis.errors import RunError
from analysis.render.kernels import LocalKernelManager, environment, private_runtime

# What goes wrong in a cell is told by the notebook; the kernel's own log says nothing more.
QUIET = ["--IPKernelApp.log_level=50"]
VOLATILE = ("papermill", "execution", "ExecuteTime", "collapsed")


@dataclass(frozen=True)
class NotebookRun:
    """A notebook to run: where it lies, where the executed one goes, and what it is given."""

    source: Path
    executed: Path
    parameters: Mapping[str, object]
    environment: Mapping[str, str]


def run_notebook(run: NotebookRun) -> NotebookNode:
    """Run the notebook in a kernel of its own and give the executed one, which is kept on disk.

    RunError when a cell raises or the kernel dies; what was executed until then is kept too.
    """
    with private_runtime() as sockets, environment({**run.environment, **sockets}):
        try:
            papermill.execute_notebook(
                run.source,
                run.executed,
                parameters=dict(run.parameters),
                kernel_name="python3",
                cwd=str(run.source.parent),
                progress_bar=False,
                kernel_manager_class=LocalKernelManager,
                extra_arguments=QUIET,
                # Ended at once: one that is interrupted first may print about it, now and then.
                shutdown_kernel="immediate",
            )
        except PapermillExecutionError as error:
            cause = str(error.evalue).strip()
            raise RunError(run.source.stem, error.ename, cause, error.exec_count) from error
        except (DeadKernelError, RuntimeError) as error:
            # nbclient says with a bare RuntimeError that a kernel died or never answered.
            cause = f"the kernel died or didn't start ({error})"
            raise RunError(run.source.stem, type(error).__name__, cause, None) from error
    text = run.executed.read_text(encoding="utf-8")
    executed = normalised(nbformat.reads(text, as_version=4))
    run.executed.write_text(nbformat.writes(executed), encoding="utf-8")
    return executed


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Take out of an executed notebook what differs from run to run: times, random ids, warnings.

    Libraries warn on standard error of the machine that they happen to be on, with its paths.
    """
    for name in VOLATILE:
        notebook.metadata.pop(name, None)
    for number, cell in enumerate(notebook.cells, start=1):
        for name in VOLATILE:
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = f"injected-parameters-{number}"
    return notebook
