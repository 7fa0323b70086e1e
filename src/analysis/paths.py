"""Where the project's files lie; the one place that knows the folders' names."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.errors import ParameterError

RAW_VARIABLE = "VALANALYS_RAW"
DATA_VARIABLE = "VALANALYS_DATA"
WRITING = ".writing-"
CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Paths:
    """The folders of one run: raw files, tidy tables, and the checkout that holds the rest."""

    raw: Path
    data: Path
    root: Path = CHECKOUT

    @property
    def config(self) -> Path:
        """The registers: sources, layouts, elections, parties, areas, corrections."""
        return self.root / "config"

    @property
    def notebooks(self) -> Path:
        """The notebooks that clean and report."""
        return self.root / "notebooks"

    def check_raw(self) -> None:
        """ParameterError where there is no raw folder."""
        if not self.raw.is_dir():
            hint = "there is no such folder: give one that holds raw files, or fetch some into it."
            raise ParameterError("raw", str(self.raw), hint)

    def environment(self) -> dict[str, str]:
        """Give the variables through which a notebook's kernel finds the same folders."""
        return {RAW_VARIABLE: str(self.raw), DATA_VARIABLE: str(self.data)}


def project_paths(raw: Path | None = None, data: Path | None = None) -> Paths:
    """Give the run's folders: as asked for, else as the environment says, else the checkout's.

    ParameterError for a raw folder that is a file; one that isn't there may still be made.
    """
    paths = Paths(
        raw=_folder(raw, RAW_VARIABLE, CHECKOUT / "data" / "raw"),
        data=_folder(data, DATA_VARIABLE, CHECKOUT / "data" / "processed"),
    )
    if paths.raw.is_file():
        hint = (
            "it must be a folder with raw files, and this is a file: give the folder that it is in."
        )
        raise ParameterError("raw", str(paths.raw), hint)
    return paths


def _folder(asked: Path | None, variable: str, default: Path) -> Path:
    if asked is not None:
        return asked.expanduser().resolve()
    said = os.environ.get(variable)
    return Path(said).resolve() if said else default


@contextmanager
def writing_beside(folder: Path) -> Iterator[Path]:
    """Give a new folder inside `folder` to write in; at the end it is taken away.

    Those that killed runs have left there are taken away first: a run at work holds a lock on its
    own. Where the disk knows no locks they stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entry = _lock(folder, wait=True)
    try:
        if entry is not None:
            _remove_left(folder)
        scratch = TemporaryDirectory(dir=folder, prefix=WRITING)
        held = _lock(Path(scratch.name), wait=False)
    finally:
        _unlock(entry)
    try:
        with scratch as name:
            yield Path(name)
    finally:
        _unlock(held)


def _remove_left(folder: Path) -> None:
    for left in folder.glob(f"{WRITING}*"):
        lock = _lock(left, wait=False)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            _unlock(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Lock a folder until its handle, which is given, is closed; None where that can't be had."""
    handle = None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        _unlock(handle)
        return None
    return handle


def _unlock(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)
