"""Comparative numbers (jämförelsetal): votes over divisors, compared exactly."""

from __future__ import annotations

from fractions import Fraction

# Two different fractions with denominators under 2**31 lie 2**-62 apart or more; so the whole parts
# of both times 2**64 differ, and in the same direction. Equal fractions have equal whole parts.
SHIFT = 64


def divisor(taken: int, first: Fraction) -> Fraction:
    """Give the divisor for a party's next seat: the first one, then 3, 5, 7 (vallagen 14:3)."""
    return first if taken == 0 else Fraction(2 * taken + 1)


def comparative_number(votes: int, taken: int, first: Fraction) -> Fraction:
    """Give votes over the divisor for the next seat of a party that has `taken` seats."""
    return votes / divisor(taken, first)


def order_key(votes: int, taken: int, first: Fraction) -> int:
    """Give a whole number that orders, and equals, just as the comparative number does."""
    if taken:
        return (votes << SHIFT) // (2 * taken + 1)
    return ((votes << SHIFT) * first.denominator) // first.numerator
