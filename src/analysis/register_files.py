"""The forms that registers come in: YAML with each key once, and CSV with a header."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import DataError


class _OneKeyLoader(yaml.SafeLoader):
    """Reads YAML safely, and refuses a key that stands twice: the first would be lost unseen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        doubled = [key for place, key in enumerate(keys) if key in keys[:place]]
        if doubled:
            raise yaml.YAMLError(f"the key {doubled[0]!r} stands twice{node.start_mark}")
        return dict(super().construct_mapping(node, deep=deep))


def read_yaml(path: Path) -> Any:
    """Read a register; DataError for one that isn't there or whose form is wrong."""
    if not path.is_file():
        raise DataError(path.name, "", "no such file", "a register", "Restore it from git.")
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _OneKeyLoader)  # noqa: S506 - is safe
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found = " ".join(str(error).split())
        raise DataError(path.name, "", found, "a register in YAML", "Mend its form.") from error
    if not isinstance(content, dict):
        found = type(content).__name__
        raise DataError(path.name, "", found, "names with values", "Restore it from git.")
    return content


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a register with a header: one dictionary a row; DataError where it isn't there."""
    if not path.is_file():
        raise DataError(path.name, "", "no such file", "a register", "Restore it from git.")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
