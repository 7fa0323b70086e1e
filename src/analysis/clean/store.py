"""Tidy tables on disk: written beside and renamed, with a record of what they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import pandas as pd

from analysis.errors import DataError
from analysis.extract.official import candidates
from analysis.paths import Paths, writing_beside

# A report reads the valdistrikt of one area: of the groups of rows, those that may hold it.
ROWS_TOGETHER = 50_000
Filter = tuple[str, str, object]
CODE = ("config.py", "register_files.py", "extract", "clean", "members")
GROUPS = {
    "elections": (
        *("votes", "turnout", "seats", "missing"),
        *("valdistrikt", "valdistrikt_votes", "valkretsar", "valkrets_votes"),
    ),
    "members": ("members",),
}
AGAIN = "Run `valanalys clean`, or the notebooks 01 and 02."


def publish_tables(paths: Paths, group: str, tables: dict[str, pd.DataFrame]) -> Path:
    """Write a group's tables as Parquet, all or none, and the record that vouches for them.

    The record is written last: until it is there, the tables aren't used.
    """
    record = _record_path(paths, group)
    with writing_beside(paths.data) as folder:
        staged = {name: folder / f"{name}.parquet" for name in tables}
        for name, table in tables.items():
            table.to_parquet(staged[name], index=False, row_group_size=ROWS_TOGETHER)
        hashes = {path.name: file_sha256(path) for path in staged.values()}
        text = json.dumps({**made_from(paths, group), "tables": hashes}, indent=2, sort_keys=True)
        (folder / record.name).write_text(text + "\n", encoding="utf-8")
        record.unlink(missing_ok=True)
        for path in [*staged.values(), folder / record.name]:
            path.replace(paths.data / path.name)
    return record


def load_tables(
    paths: Paths, filters: Mapping[str, Sequence[Filter]] | None = None
) -> dict[str, pd.DataFrame]:
    """Read every tidy table, or its rows that pass `filters` (by table, as Parquet readers do it).

    DataError when a table is missing or isn't what was written.
    """
    names = [name for group in GROUPS for name in GROUPS[group]]
    return {name: load_table(paths, name, (filters or {}).get(name)) for name in sorted(names)}


def load_table(paths: Paths, name: str, filters: Sequence[Filter] | None = None) -> pd.DataFrame:
    """Read one tidy table; DataError when it is missing or isn't what was written."""
    group = next(group for group, names in GROUPS.items() if name in names)
    path = paths.data / f"{name}.parquet"
    _check_hash(path, _record(paths, group)["tables"][path.name])
    return pd.read_parquet(path, filters=list(filters) if filters else None)


def is_fresh(paths: Paths, group: str) -> bool:
    """Say if a group's tables are there, whole, and made from today's raw files and registers.

    ParameterError where there is no raw folder.
    """
    paths.check_raw()
    try:
        record = _record(paths, group)
        for name, sha256 in record.pop("tables").items():
            _check_hash(paths.data / name, sha256)
    except DataError:
        return False
    return bool(record == made_from(paths, group))


def manifest_inputs(paths: Paths) -> dict[str, object]:
    """Give what the tidy tables were made from: each raw file's sha256, registers, code, tables."""
    return {group: dict(_record(paths, group)) for group in GROUPS}


def raw_hashes(paths: Paths) -> dict[str, str]:
    """Give the sha256 of each raw file that the election tables were made from, by its path."""
    return dict(_record(paths, "elections")["raw"])


def made_from(paths: Paths, group: str) -> dict[str, object]:
    """Give the sha256 of each raw file, and of the registers and the code that clean it."""
    folder = {"elections": "valmyndigheten", "members": "members"}[group]
    raw = sorted((paths.raw / folder).glob("*.csv"))
    raw += candidates(paths.raw) if group == "elections" else []
    code = [paths.root / "src" / "analysis" / name for name in CODE]
    return {
        "raw": {path.relative_to(paths.raw).as_posix(): file_sha256(path) for path in raw},
        "registers": _tree_sha256([paths.config], "*.*"),
        "code": _tree_sha256(code, "*.py"),
    }


def file_sha256(path: Path) -> str:
    """Give the sha256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tree_sha256(roots: Iterable[Path], pattern: str) -> str:
    digest = hashlib.sha256()
    for root in roots:
        files = [root] if root.is_file() else sorted(root.rglob(pattern))
        for path in files:
            digest.update(f"{path.relative_to(root.parent)}\0{file_sha256(path)}\n".encode())
    return digest.hexdigest()


def _record_path(paths: Paths, group: str) -> Path:
    return paths.data / f"{group}.json"


def _record(paths: Paths, group: str) -> dict[str, dict[str, str]]:
    path = _record_path(paths, group)
    if not path.is_file():
        raise DataError(path.name, "", "no such file", "the record of the tidy tables", AGAIN)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(path.name, "", "no JSON", "a record of the tidy tables", AGAIN) from error
    tables = record.get("tables") if isinstance(record, dict) else None
    expected = {f"{name}.parquet" for name in GROUPS[group]}
    if not isinstance(tables, dict) or set(tables) != expected:
        named = f"the tables {', '.join(sorted(expected))}"
        raise DataError(path.name, "tables", repr(tables)[:80], named, AGAIN)
    return cast(dict[str, dict[str, str]], record)


def _check_hash(path: Path, sha256: str) -> None:
    if not path.is_file():
        raise DataError(path.name, "", "no such file", "a tidy table", AGAIN)
    found = file_sha256(path)
    if found != sha256:
        raise DataError(path.name, "sha256", found, sha256, f"The table was altered. {AGAIN}")
