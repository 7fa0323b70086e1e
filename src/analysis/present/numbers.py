"""Exact values to text: rounded once, here, and written as the language writes numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.measures.catalogue import Unit

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
DECIMALS: dict[Unit, int] = {"share": 2, "per cent": 1, "percentage points": 2}
PERCENT = {"sv": "\u00a0%", "en": "%"}
MINUS = "\u2212"


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Round half away from zero to that many decimals, exactly."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


@dataclass(frozen=True)
class NumberFormat:
    """How one language writes counts, shares and changes."""

    language: str

    def plain(self, value: Fraction, unit: Unit) -> str:
        """Write a level: "13 125", "8,04 %"; a share between 0 and 1 as per cent."""
        return self._unsigned(self._shown(value, unit), unit)

    def signed(self, value: Fraction, unit: Unit) -> str:
        """Write a change with its sign: "+3 046", "−2,10"; one that rounds to nothing has none."""
        shown = self._shown(value, unit)
        sign = "+" if shown > 0 else ""
        return sign + self._unsigned(shown, unit)

    def shows(self, value: Fraction, unit: Unit) -> bool:
        """Say if a change is more than nothing when it is written."""
        return self._shown(value, unit) != 0

    def size(self, value: Fraction, unit: Unit) -> str:
        """Write a change without its sign, for a text that says which way it went."""
        return self._unsigned(abs(self._shown(value, unit)), unit)

    def whole(self, value: int) -> str:
        """Write a whole number, a negative one with its minus."""
        return self._unsigned(Decimal(value), "votes")

    def comparative(self, value: Fraction) -> str:
        """Write a comparative number with two decimals: "139,73"."""
        return self.decimal(value, 2)

    def decimal(self, value: Fraction, decimals: int) -> str:
        """Write a number of any unit with so many decimals: "0,35"."""
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        text = format_decimal(
            rounded(value, decimals), format=pattern, locale=LOCALES[self.language]
        )
        return text.replace("-", MINUS)

    def day(self, value: date) -> str:
        """Write a date in words: "9 september 2018"."""
        return format_date(value, "d MMMM y", locale=LOCALES[self.language])

    def _shown(self, value: Fraction, unit: Unit) -> Decimal:
        hundred = 100 if unit == "share" else 1
        return rounded(value * hundred, DECIMALS.get(unit, 0))

    def _unsigned(self, shown: Decimal, unit: Unit) -> str:
        zeros = "0" * DECIMALS.get(unit, 0)
        pattern = f"#,##0.{zeros}" if zeros else "#,##0"
        text = format_decimal(shown, format=pattern, locale=LOCALES[self.language])
        percent = PERCENT[self.language] if unit in {"share", "per cent"} else ""
        return text.replace("-", MINUS) + percent
