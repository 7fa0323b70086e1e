"""What holds pyproject.toml, requirements.lock and environment.yml together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(
    r"\w+://|--(?:extra-)?index(?:-url)?\b|--find-links|--trusted-host|^-[if]\b|\.index\]"
)
FILES = ("pyproject.toml", "requirements.lock", "environment.yml")


def breaches(root: Path) -> list[str]:
    """Give one sentence for each place where the three files in `root` disagree or say too much."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    conda = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    return [
        *_pins(lock),
        *_direct(project, lock),
        *_conda(project, conda),
        *(line for name in FILES for line in _addresses(root / name)),
    ]


def _pins(lock: str) -> Iterator[str]:
    for entry in _entries(lock):
        requirement = _requirement(entry)
        operators = [spec.operator for spec in requirement.specifier]
        if operators != ["=="] or "*" in str(requirement.specifier):
            yield f"requirements.lock: {requirement} is no pin; run make lock"
        if not HASH.search(entry):
            yield f"requirements.lock: {requirement.name} has no hash; run make lock"


def _direct(project: dict, lock: str) -> Iterator[str]:
    pins = [_requirement(entry) for entry in _entries(lock)]
    for wanted in map(Requirement, direct_dependencies(project)):
        same = [pin for pin in pins if _name(pin) == _name(wanted)]
        if not same:
            yield f"requirements.lock: {wanted.name} is missing; run make lock"
        for pin in same:
            version = str(pin.specifier).removeprefix("==")
            if not wanted.specifier.contains(version, prereleases=True):
                yield f"requirements.lock: {pin} where pyproject.toml asks for {wanted}; run make lock"


def direct_dependencies(project: dict) -> list[str]:
    """Give every requirement that pyproject.toml states: to run, to develop and to build."""
    return [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]


def _conda(project: dict, conda: dict) -> Iterator[str]:
    python = "python" + project["project"]["requires-python"]
    expected = [python, "pip", {"pip": ["-r requirements.lock"]}]
    if conda["dependencies"] != expected:
        yield f"environment.yml: dependencies {conda['dependencies']}, expected {expected}"


def _addresses(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if found := ADDRESS.search(line):
            yield f"{path.name}:{number}: {found[0]!r}; where packages come from is the user's own setting"


def _entries(lock: str) -> list[str]:
    """Give each requirement of a lock with its options, without comments and line breaks."""
    text = re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("-")]


def _requirement(entry: str) -> Requirement:
    return Requirement(entry.split(" --", maxsplit=1)[0])


def _name(requirement: Requirement) -> str:
    return canonicalize_name(requirement.name)
