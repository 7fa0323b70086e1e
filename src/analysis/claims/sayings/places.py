"""Places and superlatives: of parties in an area, of areas among their peers, of years and elections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.claims.grammar.areas import CARRIES
from analysis.claims.grammar.bearings import Bearings
from analysis.claims.grammar.mentions import KOMMUN, Mention
from analysis.claims.grammar.places import ORDINAL, ordinal
from analysis.claims.grammar.vocabulary import numbered
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.sayings.party_places import (
    PARTY_PLACE,
    is_of_party,
    lacks,
    party_place,
    party_places,
)
from analysis.claims.sayings.phrases import Phrase, Spoken, judged
from analysis.claims.sayings.ranking import (
    CHANGES,
    Ranked,
    among_areas,
    among_elections,
    among_years,
    complete,
)

HIGH = "bästa|högsta|starkaste|största|främsta|flesta|bäst|högst|starkast|störst|mest|flest|best|highest|strongest|largest|most"
LOW = "sämsta|lägsta|svagaste|minsta|sämst|lägst|svagast|minst|worst|lowest|weakest|smallest"
LEVELS = (
    r"(?:val)?resultat\w*|stöd\w*|väljarstöd\w*|(?:röst|väljar)?andel\w*|siffra|siffran|uppslutning\w*|förtroende\w*|"
    r"valdeltagande\w*|fäste|kommun|län|region|valkrets|share|result|support|turnout|röster|röstetal\w*|antal röster"
)
RISES = r"(?:procentuella |relativa )?(?:ökning\w*|uppgång\w*|framgång\w*|lyft\w*|increase|gain)"
FALLS = r"(?:procentuella |relativa )?(?:minskning\w*|tapp\w*|nedgång\w*|ras\w*|förlust\w*|tillbakagång\w*|backning\w*|decrease|loss)"
NOUNED = re.compile(
    rf"(?<!\w)(?:(?P<ord>{ORDINAL})\s+)?(?P<sup>{HIGH}|{LOW})\s+(?:\w+\s+)??(?P<noun>{LEVELS}|{RISES}|{FALLS})(?!\w)",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?<!\w)(?:(?P<ord>{ORDINAL})\s+)?(?P<sup>bäst|högst|starkast|störst|mest|flest|sämst|lägst|svagast|minst|starkaste|högsta|bästa|sämsta|lägsta|svagaste)(?!\w)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:plats|nummer|placering|place|number)\s+(?P<rank>\d{1,3})(?:\s+(?:av|bland|of|uppifrån av)\s+(?:\w+\s+)?(?P<of>\d{1,3})?)?",
    re.IGNORECASE,
)
PLACE = re.compile(
    rf"\b(?:(?P<ord>{ORDINAL})\s+plats(?:en)?|(?P<joined>första|andra|tredje|fjärde|femte)plats(?:en)?)\b",
    re.IGNORECASE,
)
PLACES = frozenset({"kommun", "län", "region", "valkrets"})
BY_SIZE = frozenset({"största", "minsta", "högsta", "lägsta", "främsta", "largest", "smallest"})
# "bara Norrbotten hade högre andel, så vi kom på andra plats"
ONLY_HIGHER = re.compile(
    r"\b(?:bara|endast|only)\b.*\b(?:högre|bättre|större|higher)\b", re.IGNORECASE
)
OF_SEVERAL = re.compile(r"\bde (?:\w+ )?(?:regioner|kommuner|län)\b")
DESPITE = re.compile(r"\btrots \w+", re.IGNORECASE)
COUNTS = re.compile(r"\b(?:mandat|antal|siffr|plats)\w*(?: [\wåäö]+){0,3}\s*$", re.IGNORECASE)
APART = re.compile(r"[,;()]|\b(?:medan|men|efter|än|före|while|but)\b")
SINCE = re.compile(
    r"\b(?:sedan(?: valet)? (?P<year>\d{4})|(?P<ever>någonsin|genom tiderna|hittills|någonsin tidigare|i (?:partiets|vår|föreningens|distriktets) historia|ever)|since (?P<en>\d{4}))\b",
    re.IGNORECASE,
)
CLIMBED = re.compile(
    r"\b(?:ökade|ökat|ökar|ökning\w*|växte|växt|steg|gick fram\w*|gått fram\w*|framgång\w*|uppgång\w*|stärkte\w*|förbättrade\w*)\b",
    re.IGNORECASE,
)
DROPPED = re.compile(
    r"\b(?:minskade|minskat|tappade|tappat|backade|backat|föll|sjönk|förlorade|gick tillbaka|gick bakåt|rasade|nedgång\w*|tapp\w*)\b",
    re.IGNORECASE,
)
PEERS = re.compile(
    r"\b(?:i|av|bland|in|of|among)\s+(?:hela\s+|alla\s+|landets\s+|samtliga\s+|the\s+)*(?:landet|riket|Sverige|regioner\w*|län\b|länen|kommuner\w*|länet|länets|landets|distriktet|country|county|regions|kommuner)\b",
    re.IGNORECASE,
)
OF_PARTY = re.compile(r"\b(?:stöd|resultat|andel|parti|röster|share|support)\w*", re.IGNORECASE)
OWN_PARTS = re.compile(
    r"\b(?:stöd|resultat|andel|parti|fäste|väljar|röst|ökning|ökade|framgång|tapp|minsk|val|backade|gick|share|support|increase)\w*",
    re.IGNORECASE,
)


def place_phrases(spoken: Spoken) -> Iterator[Phrase]:
    """Give every place and superlative of a sentence that speaks of parties, areas, years."""
    for match in PARTY_PLACE.finditer(spoken.text):
        yield from _as_place(match, spoken)
    yield from party_places(spoken)
    for match in NUMBERED.finditer(spoken.text):
        yield _numbered(match, spoken, int(match["rank"]))
    for match in NOUNED.finditer(spoken.text):
        yield from _superlative(match, spoken, match["noun"])
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
        yield from _superlative(match, spoken, "", stated=stated)
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
            yield from _superlative(match, spoken, "")


def _party_or_area(match: re.Match[str], spoken: Spoken, party: str) -> Phrase:
    """Judge "störst är SD i Sölvesborg" as SD's place there, or else as Sölvesborg's among SD's."""
    place = party_place(match, spoken, ordinal(match["ord"]), party=party)
    if place.judged and place.judged.verdict != "rank":
        return place
    among = next(_superlative(match, spoken, ""), place)
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


def _is_subject(mention: Mention, text: str) -> bool:
    """Say if an area isn't only where something is: "Västerbotten behöll", not "i Kramfors"."""
    return not re.search(r"\b(?:i|in|från|på)\s+(?:hela )?$", text[: mention.start])


def _numbered(match: re.Match[str], spoken: Spoken, stated: int) -> Phrase:
    text = spoken.text
    if re.search(
        r"\b(?:regioner|regionerna|län|länen|kommuner|kommunerna|regions|counties)\b",
        text[match.start() :],
    ) or re.search(
        r"\b(?:[Bb]land|[Aa]v|[Jj]ämfört med) (?:landets|länets|alla|länen|regionerna|kommunerna|Sveriges)",
        text,
    ):
        found = next(_superlative(match, spoken, "", stated=stated), None)
        return found or Phrase(match.start(), match.end(), reason="no_data")
    if ONLY_HIGHER.search(text):
        return Phrase(match.start(), match.end(), reason="no_measure")
    if re.search(r"\bparti|storlek", text):
        return party_place(match, spoken, stated)
    parties = any(m.kind in {"party", "own"} for m in spoken.named)
    subject = any(m.kind == "area" and _is_subject(m, spoken.text) for m in spoken.named)
    if _names_election(spoken) and not parties and subject:
        return next(_superlative(match, spoken, "", stated=stated))
    if _names_election(spoken):
        return party_place(match, spoken, stated)
    return Phrase(match.start(), match.end(), reason="nothing")


def _superlative(
    match: re.Match[str], spoken: Spoken, noun: str, *, stated: int = 0
) -> Iterator[Phrase]:
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
    if noun and _of_other_party(match, spoken):
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
    if bearings.areas[0] == "00":
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
    return word in {"länet", "the county"} and not _is_subject(mention, spoken.text)


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
