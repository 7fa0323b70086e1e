"""Numbers as text: rounded once, half away from zero, and written as the language does."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.catalogue import Unit
from analysis.present.numbers import NumberFormat, rounded

SV = NumberFormat("sv")
EN = NumberFormat("en")
NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(3, 2), 0, "2"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(4999, 1_000_000), 2, "0.00"),
        (Fraction(-4999, 1_000_000), 2, "0.00"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(10**18 + 1, 2), 0, "500000000000000001"),
        # a float would make this 2.67
        (Fraction(2675, 1000), 2, "2.68"),
    ],
)
def test_half_goes_away_from_zero(value: Fraction, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


@given(
    st.integers(-(10**13), 10**13), st.integers(1, 10**13), st.integers(min_value=0, max_value=4)
)
def test_rounding_is_decimal_s_own(numerator: int, denominator: int, decimals: int) -> None:
    """With enough digits no quotient of such integers looks like a half that it isn't."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(numerator) / Decimal(denominator)
        expected = quotient.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert rounded(Fraction(numerator, denominator), decimals) == expected


@pytest.mark.parametrize(
    ("value", "unit", "sv", "en"),
    [
        (Fraction(13125), "votes", f"13{NBSP}125", "13,125"),
        (Fraction(6532137), "votes", f"6{NBSP}532{NBSP}137", "6,532,137"),
        (Fraction(999), "voters", "999", "999"),
        (Fraction(0), "seats", "0", "0"),
        # 13125 / 163277 = 0.080385
        (Fraction(13125, 163277), "share", f"8,04{NBSP}%", "8.04%"),
        (Fraction(1), "share", f"100,00{NBSP}%", "100.00%"),
        # 100 x 3046 / 10079 = 30.221
        (Fraction(304600, 10079), "per cent", f"30,2{NBSP}%", "30.2%"),
        (Fraction(-3500, 303), "per cent", f"{MINUS}11,6{NBSP}%", f"{MINUS}11.6%"),
        (Fraction(-21, 10), "percentage points", f"{MINUS}2,10", f"{MINUS}2.10"),
        (Fraction(2), "rank", "2", "2"),
        (Fraction(620), "members", "620", "620"),
    ],
)
def test_a_level_is_written_as_the_language_does(
    value: Fraction, unit: Unit, sv: str, en: str
) -> None:
    assert (SV.plain(value, unit), EN.plain(value, unit)) == (sv, en)


@pytest.mark.parametrize(
    ("value", "unit", "sv", "en"),
    [
        (Fraction(3046), "votes", f"+3{NBSP}046", "+3,046"),
        (Fraction(-3046), "votes", f"{MINUS}3{NBSP}046", f"{MINUS}3,046"),
        (Fraction(0), "seats", "0", "0"),
        (Fraction(304600, 10079), "per cent", f"+30,2{NBSP}%", "+30.2%"),
        (Fraction(373, 100), "percentage points", "+3,73", "+3.73"),
        # half of a hundredth is the least that has a sign
        (Fraction(-5, 1000), "percentage points", f"{MINUS}0,01", f"{MINUS}0.01"),
        (Fraction(-4, 1000), "percentage points", "0,00", "0.00"),
        (Fraction(4, 1000), "percentage points", "0,00", "0.00"),
        (Fraction(-4, 100), "per cent", f"0,0{NBSP}%", "0.0%"),
    ],
)
def test_a_change_has_its_sign_unless_it_rounds_to_nothing(
    value: Fraction, unit: Unit, sv: str, en: str
) -> None:
    assert (SV.signed(value, unit), EN.signed(value, unit)) == (sv, en)


def test_a_size_has_no_sign() -> None:
    assert SV.size(Fraction(-3500, 303), "per cent") == f"11,6{NBSP}%"
    assert EN.size(Fraction(-3046), "votes") == "3,046"


def test_whole_numbers_and_days() -> None:
    assert (SV.whole(-1234), EN.whole(-1234)) == (f"{MINUS}1{NBSP}234", f"{MINUS}1,234")
    day = date(2018, 9, 9)
    assert (SV.day(day), EN.day(day)) == ("9 september 2018", "9 September 2018")


UNITS: list[Unit] = ["votes", "share", "per cent", "percentage points"]


@given(
    st.fractions(-1000, 1000, max_denominator=10**9),
    st.sampled_from(UNITS),
    st.sampled_from([SV, EN]),
)
def test_no_zero_has_a_sign_and_no_sign_is_a_hyphen(
    value: Fraction, unit: Unit, numbers: NumberFormat
) -> None:
    for text in (numbers.plain(value, unit), numbers.signed(value, unit)):
        assert "-" not in text
        assert " " not in text
        if not any(digit in text for digit in "123456789"):
            assert text[0] == "0"
        assert text.startswith(MINUS) == (value < 0 and text[0] != "0")


@given(st.integers(-(10**12), 10**12), st.sampled_from([SV, EN]))
def test_a_written_count_reads_back(value: int, numbers: NumberFormat) -> None:
    text = numbers.plain(Fraction(value), "votes").replace(MINUS, "-")
    assert int(text.replace(NBSP, "").replace(",", "")) == value
