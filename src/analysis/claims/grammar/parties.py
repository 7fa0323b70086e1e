"""Which party a number speaks of: who is named nearest and isn't who another is held against."""

from __future__ import annotations

import re

from analysis.claims.grammar.areas import CARRIES, named_after
from analysis.claims.grammar.asked import Asked, Carried
from analysis.claims.grammar.clause import VERSUS, Clause
from analysis.claims.grammar.mentions import Mention

OF_PARTY = re.compile(r"^[\s\wåäöé%-]*?\b(?:på|för|till|for|åt)\s+$|^\s+$")
OTHER_PARTY = re.compile(
    r"\b(?:gick om|gått om|om|före|efter|än|(?:passerade|passerat)(?: vi| partiet)?|mot|slog|förbi|bakom|ahead of|behind)\s+$",
    re.IGNORECASE,
)


THEY = re.compile(
    r"\b(?:fick|får|har|hade|nådde|tog|vann|gick|landade|ökade|backade|tappade|samlade|var|blev) (?:de|dom|they)\b"
    r"|\b(?:de|dom|they) (?:fick|får|har|hade|nådde|tog|vann|gick|landade|ökade|backade|tappade|samlade|blev|won|got|had)\b|\b(?:deras|their)\b",
    re.IGNORECASE,
)
ITSELF = frozenset({"partiet", "partiets", "the party", "the party's"})


def parties_of(clause: Clause, asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the parties that a number may be of, likeliest first."""
    told = named_after(clause, "party", OF_PARTY) or _versus(clause) or _told_later(clause)
    if told:
        return (asked.party if told.kind == "own" else told.value,)
    before = [m for m in clause.mentions if m.kind in {"party", "own"} and m.end <= clause.start]
    if found := [mention for mention in before if not _other(clause, mention)]:
        return _named(clause, found, asked, carried)
    if carried.party and (CARRIES.match(clause.text) or THEY.search(clause.left)):
        return (carried.party,)
    return (asked.party,)


def _named(clause: Clause, found: list[Mention], asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the last of the parties named; "partiet" is the one named before it, or the document's."""
    last = found[-1]
    if last.kind == "party":
        return (last.value,)
    others = [m.value for m in found if m.kind == "party"] or [carried.party]
    if clause.text[last.start : last.end].lower() not in ITSELF or not others[-1]:
        return (asked.party,)
    return tuple(dict.fromkeys((others[-1], asked.party)))


def _told_later(clause: Clause) -> Mention | None:
    """Give the party that a sentence's first number leads to: "45 procent röstade på V"."""
    later = clause.within("party", clause.end, len(clause.text))
    before = any(m.kind in {"party", "own"} and m.end <= clause.start for m in clause.mentions)
    if not later or before or clause.index:
        return None
    between = clause.text[clause.end : later[0].start]
    return later[0] if re.match(r"^[\s\wåäöé%]*\b(?:på|för|by|for)\s+$", between) else None


def _versus(clause: Clause) -> Mention | None:
    """Give the party of the second number of "fler mandat än Moderaterna, 123 mot 102"."""
    if not clause.previous or not VERSUS.fullmatch(clause.before):
        return None
    before = clause.text[: clause.previous.start]
    parties = [m for m in clause.mentions if m.kind in {"party", "own"} and m.end <= len(before)]
    last = parties[-1] if parties else None
    told = last and OTHER_PARTY.search(before[: last.start])
    return last if told and last and re.fullmatch(r"[\s,(:]*", before[last.end :]) else None


def _other(clause: Clause, mention: Mention) -> bool:
    """Say if a party is one that another is held against, and the number not its own."""
    oss = clause.text[mention.start : mention.end].lower() in {"oss", "us"}
    than_we = mention.kind == "own" and re.search(r"\bän\s+$", clause.text[: mention.start])
    if (mention.kind == "own" and not oss and not than_we) or not OTHER_PARTY.search(
        clause.text[: mention.start]
    ):
        return False
    if mention.kind == "own" or VERSUS.match(clause.text[clause.end :]):
        return True
    told = r"[\s(,]*(?:som (?:(?!vi\b|oss\b)[^.;])*|(?:med|på|som (?:bara |endast |nu )?fick|fick|with|on)\s+(?:[\wåäö]+\s+)?)?"
    return not re.fullmatch(told, clause.text[mention.end : clause.start])
