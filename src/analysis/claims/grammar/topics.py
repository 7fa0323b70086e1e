"""What a number counts: votes, a share of them, seats, turnout, members, kommuner; or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.claims.grammar.clause import LEVEL_BEFORE, REACH, Clause
from analysis.claims.grammar.flat import ITEM
from analysis.claims.grammar.topic_words import (
    ADJECTIVE,
    ADJECTIVES,
    ANAPHORIC,
    AVGAVS,
    BY_PER_CENT,
    BY_PER_CENT_OF_VOTES,
    COUNTED,
    ENTITLED,
    FOR_PARTY,
    GIVEN,
    GOES_ON,
    KOMMUNER,
    LEFT,
    LINKED,
    OF_CAST,
    OF_ELIGIBLE,
    OF_SEATS,
    OF_VALID,
    OF_VALID_BEFORE,
    OF_VOTES,
    OF_WHOLE,
    ONE_VOTE,
    PARTS,
    PARTS_OF,
    PARTY_GOT,
    PEOPLE,
    PLACED,
    SEAT_SHARE,
    TO_PARTY,
    TO_THE_POLLS,
    TOOK_PART,
    UNCARRIED,
    VOTED,
    VOTED_FOR,
    WERE,
)
from analysis.claims.grammar.vocabulary import named_patterns, pattern, vocabulary, words

HEADED = "heading"  # what a heading counts, for the items below it only


@dataclass(frozen=True)
class Topic:
    """`name` is one of the vocabulary's topics, kommuner, part or ""; `of` the base of a per cent."""

    name: str
    of: str = ""


def topic_of(clause: Clause, earlier: list[Topic], carried: Topic | None) -> Topic:
    """Give what a number counts; `earlier` are the topics of the numbers before it in the sentence."""
    after = clause.right
    if not clause.unit and KOMMUNER.match(after):
        return Topic("kommuner")
    if (
        not clause.unit
        and clause.next
        and OF_WHOLE.match(after)
        and KOMMUNER.match(clause.text[clause.next.end :])
    ):
        return Topic("kommuner")
    if PARTS.match(after):
        return Topic("part")
    if clause.unit:
        return _share(clause, earlier, carried)
    return _count(clause, earlier, carried)


def told_topic(text: str) -> Topic | None:
    """Give what a heading or a sentence without numbers leaves to those after it."""
    told = [name for name in LEFT if pattern("topics", name).search(text)]
    if not told and pattern("labels", "votes").search(text):
        return Topic("votes", HEADED if text.lstrip().startswith("#") else "")
    return Topic(told[0], HEADED if told[0] == "seats" else "") if len(told) == 1 else None


def _share(clause: Clause, earlier: list[Topic], carried: Topic | None) -> Topic:
    of = _base(clause)
    if OF_VOTES.match(clause.right):
        return Topic("votes", of)
    if OF_ELIGIBLE.match(clause.after) or _took_part(clause):
        return Topic("turnout", "eligible")
    named = _nearest(clause, BY_PER_CENT if _of_seats(clause) else BY_PER_CENT_OF_VOTES)
    if named not in {"", "votes", "share"}:
        return Topic(named, of)
    return Topic(_going_on(clause, named, earlier, carried) or named or "share", of)


def _going_on(clause: Clause, named: str, earlier: list[Topic], carried: Topic | None) -> str:
    """Give the topic of the numbers before, where no word of the number's own says another."""
    words = clause.before + clause.after
    if earlier and earlier[-1].name == "votes_cast" and LINKED.match(clause.before):
        return "turnout"
    if earlier and earlier[-1].name == "turnout" and not COUNTED.search(words):
        return "turnout"
    before = next((t for t in reversed(earlier) if t.name not in {"", "eligible_voters"}), carried)
    if earlier and earlier[-1].name == "eligible_voters" and before and before.name == "turnout":
        return "turnout"
    weak = not named or (named == "share" and ANAPHORIC.search(clause.left))
    if not before or not weak or PARTY_GOT.search(clause.left):
        return ""
    return before.name if before.name in {"turnout", "members"} else ""


def _base(clause: Clause) -> str:
    """Give what a share is said to be of: cast or valid votes, "" where nothing is said."""
    if OF_CAST.match(clause.right):
        return "cast"
    valid = OF_VALID.match(clause.right) or OF_VALID_BEFORE.search(clause.left)
    return "valid" if valid else ""


def _of_seats(clause: Clause) -> bool:
    """Say if a per cent may be of seats: it says so, or tells how many more they became."""
    told = OF_SEATS.match(clause.right) or SEAT_SHARE.search(clause.left)
    return bool(told) or _of_change(clause)


def _took_part(clause: Clause) -> bool:
    """Say if a share is of those who could have voted: "röstade 83,1 procent av länsborna"."""
    if TOOK_PART.search(clause.left) or TO_THE_POLLS.match(clause.right):
        return True
    to_party = re.match(r"[^,;.]*\b(?:på|for)\b", clause.right)
    return bool(VOTED.search(clause.left)) and clause.unit == "per cent" and not to_party


def _count(clause: Clause, earlier: list[Topic], carried: Topic | None) -> Topic:
    if told := _told_straight(clause):
        return Topic(told)
    if noun := _noun_after(clause) or _noun_after_next(clause):
        cast = noun == "votes" and (_everybody(clause) or AVGAVS.search(clause.left))
        return Topic("votes_cast" if cast else noun)
    if _another_noun(clause):
        return Topic("")
    if named := _nearest(clause, tuple(named_patterns("topics")), before_only=True):
        everybody = named in {"votes", "eligible_voters"} and _everybody(clause)
        return Topic("votes_cast" if everybody else named)
    return _left_by_others(clause, earlier, carried)


def _told_straight(clause: Clause) -> str:
    """Give what the words right beside a number say that it counts, whatever its noun."""
    after, rest = clause.right, clause.text[clause.end :]
    if adjective := ADJECTIVE.match(after) or WERE.match(after):
        return ADJECTIVES[adjective[1][0].lower()]
    if one := ONE_VOTE.match(rest):
        return "votes" if one["party"] else "votes_cast"
    if TO_THE_POLLS.match(after) and not clause.unit:
        return "votes_cast"
    if ENTITLED.match(after):
        return "eligible_voters"
    voted = VOTED_FOR.match(after) or (VOTED.search(clause.left) and FOR_PARTY.match(after))
    given = TO_PARTY.match(after) or GIVEN.search(clause.left)
    return "votes" if voted or (given and clause.following("party")) else ""


def _left_by_others(clause: Clause, earlier: list[Topic], carried: Topic | None) -> Topic:
    """Give what the numbers before it count, in its sentence or where that goes on from another."""
    counted = [topic for topic in earlier if topic.name not in UNCARRIED]
    if counted:
        return counted[-1]
    if carried and carried.of == HEADED and ITEM.match(clause.text):
        return carried
    kept = carried is not None and carried.name not in UNCARRIED and GOES_ON.search(clause.left)
    return Topic(carried.name if carried and kept else "")


def _another_noun(clause: Clause) -> bool:
    """Say if a noun that isn't of ours follows the number: "12 möten"."""
    word = re.match(r"\s+([a-zåäö]{3,})\b", clause.text[clause.end :])
    return word is not None and word[1] not in words(vocabulary()["function_words"])


def _noun_after_next(clause: Clause) -> str:
    """Give the noun that follows the second of two numbers told together: "22 till 32 mandat"."""
    together = r"^\s*(?:av|of)(?: [\wåäö]+s)?\s*$|^\s*(?:röster |mandat )?(?:till|→|->|–|-|och|mot|eller|to)\s*(?:\w+ )?$"
    if not clause.next or not re.match(together, clause.right):
        return ""
    noun = _noun_after(clause.beside(1))
    part = re.match(r"^\s*(?:av|of)\b", clause.right)
    return PARTS_OF.get(noun, noun) if part else noun


def _everybody(clause: Clause) -> bool:
    """Say if people who voted are counted, for no party: "65 142 personer röstade i Sundsvall"."""
    if any(mention.kind in {"party", "own"} for mention in clause.mentions):
        return False
    voted = re.search(r"\b(?:röstade|röstat|voted)\b(?! på)", clause.near, re.IGNORECASE)
    return bool(voted) and not re.search(
        r"\b(?:röster|röstetal\w*|votes)\b", clause.text[clause.end : clause.end + 12]
    )


def _noun_after(clause: Clause) -> str:
    """Give the topic of the noun that follows the number directly, an adjective or two between."""
    tail = clause.text[clause.end : clause.end + 60]
    for name, named in named_patterns("topics").items():
        if name != "share" and re.match(
            r"\s*(?:[\wåäö]+ ){0,2}?" + named.pattern, tail, re.IGNORECASE
        ):
            stop = re.match(r"\s*(?:[\wåäö]+ ){0,2}?" + named.pattern, tail, re.IGNORECASE)
            if name == "votes" and PEOPLE.match(tail) and not re.search("röst|vote", clause.text):
                return "members" if pattern("topics", "members").search(clause.left) else ""
            if stop and not re.search(
                r"\b(?:i|av|på|till|från|som|och|för|med|in|of|om)\b", stop[0]
            ):
                return name
    return ""


def _of_number(clause: Clause, at: int) -> bool:
    """Say if a word of `left` is the noun of a number before the clause's."""
    offset = len(clause.text[: clause.start]) - len(
        clause.text[max(0, clause.start - REACH) : clause.start]
    )
    word = offset + at
    numbers = [n for n in clause.numbers[: clause.index] if n.end <= word]
    if not numbers:
        return False
    return (
        re.fullmatch(
            r"\s+(?:(?!och\b|men\b|and\b)[\wåäö]+\s+){0,2}", clause.text[numbers[-1].end : word]
        )
        is not None
    )


def _of_change(clause: Clause) -> bool:
    """Say if a per cent tells how much the number before it grew: "22 mandat, 45 procent fler"."""
    if LEVEL_BEFORE.search(clause.left):
        return False
    more = re.match(r"\s*(?:\w+ )?" + pattern("more_words").pattern, clause.right, re.IGNORECASE)
    told = pattern("change_nouns").search(clause.before) or pattern("change_verbs").search(
        clause.before
    )
    return bool(more or told)


def _nearest(clause: Clause, names: tuple[str, ...], *, before_only: bool = False) -> str:
    """Give the topic of the last such word before the number, or else of the first after it."""
    best, place = "", -1
    for name in names:
        for match in _words_before(clause, name):
            if match.end() > place or (match.end() == place and name not in {"votes", "share"}):
                best, place = name, match.end()
    if best or before_only:
        return best
    return next((name for name in names if pattern("topics", name).search(clause.after)), "")


def _words_before(clause: Clause, name: str) -> Iterator[re.Match[str]]:
    """Give the words of a topic before a number, but for those that are of something else."""
    level = clause.unit == "per cent" and not _of_change(clause)
    for match in pattern("topics", name).finditer(clause.left):
        if PLACED.search(clause.left[: match.end()]):
            continue  # "kom på andra plats med 28,5 procent"
        if level and _of_number(clause, match.start()):
            continue  # the noun of a number before: "13 mandat, Sunne 26,9 procent"
        yield match
