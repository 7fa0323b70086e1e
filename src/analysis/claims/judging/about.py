"""Whether a document is about the party, year and area that it is held against, by what it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analysis.claims.grammar.asked import Asked
from analysis.claims.grammar.mentions import Mention
from analysis.claims.judging.examine import Bench

OFTEN = 3  # times that something else is named before it is worth a notice, and times as often


def notices(named: Iterable[Mention], bench: Bench) -> tuple[str, ...]:
    """Give what the reader should know of a document that seems to be about something else."""
    counts: dict[str, Counter[str]] = {"party": Counter(), "year": Counter(), "area": Counter()}
    for mention in named:
        if mention.kind == "area":
            counts["area"].update({code[:2] for code in mention.value.split("|")} - {"00"})
        elif mention.kind in counts:
            counts[mention.kind][mention.value] += 1
    asked = bench.asked
    own = {"party": asked.party, "year": str(asked.year), "area": asked.area[:2]}
    years = {str(year) for year in asked.years}
    found = []
    for kind, counted in counts.items():
        known = counted if kind != "year" else Counter({y: counted[y] for y in years if counted[y]})
        other = _other(known, own[kind])
        if other and (kind != "area" or asked.area != "00"):
            found.append(
                bench.words(
                    f"about_{kind}", other=_name(kind, other, bench), own=_own(kind, asked, bench)
                )
            )
    return tuple(found)


def _other(counted: Counter[str], own: str) -> str:
    """Give what is named far more often than the document's own; "" for none."""
    for value, count in counted.most_common(1):
        if value != own and count >= OFTEN and count > OFTEN * counted[own]:
            return value
    return ""


def _name(kind: str, value: str, bench: Bench) -> str:
    return bench.names.get(value, value) if kind == "area" else value


def _own(kind: str, asked: Asked, bench: Bench) -> str:
    own = {"party": asked.party, "year": str(asked.year), "area": asked.area}[kind]
    return _name(kind, own, bench)
