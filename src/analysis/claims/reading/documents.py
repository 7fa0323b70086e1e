"""A written report, as a file or on standard input → its text, with the reader for its kind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from analysis.claims.model import Document
from analysis.claims.reading.binary_kinds import binary_kind
from analysis.claims.reading.docx_text import read_docx
from analysis.claims.reading.html_text import read_html
from analysis.claims.reading.markdown_text import read_markdown
from analysis.claims.reading.pdf_text import read_pdf
from analysis.claims.reading.plain_text import decoded, is_html
from analysis.claims.reading.refusals import refused
from analysis.claims.reading.tabbed_text import tabbed_cells

MAX_BYTES = 50_000_000
STDIN = Path("-")
STDIN_NAME = "standard input"
MARKDOWN = frozenset({".md", ".markdown"})


def read_document(path: Path | None, stdin: BinaryIO | None = None) -> Document:
    """Read a report from a file, or from standard input where the path is None or "-".

    DataError as for `read_bytes`, and for a file that isn't there or can't be read.
    """
    file = None if path is None or path == STDIN else path
    try:
        content = _content(file, stdin)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        shown = STDIN_NAME if file is None else str(file)
        raise refused(shown, _why_not(error), "Give the path of the report.") from error
    return read_bytes(STDIN_NAME if file is None else file.name, content)


def _content(file: Path | None, stdin: BinaryIO | None) -> bytes:
    """Read one byte more than is allowed, so that what is too large shows without reading on."""
    if file is None:
        return (sys.stdin.buffer if stdin is None else stdin).read(MAX_BYTES + 1)
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def read_bytes(name: str, content: bytes) -> Document:
    """Read a report of any kind, which its content tells; of the name only .md counts.

    DataError for a file that is empty, too large, damaged, protected, without text, or of a kind
    that isn't read.
    """
    if len(content) > MAX_BYTES:
        found, expected = f"more than {MAX_BYTES} bytes", f"{MAX_BYTES} at most"
        action = "Check it in parts, or save it without pictures."
        raise refused(name, found, action, expected=expected)
    if not content:
        raise refused(name, "an empty file", "Check that the report was saved.")
    document = _read(name, content)
    if not document.text.strip():
        raise refused(name, "a file without any text", "Check that the report was saved.")
    return document


def _read(name: str, content: bytes) -> Document:
    kind = binary_kind(name, content)
    if kind == "docx":
        return read_docx(name, content)
    if kind == "pdf":
        return read_pdf(name, content)
    text = decoded(name, content)
    is_markdown = Path(name).suffix.lower() in MARKDOWN
    if is_html(text, may_be_markdown=is_markdown):
        return read_html(name, text)
    if text.lstrip().startswith("<?xml"):
        raise refused(name, "XML that is no web page")
    return read_markdown(name, text) if is_markdown else _plain(name, text)


def _plain(name: str, text: str) -> Document:
    """Read plain text, in which only tables are marked: with pipes as in Markdown, or with tabs."""
    cells = (*read_markdown(name, text).cells, *tabbed_cells(text))
    return Document(name, text, cells=cells)


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "a folder"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"a file that can't be read ({reason or type(error).__name__})"
