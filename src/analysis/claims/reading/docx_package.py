"""A .docx as a package of parts: opened within bounds, and only when it is sound."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from analysis.claims.reading.refusals import refused

MAX_PARTS = 10_000
MAX_PART_BYTES = 200_000_000  # unpacked; a book of 1000 pages takes some 20 million
MAX_TOTAL_BYTES = 400_000_000
CHUNK = 1 << 20
ENCRYPTED = 0x1
MAIN = "officeDocument"
BESIDE = ("styles", "footnotes", "endnotes")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
TOO_LARGE = "No report is so large: look at what the file holds."
# On a damaged file zipfile and python-docx raise, besides their own errors, whatever the first
# wrong value leads to.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    OpcError,
    etree.LxmlError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # also RecursionError and NotImplementedError
    TypeError,
    ValueError,  # also what bytes in a wrong encoding raise
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class Parts:
    """The roots of the parts that hold text, as lxml elements; None for one that isn't there."""

    body: Any
    styles: Any
    footnotes: Any
    endnotes: Any


def read_parts(name: str, content: bytes) -> Parts:
    """Open a .docx, .docm or template, and give its parts; macros and pictures stay packed.

    DataError for one that is damaged or encrypted, for parts that are too large when unpacked, and
    for XML that declares a document type, as no word processor writes it.
    """
    with refusing_damage(name):
        package = OpcPackage.open(_copied(name, content))
        body = _related(package, MAIN)
        found = [_related(body, kind) for kind in BESIDE]
        return Parts(_root(body), *map(_root, found))


@contextmanager
def refusing_damage(name: str) -> Iterator[None]:
    """Refuse as damaged what can't be read; nothing is guessed."""
    try:
        yield
    except BROKEN as error:
        raise refused(name, "a damaged Word file") from error


def _copied(name: str, content: bytes) -> BytesIO:
    """Give the package with its XML unpacked within bounds, and every other part empty."""
    copy = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(copy, "w") as copied:
        _check_sizes(name, archive.infolist())
        for info in archive.infolist():
            is_xml = info.filename.lower().endswith((".xml", ".rels"))
            copied.writestr(info.filename, _xml(name, archive, info) if is_xml else b"")
    return copy


def _xml(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack a part in pieces: in one go a part that understates its size would be unpacked whole."""
    key = info.filename[:80]
    if info.flag_bits & ENCRYPTED or info.compress_type not in PACKED:
        found = "a part that is encrypted, or packed in a way that Word doesn't know"
        raise refused(name, found, key=key)
    with archive.open(info) as packed:
        xml = b"".join(iter(lambda: packed.read(CHUNK), b""))
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):  # in UTF-16 each letter has a zero
        found, expected = "a document type declared in its XML", "plain XML, as Word writes it"
        raise refused(name, found, key=key, expected=expected)
    return _needed(xml) if info.filename.lower().endswith(".rels") else xml


def _needed(xml: bytes) -> bytes:
    """Leave out relations to parts without text: Word minds none that leads nowhere, python-docx does."""
    relations = parse_xml(xml)
    for relation in list(relations):
        if str(relation.get("Type")).rpartition("/")[2] not in (MAIN, *BESIDE):
            relations.remove(relation)
    return bytes(etree.tostring(relations))


def _check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        found, expected = f"{len(members)} parts", f"{MAX_PARTS} at most"
        raise refused(name, found, TOO_LARGE, expected=expected)
    largest = max(members, key=lambda info: info.file_size)
    total = sum(info.file_size for info in members)
    for key, size, limit in (
        (largest.filename[:80], largest.file_size, MAX_PART_BYTES),
        ("", total, MAX_TOTAL_BYTES),
    ):
        if size > limit:
            found, expected = f"{size} bytes when unpacked", f"{limit} at most"
            raise refused(name, found, TOO_LARGE, key=key, expected=expected)


def _related(source: Any, kind: str) -> Any:
    """Give the part that another relates to; its kind has one of two beginnings, both Word's."""
    if source is None:
        return None
    for relation in source.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return relation.target_part
    if kind == MAIN:
        raise LookupError(kind)
    return None


def _root(part: Part | None) -> Any:
    if part is None:
        return None
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
