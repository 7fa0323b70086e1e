"""The rules that notebooks keep: `python notebook_rules.py FOLDER` prints each breach, exits 1."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat.validator import iter_validate

MAX_LINES = 8
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RANDOM_ID = re.compile(r"(?=.*\d)[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BANNED = {
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.ClassDef: "class",
    ast.Lambda: "lambda",
    ast.ExceptHandler: "except",
}

Notebook = dict[str, Any]
Cell = dict[str, Any]


def breaches(path: Path) -> list[str]:
    """Give one sentence for each breach of the rules in a notebook; none when it keeps them."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    found = list(_format(notebook)) or [
        breach
        for rule in (_ids, _kernel, _parameters, _outputs, _code, _sentences)
        for breach in rule(notebook)
    ]
    return [f"{path}: {breach}" for breach in found]


def _format(notebook: Notebook) -> Iterator[str]:
    version = (notebook.get("nbformat"), notebook.get("nbformat_minor"))
    if version != (4, 5):
        yield f"format {version[0]}.{version[1]}, expected 4.5"
        return
    for error in iter_validate(nbformat.from_dict(notebook)):
        yield f"not a valid notebook: {error.message.splitlines()[0]}"


def _ids(notebook: Notebook) -> Iterator[str]:
    for cell_id, times in Counter(cell["id"] for cell in notebook["cells"]).items():
        if times > 1:
            yield f"{times} cells have the id {cell_id!r}; an id names one cell"
        if not ID.fullmatch(cell_id) or RANDOM_ID.fullmatch(cell_id):
            yield f"cell id {cell_id!r} is no name; expected lower-case words with hyphens"


def _kernel(notebook: Notebook) -> Iterator[str]:
    name = notebook["metadata"].get("kernelspec", {}).get("name")
    if name != "python3":
        yield f"kernelspec {name!r}, expected 'python3', which every installation has"


def _parameters(notebook: Notebook) -> Iterator[str]:
    tagged = [cell for cell in _code_cells(notebook) if "parameters" in _tags(cell)]
    if len(tagged) != 1:
        yield f"{len(tagged)} code cells are tagged 'parameters', expected exactly one"
    if any("injected-parameters" in _tags(cell) for cell in notebook["cells"]):
        yield "a cell is tagged 'injected-parameters': an executed notebook isn't a source"


def _outputs(notebook: Notebook) -> Iterator[str]:
    for cell in _code_cells(notebook):
        if cell["outputs"]:
            yield f"cell {cell['id']!r} holds outputs; clear them"
        if cell["execution_count"] is not None:
            yield f"cell {cell['id']!r} holds an execution count; clear it"


def _code(notebook: Notebook) -> Iterator[str]:
    for cell in _code_cells(notebook):
        lines = [line for line in _source(cell).splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            yield f"cell {cell['id']!r} has {len(lines)} lines, at most {MAX_LINES}"
        tree = _parse(cell)
        if tree is None:
            yield f"cell {cell['id']!r} is not plain Python"
            continue
        for word in sorted({BANNED[type(n)] for n in ast.walk(tree) if type(n) in BANNED}):
            yield f"cell {cell['id']!r} holds `{word}`; move it to a module"


def _sentences(notebook: Notebook) -> Iterator[str]:
    before: Cell | None = None
    for cell in notebook["cells"]:
        told = before is not None and before["cell_type"] == "markdown" and _source(before).strip()
        if cell["cell_type"] == "code" and _shows_result(cell) and not told:
            yield f"cell {cell['id']!r} shows a result; expected a Markdown cell directly before it"
        before = cell


def _shows_result(cell: Cell) -> bool:
    tree = _parse(cell)
    if tree is None or not tree.body:
        return False
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return isinstance(tree.body[-1], ast.Expr) or bool(calls & {"display", "print"})


def _parse(cell: Cell) -> ast.Module | None:
    try:
        return ast.parse(_source(cell))
    except SyntaxError:
        return None


def _code_cells(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _source(cell: Cell) -> str:
    return "".join(cell["source"])


def _tags(cell: Cell) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags


def main(folder: str) -> int:
    """Print every breach in a folder's notebooks; 1 when there is one, or no notebook at all."""
    paths = sorted(Path(folder).glob("*.ipynb"))
    found = [breach for path in paths for breach in breaches(path)]
    if not paths:
        found = [f"{folder}: no notebook there"]
    print("\n".join(found) or f"{len(paths)} notebooks keep the rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
