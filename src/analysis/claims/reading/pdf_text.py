"""A PDF → the text of its pages."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from io import BytesIO
from itertools import accumulate

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from analysis.claims.model import Document
from analysis.claims.reading.refusals import refused
from analysis.claims.reading.text_flow import whole
from analysis.errors import DataError

MAX_PAGES = 2000
BETWEEN = "\n\n"
# On a damaged file pypdf raises, besides its own errors, whatever the first wrong value leads to.
BROKEN = (
    PyPdfError,
    DependencyError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,  # also RecursionError and NotImplementedError
    StopIteration,
    TypeError,
    ValueError,  # also what bytes in a wrong encoding raise
    struct.error,
    zlib.error,
)
# Signs without a meaning: what a font without a table of its letters comes out as.
_NO_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\N{REPLACEMENT CHARACTER}]")

# It says on stderr what it mended; a file that it can't mend is refused here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read_pdf(name: str, content: bytes) -> Document:
    """Read a PDF's text with the lines it has, a blank line between pages.

    DataError for one that is damaged, protected by a password, too long, or without letters: a
    scanned one, or one whose fonts don't say which letters they draw.
    """
    pages = _pages(name, content)
    texts = [_text(name, pages, number) for number in range(1, len(pages) + 1)]
    text = BETWEEN.join(texts)
    _check_letters(name, text, len(pages))
    lengths = (len(page) + len(BETWEEN) for page in texts[:-1])
    return Document(name, text, pages=tuple(accumulate(lengths, initial=0)))


def _pages(name: str, content: bytes) -> list[PageObject]:
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise _protected(name)
        count = len(reader.pages)
        if count > MAX_PAGES:
            found, expected = f"{count} pages", f"{MAX_PAGES} pages at most"
            raise refused(name, found, "Check it in parts.", expected=expected)
        pages = list(reader.pages)
    except BROKEN as error:
        raise _damaged(name) from error
    if not pages:
        raise _damaged(name)
    return pages


def _text(name: str, pages: list[PageObject], number: int) -> str:
    try:
        text = pages[number - 1].extract_text()
    except BROKEN as error:
        raise _damaged(name, f"page {number}") from error
    return whole(text)


def _check_letters(name: str, text: str, pages: int) -> None:
    shown = "".join(text.split())
    if not shown:
        found = f"a scanned PDF: pictures of text, and no text layer on any of its {pages} pages"
        action = (
            "Save the report as PDF in the program that it was written in, or let a program for "
            "text recognition (OCR) add the text."
        )
        raise refused(name, found, action)
    if len(_NO_LETTERS.findall(shown)) * 2 > len(shown):
        found = "a PDF whose fonts don't say which letters they draw"
        raise refused(name, found)


def _protected(name: str) -> DataError:
    action = "Save it without the password, and check that file."
    return refused(name, "a PDF that is protected by a password", action)


def _damaged(name: str, key: str = "") -> DataError:
    return refused(name, "a damaged PDF", key=key)
