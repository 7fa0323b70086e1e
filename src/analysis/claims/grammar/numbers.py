"""Every number of a text, with its value, decimals, sign, unit and hedge; or what else it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from analysis.claims.grammar.flat import Flat
from analysis.claims.grammar.numerals import ARTICLES, number_of, number_word_pattern
from analysis.claims.grammar.vocabulary import any_of, vocabulary, words

MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec|January|February|March|May|June|July|August|"
    "October|December"
)
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
# What is written in digits and isn't a number of anything; the first that fits is taken.
OTHERS: dict[str, str] = {
    "a mark of a note": r"\[\^?\d{1,3}\]:?",
    "an address": r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",
    "a date": (
        rf"(?<!\d){YEAR}-\d{{2}}(?:-\d{{2}})?(?!\d)|(?<!\d)\d{{1,2}}/\d{{1,2}}(?:[-/ ]{YEAR})?(?![\d/])(?= |$|[.,;)])(?!\s?(?:av|of)\b)"
        rf"|(?<![\d,.])\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\.? (?:{MONTHS})\b(?: {YEAR}(?! ?\d{{3}}\b(?! {YEAR}))|)"
        rf"|\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}"
    ),
    "a time": r"\b(?:klockan|kl\.?) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|och|till) ?\d{1,2}[.:]\d{2}| ?[–-] ?\d{1,2})?|(?<![\d,.])[012]?\d:[0-5]\d(?!\d)",
    "a telephone number": r"(?<![\d,])(?:\+46[ -]?\(?0?\)?|0)\d{1,3}[ -–/]?-? ?\d{2,3}(?: ?\d{2}){1,3}(?!\d)|\btel(?:efon)?\.?:? ?[\d -]{6,}",
    "a paragraph of a law or a rule": r"§§? ?\d+(?:[–-]\d+)?|\d+(?: ?[–-] ?\d+)? ?(?:§§?|kap\b\.?)(?: ?\d+ ?§§?)?|\(\d{4}:\d+\)|\b(?:SFS|kapitel|paragraf|artikel|punkt|bilaga|sida|s\.|sid\.|nr|nummer|motion|tabell|figur|diagram|dnr) ?\d+(?:[:.]\d+)*",
    "money": (
        r"(?:(?:drygt|knappt|ca|cirka|över|nästan|omkring) )?(?<![\d,])\d{1,3}(?:[ .]\d{3})+(?:,\d+)? ?(?:kronor|kr|SEK|tkr|kkr|euro|€|:-)(?!\w)"
        r"|(?<![\d,])\d+(?:[.,]\d+)? ?(?:kronor|kr|kSEK|SEK|tkr|kkr|mkr|mnkr|msek|miljoner(?: kronor)?|miljarder(?: kronor)?|miljon|tusen kronor|tusenlappar|euro|€|öre|:-)(?!\w)"
    ),
}
AMOUNT = re.compile(r"\s*(?:kr|kronor)\b")
NUMBER = re.compile(
    r"(?<![\w,.])(?P<sign>[−–+-] ?)?(?P<whole>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{1,15}(?!\d))(?:(?P<mark>[,.])(?P<part>\d{1,15}))?(?!\d)"
)
NUMBER_IN_ENGLISH = re.compile(
    r"(?<![\w,.])(?P<sign>[−–+-] ?)?(?P<whole>\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d{1,15}(?!\d))(?:(?P<mark>\.)(?P<part>\d{1,15}))?(?!\d)"
)
ENGLISH = re.compile(r"\b(?:the|of|and|in|was|votes|than|with)\b")
SWEDISH = re.compile(r"\b(?:och|att|det|som|på|är|av|till|med|röster|för|än)\b")
STRAY = re.compile(r"[0-9]+")
PERCENTAGE_POINTS = r"(?:procentenhet\w*|%-? ?enhet\w*|%-?e\b|procent-? ?enhet\w*|enheter\b|percentage points?|points?(?=[.,;)]| (?:ahead|above|below|behind|more|less|higher|lower)\b)|pe\b|p\.e\.)"
UNITS: dict[str, str] = {
    "percentage points": PERCENTAGE_POINTS,
    "per cent": r"(?:%|procent\b|procents\b|per ?cent\b|procentig\w*)",
    "per mille": r"(?:‰|promille\b)",
}


@dataclass(frozen=True)
class Number:
    """A number in the flat text. `unit` is "" where only a noun or nothing follows it."""

    start: int
    end: int
    value: Fraction
    decimals: int
    sign: int = 0
    unit: str = ""
    unit_end: int = 0
    hedge: str = ""
    word: bool = False
    other: str = ""  # what it is, where it isn't a number of anything


@cache
def _others() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(text, re.IGNORECASE)) for name, text in OTHERS.items()]


@cache
def _words() -> re.Pattern[str]:
    return re.compile(number_word_pattern(), re.IGNORECASE)


@cache
def _hedges() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, re.compile(any_of(map(re.escape, words(listed))) + r"\s*$", re.IGNORECASE))
        for kind, listed in vocabulary()["hedges"].items()
    ]


def find_numbers(flat: Flat) -> list[Number]:
    """Give every number of the text once, in order: also dates, money and digits within words."""
    text = flat.text
    taken = [False] * (len(text) + 1)
    found = [*_taken(_others_in(text), taken), *_taken(_digits_in(text), taken)]
    found += _taken(_words_in(text), taken)
    found += _taken(_strays_in(text, taken), taken)
    return sorted(found, key=lambda number: number.start)


def _taken(numbers: Iterator[Number], taken: list[bool]) -> Iterator[Number]:
    for number in numbers:
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = [True] * (number.end - number.start)
            yield number


def _others_in(text: str) -> Iterator[Number]:
    for name, pattern in _others():
        for match in pattern.finditer(text):
            if any(char.isdigit() for char in match[0]):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Number(
                    start, match.start() + len(match[0].rstrip()), Fraction(0), 0, other=name
                )


def is_english(text: str) -> bool:
    """Say if a text is in English, where a comma stands between thousands."""
    return len(ENGLISH.findall(text)) > len(SWEDISH.findall(text))


def _digits_in(text: str) -> Iterator[Number]:
    pattern = NUMBER_IN_ENGLISH if is_english(text) else NUMBER
    for match in pattern.finditer(text):
        yield from _number(text, match)


def _number(text: str, match: re.Match[str]) -> Iterator[Number]:
    whole, part = match["whole"], match["part"] or ""
    first = re.match(rf"{YEAR}(?=[ .]\d{{3}})", whole)
    digits = re.sub(r"[ .,]", "", whole)
    end = match.end("part") if part else match.end("whole")
    if first:  # "2018 411" can't be: a group before a space has three digits at most
        return
    value = Fraction(int(digits + part), 10 ** len(part))
    sign = 0
    start = match.start("whole")
    if match["sign"] and _is_sign(text, match):
        sign, start = (1 if match["sign"][0] == "+" else -1), match.start()
    unit, unit_end = unit_after(text, end)
    year = not part and re.fullmatch(YEAR, whole) and not unit and not _counted(text, end)
    other = "a year" if year else ""
    yield Number(
        start, end, value, len(part), sign, unit, unit_end, _hedge(text, start), False, other
    )


def _is_sign(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip(" ")[-1:]
    spaced = len(match["sign"]) > 1
    if spaced and before in {"", "\n"}:  # the mark of an item: "- 30 817 röster"
        return False
    return not before.isdigit() and not (spaced and match["sign"][0] != "+" and before.isalpha())


def _counted(text: str, end: int) -> bool:
    """Say if what looks like a year is a number of something: "2018 röster"."""
    return bool(
        re.match(
            r" (?:röster|röst|mandat|platser|ledamöter|medlemmar|väljare|personer|giltiga|röstberättigade|fler|färre|votes|seats|kommuner)\b",
            text[end : end + 20],
        )
    )


def unit_after(text: str, end: int) -> tuple[str, int]:
    """Give the unit that follows a number directly, and where it ends."""
    for unit, named in UNITS.items():
        if match := re.match(rf"[ -]?{named}", text[end : end + 24], re.IGNORECASE):
            return unit, end + match.end()
    return "", end


def _hedge(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    if re.search(
        r"\b(?:gick|gått|går|kom|ökade|steg|klättrade)(?: [\wåäö]+)? upp till\s*$", before
    ):
        return ""
    return next((kind for kind, pattern in _hedges() if pattern.search(before)), "")


def _words_in(text: str) -> Iterator[Number]:
    for match in _words().finditer(text):
        said = match[0].strip()
        end = match.start() + len(said)
        value = number_of(said)
        if value is None or (said.lower() in ARTICLES and not _thing(text, end)):
            continue
        unit, unit_end = unit_after(text, end)
        hedge = _hedge(text, match.start())
        yield Number(match.start(), end, Fraction(value), 0, 0, unit, unit_end, hedge, True)


def _thing(text: str, end: int) -> bool:
    """Say if an article counts something: "ett mandat" but not "ett parti"."""
    things = r" (?:enda? )?(?:fler|färre|mandat|röst|plats|procentenhet|procent|seat|vote|medlem|av \w+ kommuner|of \w+ kommuner)\b(?! (?:för|som|till|att))"
    return bool(re.match(things, text[end : end + 30], re.IGNORECASE))


def _strays_in(text: str, taken: list[bool]) -> Iterator[Number]:
    """Give what digits are left, with the word that they are in as far as it is free."""
    end = 0
    for match in STRAY.finditer(text):
        first, last = match.span()
        if first < end or taken[first]:
            continue
        while first > end and not taken[first - 1] and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and not taken[last] and text[last].isalnum():
            last += 1
        end = last
        yield Number(first, last, Fraction(0), 0, other="a part of a word or a code")
