"""Places and superlatives: of parties in an area, of areas among their peers, of years and elections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.claims.grammar.places import ordinal
from analysis.claims.grammar.vocabulary import numbered
from analysis.claims.sayings.party_places import (
    PARTY_PLACE,
    is_of_party,
    party_place,
    party_places,
)
from analysis.claims.sayings.phrases import Phrase, Spoken
from analysis.claims.sayings.place_words import (
    BARE,
    COUNTS,
    NOUNED,
    NUMBERED,
    ONLY_HIGHER,
    OWN_PARTS,
    PLACE,
)
from analysis.claims.sayings.superlatives import is_subject, superlative


def place_phrases(spoken: Spoken) -> Iterator[Phrase]:
    """Give every place and superlative of a sentence that speaks of parties, areas, years."""
    for match in PARTY_PLACE.finditer(spoken.text):
        yield from _as_place(match, spoken)
    yield from party_places(spoken)
    for match in NUMBERED.finditer(spoken.text):
        yield _numbered(match, spoken, int(match["rank"]))
    for match in NOUNED.finditer(spoken.text):
        yield from superlative(match, spoken, match["noun"])
    yield from _bare(spoken)
    for match in PLACE.finditer(spoken.text):
        word = match["ord"] or match["joined"]
        yield _numbered(match, spoken, ordinal(word))


def _as_place(match: re.Match[str], spoken: Spoken) -> Iterator[Phrase]:
    """Give the place of an area or a party: "Timrå kom tvåa", "vi kom tvåa"."""
    stated = numbered("places")[match["place"].lower()]
    if COUNTS.search(spoken.text[: match.start()]):
        return  # "mandaten blev åtta"
    area = any(m.kind == "area" and m.end == match.start() - 1 for m in spoken.named)
    if area and not any(m.kind in {"party", "own"} for m in spoken.named):
        yield from superlative(match, spoken, "", stated=stated)
    else:
        yield party_place(match, spoken, stated)


def _bare(spoken: Spoken) -> Iterator[Phrase]:
    """Give the superlatives without a noun: "starkast i Sollefteå", "blev näst störst"."""
    for match in BARE.finditer(spoken.text):
        if _of_number(match, spoken):
            continue
        if subject := _party_after(match, spoken):
            yield _party_or_area(match, spoken, subject)
        elif subject := _party_before(match, spoken):
            yield party_place(match, spoken, ordinal(match["ord"]), party=subject)
        elif is_of_party(match, spoken):
            yield party_place(match, spoken, ordinal(match["ord"]))
        elif OWN_PARTS.search(spoken.text) or _names_election(spoken):
            yield from superlative(match, spoken, "")


def _party_or_area(match: re.Match[str], spoken: Spoken, party: str) -> Phrase:
    """Judge "störst är SD i Sölvesborg" as SD's place there, or else as Sölvesborg's among SD's."""
    place = party_place(match, spoken, ordinal(match["ord"]), party=party)
    if place.judged and place.judged.verdict != "rank":
        return place
    among = next(superlative(match, spoken, ""), place)
    return among if among.judged and among.judged.verdict != "rank" else place


def _party_before(match: re.Match[str], spoken: Spoken) -> str:
    """Give the party right before, in a heading: "Sossarna störst på Gotland"."""
    if match["sup"].lower() != "störst":
        return ""
    at = len(spoken.text[: match.start()].rstrip())
    return next((m.value for m in spoken.named if m.kind == "party" and m.end == at), "")


def _party_after(match: re.Match[str], spoken: Spoken) -> str:
    """Give the party that is told after: "störst i länet blev Socialdemokraterna"."""
    if match["sup"].lower() != "störst" or spoken.text[: match.start()].strip():
        return ""
    for mention in spoken.named:
        between = spoken.text[match.end() : mention.start]
        if mention.kind == "party" and re.fullmatch(r"[^.;,]{0,60}\b(?:blev|är|var) ", between):
            return mention.value
    return ""


def _of_number(match: re.Match[str], spoken: Spoken) -> bool:
    """Say if the word is a hedge of a number: "högst 5", or else no superlative of ours."""
    after = spoken.text[match.end() : match.end() + 14]
    return bool(re.match(r"\s+(?:\d|parti|sannolik|av allt|till|en\b|ett\b)", after)) or bool(
        re.search(r"\b(?:inte|åtminstone|till|som)\s*$", spoken.text[: match.start()])
    )


def _names_election(spoken: Spoken) -> bool:
    return any(mention.kind == "election" for mention in spoken.named)


def _numbered(match: re.Match[str], spoken: Spoken, stated: int) -> Phrase:
    text = spoken.text
    if re.search(
        r"\b(?:regioner|regionerna|län|länen|kommuner|kommunerna|regions|counties)\b",
        text[match.start() :],
    ) or re.search(
        r"\b(?:[Bb]land|[Aa]v|[Jj]ämfört med) (?:landets|länets|alla|andra (?:län|kommuner|regioner)|övriga|länen|regionerna|kommunerna|Sveriges)",
        text,
    ):
        found = next(superlative(match, spoken, "", stated=stated), None)
        return found or Phrase(match.start(), match.end(), reason="no_data")
    if ONLY_HIGHER.search(text):
        return Phrase(match.start(), match.end(), reason="no_measure")
    if re.search(r"\bparti|storlek", text):
        return party_place(match, spoken, stated)
    parties = any(m.kind in {"party", "own"} for m in spoken.named)
    subject = any(m.kind == "area" and is_subject(m, spoken.text) for m in spoken.named)
    if _names_election(spoken) and not parties and subject:
        return next(superlative(match, spoken, "", stated=stated))
    if _names_election(spoken):
        return party_place(match, spoken, stated)
    return Phrase(match.start(), match.end(), reason="nothing")
