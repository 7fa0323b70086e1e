"""Why a number isn't held against anything: what it is about, as its sentence says."""

from __future__ import annotations

import re

from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.role_words import GAP
from analysis.claims.grammar.topics import Topic
from analysis.claims.grammar.vocabulary import pattern, vocabulary

BODY = "people in a body, not members or votes of an election"
MEETING = "a vote at a meeting"
BETWEEN = re.compile(r"\b(?:gick|gått) om \w+(?: \w+)? med\s*$")
BETWEEN_ELECTIONS = re.compile(
    r"^[^.;]{0,60}\bän (?:i|till|vid) (?:riksdag|kommun|region|landsting|valet till)", re.IGNORECASE
)
BLOC = re.compile(
    r"\b(?:de rödgröna|rödgröna (?:partierna|blocket)|alliansen|alliansens|allianspartierna|tidöpartierna"
    r"|oppositionspartierna|de borgerliga|blocket|blocken)\b",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"^\s*(?:år(?! \d{4})|åren|årig\w*|månader\w*|dagar|dygn|veckor|timmar|minuter|tillfällen|gånger(?! (?:så|fler|större))|years?|months?|days?)\b"
)
FUTURE = re.compile(
    r"\b(?:målet|mål|målsättning\w*|ambition\w*|siktar|vill nå|ska nå|skall nå|hoppas|nästa val|inför valet \d{4}|planerar|aim|target)\b",
    re.IGNORECASE,
)


def reason_for(
    clause: Clause,
    topic: Topic,
    elections: list[Mention],
    *,
    evidence: bool,
    before: tuple[str, ...] = (),
) -> str:
    """Give the key of the reason why a number isn't checked, "" where it can be.

    `elections` are those named in the sentence; `evidence` says if the sentence or the one before
    speaks of an election's votes. `before` are the elections of the sentence before.
    """
    gap = GAP.match(clause.text) and clause.unit == "percentage points"
    two_elections = gap and len(before) > 1 and not elections
    kinds = {mention.value for mention in elections}
    named = bool(kinds & {"kommun", "region", "riksdag"})
    counts = topic.name in {"share", "votes"}
    reasons = {
        "polls": "polls" in kinds,
        "other_elections": "other_elections" in kinds,
        "duration": DURATION.match(clause.right),
        "between_parties": BETWEEN.search(clause.left) or _to_party(clause) or _distance(clause),
        "between_elections": BETWEEN_ELECTIONS.search(clause.right) or two_elections,
        "part": topic.name == "part",
        "no_measure": BLOC.search(clause.near),
        "future": FUTURE.search(clause.text),
        **{f"other_thing:{thing}": thing for thing in [other_thing(clause, topic, named=named)]},
        "nothing": not topic.name,
        "no_evidence": clause.unit and counts and not evidence,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _distance(clause: Clause) -> bool:
    """Say if a number is the difference between two parties that the sentence names."""
    told = re.search(
        r"\b(?:skillnaden|avståndet|försprånget|gapet|marginalen)\b[^.;]*$",
        clause.left,
        re.IGNORECASE,
    )
    parties = {m.value for m in clause.mentions if m.kind in {"party", "own"}}
    areas = [m for m in clause.mentions if m.kind == "area" and m.value == "00"]
    counted = clause.unit == "" and re.match(r"\s*(?:röster|mandat|votes|seats)\b", clause.right)
    return bool(told) and not areas and (len(parties) > 1 or bool(counted))


def _to_party(clause: Clause) -> bool:
    """Say if a number tells how far a party is from another: "176 röster före Moderaterna"."""
    link = (
        r"\s*(?:\w+ )?(?:före|efter|bakom|(?:fler|färre|mer|mindre)(?: \w+)? än|ahead of|behind)\s+"
    )
    match = re.match(link, clause.text[clause.end :])
    if not match:
        return False
    at = clause.end + match.end()
    there = [mention for mention in clause.mentions if mention.start == at]
    unknown = not there and clause.text[at : at + 1].isupper()  # a party that the data don't know
    return unknown or any(mention.kind in {"party", "own"} for mention in there)


def other_thing(clause: Clause, topic: Topic, *, named: bool) -> str:
    """Give the word that shows that a number counts something else than an election does."""
    listed = vocabulary()["not_votes"]
    for kind in listed:
        found = pattern("not_votes", kind).search(_where(clause, kind))
        if not found:
            continue
        counts_people = topic.name in {"members", "seats", "", "votes"}
        if kind == BODY and counts_people and not (named and topic.name == "votes"):
            return found[0]
        if kind == MEETING and topic.name in {"votes", "members", ""} and not named:
            return found[0]
        if kind not in {BODY, MEETING}:
            return found[0]
    return ""


def _where(clause: Clause, kind: str) -> str:
    return clause.text if kind in {BODY, MEETING} else clause.near


def speaks_of_parties(clause: Clause, election: str) -> bool:
    """Say if a sentence names an election, or a party after one was: "S blev störst med 31,3"."""
    kinds = {mention.kind for mention in clause.mentions}
    return "election" in kinds or (bool(election) and bool(kinds & {"party", "own"}))


def shows_share(text: str) -> bool:
    """Say if a sentence speaks of votes, a share or a result of an election."""
    return bool(pattern("share_evidence").search(text))
