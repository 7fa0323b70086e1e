"""Swedish number words: 0 to 999 999 as they are written in a sentence."""

from __future__ import annotations

import re
from functools import cache

UNITS = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
]
TEENS = ["tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
ENGLISH = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
]  # fmt: skip
ARTICLES = frozenset({"en", "ett", "one"})
HUNDRED, THOUSAND = 100, 1000


@cache
def below_hundred() -> dict[str, int]:
    """Give the words of 0 to 99, "ett" too, each with its number."""
    words = {word: number for number, word in enumerate([*UNITS, *TEENS])}
    words |= {"ett": 1}
    for ten, name in enumerate(TENS, start=2):
        words[name] = 10 * ten
        words |= {name + unit: 10 * ten + n for n, unit in enumerate(UNITS[:10]) if n}
        words[name + "ett"] = 10 * ten + 1
    return words


@cache
def number_words() -> dict[str, int]:
    """Give the words that are numbers by themselves, English ones up to twelve too."""
    return {**{word: number for number, word in enumerate(ENGLISH)}, **below_hundred()}


@cache
def _pattern() -> re.Pattern[str]:
    small = "|".join(sorted(below_hundred(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:(?P<thousands>{small})? ?(?P<thousand>tusen)))? ?"
        rf"(?:(?:(?P<hundreds>{small})? ?(?P<hundred>hundra)))? ?(?P<rest>{small})?"
    )


def number_of(text: str) -> int | None:
    """Give the number that words say ("tre hundra tjugofem"), None where they say none."""
    text = text.lower()
    if text in number_words():
        return number_words()[text]
    match = _pattern().fullmatch(text)
    if not match or not text.strip():
        return None
    words = below_hundred()
    total = words[match["rest"]] if match["rest"] else 0
    if match["hundred"]:
        total += HUNDRED * (words[match["hundreds"]] if match["hundreds"] else 1)
    if match["thousand"]:
        total += THOUSAND * (words[match["thousands"]] if match["thousands"] else 1)
    return total


@cache
def number_word_pattern() -> str:
    """Give a pattern for one number word, or several of a larger number."""
    small = "|".join(sorted(number_words(), key=len, reverse=True))
    large = rf"(?:(?:{small})? ?(?:hundra|tusen) ?)+(?:{small})?"
    return rf"(?<![\wåäö-])(?:{large}|{small})(?![\wåäö])"
