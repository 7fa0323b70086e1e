"""The report's words, both languages side by side in texts.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("texts.yml").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, str]] = yaml.safe_load(text)
    return catalogue


def escape_markdown(text: str) -> str:
    """Give text that a Markdown reader shows as it stands."""
    return MARKDOWN.sub(r"\\\1", text)


@dataclass(frozen=True)
class Texts:
    """The words of one language; KeyError for a text that isn't in the catalogue."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Give a text as it stands, its places filled: for tables, alt texts and figures."""
        return _catalogue()[key][self.language].format(**values)

    def prose(self, key: str, **values: object) -> str:
        """Give a text for Markdown: what fills its places is escaped."""
        return self(key, **{name: escape_markdown(str(value)) for name, value in values.items()})

    def listed(self, items: list[str]) -> str:
        """Join names as in a sentence: "a, b och c"."""
        if len(items) < 2:
            return "".join(items)
        return self("and", first=", ".join(items[:-1]), last=items[-1])

    def place(self, rank: int, what: str = "place") -> str:
        """Say a place in a ranking: "högst", "näst högst", "tredje högst".

        `what` is place, size ("störst") or low ("lägst", counted from the lowest).
        """
        key = f"{what}_{rank}"
        return self(key) if key in _catalogue() else self(f"{what}_n", rank=self.ordinal(rank))

    def ordinal(self, number: int) -> str:
        """Write an ordinal: "tredje"; from 21 on with digits, "21:a"."""
        words = self("ordinals").split()
        if number <= len(words):
            return words[number - 1]
        last = 0 if 10 < number % 100 < 20 else number % 10
        ends = self("ordinal_ends").split()
        return f"{number}{ends[last]}"
