"""What is said beside each verdict: the cause of a wrong number, or what holds besides."""

from __future__ import annotations

from fractions import Fraction

from analysis.claims.judging.causes import causes
from analysis.claims.judging.examine import Bench, decimals_of, stated_of
from analysis.claims.judging.facts import Fact
from analysis.claims.judging.findings import Told, finding_of, verdict_of
from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.judging.wrong import Wrong
from analysis.claims.model import Finding

FAR = 1.8  # times a level from which a stated number is of something else
LEVELS = frozenset(
    {"votes", "vote_share", "turnout", "valid_votes", "votes_cast", "eligible_voters"}
)
NEAREST = 20  # wrong numbers of the same area and party that another may follow from


def diagnose(told: list[Told], bench: Bench) -> list[Finding]:
    """Give a finding for each verdict, with its cause or note in words."""
    wrong: dict[tuple[str, str, str], list[tuple[Fraction, Told]]] = {}
    for one in told:
        if one.read and verdict_of(one) == "wrong":
            wrong.setdefault(_of(one), []).append((stated_of(one.read.number), one))
    return [finding_of(one, _said(one, _near(one, wrong), bench)) for one in told]


def unread(one: Told, finding: Finding) -> bool:
    """Say if a wrong level is so far off, with no cause that gives it, that it was hardly read right.

    Of the wrong numbers of the texts that the checker was tried on one in a hundred is such, and of
    the right ones that it called wrong a third.
    """
    if finding.verdict != "wrong" or finding.diagnosis or not one.read:
        return False
    if finding.measure not in LEVELS:
        return False
    stated, computed = abs(finding.stated or 0), abs(finding.computed or 0)
    return bool(stated and computed) and not 1 / FAR < stated / computed < FAR


def _near(
    one: Told, wrong: dict[tuple[str, str, str], list[tuple[Fraction, Told]]]
) -> list[tuple[Fraction, Told]]:
    """Give the wrong numbers of the same election, area and party, and of the areas above it."""
    election, area, party = _of(one)
    areas = dict.fromkeys((area, area[:2], "00"))
    return [pair for code in areas for pair in wrong.get((election, code, party), [])]


def _of(one: Told) -> tuple[str, str, str]:
    """Give what numbers must share for one to follow from the other, the nearest of them."""
    key = one.judged.fact.key
    return key.election, key.area, key.party


def _said(one: Told, wrong: list[tuple[Fraction, Told]], bench: Bench) -> str:
    verdict = verdict_of(one)
    if verdict == "wrong" and one.read:
        near = sorted(wrong, key=lambda pair: abs(pair[1].place.start - one.place.start))[:NEAREST]
        others = [(stated, other.judged.fact) for stated, other in near if other is not one]
        found = Wrong(
            stated_of(one.read.number), decimals_of(one.read.number), one.judged.fact, bench
        )
        return next(causes(found, others), one.judged.note)
    if verdict == "uncheckable":
        return bench.words("own_count", value=bench.words.number(one.judged.fact.value))
    if verdict == "unit":
        return _unit(one, bench)
    if verdict == "direction":
        return one.judged.note or bench.words("direction")
    return "; ".join(note for note in (one.judged.note, *_notes(one, bench)) if note)


def _unit(one: Told, bench: Bench) -> str:
    fact = one.judged.fact
    key = "unit_points" if fact.unit == "percentage points" else "unit_per_cent"
    return bench.words(key, value=bench.words.number(abs(fact.value)))


def _notes(one: Told, bench: Bench) -> list[str]:
    fact, read, words = one.judged.fact, one.read, bench.words
    notes = []
    if one.judged.verdict == "truncated" and read:
        decimals = decimals_of(read.number)
        rounded = Fraction(round(abs(fact.value) * 10**decimals), 10**decimals)
        notes.append(
            words(
                "cut",
                value=words.number(abs(fact.value), decimals + 2),
                rounded=words.number(rounded, decimals),
            )
        )
    if read and read.topic.of == "cast" and fact.key.measure == "vote_share":
        other = _share_of_cast(one)
        if other:
            notes.append(words("cast_instead", value=words.number(other.value)))
    if fact.stage == "preliminary" and one.judged.verdict in RIGHT:
        notes.append(words("preliminary"))
    return notes


def _share_of_cast(one: Told) -> Fact | None:
    return next((f for r, f in one.judged.tried if r.key.measure == "share_of_votes_cast"), None)
