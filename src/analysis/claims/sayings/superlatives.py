"""What is largest among its peers: an area, an election of the day, or a year since another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.claims.grammar.areas import CARRIES
from analysis.claims.grammar.bearings import Bearings
from analysis.claims.grammar.mentions import KOMMUN, Mention
from analysis.claims.grammar.places import ordinal
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.sayings.party_places import (
    lacks,
)
from analysis.claims.sayings.phrases import Phrase, Spoken, judged
from analysis.claims.sayings.place_words import (
    APART,
    BY_SIZE,
    CLIMBED,
    DESPITE,
    DROPPED,
    FALLS,
    LOW,
    OF_PARTY,
    OF_SEVERAL,
    ONLY_HIGHER,
    PEERS,
    PLACES,
    RISES,
    SINCE,
)
from analysis.claims.sayings.ranking import (
    CHANGES,
    Ranked,
    among_areas,
    among_elections,
    among_years,
    complete,
)


def superlative(
    match: re.Match[str], spoken: Spoken, noun: str, *, stated: int = 0
) -> Iterator[Phrase]:
    """Judge a superlative or a place of an area, an election or a year; its noun may be ""."""
    if spoken.names_other:
        yield Phrase(match.start(), match.end(), reason=spoken.names_other)
        return
    if re.search(r"\bvåra\s+$", spoken.text[: match.start()]):
        yield Phrase(match.start(), match.end(), reason="no_measure")
        return
    groups = match.groupdict()
    stated = stated or ordinal(groups.get("ord"))
    word = (groups.get("sup") or "högst").lower()
    low = word in LOW.split("|")
    measures, low = _measured(match, spoken, noun, low=low)
    if (noun and _of_other_party(match, spoken)) or ONLY_HIGHER.search(spoken.text):
        yield Phrase(match.start(), match.end(), reason="no_measure")
        return
    if noun in PLACES and word in BY_SIZE:
        return  # "länets största kommun" is so by its people
    bearings = _placed(match, spoken)
    yield _of_elections(match, spoken, stated, ((measures, low), bearings))


def _of_elections(
    match: re.Match[str],
    spoken: Spoken,
    stated: int,
    what: tuple[tuple[tuple[str, ...], bool], Bearings],
) -> Phrase:
    """Judge a place in each election that may be meant: all must give the same verdict."""
    measured, bearings = what
    found = []
    for election in bearings.elections:
        one = replace(bearings, elections=(election,))
        if ranked := _ranked(match, spoken, measured, one):
            found.append(_best_of(match, spoken, stated, ranked))
    verdicts = {phrase.judged.verdict for phrase in found if phrase.judged}
    if len(verdicts) == 1 and (verdicts != {"rank"} or not _among_parties(spoken)):
        return found[0]
    several = "no_measure" if len(verdicts) == 1 else "no_election"
    return Phrase(match.start(), match.end(), reason=several if found else lacks(bearings))


def _among_parties(spoken: Spoken) -> bool:
    """Say if a superlative may be among parties: "S tappade. SD ökade mest", and no area is told."""
    parties = {m.value for m in spoken.named if m.kind == "party"}
    areas = [m for m in spoken.named if m.kind in {"area", "here"}]
    several = len({*parties, *spoken.carried.lists.get("party", ())}) > 1
    return bool(parties) and several and not areas and not PEERS.search(spoken.text)


def _of_other_party(match: re.Match[str], spoken: Spoken) -> bool:
    """Say if a change is the largest among parties: "den största tillbakagången har Moderaterna"."""
    link = re.match(r"\s+(?:har|hade|gjorde|fick|stod) ", spoken.text[match.end() :])
    at = match.end() + link.end() if link else -1
    return any(m.kind == "party" and m.start == at for m in spoken.named)


def _measured(
    match: re.Match[str], spoken: Spoken, noun: str, *, low: bool
) -> tuple[tuple[str, ...], bool]:
    """Give the measures that a superlative may be about, and if the lowest is meant."""
    near = DESPITE.sub("", spoken.text[max(0, match.start() - 60) : match.end() + 40])
    turnout = re.search("valdeltagande|turnout", spoken.text, re.IGNORECASE) or (
        spoken.carried.topic == "turnout" and not OF_PARTY.search(spoken.text)
    )
    if turnout and not re.search(r"stöd|resultat|andel", noun):
        fell = not noun and DROPPED.search(spoken.text)
        moved = fell or (not noun and CLIMBED.search(spoken.text))
        return ("change_turnout_pp" if moved else "turnout",), low != bool(fell)
    fell = re.fullmatch(FALLS, noun, re.IGNORECASE) or (not noun and DROPPED.search(near))
    rose = re.fullmatch(RISES, noun, re.IGNORECASE) or (not noun and CLIMBED.search(near))
    if rose or fell:
        return _changes(spoken.text, noun), bool(fell) != low
    if re.match("röster|röstetal|antal röster", noun, re.IGNORECASE) or (
        not noun and re.match(r"\s+röster", spoken.text[match.end() :])
    ):
        return ("votes",), low
    return ("vote_share",), low


def _changes(text: str, noun: str) -> tuple[str, ...]:
    if re.search(r"\b(?:räknat i|i|mätt i|in) procentenheter|percentage points", text):
        return ("change_pp",)
    if re.search("procentuell|relativ", noun) or re.search(
        r"\b(?:räknat i|mätt i|i) procent\b", text
    ):
        return ("change_pct",)
    if re.search(r"\b(?:räknat i|mätt i|i) (?:antal )?röster\b", text):
        return ("change_votes",)
    if re.search(r"\b(?:räknat i|mätt i|i) (?:antal )?mandat\b", text):
        return ("change_seats",)
    return CHANGES


def _placed(match: re.Match[str], spoken: Spoken) -> Bearings:
    """Give the bearings with the area that is said to be largest, not the one it is largest in."""
    bearings = spoken.bearings(match)
    own = [
        m for m in spoken.named if m.kind == "area" and m.value != "00" and not _peers(m, spoken)
    ]
    if not own and spoken.carried.area and CARRIES.match(spoken.text):
        return replace(bearings, areas=tuple(spoken.carried.area.split("|")))
    if own:
        chosen = _nearest(match, spoken, own)
        kept = chosen.value if chosen else spoken.carried.area or spoken.bench.asked.area
        return replace(bearings, areas=tuple(kept.split("|")))
    peers = any(m.kind == "area" and _peers(m, spoken) for m in spoken.named)
    if bearings.areas[0] == "00" or peers:
        return replace(bearings, areas=(spoken.bench.asked.area,))
    return bearings


def _nearest(match: re.Match[str], spoken: Spoken, own: list[Mention]) -> Mention | None:
    """Give the area after a superlative, with nothing but words between, or the last one before it.

    None where there is neither. A county is only where a kommun of it is largest: "Sjöbo är det starkaste fästet i Skåne".
    """
    kommuner = [m for m in own if any(len(code) == KOMMUN for code in m.value.split("|"))]
    inside = {code[:2] for m in kommuner for code in m.value.split("|") if len(code) == KOMMUN}
    named = [m for m in own if m in kommuner or m.value not in inside] or own
    before = [m for m in named if m.end <= match.start()]
    after = [m for m in named if m.start >= match.end()]
    joined = after and not APART.search(spoken.text[match.end() : after[0].start])
    apposed = before and PEERS.match(spoken.text[match.end() :].lstrip())
    if before and OF_SEVERAL.search(spoken.text):
        return before[0]
    if joined and not (before and apposed):
        return after[0]
    return before[-1] if before else None


def _peers(mention: Mention, spoken: Spoken) -> bool:
    """Say if an area is only where something is largest: "det bästa resultatet i länet"."""
    word = spoken.text[mention.start : mention.end].lower()
    if word in {"länets", "the county's"}:
        return bool(re.match(r"\s+kommun", spoken.text[mention.end :]))
    kommun = spoken.carried.area
    within = (
        len(kommun) == KOMMUN and kommun.startswith(mention.value) and CARRIES.match(spoken.text)
    )
    generic = word in {"länet", "the county"} or within
    return bool(generic) and not is_subject(mention, spoken.text)


def _ranked(
    match: re.Match[str], spoken: Spoken, what: tuple[tuple[str, ...], bool], bearings: Bearings
) -> list[tuple[str, Ranked]]:
    measures, low = what
    facts, year, party = spoken.bench.facts, bearings.years[0], bearings.parties[0]
    election = bearings.elections[0]
    since = SINCE.search(spoken.text)
    found: list[tuple[str, Ranked]] = []
    for measure in measures:
        for area in bearings.areas:
            key = Key(measure, election, year, area, "" if "turnout" in measure else party)
            if since:
                first = since["year"] or since["en"]
                ranked = among_years(facts, key, int(first) if first else None, lowest=low)
            elif _between_elections(spoken, area):
                ranked = among_elections(facts, key, lowest=low)
            else:
                known = "turnout" in measure or complete(facts, key)
                ranked = among_areas(facts, key, lowest=low) if known else None
            if ranked:
                found.append((measure, ranked))
    return found


def _between_elections(spoken: Spoken, area: str) -> bool:
    """Say if the sentence compares elections: it names one, and no area and no peers."""
    named = [m for m in spoken.named if m.kind in {"area", "here"}]
    elections = [m for m in spoken.named if m.kind == "election"]
    return bool(elections) and not named and not PEERS.search(spoken.text)


def _best_of(
    match: re.Match[str], spoken: Spoken, stated: int, ranked: list[tuple[str, Ranked]]
) -> Phrase:
    words = spoken.bench.words
    holding = [(measure, one) for measure, one in ranked if one.holds(stated)]
    if holding:
        _, one = holding[0]
        notes = [words("tied", n=one.tied)] if one.tied > 1 else []
        missing = [name for name, _ in ranked if name not in {m for m, _ in holding}]
        if missing:
            unit = {"change_pp": "percentage points", "change_pct": "per cent", "change_votes": "votes",
                    "change_seats": "seats"}  # fmt: skip
            by = f" {words('list_and')} ".join(dict.fromkeys(words(unit[m]) for m, _ in holding))
            other = f" {words('list_and')} ".join(dict.fromkeys(words(unit[m]) for m in missing))
            notes.append(words("rank_by", by=by, other=other))
        return Phrase(
            match.start(),
            match.end(),
            judged("exact", _as_rank(one), "; ".join(notes)),
            stated=Fraction(stated),
        )
    _, one = ranked[0]
    note = words("rank_is", rank=one.place, n=one.of)
    return Phrase(
        match.start(), match.end(), judged("rank", _as_rank(one), note), stated=Fraction(stated)
    )


def _as_rank(one: Ranked) -> Fact:
    """Give the ranked row with its place as its value."""
    return replace(one.fact, value=Fraction(one.place), unit="rank")


def is_subject(mention: Mention, text: str) -> bool:
    """Say if an area isn't only where something is: "Västerbotten behöll", not "i Kramfors"."""
    return not re.search(r"\b(?:i|in|från|på)\s+(?:hela )?$", text[: mention.start])
