"""Text files: read in the right encoding with any line ends, or refused with file and place."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.extract import texts
from analysis.extract.texts import looks_like_text, read_lines

BOTH = ("utf-8", "latin-1")


def lines_of(tmp_path: Path, content: bytes, *encodings: str, must_end: bool = False) -> list[str]:
    path = tmp_path / "x.skv"
    path.write_bytes(content)
    return read_lines(path, "y/x.skv", encodings=encodings or BOTH, must_end=must_end)


def refused(tmp_path: Path, content: bytes, *encodings: str, must_end: bool = False) -> str:
    with pytest.raises(DataError) as raised:
        lines_of(tmp_path, content, *encodings, must_end=must_end)
    assert raised.value.file == "y/x.skv"
    return str(raised.value)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-8-sig", "utf-16"])
def test_lines_are_the_same_in_any_encoding_and_with_any_end(
    tmp_path: Path, encoding: str, end: str
) -> None:
    content = end.join(["LÄN;KOM", "22;Örnsköldsvik", "", "Å;é", ""]).encode(encoding)
    assert lines_of(tmp_path, content) == ["LÄN;KOM", "22;Örnsköldsvik", "", "Å;é"]


def test_mixed_line_ends_each_end_one_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, b"a\rb\nc\r\nd\n\re") == ["a", "b", "c", "d", "", "e"]


def test_a_byte_order_mark_wins_over_the_encodings_asked_for(tmp_path: Path) -> None:
    assert lines_of(tmp_path, codecs.BOM_UTF8 + "Ö\n".encode(), "latin-1") == ["Ö"]


def test_utf8_read_as_latin1_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 2: found misread letters" in refused(tmp_path, "a\nLÄN\n".encode(), "latin-1")
    assert "misread letters" in refused(tmp_path, "a\nÄ\n".encode(), "cp1252")


def test_latin1_read_as_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    message = refused(tmp_path, "a\rb\r\nLÄN\n".encode("latin-1"), "utf-8")
    assert "line 3" in message
    assert "aren't utf-8" in message


def test_text_encoded_twice_is_refused(tmp_path: Path) -> None:
    for between in ("latin-1", "cp1252"):
        twice = "Sollefteå\n".encode().decode(between).encode()
        assert "misread letters" in refused(tmp_path, twice)


def test_text_that_lost_letters_is_refused(tmp_path: Path) -> None:
    assert "misread letters" in refused(tmp_path, "Sollefte\ufffd\n".encode())


def test_utf8_cut_inside_a_letter_is_refused(tmp_path: Path) -> None:
    assert "misread letters" in refused(tmp_path, "Å\nSollefteå".encode()[:-1])


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
def test_text_of_an_old_codepage_is_refused(tmp_path: Path, encoding: str) -> None:
    assert "a control character" in refused(tmp_path, "LÄN;Å;ö\n".encode(encoding))


@pytest.mark.parametrize("content", [b"a;b\n1;\x002\n", b"PK\x03\x04\x14\x00\x00", b"\xff\xfe\x00"])
def test_binary_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, content)
    assert looks_like_text(tmp_path / "x.skv") is None or b"\n" not in content


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><html>", "\n  <HTML lang='sv'>", '<?xml version="1.0"?>\n<html>']
)
def test_a_web_page_is_a_failed_download(tmp_path: Path, page: str) -> None:
    message = refused(tmp_path, page.encode())
    assert "an HTML page, no table" in message
    assert "download failed" in message


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "an empty file" in refused(tmp_path, b"")


def test_a_last_line_without_its_end_is_a_cut_file_where_ends_are_demanded(tmp_path: Path) -> None:
    assert lines_of(tmp_path, b"a\nb") == ["a", "b"]
    assert "line 2: found a last line without its end" in refused(
        tmp_path, b"a\nb", "utf-8", must_end=True
    )
    assert lines_of(tmp_path, b"a\nb\r", must_end=True) == ["a", "b"]


def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MAX_BYTES", 3)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail(f"read {self}"))
    assert "found 4 bytes; expected at most 3" in refused(tmp_path, b"abcd")


def test_a_glance_gives_the_start_and_never_raises(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert looks_like_text(path) is None
    assert looks_like_text(tmp_path) is None
    path.write_bytes(("Ä" * 3000).encode())  # 4,096 bytes end between two letters
    assert looks_like_text(path) == "Ä" * 2048
    path.write_bytes(("x" + "Ä" * 3000).encode())  # and here inside one
    assert looks_like_text(path) == "x" + "Ä" * 2047
    path.write_bytes("Sollefteå".encode("latin-1"))
    assert looks_like_text(path) == "Sollefteå"
    path.write_bytes("\ufeffLÄN".encode("utf-16-le"))
    assert looks_like_text(path) == "LÄN"
    path.write_bytes(b"\x00\x01")
    assert looks_like_text(path) is None


@given(st.binary(max_size=60), st.sampled_from(["Ä;1\n", "Sollefteå\r\n", "a\r"]))
def test_any_bytes_are_lines_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "texts"
    for encoding in ("utf-8", "latin-1"):
        path.write_bytes(head.encode(encoding) + tail)
        looks_like_text(path)
        try:
            lines = read_lines(path, "x", encodings=BOTH)
        except DataError:
            continue
        assert lines[0] == head.rstrip()
        assert not any(set(line) & {"\r", "\n", "\0"} for line in lines)
