"""Text files of any of the publishers' encodings, as lines; what isn't such a text is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from analysis.errors import DataError

MAX_BYTES = 64_000_000  # ten times the largest published text, all valdistrikt of a year
MAX_LINES = 100_000  # ten times those of the largest published text; empty ones count
HEAD_BYTES = 4096
LINE_END = re.compile(r"\r\n|\r|\n")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# No published text holds a control character; text of an old codepage read as latin-1 does.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# UTF-8 writes å, ä, ö and é as two bytes; read one at a time they are "Ã" and one of these.
_SECOND_BYTES = bytes(range(0x80, 0xC0))
_SECONDS = _SECOND_BYTES.decode("latin-1") + _SECOND_BYTES.decode("cp1252", errors="ignore")
_MISREAD = re.compile(f"Ã[{re.escape(_SECONDS)}]|\N{REPLACEMENT CHARACTER}|ï¿½")


def read_lines(
    path: Path, file: str, *, encodings: Sequence[str], must_end: bool = False
) -> list[str]:
    """Read a text file's lines, without their ends; CRLF, CR and LF each end one, mixed or not.

    A byte order mark tells the encoding, else the first of `encodings` that fits all bytes.
    With `must_end` a last line without its end is a cut file; publishers' own files may lack it.
    DataError for a file that is too large, empty, binary, a web page, in another encoding, or of
    too many lines: they are counted before any is made.
    """
    if path.stat().st_size > MAX_BYTES:
        found = f"{path.stat().st_size} bytes"
        action = "Look at what the file holds: no published text is so large."
        raise DataError(file, "", found, f"at most {MAX_BYTES}", action)
    content = path.read_bytes()
    if not content:
        raise DataError(file, "", "an empty file", "a table", "Fetch the file again.")
    _check_lines(content, file)
    text = _decoded(content, file, encodings)
    _check_text(text, file)
    lines = LINE_END.split(text)
    if lines[-1] == "":
        return lines[:-1]
    if must_end:
        found = "a last line without its end"
        action = "The file is cut: fetch it again."
        raise DataError(file, f"line {len(lines)}", found, "every line ended", action)
    return lines


def _check_lines(content: bytes, file: str) -> None:
    count = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    if count > MAX_LINES:
        action = "Look at what the file holds, perhaps empty lines: no published text has so many."
        raise DataError(file, "", f"{count} lines", f"at most {MAX_LINES}", action)


def looks_like_text(path: Path) -> str | None:
    """Give the start of a text file (about 4 kB); None if it is binary or can't be read."""
    try:
        with path.open("rb") as opened:
            content = opened.read(HEAD_BYTES)
    except OSError:
        return None
    body, marked = _unmarked(content)
    for encoding in [marked] if marked else ["utf-8", "latin-1"]:
        try:
            whole = len(content) < HEAD_BYTES  # else the last letter may be cut
            text = codecs.getincrementaldecoder(encoding)().decode(body, final=whole)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def _unmarked(content: bytes) -> tuple[bytes, str | None]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :], encoding
    return content, None


def _decoded(content: bytes, file: str, encodings: Sequence[str]) -> str:
    body, marked = _unmarked(content)
    place, found = "", ""
    for encoding in [marked] if marked else encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError as error:
            line = len(re.findall(rb"\r\n|\r|\n", body[: error.start])) + 1
            place, found = f"line {line}", f"bytes that aren't {encoding} ({error.reason})"
    expected = f"text in {marked or ' or '.join(encodings)}"
    action = "Fetch the file again; don't save it with another program."
    raise DataError(file, place, found, expected, action)


def _check_text(text: str, file: str) -> None:
    """DataError for what decodes and still isn't the publisher's text."""
    if _HTML.search(text, 0, HEAD_BYTES):
        found = "an HTML page, no table"
        action = "The download failed: fetch the file again."
        raise DataError(file, "line 1", found, "the publisher's table", action)
    for pattern, what, why in (
        (_MISREAD, "misread letters", "UTF-8 was taken for another encoding, or encoded twice"),
        (_CONTROL, "a control character", "The file is binary, broken or in another encoding"),
    ):
        wrong = pattern.search(text)
        if wrong:
            line = len(LINE_END.findall(text, 0, wrong.start())) + 1
            found = f"{what} ({wrong.group()!a})"
            action = f"{why}: fetch it again."
            raise DataError(file, f"line {line}", found, "the publisher's text", action)
