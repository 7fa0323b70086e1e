"""Valmyndigheten's results of 2006-2018 in XML: one file an area and election, zipped or alone."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.archives import ZIP_START, Member, first_bytes, read_members
from analysis.extract.maps import read_settings
from analysis.extract.result_xml_checks import check_gathered
from analysis.extract.result_xml_gather import Gatherer
from analysis.extract.result_xml_gathered import Gathered
from analysis.extract.result_xml_overlaps import drop_repeated
from analysis.extract.result_xml_settings import Settings
from analysis.extract.result_xml_tags import Text, parse
from analysis.extract.results import (
    AREA_COLUMNS,
    RESULT_KEY,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
    text_table,
)

HEAD_BYTES = 65_536
# Of all files in a zip. 2018 has 259,497 elements besides candidates', and 13,019 areas, for 209 of
# the 290 kommuner.
MAX_ELEMENTS = 1_000_000
MAX_AREAS = 100_000
MAX_BYTES = 256 * 1024**2  # of a file that isn't zipped; the largest published has about 30 MB


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout whose signs stand in the file's beginning, or in a zip's first XML."""
    try:
        with path.open("rb") as content:
            beginning = content.read(HEAD_BYTES)
    except OSError:
        return None
    zipped = beginning.startswith(ZIP_START)
    heads = first_bytes(path, ".xml", HEAD_BYTES) if zipped else [beginning]
    for name, layout in layouts.items():
        signs = [sign.encode() for sign in _settings(name, layout).recognised_by]
        if any(all(sign in head for sign in signs) for head in heads):
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read every area and vote of a zip or of one XML file, held against the sums it states.

    An area that both the country's file and a kommun's own state is taken from the latter.
    DataError with member and line for anything that isn't as the map and the sums have it.
    """
    settings = _settings(official.layout_name, official.layout)
    with _collector_at_rest():
        gathered = _gather(official, settings)
        check_gathered(gathered)
        drop_repeated(gathered)
        return _tables(gathered)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from looking through what holds none, a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _settings(name: str, layout: Layout) -> Settings:
    return read_settings(Settings, name, layout)


def _gather(official: OfficialFile, settings: Settings) -> Gathered:
    """Take all files' areas and votes; of a file's bytes and tree only the lines are kept."""
    gatherer = Gatherer(settings)
    texts: list[Text] = []
    bases, lines = [0], []
    for member in _members(official, settings):
        text = Text(official.file, member.name, member.data)
        tree = parse(text, settings)
        gatherer.add(tree, len(texts))
        texts.append(replace(text, data=b""))
        lines.append(tree.lines)
        bases.append(bases[-1] + len(tree.lines))
        _check_extent(text, bases[-1], len(gatherer.areas))
    if not texts:
        action = "Fetch the archive again."
        raise DataError(official.file, "", "no XML file", "the results of an area", action)
    return Gathered(
        texts, bases[:-1], np.concatenate(lines), gatherer.areas, gatherer.votes(), gatherer.lumps
    )


def _check_extent(text: Text, elements: int, areas: int) -> None:
    if elements > MAX_ELEMENTS or areas > MAX_AREAS:
        found = f"{elements} elements and {areas} areas in all files up to here"
        raise text.error(1, found, f"at most {MAX_ELEMENTS} and {MAX_AREAS}")


def _members(official: OfficialFile, settings: Settings) -> Iterator[Member]:
    with official.path.open("rb") as content:
        zipped = content.read(len(ZIP_START)) == ZIP_START
    if not zipped:
        yield Member("", _whole_file(official))
        return
    for member in read_members(official.path, official.file):
        if re.fullmatch(settings.members, member.name):
            yield member
        elif not re.fullmatch(settings.ignored_members, member.name):
            found = f"member {member.name[:80]!r}"
            action = "Take the member out, or describe it in the layout's map."
            raise DataError(official.file, "", found, "XML files only", action)


def _whole_file(official: OfficialFile) -> bytes:
    size = official.path.stat().st_size
    if size > MAX_BYTES:
        action = "Look at what the file holds: no published one is so large."
        raise DataError(official.file, "", f"{size} bytes", f"at most {MAX_BYTES}", action)
    return official.path.read_bytes()


def _tables(gathered: Gathered) -> RawResults:
    """Make the tables of the listed areas, in the order of the file."""
    listed = [area for area in gathered.areas if area.listed]
    places = [f"{text.file}/{text.member}" if text.member else text.file for text in gathered.texts]
    places = [place.replace(" ", "_") for place in places]
    columns: dict[str, list[str]] = {
        name: [area.cells.get(name, "") for area in listed] for name in AREA_COLUMNS
    }
    columns |= {name: [area.key[place] for area in listed] for place, name in enumerate(RESULT_KEY)}
    columns |= {
        "count_stage": [area.head.count_stage for area in listed],
        "kommun_code": [area.kommun for area in listed],
        "valkrets_code": [area.valkrets for area in listed],
        "source": [f"{places[a.head.tree]}:{gathered.lines[a.element]}" for a in listed],
    }
    return RawResults(text_table(columns, AREA_COLUMNS), _vote_table(gathered, places))


def _vote_table(gathered: Gathered, places: list[str]) -> pd.DataFrame:
    """Make the table of votes; what a row shares with its area is taken from there."""
    areas, votes = gathered.areas, gathered.votes
    shared = {
        name: [area.key[place] for area in areas] for place, name in enumerate(RESULT_KEY)
    } | {"source": [f"{places[area.head.tree]}:" for area in areas]}
    listed = np.array([area.listed for area in areas], dtype=bool)
    of_area = np.array(votes.areas, dtype=np.int64)
    kept = np.flatnonzero(listed[of_area])
    own = {
        "published_code": votes.codes,
        "votes": votes.votes,
        "votes_before": votes.before,
        "seats": votes.seats,
        "adjustment_seats": votes.adjustment_seats,
    }
    lines = gathered.lines[np.array(votes.elements, dtype=np.int64)[kept]]
    cells = {
        name: pa.array(cells, pa.string()).take(of_area[kept]) for name, cells in shared.items()
    }
    cells |= {name: pa.array(cells, pa.string()).take(kept) for name, cells in own.items()}
    cells["source"] = pc.binary_join_element_wise(
        cells["source"], pa.array(lines).cast(pa.string()), ""
    )
    return pd.DataFrame(
        {name: pd.array(cells[name], dtype="str") for name in VOTE_COLUMNS}, columns=VOTE_COLUMNS
    )
