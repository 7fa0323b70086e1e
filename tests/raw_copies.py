"""Copies of one election's raw files that a test may spoil, and the run that must refuse them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.clean.election_tables import CleanElections, clean_elections, read_elections
from analysis.clean.store import file_sha256
from analysis.config import Config
from analysis.entries import SourceFile
from analysis.paths import Paths

Edit = Callable[[str], str]


@dataclass(frozen=True)
class RawCopy:
    """One election's files, copied to a folder, and registers whose catalogue lists only them."""

    folder: Path
    config: Config

    def path(self, file: str) -> Path:
        return self.folder / file

    def edit(self, file: str, edit: Edit) -> None:
        path = self.path(file)
        before = path.read_bytes().decode("utf-8")
        after = edit(before)
        assert after != before, f"the edit of {file} changes nothing"
        path.write_bytes(after.encode("utf-8"))

    def renewed(self) -> RawCopy:
        """Give the same files with a catalogue that takes them as they are now."""
        files = [
            entry.model_copy(update={"sha256": file_sha256(self.path(entry.file))})
            for entry in self.config.sources.files
            if self.path(entry.file).is_file()
        ]
        return RawCopy(self.folder, _with_files(self.config, files))

    def clean(self) -> CleanElections:
        paths = Paths(raw=self.folder, data=self.folder / "processed")
        return clean_elections(read_elections(paths, self.config), self.config)


def copy_election(raw: Path, config: Config, folder: Path, stem: str) -> RawCopy:
    """Copy the files of one election ("kommun_2018") to `folder`."""
    files = [e for e in config.sources.files if e.file.startswith(f"valmyndigheten/{stem}_")]
    for entry in files:
        target = folder / entry.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(raw / entry.file, target)
    return RawCopy(folder, _with_files(config, files))


def _with_files(config: Config, files: list[SourceFile]) -> Config:
    sources = config.sources.model_copy(update={"files": files})
    names = {entry.file for entry in files}
    corrections = [entry for entry in config.corrections if entry.file in names]
    return config.model_copy(update={"sources": sources, "corrections": corrections})


def swap(old: str, new: str) -> Edit:
    """Replace a text that stands exactly once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return edit


def swaps(*pairs: tuple[str, str]) -> Edit:
    """Replace several texts, each of which stands exactly once."""

    def edit(text: str) -> str:
        for old, new in pairs:
            text = swap(old, new)(text)
        return text

    return edit


def without_rows(part: str) -> Edit:
    """Take out every line that holds `part`."""
    return lambda text: "".join(line for line in text.splitlines(keepends=True) if part not in line)


def after_row(part: str, row: str) -> Edit:
    """Add a line below the only one that holds `part`."""

    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        (place,) = [number for number, line in enumerate(lines) if part in line]
        return "".join([*lines[: place + 1], f"{row}\n", *lines[place + 1 :]])

    return edit


def cut(characters: int) -> Edit:
    """Take that many characters off the end."""
    return lambda text: text[:-characters]


def without_column(name: str) -> Edit:
    """Take a column out, header and cells (none of which holds a quoted comma here)."""

    def edit(text: str) -> str:
        rows = [line.split(",") for line in text.splitlines()]
        place = rows[0].index(name)
        kept = [",".join(cells[:place] + cells[place + 1 :]) for cells in rows]
        return "\n".join(kept) + "\n"

    return edit
