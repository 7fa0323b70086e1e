"""How a draft writes numbers: rounded once, from the exact value, as a Swedish editor would."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from analysis.present.draft_runs import DraftTexts
from analysis.present.numbers import LOCALES, rounded

WORDS_TO = 12  # larger numbers are written in figures


def shown_share(share: Fraction) -> Decimal | None:
    """Round a share to one decimal of a per cent, to two where one shows nothing; None if two do."""
    for decimals in (1, 2):
        if shown := rounded(share * 100, decimals):
            return shown
    return None


def shown_points(points: Fraction) -> Decimal | None:
    """Round the size of a difference to one decimal of a point; None where that shows nothing."""
    return rounded(abs(points), 1) or None


def is_near(points: Fraction, share: Fraction) -> bool:
    """Say if a difference is next to nothing beside the share itself: a twentieth of it at most."""
    return abs(points) * 20 <= share * 100


def shown_percent(change: Fraction) -> Decimal | None:
    """Round the size of a change in per cent: from 10 whole, below to one decimal.

    None where that shows nothing, and where a party that kept votes would seem to have lost all.
    """
    size = abs(change)
    for decimals in (0, 1) if rounded(size, 1) >= 10 else (1,):
        shown = rounded(size, decimals)
        if shown and not (change < 0 and shown == 100 != size):
            return shown
    return None


@dataclass(frozen=True)
class Wording:
    """How one language writes counts, decimals and small numbers in words."""

    language: str

    def write(self, shown: Decimal | int) -> str:
        """Write a rounded number with the decimals it has: "13 125", "8,0"."""
        exponent = Decimal(shown).as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        pattern = f"#,##0.{'0' * places}" if places > 0 else "#,##0"
        return format_decimal(shown, format=pattern, locale=LOCALES[self.language])

    def word(self, number: int, *, neuter: bool = False) -> str:
        """Write a number up to twelve as a word: "en", or "ett" with a neuter noun; else figures."""
        words = DraftTexts(self.language).word("word_common").split()
        if not 1 <= number <= WORDS_TO:
            return self.write(number)
        return words[number if number > 1 or neuter else 0]

    def of(self, number: int, whole: int) -> str:
        """Write a part of a number of things: "fem av sju", "alla sju", "13 av 26"."""
        texts = DraftTexts(self.language)
        say = self.word if max(number, whole) <= WORDS_TO else self.write
        if number == whole:
            return texts.word("word_all").format(n=say(whole))
        return texts.word("word_of").format(n=say(number), all=say(whole))
