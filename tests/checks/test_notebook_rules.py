"""Each rule for notebooks is seen failing on a notebook that breaks it and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks import notebook_rules

Notebook = dict[str, Any]


def cell(kind: str, cell_id: str, source: str, *tags: str) -> dict[str, Any]:
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {
        "cell_type": kind,
        "id": cell_id,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source.splitlines(keepends=True),
        **code,
    }


SOUND: Notebook = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
    },
    "cells": [
        cell("markdown", "title", "# Votes\n\nWhat was read."),
        cell("code", "parameters", 'area = "22"', "parameters"),
        cell("code", "sums", "total = 1 + 1\nhalf = total / 2"),
        cell("markdown", "total-says", "The sum of both."),
        cell("code", "total", "total"),
    ],
}


def changed(change: Callable[[Notebook], object]) -> Notebook:
    notebook = copy.deepcopy(SOUND)
    change(notebook)
    return notebook


def source(number: int, text: str) -> Callable[[Notebook], object]:
    return lambda nb: nb["cells"][number].update(source=text.splitlines(keepends=True))


def write(folder: Path, notebook: Notebook) -> Path:
    path = folder / "notebook.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_a_sound_notebook_keeps_every_rule(tmp_path: Path) -> None:
    assert notebook_rules.breaches(write(tmp_path, SOUND)) == []


BROKEN: dict[str, tuple[Callable[[Notebook], object], str]] = {
    "older format": (lambda nb: nb.update(nbformat_minor=4), "format 4.4"),
    "invalid": (lambda nb: nb["cells"][0].update(outputs=[]), "not a valid notebook"),
    "no id": (lambda nb: nb["cells"][0].pop("id"), "not a valid notebook"),
    "id twice": (lambda nb: nb["cells"][0].update(id="total"), "2 cells have the id 'total'"),
    "id by chance": (lambda nb: nb["cells"][0].update(id="a1b2c3d4"), "'a1b2c3d4' is no name"),
    "id in capitals": (lambda nb: nb["cells"][0].update(id="Title"), "'Title' is no name"),
    "other kernel": (
        lambda nb: nb["metadata"]["kernelspec"].update(name="my-env"),
        "kernelspec 'my-env'",
    ),
    "no kernel": (lambda nb: nb["metadata"].pop("kernelspec"), "kernelspec None"),
    "no parameters": (lambda nb: nb["cells"][1]["metadata"].clear(), "0 code cells are tagged"),
    "parameters twice": (
        lambda nb: nb["cells"][2]["metadata"].update(tags=["parameters"]),
        "2 code cells are tagged",
    ),
    "injected": (
        lambda nb: nb["cells"][2]["metadata"].update(tags=["injected-parameters"]),
        "an executed notebook",
    ),
    "output": (
        lambda nb: nb["cells"][4].update(
            outputs=[{"output_type": "stream", "name": "stdout", "text": ["2"]}]
        ),
        "'total' holds outputs",
    ),
    "count": (lambda nb: nb["cells"][4].update(execution_count=3), "'total' holds an execution"),
    "nine lines": (source(2, "a = 1\n\n" * 9), "'sums' has 9 lines, at most 8"),
    "magic": (source(2, "%matplotlib inline"), "'sums' is not plain Python"),
    "def": (source(2, "def f():\n    return 1"), "holds `def`"),
    "async def": (source(2, "async def f():\n    return 1"), "holds `def`"),
    "class": (source(2, "class A:\n    x = 1"), "holds `class`"),
    "lambda": (source(2, "f = lambda x: x"), "holds `lambda`"),
    "except": (source(2, "try:\n    a = 1\nexcept ValueError:\n    a = 2"), "holds `except`"),
    "no sentence": (lambda nb: nb["cells"].pop(3), "'total' shows a result"),
    "empty sentence": (source(3, " "), "'total' shows a result"),
    "printed": (source(2, "print(1)\na = 1"), "'sums' shows a result"),
    "displayed": (source(2, "for a in 'xy':\n    display(a)"), "'sums' shows a result"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_is_found_and_named(name: str, tmp_path: Path) -> None:
    change, message = BROKEN[name]
    found = notebook_rules.breaches(write(tmp_path, changed(change)))
    assert len(found) == 1
    assert message in found[0]
    assert "notebook.ipynb" in found[0]


def test_eight_lines_are_allowed(tmp_path: Path) -> None:
    notebook = changed(source(2, "a = 1\n\n" * 8))
    assert notebook_rules.breaches(write(tmp_path, notebook)) == []


def test_the_command_fails_on_a_breach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, changed(source(2, "f = lambda x: x")))
    assert notebook_rules.main(str(tmp_path)) == 1
    assert "holds `lambda`" in capsys.readouterr().out


def test_the_command_fails_on_an_empty_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert notebook_rules.main(str(tmp_path)) == 1
    assert "no notebook there" in capsys.readouterr().out


def test_the_command_passes_sound_notebooks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, SOUND)
    assert notebook_rules.main(str(tmp_path)) == 0
    assert "1 notebooks keep the rules" in capsys.readouterr().out
