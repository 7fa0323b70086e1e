"""Tidy tables on disk: whole or not used, fresh or made again."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.clean.store import (
    GROUPS,
    file_sha256,
    is_fresh,
    load_tables,
    made_from,
    manifest_inputs,
    publish_tables,
)
from analysis.errors import DataError
from analysis.paths import CHECKOUT, Paths

OLD, NEW = pd.DataFrame({"n": [1]}), pd.DataFrame({"n": [2]})


@pytest.fixture
def small(tmp_path: Path) -> Paths:
    """A small checkout: two raw files, one register, one module of the code that cleans."""
    for name, text in {
        "raw/valmyndigheten/a.csv": "x\n1\n",
        "raw/members/b.csv": "x\n2\n",
        "config/parties.csv": "code\n",
        "src/analysis/config.py": "",
        "src/analysis/clean/votes.py": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Paths(raw=tmp_path / "raw", data=tmp_path / "processed", root=tmp_path)


def publish_all(paths: Paths, table: pd.DataFrame) -> None:
    for group, names in GROUPS.items():
        publish_tables(paths, group, dict.fromkeys(names, table))


def refused(paths: Paths) -> DataError:
    with pytest.raises(DataError) as raised:
        load_tables(paths)
    assert "valanalys clean" in raised.value.action
    return raised.value


def test_what_was_published_is_loaded(small: Paths) -> None:
    publish_all(small, OLD)
    tables = load_tables(small)
    assert set(tables) == {name for names in GROUPS.values() for name in names}
    assert all(table.equals(OLD) for table in tables.values())
    assert all(is_fresh(small, group) for group in GROUPS)
    assert not list(small.data.glob(".writing-*"))


def test_the_real_tables_come_back_as_they_were(
    tables: dict[str, pd.DataFrame], small: Paths
) -> None:
    for group, names in GROUPS.items():
        publish_tables(small, group, {name: tables[name] for name in names})
    loaded = load_tables(small)
    assert set(loaded) == set(tables)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(loaded[name], table)


def test_the_same_tables_give_the_same_bytes(small: Paths) -> None:
    publish_all(small, OLD)
    first = {path.name: file_sha256(path) for path in small.data.iterdir()}
    publish_all(small, OLD)
    assert {path.name: file_sha256(path) for path in small.data.iterdir()} == first
    # each table, and each group's record
    assert len(first) == sum(len(names) + 1 for names in GROUPS.values())


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_published_is_neither_fresh_nor_loaded(group: str, small: Paths) -> None:
    assert not is_fresh(small, group)
    assert refused(small).found == "no such file"


def test_a_tampered_table_is_refused(small: Paths) -> None:
    publish_all(small, OLD)
    recorded = file_sha256(small.data / "votes.parquet")
    NEW.to_parquet(small.data / "votes.parquet")
    assert not is_fresh(small, "elections")
    assert is_fresh(small, "members")
    error = refused(small)
    assert (error.file, error.key) == ("votes.parquet", "sha256")
    assert (error.found, error.expected) == (
        file_sha256(small.data / "votes.parquet"),
        recorded,
    )


def test_a_missing_table_is_refused(small: Paths) -> None:
    publish_all(small, OLD)
    (small.data / "seats.parquet").unlink()
    assert not is_fresh(small, "elections")
    assert (refused(small).file, refused(small).found) == ("seats.parquet", "no such file")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"tables": []}'])
def test_a_record_that_says_nothing_is_refused(text: str, small: Paths) -> None:
    publish_all(small, OLD)
    (small.data / "elections.json").write_text(text, encoding="utf-8")
    assert not is_fresh(small, "elections")
    assert refused(small).file == "elections.json"


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("raw/valmyndigheten/a.csv", {"elections"}),
        ("raw/valmyndigheten/new.csv", {"elections"}),
        ("raw/members/b.csv", {"members"}),
        ("config/parties.csv", {"elections", "members"}),
        ("config/layouts/new.yml", {"elections", "members"}),
        ("src/analysis/config.py", {"elections", "members"}),
        ("src/analysis/clean/votes.py", {"elections", "members"}),
        ("src/analysis/present.py", set()),
    ],
)
def test_tables_are_stale_when_what_they_were_made_from_changes(
    changed: str, stale: set[str], small: Paths
) -> None:
    publish_all(small, OLD)
    path = small.root / changed
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed\n", encoding="utf-8")
    assert {group for group in GROUPS if not is_fresh(small, group)} == stale


def test_a_raw_file_that_is_gone_makes_stale(small: Paths) -> None:
    publish_all(small, OLD)
    (small.raw / "valmyndigheten" / "a.csv").unlink()
    assert not is_fresh(small, "elections")


def test_a_folder_may_move_and_stay_fresh(small: Paths, tmp_path: Path) -> None:
    publish_all(small, OLD)
    moved = tmp_path / "elsewhere"
    shutil.copytree(small.raw, moved)
    assert is_fresh(Paths(raw=moved, data=small.data, root=small.root), "elections")


def fail_on(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, call: int) -> None:
    """Make the given call of a function, counted from 1, fail as a full disk does."""
    real, calls = getattr(owner, name), [0]

    def failing(*args: Any, **options: Any) -> Any:
        calls[0] += 1
        if calls[0] == call:
            raise OSError("No space left on device")
        return real(*args, **options)

    monkeypatch.setattr(owner, name, failing)


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_write_that_fails_leaves_the_old_tables_whole(
    call: int, small: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_all(small, OLD)
    fail_on(monkeypatch, pd.DataFrame, "to_parquet", call)
    with pytest.raises(OSError, match="No space left"):
        publish_tables(small, "elections", dict.fromkeys(GROUPS["elections"], NEW))
    assert is_fresh(small, "elections")
    assert all(table.equals(OLD) for table in load_tables(small).values())
    assert not list(small.data.glob(".writing-*"))


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_an_interrupted_publication_leaves_nothing_in_use(
    call: int, small: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_all(small, OLD)
    fail_on(monkeypatch, os, "replace", call)
    with pytest.raises(OSError, match="No space left"):
        publish_tables(small, "elections", dict.fromkeys(GROUPS["elections"], NEW))
    assert not is_fresh(small, "elections")
    assert refused(small).file == "elections.json"
    monkeypatch.undo()
    publish_tables(small, "elections", dict.fromkeys(GROUPS["elections"], NEW))
    assert load_tables(small)["votes"].equals(NEW)


def test_the_record_names_inputs_and_no_folder_of_the_machine(small: Paths) -> None:
    publish_all(small, OLD)
    inputs = manifest_inputs(small)
    assert set(inputs) == {"elections", "members"}
    text = json.dumps(inputs)
    assert "valmyndigheten/a.csv" in text
    assert str(small.root) not in text


def test_the_checkout_s_own_inputs_are_all_on_record(paths: Paths) -> None:
    recorded = made_from(paths, "elections")["raw"]
    there = {f"valmyndigheten/{p.name}" for p in (paths.raw / "valmyndigheten").glob("*.csv")}
    assert set(recorded) == there  # type: ignore[call-overload]
    assert paths.root == CHECKOUT
