"""One list of dependencies, one lock, one conda environment: held together, and seen failing."""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checks import environment_rules

ROOT = Path(__file__).parents[2]
ADDRESS = "https:" + "//example.org/simple"

# file, what is replaced (a pattern), by what, what the breach must say
ALTERED = {
    "dependency not locked": (
        "pyproject.toml",
        r"dependencies = \[\n",
        'dependencies = [\n    "not-in-the-lock>=1",\n',
        "not-in-the-lock is missing",
    ),
    "dev dependency not locked": (
        "pyproject.toml",
        r"dev = \[\n",
        'dev = [\n    "not-in-the-lock",\n',
        "not-in-the-lock is missing",
    ),
    "builder not locked": (
        "pyproject.toml",
        r'requires = \["hatchling[^"]*"',
        'requires = ["not-in-the-lock"',
        "not-in-the-lock is missing",
    ),
    "pin too old": (
        "pyproject.toml",
        r'"pandas>=[^"]*"',
        '"pandas>=999"',
        "where pyproject.toml asks for pandas>=999",
    ),
    "python bound differs": (
        "pyproject.toml",
        r'requires-python = ".*"',
        'requires-python = ">=3.12"',
        "expected ['python>=3.12'",
    ),
    "pin gone": ("requirements.lock", r"(?m)^pandas==", "pandas-2==", "pandas is missing"),
    "no pin": ("requirements.lock", r"(?m)^numpy==", "numpy>=", "is no pin"),
    "open pin": ("requirements.lock", r"(?m)^numpy==\S+", "numpy==2.*", "numpy==2.* is no pin"),
    "hash gone": (
        "requirements.lock",
        r"(?m)^(six==[^\\]+)(\\\n +--hash=\S+ ?)+",
        r"\1",
        "six has no hash",
    ),
    "index in the lock": (
        "requirements.lock",
        r"\A",
        "--index-url example\n",
        "requirements.lock:1: '--index-url'",
    ),
    "short index option": ("requirements.lock", r"\A", "-i example\n", "requirements.lock:1: '-i'"),
    "links in the lock": ("requirements.lock", r"\A", "--find-links x\n", "'--find-links'"),
    "address in a comment": (
        "requirements.lock",
        r"\A",
        f"# {ADDRESS}\n",
        "requirements.lock:1: 'https",
    ),
    "address in pyproject": (
        "pyproject.toml",
        r"\Z",
        f'[[tool.uv.index]]\nurl = "{ADDRESS}"\n',
        "'.index]'",
    ),
    "address in environment": (
        "environment.yml",
        "  - conda-forge\n",
        f"  - {ADDRESS}\n",
        "environment.yml:",
    ),
    "a package of conda's own": (
        "environment.yml",
        "  - pip\n",
        "  - pip\n  - pandas\n",
        "expected ['python>=3.11', 'pip'",
    ),
    "a package beside the lock": (
        "environment.yml",
        "      - -r requirements.lock\n",
        "      - -r requirements.lock\n      - pandas\n",
        "expected ['python>=3.11', 'pip'",
    ),
}


def test_the_three_files_agree() -> None:
    assert environment_rules.breaches(ROOT) == []


@pytest.mark.parametrize("case", ALTERED)
def test_an_altered_copy_is_found(case: str, tmp_path: Path) -> None:
    name, pattern, replacement, message = ALTERED[case]
    for file in environment_rules.FILES:
        shutil.copy(ROOT / file, tmp_path / file)
    text = (tmp_path / name).read_text(encoding="utf-8")
    altered, times = re.subn(pattern, replacement, text, count=1)
    assert times == 1
    (tmp_path / name).write_text(altered, encoding="utf-8")
    assert message in "\n".join(environment_rules.breaches(tmp_path))


def undeclared(source: str, declared: set[str]) -> set[str]:
    """Give the distributions that a module imports without pyproject.toml stating them."""
    owners = packages_distributions()
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"analysis"}
    owned = {name: {canonicalize_name(o) for o in owners.get(name, [name])} for name in foreign}
    return {name for name, names in owned.items() if not names & declared}


def declared() -> set[str]:
    """Give the names of the distributions that pyproject.toml states as needed to run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}


def test_every_import_is_stated_as_a_dependency() -> None:
    sources = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "src").rglob("*.py"))]
    assert sources
    assert set().union(*(undeclared(source, declared()) for source in sources)) == set()


def test_an_unstated_import_is_found() -> None:
    source = "import json\nimport yaml.loader\nfrom six import moves\nimport not_installed\n"
    assert undeclared(source, declared()) == {"six", "not_installed"}
