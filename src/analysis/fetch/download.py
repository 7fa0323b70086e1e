"""The downloader that pooch calls: continues, tries again, and hands over only what is whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from analysis.errors import DataError
from analysis.fetch.connection import Connection, NoAnswerError, PassingError, by_hand
from analysis.fetch.content import check_kind, check_start
from analysis.fetch.part import Part, range_in, version_in

CHUNK = 1 << 16
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Downloader:
    """Downloads one file to its `.part`, inspects it there, and gives it to pooch."""

    connection: Connection
    file: str
    target: Path
    inspect: Callable[[Path], None]
    progress: Progress

    def __call__(self, address: str, output_file: str, _: object = None) -> None:
        """Put the file of that address at `output_file`; DataError if that can't be done.

        What was refused is thrown away; what was merely interrupted is kept and continued.
        """
        part = Part(self.target, address)
        self._until_whole(part)
        try:
            check_kind(part.path, self.file)
            self.inspect(part.path)
        except DataError:
            part.drop()
            raise
        part.hand_over(Path(output_file))

    def _until_whole(self, part: Part) -> None:
        manners, failed = self.connection.manners, PassingError("nothing")
        for attempt in range(manners.attempts):
            if attempt:
                manners.sleep(self._wait(failed, attempt))
            try:
                return self._attempt(part)
            except PassingError as error:
                failed = error
        kind = DataError if failed.answered else NoAnswerError
        key = f"{manners.attempts} attempts"
        raise kind(self.file, key, failed.found, "the whole file", by_hand(self.file)) from failed

    def _wait(self, failed: PassingError, attempt: int) -> float:
        """Give the seconds to rest: what the server asks for, else twice as long each time."""
        manners = self.connection.manners
        if failed.wait is None:
            return min(manners.first_wait * 2.0 ** (attempt - 1), manners.longest_wait)
        if failed.wait > manners.longest_wait:
            found = f"{failed.found}, which asks for {failed.wait:.0f} s of rest"
            expected = f"at most {manners.longest_wait:g} s"
            raise DataError(self.file, "", found, expected, by_hand(self.file)) from failed
        return failed.wait

    def _attempt(self, part: Part) -> None:
        with self.connection.open(self.file, part.address, part.headers()) as answer:
            total = self._prepare(part, answer)
            self._receive(part, answer, total)
        size = part.size()
        if total is not None and size != total:
            raise PassingError(f"{size} of {total} bytes from {part.address}")

    def _prepare(self, part: Part, answer: requests.Response) -> int | None:
        """Make the part ready for an answer, and give the whole file's length where it is said."""
        if answer.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.drop()
            raise PassingError(f"a shorter file than before at {part.address}")
        check_start(answer.headers.get("Content-Type", ""), b"", self.file)
        if answer.status_code == HTTPStatus.OK:
            total = _length(answer)
            part.begin("" if _encoded(answer) else version_in(answer.headers))
        else:
            start, total = range_in(answer.headers)
            another = version_in(answer.headers) not in {"", part.version()}
            if start != part.size() or another or _encoded(answer):
                part.drop()
                raise PassingError(f"another part than was asked for from {part.address}")
        if total is not None:
            self._check_size(total)
        return total

    def _receive(self, part: Part, answer: requests.Response, total: int | None) -> None:
        size = part.size()
        pace = _Pace(self.connection, time.monotonic(), part.address)
        try:
            with part.path.open("ab") as out:
                while chunk := answer.raw.read1(CHUNK, decode_content=True):
                    size += len(chunk)
                    self._check_size(size)
                    pace.check(len(chunk))
                    out.write(chunk)
                    self.progress(size, total)
        except ReadTimeoutError as error:
            found = f"{part.address} fell silent after {size} bytes"
            raise PassingError(found) from error
        except HTTPError as error:
            found = f"{part.address} broke off after {size} bytes"
            raise PassingError(found) from error

    def _check_size(self, size: int) -> None:
        most = self.connection.manners.most_bytes
        if size > most:
            Part(self.target, "").drop()
            action = "Look at the address: this can't be a file of results."
            raise DataError(self.file, "", f"{size:,} bytes", f"at most {most:,}", action)


@dataclass
class _Pace:
    """Ends an answer that drips: each byte comes in time, the file never would."""

    connection: Connection
    since: float
    address: str
    got: int = 0

    def check(self, count: int) -> None:
        manners = self.connection.manners
        self.got += count
        passed = time.monotonic() - self.since
        if passed < manners.patience:
            return
        if self.got < manners.slowest * passed:
            rate = self.got / passed
            raise PassingError(f"{self.address} sent {rate:.0f} bytes a second")
        self.since, self.got = time.monotonic(), 0


def _encoded(answer: requests.Response) -> bool:
    """Say if the bytes come packed, though we asked for them as they are: then none are counted."""
    return answer.headers.get("Content-Encoding", "identity") != "identity"


def _length(answer: requests.Response) -> int | None:
    said = answer.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() and not _encoded(answer) else None
