"""Valmyndigheten's maps of valdistrikt, known so that they may lie among the results; no figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from analysis.entries import Entry, Layout
from analysis.errors import DataError
from analysis.extract.archives import first_bytes, read_members
from analysis.extract.maps import read_settings
from analysis.extract.results import (
    AREA_COLUMNS,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
    text_table,
)

# The first feature's properties follow its outline, which may have thousands of points.
HEAD_BYTES = 1_000_000
_COLLECTION = re.compile(
    rb'^(\xef\xbb\xbf)?\s*\{\s*"(features"\s*:|type"\s*:\s*"FeatureCollection")'
)


class Settings(Entry):
    """How the members' names end, and a property by which each feature is known."""

    member: str
    property: str


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout whose property the features of a zip's GeoJSON have; None if there is none."""
    for name, layout in layouts.items():
        settings = read_settings(Settings, name, layout)
        heads = first_bytes(path, settings.member, HEAD_BYTES)
        if heads and all(_is_map(head, settings) for head in heads):
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Give no results, as a map has none; DataError for a bad zip, or a member that is no map."""
    settings = read_settings(Settings, official.layout_name, official.layout)
    for member in read_members(official.path, official.file):
        if not _is_map(member.data, settings):
            raise DataError(
                official.file,
                f"member {member.name[:80]!r}",
                "another kind of file",
                f"maps of valdistrikt in GeoJSON, with the property {settings.property}",
                "Fetch the archive again.",
            )
    return RawResults(text_table({}, AREA_COLUMNS), text_table({}, VOTE_COLUMNS))


def _is_map(head: bytes, settings: Settings) -> bool:
    named = f'"{settings.property}"'.encode()
    return _COLLECTION.match(head) is not None and named in head[:HEAD_BYTES]
