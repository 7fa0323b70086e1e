"""The record of what was fetched, fetched.json in the raw folder: one entry a file, sorted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from analysis.entries import Entry
from analysis.errors import DataError

RECORD = "fetched.json"


class Fetched(Entry):
    """Where a file was fetched from and when, its sha256, and its size in bytes."""

    address: str
    sha256: str
    bytes: int
    retrieved: date
    count_stage: Literal["final", "preliminary"] | None = None


RECORDS = TypeAdapter(dict[str, Fetched])


def read_record(raw: Path) -> dict[str, Fetched]:
    """Give what was fetched into the raw folder, by file; DataError if the record is malformed."""
    path = raw / RECORD
    if not path.exists():
        return {}
    try:
        return RECORDS.validate_json(path.read_bytes())
    except ValidationError as error:
        action = f"Restore {RECORD}, or take it away: the next fetch begins a new one."
        found = error.errors()[0]["msg"]
        raise DataError(RECORD, "", found, "a record as fetch writes it", action) from error


def write_record(raw: Path, record: dict[str, Fetched]) -> None:
    """Write the record beside itself, then rename it; the old one stays until then."""
    entries = {
        file: entry.model_dump(mode="json", exclude_none=True) for file, entry in record.items()
    }
    beside = raw / f"{RECORD}.part"
    text = json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False)
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(raw / RECORD)
