"""One file put into the raw folder, whole and verified, or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pooch

from analysis.errors import DataError
from analysis.fetch.connection import Connection
from analysis.fetch.content import check_real
from analysis.fetch.download import Downloader, Progress
from analysis.fetch.record import RECORD, Fetched, read_record, write_record
from analysis.fetch.wanted import Wanted, state_of

pooch.get_logger().setLevel("WARNING")


class FolderError(DataError):
    """A raw folder that takes no more files: to go on would be of no use."""


@dataclass(frozen=True)
class Placer:
    """Fetches files into the raw folder and records them there."""

    connection: Connection
    raw: Path
    progress: Progress

    def place(self, wanted: Wanted) -> None:
        """Fetch what isn't there; DataError for a file that was altered, and for a failed fetch.

        A file that an index names is replaced by a newer one only where it is as it was fetched.
        """
        record = read_record(self.raw)
        state = state_of(wanted, self.raw, record)
        known = wanted.known_hash(record)
        if state == "altered":
            raise _altered(wanted, known)
        if state in {"absent", "outdated"}:
            self._retrieve(wanted, known)
            self._record(wanted)
        elif state == "fresh" and wanted.file not in record:
            self._record(wanted)

    def place_index(self, index: Wanted, inspect: Callable[[bytes], object]) -> bytes:
        """Fetch a list of files anew, since it changes, and give what it holds."""
        target = self.raw / index.file
        download = self._downloader(index, lambda path: _ignore(inspect(path.read_bytes())))
        with _folder_errors(index.file):
            download(index.address, str(target))
        self._record(index)
        return target.read_bytes()

    def _retrieve(self, wanted: Wanted, known_hash: str | None) -> None:
        target = self.raw / wanted.file
        inspect = (lambda path: check_real(path, wanted.file)) if wanted.md5 else _ignore
        with _folder_errors(wanted.file):
            try:
                pooch.retrieve(
                    wanted.address,
                    known_hash,
                    fname=target.name,
                    path=target.parent,
                    downloader=self._downloader(wanted, inspect),
                )
            except ValueError as error:
                raise _wrong_hash(wanted, known_hash) from error

    def _downloader(self, wanted: Wanted, inspect: Callable[[Path], None]) -> Downloader:
        target = self.raw / wanted.file
        return Downloader(self.connection, wanted.file, target, inspect, self.progress)

    def _record(self, wanted: Wanted) -> None:
        path = self.raw / wanted.file
        with _folder_errors(RECORD):
            entry = Fetched(
                address=wanted.address,
                sha256=pooch.file_hash(str(path)),
                bytes=path.stat().st_size,
                retrieved=datetime.now(UTC).date(),
                count_stage=wanted.count_stage,
            )
            write_record(self.raw, {**read_record(self.raw), wanted.file: entry})


def _ignore(_: object) -> None:
    """Find nothing to say."""


def _altered(wanted: Wanted, known_hash: str | None) -> DataError:
    found = "a file there with another content than the known one; it was left as it is"
    action = "Move it away and fetch again, or keep it and leave this file out."
    return DataError(wanted.file, "", found, str(known_hash), action)


def _wrong_hash(wanted: Wanted, known_hash: str | None) -> DataError:
    found = f"another content at {wanted.address}; it wasn't kept"
    known = "the index.md5" if wanted.md5 else "config/downloads.yml" if wanted.sha256 else RECORD
    action = (
        f"If the publisher has changed the file, mend what {known} says of it, and fetch again."
    )
    return DataError(wanted.file, "", found, str(known_hash), action)


@contextmanager
def _folder_errors(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        found = error.strerror or type(error).__name__
        action = "Make room or mend the rights of the folder, or give another with --raw."
        raise FolderError(file, "", found, "a folder that can be written to", action) from error


@contextmanager
def sole_fetch(raw: Path) -> Iterator[None]:
    """Keep a second fetch out of the folder meanwhile: both would write the same parts."""
    with _folder_errors(raw.name):
        raw.mkdir(parents=True, exist_ok=True)
        folder = os.open(raw, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        action = "Wait until it has ended."
        raise DataError(raw.name, "", "another fetch at work", "one at a time", action) from error
    finally:
        os.close(folder)
