"""Doubled, halved, a third of the votes, every tenth voter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analysis.claims.grammar.numerals import number_of
from analysis.claims.grammar.vocabulary import any_of, numbered, vocabulary, words
from analysis.claims.judging import derived
from analysis.claims.judging.facts import Key
from analysis.claims.model import Verdict
from analysis.claims.sayings.phrases import Phrase, Spoken, judged

TIMES = {"fördubbl": 2, "dubbl": 2, "tredubbl": 3, "trefaldig": 3, "fyrdubbl": 4, "femdubbl": 5}
TIMES_WORD = re.compile(
    r"\b(?:(?P<times>fördubbl|tredubbl|trefaldig|fyrdubbl|femdubbl|dubbl)(?:a|ade|ades|at|ats|ad|ats|ing|ingen|as|ar)\b"
    r"|(?P<half>halver(?:ade|ades|at|ats|as|ing|ingen))\b|(?P<twice>dubbelt så (?:många|stor\w*|hög\w*))\b|(?P<n>\w+) gånger så (?:många|mycket|stor\w*|hög\w*)|(?P<doubled>doubled)\b|(?P<halved>halved)\b)",
    re.IGNORECASE,
)
PARTS = {
    "tredjedel": 3,
    "fjärdedel": 4,
    "femtedel": 5,
    "sjättedel": 6,
    "sjundedel": 7,
    "åttondel": 8,
    "tiondel": 10,
    "tjugondel": 20,
}
OF = r"(?:\s+av)?\s+(?:alla\s+|de\s+|alla\s+de\s+|länets\s+|kommunens\s+|giltiga\s+|avgivna\s+|röstande\s+)*(?P<what>röst\w*|väljar\w*|valdeltag\w*|kommuninvånar\w*|länsbo\w*|\w+bo\b|\w+bor\w*|röstberättigad\w*|\w+ingar(?:na)?(?= röstade)|mandat\w*|platser\w*)"
PART = re.compile(
    rf"\b(?P<n>en|två|tre|fyra)?\s*(?P<part>{'|'.join(PARTS)})(?:ar)?(?:en|s|na)?{OF}",
    re.IGNORECASE,
)
HALF = re.compile(rf"\bhälften{OF}", re.IGNORECASE)
EVERY = re.compile(
    rf"\b(?:var|vart)\s+(?P<nth>{'|'.join(numbered('ordinals'))}|tjugonde|tjugofemte)\s+(?P<what>röst\w*|väljare|\w+bo\b|röstberättigad\w*)|\bvarannan\s+(?P<other>röst\w*|väljare|\w+bo\b)",
    re.IGNORECASE,
)
LOST_PART = re.compile(
    r"\b(?:förlorade?|tappade?|förlorat|tappat|miste)\b[^.,;]{0,40}?\b(?P<part>hälften|en tredjedel|en fjärdedel|en femtedel|två tredjedelar) av (?:sina|våra|sitt|rösterna|sin)\b",
    re.IGNORECASE,
)
N_OF = re.compile(
    r"\b(?P<n>\w+|\d+) av (?P<of>\w+|\d+)\s+(?P<what>väljare\w*|röster\b|\w+sbor\b|röstberättigade)",
    re.IGNORECASE,
)
# "mer än hälften av rösterna, 9 976, lades i Uppsala": a part of the party's own votes
OF_OWN_VOTES = re.compile(r"^[^.;]{0,40}\b(?:lades|kom|avgavs|hämtades|vanns) (?:från|i)\b")
NEAR = Fraction(3, 2)  # percentage points within which a plain fraction says a share
ROOM = Fraction(5)
CLOSE_TIMES = Fraction(1, 20)


def ratio_phrases(spoken: Spoken) -> Iterator[Phrase]:
    """Give the phrases of a sentence that say how many times or what part."""
    for match in TIMES_WORD.finditer(spoken.text):
        yield _times(match, spoken)
    for match in LOST_PART.finditer(spoken.text):
        yield _lost(match, spoken)
    lost = {match.start("part") for match in LOST_PART.finditer(spoken.text)}
    for pattern in (PART, HALF, EVERY, N_OF):
        for match in pattern.finditer(spoken.text):
            if match.start() not in lost and (part := _part(match)) is not None:
                yield _share(match, spoken, part)


def _factor(match: re.Match[str]) -> Fraction:
    if match["half"] or match["halved"]:
        return Fraction(1, 2)
    if match["twice"] or match["doubled"]:
        return Fraction(2)
    if match["n"]:
        return Fraction(number_of(match["n"]) or 0)
    return Fraction(TIMES[match["times"].lower()])


def _times(match: re.Match[str], spoken: Spoken) -> Phrase:
    if re.match(
        r"[^.;]{0,40}\b(?:som|as) (?:i |in |hela )*(?:landet|riket|länet|the c)",
        spoken.text[match.end() :],
    ):
        return Phrase(match.start(), match.end(), reason="no_measure")
    if not _factor(match):
        return Phrase(match.start(), match.end(), reason="nothing")
    factor, bearings = _factor(match), spoken.bearings(match, "change")
    topic = spoken.topic(match) or _after_topic(match, spoken)
    names = {"seats": ["seats"], "votes": ["votes"], "share": ["vote_share"]}.get(
        topic, ["vote_share", "votes", "seats"]
    )
    if topic in {"members", "turnout"}:
        return Phrase(match.start(), match.end(), reason="no_measure")
    if len(bearings.elections) > 1:
        return Phrase(match.start(), match.end(), reason="no_election")
    judgements = []
    for name in names:
        key = Key(
            name,
            bearings.elections[0],
            bearings.years[0],
            bearings.areas[0],
            bearings.parties[0],
            bearings.compare_year,
        )
        pair = derived.ratio(spoken.bench.facts, key)
        if pair:
            now, then = pair
            verdict = _judge_times(now.value / then.value, factor, _hedge(match, spoken))
            words = spoken.bench.words
            note = words("times", before=words.number(then.value), now=words.number(now.value))
            judgements.append((verdict, now, note))
    if not judgements:
        return Phrase(match.start(), match.end(), reason="no_data")
    verdict, fact, note = next((one for one in judgements if one[0] != "wrong"), judgements[0])
    return Phrase(match.start(), match.end(), judged(verdict, fact, note))


def _after_topic(match: re.Match[str], spoken: Spoken) -> str:
    after = spoken.text[match.end() : match.end() + 40]
    for name, found in (
        ("seats", "mandat|platser|seats"),
        ("votes", "röstetal|röster|votes"),
        ("share", "andel|stöd|resultat|share"),
    ):
        if re.search(found, after, re.IGNORECASE):
            return name
    return ""


def _judge_times(ratio: Fraction, factor: Fraction, hedge: str) -> Verdict:
    if ratio == factor:
        return "exact"
    room = factor * CLOSE_TIMES
    if factor < 1 and hedge in {"at_least", "at_most"}:  # "mer än halverades" is to less than half
        return "close" if (ratio < factor) == (hedge == "at_least") else "wrong"
    if hedge == "at_least":
        return "close" if factor < ratio <= factor + 1 else "wrong"
    if hedge == "at_most":
        return "close" if factor - 4 * room <= ratio < factor else "wrong"
    if abs(ratio - factor) <= room:
        return "close" if hedge else "rounded"
    return "wrong"


def _hedge(match: re.Match[str], spoken: Spoken) -> str:
    return next(_hedged(spoken.text[: match.start()]), "")


def _hedged(text: str) -> Iterator[str]:
    before = text[-24:]
    for kind, listed in vocabulary()["hedges"].items():
        pattern = any_of(map(re.escape, words(listed))) + r"\s*(?:en\s+)?$"
        if re.search(pattern, before, re.IGNORECASE):
            yield str(kind)


LOST = {"hälften": Fraction(50), "en tredjedel": Fraction(100, 3), "två tredjedelar": Fraction(200, 3),
        "en fjärdedel": Fraction(25), "en femtedel": Fraction(20)}  # fmt: skip


def _lost(match: re.Match[str], spoken: Spoken) -> Phrase:
    """Judge that a party lost a part of its votes."""
    start, end = match.span("part")
    bearings = spoken.bearings(match, "change")
    if len(bearings.elections) > 1:
        return Phrase(start, end, reason="no_election")
    key = Key(
        "change_pct",
        bearings.elections[0],
        bearings.years[0],
        bearings.areas[0],
        bearings.parties[0],
        bearings.compare_year,
    )
    fact = spoken.bench.facts.find(key)
    if not fact:
        return Phrase(start, end, reason="no_data")
    stated = LOST[match["part"].lower()]
    hedge = next(_hedged(spoken.text[:start]), "")
    return Phrase(start, end, judged(_judge_part(-fact.value, stated, hedge), fact), stated=-stated)


def _part(match: re.Match[str]) -> Fraction | None:
    groups = match.groupdict()
    if groups.get("part"):
        return Fraction(number_of(groups["n"] or "en") or 1, PARTS[groups["part"].lower()])
    if "of" in groups:
        few, many = (
            number_of(groups[name]) if not groups[name].isdigit() else int(groups[name])
            for name in ("n", "of")
        )
        return Fraction(few, many) if few and many and few < many <= 20 else None
    if groups.get("nth"):
        nth = {**numbered("ordinals"), "tjugonde": 20, "tjugofemte": 25}[groups["nth"].lower()]
        return Fraction(1, nth) if nth > 1 else None
    return Fraction(1, 2)


def _share(match: re.Match[str], spoken: Spoken, part: Fraction) -> Phrase:
    if spoken.names_other:
        return Phrase(match.start(), match.end(), reason=spoken.names_other)
    if OF_OWN_VOTES.search(spoken.text[match.end() :]):
        return Phrase(match.start(), match.end(), reason="no_measure")
    bearings = spoken.bearings(match)
    if len(bearings.elections) > 1:
        return Phrase(match.start(), match.end(), reason="no_election")
    what = (match.groupdict().get("what") or match.groupdict().get("other") or "").lower()
    measure = (
        "turnout"
        if what.startswith("röstberättigad")
        else "seats/"
        if what.startswith(("mandat", "plats"))
        else "vote_share"
    )
    key = Key(
        measure,
        bearings.elections[0],
        bearings.years[0],
        bearings.areas[0],
        "" if measure == "turnout" else bearings.parties[0],
    )
    fact = derived.find(spoken.bench.facts, key)
    if not fact:
        return Phrase(match.start(), match.end(), reason="no_data")
    verdict = _judge_part(fact.value, 100 * part, _hedge(match, spoken))
    return Phrase(match.start(), match.end(), judged(verdict, fact), stated=100 * part)


def _judge_part(value: Fraction, stated: Fraction, hedge: str) -> Verdict:
    if value == stated:
        return "exact"
    if hedge == "at_least":
        return "close" if stated <= value <= stated + ROOM else "wrong"
    if hedge == "at_most":
        return "close" if stated - ROOM <= value <= stated else "wrong"
    return "close" if abs(value - stated) <= min(NEAR, stated / 8) else "wrong"
