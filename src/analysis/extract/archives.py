"""The members of a zip file, one at a time, with every trick of a hostile archive refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from analysis.errors import DataError

# Five times what the largest archive that was published holds (about 420 MB in 870 members).
MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 256 * 1024**2
MAX_TOTAL_BYTES = 2 * 1024**3
# XML that says the same over and over is packed some 40 times; deflate can do 1,032.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1024**2  # bytes unpacked; a small member does no harm
HEADER_BYTES = 1024  # of a member, with its name; more than any published one
ZIP_START = b"PK\x03\x04"
ENCRYPTED = 0x1
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
RESTORE = "Fetch the archive anew from its publisher."
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name there, and its bytes."""

    name: str
    data: bytes


def read_members(path: Path, file: str) -> Iterator[Member]:
    """Give a zip's files in its order, each read when it is asked for; folders are left out.

    DataError for a name that leads elsewhere or stands twice, for an encrypted, oversized, nested,
    altered or cut member, and for an archive that can't be opened. Nothing is written to disk.
    """
    with _opened(path, file) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _check_list(members, file)
        for info in members:
            yield Member(info.filename, _bytes_of(archive, info, file))


def check_archive(path: Path, file: str) -> list[str]:
    """Give the names of a zip's files in order; DataError for what its list alone shows to be wrong."""
    with _opened(path, file) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _check_list(members, file)
    return [info.filename for info in members]


def first_bytes(path: Path, wanted: str, size: int) -> list[bytes]:
    """Give the beginnings of a zip's first members whose names end in `wanted`, `size` bytes each.

    Ten members at most; a cut archive gives the first one it has, anything else none. Never raises
    on content.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if info.filename.endswith(wanted)]
            return [_start_of(archive, info, size) for info in infos[:10]]
    except BROKEN:
        return _start_of_cut(path, size)


@contextmanager
def _opened(path: Path, file: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        found = "no list of members at its end (the archive is cut, or no zip file)"
        raise DataError(file, "", found, "a whole zip archive", RESTORE) from error
    with archive:
        yield archive


def _check_list(members: list[zipfile.ZipInfo], file: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise DataError(file, "", f"{len(members)} members", f"{MAX_MEMBERS} at most", RESTORE)
    total = sum(info.file_size for info in members)
    if total > MAX_TOTAL_BYTES:
        found, expected = f"{total} bytes when unpacked", f"{MAX_TOTAL_BYTES} at most"
        raise DataError(file, "", found, expected, RESTORE)
    seen: set[str] = set()
    for info in members:
        _check_name(info, file)
        _check_size(info, file)
        if info.filename.casefold() in seen:
            raise DataError(file, _shown(info), "the name twice", "each member once", RESTORE)
        seen.add(info.filename.casefold())


def _check_name(info: zipfile.ZipInfo, file: str) -> None:
    name, said = info.filename, info.orig_filename
    parts = PurePosixPath(name).parts
    outside = name.startswith("/") or ".." in parts or ":" in name
    if outside or "\\" in said or "\0" in said or not name.isprintable():
        expected = "a plain name inside the archive"
        raise DataError(file, _shown(info), "a name that leads elsewhere", expected, RESTORE)


def _check_size(info: zipfile.ZipInfo, file: str) -> None:
    if info.file_size > MAX_MEMBER_BYTES:
        found, expected = f"{info.file_size} bytes when unpacked", f"{MAX_MEMBER_BYTES} at most"
        raise DataError(file, _shown(info), found, expected, RESTORE)
    check_packing(info, file)


def check_packing(info: zipfile.ZipInfo, file: str) -> None:
    """DataError for a member that is encrypted, packed in another way, or packed as bombs are."""
    if info.flag_bits & ENCRYPTED:
        raise DataError(file, _shown(info), "an encrypted member", "an open one", RESTORE)
    if info.compress_type not in UNPACKED:
        found = f"packing method {info.compress_type}"
        raise DataError(file, _shown(info), found, "stored or deflated", RESTORE)
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size >= RATIO_COUNTS_FROM and ratio > MAX_RATIO:
        found = f"{info.file_size} bytes packed {ratio:.0f} times"
        raise DataError(file, _shown(info), found, f"{MAX_RATIO} times at most", RESTORE)


def _bytes_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> bytes:
    """Unpack one member; its checksum is held against the list's."""
    try:
        data = archive.read(info)
    except BROKEN as error:
        found = "bytes that can't be unpacked, or whose checksum differs"
        raise DataError(file, _shown(info), found, "the published bytes", RESTORE) from error
    if data.startswith(ZIP_START):
        raise DataError(file, _shown(info), "an archive inside", "a file", "Unpack it once.")
    return data


def _start_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int) -> bytes:
    if info.flag_bits & ENCRYPTED or info.compress_type not in UNPACKED:
        return b""
    with archive.open(info) as content:
        return content.read(min(size, info.file_size))


def _start_of_cut(path: Path, size: int) -> list[bytes]:
    """Unpack the first member's beginning by its own header: a cut archive has lost the list."""
    try:
        with path.open("rb") as content:
            packed = content.read(size + HEADER_BYTES)
        fields = struct.unpack("<4s5H3L2H", packed[:30])
        data = packed[30 + fields[9] + fields[10] :]
        if fields[0] != ZIP_START or fields[3] not in UNPACKED:
            return []
        return [data if fields[3] == 0 else zlib.decompressobj(-15).decompress(data, size)]
    except BROKEN:
        return []


def _shown(info: zipfile.ZipInfo) -> str:
    return f"member {info.filename[:80]!r}"
