"""What a validator finds wrong in a PDF."""

from __future__ import annotations

from pathlib import Path

import page as page_validation


def pdf_faults(path: Path, standard: str) -> list[str]:
    """Give the failures of a standard ("PDF_UA_1", "PDF_A_2A"), each by rule and message."""
    profile = getattr(page_validation.ValidationProfile, standard)
    failures = page_validation.validate_pdf(str(path), profile=profile).failures
    return [f"{failure.rule_id}: {failure.message}" for failure in failures]
