"""A number in its sentence: what stands before and after it, up to the numbers beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.claims.grammar.flat import Flat, Sentence
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.numbers import Number
from analysis.claims.grammar.vocabulary import any_of, pattern, vocabulary, words

BREAK = re.compile(
    r"[,;:()\n\t]|\s[–—-]\s|\s(?:och|men|medan|samt|eller|vilket|som|där|då|när|trots att|and|while|but|which)\s"
)


THAN = re.compile(
    r"\b(?:än|jämfört med|i jämförelse med|sedan|mot|från|efter|than|compared with|since|on)"
    r"(?: (?:i|vid|under|\w*valet|\w*valen|\w*val|år|resultatet|siffran|den|det|för|the|in|election|that|of|to))*\s*$",
    re.IGNORECASE,
)
LEVEL_BEFORE = re.compile(
    r"\b(?:till|to|(?:landade|landat|hamnade|slutade|stannade|ligger|låg) (?:vi |partiet )?på"
    r"|(?:fick|får|nådde|har|hade|blev|samlade|got|reached)(?: vi| partiet| det| de)?|från|from|rikets|landets|länets)\s*$"
    r"|\((?:riket |länet |landet |\d{4}:? )?\s*$"
)
CHANGE_BEFORE = re.compile(r"\b(?:minus|plus|upp|ner|ned|up|down)\s*$", re.IGNORECASE)
JOINED = re.compile(
    r"^\s*(?:%|procent|röster|mandat|medlemmar|votes|seats|per cent)?\s*(?:\(?\d{4}\)?\s*)?(?:till|→|->|=>|respektive|to)\s+(?:(?!och|samt|and|men|riksdag|region|landsting|kommun|fullm)[a-zåäö]+\s+){0,2}$|^\s*(?:→|->|=>)\s*$"
)


FROM_POINTS = re.compile(r"\bfrån [\d,]+ procentenheter(?: \d{4})? till\s*$")
KEEPS = re.compile(r"\b(?:behöll|förblev|störst|största|först\w*|fick|blev|är)\b")
VERSUS = re.compile(r"\s*(?:mot|against)\s+")  # "17,3 mot 19,8 procent"


@dataclass(frozen=True)
class Clause:
    """A number, its sentence's text, and what is named in that; offsets count in the sentence."""

    text: str
    number: Number
    numbers: tuple[Number, ...]
    mentions: tuple[Mention, ...]
    index: int

    @property
    def start(self) -> int:
        """Where the number starts."""
        return self.number.start

    @property
    def end(self) -> int:
        """Where the number ends, its unit included."""
        return max(self.number.end, self.number.unit_end)

    @property
    def previous(self) -> Number | None:
        """The number before it in the sentence, years and dates left out."""
        return self.numbers[self.index - 1] if self.index else None

    @property
    def next(self) -> Number | None:
        """The number after it in the sentence, years and dates left out."""
        return self.numbers[self.index + 1] if self.index + 1 < len(self.numbers) else None

    @cached_property
    def unit(self) -> str:
        """The number's unit, or the one that it shares with the number beside it: "från 6,3 till 8 %"."""
        if self.number.unit or not (self.number.decimals or self.joined):
            return self.number.unit
        if (
            self.number.decimals
            and self.joined
            and self._moved
            and re.search(r"\bmed\s*$", self.left)
        ):
            return "percentage points"  # "… och Liberalerna med 3,8 till 8,9"
        versus = self.next and VERSUS.fullmatch(self.text[self.end : self.next.start])
        if self.next and (self.joined or versus):
            return self.next.unit or ("per cent" if self.number.decimals else "")
        return self._unit_left

    @property
    def _unit_left(self) -> str:
        """The unit of a number with decimals that the words before it tell."""
        if (self.previous and self.previous.decimals and self.number.sign) or FROM_POINTS.search(
            self.left
        ):
            return "percentage points"
        if LEVEL_BEFORE.search(self.left):
            return "per cent"
        if self._moved:
            return "percentage points"
        told = [number.unit for number in self.numbers[: self.index] if number.unit]
        return told[-1] if told else "per cent"

    @property
    def _moved(self) -> bool:
        """Whether the words before the number say that something moved by it."""
        moved = pattern("change_verbs").search(self.left)
        straight = pattern("change_verbs").search(self.before)
        near = straight and not self.before[straight.end() :].strip()
        by = moved and re.search(r"\bmed\s*$", self.left) and not KEEPS.search(self.before)
        return bool(CHANGE_BEFORE.search(self.left) or by or near)

    @cached_property
    def joined(self) -> bool:
        """Say if the number is the first of two that are told together: "från 6 till 8 mandat"."""
        return self.next is not None and bool(JOINED.match(self.text[self.end : self.next.start]))

    @cached_property
    def anchor(self) -> int:
        """Where what is told after the number starts: after the second of two told together."""
        return max(self.next.end, self.next.unit_end) if self.joined and self.next else self.end

    def beside(self, step: int) -> Clause:
        """Give the clause of the number after (1) or before (-1)."""
        number = self.numbers[self.index + step]
        return Clause(self.text, number, self.numbers, self.mentions, self.index + step)

    def cut(self, start: int, end: int) -> Clause:
        """Give the clause in a part of its sentence that the number is in, as if that were all."""
        inside = [n for n in self.numbers if start <= n.start < end]
        numbers = tuple(_moved(number, start) for number in inside)
        named = tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in self.mentions
            if start <= m.start and m.end <= end
        )
        at = inside.index(self.number)
        return Clause(self.text[start:end], numbers[at], numbers, named, at)

    @cached_property
    def left(self) -> str:
        """All of the sentence before the number, without a hedge."""
        return without_hedge(self.text[max(0, self.start - REACH) : self.start])

    @cached_property
    def before(self) -> str:
        """What stands between the number before and this one, without a hedge."""
        start = max(self.previous.end, self.previous.unit_end) if self.previous else 0
        return without_hedge(self.text[start : self.start])

    @cached_property
    def right(self) -> str:
        """What stands after the number and its unit, up to the next number."""
        return self.text[self.end : self.next.start if self.next else len(self.text)]

    @cached_property
    def after(self) -> str:
        """As `right`, up to the end of the clause."""
        match = BREAK.search(self.right)
        return self.right[: match.start()] if match else self.right

    @cached_property
    def near(self) -> str:
        """The clause that the number is in, from the last break before it."""
        first = max(0, self.start - REACH)
        breaks = [match.end() for match in BREAK.finditer(self.text, first, self.start)]
        return self.text[breaks[-1] if breaks else first : self.end + len(self.after)]

    def within(self, kind: str, start: int, end: int) -> list[Mention]:
        """Give what is named of a kind between two offsets of the sentence."""
        return [m for m in self.mentions if m.kind == kind and start <= m.start and m.end <= end]

    def earlier(self, kind: str) -> list[Mention]:
        """Give what is named of a kind before the number, in order."""
        return self.within(kind, 0, self.start)

    def following(self, kind: str) -> Mention | None:
        """Give the first of a kind named after the number, within its clause."""
        after = self.beside(1).after if self.joined else self.after
        end = self.anchor + len(after)  # what starts before it may end after: "landet som helhet"
        found = (m for m in self.mentions if m.kind == kind and self.anchor <= m.start < end)
        return next(found, None)


REACH = 300  # characters before a number in which words say what it is
HEDGE = re.compile(
    r"\s*(?:"
    + any_of(re.escape(w) for listed in vocabulary()["hedges"].values() for w in words(listed))
    + r")\s*$",
    re.IGNORECASE,
)


def without_hedge(text: str) -> str:
    """Give a text without a hedge at its end: "ökade med drygt" is "ökade med"."""
    return HEDGE.sub(" ", text) if HEDGE.search(text) else text


def clauses(
    flat: Flat, sentence: Sentence, numbers: list[Number], mentions: list[Mention]
) -> list[Clause]:
    """Give a clause for each number of a sentence that counts something."""
    text = flat.text[sentence.start : sentence.end]
    inside = tuple(
        _moved(number, sentence.start)
        for number in numbers
        if sentence.start <= number.start < sentence.end and not number.other
    )
    return [Clause(text, n, inside, tuple(mentions), i) for i, n in enumerate(inside)]


def _moved(number: Number, by: int) -> Number:
    unit_end = number.unit_end - by if number.unit else number.end - by
    return replace(number, start=number.start - by, end=number.end - by, unit_end=unit_end)
