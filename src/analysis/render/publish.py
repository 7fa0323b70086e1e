"""A report's files: written beside, renamed into place, and vouched for by a manifest."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

OUTPUTS = ("report.html", "report.pdf", "report.ipynb", "measures.csv")
MANIFEST = "manifest.json"
FAILED = "report.failed.ipynb"
PACKAGES = ("valanalys", "pandas", "seaborn", "matplotlib", "papermill", "nbconvert", "typst")


def slug(text: str) -> str:
    """Give a name for a folder in plain letters: "Västernorrland" becomes "vasternorrland"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def party_slug(code: str) -> str:
    """Give a folder's name for a party, another for each code, also where case doesn't count.

    A code in plain capitals and digits is its own name; another gets a part of its checksum.
    """
    if re.fullmatch(r"[A-Z0-9]+", code):
        return code
    return f"{slug(code)}-{hashlib.sha256(code.encode()).hexdigest()[:8]}".lstrip("-")


def report_folder(out: Path, year: int, area: tuple[str, str], party: str) -> Path:
    """Give a report's folder, as reports/2018/22-vasternorrland/V; `area` is code and name."""
    code, name = area
    return out / str(year) / f"{code}-{slug(name)}" / party_slug(party)


def publish(folder: Path, files: Mapping[str, bytes], facts: Mapping[str, object]) -> Path:
    """Put a report's files into its folder and give the manifest's path.

    Files of an earlier run that this one didn't make are taken away; the manifest, written last,
    holds `facts`, the versions of the packages, and each file's sha256.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    versions = {name: version(name) for name in PACKAGES}
    manifest = {**facts, "versions": versions, "outputs": hashes}
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as staging:
        staged = {**files, MANIFEST: text.encode()}
        for name, content in staged.items():
            (Path(staging) / name).write_bytes(content)
        # Until the new manifest is there, nothing vouches for what lies in the folder.
        (folder / MANIFEST).unlink(missing_ok=True)
        for name in set(OUTPUTS) - set(files) | {FAILED}:
            (folder / name).unlink(missing_ok=True)
        for name in staged:
            (Path(staging) / name).replace(folder / name)
    return folder / MANIFEST
