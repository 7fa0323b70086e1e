"""A published notebook holds nothing of the run or the machine that made it."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.render.notebooks import normalised


def test_what_differs_from_run_to_run_is_taken_out() -> None:
    shown = new_output("display_data", data={"text/plain": "13 125"})
    printed = new_output("stream", name="stdout", text="printed")
    warned = new_output("stream", name="stderr", text="no cache in a folder of this machine")
    cell = new_code_cell("report", outputs=[warned, shown, printed])
    cell.metadata["papermill"] = {"duration": 1.5}
    injected = new_code_cell("year = 2018", metadata={"tags": ["injected-parameters"]})
    book = new_notebook(cells=[new_markdown_cell("text"), injected, cell])
    book.metadata["papermill"] = {"start_time": "now"}
    clean = normalised(book)
    assert clean.cells[2].outputs == [shown, printed]
    assert clean.cells[1].id == "injected-parameters-2"
    assert "papermill" not in clean.metadata
    assert "papermill" not in clean.cells[2].metadata
