"""A stated number against an exact one: exact, rounded, truncated, close by a word, or none."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10

from analysis.claims.model import Severity, Verdict

SEVERITY: dict[Verdict, Severity] = {
    "exact": "ok",
    "rounded": "ok",
    "truncated": "minor",
    "close": "ok",
    "unit": "grave",
    "direction": "grave",
    "rank": "grave",
    "wrong": "grave",
    "uncheckable": "ok",
}
RIGHT: tuple[Verdict, ...] = ("exact", "rounded", "truncated", "close")
HALF = Fraction(1, 2)
FAR = Fraction(1, 40)  # how far off a word such as "drygt" or "cirka" allows at least


def rounds_to(value: Fraction, stated: Fraction, decimals: int) -> bool:
    """Say if a value lies within half a unit of the last decimal written, both ends taken."""
    return bool(abs(value - stated) * 10**decimals <= HALF)


def cuts_to(value: Fraction, stated: Fraction, decimals: int) -> bool:
    """Say if a value without the decimals that aren't written is the stated number."""
    scaled = abs(value) * 10**decimals
    return Fraction(floor(scaled), 10**decimals) == abs(stated)


def judge(value: Fraction, stated: Fraction, decimals: int, hedge: str) -> Verdict:
    """Give the verdict on a stated number, both without a sign; "wrong" where nothing fits."""
    if value == stated:
        return "exact"
    if hedge and near(value, stated, decimals, hedge):
        return "close"
    if (hedge == "at_least" and value < stated) or (hedge == "at_most" and value > stated):
        return "wrong"
    if value.denominator != 1 and rounds_to(value, stated, decimals):
        return "rounded"
    if value.denominator != 1 and cuts_to(value, stated, decimals):
        return "truncated"
    return "wrong"


def near(value: Fraction, stated: Fraction, decimals: int, hedge: str) -> bool:
    """Say if a hedge allows the stated number: "drygt" below the value, "knappt" above it."""
    step = _step(stated, decimals)
    room = max(abs(stated) * FAR, min(step / 2, abs(stated) * 4 * FAR))
    if hedge == "at_least":
        return stated <= value <= stated + room
    if hedge == "at_most":
        return stated - room <= value <= stated
    return abs(value - stated) <= room


def _step(stated: Fraction, decimals: int) -> Fraction:
    """Give a unit of the last digit that isn't a zero at the end: 100 for 13 100."""
    if decimals or not stated:
        return Fraction(1, 10**decimals)
    number, step = int(stated), 1
    while number % 10 == 0:
        number //= 10
        step *= 10
    return Fraction(step)


def digits(stated: Fraction, decimals: int) -> int:
    """Give how many significant digits a number has as written: 3 for 14,2 and 5 for 13 125."""
    scaled = int(abs(stated) * 10**decimals)
    return int(log10(scaled)) + 1 if scaled else 1
