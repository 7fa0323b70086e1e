"""Places in a row as words: "tredje", "näst", "2:a", and those of a party: "näst största parti"."""

from __future__ import annotations

import re

from analysis.claims.grammar.vocabulary import numbered

ORDINAL = "|".join([*numbered("ordinals"), "näst", r"\d{1,2}:[ae]", "second"])
PARTY = re.compile(
    rf"(?<!\w)(?:(?P<ord>{ORDINAL})\s+)?(?:(?P<sup>största|störst)(?:\s+(?:av\s+)?(?:\w+\s+)?)parti(?:et|er|erna)?\b|(?P<en>largest party)\b)",
    re.IGNORECASE,
)


def ordinal(word: str | None) -> int:
    """Give the number of an ordinal, 1 for none."""
    if not word:
        return 1
    if word.lower() == "näst":
        return 2
    known = numbered("ordinals")
    return known[word.lower()] if word.lower() in known else int(word.split(":")[0])
