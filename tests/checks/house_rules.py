"""The rules of the house that no linter knows: `python house_rules.py ROOT` prints each breach."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MAX_FUNCTION_LINES = 60
MAX_MODULE_LINES = 300
MAX_BYTES = 1_000_000
FONTS = {".otf", ".ttf", ".woff2"}
PUBLISHERS_FILES = {".skv", ".xls", ".xlsx", ".xml", ".zip"}
TOO_BROAD = {"BaseException", "Exception"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users)/[^\s/<]|[A-Za-z]:\\Users\\")
REGISTRY = re.compile(r"https?://[^\s'\"]*/(?:simple|packages|-)/")


def breaches(root: Path, names: list[str]) -> list[str]:
    """Give one sentence for each breach of the rules in the named files under `root`."""
    return [
        f"{name}{breach}"
        for name in sorted(names)
        for rule in (_file, _text, _module)
        for breach in rule(root / name, Path(name))
    ]


def _file(path: Path, name: Path) -> Iterator[str]:
    suffix, size = name.suffix.lower(), path.stat().st_size
    if size > MAX_BYTES and suffix not in FONTS:
        yield f": {size:,} bytes, at most {MAX_BYTES:,}; only fonts may be larger"
    if name.parts[0] == "data" and suffix in PUBLISHERS_FILES:
        yield ": a publisher's own file; transcribe its figures and leave the file out of git"


def _text(path: Path, _: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    for number, line in enumerate(lines, start=1):
        if found := MACHINE_PATH.search(line):
            yield f":{number}: {found[0]!r} starts a path of one machine"
        if found := REGISTRY.search(line):
            yield f":{number}: {found[0]!r} is a package registry; the user's settings name one"


def _module(path: Path, name: Path) -> Iterator[str]:
    if name.suffix != ".py":
        return
    text = path.read_text(encoding="utf-8")
    length = len(text.splitlines())
    if name.parts[0] == "src" and length > MAX_MODULE_LINES:
        yield f": {length} lines, at most {MAX_MODULE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function(node, is_test=name.name.startswith("test_"))
        if isinstance(node, ast.ExceptHandler) and _too_broad(node) and not _raises(node):
            yield f":{node.lineno}: catches everything and goes on; name the error or raise again"


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_test: bool) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > MAX_FUNCTION_LINES:
        yield f":{node.lineno}: {node.name} has {length} lines, at most {MAX_FUNCTION_LINES}"
    if is_test and node.name.startswith("test_") and not _asserts(node):
        yield f":{node.lineno}: {node.name} asserts nothing"


def _too_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in TOO_BROAD for n in ast.walk(handler.type))


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _asserts(test: ast.AST) -> bool:
    """Whether a test asserts, expects an error, or calls a helper whose name starts so."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"pytest.raises", "pytest.warns"} or called.rsplit(".", 1)[-1].startswith(
                "assert_"
            ):
                return True
    return False


def project_files(root: Path) -> list[str]:
    """Give every file that git tracks or would track, relative to `root`."""
    # The folder may belong to another user, as in a container: git asks to be told that it is safe.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run(
        [*command, "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [name for name in dict.fromkeys(listed) if name and (root / name).is_file()]


def main(root: str) -> int:
    """Print every breach in a checkout; 1 when there is one."""
    names = project_files(Path(root))
    found = breaches(Path(root), names)
    print("\n".join(found) or f"{len(names)} files keep the rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
