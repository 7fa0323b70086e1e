"""The list of an election's result files, `index.md5`: which there are, with the md5 of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import DataError

LONGEST = 4_000_000  # characters; the list of 2022 has some 630 lines of 80
LINE = re.compile(r"([0-9a-fA-F]{32}) [ *](\./[^\\]+)")
PATH = re.compile(r"\./([sp])/(rd|rf|kf)/([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)\.zip")
NAME = re.compile(
    r"Val_[0-9]{4}(?:[0-9]{4})?_(slutlig|preliminar)_([0-9]{2}|[0-9]{4}|OS)_(RD|RF|KF)"
)
REHEARSAL = "Genrep_"
STAGES = {"s": "slutlig", "p": "preliminar"}
AREAS = {"rd": re.compile("00"), "rf": re.compile("[0-9]{2}"), "kf": re.compile("[0-9]{4}")}
# A list made before the first result is the md5 of nothing, read from the standard input.
NOTHING_YET = "d41d8cd98f00b204e9800998ecf8427e  -"
SUMMARY = "OS"
EXAMPLE = "a line as '<md5>  ./s/kf/Val_2026_slutlig_2283_KF.zip'"
ACTION = "Fetch the list again; if it is the same, the publisher has changed its form."


@dataclass(frozen=True)
class IndexEntry:
    """One result file: its md5, its path from the list's folder, and what it holds.

    `stage` is s (final) or p (preliminary), `election` rd, rf or kf, `area_code` 00, a county
    or a kommun.
    """

    md5: str
    path: str
    stage: str
    election: str
    area_code: str


def read_index(text: str, file: str) -> list[IndexEntry]:
    """Give the result files that the list names, in its order; none before the first result.

    The sums over all regions or kommuner (`…_OS_KF.zip`) are left out: they hold no election of
    their own. DataError for any other line that isn't a result file of a known place and name.
    """
    if len(text) > LONGEST:
        raise DataError(file, "", f"{len(text)} characters", f"at most {LONGEST}", ACTION)
    lines = [
        (number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()
    ]
    if [line.strip() for _, line in lines] == [NOTHING_YET]:
        return []
    entries = [_entry(line.removesuffix("\r"), file, number) for number, line in lines]
    _refuse_doubled(entries, file, [number for number, _ in lines])
    return [entry for entry in entries if entry.area_code != SUMMARY]


def preferred(entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    """Keep one file an election and area: the final count where there is one."""
    chosen: dict[tuple[str, str], IndexEntry] = {}
    for entry in entries:
        key = (entry.election, entry.area_code)
        if key not in chosen or entry.stage == "s":
            chosen[key] = entry
    return list(chosen.values())


def _entry(line: str, file: str, number: int) -> IndexEntry:
    whole = LINE.fullmatch(line)
    place = PATH.fullmatch(whole[2]) if whole else None
    if whole is None or place is None:
        raise _refused(file, number, line, EXAMPLE)
    stage, election, name = place.groups()
    if name.startswith(REHEARSAL):
        raise DataError(
            file,
            f"line {number}",
            f"a rehearsal's file ({name[:60]!r})",
            "files of a real election",
            "Take the address of the election itself.",
        )
    named = NAME.fullmatch(name)
    agrees = named is not None and (named[1], named[3].lower()) == (STAGES[stage], election)
    if named is None or not agrees or not _fits(named[2], election):
        raise _refused(file, number, line, "a name that agrees with its folder")
    return IndexEntry(whole[1].lower(), whole[2].removeprefix("./"), stage, election, named[2])


def _fits(area_code: str, election: str) -> bool:
    return area_code == SUMMARY or AREAS[election].fullmatch(area_code) is not None


def _refuse_doubled(entries: list[IndexEntry], file: str, numbers: list[int]) -> None:
    """DataError for two lines of the same file, or of the same count of the same area."""
    seen: dict[tuple[str, str, str], int] = {}
    for entry, number in zip(entries, numbers, strict=True):
        key = (entry.stage, entry.election, entry.area_code)
        if key in seen:
            found = f"{entry.path} and another of the same count and area on line {seen[key]}"
            raise DataError(file, f"line {number}", found, "one file a count and area", ACTION)
        seen[key] = number


def _refused(file: str, number: int, line: str, expected: str) -> DataError:
    return DataError(file, f"line {number}", repr(line[:100]), expected, ACTION)
