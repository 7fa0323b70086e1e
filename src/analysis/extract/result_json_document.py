"""One JSON document out of a zip: bounded, without what holds persons, every value asked by name."""

from __future__ import annotations

import codecs
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from analysis.errors import DataError
from analysis.extract.result_json_bounds import LARGEST, refuse_dense
from analysis.extract.result_json_settings import Members, Settings

Word = TypeVar("Word", bound=str)
MOST_MEMBERS = 40
TIGHTEST = 100  # bytes unpacked for one packed, above which nothing is unpacked
LARGEST_COUNT = 999_999_999
LONGEST_TEXT = 200
ZIP_FAULTS = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # an encrypted member
    NotImplementedError,  # a compression that zipfile lacks
    ValueError,
)
FETCH = "Fetch the file again; if it is the same, the publisher has changed its form."


class _DoubledFieldError(ValueError):
    """A field that stands twice in one object: the first would be lost unseen."""


class _Fault(str):
    """What is wrong with a document."""

    __slots__ = ()


@dataclass(frozen=True)
class Node:
    """An object of the document with its place; keeps count of the fields that were asked for."""

    fields: dict[str, Any]
    file: str
    key: str
    settings: Settings
    asked: set[str] = field(default_factory=set)

    def refuse(self, name: str, found: str, expected: str, action: str = FETCH) -> NoReturn:
        """DataError at that field of this object."""
        place = f"{self.key}, {name}" if self.key and name else self.key or name
        raise DataError(self.file, place, found, expected, action)

    def value(self, name: str) -> Any:
        """Give a field's value; None if it is missing."""
        self.asked.add(name)
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """Give a field's text; '' if it is missing or null."""
        found = self.value(name)
        if found is None:
            return ""
        if not isinstance(found, str) or len(found) > LONGEST_TEXT or not found.isprintable():
            self.refuse(name, _kind(found), f"text of at most {LONGEST_TEXT} characters")
        return found.strip()

    def needed(self, name: str) -> str:
        """Give a field's text; DataError if there is none."""
        found = self.text(name)
        if not found:
            self.refuse(name, "nothing", "a text")
        return found

    def count(self, name: str) -> int | None:
        """Give a field's whole number; None if it is missing or null."""
        found = self.value(name)
        if name in self.settings.counts_as_text and isinstance(found, str):
            found = int(found) if found.isascii() and found.isdigit() and len(found) < 10 else found
        if found is None:
            return None
        if type(found) is not int or not 0 <= found <= LARGEST_COUNT:
            self.refuse(name, _kind(found), f"a whole number from 0 to {LARGEST_COUNT}")
        return found

    def needed_count(self, name: str) -> int:
        """Give a field's whole number; DataError if there is none."""
        found = self.count(name)
        if found is None:
            self.refuse(name, "nothing", "a whole number")
        return found

    def word(self, name: str, words: Mapping[str, Word]) -> Word:
        """Give our word for a field's text, in whatever case; DataError for one the map lacks."""
        found = self.needed(name)
        known = {theirs.casefold(): ours for theirs, ours in words.items()}
        if found.casefold() not in known:
            self.refuse(name, repr(found[:60]), f"one of {', '.join(words)}")
        return known[found.casefold()]

    def child(self, name: str) -> Node | None:
        """Give the object in a field; None if it is missing or null."""
        found = self.value(name)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.refuse(name, _kind(found), "an object")
        return Node(found, self.file, f"{self.key}, {name}" if self.key else name, self.settings)

    def children(self, name: str) -> list[Node]:
        """Give the objects of a list in order, none if it is missing; keys as "valdistrikt 3"."""
        found = self.value(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.refuse(name, _kind(found), "a list of objects")
        prefix = f"{self.key}, {name}" if self.key else name
        return [
            Node(item, self.file, f"{prefix} {place}", self.settings)
            for place, item in enumerate(found, start=1)
        ]

    def finish(self) -> None:
        """DataError for a field that was neither asked for nor is passed over by the map."""
        for name in self.fields:
            if name not in self.asked and not self.settings.ignores(name):
                shown = name if name.isascii() and name.isalpha() and len(name) < 60 else "a field"
                action = "List it in the layout's map if it isn't ours to read."
                self.refuse("", f"the unknown field {shown!r}", "only known fields", action)


def pick_members(path: Path, file: str, members: Members) -> tuple[str, str]:
    """Give the names of the members with votes and with seats.

    DataError for a zip that can't be opened, an unknown or unsafe member, or not one of each.
    """
    names = _safe_names(path, file)
    known = (members.votes, members.seats, *members.ignored)
    for name in names:
        if not any(part in name for part in known):
            raise DataError(
                file, "", "a member of unknown kind", f"names with {', '.join(known)}", FETCH
            )
    kept = [name for name in names if not any(part in name for part in members.ignored)]
    chosen = []
    for part in (members.votes, members.seats):
        found = [name for name in kept if part in name and name.endswith(".json")]
        if len(found) != 1:
            raise DataError(file, part, f"{len(found)} members", "one member of that kind", FETCH)
        chosen.append(found[0])
    return chosen[0], chosen[1]


def read_document(path: Path, file: str, member: str, settings: Settings) -> Node:
    """Read a member as one JSON object; persons' fields are dropped as each object is made.

    DataError for bytes that aren't UTF-8 or JSON, a doubled field, NaN, or too deep a nesting.
    """
    place = source_place(file, member)
    text = _text(_bytes(path, file, member), place)
    if not text.lstrip().startswith("{"):
        raise DataError(place, "", _kind_of_text(text), "one JSON object", FETCH)
    found = _parsed(text, frozenset(settings.persons))
    if not isinstance(found, dict):
        said = str(found) if isinstance(found, _Fault) else _kind(found)
        raise DataError(place, "", said, "one JSON object", FETCH)
    return Node(found, place, "", settings)


def _parsed(text: str, dropped: frozenset[str]) -> Any:
    """Give the document's value, or what is wrong with it: a raised error would hold the text."""

    def without_persons(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            raise _DoubledFieldError
        for name in dropped & made.keys():
            del made[name]
        return made

    try:
        return json.loads(text, object_pairs_hook=without_persons, parse_constant=_not_a_number)
    except _DoubledFieldError:
        return _Fault("a field that stands twice in one object")
    except json.JSONDecodeError as error:
        return _Fault(f"{error.msg} at character {error.pos}")
    except RecursionError:
        return _Fault("objects nested too deep")
    except ValueError:
        return _Fault("a value that is no number of JSON, or one of thousands of digits")


def source_place(file: str, member: str) -> str:
    """Give the member's place as it stands in `source`, without spaces."""
    return f"{file}/{member}".replace(" ", "_")


def head_of(path: Path, part: str) -> bytes:
    """Give the first bytes of the member whose name has that part; b'' if there is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = next((name for name in archive.namelist() if part in name), None)
            if name is None:
                return b""
            with archive.open(name) as member:
                return member.read(4096)
    except ZIP_FAULTS:
        return b""


def _safe_names(path: Path, file: str) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except ZIP_FAULTS as error:
        found = f"no zip that opens ({type(error).__name__})"
        raise DataError(file, "", found, "a whole zip", FETCH) from error
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or len(set(names)) != len(names):
        found = f"{len(names)} members, {len(set(names))} of different names"
        raise DataError(file, "", found, f"at most {MOST_MEMBERS}, each once", FETCH)
    if any(not _is_safe(name) for name in names):
        raise DataError(file, "", "a member that leads out of the zip", "plain names", FETCH)
    for member in members:
        too_tight = member.file_size > TIGHTEST * max(member.compress_size, 10_000)
        if member.file_size > LARGEST or too_tight:
            found = f"a member of {member.file_size} bytes, packed to {member.compress_size}"
            raise DataError(file, "", found, f"at most {LARGEST}, packed {TIGHTEST}:1", FETCH)
    return names


def _is_safe(name: str) -> bool:
    outside = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    return name.isprintable() and not outside


def _bytes(path: Path, file: str, member: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as opened:
            found = opened.read(LARGEST + 1)
    except ZIP_FAULTS as error:
        said = f"a member that can't be unpacked ({type(error).__name__})"
        raise DataError(source_place(file, member), "", said, "a whole zip", FETCH) from error
    if len(found) > LARGEST:
        raise DataError(file, member, "more bytes than it says", f"at most {LARGEST}", FETCH)
    return found


def _kind_of_text(text: str) -> str:
    """Say what stands in place of an object, without repeating it."""
    start = text[:1000].lstrip().lower()
    if start.startswith("<"):
        return "an HTML page (the download failed)" if "<html" in start else "XML or HTML"
    kinds = {"[": "a list", '"': "a text", "": "nothing"}
    return kinds.get(start[:1], "no JSON object")


def _text(content: bytes, place: str) -> str:
    """Decode a member; DataError unless it is UTF-8, and no denser than results are."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]:
        raise DataError(place, "", "UTF-16 text", "UTF-8 text", FETCH)
    refuse_dense(content, place, FETCH)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
    raise DataError(place, "", found, "UTF-8 text", FETCH)


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _kind(found: object) -> str:
    """Say what was found without repeating a text: it could be a person's name."""
    if isinstance(found, bool | int | float):
        return repr(found)[:40]
    kinds = {str: "a text", dict: "an object", list: "a list", type(None): "nothing"}
    return kinds.get(type(found), "something else")
