"""Which kind of file some bytes are, by what they begin with and hold, never by a name."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Literal

from analysis.claims.reading.docx_package import BROKEN, ENCRYPTED, PACKED
from analysis.claims.reading.refusals import refused
from analysis.errors import DataError

ZIP_START = b"PK"
OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
PDF_START = b"%PDF-"
PDF_END = b"%%EOF"
RTF_START = b"{\\rtf"
HEAD_BYTES = 1024
AS_DOCX = "Open it in a word processor, save it as .docx, and check that file."
NOT_A_TABLE = "Check the written report instead: a table has no sentences that say anything."
UNLOCK = "Save it without the password, and check that file."
# An old Office file names its streams in UTF-16; the first of these that is there says what it is.
OLE_KINDS = (
    ("EncryptedPackage", "an Office file that is protected by a password", UNLOCK),
    ("WordDocument", "a Word file in the old format (.doc)", AS_DOCX),
    ("Workbook", "a spreadsheet (.xls)", NOT_A_TABLE),
    ("PowerPoint Document", "a presentation (.ppt)", AS_DOCX),
)
# The beginning of a name in a zip file, and what a file with such a member is.
ZIP_KINDS = (
    ("xl/", "a spreadsheet (.xlsx)", NOT_A_TABLE),
    ("ppt/", "a presentation (.pptx)", AS_DOCX),
)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def binary_kind(name: str, content: bytes) -> Literal["docx", "pdf"] | None:
    """Tell a Word file and a PDF; None for what may be a text.

    DataError for every other kind that has a sign of its own, and says which it is.
    """
    start = content[:HEAD_BYTES]
    if start.startswith(ZIP_START) and _is_zip(start):
        return _zip_kind(name, content)
    if start.startswith(OLE_START):
        raise _ole_refusal(name, content)
    if start.lstrip().startswith(RTF_START):
        raise refused(name, "rich text (.rtf)", AS_DOCX)
    is_late = PDF_START in start and PDF_END in content[-HEAD_BYTES:]
    return "pdf" if start.lstrip().startswith(PDF_START) or is_late else None


def _is_zip(start: bytes) -> bool:
    """Whether what follows "PK" is the sign of a member, of an empty zip or of a divided one."""
    return start[2:4] in {b"\x03\x04", b"\x05\x06", b"\x07\x08"}


def _zip_kind(name: str, content: bytes) -> Literal["docx"]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if any(info.flag_bits & ENCRYPTED for info in archive.infolist()):
                raise refused(name, "a zip file that is protected by a password", UNLOCK)
            names = archive.namelist()
            kind = _open_document_kind(archive)
    except BROKEN as error:
        raise refused(name, "a damaged Word file, or a damaged zip file") from error
    if "[Content_Types].xml" in names and any(each.startswith("word/") for each in names):
        return "docx"
    for beginning, found, action in ZIP_KINDS:
        if any(each.startswith(beginning) for each in names):
            kind = found, action
    found, action = kind or ("a zip file", "Unpack it, and check the report in it.")
    raise refused(name, found, action)


def _open_document_kind(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    """Give what an OpenDocument file is, and what to do; None for another zip file."""
    if "content.xml" not in archive.namelist():
        return None
    kind = b""
    if "mimetype" in archive.namelist() and archive.getinfo("mimetype").compress_type in PACKED:
        with archive.open("mimetype") as member:
            kind = member.read(HEAD_BYTES).removeprefix(OPEN_DOCUMENT)
    if kind.startswith(b"spreadsheet"):
        return "a spreadsheet (.ods)", NOT_A_TABLE
    return "an OpenDocument file (.odt)", AS_DOCX


def _ole_refusal(name: str, content: bytes) -> DataError:
    for stream, found, action in OLE_KINDS:
        if stream.encode("utf-16-le") in content:
            return refused(name, found, action)
    return refused(name, "an old Office file", AS_DOCX)
