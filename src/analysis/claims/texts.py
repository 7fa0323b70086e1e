"""What is said of a number, both languages side by side in texts.yml."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("texts.yml").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, str]] = yaml.safe_load(text)
    return catalogue


@dataclass(frozen=True)
class Words:
    """The words of one language; KeyError for a text that isn't in the catalogue."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Give a text with its places filled."""
        return _catalogue()[key][self.language].format(**values)

    def number(self, value: Fraction | float, decimals: int = 2) -> str:
        """Write a number as the language does; whole ones without decimals."""
        exact = Fraction(value)
        shown = 0 if exact.denominator == 1 else decimals
        text = f"{float(round(exact, shown)):,.{shown}f}".replace(",", "\u00a0")
        return text.replace(".", ",").replace("-", "−") if self.language == "sv" else text
