"""The command `valanalys fetch`: what is wanted, fetched file by file, and what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TransferSpeedColumn,
)

from analysis.errors import DataError, ParameterError
from analysis.fetch.connection import Connection, Manners, NoAnswerError, by_hand, new_session
from analysis.fetch.listing import as_blocks, as_lines, listing
from analysis.fetch.place import FolderError, Placer, sole_fetch
from analysis.fetch.record import read_record
from analysis.fetch.register import Download, choose_downloads, load_downloads
from analysis.fetch.wanted import Wanted, state_of, wanted_file, wanted_of_index
from analysis.paths import Paths


@dataclass(frozen=True)
class FetchRequest:
    """What was asked for; no elections are all of them, and --list may go without a year."""

    years: tuple[int, ...] = ()
    elections: tuple[str, ...] = ()
    list_only: bool = False


def run_fetch(
    request: FetchRequest, paths: Paths, console: Console, *, manners: Manners | None = None
) -> int:
    """Fetch or list the files, and give the exit code: 1 when a file couldn't be fetched.

    A file that fails doesn't keep the others from coming; a full or closed folder does.
    """
    if not request.years and not request.list_only:
        raise ParameterError("year", "none", "name an election year, or ask for --list")
    downloads = choose_downloads(load_downloads(paths.config), request.years, request.elections)
    if request.list_only:
        _print_listing(request, downloads, paths)
        return 0
    with sole_fetch(paths.raw), _progress(console) as progress, new_session() as session:
        connection = Connection(session, manners or Manners())
        return _Fetch(request.elections, connection, paths, progress).run(downloads)


def _print_listing(request: FetchRequest, downloads: list[Download], paths: Paths) -> None:
    """Print the list for a reader at a terminal, or a line a file for a file or another program."""
    rows = listing(downloads, request.elections, paths.raw)
    sys.stdout.write(as_blocks(rows) if sys.stdout.isatty() else as_lines(rows))


@contextmanager
def _progress(console: Console) -> Iterator[Progress]:
    name = TextColumn("{task.description}", markup=False)
    columns = (name, BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield progress


@dataclass
class _Fetch:
    """One run: files in the register's order, a rest before each but the first."""

    elections: tuple[str, ...]
    connection: Connection
    paths: Paths
    progress: Progress
    came: int = 0
    asked: int = 0
    failed: list[str] = field(default_factory=list)
    away: set[str] = field(default_factory=set)

    def run(self, downloads: list[Download]) -> int:
        for download in downloads:
            if download.kind == "index":
                self._index(download)
            elif download.kind == "by hand":
                self._point(download)
            else:
                self._file(wanted_file(download))
        if self.failed:
            self._say(f"not fetched: {', '.join(self.failed)}")
        self._say(f"{self.came} fetched, {len(self.failed)} failed; see {self.paths.raw}")
        return 1 if self.failed else 0

    def _index(self, index: Download) -> None:
        found: list[Wanted] = []

        def read(content: bytes) -> None:
            found[:] = wanted_of_index(index, content, self.elections)

        wanted = wanted_file(index)
        if not self._tried(wanted, lambda placer: placer.place_index(wanted, read)):
            return
        self._say(f"{index.file}: names {len(found)} files")
        for named in found:
            self._file(named)

    def _file(self, wanted: Wanted) -> None:
        state = state_of(wanted, self.paths.raw, read_record(self.paths.raw))
        if state in {"fresh", "unrecorded"}:
            unverified = "; nothing to verify it against" if state == "unrecorded" else ""
            self._say(f"{wanted.file}: there already{unverified}")
        if state == "unrecorded":
            return
        new = self._tried(
            wanted, lambda placer: placer.place(wanted), ask=state in {"absent", "outdated"}
        )
        if new and state != "fresh":
            self.came += 1
            stage = " (preliminary count)" if wanted.count_stage == "preliminary" else ""
            self._say(f"{wanted.file}: {'renewed' if state == 'outdated' else 'fetched'}{stage}")

    def _point(self, download: Download) -> None:
        there = (self.paths.raw / download.file).is_file()
        text = "there already" if there else f"fetch it by hand from {download.address}"
        self._say(f"{download.file}: {text}")

    def _tried(self, wanted: Wanted, act: Callable[[Placer], object], *, ask: bool = True) -> bool:
        """Act on one file with a progress bar, and say if that went well."""
        host = urlsplit(wanted.address).netloc
        task = self.progress.add_task(wanted.file, total=None)
        try:
            if ask:
                self._rest(wanted, host)
            act(self._placer(task))
        except FolderError:
            raise
        except DataError as error:
            if isinstance(error, NoAnswerError):
                self.away.add(host)
            self.failed.append(wanted.file)
            self._say(str(error))
            return False
        finally:
            self.progress.remove_task(task)
        return True

    def _rest(self, wanted: Wanted, host: str) -> None:
        """Rest before a request that isn't the first; spare a host that couldn't be reached."""
        if host in self.away:
            found = f"{host} couldn't be reached a moment ago"
            raise DataError(wanted.file, "", found, "an answer", by_hand(wanted.file))
        if self.asked:
            self.connection.manners.sleep(self.connection.manners.pause)
        self.asked += 1

    def _placer(self, task: TaskID) -> Placer:
        def show(done: int, total: int | None) -> None:
            self.progress.update(task, completed=done, total=total)

        return Placer(self.connection, self.paths.raw, show)

    def _say(self, text: str) -> None:
        self.progress.console.print(text, markup=False, soft_wrap=True)
