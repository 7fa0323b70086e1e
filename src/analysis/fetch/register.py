"""The register of addresses, config/downloads.yml, checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, model_validator

from analysis.entries import ELECTION_TYPES, ElectionType, Entry
from analysis.errors import DataError, ParameterError
from analysis.register_files import read_yaml

REGISTER = "downloads.yml"
THIS_MACHINE = ("127.0.0.1", "localhost")


def _safe_address(address: str) -> str:
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in THIS_MACHINE
    if not (parts.hostname and (parts.scheme == "https" or here)) or "@" in parts.netloc:
        raise ValueError("an address must begin with https:// and hold no name or password")
    return address


def _inside(file: str) -> str:
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file or path.as_posix() != file:
        raise ValueError("a file must lie below the raw folder, as val2018/slutresultat.zip")
    return file


class Download(Entry):
    """A publisher's file, or a list of files: where it is, and where it goes below the raw folder.

    `kind`: a file; an index, which names files beside itself with their md5; or one that is fetched
    by hand from the page at `address`. `layout` is empty where no reader takes the file.
    """

    year: int
    elections: Annotated[tuple[ElectionType, ...], Field(min_length=1)]
    file: Annotated[str, AfterValidator(_inside)]
    address: Annotated[str, AfterValidator(_safe_address)]
    publisher: str
    layout: str = ""
    kind: Literal["file", "index", "by hand"] = "file"
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    note: str = ""


class Downloads(Entry):
    """Every address that is known."""

    downloads: list[Download]

    @model_validator(mode="after")
    def _each_file_once(self) -> Downloads:
        files = [download.file for download in self.downloads]
        doubled = sorted({file for file in files if files.count(file) > 1})
        if doubled:
            raise ValueError(f"{doubled[0]} stands twice")
        return self


def load_downloads(folder: Path) -> list[Download]:
    """Read downloads.yml in the folder of registers; DataError that names the malformed entry."""
    try:
        return Downloads.model_validate(read_yaml(folder / REGISTER)).downloads
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        found = repr(first.get("input"))[:80]
        action = "Mend that entry of the register."
        raise DataError(REGISTER, place, found, first["msg"], action) from error


def choose_downloads(
    downloads: list[Download], years: tuple[int, ...], elections: tuple[str, ...]
) -> list[Download]:
    """Keep what those years and elections need, none given being all; ParameterError if unknown."""
    known = sorted({download.year for download in downloads})
    _check_known("year", years, known)
    _check_known("election", elections, ELECTION_TYPES)
    return [
        download
        for download in downloads
        if (not years or download.year in years)
        and (not elections or set(elections) & set(download.elections))
    ]


def _check_known(parameter: str, given: Sequence[object], known: Sequence[object]) -> None:
    for value in given:
        if value not in known:
            listed = ", ".join(map(str, known))
            raise ParameterError(parameter, repr(value), f"choose among {listed}")
