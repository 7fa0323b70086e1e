"""The beginning of a file that hasn't come whole: kept beside it as `.part`, and continued."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PART = ".part"
RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class Part:
    """What has come of `target` so far, and of which version of which address."""

    target: Path
    address: str

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return self.target.with_name(self.target.name + PART)

    @property
    def _note(self) -> Path:
        return self.target.with_name(f"{self.target.name}.version{PART}")

    def size(self) -> int:
        """Give how many bytes have come."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def headers(self) -> dict[str, str]:
        """Ask for the rest, provided that the file is still the same; for all without a version."""
        size, version = self.size(), self.version()
        return {"Range": f"bytes={size}-", "If-Range": version} if size and version else {}

    def version(self) -> str:
        """Give the version that the bytes are of; empty if that isn't known for this address."""
        try:
            note = json.loads(self._note.read_bytes())
        except (FileNotFoundError, ValueError):
            return ""
        known = isinstance(note, dict) and note.get("address") == self.address
        return str(note.get("version", "")) if known else ""

    def begin(self, version: str) -> None:
        """Forget what has come, and note the version of what comes now."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        text = json.dumps({"address": self.address, "version": version})
        self._note.write_text(text, encoding="utf-8")

    def drop(self) -> None:
        """Take it away."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def hand_over(self, path: Path) -> None:
        """Move the whole file there."""
        self.path.replace(path)
        self.drop()


def version_in(headers: Mapping[str, str]) -> str:
    """Give the strong ETag of an answer, else the time of the last change, else nothing.

    A weak ETag says that two versions mean the same, not that their bytes are equal.
    """
    etag = headers.get("ETag", "")
    strong = etag and not etag.startswith("W/")
    return etag if strong else headers.get("Last-Modified", "")


def range_in(headers: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Give where an answer's bytes begin in the file and how long that is; None where unsaid."""
    said = RANGE.fullmatch(headers.get("Content-Range", ""))
    if said is None:
        return None, None
    return int(said[1]), None if said[2] == "*" else int(said[2])
