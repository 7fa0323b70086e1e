"""What a validator finds wrong in a PDF, without the one finding that its bytes prove untrue."""

from __future__ import annotations

import re
from pathlib import Path

import page as page_validation

LENGTH_RULE = "PDFA2A-STREAM-LENGTH-001"


def pdf_faults(path: Path, standard: str) -> list[str]:
    """Give the failures of a standard ("PDF_UA_1", "PDF_A_2A"), each by rule and message.

    The validator takes the line end before `endstream` to be CR LF wherever a stream's own last
    byte happens to be CR, and then finds its length one too large. Those are left out, but only
    where the stated length leads to the line end itself.
    """
    profile = getattr(page_validation.ValidationProfile, standard)
    content = path.read_bytes()
    return [
        f"{failure.rule_id}: {failure.message}"
        for failure in page_validation.validate_pdf(str(path), profile=profile).failures
        if failure.rule_id != LENGTH_RULE
        or not _length_is_right(content, failure.object_id.object_number)
    ]


def _length_is_right(content: bytes, number: int) -> bool:
    start = content.index(b"\n%d 0 obj" % number)
    head = re.compile(rb"/Length (\d+).*?>>\s*stream\r?\n", re.DOTALL).search(content, start)
    assert head
    end = head.end() + int(head[1])
    return content[end - 1 : end] == b"\r" and content[end:].startswith(b"\nendstream")
