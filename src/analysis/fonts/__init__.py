"""The bundled fonts: their folder, and how matplotlib learns of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).parent


@cache
def register_fonts() -> None:
    """Make the bundled fonts known to matplotlib under the family name `FAMILY`, once a process."""
    from matplotlib import font_manager  # noqa: PLC0415 - slow, and no exporter needs it

    for path in sorted(FOLDER.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
