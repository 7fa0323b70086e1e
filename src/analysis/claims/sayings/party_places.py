"""The place of a party among those of an area: "tredje största partiet", "blev trea"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.claims.grammar.areas import here_area
from analysis.claims.grammar.bearings import Bearings
from analysis.claims.grammar.places import PARTY, ordinal
from analysis.claims.grammar.vocabulary import numbered
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.sayings.phrases import Phrase, Spoken, judged

PARTY_PLACE = re.compile(
    rf"\b(?:blev|blir|är|som|kom|slutade|placerade sig som)\s+(?P<place>{'|'.join(numbered('places'))})\b(?!\s+(?:mandat|röster|av|procent))",
    re.IGNORECASE,
)
IN_KOMMUNER = re.compile(
    r"\b(?:i|in) (?:alla |samtliga |all )?(?!länets|distriktets|landets|våra)[\wåäö]+(?: av(?: länets)? [\wåäö]+)? (?:av länets )?(?:[\wåäö]+ ){0,2}kommuner\b|\b(?:i|in) (?:båda|de två|alla|samtliga|both)(?: \w+)? kommunerna\b",
    re.IGNORECASE,
)
# "tappet var störst i Sölvesborg" is of an area
OF_CHANGE = re.compile(
    r"\b(?:tappet|tappen|ökningen|uppgången|nedgången|stödet|andelen|framgången|framgångarna|valdeltagandet|skillnaden|minskningen)\b[^.;,]*$",
    re.IGNORECASE,
)
FORMERLY = re.compile(
    r"\b(?:från att ha varit|har varit|tidigare|för fyra år sedan var)\b[^.;,]*$", re.IGNORECASE
)
BECAME = re.compile(
    r"\b(?:är|blev|var|blir|förblev|förblir|kvarstår som|is|was|became)\s+(?:(?!stöd|andel|resultat)[\wåäö]+\s+){0,4}$",
    re.IGNORECASE,
)


def party_places(spoken: Spoken) -> Iterator[Phrase]:
    """Give every place of a party that a sentence tells by a noun."""
    for match in PARTY.finditer(spoken.text):
        yield party_place(match, spoken, ordinal(match["ord"]))


def is_of_party(match: re.Match[str], spoken: Spoken) -> bool:
    """Say if a bare "störst" is a party's: "blev näst störst"."""
    largest = match["sup"].lower() in {"störst", "largest"}
    before = spoken.text[: match.start()]
    return largest and bool(BECAME.search(before)) and not OF_CHANGE.search(before)


def _in_named(match: re.Match[str], spoken: Spoken) -> Bearings:
    """Give the bearings, with the area that is named right after: "största partiet i länet"."""
    bearings = spoken.bearings(match)
    for mention in spoken.named:
        between = spoken.text[match.end() : mention.start]
        if mention.start >= match.end() and re.fullmatch(r"\s*(?:i|in)\s+(?:hela )?", between):
            if mention.kind == "area":
                return replace(bearings, areas=tuple(mention.value.split("|")))
            if mention.kind == "here":
                before = [m for m in spoken.named if m.end <= mention.start]
                area = here_area(before, spoken.bench.asked, spoken.carried)
                return replace(bearings, areas=(area,))
    return bearings


def party_place(match: re.Match[str], spoken: Spoken, stated: int, *, party: str = "") -> Phrase:
    """Judge a party's place by votes, or by seats where an assembly is named or it alone holds."""
    if reason := spoken.names_other or _unmeasured(match, spoken.text):
        return Phrase(match.start(), match.end(), reason=reason)
    bearings = _in_named(match, spoken)
    facts = spoken.bench.facts
    found: list[tuple[str, Fact, int]] = []
    for election in bearings.elections:
        key = Key(
            "party_rank",
            election,
            bearings.years[0],
            bearings.areas[0],
            party or bearings.parties[0],
        )
        for by, measure in (("votes", "party_rank"), ("seats", "party_rank_by_seats")):
            fact = facts.find(replace(key, measure=measure))
            tied = facts.find(replace(key, measure=f"{measure}_tied"))
            if fact:
                found.append((by, fact, tied.numerator if tied else 1))
    if not found:
        return Phrase(match.start(), match.end(), reason=lacks(bearings))
    return _of_several(match, stated, found, spoken)


def _unmeasured(match: re.Match[str], text: str) -> str:
    """Give the key of a reason where a place is of more than one area, or of an earlier election."""
    both = re.match(r"\s*(?:i|in) (?:både|såväl|both)\b", text[match.end() :])
    formerly = FORMERLY.search(text[: match.start()])
    start = max(text.rfind(sign, 0, match.start()) for sign in ",;:(") + 1
    ends = [text.find(sign, match.end()) for sign in ",;:("]
    part = text[start : min([end for end in ends if end >= 0], default=len(text))]
    return "no_measure" if both or formerly or IN_KOMMUNER.search(part) else ""


def _of_several(
    match: re.Match[str], stated: int, found: list[tuple[str, Fact, int]], spoken: Spoken
) -> Phrase:
    words = spoken.bench.words
    holding = [one for one in found if one[1].value <= stated < one[1].value + one[2]]
    if holding:
        by, fact, tied = holding[0]
        notes = [words("tied", n=tied)] if tied > 1 else []
        others = [words(n) for n, other, _ in found if n != by and other.value != fact.value]
        notes += [words("rank_by", by=words(by), other=others[0])] if others else []
        return Phrase(
            match.start(),
            match.end(),
            judged("exact", fact, "; ".join(notes)),
            stated=Fraction(stated),
        )
    _, fact, _ = found[0]
    note = words("rank_is", rank=fact.numerator, n=fact.denominator)
    return Phrase(match.start(), match.end(), judged("rank", fact, note), stated=Fraction(stated))


def lacks(bearings: Bearings) -> str:
    """Give the key of the reason why nothing was found."""
    return "no_election" if len(bearings.elections) > 1 else "no_data"
