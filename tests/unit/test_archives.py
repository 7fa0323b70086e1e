"""A zip's members: what is honest comes out unchanged, each trick is refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.extract import archives
from analysis.extract.archives import first_bytes, read_members

TEXT = b"<VAL>made up</VAL>"


def packed(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def placed(folder: Path, content: bytes) -> Path:
    path = folder / "sample.zip"
    path.write_bytes(content)
    return path


def refusal(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        list(read_members(path, "val/sample.zip"))
    assert caught.value.file == "val/sample.zip"
    return caught.value


def test_members_come_in_their_order_without_folders(tmp_path: Path) -> None:
    content = packed([("b/", b""), ("b/two.xml", b"2"), ("one.xml", b"1"), ("empty.xml", b"")])
    members = list(read_members(placed(tmp_path, content), "sample.zip"))
    assert [(member.name, member.data) for member in members] == [
        ("b/two.xml", b"2"),
        ("one.xml", b"1"),
        ("empty.xml", b""),
    ]


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "a/../../b.xml", "/etc/a.xml", "C:/a.xml", "..\\a.xml", "a\\b.xml", "a\nb.xml"],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    error = refusal(placed(tmp_path, packed([(name, TEXT)])))
    assert error.found == "a name that leads elsewhere"


@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_doubled_name_is_refused_also_by_case(tmp_path: Path, second: str) -> None:
    error = refusal(placed(tmp_path, packed([("a.xml", TEXT), (second, TEXT)])))
    assert error.found == "the name twice"


def altered(content: bytes, change: Callable[[zipfile.ZipInfo, bytearray], None]) -> bytes:
    """Change the archive's list entry of its only member."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        change(archive.infolist()[0], changed)
    return bytes(changed)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    def encrypt(_: zipfile.ZipInfo, content: bytearray) -> None:
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1

    path = placed(tmp_path, altered(packed([("a.xml", TEXT)]), encrypt))
    assert refusal(path).found == "an encrypted member"
    assert first_bytes(path, ".xml", 100) == [b""]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing_is_refused(tmp_path: Path, method: int) -> None:
    path = placed(tmp_path, packed([("a.xml", TEXT)], method))
    assert refusal(path).found == f"packing method {method}"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed([("a.xml", b"0" * (2 * archives.RATIO_COUNTS_FROM))])
    assert "packed" in refusal(placed(tmp_path, bomb)).found


def test_a_small_member_may_be_packed_tightly(tmp_path: Path) -> None:
    zeros = b"0" * (archives.RATIO_COUNTS_FROM - 1)
    path = placed(tmp_path, packed([("a.xml", zeros)]))
    assert [member.data for member in read_members(path, "sample.zip")] == [zeros]


@pytest.mark.parametrize(
    ("limit", "value", "found"),
    [
        ("MAX_MEMBERS", 1, "2 members"),
        ("MAX_MEMBER_BYTES", 17, "18 bytes when unpacked"),
        ("MAX_TOTAL_BYTES", 35, "36 bytes when unpacked"),
    ],
)
def test_each_limit_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, found: str
) -> None:
    path = placed(tmp_path, packed([("a.xml", TEXT), ("b.xml", TEXT)]))
    assert len(list(read_members(path, "sample.zip"))) == 2
    monkeypatch.setattr(archives, limit, value)
    assert refusal(path).found == found


def test_a_member_larger_than_the_list_says_is_refused(tmp_path: Path) -> None:
    def understate(_: zipfile.ZipInfo, content: bytearray) -> None:
        entry = content.index(b"PK\x01\x02")
        content[entry + 24 : entry + 28] = struct.pack("<L", 5)

    path = placed(tmp_path, altered(packed([("a.xml", TEXT)]), understate))
    assert refusal(path).found == "bytes that can't be unpacked, or whose checksum differs"


def test_an_archive_inside_is_refused(tmp_path: Path) -> None:
    inner = packed([("a.xml", TEXT)])
    assert refusal(placed(tmp_path, packed([("a.xml", inner)]))).found == "an archive inside"


def test_a_flipped_bit_is_found_by_the_checksum(tmp_path: Path) -> None:
    content = bytearray(packed([("a.xml", TEXT)], zipfile.ZIP_STORED))
    content[content.index(TEXT) + 6] ^= 1
    assert "checksum" in refusal(placed(tmp_path, bytes(content))).found


def test_a_cut_archive_is_refused_and_still_recognised(tmp_path: Path) -> None:
    content = packed([("a.xml", TEXT), ("b.xml", TEXT)])
    path = placed(tmp_path, content[:-30])
    assert "the archive is cut" in refusal(path).found
    assert first_bytes(path, ".xml", 5) == [TEXT[:5]]


def test_an_error_names_the_member(tmp_path: Path) -> None:
    content = bytearray(packed([("good.xml", TEXT), ("bad.xml", b"other")], zipfile.ZIP_STORED))
    content[content.index(b"other")] ^= 1
    path = placed(tmp_path, bytes(content))
    members = read_members(path, "val/sample.zip")
    assert next(members).name == "good.xml"
    with pytest.raises(DataError) as caught:
        next(members)
    assert caught.value.key == "member 'bad.xml'"


@settings(max_examples=150)
@given(st.data())
def test_any_changed_byte_gives_the_same_bytes_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = packed([("a.xml", TEXT), ("b.xml", TEXT * 20)])
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = placed(tmp_path_factory.mktemp("zip"), bytes(content))
    assert all(isinstance(start, bytes) for start in first_bytes(path, ".xml", 50))
    try:
        members = list(read_members(path, "sample.zip"))
    except DataError:
        return
    assert {member.data for member in members} <= {TEXT, TEXT * 20}
