"""What a number is to another: a level, what it was before, a change, or a difference to an area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.claims.grammar.clause import THAN, Clause
from analysis.claims.grammar.mentions import COUNTRY
from analysis.claims.grammar.role_words import (
    APPOSED,
    ARROW_AFTER,
    COMPARED,
    ELSEWHERE,
    FILL,
    FROM,
    GAP,
    GENITIVE,
    HAD,
    HELD,
    LEFT_OF,
    LEVEL_AGAIN,
    LINK,
    LOST_AFTER,
    NATIONALLY,
    NO_LEVEL,
    OF_OUR,
    OF_OURS,
    OF_TOTAL,
    OURS,
    OVER_BY,
    OVER_IT,
    REFERENCE,
    SMALLER,
    TO,
)
from analysis.claims.grammar.vocabulary import any_of, pattern, vocabulary, words


@dataclass(frozen=True)
class Role:
    """What a number is: `kind` is level, before, change, country or county.

    Or a level of another area than the one spoken of: there (the country's) or ours (the document's
    own). `direction` is +1, -1 or 0 where unsaid.
    """

    kind: str
    direction: int = 0


@cache
def _pattern(*names: str, tail: str = "") -> re.Pattern[str]:
    listed = [word for name in names for word in words(vocabulary()[name])]
    return re.compile(any_of(listed) + tail, re.IGNORECASE)


def roles_of(clause: Clause, earlier: list[Role], *, country: bool = False) -> list[Role]:
    """Give what a number may be, likeliest first; `earlier` are those of the number before it.

    `country` says if the sentence before held something against the country.
    """
    held = GAP.match(clause.text) or OVER_IT.match(clause.right)
    if country and clause.unit == "percentage points" and held:
        over = OVER_IT.match(clause.right)
        sign = (1 if re.match(r"\s*(?:över|högre|bättre|above)", over[0]) else -1) if over else 0
        return [Role("country", sign), _turned(clause)]
    if reference := REFERENCE.match(clause.text[clause.end :]):
        sign = 1 if reference["more"] else -1
        kind = "country" if reference["country"] else "county"
        return [Role(kind, sign)]
    if clause.unit == "percentage points":
        return _points(clause, earlier)
    return _counted(clause, earlier)


def _points(clause: Clause, earlier: list[Role]) -> list[Role]:
    turned = _turned(clause)
    if re.search(
        r"\b(?:skillnad\w*|avståndet|gapet|försprånget)\b", clause.left, re.IGNORECASE
    ) and re.search(rf"\b(?:{COUNTRY})\b", clause.text, re.IGNORECASE):
        return [Role("country"), turned]
    if over := OVER_BY.search(clause.left):
        return [Role("country", 1 if over["more"] else -1), turned]
    again = earlier and earlier[0].kind == "country" and HELD.match(clause.right)
    if again or (HELD.match(clause.right) and _country_told(clause)):
        return [Role("country"), turned]  # which of the two is higher, the words leave open
    if COMPARED.search(clause.left) and earlier:
        return [Role(earlier[0].kind), turned]
    if earlier and earlier[0].kind in {"country", "county"} and _linked(clause):
        return [Role(earlier[0].kind, turned.direction), turned]
    return [turned]


def _counted(clause: Clause, earlier: list[Role]) -> list[Role]:
    left, after = clause.left, clause.text[clause.end :]
    if elsewhere := _of_other(clause, earlier):
        return [elsewhere]
    if FROM.search(left) or ARROW_AFTER.match(after):
        return [Role("before", direction_of(clause))]
    if TO.search(left) and not _reached(left):
        return [Role("level", direction_of(clause) if _moved_to(clause) else 0)]
    if _says_change(clause):
        return [_turned(clause), *_also_level(clause)]
    if COMPARED.search(left):
        return _compared(clause, after)
    return _going_on(clause, earlier)


def _of_other(clause: Clause, earlier: list[Role]) -> Role | None:
    """Give the role of a number that is the country's, or the document's own, by its words."""
    left = clause.left
    if OURS.search(left):
        return Role("ours")
    if OF_OURS.search(left):
        return Role("before" if _moved_to(clause) else "ours" if OF_OUR.search(left) else "level")
    if LEFT_OF.search(left):
        return Role("before")
    if OF_TOTAL.search(left) and not re.match(
        r"\s*(?:\w+ )?(?:mandat|platser|seats)", clause.right
    ):
        return Role("ours")
    country = bool(earlier) and earlier[0].kind == "country"
    apposed = country and (_apposed(clause) or GENITIVE.search(left))
    return Role("there") if apposed or NATIONALLY.match(clause.text[clause.end :]) else None


def _apposed(clause: Clause) -> bool:
    return bool(REFERENCE.match(clause.before)) and bool(APPOSED.search(clause.before))


def _compared(clause: Clause, after: str) -> list[Role]:
    """Give what a number that another is held against may be: before, or of another area."""
    if ELSEWHERE.match(after):
        dated = any(m.kind in {"year", "before"} for m in clause.mentions)
        return [Role("level"), *([Role("before")] if dated else [])]
    there = [Role("there")] if _country_told(clause) else []
    return [*there, Role("before"), Role("level")]


def _bracketed(clause: Clause) -> bool:
    """Say if a number stands alone in a bracket after another: "Flen: 7,5 procent (6,1)"."""
    alone = re.match(r"\s*(?:procent|%|mandat)?\s*\)", clause.text[clause.end :])
    return bool(alone) and re.fullmatch(r"\s*(?:röster|mandat)?\s*\(\s*", clause.before) is not None


def _going_on(clause: Clause, earlier: list[Role]) -> list[Role]:
    """Give what a number is that may go on with the change that the one before it told."""
    if earlier and earlier[0].kind == "before" and _and(clause):
        return [Role("before")]
    if not earlier or earlier[0].kind != "change":
        years = any(m.kind in {"year", "before"} for m in clause.mentions)
        earlier_too = not years and (HAD.search(clause.left) or _bracketed(clause))
        return [Role("level"), *([Role("before")] if earlier_too else [])]
    if GENITIVE.search(clause.left):
        return [Role("change")]
    if not _linked(clause) and not _and(clause):
        return [Role("level")]
    also = (clause.unit == "per cent" or _and(clause)) and not clause.number.sign
    change = Role("change", _sign(clause) or earlier[0].direction)
    return [change, Role("level")] if also else [change]


def _country_told(clause: Clause) -> bool:
    """Say if a sentence holds an area against the country, and no year against another."""
    kinds = [
        m
        for m in clause.mentions
        if m.kind == "before" or (m.kind == "year" and THAN.search(clause.text[: m.start]))
    ]
    country = any(m.kind == "area" and m.value == "00" for m in clause.earlier("area"))
    return country and not kinds


def _reached(left: str) -> bool:
    """Say if "till" is a noun's: "röster till", "en ökning uppgår till"."""
    return bool(
        re.search(
            _pattern("change_nouns").pattern
            + r"[^.,;]{0,40}\bupp(?:går|gick) till"
            + FILL
            + r"\s*$",
            left,
            re.IGNORECASE,
        )
    )


def _moved_to(clause: Clause) -> bool:
    return bool(
        _pattern("change_verbs").search(clause.left) or _pattern("change_nouns").search(clause.left)
    )


def _says_change(clause: Clause) -> bool:
    signed = clause.number.sign and not re.search(r"\d\s*$", clause.left)
    return bool(signed) or _change_after(clause.after) or _change_before(clause.left)


def _change_after(after: str) -> bool:
    """Say if the words after a number make it a change: "683 fler", "två nya mandat"."""
    more = r"\s*(?:[\wåäö]+ )?" + _pattern("more_words").pattern
    new = re.match(r"\s*(?:nya|new) \w", after)
    return bool(new or LOST_AFTER.match(after) or re.match(more, after, re.IGNORECASE))


def _change_before(left: str) -> bool:
    """Say if the words before a number make it a change: "ökade med", "en minskning på"."""
    tail = (
        r"[^.;]{0,50}?\b(?:var|blev|är|på|om|med|was|of|by|upp(?:går|gick) till|motsvarar|motsvarade)"
        + FILL
        + r"\s*$"
    )
    verb = _pattern("change_verbs").pattern
    with_ = rf"[^;]{{0,90}}?\b(?:med|by|om){FILL}\s*$"
    again = re.search(r"\b(?:alltså|det vill säga|dvs\.?|dvs|sammanlagt|totalt) med\s*$", left)
    straight = verb + rf"(?:\s+{NO_LEVEL}[\w-]+){{0,4}}\s*$"
    since = left[_last_at(left, verb) :]
    by = _last(left, verb + with_) and not re.search(r"\btill\b", since)
    by = by and not LEVEL_AGAIN.search(since)
    noun = _last(left, _pattern("change_nouns").pattern + tail)
    largest = noun and re.search(
        r"\bstörst\w*", left[_last_at(left, _pattern("change_nouns").pattern) :]
    )
    return (
        (noun and not largest)
        or bool(again and _last(left, verb))
        or by
        or _last(left, r"\b(?:blev|var|är|was) " + _pattern("change_nouns").pattern + r"\s*$")
        or _last(left, straight)
    )


def _last(text: str, expression: str) -> bool:
    return bool(re.search(expression, text, re.IGNORECASE))


def _last_at(text: str, expression: str) -> int:
    return max((match.start() for match in re.finditer(expression, text, re.IGNORECASE)), default=0)


def _also_level(clause: Clause) -> list[Role]:
    """Give a level too for a verb of winning: "vann 8 mandat"."""
    taken = re.search(
        r"\b(?:vann|vunnit|tog|tagit|won|gained|får|fick)(?: vi| partiet)?\s*$",
        clause.left,
        re.IGNORECASE,
    )
    return [Role("level")] if taken and not clause.number.sign else []


def _and(clause: Clause) -> bool:
    """Say if a number goes on with what the one before it began: "683 röster och två mandat"."""
    return clause.previous is not None and bool(
        re.fullmatch(r"(?:\s+[\wåäö-]+){0,2}\s*,?\s+(?:och|samt|and)\s*", clause.before)
    )


def _linked(clause: Clause) -> bool:
    return clause.previous is not None and bool(LINK.match(clause.before))


def _turned(clause: Clause) -> Role:
    return Role("change", _sign(clause) or direction_of(clause))


def _sign(clause: Clause) -> int:
    return clause.number.sign


def direction_of(clause: Clause) -> int:
    """Give +1 or -1 for the nearest word of rise or fall, 0 where there is none."""
    after = clause.after[:30]
    for sign, name in ((1, "up"), (-1, "down")):
        if re.match(r"\s*(?:[\wåäö]+ )?" + pattern(name).pattern, after, re.IGNORECASE):
            return sign
    if noun := SMALLER.search(clause.left):  # "ökningen blev mindre" rose all the same
        return 1 if noun["noun"].lower() in {"ökningen", "uppgången", "framgången"} else -1
    ups = [match.start() for match in pattern("up").finditer(clause.left)]
    downs = [match.start() for match in pattern("down").finditer(clause.left)]
    if not ups and not downs:
        return 0
    return 1 if max(ups, default=-1) > max(downs, default=-1) else -1
