"""The words of vocabulary.yml as patterns, each kind compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def vocabulary() -> dict[str, Any]:
    """Give the file's content as it stands."""
    text = Path(__file__).with_name("vocabulary.yml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def any_of(patterns: Iterable[str]) -> str:
    """Give a pattern for any of these as whole words."""
    return r"(?<!\w)(?<!(?-i:[a-zåäö0-9U])-)(?:" + "|".join(patterns) + r")(?![\wåäö])"


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Give the compiled words at a path in the file: `pattern("topics", "seats")`."""
    node: Any = vocabulary()
    for key in path:
        node = node[key]
    return re.compile(any_of(words(node)), re.IGNORECASE)


def words(listed: str) -> list[str]:
    """Give the words of one list of the file."""
    return " ".join(listed.split()).split(", ")


@cache
def named_patterns(kind: str) -> dict[str, re.Pattern[str]]:
    """Give the patterns of a kind by name, in the file's order."""
    return {name: pattern(kind, name) for name in vocabulary()[kind]}


@cache
def numbered(kind: str) -> dict[str, int]:
    """Give words that stand for whole numbers: ordinals or places."""
    return {str(word): int(number) for word, number in vocabulary()[kind].items()}
