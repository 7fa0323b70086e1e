"""What a draft is made of: runs of text, and numbers that carry the row they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from analysis.present.lookup import Measure


@dataclass(frozen=True)
class Number:
    """A number as it is written, in figures or words, and the measure that it says."""

    text: str
    row: Measure


Run = str | Number
Runs = tuple[Run, ...]
Value = str | int | Number | Runs


@dataclass(frozen=True)
class Paragraph:
    """A heading or a paragraph of a draft, in its language."""

    runs: Runs
    language: str
    heading: bool = False

    @property
    def text(self) -> str:
        """Give the paragraph as plain text."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)

    @property
    def numbers(self) -> list[Number]:
        """Give the paragraph's numbers in their order."""
        return [run for run in self.runs if isinstance(run, Number)]


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("draft_texts.yml").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, str]] = yaml.safe_load(text)
    return catalogue


@dataclass(frozen=True)
class DraftTexts:
    """The draft's words in one language; KeyError for a text that isn't in the catalogue."""

    language: str

    def word(self, key: str) -> str:
        """Give a text without places."""
        return _catalogue()[key][self.language]

    def __call__(self, key: str, **values: Value) -> Runs:
        """Give a text as runs, its places filled with text, numbers or other runs."""
        runs: list[Run] = []
        for literal, name, _, _ in Formatter().parse(self.word(key)):
            value = values[name] if name else ()
            runs += [literal, *(value if isinstance(value, tuple) else (_run(value),))]
        return joined(runs)


def _run(value: str | int | Number) -> Run:
    return value if isinstance(value, Number) else str(value)


def joined(runs: Iterable[Run]) -> Runs:
    """Give runs in which no text stands beside another text."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if isinstance(run, str) and isinstance(last, str):
            merged[-1] = last + run
        elif run:
            merged.append(run)
    return tuple(merged)


def paragraph(sentences: Iterable[Runs], language: str) -> Paragraph:
    """Join sentences, those that aren't empty, into a paragraph."""
    runs: list[Run] = []
    for sentence in filter(None, sentences):
        runs += [" ", *sentence] if runs else sentence
    return Paragraph(joined(runs), language)


def capital(text: str) -> str:
    """Begin a text as a sentence begins."""
    return text[:1].upper() + text[1:]
